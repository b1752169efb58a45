import { formatPeriod } from "@selaras/core/kernel/format.ts";
import {
  addPeriods,
  isPeriod,
  lastMonth,
  MONTHS_IN,
  PERIOD_TYPES,
  periodAt,
  periodOfMonth,
  periodsOf,
  type PeriodType,
  periodType,
  placeInYear,
  yearOf,
} from "@selaras/core/kernel/period.ts";
import { type Api, api } from "../../api/client.ts";

export type Figures = Api["rollup.figures"]["reply"];
export type UnitFigures = Figures["units"][number];
export type Region = Api["rollup.region"]["reply"];

/** The kinds of periods that reports of one kind fill exactly: their own first. */
export const typesFor = (own: PeriodType): readonly PeriodType[] =>
  PERIOD_TYPES.filter((type) => MONTHS_IN[type] % MONTHS_IN[own] === 0);

/** A period of a kind that a template can show, nearest to the one that is shown. */
export function nearest(own: PeriodType, period: string): string {
  if (!isPeriod(period)) return period;
  return typesFor(own).includes(periodType(period)) ? period : periodOfMonth(own, lastMonth(period));
}

/** The same place in another year, or another kind of period around the same months. */
export const inYear = (period: string, year: string): string => periodAt(periodType(period), year, placeInYear(period));
export const asType = (period: string, type: PeriodType): string => periodOfMonth(type, lastMonth(period));

export const optionsIn = (period: string): readonly { value: string; label: string }[] =>
  periodsOf(periodType(period), yearOf(period)).map((value) => ({ value, label: formatPeriod(value) }));

/** The figures of a period of the template's own kind, or put together over a longer one. */
export const loadFigures = (asked: { template: string; period: string; own: PeriodType }): Promise<Figures> => {
  const { template, period, own } = asked;
  return isPeriod(period) && periodType(period) !== own
    ? api("rollup.period", { template, period })
    : api("rollup.figures", { template, period });
};

/** Without the year, which the page names: "Februari", "Triwulan II". */
const shortPeriod = (period: string): string => formatPeriod(period).replace(/ \d{4}$/, "");

/** Periods of one kind in few words: "Januari, April–Desember". */
export function periodsText(periods: readonly string[]): string {
  const runs: string[][] = [];
  for (const period of periods) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run && before !== undefined && addPeriods(before, 1) === period) run.push(period);
    else runs.push([period]);
  }
  return runs
    .map((run) =>
      run.length > 2 ? [run[0] ?? "", run.at(-1) ?? ""].map(shortPeriod).join("–") : run.map(shortPeriod).join(", "),
    )
    .join(", ");
}
