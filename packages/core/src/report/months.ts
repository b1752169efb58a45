import { addMonths } from "../kernel/zone.ts";

/** Months of the same year before a period. */
export function earlierMonths(period: string): readonly string[] {
  const months: string[] = [];
  for (let month = `${period.slice(0, 4)}-01`; month < period; month = addMonths(month, 1)) months.push(month);
  return months;
}
