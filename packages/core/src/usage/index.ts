import { context, tenantId } from "../kernel/context.ts";
import { LIMITS } from "../kernel/limits.ts";
import { monthBefore, NO_USAGE, together, type Usage, USAGE_FIELDS, usageDay } from "./schema.ts";
import * as Store from "./store.ts";

const same = (one: Usage, other: Usage | undefined): boolean =>
  other !== undefined && USAGE_FIELDS.every((field) => one[field] === other[field]);

/**
 * Copies the finished days of the acting tenant to where the operator looks (access pattern 49); gives how many days were
 * written. Days that stand there already with the same numbers are left alone, so that repeating it writes nothing; a day
 * whose last count came after midnight is put right by the next run.
 */
export async function collectUsage(): Promise<number> {
  const { now } = context();
  const slug = tenantId();
  const { month: thisMonth, day: today } = usageDay(now);
  let written = 0;
  for (let back = 0; back < LIMITS.usageCollectedMonths; back += 1) {
    const month = monthBefore(now, back);
    const [days, collected] = await Promise.all([Store.daysOf(month), Store.collectedOf(slug, month)]);
    const standing = new Map(collected.map((each) => [each.day, each]));
    for (const each of days.filter(({ day }) => month !== thisMonth || day < today)) {
      const usage = together(NO_USAGE, each);
      if (same(usage, standing.get(each.day))) continue;
      await Store.collect({ slug, month, day: each.day, ...usage });
      written += 1;
    }
  }
  return written;
}

/** What every tenant used in a month, as far as it was collected. For the operator only. */
export async function usageIn(month: string): Promise<ReadonlyMap<string, Usage>> {
  const sums = new Map<string, Usage>();
  for (const record of await Store.collectedIn(month)) {
    sums.set(record.slug, together(sums.get(record.slug) ?? NO_USAGE, record));
  }
  return sums;
}
