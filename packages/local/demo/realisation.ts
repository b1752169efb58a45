import { hundredths, toHundredths, total } from "./amounts.ts";
import { budgetOf } from "./budget.ts";
import { type Character, castOf } from "./cast.ts";
import { monthParts } from "./months.ts";
import { problemOf } from "./realisation-texts.ts";
import { draw, pick } from "./seed.ts";
import type { BudgetLine, Problem, ProblemCategory, RealisationRow, TenantId, WorkStatus } from "./types.ts";

/** Percent of the plan that is reached, and months by which works are late. */
interface Pace {
  readonly money: number;
  readonly physical: number;
  readonly worksLate: number;
}

const paces: Readonly<Record<Character, Pace>> = {
  fast: { money: 103, physical: 106, worksLate: 0 },
  steady: { money: 97, physical: 100, worksLate: 0 },
  slow: { money: 78, physical: 83, worksLate: 1 },
  troubled: { money: 95, physical: 97, worksLate: 2 },
};

const whole = 10_000n;
/** Points (hundredths) behind the plan from which a row explains itself. */
const behind = 1000n;
/** Points (hundredths) in a month below which a late row counts as standing still. */
const standstill = 300n;
const firstMonthOfSaving = 4;

/**
 * What the OPD reports for one month ("2026-07"), row by row in budget order: figures of that month alone. Over the
 * year money never exceeds the pagu and physical points never exceed 100. The same arguments give the same rows.
 */
export function realisationOf(tenant: TenantId, unit: string, month: string): readonly RealisationRow[] {
  const { year, month: number } = monthParts(month);
  return budgetOf(tenant, unit, year).lines.map((line) => rowAt(tenant, unit, year, number, line));
}

function rowAt(tenant: TenantId, unit: string, year: number, month: number, line: BudgetLine): RealisationRow {
  const dropped = castOf(tenant).dropped;
  const key = `${tenant}/${unit}/${year}/${line.code}`;
  if (dropped.unit === unit && dropped.code === line.code) return droppedRow(tenant, unit, month, line, key);
  const character = characterOf(tenant, unit);
  const now = reached(line, character, key, month);
  const before = reached(line, character, key, month - 1);
  const planned = total(line.physicalPlan.slice(0, month).map(toHundredths));
  const late = planned - now.physical;
  const step = now.physical - before.physical;
  const status = statusOf({ line, month, physical: now.physical, step, late });
  return {
    code: line.code,
    money: hundredths(now.money - before.money),
    physical: hundredths(step),
    output: outputAt(line, key, month, now.physical, before.physical),
    status,
    problem: problemAt({ tenant, unit, line, character, key, late, status }),
  };
}

/** The part an OPD plays: cast by hand for those in the story, drawn for the others. */
export function characterOf(tenant: TenantId, unit: string): Character {
  const cast = castOf(tenant).characters[unit];
  return cast ?? pick(`character/${tenant}/${unit}`, ["fast", "steady", "steady", "steady", "slow"]);
}

interface Reached {
  /** Sen. */
  readonly money: bigint;
  /** Hundredths of a point. */
  readonly physical: bigint;
}

/** Cumulative figures at the end of a month; month 0 is the start. They never fall and never pass the whole. */
function reached(line: BudgetLine, character: Character, key: string, month: number): Reached {
  const pagu = toHundredths(line.pagu);
  const pace = line.pattern === "salary" ? { money: 98, physical: 100, worksLate: 0 } : paces[character];
  const late = line.pattern === "construction" ? pace.worksLate : 0;
  let money = 0n;
  let physical = 0n;
  for (let at = 1; at <= month; at += 1) {
    const reachedPlan = Math.max(0, at - late);
    const rak = total(line.rak.slice(0, reachedPlan).map(toHundredths));
    const plan = total(line.physicalPlan.slice(0, reachedPlan).map(toHundredths));
    const chance = line.pattern === "salary" ? 0 : draw(`pace/${key}/${at}`, 5) - 2;
    const paid = ((rak * BigInt(pace.money + chance)) / 100n / 100n) * 100n;
    const done = (plan * BigInt(pace.physical + chance)) / 100n;
    const finished = at === 12 && late === 0 && character !== "slow";
    money = atMost(pagu, larger(money, paid));
    physical = finished ? whole : atMost(whole, larger(physical, done));
  }
  return { money, physical };
}

