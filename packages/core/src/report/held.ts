import { formatPeriod } from "../kernel/format.ts";
import { comparePeriods } from "../kernel/period.ts";
import { entrySections, sectionOfRow } from "../template/fields.ts";
import type { EntryField, TemplateDefinition } from "../template/schema.ts";
import type { CarriedValue, CarryView, Cell, Row } from "./schema.ts";

/*
 * Fields that are counted once a year, such as the number of people to be served: what the first period of the year said
 * stands in every later one, shown with that period and not typed again.
 */

/** Fields of a section that the first period of the year answers for the later ones. */
export const onceFields = (definition: Pick<TemplateDefinition, "sections">, section: string): readonly EntryField[] =>
  entrySections(definition)
    .filter(({ id }) => id === section)
    .flatMap(({ fields }) => fields.filter(({ given }) => given === "first-of-year"));

/** Whether a cell is of such a field. */
export const isOnce =
  (definition: Pick<TemplateDefinition, "sections">) =>
  ({ rowKey, field }: { readonly rowKey: string; readonly field: string }): boolean =>
    onceFields(definition, sectionOfRow(rowKey)).some(({ id }) => id === field);

export const hasOnceFields = (definition: Pick<TemplateDefinition, "sections">): boolean =>
  entrySections(definition).some(({ fields }) => fields.some(({ given }) => given === "first-of-year"));

/** The first period of the year that answered, and what it said. */
function firstOf({ periods = {} }: CarriedValue): { readonly period: string; readonly value: string } | null {
  const [first] = Object.entries(periods).toSorted(([a], [b]) => comparePeriods(a, b));
  return first ? { period: first[0], value: first[1] } : null;
}

/** Rows as they are read and counted: with what earlier periods of the year answered for them. */
export function withHeld<R extends Row>(
  definition: Pick<TemplateDefinition, "sections">,
  rows: readonly R[],
  carry: CarryView,
): readonly R[] {
  if (!hasOnceFields(definition)) return rows;
  return rows.map((row) => {
    const held = onceFields(definition, sectionOfRow(row.rowKey)).flatMap(({ id, label }) => {
      const carried = carry.values[row.rowKey]?.[id];
      const first = carried && row.closed?.[id] === undefined ? firstOf(carried) : null;
      if (!first) return [];
      const cell: Cell = { v: first.value, n: row.cells[id]?.n ?? 0, s: "value", o: "given", w: "", t: 0 };
      const why = `${label} diisi sekali setahun: angka ini dari ${formatPeriod(first.period)}.`;
      return [{ id, cell, why }];
    });
    if (held.length === 0) return row;
    return {
      ...row,
      given: { ...row.given, ...Object.fromEntries(held.map(({ id, why }) => [id, why])) },
      cells: { ...row.cells, ...Object.fromEntries(held.map(({ id, cell }) => [id, cell])) },
    };
  });
}
