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
import { isInside, MONTHS_IN, type PeriodType, periodsOf, periodType, yearOf } from "../kernel/period.ts";
import { cellFigure } from "../report/compute.ts";
import { sectionOf, sectionOfRow } from "../template/fields.ts";
import type { Formulas } from "../template/program.ts";
import type { EntryField, TemplateDefinition, TIME_AGGREGATIONS } from "../template/schema.ts";
import { combined, NEVER_ADDED } from "./derive.ts";
import type { Kept, KeptCell, KeptRow } from "./kept.ts";

/*
 * One unit over the periods of a longer one: months to a quarter, quarters to a year. Only what fields and figures declare
 * decides how; a period that was not reported adds nothing and is named. The day of asking plays no part.
 */

/** The periods of a type that make up a longer one, in order; null when they do not fill it exactly. */
export function partsOf(type: PeriodType, period: string): readonly string[] | null {
  const parts = periodsOf(type, yearOf(period)).filter((each) => isInside(each, period));
  return parts.length * MONTHS_IN[type] === MONTHS_IN[periodType(period)] ? parts : null;
}

type Aggregation = (typeof TIME_AGGREGATIONS)[number];

/** Does not add up over time, by its own declaration. */
export const NOT_OVER_TIME = "tidak digabung antarperiode";

/** The figures of one name in the periods that were reported, in order, as one figure. */
function takenOver(how: Aggregation, figures: readonly Figure[]): Figure {
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

export type PeriodFigures = {
  readonly period: string;
  /** null: not reported. */
  readonly figures: Readonly<Record<string, Figure>> | null;
};
export type OverTime = {
  readonly figures: Readonly<Record<string, Figure>>;
  readonly reported: readonly string[];
  /** Periods that add nothing because nothing was published of them. */
  readonly absent: readonly string[];
  /** Of a figure that is the last of its kind: the period it is of. */
  readonly last: Readonly<Record<string, string>>;
};

const isAdded = (type: string, how: Aggregation): boolean =>
  (type === "percent" || type === "text") && (how === "sum" || how === "average");

function figuresTogether(definition: Formulas, some: readonly Readonly<Record<string, Figure>>[]) {
  const own = definition.figures.filter((figure) => figure.section !== null);
  return Object.fromEntries(
    own.map(({ id, type, timeAgg = "none" }): [string, Figure] => {
      const figures = some.flatMap((each) => each[id] ?? []);
      if (figures.length === 0) return [id, missing(id)];
      return [id, isAdded(type, timeAgg) ? undefinedBecause(NEVER_ADDED) : takenOver(timeAgg, figures)];
    }),
  );
}

/** One unit's figures over the periods of a longer one. */
export function overTime(definition: Formulas, periods: readonly PeriodFigures[]): OverTime {
  const there = periods.flatMap(({ period, figures }) => (figures ? [{ period, figures }] : []));
  const absent = periods.filter(({ figures }) => figures === null).map(({ period }) => period);
  const reported = there.map(({ period }) => period);
  if (there.length === 0) return { figures: {}, reported, absent, last: {} };
  const figures = combined(
    definition,
    there.map((each) => each.figures),
    (some) => figuresTogether(definition, some),
  );
  const last = definition.figures.flatMap(({ id, section, timeAgg }): [string, string][] => {
    const found = section !== null && timeAgg === "last" ? there.findLast((each) => each.figures[id]) : undefined;
    return found ? [[id, found.period]] : [];
  });
  return { figures, reported, absent, last: Object.fromEntries(last) };
}

/** The cells of one field in several periods as one; null when nobody answered, or when it does not add up over time. */
function cellOver(field: EntryField, cells: readonly KeptCell[]): KeptCell | null {
  if (field.timeAgg === "none") return null;
  if (field.timeAgg === "last" || field.type === "text" || field.type === "choice") return cells.at(-1) ?? null;
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
  if (!first) return null;
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
  return { ...first, rows };
}