function larger(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}

function atMost(limit: bigint, amount: bigint): bigint {
  return amount > limit ? limit : amount;
}

/** The part of the target done in the month, in the grain of the target (hundredths or whole numbers). */
function outputAt(line: BudgetLine, key: string, month: number, now: bigint, before: bigint): string {
  const target = toHundredths(line.target);
  if (line.outputRule === "last") return String(target / 100n - BigInt(draw(`output/${key}/${month}`, 3)));
  const grain = line.target.includes(".") ? 1n : 100n;
  const upTo = (physical: bigint) => ((target * physical) / whole / grain) * grain;
  const part = upTo(now) - upTo(before);
  return grain === 1n ? hundredths(part) : String(part / 100n);
}

interface Standing {
  readonly line: BudgetLine;
  readonly month: number;
  readonly physical: bigint;
  readonly step: bigint;
  readonly late: bigint;
}

function statusOf({ line, month, physical, step, late }: Standing): WorkStatus {
  if (physical >= whole) return "Selesai";
  const isTendered = line.pattern === "construction" || line.pattern === "supply";
  if (late > behind && step < standstill) return isTendered && physical === 0n ? "Proses pengadaan" : "Terhambat";
  if (physical > 0n) return isTendered && physical < 500n ? "Proses pengadaan" : "Kontrak/Pelaksanaan";
  if (isTendered) return month === 1 ? "Belum mulai" : "Persiapan/Perencanaan";
  return "Belum mulai";
}

interface Trouble {
  readonly tenant: TenantId;
  readonly unit: string;
  readonly line: BudgetLine;
  readonly character: Character;
  readonly key: string;
  readonly late: bigint;
  readonly status: WorkStatus;
}

function problemAt({ tenant, unit, line, character, key, late, status }: Trouble): Problem | null {
  if (status === "Selesai" || late <= behind) return null;
  return problemOf(tenant, unit, categoryOf(tenant, unit, line, character, key), key);
}

const rainRows = new Set(["1.03.10.2.01.0034", "1.03.10.2.01.0044", "1.03.02.2.02.0014"]);

function categoryOf(
  tenant: TenantId,
  unit: string,
  line: BudgetLine,
  character: Character,
  key: string,
): ProblemCategory {
  if (unit.startsWith("kec-krayan") && tenant === "nunukan") return "cuaca/akses";
  if (line.pattern === "construction") {
    if (rainRows.has(line.code)) return "cuaca/akses";
    if (line.code.startsWith("1.03.10.")) return "gagal/terlambat lelang";
    const causes: readonly ProblemCategory[] = ["gagal/terlambat lelang", "lahan", "rekanan wanprestasi"];
    return pick(`cause/${key}`, character === "troubled" ? causes : ["gagal/terlambat lelang", "lahan"]);
  }
  if (line.pattern === "tranche") return "keterlambatan transfer/kas";
  return pick(`cause/${key}`, ["SDM", "regulasi/juknis terlambat"]);
}

function droppedRow(tenant: TenantId, unit: string, month: number, line: BudgetLine, key: string): RealisationRow {
  const isCut = month >= firstMonthOfSaving;
  return {
    code: line.code,
    money: "0.00",
    physical: "0.00",
    output: line.target.includes(".") ? "0.00" : "0",
    status: isCut ? "Tidak dilaksanakan" : "Belum mulai",
    problem: isCut ? problemOf(tenant, unit, "efisiensi/refocusing anggaran", key) : null,
  };
}
