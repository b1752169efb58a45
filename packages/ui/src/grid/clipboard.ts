/**
 * Copying to and pasting from Excel, LibreOffice and this grid itself.
 * What is pasted is always the text a person saw in the other table: a stored number behind it (12,5% is 0.125 in Excel)
 * would scale the value silently.
 */
import {
  allowsAbsence,
  type CellChange,
  type CellInput,
  type CellView,
  type GridColumn,
  type SheetView,
} from "./model.ts";
import { inputOf, sameInput, whyFixed } from "./model.ts";
import type { Range } from "./selection.ts";

export type Clip =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "nil"; readonly reason: string }
  | { readonly kind: "not-applicable"; readonly reason: string };

/** Rows of tab-separated text as spreadsheets write them: quotes around line breaks, CRLF, a final line break. */
export function parseTsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = "";
  let quoted = false;
  const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < source.length; at += 1) {
    const sign = source.charAt(at);
    if (quoted) {
      if (sign !== '"') field += sign;
      else if (source.charAt(at + 1) === '"') {
        field += '"';
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && field === "" && closesLater(source, at)) quoted = true;
    else if (sign === "\t" || sign === "\n") {
      row.push(field);
      field = "";
      if (sign === "\n") {
        rows.push(row);
        row = [];
      }
    } else field += sign;
  }
  row.push(field);
  rows.push(row);
  return rows;
}

/** A quote opens a field only if a closing one stands before a tab, a line break or the end; 12" stays as typed. */
function closesLater(source: string, opening: number): boolean {
  for (let at = opening + 1; at < source.length; at += 1) {
    if (source.charAt(at) !== '"') continue;
    if (source.charAt(at + 1) === '"') at += 1;
    else return at + 1 === source.length || "\t\n".includes(source.charAt(at + 1));
  }
  return false;
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

function decode(html: string): string {
  return html.replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function encode(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

/** The cells of the first table in `html`, or null when there is none. Absences of this grid keep their reason. */
export function parseHtml(html: string): readonly (readonly Clip[])[] | null {
  const table = /<table[\s\S]*?<\/table>/i.exec(html)?.[0];
  if (table === undefined) return null;
  const rows = [...table.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/gi)];
  return rows.map((row) =>
    [...(row[1] ?? "").matchAll(/<t[dh]([^>]*)>([\s\S]*?)<\/t[dh]>/gi)].map((cell) =>
      clipOf(cell[1] ?? "", cell[2] ?? ""),
    ),
  );
}

function clipOf(attributes: string, content: string): Clip {
  const marked = /data-selaras-(nil|not-applicable)="([^"]*)"/.exec(attributes);
  const reason = decode(marked?.[2] ?? "");
  if (marked?.[1] === "nil") return { kind: "nil", reason };
  if (marked?.[1] === "not-applicable") return { kind: "not-applicable", reason };
  const lines = content.replace(/\s+/g, " ").replace(/<br[^>]*>/gi, "\n");
  return { kind: "text", text: decode(lines.replace(/<[^>]*>/g, "")).trim() };
}

/** What the clipboard holds: our own table with its reasons, else the plain text, else any table. */
export function readClipboard(plain: string, html: string): readonly (readonly Clip[])[] {
  const table = html === "" ? null : parseHtml(html);
  if (table !== null && (html.includes("data-selaras-") || plain === "")) return table;
  return parseTsv(plain).map((row) => row.map((text): Clip => ({ kind: "text", text })));
}

/** The selected cells as plain text and as a table, for the clipboard. Values travel as text that Indonesian Excel reads as numbers. */
export function writeClipboard(view: SheetView, range: Range): { readonly plain: string; readonly html: string } {
  const plain: string[] = [];
  const html: string[] = [];
  for (const row of view.rows.slice(range.top, range.bottom + 1)) {
    const cells = view.columns
      .slice(range.left, range.right + 1)
      .map((column) => ({ column, cell: view.cell(row.key, column.id) }));
    plain.push(cells.map(({ column, cell }) => quote(textOf(column, cell))).join("\t"));
    html.push(
      `<tr>${cells.map(({ column, cell }) => `<td${mark(cell)}>${encode(textOf(column, cell))}</td>`).join("")}</tr>`,
    );
  }
  return { plain: plain.join("\n"), html: `<table data-selaras-grid="1">${html.join("")}</table>` };
}

function textOf(column: GridColumn, cell: CellView): string {
  if (cell.state === "nil") return "Nihil";
  if (cell.state === "not-applicable") return "Tidak berlaku";
  if (cell.state === "missing") return "";
  return column.kind === "choice" || cell.raw === "" ? cell.shown : cell.raw;
}

