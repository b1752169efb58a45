import { type Figure, missing, undefinedBecause } from "../expression/figure.ts";
import { isAdded, takenOver } from "../report/over-time.ts";
import type { Formulas } from "../template/program.ts";
import { combined, NEVER_ADDED } from "./derive.ts";

/*
 * One unit over the periods of a longer one: months to a quarter, quarters to a year. Only what fields and figures declare
 * decides how; a period that was not reported adds nothing and is named. The day of asking plays no part.
 */

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
