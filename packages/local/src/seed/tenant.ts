import { enroll } from "@selaras/core/account/index.ts";
import { publish as publishChain } from "@selaras/core/approval/index.ts";
import { fitted, STANDS_FOR } from "@selaras/core/approval/packs/fit.ts";
import { CHAIN_PACKS } from "@selaras/core/approval/packs/index.ts";
import { threeTiers } from "@selaras/core/approval/packs/three-tiers.ts";
import { record as recordBudget } from "@selaras/core/budget/index.ts";
import { plan } from "@selaras/core/calendar/index.ts";
import { record as recordUnits } from "@selaras/core/orgunit/index.ts";
import { appoint } from "@selaras/core/position/index.ts";
import { assign } from "@selaras/core/template/index.ts";
import { publish as publishTemplate } from "@selaras/core/template/publish.ts";
import { kinerja } from "@selaras/core/template/packs/kinerja.ts";
import { rfk } from "@selaras/core/template/packs/rfk.ts";
import { establish } from "@selaras/core/tenant/index.ts";
import { DEFAULT_SETTINGS } from "@selaras/core/tenant/schema.ts";
import { budgetOf } from "../../demo/budget.ts";
import { catalogue, catalogueOf } from "../../demo/budget-catalogue.ts";
import { officialsOf } from "../../demo/officials.ts";
import { regencyOf } from "../../demo/regencies.ts";
import type { DemoPlan, Regency, Roster, TenantId, TenantPlan } from "../../demo/types.ts";
import { unitsOf } from "../../demo/units.ts";
import { asProduct } from "./acting.ts";
import { windowOfMonth } from "./calendar.ts";

/** Ids of persons hold no dots, which separate the parts of a report id. */
export const personId = (username: string): string => username.replaceAll(".", "-");

const chunks = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));

async function foundTenant(regency: Regency, at: Date): Promise<void> {
  await asProduct(regency.id, at, () =>
    establish({
      tenant: {
        id: regency.id,
        name: regency.name,
        short: regency.shortName,
        area: regency.kind,
        zone: regency.zone,
        brand: regency.brand,
        province: regency.province,
        capital: regency.capital,
        contact: regency.contact.join("\n"),
        status: "active",
        demo: true,
        settings: DEFAULT_SETTINGS,
        unitsRev: 1,
        rev: 1,
      },
    }),
  );
}

async function foundUnits(tenant: TenantId, at: Date): Promise<void> {
  const units = unitsOf(tenant).map((unit) => ({
    unitId: unit.id,
    name: unit.name,
    short: unit.shortName,
    kind: unit.kind,
    code: unit.skpd?.code ?? null,
    parent: unit.parent,
    opd: unit.parent === null,
    from: "2021-01-01",
    until: null,
    successors: [],
  }));
  for (const some of chunks(units, 90)) await asProduct(tenant, at, () => recordUnits({ units: some }));
}

async function foundPeople(roster: Roster, at: Date): Promise<void> {
  const persons = roster.persons.map((person) => ({
    personId: personId(person.username),
    name: person.name,
    nip: person.nip,
    rank: person.rank ? `${person.rank.name} (${person.rank.grade})` : null,
    email: person.email,
    subject: person.subject,
    active: true,
  }));
  for (const some of chunks(persons, 45)) await asProduct(roster.tenant, at, () => enroll({ persons: some }));
  const posts = new Map(roster.posts.map((post) => [post.id, post]));
  const held = roster.appointments.flatMap((one) => {
    const post = posts.get(one.post);
    return post
      ? [
          {
            unit: post.unit,
            kind: post.kind,
            person: personId(one.username),
            from: one.from,
            until: one.until,
            holding: one.basis,
            title: post.title,
            decree: one.decree,
            grantedBy: null,
          },
        ]
      : [];
  });
  for (const some of chunks(held, 45)) await asProduct(roster.tenant, at, () => appoint({ posts: some }));
}

