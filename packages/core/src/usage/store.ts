import { houseDocuments } from "../db/client.ts";
import { houseEntity, tenantEntity } from "../db/entity.ts";
import { writeQuietly } from "../db/unit.ts";
import type { Usage, UsageDay } from "./schema.ts";

const NUMBERS = {
  requests: "number",
  refused: "number",
  readUnits: "number",
  writeUnits: "number",
  evidenceBytes: "number",
  archiveBytes: "number",
  mails: "number",
} as const;

type DayRecord = UsageDay & Partial<Usage>;

/** In the tenant's own partition, because the session of a tenant can write nowhere else. Not in the root list: derived. */
const Days = tenantEntity<DayRecord>({
  entity: "usage",
  attributes: { month: "string", day: "string", ...NUMBERS },
  key: { pk: "${tenant}#usage#${month}", sk: "${day}" },
});

export type CollectedRecord = UsageDay & Usage & { readonly slug: string };

/** The finished days of all tenants side by side, for the operator. */
const Collected = houseEntity<CollectedRecord>(
  {
    entity: "collectedusage",
    attributes: { month: "string", day: "string", slug: "string", ...NUMBERS },
    key: { pk: "platform#usage#${month}", sk: "${slug}#${day}" },
  },
  "platform",
);

/** Adds to a day of the acting tenant: one write unit. Not idempotent: an answer that was lost and is asked for again counts twice. */
export async function addToDay(at: UsageDay, usage: Usage): Promise<void> {
  const added = Object.fromEntries(Object.entries(usage).filter(([, amount]) => amount !== 0));
  await writeQuietly(Days.increase(at, added));
}

/** The days of a month on which the acting tenant used anything. */
export async function daysOf(month: string): Promise<readonly DayRecord[]> {
  return (await Days.list({ month })).items;
}

/** What was collected of one tenant in a month. */
export async function collectedOf(slug: string, month: string): Promise<readonly CollectedRecord[]> {
  return (await Collected.list({ month }, { begins: { slug } })).items.filter((each) => each.slug === slug);
}

/** What was collected of all tenants in a month: one read unit per thirty tenant days. For the operator only. */
export async function collectedIn(month: string): Promise<readonly CollectedRecord[]> {
  return (await Collected.list({ month })).items;
}

/** Replaces what was collected of a day. On the function's own role: a tenant's session does not reach it. */
export async function collect(record: CollectedRecord): Promise<void> {
  await writeQuietly(Collected.put(record), houseDocuments);
}
