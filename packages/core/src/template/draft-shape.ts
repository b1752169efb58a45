import { Method, Scale } from "../indicator/schema.ts";
import { PERIOD_TYPES } from "../kernel/period.ts";
import { PAPERS } from "../tenant/schema.ts";
import { ORIENTATIONS, PLACE_WORDS, SIDES, SIGNER_ROLES } from "./print.ts";
import { LEVELS } from "../cascade/levels.ts";
import {
  CASCADE_PARTS,
  ENTRY_KINDS,
  GIVEN,
  QUERY_PERIODS,
  QUERY_UNITS,
  ROW_SOURCES,
  TIME_AGGREGATIONS,
} from "./schema.ts";
import * as v from "valibot";

/*
 * A draft as the designer holds it. It may be unfinished or wrong, so reading never fails: what cannot be read becomes
 * empty, and what the designer does not know is carried along unchanged.
 */

export const FIELD_TYPES = ["money", "number", "percent", "date", "choice", "text"] as const;
export const COMPUTED_TYPES = ["money", "number", "percent", "text"] as const;
export const ORG_AGGREGATIONS = ["sum", "weighted", "max", "min", "none"] as const;
export const SECTION_KINDS = ["form", "rows", "matrix", "indicators", "narrative", "evidence"] as const;
export const SEVERITIES = ["block", "warn", "inform"] as const;
export const FAMILIES = ["RFK", "LPPD", "SPM Layanan", "SAKIP", "LKPJ", "Lainnya"] as const;

const Text = v.optional(v.fallback(v.string(), ""), "");
const Flag = v.optional(v.fallback(v.boolean(), false), false);
const Texts = v.fallback(v.array(v.string()), []);
const MaybeText = v.fallback(v.optional(v.string()), undefined);
const MaybeFlag = v.fallback(v.optional(v.boolean()), undefined);
const MaybeNumber = v.fallback(v.optional(v.number()), undefined);
const Record_ = v.fallback(v.record(v.string(), v.string()), {});
const MaybeRecord = v.fallback(v.optional(v.record(v.string(), v.string())), undefined);
const one = <const T extends readonly [string, ...string[]]>(values: T, first: T[number]) =>
  v.optional(v.fallback(v.picklist(values), first), first);

const Field = v.looseObject({
  id: Text,
  label: Text,
  help: MaybeText,
  type: one(FIELD_TYPES, "number"),
  unit: MaybeText,
  decimals: MaybeNumber,
  negative: MaybeFlag,
  choices: v.fallback(v.optional(v.array(v.string())), undefined),
  length: MaybeNumber,
  rich: MaybeFlag,
  entry: one(ENTRY_KINDS, "partial"),
  timeAgg: one(TIME_AGGREGATIONS, "none"),
  orgAgg: one(ORG_AGGREGATIONS, "none"),
  missing: v.fallback(v.optional(v.picklist(["incomplete", "leave-out"])), undefined),
  weight: MaybeText,
  from: MaybeText,
  required: one(["no", "submit"], "no"),
  given: v.fallback(v.optional(v.picklist(GIVEN)), undefined),
  zeroNeedsReason: Flag,
  public: Flag,
});
export type Field = v.InferOutput<typeof Field>;

const Computed = v.looseObject({
  id: Text,
  label: Text,
  help: MaybeText,
  type: one(COMPUTED_TYPES, "number"),
  unit: MaybeText,
  decimals: v.optional(v.fallback(v.number(), 2), 2),
  expression: Text,
  /** Computed over the rows of another section. */
  over: v.fallback(v.optional(v.looseObject({ section: Text, by: Text })), undefined),
  public: Flag,
});
export type Computed = v.InferOutput<typeof Computed>;

const Rule = v.looseObject({ id: Text, when: Text, severity: one(SEVERITIES, "warn"), message: Text, field: Text });
export type Rule = v.InferOutput<typeof Rule>;

const Column = v.looseObject({ id: Text, label: Text, type: one(COMPUTED_TYPES, "number"), unit: MaybeText });
export type Column = v.InferOutput<typeof Column>;

const Indicator = v.looseObject({
  unit: Text,
  direction: one(["naik", "turun"], "naik"),
  numerator: Text,
  denominator: v.optional(v.fallback(v.nullable(v.string()), null), null),
  source: Text,
});
export type Indicator = v.InferOutput<typeof Indicator>;

const Row = v.looseObject({
  key: Text,
  label: Text,
  code: MaybeText,
  group: Texts,
  context: Record_,
  part: MaybeText,
  parts: MaybeRecord,
  closed: v.fallback(v.optional(v.array(v.string())), undefined),
  formulas: MaybeRecord,
  indicator: v.fallback(v.optional(Indicator), undefined),
});
export type Row = v.InferOutput<typeof Row>;

