import { PERIOD_TYPES } from "../kernel/period.ts";
import * as v from "valibot";
import { FieldId, Period, PostKind, TemplateId, UnitId } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { LEVELS } from "../cascade/levels.ts";
import { Method, Scale } from "../indicator/schema.ts";
import { PrintLayout, SectionPrint } from "./print.ts";
import type { TABLE_KINDS } from "./table-kinds.ts";

/**
 * A template version is data and frozen once published: its hash is its name. The four families, the designer and
 * more kinds of sections build on this same shape.
 */
const Label = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const SectionId = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,29}$/));

/** A part of a regency's work, such as `pendidikan`: rows belong to parts, and units are assigned by part. */
const Part = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,39}$/));

export const TIME_AGGREGATIONS = ["sum", "last", "average", "max", "min", "none"] as const;
export const ENTRY_KINDS = ["partial", "cumulative", "stock", "rate", "text"] as const;

export const GIVEN = ["target", "first-of-year"] as const;

const Entry = v.strictObject({
  id: FieldId,
  label: Label,
  help: v.optional(v.string()),
  /** `date`: a day, kept as `2026-03-31`. It is declared as a text is: no unit, and over time at most the last one. */
  type: v.picklist(["money", "number", "percent", "date", "choice", "text"]),
  /** Unit printed beside the figure; `@unit` takes the unit of the row's own indicator. */
  unit: v.optional(v.string()),
  decimals: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6))),
  negative: v.optional(v.boolean()),
  choices: v.optional(v.array(Label)),
  /** Longest text in characters. */
  length: v.optional(v.number()),
  /** Text with headings, lists, tables and figures of the report in it. */
  rich: v.optional(v.boolean()),
  entry: v.picklist(ENTRY_KINDS),
  timeAgg: v.picklist(TIME_AGGREGATIONS),
  orgAgg: v.picklist(["sum", "weighted", "max", "min", "none"]),
  /** Over longer periods and more units: a missing value makes the result incomplete, or is left out of it. */
  missing: v.optional(v.picklist(["incomplete", "leave-out"])),
  /** Name of the column that weighs a `weighted` field. */
  weight: v.optional(FieldId),
  /** In a section whose rows are drawn: the column of the source from which it comes. Such a field is never typed. */
  from: v.optional(FieldId),
  required: v.picklist(["no", "submit"]),
  /**
   * Where its value comes from when it is known: the target that the unit's own plan sets for an indicator of the row's
   * key, or the first period of the year in which it was entered. It is shown with its source and not typed again.
   */
  given: v.optional(v.picklist(GIVEN)),
  /** Whether a typed 0 needs a reason. Default no (mission, rule 2). */
  zeroNeedsReason: v.boolean(),
  public: v.boolean(),
});
export type EntryField = v.InferOutput<typeof Entry>;

const Computed = v.strictObject({
  id: FieldId,
  label: Label,
  help: v.optional(v.string()),
  /** `text`: the word of a class, or a date that a formula gives. */
  type: v.picklist(["money", "number", "percent", "text"]),
  unit: v.optional(v.string()),
  decimals: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6)),
  expression: v.string(),
  /**
   * Computed over the rows of another section that name this row: those whose field `by` holds this row's label. So the
   * goods and staff of a service are entered one by one and nobody types their mean.
   */
  over: v.optional(v.strictObject({ section: SectionId, by: FieldId })),
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

/** A name that every row of a list carries, with its value in the row: a target, a factor, a weight. */
const ContextField = v.strictObject({
  id: FieldId,
  label: Label,
  type: v.picklist(["money", "number", "percent", "text"]),
  unit: v.optional(v.string()),
});
export type ContextField = v.InferOutput<typeof ContextField>;

/** What stands behind the row of an indicator: what is counted, of what, and which way is better. */
const IndicatorFacts = v.strictObject({
  unit: v.string(),
  direction: v.picklist(["naik", "turun"]),
  numerator: v.string(),
  /** null: an absolute count, nothing is divided. */
  denominator: v.nullable(v.string()),
  /** Where definition and direction were taken from. */
  source: v.string(),
});
export type IndicatorFacts = v.InferOutput<typeof IndicatorFacts>;

/** A row that the template itself names. Its key is never used for anything else, so that years can be compared. */
const RowDefinition = v.strictObject({
  key: v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]{1,60}$/)),
  label: Label,
  code: v.optional(v.string()),
  group: v.pipe(v.array(Label), v.maxLength(4)),
  context: v.record(FieldId, v.string()),
  /** Which part of a regency's work it belongs to; units are assigned by part. Absent = everybody's. */
  part: v.optional(Part),
  /** Fields that another part fills: the denominator that comes from another office. */
  parts: v.optional(v.record(FieldId, Part)),
  /** Fields that this row does not have. */
  closed: v.optional(v.array(FieldId)),
  /** Formulas of this row in place of those of the section. */
  formulas: v.optional(v.record(FieldId, v.string())),
  indicator: v.optional(IndicatorFacts),
});
export type RowDefinition = v.InferOutput<typeof RowDefinition>;

/** The same period, the last one within it, or all of its periods put together by what the fields declare. */
export const QUERY_PERIODS = ["same", "last", "year"] as const;
/** The reporting unit's own reports, or those of every unit that is asked for one. */
export const QUERY_UNITS = ["own", "region"] as const;
/** Rows and columns that come from the published reports of another template of the same regency. */
const Query = v.strictObject({
  template: TemplateId,
  section: SectionId,
  period: v.picklist(QUERY_PERIODS),
  units: v.picklist(QUERY_UNITS),
});
export type Query = v.InferOutput<typeof Query>;

