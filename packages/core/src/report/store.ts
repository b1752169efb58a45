import { gunzipSync, gzipSync } from "node:zlib";
import { tenantEntity } from "../db/entity.ts";
import { readTogether } from "../db/together.ts";
import type { Item } from "../db/write.ts";
import type { Seal } from "../signing/schema.ts";
import type { Deed, Drawing, EvidenceView, Explanation, GoneRow, Head, Returned, Row } from "./schema.ts";
import type { SnapshotSigner } from "./snapshot.ts";

/** What is read together sorts together: head, files, lanes and rows share the prefix `a#`. */
const REPORT = "${tenant}#report#${reportId}";

export const Heads = tenantEntity<Head>({
  entity: "head",
  attributes: {
    reportId: "string",
    template: "string",
    period: "string",
    unit: "string",
    version: "number",
    state: "string",
    rev: "number",
    round: "number",
    writers: "number",
    writes: "number",
    spent: "number",
    files: "number",
    course: "any",
    facts: "any",
    issueTask: "any",
    pins: "any",
    openedAt: "string",
    hash: "any",
    carry: "any",
    nil: "any",
    firstSubmittedAt: "any",
    onTime: "any",
    submitted: "any",
    returned: "any",
    acted: "any",
    exceptions: "any",
    declined: "any",
    signed: "any",
    publishedAt: "any",
    correction: "any",
    correcting: "any",
    supersededBy: "any",
    voided: "any",
  },
  key: { pk: REPORT, sk: "a#head" },
  opens: true,
});

/**
 * One per writer and round. It stands = this person may write. Each save adds the rows it touches, each file one, so
 * that a submission cannot overlook a change: it deletes every lane at the counts that it read.
 */
export type LaneRecord = {
  readonly reportId: string;
  readonly writer: string;
  readonly writes: number;
  readonly files: number;
};
export const Lanes = tenantEntity<LaneRecord>({
  entity: "lane",
  attributes: { reportId: "string", writer: "string", writes: "number", files: "number" },
  key: { pk: REPORT, sk: "a#lane#${writer}" },
});

export type RowRecord = Row & {
  readonly reportId: string;
  readonly rev: number;
  /** An author added the row and took it away again; it counts in the history and nowhere else. */
  readonly removed?: Deed | null;
};
export const Rows = tenantEntity<RowRecord>({
  entity: "row",
  attributes: {
    reportId: "string",
    rowKey: "string",
    label: "string",
    group: "any",
    context: "any",
    closed: "any",
    given: "any",
    cells: "any",
    sources: "any",
    archived: "any",
    rev: "number",
    removed: "any",
  },
  key: { pk: REPORT, sk: "a#row#${rowKey}" },
});

/** What a section was drawn from. `rule`: the query and columns by which it was drawn; its changes count in the head. */
export type DrawingRecord = Drawing & { readonly reportId: string; readonly rule: string; readonly rev: number };
export const Drawings = tenantEntity<DrawingRecord>({
  entity: "drawing",
  attributes: {
    reportId: "string",
    section: "string",
    template: "string",
    short: "string",
    at: "string",
    reports: "any",
    awaited: "any",
    counted: "number",
    expected: "number",
    own: "boolean",
    unfinished: "any",
    rule: "string",
    rev: "number",
  },
  key: { pk: REPORT, sk: "a#drawing#${section}" },
});

/** A row that a later version of the template does not have, as it stood. It stays to be read and counts nowhere. */
export type GoneRecord = GoneRow & { readonly reportId: string; readonly number: string };
export const GoneRows = tenantEntity<GoneRecord>({
  entity: "gonerow",
  attributes: {
    reportId: "string",
    number: "string",
    n: "number",
    rowKey: "string",
    label: "string",
    group: "any",
    context: "any",
    closed: "any",
    given: "any",
    cells: "any",
    sources: "any",
    archived: "any",
  },
  key: { pk: REPORT, sk: "a#gone#${number}#${rowKey}" },
});

/** A file of evidence. Taking it away leaves a tombstone with reason and person. */
export type FileRecord = EvidenceView & {
  readonly reportId: string;
  readonly rev: number;
  readonly removed: null | (Deed & { readonly reason: string });
  /** The report under which the file lies in the store, when this record was copied from an earlier version. */
  readonly lies?: string;
};
export const Files = tenantEntity<FileRecord>({
  entity: "file",
  attributes: {
    reportId: "string",
    evidenceId: "string",
    name: "string",
    type: "string",
    bytes: "number",
    rowKey: "any",
    requirement: "string",
    by: "string",
    at: "string",
    rev: "number",
    removed: "any",
    lies: "string",
  },
  key: { pk: REPORT, sk: "a#file#${evidenceId}" },
});

export type SubmissionRecord = {
  readonly reportId: string;
  readonly round: string;
  readonly hash: string;
  readonly by: Deed;
  readonly explanations: readonly Explanation[];
  /** The return that this submission answers; absent when it answers none. */
  readonly answers?: Returned;
};
export const Submissions = tenantEntity<SubmissionRecord>({
  entity: "submission",
  attributes: {
    reportId: "string",
    round: "string",
    hash: "string",
    by: "any",
    explanations: "any",
    answers: "any",
  },
  key: { pk: REPORT, sk: "submission#${round}" },
});
export const roundKey = (round: number): string => String(round).padStart(4, "0");

