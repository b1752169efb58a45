import * as v from "valibot";
import { PostKind, Revision, UnitId, Year } from "../kernel/id.ts";
import { isDecimalText } from "../kernel/decimal.ts";
import { LIMITS } from "../kernel/limits.ts";
import { AGGREGATIONS, DIRECTIONS, LEVELS } from "./levels.ts";

export * from "./levels.ts";

const line = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most));
const Name = line(LIMITS.textCharacters);
const ID = /^[a-z0-9][a-z0-9-]{0,39}$/;

export const PlanId = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,39}$/), v.brand("PlanId"));
/** `daerah`, or the unit id of an OPD. */
export const PartId = UnitId;
/** Of a node or an indicator within its part. Made once, kept from year to year, never used again. */
export const NodeId = v.pipe(v.string(), v.regex(ID));
/** `<part>/<node>`: how anything points at a node of any part. */
export const NodeRef = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,59}\/[a-z0-9][a-z0-9-]{0,39}$/));
/** A year, or one quarter of it. */
export const TargetPeriod = v.pipe(v.string(), v.regex(/^20\d\d(-T[1-4])?$/, "Periode target: tahun atau triwulan."));
const Amount = v.pipe(v.string(), v.check(isDecimalText, "Angka belum benar."), v.maxLength(40));

export const Reason = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(LIMITS.reasonCharactersLeast, "Alasan paling sedikit 10 huruf."),
  v.maxLength(LIMITS.reasonCharactersMost),
);

/** A plan of several years, such as the RPJMD, under which every year has a tree of its own. */
export const PlanInput = v.pipe(
  v.strictObject({
    plan: PlanId,
    label: line(120),
    from: Year,
    until: Year,
    /** The regulation that sets it. */
    source: line(200),
    rev: Revision,
  }),
  v.check(({ from, until }) => from <= until, "Tahun awal rencana tidak boleh sesudah tahun akhirnya."),
);
export type Plan = Omit<v.InferOutput<typeof PlanInput>, "plan"> & { readonly plan: string };

/** Who answers for a node: a kind of post in a unit. */
export const Owner = v.strictObject({ unit: UnitId, post: PostKind });
export type Owner = v.InferOutput<typeof Owner>;

export const NodeContent = v.strictObject({
  level: v.picklist(LEVELS),
  /** The number in the document; of a program, kegiatan and sub kegiatan the code by which the budget knows it. */
  code: v.nullable(v.pipe(v.string(), v.regex(/^[A-Za-z0-9.]{1,30}$/, "Kode hanya huruf, angka dan titik."))),
  text: Name,
  owner: v.nullable(Owner),
  parents: v.pipe(v.array(NodeRef), v.maxLength(LIMITS.cascadeParents)),
});
export type NodeContent = v.InferOutput<typeof NodeContent>;

export const Target = v.strictObject({
  period: TargetPeriod,
  value: Amount,
  /** The document that sets it, as one line. */
  source: v.string(),
});
export type Target = v.InferOutput<typeof Target>;

/** A method by its id and version: a newer version of the catalogue does not reach an indicator by itself. */
export const MethodPin = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,39}$/)),
  n: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LIMITS.indicatorVersions)),
});

export const IndicatorContent = v.strictObject({
  code: v.nullable(v.pipe(v.string(), v.regex(/^[A-Za-z0-9.]{1,30}$/, "Kode hanya huruf, angka dan titik."))),
  text: Name,
  /** Unit of measure, "%" or "km". */
  unit: line(40),
  direction: v.picklist(DIRECTIONS),
  /** The version of an achievement method in the tenant's catalogue; null until it is chosen. */
  method: v.nullable(MethodPin),
  /** How it is reckoned, in words. */
  formula: v.nullable(Name),
  aggregation: v.picklist(AGGREGATIONS),
  /** The nodes it measures: under two of them it is still one indicator. */
  parents: v.pipe(v.array(NodeRef), v.minLength(1), v.maxLength(LIMITS.cascadeParents)),
});
export type IndicatorContent = v.InferOutput<typeof IndicatorContent>;

/** Who took something out of a tree, why and when: it stays readable and its id is never used again. */
export const Removed = v.strictObject({ by: v.string(), at: v.string(), reason: v.string() });
export type Removed = v.InferOutput<typeof Removed>;

const Kept = { part: PartId, id: NodeId, removed: v.nullable(Removed), rev: Revision } as const;
export const CascadeNode = v.strictObject({ ...NodeContent.entries, ...Kept });
export type CascadeNode = v.InferOutput<typeof CascadeNode>;
/** An indicator with the targets of its year, as the newest version of the part's targets sets them. */
export const Indicator = v.strictObject({ ...IndicatorContent.entries, ...Kept, targets: v.array(Target) });
export type Indicator = v.InferOutput<typeof Indicator>;

export const SUPPORT_STATES = ["asked", "accepted", "refused"] as const;
/** One unit asks another to support a sasaran. It counts only once the other's head accepted it. */
export const Support = v.strictObject({
  id: NodeId,
  /** The sasaran that is to be supported. */
  node: NodeRef,
  from: PartId,
  to: PartId,
  /** What is asked for. */
  text: Name,
  /** The node of the other that carries the support; null while it is open which one. */
  carrier: v.nullable(NodeRef),
  state: v.picklist(SUPPORT_STATES),
  asked: v.strictObject({ by: v.string(), at: v.string() }),
  answer: v.nullable(v.strictObject({ by: v.string(), at: v.string(), reason: v.nullable(v.string()) })),
  rev: Revision,
});
export type Support = v.InferOutput<typeof Support>;

/** What a page needs to know of one part of a tree: the regency's nodes, the part's own, and requests for support. */
export type Tree = {
  readonly nodes: readonly CascadeNode[];
  readonly indicators: readonly Indicator[];
  readonly supports: readonly Support[];
};

/** How anything points at a node. */
export const refOf = ({ part, id }: { readonly part: string; readonly id: string }): string => `${part}/${id}`;
