import { decimal } from "@selaras/core/kernel/decimal.ts";
import { formatNumber } from "@selaras/core/kernel/format.ts";
import { daysBetween } from "@selaras/core/kernel/zone.ts";
import {
  type Cell,
  type CellStyle,
  type CellValue,
  cellRef,
  type WriteOptions,
  type WriteSheet,
  writeXlsx,
} from "hucre/xlsx";
import type { NoteList, Notes } from "./notes.ts";
import type { Sheet, SheetCell, SheetColumn } from "./sheet.ts";
import { words } from "./words.ts";

/** The only place that knows the spreadsheet library. */

/** A spreadsheet keeps numbers as binary fractions; up to this many digits each decimal comes back as it was. */
const EXACT_DIGITS = 15;
const LONGEST_TEXT = 32_767;
const LONGEST_NAME = 31;
/** Texts that begin so would become formulas when somebody edits the cell or saves the sheet as CSV. */
const LIKE_A_FORMULA = /^[=+\-@\t\r]/;
/** A text this long is shown as hashes by older programs when its cell is marked as text. */
const LONGEST_MARKED = 255;
const TEXT_FORMAT = "@";

const GREY = { rgb: "5F6368" };
const LINE = { style: "thin", color: { rgb: "C9CDD2" } } as const;
/** Named in every style: a font without name and size is drawn as each program likes. */
const FONT = { name: "Calibri", size: 11 } as const;
const STYLES = {
  title: { font: { ...FONT, bold: true, size: 14 } },
  strong: { font: { ...FONT, bold: true } },
  quiet: { font: { ...FONT, color: GREY } },
  heading: {
    font: { ...FONT, bold: true },
    fill: { type: "pattern", pattern: "solid", fgColor: { rgb: "E8ECF1" } },
    border: { bottom: LINE },
    alignment: { wrapText: true, vertical: "top" },
  },
  absent: { font: { ...FONT, italic: true, color: GREY } },
} as const satisfies Record<string, CellStyle>;

/** Decimal places as the format of an Indonesian spreadsheet: "1.234,50" wherever the program lets the file decide. */
const numberFormat = (decimals: number): string => `[$-421]#,##0${decimals === 0 ? "" : `.${"0".repeat(decimals)}`}`;

/** "31 Maret 2026" as a date that can be sorted, and reckoned with. */
const DATE_FORMAT = "[$-421]d mmmm yyyy";
/** A spreadsheet counts days from here; true from March 1900 on, which is before anything that is reported. */
const DAY_ZERO = "1899-12-30";

/** What XML may not hold is left out, what the format itself would read as an escape is escaped, and nothing is too long. */
const plain = (text: string): string =>
  text
    .replaceAll(/\p{Surrogate}/gu, "\uFFFD")
    .replaceAll(/(?![\t\n\r])\p{Cc}|\p{Noncharacter_Code_Point}/gu, "")
    .replaceAll(/_x(?=[0-9A-Fa-f]{4}_)/g, "_x005F_x")
    .slice(0, LONGEST_TEXT);

const isExact = (amount: string): boolean =>
  amount.replace(/^-/, "").replace(".", "").replace(/^0+/, "").length <= EXACT_DIGITS;

type NamedRange = NonNullable<WriteOptions["namedRanges"]>[number];
type Styled = { readonly value: CellValue; readonly style: CellStyle };

function textStyle(value: string, style: CellStyle): CellStyle {
  return LIKE_A_FORMULA.test(value) && value.length <= LONGEST_MARKED ? { ...style, numFmt: TEXT_FORMAT } : style;
}

function styledText(text: string, style: CellStyle = {}): Styled {
  const value = plain(text);
  return { value, style: textStyle(value, style) };
}

function styled(cell: SheetCell, column: SheetColumn | undefined, strong: boolean): Styled {
  const font = strong ? STYLES.strong : {};
  const right = column?.align === "end" ? { horizontal: "right" as const } : {};
  const alignment = { vertical: "top" as const, wrapText: column?.align !== "end", ...right };
  switch (cell.kind) {
    case "blank":
      return { value: null, style: {} };
    case "text":
      return styledText(cell.text, { ...font, alignment });
    case "absent":
      return styledText(cell.word, { ...STYLES.absent, alignment });
    case "number": {
      const { amount, decimals } = cell;
      if (!isExact(amount)) return styledText(formatNumber(decimal(amount), decimals), { ...font, alignment });
      // At most fifteen digits: the number written is the decimal that was given, digit by digit.
      return { value: Number(amount), style: { ...font, alignment, numFmt: numberFormat(decimals) } };
    }
    // The number of the day and not a date of the library: that one would depend on the zone of the machine.
    case "date":
      return { value: daysBetween(DAY_ZERO, cell.date), style: { ...font, alignment, numFmt: DATE_FORMAT } };
    default:
      return cell satisfies never;
  }
}

const UNNAMEABLE = /[\p{Cc}[\]:*?/\\]+/gu;

