import { addDays, instantAt, type LocalDate, localDate, type Zone } from "../kernel/zone.ts";

/*
 * Working time of a regency: office hours per weekday and desk, holidays, one zone. Deadlines of steps, reminders and the
 * minutes that a desk used are all worked out here, and nowhere else.
 */

/** "HH:MM" to "HH:MM" of one day in the tenant's zone. */
export type Span = { readonly from: string; readonly until: string };
/** Office hours of one week: per weekday 0 (Sunday) .. 6 spans in order that do not overlap; none = a day off. */
export type WeekHours = readonly (readonly Span[])[];
export type WorkCalendar = {
  readonly zone: Zone;
  readonly hours: WeekHours;
  /** Hours of a desk (post kind) that differ. */
  readonly desks: Readonly<Record<string, WeekHours>>;
  readonly holidays: ReadonlySet<LocalDate>;
  /** How a limit in working days ends: at the close of office hours of the n-th working day after the day of arrival, or at the same clock time. */
  readonly daysEnd: "close-of-day" | "exact-hours";
};
export type WorkLimit = { readonly amount: number; readonly unit: "minutes" | "days" };

const MS_PER_MINUTE = 60_000;
/** Nobody plans beyond: a calendar that has no working day in so many days has none at all. */
const DAYS_MOST = 4_000;

const weekday = (date: LocalDate): number => new Date(`${date}T00:00:00Z`).getUTCDay();
const hoursOf = ({ hours, desks }: WorkCalendar, post: string | undefined): WeekHours =>
  (post === undefined ? undefined : desks[post]) ?? hours;
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** The office hours of a day; none on holidays. */
export const spansOn = (calendar: WorkCalendar, date: LocalDate, post?: string): readonly Span[] =>
  calendar.holidays.has(date) ? [] : (hoursOf(calendar, post)[weekday(date)] ?? []);

export const isWorkingDay = (calendar: WorkCalendar, date: LocalDate, post?: string): boolean =>
  spansOn(calendar, date, post).length > 0;

/** A clock time of a day as milliseconds since 1970. */
const instant = ({ zone }: WorkCalendar, date: LocalDate, time: string): number =>
  Date.parse(instantAt(date, Math.floor(minuteOf(time) / 60), minuteOf(time) % 60, zone));

type Stretch = { readonly start: number; readonly end: number };
const stretchesOn = (calendar: WorkCalendar, date: LocalDate, post?: string): readonly Stretch[] =>
  spansOn(calendar, date, post).map(({ from, until }) => ({
    start: instant(calendar, date, from),
    end: instant(calendar, date, until),
  }));

/** Whole working minutes between two instants, rounded down; 0 when the second is not later. */
export function workingMinutesBetween(calendar: WorkCalendar, from: Date, until: Date, post?: string): number {
  const [start, end] = [from.getTime(), until.getTime()];
  if (end <= start) return 0;
  const last = localDate(until, calendar.zone);
  let worked = 0;
  let date = localDate(from, calendar.zone);
  for (let days = 0; date <= last && days <= DAYS_MOST; days += 1) {
    for (const stretch of stretchesOn(calendar, date, post)) {
      worked += Math.max(0, Math.min(end, stretch.end) - Math.max(start, stretch.start));
    }
    date = addDays(date, 1);
  }
  return Math.floor(worked / MS_PER_MINUTE);
}

/** @throws RangeError when a calendar has no working time at all; such a one cannot be saved. */
const never = (): never => {
  throw new RangeError("this calendar has no working time");
};

/** The instant at which so many working minutes have passed; the given one itself for none. */
export function addWorkingMinutes(calendar: WorkCalendar, from: Date, minutes: number, post?: string): Date {
  let left = minutes * MS_PER_MINUTE;
  if (left <= 0) return from;
  let date = localDate(from, calendar.zone);
  for (let days = 0; days <= DAYS_MOST; days += 1) {
    for (const { start, end } of stretchesOn(calendar, date, post)) {
      const begin = Math.max(start, from.getTime());
      if (begin >= end) continue;
      if (end - begin >= left) return new Date(begin + left);
      left -= end - begin;
    }
    date = addDays(date, 1);
  }
  return never();
}

/** The n-th working day after (or before, when negative) a day; for 0 the day itself. */
function workingDay(calendar: WorkCalendar, date: LocalDate, n: number, post?: string): LocalDate {
  const way = n < 0 ? -1 : 1;
  let left = Math.abs(n);
  let day = date;
  for (let days = 0; left > 0; days += 1) {
    if (days > DAYS_MOST) return never();
    day = addDays(day, way);
    if (isWorkingDay(calendar, day, post)) left -= 1;
  }
  return day;
}

/** A clock time moved into the office hours of a working day: early to the opening, late to the close, a break to its end. */
function withinHours(calendar: WorkCalendar, date: LocalDate, at: Date, post?: string): Date {
  const stretches = stretchesOn(calendar, date, post);
  const midnight = Date.parse(instantAt(localDate(at, calendar.zone), 0, 0, calendar.zone));
  const wanted = Date.parse(instantAt(date, 0, 0, calendar.zone)) + (at.getTime() - midnight);
  const next = stretches.find(({ end }) => wanted <= end);
  if (next) return new Date(Math.max(next.start, wanted));
  return new Date(stretches.at(-1)?.end ?? wanted);
}

const movedBy = (calendar: WorkCalendar, at: Date, n: number, post?: string): Date =>
  withinHours(calendar, workingDay(calendar, localDate(at, calendar.zone), n, post), at, post);

/** The same clock time n working days before, within office hours. */
export const workingDaysBefore = (calendar: WorkCalendar, at: Date, days: number, post?: string): Date =>
  movedBy(calendar, at, -days, post);
/** The same clock time n working days after, within office hours. */
export const workingDaysAfter = (calendar: WorkCalendar, at: Date, days: number, post?: string): Date =>
  movedBy(calendar, at, days, post);

/** When a limit that began with an arrival ends. */
export function limitEnds(calendar: WorkCalendar, arrival: Date, { amount, unit }: WorkLimit, post?: string): Date {
  if (unit === "minutes") return addWorkingMinutes(calendar, arrival, amount, post);
  if (calendar.daysEnd === "exact-hours") return workingDaysAfter(calendar, arrival, amount, post);
  const day = workingDay(calendar, localDate(arrival, calendar.zone), amount, post);
  return new Date(stretchesOn(calendar, day, post).at(-1)?.end ?? arrival.getTime());
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What is wrong with the hours of a week, in words with the weekday; null when nothing is. */
export function hoursProblem(hours: WeekHours): { readonly weekday: number; readonly problem: string } | null {
  if (hours.every((spans) => spans.length === 0)) {
    return { weekday: 1, problem: "Seminggu tanpa jam kerja: isi paling sedikit satu hari." };
  }
  for (const [day, spans] of hours.entries()) {
    let before = "";
    for (const { from, until } of spans) {
      if (!TIME.test(from) || !TIME.test(until))
        return { weekday: day, problem: "Jam ditulis dua angka, misalnya 07:30." };
      if (until <= from) return { weekday: day, problem: "Jam selesai harus setelah jam mulai." };
      if (from < before)
        return { weekday: day, problem: "Jam kerja tidak boleh bertumpang tindih dan harus berurutan." };
      before = until;
    }
  }
  return null;
}
