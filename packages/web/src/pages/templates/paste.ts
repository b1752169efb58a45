import { parseTyped } from "@selaras/core/kernel/number-input.ts";
import type { Column, Row } from "@selaras/core/template/draft-shape.ts";

/** What one column of pasted rows means: code, name, groups from the outside in, part, or a column of the section. */
export type PasteColumn = "code" | "label" | "group" | "part" | "skip" | { readonly column: string };

export type Pasted = { readonly rows: readonly Row[]; readonly problems: readonly string[] };

const cellsOf = (text: string): readonly (readonly string[])[] =>
  text
    .replace(/\r\n?/g, "\n")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => line.split("\t").map((cell) => cell.trim()));

/** How the columns of a pasted table are read at first: code and name, then what the section carries per row. */
export function guessColumns(text: string, columns: readonly Column[]): readonly PasteColumn[] {
  const [first = []] = cellsOf(text);
  if (first.length === 1) return ["label"];
  const known: readonly PasteColumn[] = ["code", "label", ...columns.map(({ id }): PasteColumn => ({ column: id }))];
  return first.map((_, i) => known[i] ?? "skip");
}

/** How many columns a pasted table has. */
export const widthOf = (text: string): number => Math.max(0, ...cellsOf(text).map((cells) => cells.length));

const KEY = /[^A-Za-z0-9._-]+/g;
const MOST_KEY = 60;
/** The key of a row for good: its code, or its name where it has none. Taken ones get a number. */
export function rowKey(code: string, label: string, taken: ReadonlySet<string>): string {
  const wanted = (
    (code || label)
      .normalize("NFD")
      .replace(KEY, "-")
      .replace(/^-+|-+$/g, "") || "baris"
  ).slice(0, MOST_KEY);
  let key = wanted;
  for (let n = 2; taken.has(key); n += 1) key = `${wanted.slice(0, MOST_KEY - 1 - String(n).length)}-${n}`;
  return key;
}

const numeric = (column: Column): boolean => column.type !== "text";
const DECIMALS = 6;

/** A value of a row as it is kept: numbers as canonical decimal text, never scaled; undefined = it cannot be read. */
export function contextValue(column: Column, typed: string): string | undefined {
  if (!numeric(column)) return typed;
  const read = parseTyped(typed, { decimals: DECIMALS, negative: true });
  return read.ok ? read.text : undefined;
}

/** Rows out of a table copied from a spreadsheet. A value that cannot be read is left out and named. */
export function pastedRows(
  text: string,
  meanings: readonly PasteColumn[],
  { columns, taken }: { columns: readonly Column[]; taken: readonly string[] },
): Pasted {
  const keys = new Set(taken);
  const problems: string[] = [];
  const rows = cellsOf(text).flatMap((cells, line): Row[] => {
    const at = (meaning: PasteColumn): readonly string[] =>
      cells.filter((cell, i) => meanings[i] === meaning && cell !== "");
    const [code = ""] = at("code");
    const [label = code] = at("label");
    const [part] = at("part");
    if (label === "") {
      problems.push(`Baris ${line + 1} tidak bernama, jadi dilewati.`);
      return [];
    }
    const context: Record<string, string> = {};
    cells.forEach((cell, i) => {
      const meaning = meanings[i];
      const column = typeof meaning === "object" ? columns.find((each) => each.id === meaning.column) : undefined;
      if (!column || cell === "") return;
      const value = contextValue(column, cell);
      if (value === undefined)
        problems.push(`Baris ${line + 1}, ${column.label}: "${cell}" bukan angka yang dapat dibaca.`);
      else context[column.id] = value;
    });
    const key = rowKey(code, label, keys);
    keys.add(key);
    return [{ key, label, ...(code ? { code } : {}), group: [...at("group")], context, ...(part ? { part } : {}) }];
  });
  return { rows, problems };
}
