import * as v from "valibot";
import { context, newId, systemContext, tenantId, within } from "../kernel/context.ts";
import { CommandId } from "../kernel/id.ts";
import { addDays, localDate, startOfDay, type Zone } from "../kernel/zone.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { everyOfficial, onlyProduct } from "../operation/policies.ts";
import { currentTenant, unitsChanged } from "../tenant/index.ts";
import { unitExists, unknownUnit } from "./failures.ts";
import { LocalDate, OrgUnit } from "./schema.ts";
import { Units } from "./store.ts";
import { rowsToday, unitsOn } from "./tree.ts";

type Kept = { readonly rev: number; readonly units: readonly OrgUnit[] };
/** Per tenant, until its `unitsRev` changes: the tree is read by every request and changes a few times a year. */
const kept = new Map<string, Kept>();

/** All dated rows of units of the acting tenant. */
export async function allUnits(): Promise<readonly OrgUnit[]> {
  const { unitsRev } = await currentTenant();
  const held = kept.get(tenantId());
  if (held?.rev === unitsRev) return held.units;
  const { items } = await Units.list({});
  kept.set(tenantId(), { rev: unitsRev, units: items });
  return items;
}

/** The units in force today, in the tenant's zone. */
export async function unitsToday(): Promise<readonly OrgUnit[]> {
  const tenant = await currentTenant();
  return unitsOn(await allUnits(), localDate(context().now, tenant.zone));
}

/** Refuses what is meant for a unit that is not in force today. */
export async function knownUnit(unitId: string): Promise<void> {
  const units = await unitsToday();
  if (!units.some((unit) => unit.unitId === unitId)) throw unknownUnit({});
}

/** Names of all units by id as they are today; of those that ended or are to come, the nearest name. */
export async function unitNames(): Promise<ReadonlyMap<string, string>> {
  const today = localDate(context().now, (await currentTenant()).zone);
  return new Map(rowsToday(await allUnits(), today).map((unit) => [unit.unitId, unit.name]));
}

export const list = readOperation({
  name: "orgunit.list",
  summary: "Perangkat daerah dan unit di bawahnya yang berlaku hari ini.",
  input: v.strictObject({}),
  output: v.strictObject({ units: v.array(OrgUnit) }),
  load: async () => ({}),
  policy: everyOfficial(),
  run: async () => ({ units: [...(await unitsToday())] }),
});

export const record = writeOperation({
  name: "orgunit.record",
  summary: "Mencatat unit organisasi dengan masa berlakunya.",
  input: v.strictObject({ units: v.pipe(v.array(OrgUnit), v.minLength(1), v.maxLength(90)) }),
  output: v.strictObject({ count: v.number() }),
  subject: () => "units",
  load: async () => ({}),
  policy: onlyProduct(),
  run: async ({ input, unit, now }) => {
    for (const each of input.units) unit.add(Units.create(each), () => unitExists({ unit: each.name }));
    unit.add(unitsChanged());
    unit.tell({
      changes: { units: input.units.map((each) => each.unitId) },
      events: [{ type: "UnitsRecorded", stamp: now.getTime() }],
    });
    return { count: input.units.length };
  },
});

/** How far back a change is looked for that no job has told yet. */
const RETOLD_DAYS = 7;

/** Says to the projections that a change which was recorded ahead is in force now. */
export const restate = writeOperation({
  name: "orgunit.restate",
  summary: "Menyampaikan perubahan unit yang mulai berlaku hari ini kepada halaman publik.",
  input: v.strictObject({ day: LocalDate }),
  output: v.strictObject({ day: LocalDate }),
  subject: () => "units",
  load: async () => ({}),
  policy: onlyProduct(),
  run: async ({ input, unit, now }) => {
    unit.tell({ changes: { day: input.day }, events: [{ type: "UnitsRecorded", stamp: now.getTime() }] });
    return { day: input.day };
  },
});

/** The id of the command that tells the changes of one day: every further telling of them is a repetition. */
const tellingOf = (day: string, zone: Zone): CommandId =>
  v.parse(CommandId, `${newId(new Date(startOfDay(day, zone))).slice(0, 10)}${"0".repeat(16)}`);

/**
 * Tells names and parents that came into force by themselves, once per day on which something did, however often a job
 * asks. Gives the day, or null when there is nothing to tell.
 */
export async function restateUnits(): Promise<string | null> {
  const { zone } = await currentTenant();
  const today = localDate(context().now, zone);
  const begun = (await allUnits()).flatMap(({ from, until }) => [from, ...(until === null ? [] : [addDays(until, 1)])]);
  const recent = begun.filter((day) => addDays(today, -RETOLD_DAYS) <= day && day <= today);
  const day = recent.toSorted().at(-1);
  if (day === undefined) return null;
  const here = systemContext(tenantId(), "perubahan-unit", tellingOf(day, zone));
  await within(here, () => restate({ day }));
  return day;
}