function namesOf(bidang: string) {
  const known = catalogueOf(bidang);
  const name = (list: readonly { code: string; name: string }[], code: string): string =>
    list.find((each) => each.code === code)?.name ?? code;
  return {
    program: (code: string) => ({ code, name: name(known.programs, code) }),
    kegiatan: (code: string) => ({ code, name: name(known.kegiatan, code) }),
    bidang: { code: bidang, name: name(catalogue.bidang, bidang) },
    urusan: { code: bidang.slice(0, 1), name: name(catalogue.urusan, bidang.slice(0, 1)) },
  };
}

/** Records the budget of one unit for one year. */
export async function foundBudget(tenant: TenantId, unit: string, year: number, at: Date): Promise<void> {
  const lines = budgetOf(tenant, unit, year).lines.map((line) => {
    const names = namesOf(line.bidang);
    return {
      code: line.code,
      name: line.name,
      urusan: names.urusan,
      bidang: names.bidang,
      program: names.program(line.program),
      kegiatan: names.kegiatan(line.kegiatan),
      pagu: line.pagu,
      rak: [...line.rak],
      physical: [...line.physicalPlan],
      indicator: line.indicator,
      unit: line.unit,
      target: line.target,
      source: line.fund,
    };
  });
  await asProduct(tenant, at, () =>
    recordBudget({ year: String(year), unit, stage: "murni", n: 1, effectiveFrom: `${year}-01`, lines }),
  );
}

async function foundBudgets(plan: TenantPlan, years: readonly number[], at: Date): Promise<void> {
  for (const unit of [...plan.detailed, ...plan.light, plan.silent]) {
    for (const year of years) await foundBudget(plan.tenant, unit, year, at);
  }
}

/** The officials of the demonstration hold the general posts everywhere; only the Bagian have posts of their own. */
const { kabag: _kabag, ...POSTS_OF_THE_DEMO } = STANDS_FOR;

async function foundRules(plan_: TenantPlan, demo: DemoPlan, years: readonly number[], at: Date): Promise<void> {
  const { tenant } = plan_;
  const first = demo.earlierMonths[0] ?? demo.publishedMonths[0] ?? demo.openMonth;
  const chain = { id: threeTiers.chain, n: threeTiers.n };
  // Reports of the demonstration run on the three tiers; the other chains of the starter set stand ready beside them.
  for (const pack of CHAIN_PACKS)
    await asProduct(tenant, at, () => publishChain({ chain: fitted(pack.chain, POSTS_OF_THE_DEMO) }));
  await asProduct(tenant, at, () => publishTemplate({ definition: rfk, n: 1, effectiveFrom: first, chain }));
  await asProduct(tenant, at, () => publishTemplate({ definition: kinerja, n: 1, effectiveFrom: first, chain }));
  for (const year of years) {
    const windows = Array.from({ length: 12 }, (_, i) => windowOfMonth(`${year}-${String(i + 1).padStart(2, "0")}`));
    for (const template of [rfk.id, kinerja.id]) {
      await asProduct(tenant, at, () =>
        plan({ template, year: String(year), windows: windows.map((window) => ({ ...window, template })) }),
      );
    }
  }
  const assignments = (units: readonly string[], template: string, from: string) => ({
    template,
    assignments: units.map((unit) => ({ template, unit, from, until: null })),
  });
  const all = [...plan_.detailed, ...plan_.light, plan_.silent];
  await asProduct(tenant, at, () => assign(assignments(all, rfk.id, first)));
  await asProduct(tenant, at, () => assign(assignments(plan_.detailed.slice(0, 2), kinerja.id, demo.openMonth)));
}

/** Sets up one regency: its record, units, people and posts, budgets, calendar, chain and templates. */
export async function foundRegency(plan_: TenantPlan, demo: DemoPlan): Promise<Roster> {
  const regency = regencyOf(plan_.tenant);
  const roster = officialsOf(plan_.tenant, demo.openMonth);
  const months = [...demo.earlierMonths, ...demo.publishedMonths, demo.reviewMonth, demo.openMonth];
  const years = [...new Set(months.map((month) => Number(month.slice(0, 4))))];
  const at = new Date(Date.UTC(Math.min(...years), 0, 2, 1));
  await foundTenant(regency, at);
  await foundUnits(plan_.tenant, at);
  await foundPeople(roster, at);
  await foundRules(plan_, demo, years, at);
  await foundBudgets(plan_, years, at);
  return roster;
}
