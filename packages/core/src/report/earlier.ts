import * as v from "valibot";
import { Period } from "../kernel/id.ts";
import { earlierPeriods } from "../kernel/period.ts";

/** Periods of the same type and year before one: what its running totals count. */
export const periodsBefore = (period: string): readonly Period[] =>
  earlierPeriods(period).map((each) => v.parse(Period, each));
