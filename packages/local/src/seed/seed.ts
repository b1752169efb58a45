import { within, systemContext } from "@selaras/core/kernel/context.ts";
import { TenantId } from "@selaras/core/kernel/id.ts";
import { openPeriod } from "@selaras/core/report/open.ts";
import * as v from "valibot";
import { regencyOf } from "../../demo/regencies.ts";
import { demoPlan } from "../../demo/story.ts";
import type { Roster, TenantPlan } from "../../demo/types.ts";
import { actAs } from "../environment.ts";
import { openMonthAt } from "./calendar.ts";
import { measuredYears, seedFamilies } from "./families.ts";
import { leaveEmpty, openMonth, publishMonth, reviewMonth } from "./months.ts";
import { plantSakip } from "./sakip.ts";
import { foundRegency } from "./tenant.ts";

/** Called with what is being done, for the one who waits. */
export type Progress = (done: number, all: number, what: string) => void;

const AT_ONCE = 6;

/** Runs some work for each of a list, a few at once, and stops at the first that fails. */
async function each<T>(list: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...list];
  const worker = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/**
 * Fills an empty house with the four demonstration regencies, laid around `now`: three closed months published (and the
 * earlier ones of the year, so that cumulative figures are whole), one month in review, one open. Everything goes
 * through the product's own operations. Same instant, same data.
 */
export async function seed(now: Date, progress: Progress, only?: readonly string[]): Promise<readonly Roster[]> {
  const rosters: Roster[] = [];
  const tenants = demoPlan("2026-01")
    .tenants.map((plan) => plan.tenant)
    .filter((id) => !only || only.includes(id));
  const steps = tenants.length * 7;
  let done = 0;
  const step = (what: string): void => progress((done += 1), steps, what);
  for (const tenant of tenants) {
    const regency = regencyOf(tenant);
    const demo = demoPlan(openMonthAt(now, regency.zone));
    const plan = demo.tenants.find((one) => one.tenant === tenant);
    if (!plan) throw new Error(`No plan for ${tenant}`);
    const roster = await foundRegency(plan, demo);
    rosters.push(roster);
    step(`${regency.shortName}: perangkat daerah, pejabat, anggaran`);
    await fillMonths(plan, roster, demo, now, (what) => step(`${regency.shortName}: ${what}`));
    await plantSakip(plan, roster, demo.openMonth, now, measuredYears(now));
    step(`${regency.shortName}: pohon kinerja dan evaluasi`);
    if (tenant === "nunukan") {
      const months = [...demo.earlierMonths, ...demo.publishedMonths, demo.reviewMonth, demo.openMonth];
      await seedFamilies(
        plan,
        roster,
        now,
        months.map((month) => month.slice(0, 4)),
      );
    }
  }
  return rosters;
}

async function fillMonths(
  plan: TenantPlan,
  roster: Roster,
  demo: ReturnType<typeof demoPlan>,
  now: Date,
  step: (what: string) => void,
): Promise<void> {
  const reporting = [...plan.detailed, ...plan.light];
  const places = (units: readonly string[], period: string) =>
    units.map((unit) => ({ plan, roster, unit, period, now }));
  const silent = plan.silent;
  for (const period of demo.earlierMonths) {
    await each(places(reporting, period), publishMonth);
  }
  step("bulan-bulan awal tahun");
  for (const period of demo.publishedMonths) {
    await each(places(reporting, period), publishMonth);
    step(`laporan ${period} terbit`);
  }
  const past = [...demo.earlierMonths, ...demo.publishedMonths, demo.reviewMonth];
  await each(
    past.flatMap((period) => places([silent], period)),
    leaveEmpty,
  );
  await each(places(plan.detailed, demo.reviewMonth), reviewMonth);
  await each(places(plan.light, demo.reviewMonth), publishMonth);
  await each(places([...reporting, silent], demo.openMonth), openMonth);
  const tenant = v.parse(TenantId, plan.tenant);
  await actAs("jobs", () =>
    within(systemContext(tenant, "benih"), async () => {
      await openPeriod("layanan-bulanan", demo.openMonth);
    }),
  );
  step("bulan berjalan");
}
