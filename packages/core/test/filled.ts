import * as v from "valibot";
import type { Figure } from "../src/expression/figure.ts";
import { fixedText } from "../src/kernel/decimal.ts";
import { RowKey } from "../src/kernel/id.ts";
import { type Computed, compute } from "../src/report/compute.ts";
import { type Basis, type Duties, EVERYTHING, NO_BASIS, rowsAtOpening } from "../src/report/beginning.ts";
import type { CarryView, Cell, Row } from "../src/report/schema.ts";
import type { TemplateDefinition } from "../src/template/schema.ts";

/** A report as it is opened and then typed into, without a table behind it: what a template computes. */
export type Typed = Readonly<Record<string, Readonly<Record<string, string>>>>;

const AT = 1_775_354_400;
const cell = (given: string): Cell => ({ s: "value", v: given, n: 1, o: "screen", w: "p", t: AT });
const cells = (given: Readonly<Record<string, string>>): Row["cells"] =>
  Object.fromEntries(Object.entries(given).map(([field, text]) => [field, cell(text)]));

export type Added = {
  readonly section: string;
  readonly label: string;
  readonly typed: Readonly<Record<string, string>>;
};
export const NOTHING_EARLIER: CarryView = { months: [], absent: [], values: {} };

/** The rows that a report begins with, with what was typed into them, and the rows that its author added. */
export function filled(
  definition: TemplateDefinition,
  period: string,
  typed: Typed,
  added: readonly Added[] = [],
  duties: Duties = EVERYTHING,
  basis: Basis = NO_BASIS,
): readonly Row[] {
  const begun = rowsAtOpening(definition, basis, period, duties).map((row): Row => {
    return { ...row, rowKey: v.parse(RowKey, row.rowKey), cells: cells(typed[row.rowKey] ?? {}) };
  });
  const own = added.map(({ section, label, typed: given }, i): Row => {
    return { rowKey: v.parse(RowKey, `${section}/b${i}`), label, group: [], context: {}, cells: cells(given) };
  });
  return [...begun, ...own];
}

/** A row as it was drawn from another report, with what was typed beside. */
export const drawnRow = (rowKey: string, given: Readonly<Record<string, string>>): Row => {
  return { rowKey: v.parse(RowKey, rowKey), label: rowKey, group: [], context: {}, cells: cells(given) };
};

export const computedOf = (
  definition: TemplateDefinition,
  rows: readonly Row[],
  carry: CarryView = NOTHING_EARLIER,
): Computed => compute(definition, rows, carry);

/** A figure as text: a number to so many decimals, a word, or its state with the reason. */
export function told(figure: Figure | undefined, decimals = 4): string {
  if (figure === undefined) return "absent";
  if (figure.kind === "value") return fixedText(figure.amount, decimals);
  if (figure.kind === "text") return figure.text;
  return "reason" in figure ? `${figure.kind}: ${figure.reason}` : figure.kind;
}

export const cellOf = (done: Computed, row: string, field: string): Figure | undefined =>
  done.rows.get(v.parse(RowKey, row))?.computed[field];
