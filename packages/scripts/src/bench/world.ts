import { enroll } from "@selaras/core/account/index.ts";
import { publish as publishChain } from "@selaras/core/approval/index.ts";
import { threeTiers } from "@selaras/core/approval/packs/three-tiers.ts";
import { record as recordBudget } from "@selaras/core/budget/index.ts";
import { plan } from "@selaras/core/calendar/index.ts";
import { useClock } from "@selaras/core/kernel/clock.ts";
import { type Actor, type Context, type HeldPost, newId, within } from "@selaras/core/kernel/context.ts";
import { PersonId, PostKind, Subject, TenantId, UnitId } from "@selaras/core/kernel/id.ts";
import { record as recordUnits } from "@selaras/core/orgunit/index.ts";
import { appoint } from "@selaras/core/position/index.ts";
import { assign } from "@selaras/core/template/index.ts";
import { publish as publishTemplate } from "@selaras/core/template/publish.ts";
import { rfk } from "@selaras/core/template/packs/rfk.ts";
import { establish } from "@selaras/core/tenant/index.ts";
import { DEFAULT_SETTINGS } from "@selaras/core/tenant/schema.ts";
import { actAs } from "@selaras/local/environment.ts";
import * as v from "valibot";

/** Regencies to measure on, made through the product's own operations. */

/** 5 April 2026, 10.00 WITA: March may be entered until the 10th. */
export const APRIL = "2026-04-05T02:00:00.000Z";
/** 15 December 2026: twelve months of the year have been reported or wait. */
export const DECEMBER = "2026-12-15T02:00:00.000Z";

let instant = new Date(APRIL);

/** Moves the product's clock. */
export function travel(iso: string): void {
  instant = new Date(iso);
  useClock(() => instant);
}
export const present = (): Date => instant;

export type Somebody = {
  readonly person: string;
  readonly subject: string;
  readonly name: string;
  readonly posts: readonly HeldPost[];
};

function contextOf(actor: Actor): Context {
  const id = newId(instant);
  return { actor, now: instant, command: id, requestId: id };
}

/** Runs an operation as the product itself, with what its operator or one of its functions may do. */
export const asProduct = <T>(
  tenant: string,
  work: () => Promise<T>,
  program: "operator" | "worker" = "operator",
): Promise<T> =>
  actAs(program, () => within(contextOf({ kind: "system", tenant: v.parse(TenantId, tenant), job: "ukur" }), work));

/** Runs an operation as an official of a tenant. */
export function asOfficial<T>(tenant: string, who: Somebody, work: () => Promise<T>): Promise<T> {
  const actor: Actor = {
    kind: "official",
    tenant: v.parse(TenantId, tenant),
    subject: v.parse(Subject, who.subject),
    person: v.parse(PersonId, who.person),
    name: who.name,
    posts: who.posts,
  };
  return actAs("api", () => within(contextOf(actor), work));
}

/** Somebody with one post; the same arguments always give the same person. */
export const somebody = (tenant: string, kind: string, unit: string, seat = 1): Somebody => ({
  person: `${kind}-${unit}-${seat}`,
  subject: `sub-${tenant}-${kind}-${unit}-${seat}`,
  name: `Pejabat ${kind} ${unit}`,
  posts: [
    {
      kind: v.parse(PostKind, kind),
      unit: v.parse(UnitId, unit),
      title: `${kind} ${unit}`,
      holding: "definitif",
      decree: null,
    },
  ],
});

/** Enrols people and appoints them to their posts. */
export async function hire(tenant: string, people: readonly Somebody[]): Promise<void> {
  for (let from = 0; from < people.length; from += 40) {
    const some = people.slice(from, from + 40);
    const persons = some.map(({ person, subject, name }) => ({
      personId: person,
      subject,
      name,
      nip: "197801012005012001",
      rank: "Penata (III/c)",
      email: `${person}@contoh.id`,
      active: true,
    }));
    const posts = some.flatMap(({ person, posts: held }) =>
      held.map((post) => ({ ...post, person, from: "2024-01-01", until: null, grantedBy: null })),
    );
    await asProduct(tenant, () => enroll({ persons }));
    await asProduct(tenant, () => appoint({ posts }));
  }
}

