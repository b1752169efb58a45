import type { Figure } from "../expression/figure.ts";
import type { Decimal } from "../kernel/decimal.ts";
import { formatDate, formatNumber, formatPercent } from "../kernel/format.ts";
import { picturesOf, readRich, tokensOf } from "../narrative/reading.ts";
import type { RichText } from "../narrative/schema.ts";
import { computedOf, type EntrySection, entrySections, isTable, sectionOf, sectionOfRow } from "../template/fields.ts";
import type { ComputedField, EntryField, ReportFigure, TemplateDefinition } from "../template/schema.ts";
import type { Computed, Finding } from "./compute.ts";
import type { Row } from "./schema.ts";

/* What the live figures in the texts of a report say: in a draft the figures of the moment, then those that were sent. */

type Figures = Pick<Computed, "rows" | "figures">;
type Measured = Pick<EntryField | ComputedField | ReportFigure, "label" | "type" | "unit" | "decimals">;

/** A figure of the report that a text may name. */
export type TokenChoice = {
  readonly name: string;
  readonly label: string;
  /** The section and row it stands in; empty for a figure of the whole report. */
  readonly place: string;
  readonly shown: string;
};

const ABSENT = { nil: "nihil", "not-applicable": "tidak berlaku", missing: "belum diisi" } as const;

function amountText(amount: Decimal, { type, unit, decimals }: Measured, row: Row | undefined): string {
  if (type === "percent") return formatPercent(amount, decimals ?? 2);
  const written = formatNumber(amount, decimals);
  if (type === "money") return written.startsWith("-") ? `-Rp${written.slice(1)}` : `Rp${written}`;
  const own = unit === "@unit" ? row?.context["satuan"] : unit;
  return own === undefined ? written : `${written} ${own}`;
}

/** A figure as it stands in a sentence: with its unit, or with the word for what is no number. */
function sentenceText(figure: Figure | undefined, measured: Measured, row?: Row): string {
  if (figure?.kind === "value") return amountText(figure.amount, measured, row);
  if (figure?.kind === "text") return figure.text;
  if (figure?.kind === "date") return formatDate(figure.date);
  if (figure?.kind === "undefined") return "tidak dapat dihitung";
  return ABSENT[figure?.kind ?? "missing"];
}

/** Fields of a section that a text may name: numbers, dates, choices and what is computed; not texts. */
const nameable = (section: EntrySection): readonly (EntryField | ComputedField)[] => [
  ...section.fields.filter((field) => field.type !== "text"),
  ...computedOf(section),
];

/** `<row key>.<field>` in its two parts; null for the name of a figure. */
function partsOf(name: string): { readonly rowKey: string; readonly field: string } | null {
  if (!name.includes("/")) return null;
  const at = name.lastIndexOf(".");
  return { rowKey: name.slice(0, at), field: name.slice(at + 1) };
}

const cellOf = ({ rows }: Figures, rowKey: string, field: string): Figure | undefined =>
  rows.get(rowKey)?.computed[field] ?? rows.get(rowKey)?.entered[field];

/** What one name says; null = this report has no such figure. */
export function tokenText(
  name: string,
  definition: TemplateDefinition,
  rows: readonly Row[],
  figures: Figures,
): string | null {
  const parts = partsOf(name);
  if (!parts) {
    const figure = definition.figures.find(({ id }) => id === name);
    return figure ? sentenceText(figures.figures[name], figure) : null;
  }
  const row = rows.find(({ rowKey }) => rowKey === parts.rowKey);
  const section = row && sectionOf(definition, sectionOfRow(row.rowKey));
  const field = section && nameable(section).find(({ id }) => id === parts.field);
  return field ? sentenceText(cellOf(figures, parts.rowKey, parts.field), field, row) : null;
}

/** Whether everybody may know a figure: what a public text names is public with it. */
function isOpenToAll(name: string, definition: TemplateDefinition): boolean {
  const parts = partsOf(name);
  if (!parts) return definition.figures.some((figure) => figure.id === name && figure.public);
  const section = sectionOf(definition, sectionOfRow(parts.rowKey));
  return section !== undefined && nameable(section).some((field) => field.id === parts.field && field.public);
}

