/**
 * What the entry grid shows and what it hands back: columns, rows, cells, changes, and the geometry of its lines.
 * Pure: no DOM, no Solid, so that the spreadsheet and the cards of a phone share one behaviour.
 */

export type ColumnKind = "money" | "number" | "percent" | "date" | "choice" | "text" | "computed";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Ways of saying that there is no figure, each with a reason. Empty is a third thing: missing. */
export type Absence = "nil" | "not-applicable";

export interface GridColumn {
  readonly id: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly kind: ColumnKind;
  /** Shown after the label and spoken with it: "Rp", "%", "unit". */
  readonly unit?: string | undefined;
  readonly decimals?: number | undefined;
  readonly choices?: readonly Choice[] | undefined;
  /** Width in CSS pixels at the default font size; each kind has a sensible one. */
  readonly width?: number | undefined;
  readonly readOnly?: boolean | undefined;
  /** Which absences the field's zero policy allows. Default: both. */
  readonly absences?: readonly Absence[] | undefined;
}

export interface StripFact {
  readonly label: string;
  readonly text: string;
}

export interface GridRow {
  readonly key: string;
  readonly code: string;
  readonly label: string;
  /** Heading (program / kegiatan) above the first row that carries it. */
  readonly group?: string | undefined;
  /** "Bulan lalu", "kumulatif", "sisa pagu", "rencana": read-only facts beside the fields. */
  readonly strip: readonly StripFact[];
  readonly note?: string | undefined;
}

export type CellState = "missing" | "value" | "nil" | "not-applicable";
export type CellSync = "saved" | "unsent" | "sending" | "conflict" | "refused";

/** The two values of a conflict, as id-ID text. */
export interface Conflict {
  readonly mine: string;
  readonly theirs: string;
  readonly by?: string | undefined;
  readonly at?: string | undefined;
}

/** What somebody else has to say of a cell: a mark of the reviewer, or a conversation about it. */
export interface CellRemark {
  readonly kind: "flagged" | "comment";
  /** The word beside its icon: "Ditandai", "2 komentar". */
  readonly word: string;
  /** What is seen of the word where room is short: "2". The whole word is still spoken. */
  readonly short?: string | undefined;
  /** The same in a sentence, for whoever stands in the cell. */
  readonly text: string;
}

/** An act that the screen's owner offers for one cell, besides those of the grid. */
export interface CellAct {
  readonly label: string;
  readonly choose: () => void;
}

export interface CellView {
  /** Text for reading, id-ID ("1.250.000,00"). */
  readonly shown: string;
  /** Text for editing: what `validate` accepts and returns unchanged ("1250000,00"); a choice's value. Empty when there is no value. */
  readonly raw: string;
  readonly state: CellState;
  /** Why it is nihil or tidak berlaku. */
  readonly reason?: string | undefined;
  readonly sync: CellSync;
  /** What the server said of a refused or conflicting cell. */
  readonly message?: string | undefined;
  /** Why the cell cannot be changed now; absent when it can. */
  readonly locked?: string | undefined;
  readonly conflict?: Conflict | undefined;
  readonly remarks?: readonly CellRemark[] | undefined;
}

export type CellInput =
  | { readonly kind: "value"; readonly text: string }
  | { readonly kind: "nil"; readonly reason: string }
  | { readonly kind: "not-applicable"; readonly reason: string }
  | { readonly kind: "clear" };

export interface CellChange {
  readonly rowKey: string;
  readonly columnId: string;
  readonly input: CellInput;
}

export type Verdict = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };
export type Resolution = "mine" | "theirs";

/** Everything the pure parts may ask of the screen's owner. */
export interface SheetView {
  readonly rows: readonly GridRow[];
  /** What the rows are; budget lines unless said otherwise. */
  readonly rowHeading?: string;
  readonly columns: readonly GridColumn[];
  cell(rowKey: string, columnId: string): CellView;
  validate(columnId: string, text: string): Verdict;
}

/** The input that would bring a cell to the state it has now; used to undo. */
export function inputOf(cell: CellView): CellInput {
  if (cell.state === "missing") return { kind: "clear" };
  if (cell.state === "value") return { kind: "value", text: cell.raw };
  return { kind: cell.state, reason: cell.reason ?? "" };
}