/** The n-th budget line; its texts are as long as official ones. */
const line = (n: number) => ({
  code: `1.03.10.2.01.${String(n).padStart(4, "0")}`,
  name: `Rekonstruksi Jalan Kabupaten Ruas ${n}`,
  urusan: { code: "1", name: "Urusan wajib pelayanan dasar" },
  bidang: { code: "1.03", name: "Pekerjaan Umum dan Penataan Ruang" },
  program: { code: "1.03.10", name: "PROGRAM PENYELENGGARAAN JALAN" },
  kegiatan: { code: "1.03.10.2.01", name: "Penyelenggaraan Jalan Kabupaten/Kota" },
  pagu: "1200000000.00",
  rak: Array.from({ length: 12 }, () => "100000000.00"),
  physical: ["8", "8", "8", "8", "8", "8", "8", "8", "8", "8", "10", "10"],
  indicator: "Panjang Jalan yang Direkonstruksi",
  unit: "KM",
  target: "12",
  source: "DAU",
});
export const rowOf = (n: number): string => `rincian/${line(n).code}`;

const twoDigits = (n: number): string => String(n).padStart(2, "0");

/** Open from the 11th of the month to the 10th of the next; locked after the 20th. */
function windowOf(year: number, month: number) {
  const after = month === 12 ? `${year + 1}-01` : `${year}-${twoDigits(month + 1)}`;
  const period = `${year}-${twoDigits(month)}`;
  return {
    template: rfk.id,
    period,
    opensOn: `${period}-11`,
    dueOn: `${after}-10`,
    lockOn: `${after}-20`,
    rev: 1,
  };
}

/** A measurement asks the same thing hundreds of times in one standing instant: its limits are out of the way, not off. */
const NO_RUSH = {
  requestsPerPersonBurst: 1_000_000,
  requestsPerPersonPerMinute: 1_000_000,
  requestsPerTenantBurst: 10_000_000,
  requestsPerTenantPerMinute: 10_000_000,
};

async function establishTenant(id: string): Promise<void> {
  const tenant = {
    id,
    name: `Pemerintah Kabupaten ${id}`,
    short: id,
    area: "kabupaten" as const,
    zone: "Asia/Makassar" as const,
    brand: "#0b6e4f",
    province: "kaltim",
    capital: "Tenggarong",
    contact: "contoh",
    status: "active" as const,
    demo: true,
    settings: { ...DEFAULT_SETTINGS, limits: NO_RUSH },
    unitsRev: 1,
    rev: 1,
  };
  await asProduct(id, () => establish({ tenant }));
}

async function recordOffices(id: string, units: readonly string[]): Promise<void> {
  const recorded = [...units, "bappeda"].map((unitId) => ({
    unitId,
    name: `Dinas ${unitId}`,
    short: unitId,
    kind: "dinas",
    code: null,
    parent: null,
    opd: true,
    from: "2021-01-01",
    until: null,
    successors: [],
  }));
  await asProduct(id, () => recordUnits({ units: recorded }));
}

export type RegencySpec = {
  readonly units: readonly string[];
  /** Budget lines per unit; 0 = no budget at all. */
  readonly lines: number;
  readonly years: readonly number[];
};

/** A regency with its offices, the three tiers, the monthly template, calendars and budgets. */
export async function regency(id: string, { units, lines, years }: RegencySpec): Promise<void> {
  await establishTenant(id);
  await recordOffices(id, units);
  const people = units.flatMap((unit) => [
    ...[1, 2, 3].map((seat) => somebody(id, "pptk", unit, seat)),
    somebody(id, "kabid", unit),
    somebody(id, "kepala", unit),
  ]);
  await hire(id, [...people, somebody(id, "bappeda", "bappeda")]);
  await asProduct(id, () => publishChain({ chain: threeTiers }));
  const from = `${Math.min(...years)}-01`;
  const chain = { id: threeTiers.chain, n: threeTiers.n };
  await asProduct(id, () => publishTemplate({ definition: rfk, n: 1, effectiveFrom: from, chain }));
  for (const year of years) {
    const windows = Array.from({ length: 12 }, (_, i) => windowOf(year, i + 1));
    await asProduct(id, () => plan({ template: rfk.id, year: String(year), windows }));
  }
  const assignments = units.map((unit) => ({ template: rfk.id, unit, from, until: null }));
  await asProduct(id, () => assign({ template: rfk.id, assignments }));
  if (lines === 0) return;
  const budget = { year: "2026", stage: "murni" as const, n: 1, effectiveFrom: "2026-01" };
  const all = Array.from({ length: lines }, (_, i) => line(i + 1));
  for (const unit of units) await asProduct(id, () => recordBudget({ ...budget, unit, lines: all }));
}
