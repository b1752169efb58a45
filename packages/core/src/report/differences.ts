import * as v from "valibot";
import { ReportId, reportId, reportParts } from "../kernel/id.ts";
import type { Immutable } from "../kernel/immutable.ts";
import { LIMITS } from "../kernel/limits.ts";
import { archived } from "../db/files.ts";
import { toWire } from "../expression/figure.ts";
import { readOperation } from "../operation/operation.ts";
import type { TemplateDefinition } from "../template/schema.ts";
import { type Placed, surroundings } from "./access.ts";
import { carryOf } from "./carry.ts";
import { withHeld } from "./held.ts";
import { computeSent } from "./compute.ts";
import { carriedBy, type Content, differences, rowsOf } from "./content.ts";
import { seeing } from "./policy.ts";
import { pointsAt } from "./rules.ts";
import { type Base, type CarryView, Differences, type Returned, type Row } from "./schema.ts";
import { Heads, readWhole, roundKey, type SubmissionRecord, Submissions, type Whole } from "./store.ts";

/* What a reviewer has to know of a report that was sent again: which cells changed, and what that made of the totals. */

type Loaded = Placed & { readonly whole: Whole };
const load = async ({ id }: { id: string }): Promise<Loaded | null> => {
  const whole = await readWhole(id, { strong: false });
  return whole && { head: whole.head, whole, ...(await surroundings(whole.head)) };
};

/** A content to compare with, by the hash under which the archive keeps it. */
type Candidate = Base & { readonly hash: string };

/** Submissions of this report, the newest first. */
async function submissionsOf(id: string): Promise<readonly SubmissionRecord[]> {
  const { items } = await Submissions.list(
    { reportId: id },
    { begins: { round: "" }, order: "desc", limit: LIMITS.pageItems },
  );
  return items;
}

/** The version that this one corrects, as it was signed. It is public, so whoever sees the correction sees it as well. */
async function corrected({ head }: Placed): Promise<readonly Candidate[]> {
  if (!head.correction) return [];
  const { of } = head.correction;
  const before = await Heads.get({ reportId: reportId({ ...reportParts(head.reportId), version: of }) });
  if (!before?.hash) return [];
  const { hash, publishedAt, signed } = before;
  return [{ key: "version", version: of, at: publishedAt ?? before.openedAt, name: signed?.name ?? "", hash }];
}

/** While a report is with its author every submission is an earlier one; afterwards the last is what lies here. */
const isEarlier = ({ head }: Placed, { round }: SubmissionRecord): boolean =>
  head.state === "draft" || head.state === "returned" || round !== roundKey(head.round);

/** Returns that were answered after a submission, and the one that is being answered now; the newest first. */
function returnsSince(placed: Placed, submissions: readonly SubmissionRecord[], base: Candidate): readonly Returned[] {
  const later = submissions.filter(({ round }) => base.key === "version" || round > base.key);
  const answered = later.flatMap(({ answers }) => (answers ? [answers] : []));
  const { state, returned } = placed.head;
  return state === "returned" && returned ? [returned, ...answered] : answered;
}

type Computable = { readonly rows: readonly Row[]; readonly carry: CarryView; readonly nil: string | null };

function totals(
  definition: TemplateDefinition,
  before: Computable,
  after: Computable,
): Immutable<Differences["totals"]> {
  const [then, now] = [before, after].map(({ rows, carry, nil }) => computeSent(definition, rows, carry, nil).figures);
  return definition.figures.flatMap(({ id }) => {
    const [was, is] = [then?.[id], now?.[id]];
    if (!was || !is) return [];
    const [old, fresh] = [toWire(was), toWire(is)];
    return [{ figure: id, before: old, after: fresh, changed: JSON.stringify(old) !== JSON.stringify(fresh) }];
  });
}

/** What a content computes with; it keeps to the months that it counted. */
const computable = (content: Content): Computable => ({
  rows: rowsOf(content),
  carry: carriedBy(content),
  nil: content.nil,
});

function files(content: Content, { files: all }: Whole): Differences["evidence"] {
  const now = new Set<string>(all.filter((file) => file.removed === null).map((file) => file.evidenceId));
  const then = new Set<string>(content.evidence);
  return {
    added: [...now].filter((each) => !then.has(each)).length,
    removed: [...then].filter((each) => !now.has(each)).length,
  };
}

const nothing = (bases: readonly Base[]): Differences => ({
  since: null,
  base: null,
  bases: [...bases],
  returns: [],
  cells: [],
  totals: [],
  evidence: { added: 0, removed: 0 },
});

const shown = ({ hash: _hash, ...base }: Candidate): Base => base;

export const changed = readOperation({
  name: "report.differences",
  summary: "Yang berubah sejak pengiriman sebelumnya atau versi yang dikoreksi: sel dan angka total, lama dan baru.",
  input: v.strictObject({
    id: ReportId,
    /** One of `bases`; absent = the submission before, or for the first of a correction the version that it corrects. */
    since: v.optional(v.pipe(v.string(), v.regex(/^(version|\d{4})$/))),
  }),
  output: Differences,
  load,
  policy: seeing,
  run: async ({ input, record }) => {
    const { whole, head, definition } = record;
    const [submissions, versions] = await Promise.all([submissionsOf(head.reportId), corrected(record)]);
    const earlier = submissions
      .filter((each) => isEarlier(record, each))
      .map(({ round, hash, by: { at, name } }): Candidate => ({ key: round, version: head.version, at, name, hash }));
    const candidates = [...earlier, ...versions];
    const bases = candidates.map(shown);
    const base = input.since === undefined ? candidates[0] : candidates.find(({ key }) => key === input.since);
    const body = base && (await archived("submission", base.hash));
    if (!base || !body) return nothing(bases);
    const content = JSON.parse(body) as Content;
    const returns = returnsSince(record, submissions, base);
    const flags = returns.flatMap((each) => each.flags);
    const { view: carry } = await carryOf(head, definition);
    const rows = withHeld(definition, whole.rows, carry);
    return {
      since: base.at,
      base: shown(base),
      bases,
      returns: [...returns],
      cells: differences(content, rows).map((cell) => ({
        ...cell,
        flagged: flags.length === 0 ? null : pointsAt(flags, cell.rowKey, cell.field),
      })),
      totals: totals(definition, computable(content), { rows, carry, nil: head.nil }),
      evidence: files(content, whole),
    };
  },
});
