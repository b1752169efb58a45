import { decimal, isDecimalText } from "@selaras/core/kernel/decimal.ts";
import type { Row } from "@selaras/core/report/schema.ts";
import { printedColumns } from "@selaras/core/template/print.ts";
import { isDrawn } from "@selaras/core/template/query.ts";
import type { TableSection } from "@selaras/core/template/schema.ts";
import { MILLIMETRE } from "../pdf/layout.ts";
import type { Paper } from "../pdf/paper.ts";
import { type Column, partsOfTable, table, type TableOptions, type TableRow } from "../pdf/table.ts";
import { drawnLines, noRowsLines } from "../drawn.ts";
import { figureCell, numberCell, withUnit } from "../sheet.ts";
import { countOf } from "./figures.ts";
import { cellText, type Field, fieldsOf, figureOf, isText, rowsOf, type Told, written } from "./written.ts";
import { words } from "./words.ts";

/** Sizes of letters of wide tables: below the last one nobody would read it, and the table is laid out in parts. */
const SIZES = [8, 7.5, 7, 6.5, 6] as const;

type RowColumn = Column & {
  /** The field, formula or row value that it shows; by this name a layout knows it. */
  readonly id: string;
  /** Whether the sum of it over the rows may stand at its foot. */
  readonly summed: boolean;
  readonly cell: (row: Row) => string;
};

const NUMERIC = { numeric: true } as const;

function pinned(told: Told, id: string, label: string, type: "money" | "percent" | "number"): RowColumn {
  const cell = (row: Row): string => {
    const value = row.context[id];
    if (value === undefined) return "";
    return isDecimalText(value) ? written(numberCell(decimal(value), { type }), told.notes) : value;
  };
  return { id, label, summed: true, cell, ...NUMERIC };
}

/** A quantity in the unit of the row's own indicator. */
const withRowUnit = (text: string, row: Row): string =>
  /\d$/.test(text) && row.context["satuan"] ? `${text} ${row.context["satuan"]}` : text;

function fieldColumn(told: Told, field: Field): RowColumn {
  const cell = (row: Row): string => {
    const text = cellText(told, row, field);
    return field.unit === "@unit" ? withRowUnit(text, row) : text;
  };
  const { id } = field;
  const label = withUnit(field.label, field);
  return isText(field) ? { id, label, summed: false, cell } : { id, label, summed: true, cell, ...NUMERIC };
}

const wasSaid = (told: Told, row: Row, field: Field): boolean => {
  const cell = figureCell(figureOf(told, row, field), field, field.isEntered);
  return cell.kind !== "absent" || cell.absence !== "missing";
};

/** Whether a field is printed: one that nobody has to fill and nobody filled is not there. */
const isPrinted = (told: Told, rows: readonly Row[], field: Field): boolean =>
  !field.isEntered || field.isRequired || rows.some((row) => wasSaid(told, row, field));

/** What people write about a row stands in a table of its own; so do choices that go with it. A class, or what is drawn, is short. */
const isStory = ({ type, isEntered, isRequired, from }: Field): boolean =>
  isEntered && ((type === "text" && from === undefined) || (type === "choice" && !isRequired));

function targetColumn(told: Told): RowColumn {
  const { cell } = pinned(told, "target", words.row.target, "percent");
  return {
    id: "target",
    label: words.row.target,
    summed: false,
    numeric: true,
    cell: (row) => withRowUnit(cell(row), row),
  };
}

/** Values that the template gives its rows: a target, a weight, a factor. */
function givenColumn(told: Told, { id, label, type, unit }: NonNullable<TableSection["context"]>[number]): RowColumn {
  const headed = withUnit(label, { type, unit });
  if (type === "text") return { id, label: headed, summed: false, cell: (row) => row.context[id] ?? "" };
  return { ...pinned(told, id, headed, type), summed: false };
}

type Named = { readonly held: readonly RowColumn[]; readonly others: readonly RowColumn[] };

/** How a row is named: its code where rows have one, and its label. */
function naming(section: TableSection, rows: readonly Row[]): readonly RowColumn[] {
  const { row: word } = words;
  const label = section.print?.rowHeading ?? word.names[section.kind === "indicators" ? "indicators" : section.source];
  const name = { id: "", label, summed: false, cell: (row: Row) => row.label, wish: 170, floor: 92 };
  if (rows.every((row) => row.context["code"] === undefined)) return [name];
  const code = (row: Row): string => row.context["code"] ?? "";
  return [{ id: "", label: word.code, summed: false, cell: code, wish: 62, figures: true }, name];
}

function columnsOf(told: Told, section: TableSection, rows: readonly Row[]): Named {
  const has = (name: string): boolean => rows.some((row) => row.context[name] !== undefined);
  const fields = fieldsOf(section).filter((field) => !isStory(field) && isPrinted(told, rows, field));
  const { row: label } = words;
  // What is said by the line above the rows needs no column.
  const isGrouped = (id: string): boolean => rows.every(({ group, context }) => group.includes(context[id] ?? ""));
  const given = (section.context ?? []).filter(({ id }) => has(id) && !isGrouped(id));
  const isGiven = (id: string): boolean => given.some((each) => each.id === id);
  const output = fields.some((field) => field.unit === "@unit") && has("target") && !isGiven("target");
  const others = [
    ...(has("pagu") && !isGiven("pagu") ? [pinned(told, "pagu", label.pagu, "money")] : []),
    ...(has("rencana_keuangan") ? [pinned(told, "rencana_keuangan", label.plannedMoney, "money")] : []),
    ...(has("rencana_fisik") ? [pinned(told, "rencana_fisik", label.plannedPhysical, "percent")] : []),
    ...(output ? [targetColumn(told)] : []),
    ...given.map((each) => givenColumn(told, each)),
    ...fields.map((field) => fieldColumn(told, field)),
  ];
  return { held: naming(section, rows), others };
}

