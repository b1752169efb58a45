import { addMonths, type LocalDate, endOfMonth, type Month, startOfMonth } from "./zone.ts";

/*
 * Reporting periods, each named by its text: "2026-03" a month, "2026-TW1" a quarter (triwulan), "2026-CW1" four months
 * (caturwulan), "2026-SM1" a half year (semester), "2026" a year. Pure text, like months; `Period` of kernel/id is the
 * parsed kind.
 */

export const PERIOD_TYPES = ["bulan", "triwulan", "caturwulan", "semester", "tahun"] as const;
export type PeriodType = (typeof PERIOD_TYPES)[number];

/** Source of the pattern of every period, for ids that contain one. */
export const PERIOD_PATTERN = "20\\d\\d(?:-(?:0[1-9]|1[0-2]|TW[1-4]|CW[1-3]|SM[12]))?";
const whole = new RegExp(`^${PERIOD_PATTERN}$`);

/** How many months one period of a type has; 12 divided by it is how many a year has. */
export const MONTHS_IN: Readonly<Record<PeriodType, number>> = {
  bulan: 1,
  triwulan: 3,
  caturwulan: 4,
  semester: 6,
  tahun: 12,
};
const CODES = { triwulan: "TW", caturwulan: "CW", semester: "SM" } as const;

export const isPeriod = (candidate: string): boolean => whole.test(candidate);

/** The type of a period. @throws RangeError when the text is none. */
export function periodType(period: string): PeriodType {
  if (!isPeriod(period)) throw new RangeError(`not a period: ${period.slice(0, 40)}`);
  if (period.length === 4) return "tahun";
  const code = period.slice(5, 7);
  if (code === CODES.triwulan) return "triwulan";
  if (code === CODES.caturwulan) return "caturwulan";
  return code === CODES.semester ? "semester" : "bulan";
}

/** The year in which a period lies, "2026": no period crosses a year. */
export const yearOf = (period: string): string => period.slice(0, 4);

/** Which one of its year a period is, from 1: March is 3, the second quarter is 2, a year is 1. */
export function placeInYear(period: string): number {
  const type = periodType(period);
  if (type === "tahun") return 1;
  return Number(type === "bulan" ? period.slice(5) : period.slice(7));
}

/** The `place`-th period of a type in a year. @throws RangeError when the year has none. */
export function periodAt(type: PeriodType, year: string, place: number): string {
  if (!Number.isInteger(place) || place < 1 || place > 12 / MONTHS_IN[type])
    throw new RangeError(`no ${place}. ${type}`);
  if (type === "tahun") return year;
  return type === "bulan" ? `${year}-${String(place).padStart(2, "0")}` : `${year}-${CODES[type]}${place}`;
}

/** Every period of a type in a year, in order. */
export const periodsOf = (type: PeriodType, year: string): readonly string[] =>
  Array.from({ length: 12 / MONTHS_IN[type] }, (_, i) => periodAt(type, year, i + 1));

/** The period of a type in which a month lies. */
export const periodOfMonth = (type: PeriodType, month: Month): string =>
  periodAt(type, yearOf(month), Math.ceil(Number(month.slice(5)) / MONTHS_IN[type]));

/** The months of a period, in order. */
export function periodMonths(period: string): readonly Month[] {
  const length = MONTHS_IN[periodType(period)];
  const first = `${yearOf(period)}-${String((placeInYear(period) - 1) * length + 1).padStart(2, "0")}`;
  return Array.from({ length }, (_, i) => addMonths(first, i));
}

const first = (period: string): Month => periodMonths(period)[0] ?? period;
/** The last month of a period: what "as of the end of the period" looks at, such as the budget in force. */
export const lastMonth = (period: string): Month => periodMonths(period).at(-1) ?? period;

export const firstDay = (period: string): LocalDate => startOfMonth(first(period));
export const lastDay = (period: string): LocalDate => endOfMonth(lastMonth(period));

/** The period `count` later (or earlier) of the same type. */
export function addPeriods(period: string, count: number): string {
  const type = periodType(period);
  return periodOfMonth(type, addMonths(first(period), count * MONTHS_IN[type]));
}

/** Periods of the same type and year before this one. */
export const earlierPeriods = (period: string): readonly string[] =>
  periodsOf(periodType(period), yearOf(period)).slice(0, placeInYear(period) - 1);

/** Orders periods of any type by their first month, the shorter first where two begin together. */
export const comparePeriods = (a: string, b: string): number =>
  first(a).localeCompare(first(b)) || lastMonth(a).localeCompare(lastMonth(b));

/** Whether a period begins with or after another, whatever their types: "2026-TW2" is not before "2026-04". */
export const notBefore = (period: string, other: string): boolean => first(period) >= first(other);

/** Whether a period lies wholly within another: a month in its quarter. */
export const isInside = (part: string, period: string): boolean =>
  first(part) >= first(period) && lastMonth(part) <= lastMonth(period);

/** The periods of a type that make up a longer one, in order; null when they do not fill it exactly. */
export function partsOf(type: PeriodType, period: string): readonly string[] | null {
  const parts = periodsOf(type, yearOf(period)).filter((each) => isInside(each, period));
  return parts.length * MONTHS_IN[type] === MONTHS_IN[periodType(period)] ? parts : null;
}
