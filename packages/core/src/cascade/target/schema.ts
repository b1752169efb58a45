import * as v from "valibot";
import { STAGES } from "../../budget/schema.ts";
import { isDecimalText } from "../../kernel/decimal.ts";
import { Revision, Year } from "../../kernel/id.ts";
import { LIMITS } from "../../kernel/limits.ts";
import { LocalDate } from "../../orgunit/schema.ts";
import { type Indicator, NodeId, PartId, PlanId } from "../schema.ts";

/*
 * Targets of the indicators of one part of a tree, for one year. They are kept in versions of their own beside the tree: a
 * later stage of the budget sets them anew, and what was judged by an earlier version stays readable.
 */

const line = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most));
const Amount = v.pipe(v.string(), v.check(isDecimalText, "Angka belum benar."), v.maxLength(40));

/** The document that sets targets, with its number or its day: one of the two is always there. */
export const TargetSource = v.pipe(
  v.strictObject({
    document: line(120),
    number: v.nullable(line(60)),
    date: v.nullable(LocalDate),
  }),
  v.check(({ number, date }) => number !== null || date !== null, "Isi nomor atau tanggal dokumen sumber target."),
);
export type TargetSource = v.InferOutput<typeof TargetSource>;

/** What one indicator shall reach: in the year, and in each of its quarters (rencana aksi). Null = not set. */
export const TargetLine = v.strictObject({
  indicator: NodeId,
  year: v.nullable(Amount),
  quarters: v.pipe(v.array(v.nullable(Amount)), v.length(4, "Target triwulan ada empat.")),
});
export type TargetLine = v.InferOutput<typeof TargetLine>;

/**
 * A line as it is kept: with what its indicator was called and how it added up when it was recorded, so that a change of the
 * tree does not reach what a version says. Lines from before November 2026 have neither; they are read through the tree.
 */
export type RecordedLine = TargetLine & Partial<Readonly<Pick<Indicator, "code" | "aggregation">>>;

/** The month to whose end a version first applies. */
export const TargetMonth = v.pipe(v.string(), v.regex(/^20\d\d-(0[1-9]|1[0-2])$/, "Bulan berlaku belum benar."));

export const TargetVersion = v.strictObject({
  plan: PlanId,
  year: Year,
  part: PartId,
  /** Counts all versions of the part and year, from 1. */
  n: v.number(),
  stage: v.picklist(STAGES),
  /** Counts the versions of the same stage, from 1. */
  turn: v.number(),
  effectiveFrom: TargetMonth,
  source: TargetSource,
  /** Of the frozen lines. */
  hash: v.string(),
  lines: v.number(),
  by: v.string(),
  at: v.string(),
});
export type TargetVersion = v.InferOutput<typeof TargetVersion>;

export const RecordInput = v.pipe(
  v.strictObject({
    plan: PlanId,
    year: Year,
    part: PartId,
    /** Number of the newest version that its author saw; 0 = there was none. */
    after: Revision,
    stage: v.picklist(STAGES),
    effectiveFrom: TargetMonth,
    source: TargetSource,
    lines: v.pipe(v.array(TargetLine), v.minLength(1), v.maxLength(LIMITS.cascadeNodesPerPart)),
  }),
  v.check(({ year, effectiveFrom }) => effectiveFrom.startsWith(`${year}-`), "Bulan berlaku harus dalam tahun itu."),
);
export type RecordInput = v.InferOutput<typeof RecordInput>;

/** What a reporting unit shall reach in one period: the values of its version in force, by the code and by the id of the indicator. */
export type PlannedTargets = {
  readonly label: string;
  /** The number of the version: two of them may have the very same lines, and so one hash. */
  readonly n: number;
  readonly hash: string;
  readonly source: string;
  readonly values: ReadonlyMap<string, string>;
  readonly ids: ReadonlyMap<string, string>;
};
