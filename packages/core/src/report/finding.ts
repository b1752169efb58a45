import * as v from "valibot";
import { type Actor, context } from "../kernel/context.ts";
import { all, allow, type Decision, refuse } from "../kernel/decision.ts";
import { failure, forbidden, notFound } from "../kernel/failure.ts";
import { ReportId } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { tenantEntity } from "../db/entity.ts";
import { CellRef } from "../approval/schema.ts";
import { type Policy, readOperation, writeOperation } from "../operation/operation.ts";
import { isWithin } from "../orgunit/tree.ts";
import { isAuthor, type Placed, sees, turnsOf } from "./access.ts";
import { load } from "./load.ts";
import { can } from "./machine.ts";
import { seeing } from "./policy.ts";
import { Deed, Reason } from "./schema.ts";
import type { Snapshot } from "./snapshot.ts";
import { deedOf, statement } from "./statement.ts";

/*
 * The review of the Inspektorat: findings, what the unit answers, and the memo that becomes part of what is signed. It
 * reads figures and never writes one.
 */

export const tooManyFindings = failure(
  "report.findings_many",
  "refused",
  () => `Satu laporan memuat paling banyak ${LIMITS.findingsPerReport} temuan. Gabungkan temuan yang sejenis.`,
);

const FindingId = v.pipe(v.string(), v.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/));
export const Finding = v.strictObject({
  findingId: FindingId,
  round: v.number(),
  text: v.string(),
  refs: v.array(CellRef),
  by: Deed,
  response: v.nullable(v.strictObject({ ...Deed.entries, text: v.string() })),
  closed: v.nullable(Deed),
  rev: v.number(),
});
export type Finding = v.InferOutput<typeof Finding>;

type FindingRecord = Finding & { readonly reportId: string };
const REPORT = "${tenant}#report#${reportId}";
const Findings = tenantEntity<FindingRecord>({
  entity: "finding",
  attributes: {
    reportId: "string",
    findingId: "string",
    round: "number",
    text: "string",
    refs: "any",
    by: "any",
    response: "any",
    closed: "any",
    rev: "number",
  },
  key: { pk: REPORT, sk: "finding#${findingId}" },
});

type MemoRecord = Deed & {
  readonly reportId: string;
  readonly text: string;
  readonly round: number;
  readonly rev: number;
};
const Memos = tenantEntity<MemoRecord>({
  entity: "memo",
  attributes: {
    reportId: "string",
    text: "string",
    round: "number",
    rev: "number",
    at: "string",
    person: "string",
    name: "string",
    hat: "any",
  },
  key: { pk: REPORT, sk: "memo" },
});

/** Whether the memo of the review was written, or confirmed, in this round. */
export async function memoReady(reportId: string, round: number): Promise<boolean> {
  return (await Memos.get({ reportId }, { strong: true }))?.round === round;
}

const findingsOf = async (reportId: string, strong: boolean): Promise<readonly FindingRecord[]> =>
  (await Findings.list({ reportId }, { begins: { findingId: "" }, strong })).items;

/** Memo and findings of the review, as the snapshot takes them; null when there was no review. */
export async function memoOf(reportId: string): Promise<Snapshot["memo"]> {
  const memo = await Memos.get({ reportId }, { strong: true });
  if (!memo) return null;
  const { text, at, person, name, hat } = memo;
  const found = await findingsOf(reportId, true);
  return {
    text,
    at,
    person,
    name,
    hat,
    findings: found.map((each) => ({
      text: each.text,
      refs: each.refs,
      response: each.response?.text ?? null,
      closed: each.closed !== null,
    })),
  };
}

const atReview = (actor: Actor, placed: Placed): boolean =>
  turnsOf(actor, placed).some(({ step }) => step.kind === "apip-review");

/** Whoever reviews now for the Inspektorat. */
const reviewing: Policy<Placed> = {
  sentence: "pemegang jabatan pada tahap reviu Inspektorat yang sedang berjalan",
  sees,
  may: (actor, placed) =>
    all(
      can("sendBack", placed.head.state),
      atReview(actor, placed) ? allow : refuse(forbidden({ act: "menulis hasil reviu laporan ini" })),
    ),
};

/** Whoever answers for the reporting unit: authors, and holders in the unit or below it. */
function answers(actor: Actor, placed: Placed): Decision {
  const { head, units } = placed;
  const own = actor.kind === "official" && actor.posts.some((post) => isWithin(units, post.unit, head.unit));
  return own || isAuthor(actor, placed) ? allow : refuse(forbidden({ act: "menanggapi temuan atas unit ini" }));
}
const responding: Policy<Placed> = {
  sentence: "pejabat pada unit pelapor, selama diperiksa",
  sees,
  may: (actor, placed) => all(can("sendBack", placed.head.state), answers(actor, placed)),
};

const shown = ({ reportId: _reportId, ...finding }: FindingRecord): Finding => finding;

