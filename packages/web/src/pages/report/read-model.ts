import { isNumeric } from "@selaras/core/kernel/field-type.ts";
import { add, decimal, type Decimal, divide, isZero, multiply, sum, ZERO } from "@selaras/core/kernel/decimal.ts";
import { amountOf, type Figure, isReported, valueOf } from "@selaras/core/expression/figure.ts";
import { fieldOfCell, type Computed } from "@selaras/core/report/compute.ts";
import type { CarryView, Row } from "@selaras/core/report/schema.ts";
import { computedOf, type EntrySection, sectionOf, sectionOfRow, isTable } from "@selaras/core/template/fields.ts";
import type { ComputedField, EntryField, TemplateDefinition } from "@selaras/core/template/schema.ts";

import { columnFields } from "./sheet-model.ts";

export const computedField = (
  definition: TemplateDefinition,
  rowKey: string,
  id: string,
): ComputedField | undefined => {
  const section = sectionOf(definition, sectionOfRow(rowKey));
  return section && computedOf(section).find((each) => each.id === id);
};

/** The label of a cell's field, whatever became of the field. */
export const fieldLabel = (definition: TemplateDefinition, rowKey: string, id: string): string =>
  fieldOfCell(definition, rowKey, id)?.label ?? id;

/** A total over rows with how many of them it rests on: never a total alone while rows are missing. */
export type Total = { readonly amount: Decimal | null; readonly counted: number; readonly of: number };
export type SummaryLine = {
  readonly field: EntryField;
  readonly now: Total;
  readonly last: Total;
  readonly sofar: Total;
  readonly plan: Total | null;
};

type Part = { readonly row: Row; readonly amount: Decimal | undefined };

const amounts = (parts: readonly Part[]): readonly { row: Row; amount: Decimal }[] =>
  parts.flatMap(({ row, amount }) => (amount === undefined ? [] : [{ row, amount }]));

/** Plain sum, or the mean weighted by pagu for progress. */
function totalOf(parts: readonly Part[], weighted: boolean): Total {
  const found = amounts(parts);
  const common = { counted: found.length, of: parts.length };
  if (found.length === 0) return { amount: null, ...common };
  if (!weighted) return { amount: sum(found.map((each) => each.amount)), ...common };
  const weight = (row: Row) => decimal(row.context["pagu"] ?? "0");
  // The weights of all rows, so that a row that is missing does not lend its weight to the others.
  const whole = sum(parts.map(({ row }) => weight(row)));
  if (isZero(whole)) return { amount: null, ...common };
  return {
    amount: divide(
      found.reduce((total, { row, amount }) => add(total, multiply(amount, weight(row))), ZERO),
      whole,
    ),
    ...common,
  };
}

const planName = (field: EntryField): string | null =>
  field.type === "money" ? "rencana_keuangan" : field.type === "percent" ? "rencana_fisik" : null;
const optional = (text: string | null | undefined): Decimal | undefined =>
  text === null || text === undefined ? undefined : decimal(text);
const applies = (figure: Figure | undefined): boolean => figure?.kind !== "not-applicable";

function lineOf(field: EntryField, rows: readonly Row[], computed: Computed, carry: CarryView): SummaryLine {
  const weighted = field.orgAgg === "weighted";
  const entered = (row: Row): Figure | undefined => computed.rows.get(row.rowKey)?.entered[field.id];
  const own = rows.filter((row) => applies(entered(row)));
  const now = (row: Row) => {
    const figure = entered(row);
    return figure && isReported(figure) ? amountOf(figure) : undefined;
  };
  const before = (row: Row) => optional(carry.values[row.rowKey]?.[field.id]?.sum);
  const last = (row: Row) => optional(carry.values[row.rowKey]?.[field.id]?.last);
  const sofar = (row: Row) => {
    const [past, present] = [before(row), now(row)];
    return present === undefined ? undefined : past === undefined ? present : add(past, present);
  };
  const total = (amount: (row: Row) => Decimal | undefined) =>
    totalOf(
      own.map((row) => ({ row, amount: amount(row) })),
      weighted,
    );
  const plan = planName(field);
  return {
    field,
    now: total(now),
    last: total(last),
    sofar: total(sofar),
    plan: plan === null ? null : total((row) => optional(row.context[plan])),
  };
}

/** Month, month before, running total and plan of the fields that add up over rows and months. */
export function summaryOf(
  section: EntrySection,
  rows: readonly Row[],
  computed: Computed,
  carry: CarryView,
): readonly SummaryLine[] {
  if (!isTable(section)) return [];
  const own = rows.filter((row) => sectionOfRow(row.rowKey) === section.id);
  return section.fields
    .filter(
      (field) =>
        isNumeric(field.type) &&
        field.entry === "partial" &&
        field.timeAgg === "sum" &&
        field.orgAgg !== "none" &&
        field.unit !== "@unit",
    )
    .map((field) => lineOf(field, own, computed, carry));
}

export const totalFigure = ({ amount }: Total): Figure | undefined => (amount === null ? undefined : valueOf(amount));

/** The columns of a reading table: entered numbers and choices, then what is computed; texts stand under the row. */
export const readColumns = (section: EntrySection): readonly (EntryField | ComputedField)[] => [
  ...columnFields(section),
  ...computedOf(section),
];

export const rowsOfSection = (rows: readonly Row[], id: string): readonly Row[] =>
  rows.filter((row) => sectionOfRow(row.rowKey) === id);
