import type { Contents } from "@selaras/core/export/content.ts";
import { decimal, isDecimalText } from "@selaras/core/kernel/decimal.ts";
import { formatPeriod } from "@selaras/core/kernel/format.ts";
import { type Computed, type ComputedRow, computeSent } from "@selaras/core/report/compute.ts";
import { textOf } from "@selaras/core/expression/figure.ts";
import { plainText } from "@selaras/core/narrative/reading.ts";
import { richTexts, toldBy } from "@selaras/core/report/telling.ts";
import { formerKey } from "@selaras/core/report/content.ts";
import type { Cell, Row } from "@selaras/core/report/schema.ts";
import {
  computedOf,
  type EntrySection,
  entrySections,
  FORM_ROW,
  sectionOfRow,
  isTable,
} from "@selaras/core/template/fields.ts";
import { isDrawn } from "@selaras/core/template/query.ts";
import type { ComputedField, EntryField, TableSection } from "@selaras/core/template/schema.ts";
import { isNumeric } from "@selaras/core/kernel/field-type.ts";
import {
  archivedCell,
  BLANK,
  figureCell,
  numberCell,
  said,
  type Sheet,
  type SheetCell,
  type SheetColumn,
  withUnit,
} from "./sheet.ts";
import { drawnLines, noRowsLines } from "./drawn.ts";
import { words } from "./words.ts";

export type ReportContent = Contents["report"];

const WIDE = 44;
const TEXT = 36;
const NUMBER = 19;
const SHORT = 16;

/** A column of a table of rows: how it is headed and what it holds in each row. */
type RowColumn = SheetColumn & { readonly cell: (row: Row, done: ComputedRow | undefined) => SheetCell };

const column = (label: string, width: number, align: SheetColumn["align"], cell: RowColumn["cell"]): RowColumn => ({
  label,
  width,
  align,
  cell,
});

const written = (value: string | undefined): SheetCell => (value === undefined || value === "" ? BLANK : said(value));

function pinned(row: Row, name: string, type: "money" | "percent" | "number"): SheetCell {
  const value = row.context[name];
  if (value === undefined) return BLANK;
  return isDecimalText(value) ? numberCell(decimal(value), { type }) : said(value);
}

function entryColumn(field: EntryField): RowColumn {
  const isText = !isNumeric(field.type);
  const width = field.type === "text" ? WIDE : field.type === "choice" ? TEXT : NUMBER;
  return column(withUnit(field.label, field), width, isText ? "start" : "end", (_, done) =>
    optionalText(field, figureCell(done?.entered[field.id], field, true)),
  );
}

/** A text that nobody has to write is simply not there. */
const optionalText = (field: EntryField, cell: SheetCell): SheetCell =>
  field.type === "text" && field.required === "no" && cell.kind === "absent" && cell.absence === "missing"
    ? BLANK
    : cell;

const computedColumn = (field: ComputedField): RowColumn =>
  column(withUnit(field.label, field), NUMBER, "end", (_, done) => figureCell(done?.computed[field.id], field, false));

/** What was entered under an earlier version of the template and has no field any more: beside what counts, marked. */
function archivedColumns(rows: readonly Row[]): readonly RowColumn[] {
  const all = rows.flatMap(({ archived = [] }) => archived);
  const keys = [...new Map(all.map((each) => [`${each.n} ${each.field}`, each])).values()];
  return keys.map(({ n, field, label }) =>
    column(words.archived.column(label, n), NUMBER, "end", ({ archived = [] }) => {
      const kept = archived.find((each) => each.n === n && each.field === field);
      return kept ? archivedCell(kept.cell) : BLANK;
    }),
  );
}

/** Which budget line, what is planned, what was entered, what follows from it, and what belongs to the line besides. */
function columnsOf(section: TableSection): readonly RowColumn[] {
  const isWritten = ({ type, from }: EntryField): boolean => type === "text" && from === undefined;
  const texts = section.fields.filter(isWritten);
  const { row } = words;
  return [
    column(row.code, SHORT + 4, "start", ({ context }) => written(context["code"])),
    column(row.name, WIDE, "start", ({ label }) => said(label)),
    column(row.pagu, NUMBER, "end", (each) => pinned(each, "pagu", "money")),
    column(row.plannedMoney, NUMBER, "end", (each) => pinned(each, "rencana_keuangan", "money")),
    column(row.plannedPhysical, SHORT, "end", (each) => pinned(each, "rencana_fisik", "percent")),
    ...section.fields.filter((field) => !isWritten(field)).map(entryColumn),
    ...computedOf(section).map(computedColumn),
    ...texts.map(entryColumn),
    column(row.indicator, TEXT, "start", ({ context }) => written(context["indikator"])),
    column(row.target, SHORT, "end", (each) => pinned(each, "target", "number")),
    column(row.unit, SHORT, "start", ({ context }) => written(context["satuan"])),
    column(row.programme, WIDE, "start", ({ group }) => written(group[0])),
    column(row.activity, WIDE, "start", ({ group }) => written(group[1])),
  ];
}

/** The lines above every sheet: what it is, whose, how far it has come. */
export function headOf({ report, made }: ReportContent): readonly string[] {
  const month = formatPeriod(report.period);
  return [
    `${report.template.short} ${month}`,
    `${report.unit.name}, ${made.tenant.name}`,
    words.period(month, report.version, words.states[report.state]),
    ...(report.state === "published" ? [] : [words.draft]),
    ...(report.nil === null ? [] : [words.nilReport(report.nil)]),
    ...(made.tenant.demo ? [words.demo] : []),
  ];
}

