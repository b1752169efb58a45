import * as v from "valibot";
import { plan as planWindows } from "@selaras/core/calendar/index.ts";
import { addMonths, localDate, type Zone } from "@selaras/core/kernel/zone.ts";
import { addPeriods, lastMonth, periodOfMonth, periodsOf, periodType, yearOf } from "@selaras/core/kernel/period.ts";
import { compute } from "@selaras/core/report/compute.ts";
import { verify } from "@selaras/core/report/decide.ts";
import { nameRow } from "@selaras/core/report/free-rows.ts";
import { issue } from "@selaras/core/report/issue.ts";
import { open } from "@selaras/core/report/open.ts";
import { save } from "@selaras/core/report/save.ts";
import { sign } from "@selaras/core/report/sign.ts";
import { submit } from "@selaras/core/report/submit.ts";
import { view } from "@selaras/core/report/view.ts";
import { assign, definition as definitionOf } from "@selaras/core/template/index.ts";
import { publish } from "@selaras/core/template/publish.ts";
import { link } from "@selaras/core/consistency/index.ts";
import { FigureLink } from "@selaras/core/consistency/schema.ts";
import { lkpj } from "@selaras/core/template/packs/lkpj.ts";
import { lppd } from "@selaras/core/template/packs/lppd.ts";
import { lkjip, sakipPengukuran } from "@selaras/core/template/packs/sakip.ts";
import { spmLayanan } from "@selaras/core/template/packs/spm-layanan.ts";
import type { TemplateDefinition } from "@selaras/core/template/schema.ts";
import { threeTiers } from "@selaras/core/approval/packs/three-tiers.ts";
import { MAKERS } from "@selaras/documents/writers.ts";
import { budgetOf } from "../../demo/budget.ts";
import {
  askedInNunukan,
  budgetedUnits,
  type Filing,
  filingsOfNunukan,
  KEEPER,
  linksOfNunukan,
  partsOfNunukan,
  type Times,
} from "../../demo/families.ts";
import { regencyOf } from "../../demo/regencies.ts";
import type { Roster, TenantPlan } from "../../demo/types.ts";
import { asOfficial, asProduct } from "./acting.ts";
import { holder } from "./months.ts";
import { foundBudget } from "./tenant.ts";

/* The four report families in Kabupaten Nunukan: bound to the three tiers, planned, assigned by parts, and some published. */

const TENANT = "nunukan";
const PACKS: readonly TemplateDefinition[] = [spmLayanan, sakipPengukuran, lppd, lkpj, lkjip];
const OFFSET = "+08:00";

type Staff = { readonly plan: TenantPlan; readonly roster: Roster };

/** A quarter is due by the 15th and a year by the end of February; locked on the 25th and on 31 March. */
function windowOf(template: string, period: string) {
  const next = addMonths(lastMonth(period), 1);
  const yearly = periodType(period) === "tahun";
  return {
    template,
    period,
    opensOn: `${next}-${yearly ? "20" : "01"}`,
    dueOn: yearly ? `${addMonths(next, 1)}-28` : `${next}-15`,
    lockOn: yearly ? `${addMonths(next, 2)}-31` : `${next}-25`,
    rev: 1,
  };
}

/** The last quarter and the last year whose windows are locked. */
function closedPeriods(now: Date, zone: Zone): { readonly quarter: string; readonly year: string } {
  const today = localDate(now, zone);
  const before = (period: string): string => {
    const one = addPeriods(period, -1);
    return windowOf("", one).lockOn < today ? one : addPeriods(one, -1);
  };
  return { quarter: before(periodOfMonth("triwulan", today.slice(0, 7))), year: before(today.slice(0, 4)) };
}

/** What was filed by an instant: a closed year, and the quarters of it and since. */
function timesAt(now: Date): Times & { readonly quarter: string } {
  const { quarter, year } = closedPeriods(now, regencyOf(TENANT).zone);
  const running = periodsOf("triwulan", yearOf(quarter)).filter((each) => each <= quarter && yearOf(each) > year);
  const closed = periodsOf("triwulan", year);
  return { quarter, year, services: [...closed.slice(-1), ...running], measures: [...closed, ...running] };
}

/** Years of which indicators were measured by an instant: each needs its tree. */
export const measuredYears = (now: Date): readonly string[] => [...new Set(timesAt(now).measures.map(yearOf))];

/** The period from which a template is in use: the first that was filed. */
function firstOf({ id, periodType: type }: TemplateDefinition, { year, services, measures }: Times): string {
  if (type === "tahun") return year;
  const [first = year] = id === spmLayanan.id ? services : measures;
  return first;
}

/** Every year from the one of a period to today's. */
const yearsSince = (from: string, today: string): readonly string[] =>
  Array.from({ length: Number(yearOf(today)) - Number(yearOf(from)) + 1 }, (_, i) => String(Number(yearOf(from)) + i));

async function foundFamilies(times: Times, today: string, at: Date): Promise<void> {
  const chain = { id: threeTiers.chain, n: threeTiers.n };
  for (const definition of PACKS) {
    const from = firstOf(definition, times);
    const template = definition.id;
    await asProduct(TENANT, at, () => publish({ definition, n: 1, effectiveFrom: from, chain }));
    for (const year of yearsSince(from, today)) {
      const windows = periodsOf(definition.periodType, year).map((period) => windowOf(template, period));
      await asProduct(TENANT, at, () => planWindows({ template, year, windows }));
    }
    const assignments = (askedInNunukan[template] ?? []).map((unit) => {
      const parts = partsOfNunukan[unit];
      return { template, unit, from, until: null, ...(parts ? { parts: [...parts] } : {}) };
    });
    await asProduct(TENANT, at, () => assign({ template, assignments }));
  }
}

