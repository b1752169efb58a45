import * as v from "valibot";
import { Period } from "../kernel/id.ts";
import { addMonths } from "../kernel/zone.ts";

/** Months of the same year before a period. */
export function earlierMonths(period: string): readonly Period[] {
  const months: Period[] = [];
  for (let month = `${period.slice(0, 4)}-01`; month < period; month = addMonths(month, 1))
    months.push(v.parse(Period, month));
  return months;
}
