import * as v from "valibot";
import { FieldId, RowKey } from "../kernel/id.ts";
import type { CarryPin, CarryView, Cell, CellDifference, Explanation, Pins, Row } from "./schema.ts";

/**
 * What a signature covers: the cells with their states, what they were judged against, the months they carry, the
 * evidence and the explanations. Who typed what and when is history, not content.
 */
export type Content = {
  readonly report: string;
  readonly pins: Pins;
  readonly carry: readonly CarryPin[];
  readonly carried: CarryView["values"];
  readonly rows: readonly {
    readonly key: string;
    readonly label: string;
    readonly group: readonly string[];
    readonly context: Record<string, string>;
    readonly closed?: Record<string, string>;
    readonly cells: Record<string, ContentCell>;
  }[];
  readonly evidence: readonly string[];
  readonly explanations: readonly Explanation[];
  readonly nil: string | null;
};
type ContentCell = { readonly s: Cell["s"]; readonly v: string | null; readonly r?: string };

const contentCell = ({ s, v, r }: Cell): ContentCell => (r === undefined ? { s, v } : { s, v, r });

export const contentCells = (cells: Row["cells"]): Record<string, ContentCell> =>
  Object.fromEntries(
    Object.entries(cells)
      .filter(([, cell]) => cell.s !== "missing")
      .map(([field, cell]) => [field, contentCell(cell)]),
  );

export function contentOf(given: {
  report: string;
  pins: Pins;
  carry: readonly CarryPin[];
  carried: CarryView["values"];
  rows: readonly Row[];
  evidence: readonly string[];
  explanations: readonly Explanation[];
  nil: string | null;
}): Content {
  const rows = given.rows.map((row) => ({
    key: row.rowKey,
    label: row.label,
    group: row.group,
    context: row.context,
    ...(row.closed ? { closed: row.closed } : {}),
    cells: contentCells(row.cells),
  }));
  rows.sort((a, b) => (a.key < b.key ? -1 : 1));
  return {
    report: given.report,
    pins: given.pins,
    carry: given.carry,
    carried: given.carried,
    rows,
    evidence: [...given.evidence].sort(),
    explanations: given.explanations,
    nil: given.nil,
  };
}

/** The rows of a content as a report has them; who typed what and when is not in a content. */
export const rowsOf = (content: Content): readonly Row[] =>
  content.rows.map(({ key, label, group, context, closed, cells }) => ({
    rowKey: v.parse(RowKey, key),
    label,
    group: [...group],
    context,
    ...(closed ? { closed } : {}),
    cells: Object.fromEntries(
      Object.entries(cells).map(([field, cell]) => [field, { ...cell, n: 0, o: "screen" as const, w: "", t: 0 }]),
    ),
  }));

/** Cells that differ between an earlier content and the rows now, in the order of the rows. */
export function differences(before: Content, rows: readonly Row[]): readonly CellDifference[] {
  const old = new Map(before.rows.map((row) => [row.key, row.cells]));
  return rows.flatMap((row) => {
    const then = old.get(row.rowKey) ?? {};
    const now = contentCells(row.cells);
    const fields = [...new Set([...Object.keys(then), ...Object.keys(now)])].sort();
    return fields
      .filter((field) => !sameCell(then[field], now[field]))
      .map((field): CellDifference => {
        const before = then[field] ?? null;
        return {
          rowKey: row.rowKey,
          label: row.label,
          field: v.parse(FieldId, field),
          before,
          after: now[field] ?? null,
        };
      });
  });
}

const sameCell = (a: ContentCell | undefined, b: ContentCell | undefined): boolean =>
  a?.s === b?.s && a?.v === b?.v && a?.r === b?.r;
