import {
  type Figure,
  isReported,
  largestFigure,
  meanOfFigures,
  missing,
  smallestFigure,
  sumFigures,
  undefinedBecause,
} from "../expression/figure.ts";
import { text } from "../kernel/decimal.ts";
import { sectionOf, sectionOfRow } from "../template/fields.ts";
import type { EntryField, TemplateDefinition, TIME_AGGREGATIONS } from "../template/schema.ts";
import { isNumeric } from "../kernel/field-type.ts";
import { cellFigure } from "./cell-figure.ts";
import type { Kept, KeptCell, KeptRow } from "./kept.ts";

/*
 * The rows of one unit's reports over the periods of a longer one, by what every field declares of itself. A period that was
 * not reported adds nothing.
 */

type Aggregation = (typeof TIME_AGGREGATIONS)[number];

/** Does not add up over time, by its own declaration. */
const NOT_OVER_TIME = "tidak digabung antarperiode";

/** The figures of one name in the periods that were reported, in order, as one figure. */
export function takenOver(how: Aggregation, figures: readonly Figure[]): Figure {
  switch (how) {
    case "sum":
      return sumFigures(figures).figure;
    case "average":
      return meanOfFigures(figures).figure;
    case "max":
      return largestFigure(figures).figure;
    case "min":
      return smallestFigure(figures).figure;
    case "last":
      return figures.at(-1) ?? missing("periode terakhir");
    case "none":
      return undefinedBecause(NOT_OVER_TIME);
    default:
      return how satisfies never;
  }
}

/** Whether a percentage or a word would be added up, which it never is. */
export const isAdded = (type: string, how: Aggregation): boolean =>
  (type === "percent" || type === "text") && (how === "sum" || how === "average");

/** The cells of one field in several periods as one; null when nobody answered, or when it does not add up over time. */
function cellOver(field: EntryField, cells: readonly KeptCell[]): KeptCell | null {
  if (field.timeAgg === "none") return null;
  if (field.timeAgg === "last" || !isNumeric(field.type)) return cells.at(-1) ?? null;
  // Points of a month add up to the points of a quarter; percentages of a month add up to nothing.
  if (isAdded(field.type, field.timeAgg) && !(field.entry === "partial" && field.timeAgg === "sum")) return null;
  const figures = cells.map((cell) => cellFigure(field, { ...cell, n: 0, o: "screen", w: "", t: 0 }));
  const reported = figures.filter(isReported);
  // Nothing but nihil, or nothing but "tidak berlaku", stays what it is, with the newest reason.
  if (cells.every((cell) => cell.s === "nil") || reported.length === 0) return cells.at(-1) ?? null;
  const figure = takenOver(field.timeAgg, reported);
  return figure.kind === "value" ? { s: "value", v: text(figure.amount) } : null;
}

/** Rows of one unit over several periods: every field by its declaration, all else as the newest report has it. */
export function keptOver(definition: TemplateDefinition, reports: readonly Kept[]): Kept | null {
  const [first] = reports;
  const last = reports.at(-1);
  if (!first || !last) return null;
  const newest = new Map<string, KeptRow>();
  for (const report of reports) for (const row of report.rows) newest.set(row.key, row);
  const all = reports.flatMap((report) => report.rows);
  const rows = [...newest.values()].map((row): KeptRow => {
    const same = all.filter((each) => each.key === row.key);
    const fields = sectionOf(definition, sectionOfRow(row.key))?.fields ?? [];
    const cells = fields.flatMap((field): [string, KeptCell][] => {
      const cell = cellOver(
        field,
        same.flatMap((each) => each.cells[field.id] ?? []),
      );
      return cell ? [[field.id, cell]] : [];
    });
    return { ...row, cells: Object.fromEntries(cells) };
  });
  // What lies before the first report of the range is carried by it; what lies inside is added here.
  const { period } = last.carry;
  return { carry: { ...first.carry, ...(period ? { period } : {}) }, rows };
}
