import { evaluate } from "../expression/evaluate.ts";
import { isTable, sectionOf, sectionOfRow } from "../template/fields.ts";
import { type Formulas, programsOf } from "../template/program.ts";
import { type Computed, figureInputs } from "./compute.ts";
import type { CarryView, Row } from "./schema.ts";

/** Of how many rows a figure of the report is made, and how many of them are there. */
export type Coverage = { readonly complete: number; readonly of: number };

/**
 * The rows that a figure waits for: each row is asked by itself what it gives to the figure. One that does not apply to it (of
 * another field, without a target) is none of them. Null for figures of figures and of forms, which have no rows.
 */
export function coverageOf(
  definition: Formulas,
  figure: string,
  rows: readonly Row[],
  { rows: computed }: Pick<Computed, "rows">,
  carry: CarryView,
): Coverage | null {
  const found = programsOf(definition).figures.find((each) => each.id === figure);
  const section = found?.section ? sectionOf(definition, found.section) : undefined;
  if (!found || !section || !isTable(section)) return null;
  const given = rows
    .filter((row) => sectionOfRow(row.rowKey) === section.id)
    .map((row) => evaluate(found.program, figureInputs(found.program, [row], computed, carry, false)).kind)
    .filter((kind) => kind !== "not-applicable");
  return { complete: given.filter((kind) => kind !== "missing").length, of: given.length };
}