/** The part of the tree that belongs to the reporting unit's OPD, or the regency's own. */
export const CASCADE_PARTS = ["unit", "region"] as const;
/** Rows that are the indicators of a part of the performance tree, under nodes of these levels. */
const Cascade = v.strictObject({
  of: v.picklist(CASCADE_PARTS),
  levels: v.pipe(v.array(v.picklist(LEVELS)), v.minLength(1), v.maxLength(LEVELS.length)),
});
export type Cascade = v.InferOutput<typeof Cascade>;

export const ROW_SOURCES = ["budget", "list", "free", "query", "cascade"] as const;
/**
 * Rows and columns. The three kinds are one shape: `rows` is a list, `matrix` has columns of the same kind (months,
 * quarters), `indicators` names what each row measures. Rows come from the budget, from the template itself, from reports
 * of another template, from the performance tree, or are added by the author.
 */
const table = <const K extends (typeof TABLE_KINDS)[number]>(kind: K) =>
  v.strictObject({
    id: SectionId,
    kind: v.literal(kind),
    label: Label,
    help: v.optional(v.string()),
    source: v.picklist(ROW_SOURCES),
    query: v.optional(Query),
    cascade: v.optional(Cascade),
    /** As in a form: whose the drawn or measured rows are. Listed rows have parts of their own. */
    part: v.optional(Part),
    rows: v.optional(v.array(RowDefinition)),
    /** Most rows an author may add. */
    most: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LIMITS.freeRows))),
    context: v.optional(v.array(ContextField)),
    fields: v.array(Entry),
    computed: v.array(Computed),
    rules: v.array(Rule),
    /** Figures of the region are computed over the rows of all units, not by adding up the figures of each. */
    regional: v.optional(v.boolean()),
    owner: v.optional(PostKind),
    print: v.optional(SectionPrint),
  });
const RowsSection = table("rows");
const MatrixSection = table("matrix");
const IndicatorsSection = table("indicators");
const FormSection = v.strictObject({
  id: SectionId,
  kind: v.literal("form"),
  label: Label,
  /** The part of the work whose units fill it; for all others the report does not have it. Absent = everybody's. */
  part: v.optional(Part),
  fields: v.array(Entry),
  computed: v.array(Computed),
  rules: v.array(Rule),
  print: v.optional(SectionPrint),
});
const NarrativeSection = v.strictObject({
  id: SectionId,
  kind: v.literal("narrative"),
  label: Label,
  /** As in a form: chapters of a region-wide report belong to whoever puts it together. */
  part: v.optional(Part),
  fields: v.array(Entry),
  print: v.optional(SectionPrint),
});
/** One kind of evidence. A mandatory one that is missing blocks, whatever the share of the others. */
const Requirement = v.strictObject({
  id: FieldId,
  label: Label,
  /** Files wanted of this kind. */
  minimum: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
  weight: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)),
  mandatory: v.boolean(),
});
export type EvidenceRequirement = v.InferOutput<typeof Requirement>;
const EvidenceSection = v.strictObject({
  id: SectionId,
  kind: v.literal("evidence"),
  label: Label,
  help: v.string(),
  /** Files wanted before submission; 0 = welcome, not demanded. */
  minimum: v.number(),
  /** Kinds of evidence that are wanted, each by itself. */
  requirements: v.optional(v.pipe(v.array(Requirement), v.maxLength(LIMITS.evidenceRequirements))),
  /** Weighted share of the requirements that must be met, in percent, and what happens below it. */
  completeness: v.optional(
    v.strictObject({
      least: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)),
      severity: v.picklist(["block", "warn"]),
    }),
  ),
  print: v.optional(SectionPrint),
});
export const Section = v.variant("kind", [
  RowsSection,
  MatrixSection,
  IndicatorsSection,
  FormSection,
  NarrativeSection,
  EvidenceSection,
]);
export type Section = v.InferOutput<typeof Section>;
/** A section of rows, whichever of the three kinds. */
export type TableSection = Extract<Section, { kind: (typeof TABLE_KINDS)[number] }>;
export type FormSection = v.InferOutput<typeof FormSection>;
export type NarrativeSection = v.InferOutput<typeof NarrativeSection>;

/**
 * A figure of the whole report. With a section it adds up that section's rows and adds up over OPDs as well; without one
 * it is computed from the other figures, so that a ratio is always taken of sums.
 */
const Figure = v.strictObject({
  id: FieldId,
  label: Label,
  type: v.picklist(["money", "number", "percent", "text"]),
  unit: v.optional(v.string()),
  decimals: v.number(),
  section: v.nullable(SectionId),
  expression: v.string(),
  /** `groups`: worked out for every group of rows by itself, and the mean of these is the figure. Default `rows`. */
  through: v.optional(v.picklist(["rows", "groups"])),
  /** How it adds up over the periods of a longer one. Default none: only figures of figures follow. */
  timeAgg: v.optional(v.picklist(TIME_AGGREGATIONS)),
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
  /** Methods of achievement and scales that its formulas name, each in the version that counts. */
  methods: v.optional(v.array(Method)),
  scales: v.optional(v.array(Scale)),
  /** Where a default or a scale comes from, shown on the template's page. */
  source: v.string(),
  print: v.optional(PrintLayout),
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
  /** Parts of which the unit fills the rows; absent = every row. */
  parts: v.optional(v.array(Part)),
});
export type Assignment = v.InferOutput<typeof Assignment>;
