import { PERIOD_TYPES } from "../kernel/period.ts";
import * as v from "valibot";
import { FieldId, Period, PostKind, TemplateId, UnitId } from "../kernel/id.ts";

/**
 * A template version is data and frozen once published: its hash is its name. The four families, the designer and
 * more kinds of sections build on this same shape.
 */
const Label = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const SectionId = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,29}$/));

export const TIME_AGGREGATIONS = ["sum", "last", "average", "max", "min", "none"] as const;
export const ENTRY_KINDS = ["partial", "cumulative", "stock", "rate", "text"] as const;

const Entry = v.strictObject({
  id: FieldId,
  label: Label,
  help: v.optional(v.string()),
  type: v.picklist(["money", "number", "percent", "choice", "text"]),
  /** Unit printed beside the figure; `@unit` takes the unit of the row's own indicator. */
  unit: v.optional(v.string()),
  decimals: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6))),
  negative: v.optional(v.boolean()),
  choices: v.optional(v.array(Label)),
  /** Longest text in characters. */
  length: v.optional(v.number()),
  entry: v.picklist(ENTRY_KINDS),
  timeAgg: v.picklist(TIME_AGGREGATIONS),
  orgAgg: v.picklist(["sum", "weighted", "none"]),
  required: v.picklist(["no", "submit"]),
  /** Whether a typed 0 needs a reason. Default no (mission, rule 2). */
  zeroNeedsReason: v.boolean(),
  public: v.boolean(),
});
export type EntryField = v.InferOutput<typeof Entry>;

const Computed = v.strictObject({
  id: FieldId,
  label: Label,
  help: v.optional(v.string()),
  type: v.picklist(["money", "number", "percent"]),
  unit: v.optional(v.string()),
  decimals: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6)),
  expression: v.string(),
  public: v.boolean(),
});
export type ComputedField = v.InferOutput<typeof Computed>;

const Rule = v.strictObject({
  id: FieldId,
  /** True means the rule is broken. */
  when: v.string(),
  severity: v.picklist(["block", "warn", "inform"]),
  message: v.string(),
  /** The cell where the message is shown. */
  field: FieldId,
});
export type TemplateRule = v.InferOutput<typeof Rule>;

const RowsSection = v.strictObject({
  id: SectionId,
  kind: v.literal("rows"),
  label: Label,
  source: v.literal("budget"),
  fields: v.array(Entry),
  computed: v.array(Computed),
  rules: v.array(Rule),
});
const FormSection = v.strictObject({
  id: SectionId,
  kind: v.literal("form"),
  label: Label,
  fields: v.array(Entry),
  computed: v.array(Computed),
  rules: v.array(Rule),
});
const NarrativeSection = v.strictObject({
  id: SectionId,
  kind: v.literal("narrative"),
  label: Label,
  fields: v.array(Entry),
});
const EvidenceSection = v.strictObject({
  id: SectionId,
  kind: v.literal("evidence"),
  label: Label,
  help: v.string(),
  /** Files wanted before submission; 0 = welcome, not demanded. */
  minimum: v.number(),
});
export const Section = v.variant("kind", [RowsSection, FormSection, NarrativeSection, EvidenceSection]);
export type Section = v.InferOutput<typeof Section>;
export type RowsSection = v.InferOutput<typeof RowsSection>;
export type FormSection = v.InferOutput<typeof FormSection>;
export type NarrativeSection = v.InferOutput<typeof NarrativeSection>;

/**
 * A figure of the whole report. With a section it adds up that section's rows and adds up over OPDs as well; without one
 * it is computed from the other figures, so that a ratio is always taken of sums.
 */
const Figure = v.strictObject({
  id: FieldId,
  label: Label,
  type: v.picklist(["money", "number", "percent"]),
  unit: v.optional(v.string()),
  decimals: v.number(),
  section: v.nullable(SectionId),
  expression: v.string(),
  public: v.boolean(),
});
export type ReportFigure = v.InferOutput<typeof Figure>;

export const TemplateDefinition = v.strictObject({
  id: TemplateId,
  family: v.picklist(["RFK", "LPPD", "SPM Layanan", "SAKIP", "LKPJ", "Lainnya"]),
  name: Label,
  short: Label,
  periodType: v.picklist(PERIOD_TYPES),
  /** Post kinds that fill it in the reporting unit. */
  authors: v.array(PostKind),
  sections: v.array(Section),
  figures: v.array(Figure),
  /** Where a default or a scale comes from, shown on the template's page. */
  source: v.string(),
});
export type TemplateDefinition = v.InferOutput<typeof TemplateDefinition>;

export const TEMPLATE_STATUSES = ["published", "retired"] as const;
export const TemplateVersion = v.strictObject({
  template: TemplateId,
  n: v.number(),
  status: v.picklist(TEMPLATE_STATUSES),
  hash: v.string(),
  name: Label,
  short: Label,
  family: v.string(),
  effectiveFrom: Period,
  chain: v.strictObject({ id: v.string(), n: v.number() }),
});
export type TemplateVersion = v.InferOutput<typeof TemplateVersion>;

/** A unit is expected to report from one period on, until another: the denominator of completeness. */
export const Assignment = v.strictObject({
  template: TemplateId,
  unit: UnitId,
  from: Period,
  until: v.nullable(Period),
});
export type Assignment = v.InferOutput<typeof Assignment>;