const CELLS_AT_ONCE = 100;

async function fill(id: string, filing: Filing, staff: Staff, when: Date): Promise<void> {
  const author = holder({ ...staff, unit: filing.unit }, "pptk", when);
  for (const { row, label } of filing.added) {
    await asOfficial(TENANT, author, when, () => nameRow({ id, row, label }));
  }
  // Targets come from the plan, and what is counted once a year from the first quarter: nobody types them again.
  const { rows } = await asOfficial(TENANT, author, when, () => view({ id }));
  const given = new Set(rows.flatMap((row) => Object.keys(row.given ?? {}).map((field) => `${row.rowKey} ${field}`)));
  const cells = filing.cells.filter(({ row, field }) => !given.has(`${row} ${field}`));
  for (let from = 0; from < cells.length; from += CELLS_AT_ONCE) {
    const changes = cells.slice(from, from + CELLS_AT_ONCE).map(({ row, field, value }) => ({
      id: `${row}-${field}`.replaceAll(/[^a-z0-9]/g, "-").slice(-40),
      rowKey: row,
      field,
      base: 0,
      input: { kind: "value" as const, value },
      at: when.toISOString(),
    }));
    const answer = await asOfficial(TENANT, author, when, () => save({ id, changes }));
    const bad = answer.cells.find((cell) => cell.outcome !== "accepted");
    if (bad) throw new Error(`${id}: ${JSON.stringify(bad)}`);
  }
}

async function send(id: string, unit: string, staff: Staff, when: Date): Promise<string> {
  const author = holder({ ...staff, unit }, "pptk", when);
  const seen = await asOfficial(TENANT, author, when, () => view({ id }));
  const definition = await asOfficial(TENANT, author, when, () => definitionOf({ hash: seen.template.hash }));
  const explanations = compute(definition, seen.rows, seen.carry)
    .findings.filter((finding) => finding.severity === "warn")
    .map(({ rowKey, rule }) => ({
      rowKey,
      rule,
      reason: "Sasaran diperbarui dengan data akhir tahun, angkanya benar.",
    }));
  const sent = await asOfficial(TENANT, author, when, () => submit({ id, stamp: seen.stamp, explanations }));
  return sent.hash;
}

/** One filed report, from its opening to its publication. */
async function publishFiling(filing: Filing, staff: Staff): Promise<void> {
  const { template, period, unit } = filing;
  const window = windowOf(template, period);
  const month = window.dueOn.slice(0, 7);
  const at = (day: number, hour: number): Date =>
    new Date(`${month}-${String(day).padStart(2, "0")}T${hour}:20:00${OFFSET}`);
  const id = `${template}.${period}.${unit}.1`;
  await asProduct(TENANT, new Date(`${window.opensOn}T06:05:00${OFFSET}`), () => open({ template, period, unit }));
  await fill(id, filing, staff, at(6, 10));
  const hash = await send(id, unit, staff, at(8, 11));
  const checked = at(10, 14);
  await asOfficial(TENANT, holder({ ...staff, unit }, "kabid", checked), checked, () => verify({ id, hash }));
  const signed = at(12, 11);
  await asOfficial(TENANT, holder({ ...staff, unit }, "kepala", signed), signed, () => sign({ id, hash }));
  await asProduct(TENANT, signed, () => issue(id, MAKERS), "worker");
}

/**
 * Adopts the families and publishes what was filed for the closed quarters of a year and for a closed year.
 * `budgeted`: years for which the budgets are recorded already.
 */
export async function seedFamilies(
  plan: TenantPlan,
  roster: Roster,
  now: Date,
  budgeted: readonly string[],
): Promise<void> {
  const staff = { plan, roster };
  const { zone } = regencyOf(TENANT);
  const times = timesAt(now);
  const { quarter, year } = times;
  const at = new Date(`${year}-01-02T09:00:00${OFFSET}`);
  await foundFamilies(times, localDate(now, zone), at);
  const budgets = new Map(budgetedUnits.map((unit) => [unit as string, budgetOf(TENANT, unit, Number(year))]));
  for (const unit of budgeted.includes(year) ? [] : budgetedUnits) await foundBudget(TENANT, unit, Number(year), at);
  const filings = filingsOfNunukan(times, (unit) => budgets.get(unit)?.lines ?? []);
  // What one unit filed follows in the order of time; units do not wait for each other.
  const units = [...new Set(filings.map((filing) => filing.unit))].filter((unit) => unit !== KEEPER);
  await Promise.all(
    units.map(async (unit) => {
      for (const filing of filings.filter((each) => each.unit === unit)) await publishFiling(filing, staff);
    }),
  );
  for (const filing of filings.filter((each) => each.unit === KEEPER)) await publishFiling(filing, staff);
  const linked = new Date(`${year}-01-05T09:00:00${OFFSET}`);
  for (const each of linksOfNunukan) await asProduct(TENANT, linked, () => link(v.parse(FigureLink, each)));
  // Units that let the closed quarter pass, and everybody in the quarter that can be filled now.
  await openServices(quarter, (unit) => !units.includes(unit));
  const next = addPeriods(quarter, 1);
  if (windowOf(spmLayanan.id, next).opensOn <= localDate(now, zone)) await openServices(next, () => true);
}

async function openServices(period: string, whom: (unit: string) => boolean): Promise<void> {
  const template = spmLayanan.id;
  const opens = new Date(`${windowOf(template, period).opensOn}T06:05:00${OFFSET}`);
  for (const unit of (askedInNunukan[template] ?? []).filter(whom)) {
    await asProduct(TENANT, opens, () => open({ template, period, unit }));
  }
}
