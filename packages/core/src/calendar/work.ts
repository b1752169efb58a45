import * as v from "valibot";
import { context } from "../kernel/context.ts";
import { failure } from "../kernel/failure.ts";
import { formatDate } from "../kernel/format.ts";
import { Revision, Year } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { localDate } from "../kernel/zone.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { everyOfficial } from "../operation/policies.ts";
import { currentTenant } from "../tenant/index.ts";
import { keepers } from "./index.ts";
import { DEFAULT_HOURS, HOURS_SOURCE, nationalHolidays } from "./national.ts";
import { Holiday, WorkHours } from "./schema.ts";
import { Holidays, type HolidaysRecord, Hours } from "./store.ts";
import { hoursProblem, type WorkCalendar } from "./working.ts";

export const badHours = failure<{ day: string; problem: string }>(
  "calendar.hours",
  "refused",
  ({ day, problem }) => `Jam kerja ${day} belum benar: ${problem}`,
);
export const badHolidays = failure<{ date: string }>(
  "calendar.holidays",
  "refused",
  ({ date }) => `Hari libur ${date} tercatat dua kali atau bukan bagian dari tahun ini.`,
);
export const workChanged = failure(
  "calendar.work_stale",
  "stale",
  () => "Hari kerja ini baru saja diubah orang lain. Muat ulang, lalu ulangi perubahan Anda.",
);

const DAYS = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"] as const;
const UNSET: WorkHours = {
  hours: DEFAULT_HOURS.map((spans) => [...spans]),
  desks: {},
  daysEnd: "close-of-day",
  rev: 0,
};

type Stored = { readonly hours: WorkHours; readonly years: ReadonlyMap<string, HolidaysRecord> };

/** Hours and the holidays of some years as they stand; what was never set is the default. */
async function stored(years: readonly string[]): Promise<Stored> {
  const [hours, found] = await Promise.all([Hours.get({}), Holidays.getMany(years.map((year) => ({ year })))]);
  return { hours: hours ?? UNSET, years: new Map(found.map((each) => [each.year, each])) };
}

const holidaysOf = ({ years }: Stored, year: string): readonly Holiday[] =>
  years.get(year)?.days ?? nationalHolidays(year)?.days ?? [];

const perRequest = new WeakMap<object, Promise<WorkCalendar>>();

async function read(): Promise<WorkCalendar> {
  const { zone } = await currentTenant();
  const year = Number(localDate(context().now, zone).slice(0, 4));
  const years = [year - 1, year, year + 1].map(String);
  const kept = await stored(years);
  const days = years.flatMap((each) => holidaysOf(kept, each));
  const { hours, desks, daysEnd } = kept.hours;
  return { zone, hours, desks, daysEnd, holidays: new Set(days.map((day) => day.date)) };
}

/** Working time of the acting tenant, read once per request; holidays of last, this and next year. */
export function workCalendar(): Promise<WorkCalendar> {
  const here = context();
  const known = perRequest.get(here) ?? read();
  perRequest.set(here, known);
  return known;
}

const YearHolidays = v.strictObject({
  year: Year,
  days: v.pipe(v.array(Holiday), v.maxLength(LIMITS.holidaysPerYear)),
  rev: Revision,
  /** The decree from which the list comes; null when nothing is known of this year: "belum ditetapkan". */
  source: v.nullable(v.string()),
  /** What the decrees of the state say of this year, whatever the regency made of it; null when nothing is known. */
  decree: v.nullable(v.strictObject({ source: v.string(), days: v.array(Holiday) })),
});

export const work = readOperation({
  name: "calendar.work",
  summary: "Jam kerja kantor dan hari libur daerah ini dalam satu tahun, dengan sumber nilai bawaannya.",
  input: v.strictObject({ year: Year }),
  output: v.strictObject({ hours: WorkHours, hoursSource: v.nullable(v.string()), holidays: YearHolidays }),
  load: async () => ({}),
  policy: everyOfficial(),
  run: async ({ input }) => {
    const kept = await stored([input.year]);
    const own = kept.years.get(input.year);
    const decree = nationalHolidays(input.year);
    return {
      hours: kept.hours,
      hoursSource: kept.hours.rev === 0 ? HOURS_SOURCE : null,
      holidays: {
        year: input.year,
        days: [...holidaysOf(kept, input.year)],
        rev: own?.rev ?? 0,
        source: own ? null : (decree?.source ?? null),
        decree: decree && { source: decree.source, days: [...decree.days] },
      },
    };
  },
});

export const setHours = writeOperation({
  name: "calendar.setHours",
  summary: "Mengatur jam kerja kantor dan meja tertentu, dan kapan batas dalam hari kerja berakhir.",
  input: WorkHours,
  output: v.strictObject({ rev: v.number() }),
  subject: () => "workcalendar",
  load: async () => ({}),
  policy: keepers,
  run: async ({ input, unit, now }) => {
    for (const hours of [input.hours, ...Object.values(input.desks)]) {
      const wrong = hoursProblem(hours);
      if (wrong) throw badHours({ day: DAYS[wrong.weekday] ?? "", problem: wrong.problem });
    }
    const next = { ...input, rev: input.rev + 1 };
    unit.add(
      Hours.put(next, (a, o) => (input.rev === 0 ? o.notExists(a["rev"]) : o.eq(a["rev"], input.rev))),
      () => workChanged({}),
    );
    unit.tell({
      changes: { hours: input.hours, desks: Object.keys(input.desks), daysEnd: input.daysEnd },
      events: [{ type: "WorkHoursSet", stamp: now.getTime() }],
    });
    return { rev: next.rev };
  },
});

export const setHolidays = writeOperation({
  name: "calendar.setHolidays",
  summary: "Menetapkan hari libur dan cuti bersama satu tahun.",
  input: v.omit(YearHolidays, ["source", "decree"]),
  output: v.strictObject({ rev: v.number() }),
  subject: () => "workcalendar",
  load: async () => ({}),
  policy: keepers,
  run: async ({ input, unit, now }) => {
    const { year, days, rev } = input;
    const seen = new Set<string>();
    for (const { date } of days) {
      if (!date.startsWith(`${year}-`) || seen.has(date)) throw badHolidays({ date: formatDate(date) });
      seen.add(date);
    }
    const sorted = days.toSorted((a, b) => a.date.localeCompare(b.date));
    unit.add(
      Holidays.put({ year, days: sorted, rev: rev + 1 }, (a, o) =>
        rev === 0 ? o.notExists(a["rev"]) : o.eq(a["rev"], rev),
      ),
      () => workChanged({}),
    );
    unit.tell({
      changes: { year, days: sorted.map((day) => [day.date, day.kind]) },
      events: [{ type: "HolidaysSet", stamp: now.getTime(), year }],
    });
    return { rev: rev + 1 };
  },
});
