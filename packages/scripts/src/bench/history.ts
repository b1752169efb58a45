import { inbox } from "@selaras/core/approval/index.ts";
import { Tasks } from "@selaras/core/approval/store.ts";
import type { TaskCard } from "@selaras/core/approval/schema.ts";
import { startMetering, stopMetering } from "@selaras/core/db/meter.ts";
import { createAhead, Unit } from "@selaras/core/db/unit.ts";
import { context } from "@selaras/core/kernel/context.ts";
import { desk, Period, reportId, type ReportParts, UnitId } from "@selaras/core/kernel/id.ts";
import { Cards, type PublicCardRecord } from "@selaras/core/portal/store.ts";
import { boardMonth } from "@selaras/core/rollup/derive.ts";
import { board } from "@selaras/core/rollup/index.ts";
import type { BoardMonth } from "@selaras/core/rollup/schema.ts";
import { type BoardRecord, Boards, slotOf } from "@selaras/core/rollup/store.ts";
import { rfk } from "@selaras/core/template/packs/rfk.ts";
import { handler as stream } from "@selaras/functions/stream.ts";
import { actAs } from "@selaras/local/environment.ts";
import * as v from "valibot";
import { type Measurement, measured } from "./measurement.ts";
import { watching } from "./watch.ts";
import { journalOf } from "./wire.ts";
import { asOfficial, asProduct, DECEMBER, present, regency, somebody, type Somebody, travel } from "./world.ts";

const OPDS = 60;
const WRITES_AT_ONCE = 90;
/** Tasks of other units stand on other desks and in other partitions: a few units show it. */
const UNITS_WITH_TASKS = 6;
const YEAR = "2026";
const units = Array.from({ length: OPDS }, (_, i) => `dinas-${String(i + 1).padStart(2, "0")}`);
const [FIRST = ""] = units;

const BASIS = `${OPDS} perangkat daerah; papan seisi proyeksi produk untuk setiap unit dan bulan; tugas ${UNITS_WITH_TASKS} unit dibuka dan ditutup lewat unit kerja produk (verifikasi dan tanda tangan tiap bulan, bulan terakhir masih terbuka); dibaca 15 Desember 2026 sebagai operasi, pembacaan pertama sesudah data tetap tersimpan di fungsi.`;

type Month = ReportParts & { readonly open: boolean };

/** One report per unit and month, the last month still on somebody's desk. */
function monthsOf(years: readonly number[]): readonly Month[] {
  const periods = years.flatMap((year) =>
    Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, "0")}`),
  );
  return units.flatMap((unit) =>
    periods.map((period) => ({
      template: rfk.id,
      period: v.parse(Period, period),
      unit: v.parse(UnitId, unit),
      version: 1,
      open: period === periods.at(-1),
    })),
  );
}

const STEPS = [
  { key: "verifikasi", label: "Verifikasi", kind: "verify", post: "kabid" },
  { key: "tanda-tangan", label: "Tanda tangan", kind: "sign", post: "kepala" },
] as const;

const cardsOf = (month: Month): readonly TaskCard[] =>
  STEPS.map(({ key, label, kind, post }) => ({
    taskId: `${key}-0001`,
    reportId: reportId(month),
    desk: desk(post, month.unit),
    step: key,
    stepLabel: label,
    kind,
    title: `RFK ${month.period}`,
    unit: month.unit,
    unitName: `Dinas ${month.unit}`,
    period: month.period,
    version: 1,
    hash: null,
    warnings: 0,
    needed: 1,
    of: 1,
    voted: [],
    due: `${month.period}-28T15:59:59.999Z`,
    arrivedAt: `${month.period}-05T02:00:00.000Z`,
    round: 1,
  }));

/** Commits many writes of one kind in as few units of work as their bound allows. */
async function commitAll<T>(tenant: string, all: readonly T[], add: (unit: Unit, each: T) => void): Promise<void> {
  for (let from = 0; from < all.length; from += WRITES_AT_ONCE) {
    await asProduct(tenant, async () => {
      const unit = new Unit(context(), "ukur.riwayat", `ukur#${from}`);
      for (const each of all.slice(from, from + WRITES_AT_ONCE)) add(unit, each);
      unit.tell({ changes: null, events: [] });
      await unit.commit(null);
    });
  }
}

async function layTasks(tenant: string, months: readonly Month[]): Promise<void> {
  const some = months.filter((month) => units.indexOf(month.unit) < UNITS_WITH_TASKS);
  await commitAll(tenant, some.flatMap(cardsOf), (unit, card) => {
    const { reportId, taskId, step, desk: at, due, arrivedAt } = card;
    unit.add(Tasks.create({ reportId, taskId, step, desk: at, due, watch: "tugas", wake: arrivedAt, card }));
  });
  const closed = some.filter((month) => !month.open).flatMap(cardsOf);
  const deed = { at: present().toISOString(), person: "pejabat", name: "Pejabat", hat: "Pejabat" };
  const done = { decision: "verify", hash: null, reason: null, ...deed };
  await commitAll(tenant, closed, (unit, { reportId, taskId }) =>
    unit.add(Tasks.patch({ reportId, taskId }, { set: { done }, remove: ["desk", "due", "watch", "wake", "card"] })),
  );
}

/** The year's item of every unit, each month as the projection of its report states it. */
function boardsOf(months: readonly Month[], years: readonly number[]): readonly BoardRecord[] {
  return years.map(String).flatMap((year) =>
    units.map((unit) => {
      const own = months.filter((month) => month.unit === unit && month.period.startsWith(year));
      const states = own.map((month) => [slotOf(month.period), stateOf(month)]);
      return { template: rfk.id, year, unit, ...Object.fromEntries(states) };
    }),
  );
}