/** Names that a spreadsheet takes: at most 31 signs, none of the forbidden ones, all different, none of them reserved. */
export function sheetNames(wanted: readonly string[]): readonly string[] {
  const taken = new Set<string>(["history"]);
  return wanted.map((name) => {
    const base =
      plain(name)
        .replaceAll(UNNAMEABLE, " ")
        .replaceAll(/\s+/g, " ")
        .replaceAll(/^[' ]+|[' ]+$/g, "") || "Lembar";
    for (let n = 1; ; n += 1) {
      const ending = n === 1 ? "" : ` (${n})`;
      const named = base.slice(0, LONGEST_NAME - ending.length).trimEnd() + ending;
      if (taken.has(named.toLowerCase())) continue;
      taken.add(named.toLowerCase());
      return named;
    }
  });
}

/** A grid that is filled row by row: values where the library wants them, styles where it wants those. */
class Grid {
  readonly #rows: CellValue[][] = [];
  readonly #cells = new Map<string, Partial<Cell>>();

  add(cells: readonly Styled[]): void {
    const at = this.#rows.length;
    this.#rows.push(cells.map((cell) => cell.value));
    cells.forEach(({ value, style }, column) => {
      if (Object.keys(style).length > 0) this.#cells.set(`${at},${column}`, { value, style });
    });
  }

  get height(): number {
    return this.#rows.length;
  }

  /** The grid as a sheet whose first `frozen` rows and `held` columns stay in sight. */
  sheet(name: string, widths: readonly number[], frozen: number, held: number): WriteSheet {
    return {
      name,
      rows: this.#rows,
      cells: this.#cells,
      columns: widths.map((width) => ({ width })),
      freezePane: { rows: frozen, ...(held > 0 ? { columns: held } : {}) },
      pageSetup: { paperSize: "a4", orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    };
  }
}

/**
 * The last frozen row of a sheet comes again on every printed page. Named by hand, because the library leaves out the
 * quotes round the name of the sheet, and a spreadsheet calls such a file damaged.
 */
const printedAgain = ({ name, freezePane }: WriteSheet): NamedRange => {
  const row = freezePane?.rows ?? 1;
  return { name: "_xlnm.Print_Titles", scope: name, range: `'${name.replaceAll("'", "''")}'!$${row}:$${row}` };
};

function tableSheet(sheet: Sheet, name: string): WriteSheet {
  const grid = new Grid();
  sheet.head.forEach((line, index) => {
    const style = index === 0 ? STYLES.title : index < 2 ? STYLES.strong : {};
    grid.add([styledText(line, style)]);
  });
  grid.add(sheet.columns.map(({ label }) => styledText(label, STYLES.heading)));
  const frozen = grid.height;
  for (const { cells, strong } of sheet.rows)
    grid.add(cells.map((cell, index) => styled(cell, sheet.columns[index], strong ?? false)));
  const widths = sheet.columns.map(({ width }) => width);
  return grid.sheet(name, widths, frozen, sheet.held);
}

/** Every cell that has a reason, with its address in the file. */
function reasons(sheets: readonly Sheet[], names: readonly string[]): NoteList {
  const { about, lists } = words;
  const rows = sheets.flatMap((sheet, index) =>
    sheet.rows.flatMap((row, down) =>
      row.cells.flatMap((cell, right) => {
        if (cell.kind !== "absent" || cell.reason === null) return [];
        const place = `${names[index]} ${cellRef(sheet.head.length + 1 + down, right)}`;
        return [[place, `${row.label}: ${sheet.columns[right]?.label ?? ""}`, cell.word, cell.reason]];
      }),
    ),
  );
  return { title: lists.reasons, columns: [about.place, about.what, about.state, about.reason], rows };
}

const NOTE_WIDTHS = [34, 60, 20, 80];
const WRAPPED = { alignment: { wrapText: true, vertical: "top" } } as const;

function notesSheet({ facts, lists }: Notes, name: string): WriteSheet {
  const grid = new Grid();
  grid.add([styledText(words.notes, STYLES.title)]);
  for (const [term, value] of facts) grid.add([styledText(term, STYLES.quiet), styledText(value, WRAPPED)]);
  for (const { title, columns, rows } of lists.filter((list) => list.rows.length > 0)) {
    grid.add([]);
    grid.add([styledText(title, STYLES.strong)]);
    grid.add(columns.map((label) => styledText(label, STYLES.heading)));
    for (const row of rows) grid.add(row.map((text) => styledText(text, WRAPPED)));
  }
  return grid.sheet(name, NOTE_WIDTHS, 1, 0);
}

/**
 * The bytes of an XLSX file: the first sheet, the notes, then the other sheets. No formulas, macros or links to anything
 * outside; the same content gives the same cells.
 */
export async function workbook(given: {
  readonly title: string;
  /** Instant at which the file was made, ISO 8601. */
  readonly at: string;
  readonly sheets: readonly Sheet[];
  readonly notes: Notes;
}): Promise<Uint8Array> {
  const { title, at, sheets, notes } = given;
  const [notesName = "", ...names] = sheetNames([words.notes, ...sheets.map((sheet) => sheet.name)]);
  const tables = sheets.map((sheet, index) => tableSheet(sheet, names[index] ?? ""));
  const lists = [reasons(sheets, names), ...notes.lists];
  const made = new Date(at);
  const all = [...tables.slice(0, 1), notesSheet({ facts: notes.facts, lists }, notesName), ...tables.slice(1)];
  return writeXlsx({
    sheets: all,
    namedRanges: all.map(printedAgain),
    defaultFont: FONT,
    properties: { title: plain(title), creator: "Selaras", created: made, modified: made },
  });
}