/** Whether two inputs ask for the same thing; two values are the same when they are the same text. */
export function sameInput(a: CellInput, b: CellInput): boolean {
  if (a.kind === "value") return b.kind === "value" && a.text === b.text;
  if (a.kind === "clear") return b.kind === "clear";
  return b.kind === a.kind && a.reason === b.reason;
}

/** Why a cell cannot be changed, or null when it can. */
export function whyFixed(column: GridColumn, cell: CellView): string | null {
  if (column.kind === "computed") return "Kolom ini dihitung otomatis.";
  if (column.readOnly === true) return "Kolom ini hanya untuk dibaca.";
  return cell.locked ?? null;
}

/** Whether a reviewer pointed at the cell. */
export const isFlagged = ({ remarks }: CellView): boolean =>
  remarks?.some((remark) => remark.kind === "flagged") ?? false;

/** Whether the column's zero policy lets an official say `absence` here. */
export function allowsAbsence(column: GridColumn, absence: Absence): boolean {
  return column.kind !== "computed" && (column.absences?.includes(absence) ?? true);
}

export function isNumeric(kind: ColumnKind): boolean {
  return kind === "money" || kind === "number" || kind === "percent" || kind === "computed";
}

export type GridLine =
  | { readonly kind: "group"; readonly key: string; readonly at: number; readonly label: string }
  | { readonly kind: "row"; readonly key: string; readonly at: number; readonly row: GridRow; readonly index: number };

/** The lines from top to bottom, each with its place `at`: every row, and a heading wherever the group changes. */
export function linesOf(rows: readonly GridRow[]): readonly GridLine[] {
  const lines: GridLine[] = [];
  let group: string | undefined;
  rows.forEach((row, index) => {
    if (row.group !== undefined && row.group !== group) {
      lines.push({ kind: "group", key: `group:${row.key}`, at: lines.length, label: row.group });
    }
    group = row.group;
    lines.push({ kind: "row", key: row.key, at: lines.length, row, index });
  });
  return lines;
}

export interface LineHeights {
  readonly row: number;
  readonly group: number;
}

/** Top of every line in pixels, and the total height as the last element. */
export function offsetsOf(lines: readonly GridLine[], heights: LineHeights): readonly number[] {
  const offsets: number[] = [0];
  let top = 0;
  for (const line of lines) {
    top += heights[line.kind];
    offsets.push(top);
  }
  return offsets;
}

/** Up to this many lines are all drawn; beyond it only those in sight. */
export const DRAW_ALL_UP_TO_LINES = 100;
const OVERSCAN_LINES = 6;

export interface LineWindow {
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
}

/** The lines in sight of a frame `viewport` pixels high scrolled to `scrollTop`, with some beyond each edge. */
export function windowOf(offsets: readonly number[], scrollTop: number, viewport: number): LineWindow {
  const count = offsets.length - 1;
  if (count <= DRAW_ALL_UP_TO_LINES) return { first: 0, end: count };
  const first = lineAt(offsets, scrollTop);
  const last = lineAt(offsets, scrollTop + viewport);
  return { first: Math.max(0, first - OVERSCAN_LINES), end: Math.min(count, last + 1 + OVERSCAN_LINES) };
}

/** Index of the line that covers the pixel `y`; the nearest one outside. */
export function lineAt(offsets: readonly number[], y: number): number {
  let low = 0;
  let high = Math.max(0, offsets.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where to scroll so that [top, bottom] is in sight; the present place when it already is. */
export function scrollFor(top: number, bottom: number, scrollTop: number, viewport: number): number {
  if (top < scrollTop) return top;
  if (bottom > scrollTop + viewport) return Math.max(0, bottom - viewport);
  return scrollTop;
}

const DEFAULT_WIDTHS: Record<ColumnKind, number> = {
  money: 168,
  number: 144,
  percent: 144,
  // "30 September 2026".
  date: 160,
  choice: 160,
  text: 260,
  computed: 128,
};

/** Width of a column in CSS pixels at the default font size. */
export function widthOf(column: GridColumn): number {
  return column.width ?? DEFAULT_WIDTHS[column.kind];
}