function stateOf({ open, ...parts }: Month): BoardMonth {
  const at = `${parts.period}-28T03:00:00.000Z`;
  return boardMonth({
    ...parts,
    report: reportId(parts),
    stamp: 5,
    state: open ? "in_review" : "published",
    onTime: true,
    submittedAt: at,
    publishedAt: open ? null : at,
    snapshot: null,
    correcting: null,
    supersededBy: null,
    voidedReason: null,
  });
}

const amount = (text: string, unit: string) => ({ kind: "value" as const, amount: text, unit });
const FIGURES = {
  pagu_total: amount("360000000000.00", "Rp"),
  keuangan_bulan: amount("27000000000.00", "Rp"),
  keuangan_total: amount("81000000000.00", "Rp"),
  rencana_total: amount("90000000000.00", "Rp"),
  nilai_fisik_total: amount("86400000000.00", "Rp"),
  nilai_rencana_total: amount("86400000000.00", "Rp"),
  persen_keuangan_total: amount("22.50", "%"),
  persen_rencana_total: amount("25.00", "%"),
  persen_fisik_total: amount("24.00", "%"),
  persen_rencana_fisik_total: amount("24.00", "%"),
};

/** Public cards of the present year, so that the public home is as long as a year makes it. */
const cardsOfYear = (months: readonly Month[]): readonly PublicCardRecord[] =>
  months
    .filter((month) => !month.open && month.period.startsWith(YEAR))
    .map(({ template, period, unit, version }) => ({
      template,
      year: YEAR,
      period,
      unit,
      unitName: `Dinas ${unit}`,
      version,
      status: "terbit",
      onTime: true,
      snapshot: "",
      publishedAt: `${period}-28T03:00:00.000Z`,
      figures: FIGURES,
      stamp: 5,
    }));

/** Brings frames, names and the public face up to date, as the stream does. */
async function follow(tenant: string): Promise<void> {
  const journal = await journalOf(tenant);
  const records = journal.map((item, i) => ({
    eventName: "INSERT" as const,
    dynamodb: { SequenceNumber: String(i + 1), NewImage: JSON.parse(JSON.stringify(item)) },
  }));
  const { batchItemFailures } = await actAs("projector", () => stream({ Records: records }));
  if (batchItemFailures.length > 0) throw new Error(`Projection stopped at ${batchItemFailures[0]?.itemIdentifier}`);
}

/** A regency of 60 OPDs with so many years of reports behind it. */
async function layHistory(tenant: string, years: readonly number[]): Promise<void> {
  await regency(tenant, { units, lines: 0, years });
  await follow(tenant);
  const months = monthsOf(years);
  await layTasks(tenant, months);
  await asProduct(tenant, () => createAhead(boardsOf(months, years).map((each) => Boards.create(each))));
  await asProduct(tenant, () => createAhead(cardsOfYear(months).map((each) => Cards.create(each))));
}

type Reading = { readonly queries: number; readonly units: number };

/** The second reading: names and tenant are kept by the function then, as they are in all but its first request. */
async function reading(tenant: string, who: Somebody, read: () => Promise<unknown>): Promise<Reading> {
  await asOfficial(tenant, who, read);
  startMetering();
  const { calls } = await watching(() => asOfficial(tenant, who, read));
  const { read: spent } = stopMetering();
  return { queries: calls.filter((call) => call === "Query").length, units: spent };
}

const READINGS = {
  "kotak-masuk": { read: () => inbox({}), who: (tenant: string) => somebody(tenant, "kabid", FIRST) },
  papan: {
    read: () => board({ template: "rfk", year: YEAR }),
    who: (tenant: string) => somebody(tenant, "bappeda", "bappeda"),
  },
} as const;
const GOALS = { "kotak-masuk": {}, papan: { queries: 2, units: 10 } } as const;

export type History = { readonly tenant: string; readonly unit: string; readonly measurements: readonly Measurement[] };

/** What inbox and board cost after one year and after three; gives the larger regency for further readings. */
export async function measureHistory(): Promise<History> {
  travel(DECEMBER);
  const spans = [
    { tenant: "ukur-12", months: 12, years: [2026] },
    { tenant: "ukur-36", months: 36, years: [2024, 2025, 2026] },
  ] as const;
  for (const { tenant, years } of spans) await layHistory(tenant, years);
  const measurements: Measurement[] = [];
  for (const name of ["kotak-masuk", "papan"] as const) {
    const { read, who } = READINGS[name];
    const goals: { readonly queries?: number; readonly units?: number } = GOALS[name];
    const found: Reading[] = [];
    for (const { tenant, months } of spans) {
      const { queries, units: spent } = await reading(tenant, who(tenant), read);
      found.push({ queries, units: spent });
      const goalOf = (goal: number | undefined) => (goal === undefined ? {} : { goal });
      const label = `baca.${name}.${months}-bulan`;
      measurements.push(
        measured({ name: `${label}.query`, value: queries, unit: "Query", basis: BASIS, ...goalOf(goals.queries) }),
        measured({ name: `${label}.rru`, value: spent, unit: "RRU", basis: BASIS, ...goalOf(goals.units) }),
      );
    }
    const [year, years] = found;
    const flat = year && years && year.units > 0 ? years.units / year.units : null;
    measurements.push(
      measured({ name: `baca.${name}.36-banding-12`, value: flat, unit: "x RRU", goal: 1.1, basis: BASIS }),
    );
  }
  return { tenant: "ukur-36", unit: FIRST, measurements };
}