const rowsOf = (content: ReportContent, section: EntrySection): readonly Row[] =>
  content.report.rows.filter((row) => sectionOfRow(row.rowKey) === section.id);

function tableOf(content: ReportContent, section: TableSection, computed: Computed): Sheet {
  const own = rowsOf(content, section);
  const columns = [...columnsOf(section), ...archivedColumns(own)];
  const rows = own.map((row) => ({
    label: [row.context["code"], row.label].filter(Boolean).join(" "),
    cells: columns.map((each) => each.cell(row, computed.rows.get(row.rowKey))),
  }));
  const { report, made } = content;
  const told = isDrawn(section) && rows.length === 0 ? noRowsLines : drawnLines;
  const head = [...headOf(content), ...told(report.drawings, section, made.tenant.zone)];
  return { name: section.label, head, columns, rows, held: 2 };
}

const listColumns = (first: string, second: string, width: number): readonly SheetColumn[] => [
  { label: first, width: WIDE, align: "start" },
  { label: second, width, align: "start" },
];

/** A form or a narrative: one line per field, then what is computed from them. */
function listOf(content: ReportContent, section: EntrySection, computed: Computed): Sheet {
  const doneOf = (key: string) => computed.rows.get(`${section.id}/${key}`);
  const entered = section.fields.map((field) => {
    const label = withUnit(field.label, field);
    const done = doneOf(section.kind === "form" ? FORM_ROW : field.id);
    return { label, cells: [said(label), optionalText(field, figureCell(done?.entered[field.id], field, true))] };
  });
  const derived = computedOf(section).map((field) => {
    const label = withUnit(field.label, field);
    return { label, cells: [said(label), figureCell(doneOf(FORM_ROW)?.computed[field.id], field, false)] };
  });
  const columns = listColumns(words.form.field, words.form.value, WIDE * 2);
  return { name: section.label, head: headOf(content), columns, rows: [...entered, ...derived], held: 0 };
}

function figuresOf(content: ReportContent, computed: Computed): Sheet {
  const rows = content.definition.figures.map((figure) => {
    const label = withUnit(figure.label, figure);
    return { label, cells: [said(label), figureCell(computed.figures[figure.id], figure, false)] };
  });
  const columns = listColumns(words.form.figure, words.form.amount, NUMBER + 6);
  return { name: words.figures, head: headOf(content), columns, rows, held: 0 };
}

/** Everything that counts nowhere any more, in one list: also of rows and forms that went. */
function archivedOf({ report, former, ...content }: ReportContent): readonly Sheet[] {
  const line = (row: string, label: string, n: number, cell: Cell) => ({
    label: row,
    cells: [said(row), said(label), archivedCell(cell), said(words.archived.version(n))],
  });
  const rows = [
    ...report.rows.flatMap((row) => (row.archived ?? []).map((each) => line(row.label, each.label, each.n, each.cell))),
    ...(report.gone ?? []).flatMap((row) => [
      ...Object.entries(row.cells)
        .filter(([, cell]) => cell.s !== "missing")
        .map(([field, cell]) => line(row.label, former[formerKey(row.n, row.rowKey, field)] ?? field, row.n, cell)),
      ...(row.archived ?? []).map((each) => line(row.label, each.label, each.n, each.cell)),
    ]),
  ];
  if (rows.length === 0) return [];
  const { archived: word } = words;
  const columns: readonly SheetColumn[] = [
    { label: word.row, width: WIDE, align: "start" },
    { label: word.field, width: TEXT, align: "start" },
    { label: word.value, width: TEXT, align: "end" },
    { label: word.template, width: SHORT, align: "start" },
  ];
  const head = [...headOf({ report, former, ...content }), word.about];
  return [{ name: word.title, head, columns, rows, held: 0 }];
}

/** Rich texts as words, with what their figures said when the report was sent, or say now while it is a draft. */
function withTexts({ definition, report }: ReportContent, computed: Computed): Computed {
  const texts = richTexts(definition, report.rows);
  if (texts.length === 0) return computed;
  const told = report.told ?? toldBy(definition, report.rows, computed);
  const rows = new Map(computed.rows);
  for (const { row, field, text } of texts) {
    const done = rows.get(row.rowKey);
    const words = textOf(plainText(text, (name) => told[name]));
    if (done) rows.set(row.rowKey, { ...done, entered: { ...done.entered, [field.id]: words } });
  }
  return { ...computed, rows };
}

/** Every section that this report has, and the figures of the whole report: computed by the code of the screen. */
export function reportSheets(content: ReportContent): readonly Sheet[] {
  const { definition, report } = content;
  const computed = withTexts(content, computeSent(definition, report.rows, report.carry, report.nil));
  const own = entrySections(definition).filter(
    (section) => isTable(section) || section.part === undefined || rowsOf(content, section).length > 0,
  );
  const sections = own.map((section) =>
    isTable(section) ? tableOf(content, section, computed) : listOf(content, section, computed),
  );
  const figures = definition.figures.length === 0 ? [] : [figuresOf(content, computed)];
  return [...sections, ...figures, ...archivedOf(content)];
}