/** The width that the layout gives a column. */
function sized(column: RowColumn, section: TableSection): RowColumn {
  const width = section.print?.columns?.find(({ id }) => id === column.id)?.width;
  return width === undefined ? column : { ...column, fixed: width * MILLIMETRE };
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
function totals(told: Told, section: TableSection, columns: readonly RowColumn[], held: number): readonly TableRow[] {
  const sums = told.content.definition.figures.filter((figure) => figure.section === section.id);
  const cells = columns.map(({ id, summed }, index) => {
    const sum = sums.find((figure) => summed && figure.expression.replaceAll(/\s/g, "") === `jumlah(${id})`);
    if (!sum) return index === held - 1 ? words.total : "";
    const amount = written(figureCell(told.computed.figures[sum.id], sum, false), told.notes);
    const count = countOf(told, sum);
    return count === null || count.counted === count.of
      ? amount
      : `${amount}\n${words.countedShort(count.counted, count.of)}`;
  });
  return cells.some((cell, index) => cell !== "" && index !== held - 1) ? [{ kind: "total", cells }] : [];
}

/** The fields of a section that stand in a table of their own, as far as anybody wrote anything. */
const storiesOf = (told: Told, section: TableSection, rows: readonly Row[]): readonly Field[] =>
  fieldsOf(section).filter((field) => isStory(field) && isPrinted(told, rows, field));

function stories(paper: Paper, told: Told, section: TableSection, rows: readonly Row[]): void {
  const fields = printedColumns(storiesOf(told, section, rows), section.print).shown;
  const spoken = rows.filter((row) => fields.some((field) => wasSaid(told, row, field)));
  if (spoken.length === 0) return;
  const held = naming(section, spoken);
  const said = spoken.map((row): TableRow => {
    const texts = fields.map((field) => (wasSaid(told, row, field) ? cellText(told, row, field) : "–"));
    return { kind: "row", cells: [...held.map(({ cell }) => cell(row)), ...texts] };
  });
  const columns: readonly Column[] = [
    ...held.map((column) => ({ ...column, wish: column.figures === true ? 70 : 120 })),
    ...fields.map(({ label, type }) => ({ label, wish: type === "text" ? 190 : 90 })),
  ];
  paper.heading(words.row.texts(headingOf(section)), 60, "H3");
  table(paper, columns, said, { held: held.length, sizes: [8, 7.5, 7], partLabel: words.part });
}

export const headingOf = (section: {
  readonly label: string;
  readonly print?: { heading?: string | undefined } | undefined;
}): string => section.print?.heading ?? section.label;

type Laid = {
  readonly columns: readonly RowColumn[];
  readonly body: readonly TableRow[];
  readonly options: TableOptions;
};

/**
 * Whether a table stands across: as its section says, or as the whole document does; a table that would have to be laid
 * out in parts on an upright page is turned where that spares a part.
 */
function isAcross(paper: Paper, section: TableSection, base: boolean, { columns, body, options }: Laid): boolean {
  const asked = section.print?.orientation;
  if (asked !== undefined) return asked === "landscape";
  if (base) return true;
  const parts = (landscape: boolean): number =>
    partsOfTable(paper, columns, body, { ...options, width: paper.widthOf(landscape) });
  const upright = parts(false);
  return upright > 1 && parts(true) < upright;
}

/** What stands in place of rows that are not there; a drawn section says whose reports it waits for. */
const emptyLines = ({ content: { snapshot } }: Told, section: TableSection): readonly string[] =>
  isDrawn(section) ? noRowsLines(snapshot.content.drawings, section, snapshot.tenant.zone) : [words.row.empty];

/**
 * A section of rows: the table as in the official form, its sums, and what was written about single rows. `base` is whether
 * the document as a whole stands across.
 */
export function rowsSection(paper: Paper, told: Told, section: TableSection, base: boolean): void {
  const rows = rowsOf(told, section);
  const fresh = section.print?.pageBreak === true;
  if (rows.length === 0) {
    paper.face(base, fresh);
    paper.heading(headingOf(section), 90);
    for (const line of emptyLines(told, section)) paper.text(line, { size: 9 });
    return;
  }
  const { held, others } = columnsOf(told, section, rows);
  const { shown, hidden } = printedColumns(others, section.print);
  const columns = [...held, ...shown.map((column) => sized(column, section))];
  const body = [
    ...grouped(rows, (row) => columns.map((column) => column.cell(row))),
    ...totals(told, section, columns, held.length),
  ];
  const options = { sizes: SIZES, held: held.length, numbered: true, partLabel: words.part };
  paper.face(isAcross(paper, section, base, { columns, body, options }), fresh);
  paper.heading(headingOf(section), 90);
  const { content, tenant } = told.content.snapshot;
  for (const line of drawnLines(content.drawings, section, tenant.zone)) paper.text(line, { size: 8, gap: 2 });
  table(paper, columns, body, options);
  const left = [...hidden, ...printedColumns(storiesOf(told, section, rows), section.print).hidden];
  if (left.length > 0) paper.text(words.row.hidden(left.map(({ label }) => label)), { size: 7.5, tag: "Note" });
  stories(paper, told, section, rows);
}
