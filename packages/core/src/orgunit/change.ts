import * as v from "valibot";
import { context } from "../kernel/context.ts";
import { ensure } from "../kernel/decision.ts";
import { UnitId } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { addDays, localDate } from "../kernel/zone.ts";
import type { Unit } from "../db/unit.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { everyOfficial } from "../operation/policies.ts";
import { currentTenant, unitsChangedFrom, unitsRevNow } from "../tenant/index.ts";
import { organisationOf } from "../tenant/schema.ts";
import { tooMany, treeChanged, unitExists, unitInUse, unknownUnit } from "./failures.ts";
import { unitKeepers } from "./policy.ts";
import { listed, usesOf } from "./removal.ts";
import { belowAfter, latestOf, mayBegin, mayEndOn, mayStandBelow } from "./rules.ts";
import { LocalDate, OrgUnit } from "./schema.ts";
import { Units } from "./store.ts";

/** The whole tree with its past and future, read strongly together with the number that guards it. */
async function load() {
  const [tenant, rev] = await Promise.all([currentTenant(), unitsRevNow()]);
  const { items } = await Units.list({}, { strong: true });
  return { rules: organisationOf(tenant), rev, units: items, today: localDate(context().now, tenant.zone) };
}
type Loaded = Awaited<ReturnType<typeof load>>;

/** The newest row of a unit, when it is still the one that was seen. */
function rowOf({ units }: Loaded, unitId: string, asOf: string): OrgUnit {
  const row = latestOf(units, unitId);
  if (!row) throw unknownUnit({});
  if (row.from !== asOf) throw treeChanged({});
  return row;
}

const Name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
const Short = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80));
const Reply = v.strictObject({ unitId: UnitId, from: LocalDate });

/** Says what changed; whoever decided on a tree that is no longer so looks again. */
function told(
  unit: Unit,
  record: Loaded,
  now: Date,
  row: OrgUnit,
  changes: object,
): { unitId: OrgUnit["unitId"]; from: string } {
  unit.add(unitsChangedFrom(record.rev));
  unit.tell({
    changes: { unit: row.unitId, ...changes },
    events: [{ type: "UnitsRecorded", stamp: now.getTime() }],
    card: { unit: row.unitId },
  });
  return { unitId: row.unitId, from: row.from };
}

export const tree = readOperation({
  name: "orgunit.tree",
  summary: "Susunan unit dengan masa berlakunya, yang lalu dan yang akan datang.",
  input: v.strictObject({}),
  output: v.strictObject({ units: v.array(OrgUnit), today: v.string() }),
  load: async () => ({}),
  policy: everyOfficial(),
  run: async () => {
    const tenant = await currentTenant();
    const { items } = await Units.list({}, { strong: true });
    return { units: [...items], today: localDate(context().now, tenant.zone) };
  },
});

export const create = writeOperation({
  name: "orgunit.create",
  summary: "Membentuk unit baru.",
  input: v.strictObject({
    unitId: UnitId,
    name: Name,
    short: Short,
    kind: OrgUnit.entries.kind,
    code: v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40))),
    parent: v.nullable(UnitId),
    from: LocalDate,
  }),
  output: Reply,
  subject: () => "units",
  load,
  policy: unitKeepers,
  run: async ({ input, record, unit, now }) => {
    if (latestOf(record.units, input.unitId)) throw unitExists({ unit: input.name });
    const standing = record.units.filter((each) => each.until === null || each.until >= record.today);
    if (standing.length >= LIMITS.unitsPerTenant) throw tooMany({ most: LIMITS.unitsPerTenant });
    ensure(mayStandBelow(record.units, input.unitId, input.parent, input.from));
    const row: OrgUnit = { ...input, opd: input.parent === null, until: null, successors: [] };
    unit.add(Units.create(row), () => unitExists({ unit: input.name }));
    return told(unit, record, now, row, { created: row.name, parent: row.parent, from: row.from });
  },
});

/** A new dated row in place of the one before, which ends the day before. */
function succeed(unit: Unit, row: OrgUnit, next: OrgUnit): void {
  const { unitId, from } = row;
  unit.add(Units.patch({ unitId, from }, { set: { until: addDays(next.from, -1) } }));
  unit.add(Units.create(next), () => unitExists({ unit: next.name }));
}

export const rename = writeOperation({
  name: "orgunit.rename",
  summary: "Mengganti nama unit mulai suatu tanggal; nama lama tetap tercatat.",
  input: v.strictObject({ unitId: UnitId, asOf: LocalDate, from: LocalDate, name: Name, short: Short }),
  output: Reply,
  subject: () => "units",
  load,
  policy: unitKeepers,
  run: async ({ input, record, unit, now }) => {
    const row = rowOf(record, input.unitId, input.asOf);
    ensure(mayBegin(row, input.from));
    const next = { ...row, name: input.name, short: input.short, from: input.from };
    succeed(unit, row, next);
    return told(unit, record, now, next, { was: row.name, name: next.name, from: next.from });
  },
});

export const move = writeOperation({
  name: "orgunit.move",
  summary: "Memindahkan unit ke induk lain mulai suatu tanggal.",
  input: v.strictObject({ unitId: UnitId, asOf: LocalDate, from: LocalDate, parent: v.nullable(UnitId) }),
  output: Reply,
  subject: () => "units",
  load,
  policy: unitKeepers,
  run: async ({ input, record, unit, now }) => {
    const row = rowOf(record, input.unitId, input.asOf);
    ensure(mayBegin(row, input.from));
    ensure(mayStandBelow(record.units, input.unitId, input.parent, input.from));
    const next = { ...row, parent: input.parent, opd: input.parent === null, from: input.from };
    succeed(unit, row, next);
    return told(unit, record, now, next, { was: row.parent, parent: next.parent, from: next.from });
  },
});

export const end = writeOperation({
  name: "orgunit.end",
  summary: "Mengakhiri unit, dengan unit penerusnya.",
  input: v.strictObject({
    unitId: UnitId,
    asOf: LocalDate,
    until: LocalDate,
    successors: v.pipe(v.array(UnitId), v.maxLength(10)),
  }),
  output: Reply,
  subject: () => "units",
  load,
  policy: unitKeepers,
  run: async ({ input, record, unit, now }) => {
    const row = rowOf(record, input.unitId, input.asOf);
    ensure(mayEndOn(record.units, row, input.until, input.successors, record.today));
    const uses = [
      ...belowAfter(record.units, row.unitId, input.until),
      ...(await usesOf({ kind: "unit", id: row.unitId }, input.until)),
    ];
    if (uses.length > 0) throw unitInUse({ unit: row.name, uses: listed(uses) });
    const { unitId, from } = row;
    unit.add(Units.patch({ unitId, from }, { set: { until: input.until, successors: input.successors } }));
    return told(unit, record, now, row, { ended: row.name, until: input.until, successors: input.successors });
  },
});