/** Every figure that a text of this report may name, with what it says now: figures of the whole first. A public one names public ones. */
export function tokenChoices(
  definition: TemplateDefinition,
  rows: readonly Row[],
  figures: Figures,
  isPublic: boolean,
): readonly TokenChoice[] {
  const whole = definition.figures.map(
    (figure): TokenChoice => ({
      name: figure.id,
      label: figure.label,
      place: "",
      shown: sentenceText(figures.figures[figure.id], figure),
    }),
  );
  const cells = rows.flatMap((row): readonly TokenChoice[] => {
    const section = sectionOf(definition, sectionOfRow(row.rowKey));
    if (!section || section.kind === "narrative") return [];
    const open = nameable(section).filter(({ id }) => row.closed?.[id] === undefined);
    return open.map((field) => ({
      name: `${row.rowKey}.${field.id}`,
      label: field.label,
      place: isTable(section) ? `${section.label}: ${row.label}` : section.label,
      shown: sentenceText(cellOf(figures, row.rowKey, field.id), field, row),
    }));
  });
  const all = [...whole, ...cells];
  return isPublic ? all.filter(({ name }) => isOpenToAll(name, definition)) : all;
}

type Written = { readonly row: Row; readonly field: EntryField; readonly text: RichText };

/** The rich texts of a report, each with its cell. */
export function richTexts(definition: TemplateDefinition, rows: readonly Row[]): readonly Written[] {
  const fields = new Map(
    entrySections(definition).flatMap((section) => {
      const rich = section.fields.filter((field) => field.rich);
      return rich.length === 0 ? [] : [[section.id, rich] as const];
    }),
  );
  if (fields.size === 0) return [];
  return rows.flatMap((row) =>
    (fields.get(sectionOfRow(row.rowKey)) ?? []).flatMap((field): readonly Written[] => {
      const cell = row.cells[field.id];
      return cell?.s === "value" ? [{ row, field, text: readRich(cell.v) }] : [];
    }),
  );
}

/** What every live figure in the texts of a report says, by its name: the part of a text that is frozen with it. */
export function toldBy(definition: TemplateDefinition, rows: readonly Row[], figures: Figures): Record<string, string> {
  const names = [...new Set(richTexts(definition, rows).flatMap(({ text }) => tokensOf(text)))].sort();
  return Object.fromEntries(
    names.flatMap((name) => {
      const shown = tokenText(name, definition, rows, figures);
      return shown === null ? [] : [[name, shown]];
    }),
  );
}

/** Why the figures named in a text cannot be told; empty when they can. */
function objectionsTo(
  { field, text }: Written,
  definition: TemplateDefinition,
  rows: readonly Row[],
  figures: Figures,
): readonly string[] {
  const list = (names: readonly string[]): string => names.map((name) => `{${name}}`).join(", ");
  const names = tokensOf(text);
  const stray = names.filter((name) => tokenText(name, definition, rows, figures) === null);
  const closed = field.public ? names.filter((name) => !stray.includes(name) && !isOpenToAll(name, definition)) : [];
  return [
    ...(stray.length === 0
      ? []
      : [`Uraian menyebut angka yang tidak ada pada laporan ini: ${list(stray)}. Pilih angka lain atau hapus.`]),
    ...(closed.length === 0
      ? []
      : [
          `Uraian ini dibaca umum, tetapi menyebut angka yang tidak dibuka untuk umum: ${list(closed)}. Hapus angka itu.`,
        ]),
  ];
}

/** Texts that name figures which the report does not have, or public ones that name what is not public, cannot be sent. */
export const strayTokens = (
  definition: TemplateDefinition,
  rows: readonly Row[],
  figures: Figures,
): readonly Finding[] =>
  richTexts(definition, rows).flatMap((written) =>
    objectionsTo(written, definition, rows, figures).map((message): Finding => {
      const { row, field } = written;
      return { rowKey: row.rowKey, label: row.label, rule: "angka", severity: "block", message, field: field.id };
    }),
  );

/** Labels of texts with a picture that is not among the report's files. */
export const textsWithoutPicture = (
  definition: TemplateDefinition,
  rows: readonly Row[],
  files: ReadonlySet<string>,
): readonly string[] =>
  richTexts(definition, rows)
    .filter(({ text }) => picturesOf(text).some((hash) => !files.has(hash)))
    .map(({ field }) => field.label);
