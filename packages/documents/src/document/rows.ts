import { decimal, isDecimalText } from "@selaras/core/kernel/decimal.ts";
import type { Row } from "@selaras/core/report/schema.ts";
import type { TableSection } from "@selaras/core/template/schema.ts";
import type { Paper } from "../pdf/paper.ts";
import { type Column, table, type TableRow } from "../pdf/table.ts";
import { drawnLines } from "../drawn.ts";
import { figureCell, numberCell, withUnit } from "../sheet.ts";
import { countOf } from "./figures.ts";
import { cellText, type Field, fieldsOf, figureOf, isText, rowsOf, type Told, written } from "./written.ts";
import { words } from "./words.ts";

/** Sizes of letters of wide tables: below the last one nobody would read it, and the table is laid out in parts. */
const SIZES = [8, 7.5, 7, 6.5, 6] as const;

type RowColumn = Column & {
  /** The name whose sum over the rows stands at the foot of the column. */
  readonly name: string | null;
  readonly cell: (row: Row) => string;
};

const NUMERIC = { numeric: true } as const;

function pinned(told: Told, name: string, label: string, type: "money" | "percent"): RowColumn {
  const cell = (row: Row): string => {
    const value = row.context[name];
    if (value === undefined) return "";
    return isDecimalText(value) ? written(numberCell(decimal(value), { type }), told.notes) : value;
  };
  return { label, name, cell, ...NUMERIC };
}

/** A quantity in the unit of the row's own indicator. */
const withRowUnit = (text: string, row: Row): string =>
  /\d$/.test(text) && row.context["satuan"] ? `${text} ${row.context["satuan"]}` : text;

function fieldColumn(told: Told, field: Field): RowColumn {
  const cell = (row: Row): string => {
    const text = cellText(told, row, field);
    return field.unit === "@unit" ? withRowUnit(text, row) : text;
  };
  const label = withUnit(field.label, field);
  return isText(field) ? { label, name: null, cell } : { label, name: field.id, cell, ...NUMERIC };
}

const wasSaid = (told: Told, row: Row, field: Field): boolean => {
  const cell = figureCell(figureOf(told, row, field), field, field.isEntered);
  return cell.kind !== "absent" || cell.absence !== "missing";
};

/** Whether a field is printed: one that nobody has to fill and nobody filled is not there. */
const isPrinted = (told: Told, rows: readonly Row[], field: Field): boolean =>
  !field.isEntered || field.isRequired || rows.some((row) => wasSaid(told, row, field));

/** What people write about a row stands in a table of its own; so do choices that go with it. */
const isStory = (field: Field): boolean =>
  (field.type === "text" && field.from === undefined) || (field.type === "choice" && !field.isRequired);

function targetColumn(told: Told): RowColumn {
  const { cell } = pinned(told, "target", words.row.target, "percent");
  return { label: words.row.target, name: null, numeric: true, cell: (row) => withRowUnit(cell(row), row) };
}

function columnsOf(told: Told, section: TableSection, rows: readonly Row[]): readonly RowColumn[] {
  const has = (name: string): boolean => rows.some((row) => row.context[name] !== undefined);
  const fields = fieldsOf(section).filter((field) => !isStory(field) && isPrinted(told, rows, field));
  const { row: label } = words;
  const output = fields.some((field) => field.unit === "@unit") && has("target");
  return [
    { label: label.code, name: null, cell: (row) => row.context["code"] ?? "", wish: 62, figures: true },
    { label: label.name, name: null, cell: (row) => row.label, wish: 170, floor: 92 },
    pinned(told, "pagu", label.pagu, "money"),
    ...(has("rencana_keuangan") ? [pinned(told, "rencana_keuangan", label.plannedMoney, "money")] : []),
    ...(has("rencana_fisik") ? [pinned(told, "rencana_fisik", label.plannedPhysical, "percent")] : []),
    ...(output ? [targetColumn(told)] : []),
    ...fields.map((field) => fieldColumn(told, field)),
  ];
}

/** Rows with the programme and the kegiatan above them, each named once. */
function grouped(rows: readonly Row[], cells: (row: Row) => readonly string[]): readonly TableRow[] {
  let present: readonly string[] = [];
  return rows.flatMap((row): TableRow[] => {
    const differs = row.group.findIndex((name, level) => name !== present[level]);
    const from = differs < 0 ? row.group.length : differs;
    present = row.group;
    const groups = row.group.slice(from).map((text, index): TableRow => ({ kind: "group", level: from + index, text }));
    return [...groups, { kind: "row", cells: cells(row) }];
  });
}

/** The sums at the foot: the template's own figures, with the count of rows where not every row is in it. */
function totals(told: Told, section: TableSection, columns: readonly RowColumn[]): readonly TableRow[] {
  const sums = told.content.definition.figures.filter((figure) => figure.section === section.id);
  const cells = columns.map(({ name }, index) => {
    const sum = sums.find((figure) => name !== null && figure.expression.replaceAll(/\s/g, "") === `jumlah(${name})`);
    if (!sum) return index === 1 ? words.total : "";
    const amount = written(figureCell(told.computed.figures[sum.id], sum, false), told.notes);
    const count = countOf(told, sum);
    return count === null || count.counted === count.of
      ? amount
      : `${amount}\n${words.countedShort(count.counted, count.of)}`;
  });
  return cells.some((cell, index) => cell !== "" && index !== 1) ? [{ kind: "total", cells }] : [];
}

function stories(paper: Paper, told: Told, section: TableSection, rows: readonly Row[]): void {
  const fields = fieldsOf(section).filter((field) => isStory(field) && isPrinted(told, rows, field));
  const spoken = rows.filter((row) => fields.some((field) => wasSaid(told, row, field)));
  if (spoken.length === 0) return;
  const said = spoken.map((row): TableRow => {
    const texts = fields.map((field) => (wasSaid(told, row, field) ? cellText(told, row, field) : "–"));
    return { kind: "row", cells: [row.context["code"] ?? "", row.label, ...texts] };
  });
  const columns: readonly Column[] = [
    { label: words.row.code, wish: 70, figures: true },
    { label: words.row.name, wish: 120 },
    ...fields.map(({ label, type }) => ({ label, wish: type === "text" ? 190 : 90 })),
  ];
  paper.heading(words.row.texts(section.label), 60, "H3");
  table(paper, columns, said, { held: 2, sizes: [8, 7.5, 7], partLabel: words.part });
}

/** A section of rows: the table as in the official form, its sums, and what was written about single rows. */
export function rowsSection(paper: Paper, told: Told, section: TableSection): void {
  const rows = rowsOf(told, section);
  paper.heading(section.label, 90);
  if (rows.length === 0) {
    paper.text(words.row.empty, { size: 9 });
    return;
  }
  const { content, tenant } = told.content.snapshot;
  for (const line of drawnLines(content.drawings, section.id, tenant.zone)) paper.text(line, { size: 8, gap: 2 });
  const columns = columnsOf(told, section, rows);
  const body = grouped(rows, (row) => columns.map((column) => column.cell(row)));
  table(paper, columns, [...body, ...totals(told, section, columns)], {
    sizes: SIZES,
    held: 2,
    numbered: true,
    partLabel: words.part,
  });
  stories(paper, told, section, rows);
}