/* On paper. Texts may be empty while somebody types; the check of the whole says so. */
const SignerBlock = v.looseObject({
  side: one(SIDES, "right"),
  who: one(SIGNER_ROLES, "signer"),
  above: MaybeText,
  post: MaybeText,
});
export type DraftSigner = v.InferOutput<typeof SignerBlock>;
const PrintLayout = v.looseObject({
  paper: v.fallback(v.optional(v.picklist(PAPERS)), undefined),
  orientation: v.fallback(v.optional(v.picklist(ORIENTATIONS)), undefined),
  title: v.fallback(v.optional(v.array(v.string())), undefined),
  letterhead: MaybeFlag,
  place: v.fallback(v.optional(v.picklist(PLACE_WORDS)), undefined),
  signers: v.fallback(v.optional(v.array(SignerBlock)), undefined),
  evidence: v.fallback(v.optional(v.picklist(["body", "annex"])), undefined),
});
export type DraftLayout = v.InferOutput<typeof PrintLayout>;
const PrintColumn = v.looseObject({ id: Text, hidden: MaybeFlag, width: MaybeNumber });
export type DraftColumn = v.InferOutput<typeof PrintColumn>;
const DraftSectionPrint = v.looseObject({
  hidden: MaybeFlag,
  orientation: v.fallback(v.optional(v.picklist(ORIENTATIONS)), undefined),
  pageBreak: MaybeFlag,
  heading: MaybeText,
  rowHeading: MaybeText,
  columns: v.fallback(v.optional(v.array(PrintColumn)), undefined),
});
export type DraftSectionLayout = v.InferOutput<typeof DraftSectionPrint>;

const Requirement = v.looseObject({
  id: Text,
  label: Text,
  minimum: v.optional(v.fallback(v.number(), 1), 1),
  weight: v.optional(v.fallback(v.number(), 0), 0),
  mandatory: Flag,
});
export type Requirement = v.InferOutput<typeof Requirement>;

const Query = v.looseObject({
  template: Text,
  section: Text,
  period: one(QUERY_PERIODS, "last"),
  units: one(QUERY_UNITS, "own"),
});
export type Query = v.InferOutput<typeof Query>;

const Cascade = v.looseObject({
  of: one(CASCADE_PARTS, "unit"),
  levels: v.fallback(v.array(v.picklist(LEVELS)), []),
});
export type Cascade = v.InferOutput<typeof Cascade>;

/** A layout that cannot be read is none: nothing is lost but how it would look. */
const MaybeSectionPrint = v.fallback(v.optional(DraftSectionPrint), undefined);

const many = <S extends v.GenericSchema>(each: S) => v.fallback(v.optional(v.array(each)), undefined);
const Section = v.looseObject({
  id: Text,
  kind: one(SECTION_KINDS, "form"),
  label: Text,
  help: MaybeText,
  source: v.fallback(v.optional(v.picklist(ROW_SOURCES)), undefined),
  query: v.fallback(v.optional(Query), undefined),
  cascade: v.fallback(v.optional(Cascade), undefined),
  part: MaybeText,
  rows: many(Row),
  most: MaybeNumber,
  context: many(Column),
  fields: many(Field),
  computed: many(Computed),
  rules: many(Rule),
  regional: MaybeFlag,
  owner: MaybeText,
  minimum: MaybeNumber,
  requirements: many(Requirement),
  completeness: v.fallback(
    v.optional(v.looseObject({ least: v.fallback(v.number(), 0), severity: one(["block", "warn"], "warn") })),
    undefined,
  ),
  print: MaybeSectionPrint,
});
export type Section = v.InferOutput<typeof Section>;

const Figure = v.looseObject({
  id: Text,
  label: Text,
  type: one(COMPUTED_TYPES, "number"),
  unit: MaybeText,
  decimals: v.optional(v.fallback(v.number(), 2), 2),
  section: v.optional(v.fallback(v.nullable(v.string()), null), null),
  expression: Text,
  through: v.fallback(v.optional(v.picklist(["rows", "groups"])), undefined),
  timeAgg: v.fallback(v.optional(v.picklist(TIME_AGGREGATIONS)), undefined),
  public: Flag,
});
export type Figure = v.InferOutput<typeof Figure>;

const Frame = v.looseObject({
  family: one(FAMILIES, "Lainnya"),
  name: Text,
  short: Text,
  periodType: one(PERIOD_TYPES, "bulan"),
  authors: Texts,
  figures: v.optional(v.fallback(v.array(Figure), []), []),
  methods: v.fallback(v.optional(v.array(Method)), undefined),
  scales: v.fallback(v.optional(v.array(Scale)), undefined),
  source: Text,
  print: v.fallback(v.optional(PrintLayout), undefined),
});
export type Frame = v.InferOutput<typeof Frame>;

/** What a draft says as a whole, and its sections in their order. */
export type Draft = { readonly frame: Frame; readonly sections: readonly Section[] };

/** The draft that a definition is, however unfinished. */
export function readDraft(definition: { readonly sections: readonly unknown[] }): Draft {
  const { sections, ...frame } = definition;
  return { frame: v.parse(Frame, withoutId(frame)), sections: sections.map((each) => v.parse(Section, each)) };
}
function withoutId(frame: object): object {
  return Object.fromEntries(Object.entries(frame).filter(([name]) => name !== "id"));
}

/** The whole definition again, as it is checked and computed. */
export const definitionOf = (template: string, { frame, sections }: Draft) => ({ ...frame, id: template, sections });

export const isTableKind = (kind: Section["kind"]): boolean =>
  kind === "rows" || kind === "matrix" || kind === "indicators";