function mark(cell: CellView): string {
  if (cell.state !== "nil" && cell.state !== "not-applicable") return "";
  return ` data-selaras-${cell.state}="${encode(cell.reason ?? "")}"`;
}

function quote(text: string): string {
  return /["\t\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/**
 * Pasted text without the dress of a spreadsheet: "Rp 1.250.000,-" and "(1.000)" of an accounting format, "12,5%" in a
 * column of percentages. Digits and separators are never touched: judging them is the validator's work.
 */
export function undress(column: GridColumn, text: string): string {
  const bare = text.replace(/[\u00a0\u202f]/g, " ").trim();
  if (column.kind === "text" || column.kind === "date") return bare;
  if (column.kind === "choice") {
    const wanted = bare.toLowerCase();
    return column.choices?.find((choice) => choice.label.toLowerCase() === wanted)?.value ?? bare;
  }
  let figure = bare.replace(/^Rp\.?\s*/i, "").replace(/,-$/, "");
  if (column.kind === "percent") figure = figure.replace(/\s*%$/, "");
  const bracketed = /^\((.+)\)$/.exec(figure);
  return bracketed === null ? figure : `-${bracketed[1] ?? ""}`;
}

export interface PasteRefusal {
  readonly rowKey: string;
  readonly columnId: string;
  readonly text: string;
  readonly why: string;
}

export interface PastePlan {
  readonly changes: readonly CellChange[];
  readonly refused: readonly PasteRefusal[];
  /** Pasted rows and columns for which the grid has no place. */
  readonly beyond: { readonly rows: number; readonly columns: number };
  /** The cells that the paste covers, for the selection afterwards. */
  readonly covered: Range;
}

/**
 * What pasting `clips` at `range` would change and what it would refuse, with the reason for each.
 * A single cell, or a block that fits a whole number of times, fills the range; otherwise the block starts at its corner.
 */
export function planPaste(view: SheetView, range: Range, clips: readonly (readonly Clip[])[]): PastePlan {
  const height = clips.length;
  const width = Math.max(1, ...clips.map((row) => row.length));
  const rows = fill(range.bottom - range.top + 1, height);
  const columns = fill(range.right - range.left + 1, width);
  const changes: CellChange[] = [];
  const refused: PasteRefusal[] = [];
  view.rows.slice(range.top, range.top + rows).forEach((row, down) => {
    view.columns.slice(range.left, range.left + columns).forEach((column, across) => {
      const clip = clips[down % height]?.[across % width] ?? { kind: "text", text: "" };
      const cell = view.cell(row.key, column.id);
      const landed = land(view, column, cell, clip);
      if (landed === null) return;
      if (typeof landed === "string")
        refused.push({
          rowKey: row.key,
          columnId: column.id,
          text: clip.kind === "text" ? clip.text : "",
          why: landed,
        });
      else if (!sameInput(landed, inputOf(cell))) changes.push({ rowKey: row.key, columnId: column.id, input: landed });
    });
  });
  const bottom = Math.min(view.rows.length, range.top + rows) - 1;
  const right = Math.min(view.columns.length, range.left + columns) - 1;
  return {
    changes,
    refused,
    beyond: { rows: range.top + rows - 1 - bottom, columns: range.left + columns - 1 - right },
    covered: { top: range.top, left: range.left, bottom, right },
  };
}

function fill(selected: number, block: number): number {
  return selected > block && selected % block === 0 ? selected : block;
}

/** The input one clip makes in one cell; a text says why it is refused; null leaves the cell alone. */
function land(view: SheetView, column: GridColumn, cell: CellView, clip: Clip): CellInput | string | null {
  // A row copied as a whole carries computed columns along; they are not what the official wants to change.
  if (column.kind === "computed" || column.readOnly === true) return null;
  const wanted = want(view, column, clip);
  if (typeof wanted === "string") return wanted;
  if (sameInput(wanted, inputOf(cell))) return null;
  return whyFixed(column, cell) ?? wanted;
}

function want(view: SheetView, column: GridColumn, clip: Clip): CellInput | string {
  if (clip.kind !== "text") {
    if (allowsAbsence(column, clip.kind)) return { kind: clip.kind, reason: clip.reason };
    return clip.kind === "nil" ? "Kolom ini tidak menerima nihil." : "Kolom ini tidak menerima tidak berlaku.";
  }
  const text = undress(column, clip.text);
  if (text === "") return { kind: "clear" };
  const verdict = view.validate(column.id, text);
  return verdict.ok ? { kind: "value", text: verdict.text } : verdict.message;
}
