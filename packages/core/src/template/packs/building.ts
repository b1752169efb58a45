import type * as v from "valibot";
import { STARTER_METHODS, STARTER_SCALES } from "../../indicator/catalogue.ts";
import type { Method, Scale } from "../../indicator/schema.ts";
import type { TemplateDefinition } from "../schema.ts";

/** Short words in which the packs of the report families are written. Everything is parsed once more as a definition. */
export type Draft = v.InferInput<typeof TemplateDefinition>;
export type DraftSection = Draft["sections"][number];
type DraftTable = Extract<DraftSection, { kind: "rows" | "matrix" | "indicators" }>;
export type DraftField = DraftTable["fields"][number];
export type DraftComputed = DraftTable["computed"][number];
export type DraftFigure = Draft["figures"][number];
export type DraftRow = NonNullable<DraftTable["rows"]>[number];

type Rest<T> = Partial<Omit<T, "id" | "label">>;

const NUMBER = { type: "number", decimals: 2, orgAgg: "sum", zeroNeedsReason: false, public: true } as const;

/** A number of this period alone, added up over the year. */
export const partial = (id: string, label: string, rest: Rest<DraftField> = {}): DraftField => ({
  ...NUMBER,
  id,
  label,
  entry: "partial",
  timeAgg: "sum",
  required: "submit",
  ...rest,
});

/** A number that stands: a target, a population, a length. Over the year the last one counts. */
export const stock = (id: string, label: string, rest: Rest<DraftField> = {}): DraftField => ({
  ...NUMBER,
  id,
  label,
  entry: "stock",
  timeAgg: "last",
  required: "submit",
  ...rest,
});

/** An amount of rupiah that stands. */
export const money = (id: string, label: string, rest: Rest<DraftField> = {}): DraftField =>
  stock(id, label, { type: "money", ...rest });

const WRITTEN = { entry: "text", timeAgg: "last", orgAgg: "none", zeroNeedsReason: false } as const;

/** A short text in a table. */
export const note = (id: string, label: string, rest: Rest<DraftField> = {}): DraftField => ({
  ...WRITTEN,
  id,
  label,
  type: "text",
  length: 500,
  required: "no",
  public: false,
  ...rest,
});

/** A day. Over longer periods the last one counts. */
export const date = (id: string, label: string, rest: Rest<DraftField> = {}): DraftField => ({
  ...WRITTEN,
  id,
  label,
  type: "date",
  required: "no",
  public: false,
  ...rest,
});

export const choice = (
  id: string,
  label: string,
  choices: readonly string[],
  rest: Rest<DraftField> = {},
): DraftField => ({
  ...WRITTEN,
  id,
  label,
  type: "choice",
  choices: [...choices],
  required: "submit",
  public: true,
  ...rest,
});

/** The same column, drawn from a column of the source and never typed. */
export const drawn = (field: DraftField, from: string): DraftField => ({ ...field, from, required: "no" });

/** A part of a chapter: headings, lists and tables are allowed. */
export const story = (id: string, label: string, rest: Rest<DraftField> = {}): DraftField => ({
  ...note(id, label),
  length: 4_000,
  rich: true,
  ...rest,
});

export const chapter = (
  id: string,
  label: string,
  parts: readonly (readonly [id: string, label: string])[],
  rest: Rest<DraftField> = {},
): Extract<DraftSection, { kind: "narrative" }> => ({
  id,
  kind: "narrative",
  label,
  fields: parts.map(([part, title]) => story(part, title, rest)),
});

/** A chapter of a region-wide report, which belongs to whoever puts that part of the work together. */
export const keptBy = (part: string, section: ReturnType<typeof chapter>): DraftSection => ({ ...section, part });

export const percent = (
  id: string,
  label: string,
  expression: string,
  rest: Rest<DraftComputed> = {},
): DraftComputed => ({ id, label, type: "percent", unit: "%", decimals: 2, expression, public: true, ...rest });

export const computed = (
  id: string,
  label: string,
  expression: string,
  rest: Rest<DraftComputed> = {},
): DraftComputed => ({ id, label, type: "number", decimals: 2, expression, public: true, ...rest });

/** A figure of the report over the rows of a section, or over other figures. Over a longer time the last one counts. */
export const figure = (
  id: string,
  label: string,
  section: string | null,
  expression: string,
  rest: Rest<DraftFigure> = {},
): DraftFigure => ({
  id,
  label,
  type: "percent",
  unit: "%",
  decimals: 2,
  section,
  expression,
  ...(section === null ? {} : { timeAgg: "last" }),
  public: true,
  ...rest,
});

/** A total in rupiah over the rows of a section. */
export const total = (id: string, label: string, section: string, column: string): DraftFigure => ({
  id,
  label,
  type: "money",
  decimals: 2,
  section,
  expression: `jumlah(${column})`,
  timeAgg: "last",
  public: true,
});

/** Methods of the starter catalogue by id, in the version that a regency begins with. */
export const methods = (...ids: readonly string[]): Method[] => STARTER_METHODS.filter(({ id }) => ids.includes(id));
export const scales = (...ids: readonly string[]): Scale[] => STARTER_SCALES.filter(({ id }) => ids.includes(id));

/**
 * The layout of a report that is bound: chapters begin on a page of their own and stand upright, tables stand across.
 * `rows` heads the column in which the rows of a table are named.
 */
export const bound = (sections: readonly DraftSection[], rows: Readonly<Record<string, string>> = {}): DraftSection[] =>
  sections.map((section) => {
    if (section.kind === "narrative") return { ...section, print: { pageBreak: true, ...section.print } };
    if (section.kind === "form" || section.kind === "evidence") return section;
    const rowHeading = rows[section.id];
    return { ...section, print: { orientation: "landscape", ...(rowHeading ? { rowHeading } : {}), ...section.print } };
  });
/** Upright as a whole, with the files listed behind the signatures. */
export const BOUND = { orientation: "portrait", evidence: "annex" } as const;