/**
 * What was signed: the hash of the snapshot in the archive, and what publication adds to it. `code` is made with the
 * signature and answers only after publication; seal and document follow, and each is written once.
 */
export type SnapshotRecord = {
  readonly reportId: string;
  readonly version: number;
  readonly hash: string;
  readonly content: string;
  readonly signer: SnapshotSigner;
  readonly at: string;
  readonly code: string;
  readonly seal: Seal | null;
  readonly document: { readonly hash: string; readonly bytes: number } | null;
  /** Why publication waits, in words. */
  readonly trouble: string | null;
};
export const Snapshots = tenantEntity<SnapshotRecord>({
  entity: "snapshot",
  attributes: {
    reportId: "string",
    version: "number",
    hash: "string",
    content: "string",
    signer: "any",
    at: "string",
    code: "string",
    seal: "any",
    document: "any",
    trouble: "any",
  },
  key: { pk: REPORT, sk: "snap#${version}" },
});

/** A correction that was asked for, and what became of it. The numbers count the requests of one version. */
export type CorrectionRecord = {
  readonly reportId: string;
  readonly number: string;
  readonly asked: Deed & { readonly reason: string };
  readonly answer: null | (Deed & { readonly granted: boolean; readonly reason: string });
};
export const Corrections = tenantEntity<CorrectionRecord>({
  entity: "correction",
  attributes: { reportId: "string", number: "string", asked: "any", answer: "any" },
  key: { pk: REPORT, sk: "correction#${number}" },
});

/** The partial values of a published month, packed: what later months of the year add up. Written with publication. */
export type CarryRecord = {
  readonly template: string;
  readonly year: string;
  readonly unit: string;
  readonly period: string;
  readonly version: number;
  readonly hash: string;
  readonly body: Uint8Array;
  /** The version was withdrawn from the public: later months count it no more. */
  readonly withdrawn?: true;
};
export const Carries = tenantEntity<CarryRecord>({
  entity: "carry",
  attributes: {
    template: "string",
    year: "string",
    unit: "string",
    period: "string",
    version: "number",
    hash: "string",
    body: "any",
    withdrawn: "boolean",
  },
  key: { pk: "${tenant}#carry#${template}#${year}#${unit}", sk: "${period}#${version}" },
  opens: true,
});
export type CarryValues = Readonly<Record<string, Readonly<Record<string, string>>>>;
export const pack = (values: CarryValues): Uint8Array => gzipSync(JSON.stringify(values));
export const unpack = (body: Uint8Array): CarryValues => JSON.parse(gunzipSync(body).toString("utf8")) as CarryValues;

export type Whole = {
  readonly head: Head;
  readonly lanes: readonly LaneRecord[];
  readonly rows: readonly RowRecord[];
  /** Changes of rows that were taken away again or went, and of what sections are drawn from. */
  readonly spent: number;
  readonly drawings: readonly DrawingRecord[];
  readonly files: readonly FileRecord[];
  readonly gone: readonly GoneRecord[];
};

const sum = (items: readonly { readonly writes: number }[]): number => items.reduce((n, each) => n + each.writes, 0);
const filed = (items: readonly { readonly files: number }[]): number => items.reduce((n, each) => n + each.files, 0);
const revs = (items: readonly { readonly rev: number }[]): number => items.reduce((n, each) => n + each.rev, 0);

/** Whether what was read fits together. A query may see half of a transaction; then the sums differ. */
export const isWhole = ({ head, lanes, rows, spent, files }: Omit<Whole, "gone" | "drawings">): boolean =>
  head.writes + sum(lanes) === revs(rows) + spent && head.files + filed(lanes) === revs(files);

const spentBy = ({ spent = 0 }: Pick<Head, "spent">): number => spent;

const READS_MOST = 20;

/** Head, lanes, rows and files of a report. A torn read is read again. Null when the report was never opened. */
export async function readWhole(reportId: string, options: { strong: boolean }): Promise<Whole | null> {
  for (let reads = 1; reads <= READS_MOST; reads += 1) {
    const found = await readTogether(`report#${reportId}`, "a#", options);
    const [head]: readonly Head[] = listOf(found, "head");
    if (!head) return null;
    const rows: readonly RowRecord[] = listOf(found, "row");
    const drawings: readonly DrawingRecord[] = listOf(found, "drawing");
    const stands = (row: RowRecord): boolean => !row.removed;
    const whole: Whole = {
      head,
      lanes: listOf(found, "lane"),
      rows: rows.filter(stands),
      spent: spentBy(head) + revs(rows.filter((row) => !stands(row))) + revs(drawings),
      drawings,
      files: listOf(found, "file"),
      gone: listOf(found, "gonerow"),
    };
    if (isWhole(whole)) return whole;
  }
  throw new Error(`Report ${reportId} does not fit together after ${READS_MOST} reads`);
}

/** electrodb wrote these items from the record types above. */
const listOf = (found: ReadonlyMap<string, readonly Item[]>, kind: string): readonly never[] =>
  (found.get(kind) ?? []) as readonly never[];