export const findings = readOperation({
  name: "report.findings",
  summary: "Temuan reviu Inspektorat, tanggapan unit, dan catatan hasil reviu.",
  input: v.strictObject({ id: ReportId }),
  output: v.strictObject({
    findings: v.array(Finding),
    memo: v.nullable(v.strictObject({ ...Deed.entries, text: v.string(), round: v.number() })),
    may: v.strictObject({ review: v.boolean(), respond: v.boolean() }),
  }),
  load,
  policy: seeing,
  run: async ({ input, record, actor }) => {
    const [found, memo] = await Promise.all([findingsOf(input.id, false), Memos.get({ reportId: input.id })]);
    return {
      findings: found.map(shown),
      memo: memo && {
        at: memo.at,
        person: memo.person,
        name: memo.name,
        hat: memo.hat,
        text: memo.text,
        round: memo.round,
      },
      may: {
        review: reviewing.may(actor, record).allowed,
        respond: responding.may(actor, record).allowed,
      },
    };
  },
});

export const find = writeOperation({
  name: "report.find",
  summary: "Mencatat temuan reviu pada laporan; angka tidak diubah.",
  input: v.strictObject({
    id: ReportId,
    text: Reason,
    refs: v.optional(v.pipe(v.array(CellRef), v.maxLength(LIMITS.flagsPerReturn)), []),
  }),
  output: Finding,
  subject: ({ id }) => `report#${id}`,
  load,
  policy: reviewing,
  run: async ({ input, record, unit }) => {
    const here = context();
    const { reportId, round } = record.head;
    if ((await findingsOf(reportId, true)).length >= LIMITS.findingsPerReport) throw tooManyFindings({});
    const finding: FindingRecord = {
      reportId,
      findingId: here.command,
      round,
      text: input.text,
      refs: input.refs,
      by: deedOf(here),
      response: null,
      closed: null,
      rev: 1,
    };
    unit.add(Findings.create(finding));
    unit.tell({ changes: { finding: finding.findingId }, events: [statement("FindingWritten", record.head)] });
    return shown(finding);
  },
});

/** A finding with its next revision; absent ones are not found. */
async function changed(
  id: string,
  findingId: string,
  change: (found: FindingRecord) => Partial<FindingRecord>,
): Promise<{ readonly found: FindingRecord; readonly next: FindingRecord }> {
  const found = await Findings.get({ reportId: id, findingId }, { strong: true });
  if (!found) throw notFound({});
  return { found, next: { ...found, ...change(found), rev: found.rev + 1 } };
}

export const respond = writeOperation({
  name: "report.respond",
  summary: "Menanggapi temuan reviu sebagai unit pelapor.",
  input: v.strictObject({ id: ReportId, finding: FindingId, text: Reason }),
  output: Finding,
  subject: ({ id }) => `report#${id}`,
  load,
  policy: responding,
  run: async ({ input, record, unit }) => {
    const response = { ...deedOf(context()), text: input.text };
    const { found, next } = await changed(input.id, input.finding, () => ({ response }));
    unit.add(Findings.put(next, (a, o) => o.eq(a["rev"], found.rev)));
    unit.tell({ changes: { finding: input.finding }, events: [statement("FindingAnswered", record.head)] });
    return shown(next);
  },
});

export const closeFinding = writeOperation({
  name: "report.closeFinding",
  summary: "Menutup temuan yang sudah ditanggapi dengan cukup.",
  input: v.strictObject({ id: ReportId, finding: FindingId }),
  output: Finding,
  subject: ({ id }) => `report#${id}`,
  load,
  policy: reviewing,
  run: async ({ input, record, unit }) => {
    const closed = deedOf(context());
    const { found, next } = await changed(input.id, input.finding, () => ({ closed }));
    if (found.closed) return shown(found);
    unit.add(Findings.put(next, (a, o) => o.eq(a["rev"], found.rev)));
    unit.tell({ changes: { finding: input.finding }, events: [statement("FindingClosed", record.head)] });
    return shown(next);
  },
});

export const memo = writeOperation({
  name: "report.memo",
  summary: "Menyimpan catatan hasil reviu; catatan ini menjadi bagian dari dokumen yang ditandatangani.",
  input: v.strictObject({
    id: ReportId,
    text: v.pipe(v.string(), v.trim(), v.minLength(LIMITS.reasonCharactersLeast), v.maxLength(LIMITS.memoCharacters)),
  }),
  output: v.strictObject({ round: v.number() }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: reviewing,
  run: async ({ input, record, unit }) => {
    const { reportId, round } = record.head;
    const before = await Memos.get({ reportId }, { strong: true });
    const next = { reportId, text: input.text, round, rev: (before?.rev ?? 0) + 1, ...deedOf(context()) };
    unit.add(before ? Memos.put(next, (a, o) => o.eq(a["rev"], before.rev)) : Memos.create(next));
    unit.tell({ changes: { round }, events: [statement("MemoWritten", record.head)] });
    return { round };
  },
});
