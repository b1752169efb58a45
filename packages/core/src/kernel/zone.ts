/** The three zones of the country; none of them has daylight saving, so offsets are constants. */
export const zones = {
  "Asia/Jakarta": { label: "WIB", offsetMinutes: 420 },
  "Asia/Makassar": { label: "WITA", offsetMinutes: 480 },
  "Asia/Jayapura": { label: "WIT", offsetMinutes: 540 },
} as const;

export type Zone = keyof typeof zones;
export type ZoneLabel = (typeof zones)[Zone]["label"];
export const zoneNames: readonly Zone[] = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"];

/** An instant as UTC text with milliseconds, "2026-02-09T06:30:00.000Z": sorts as text, the form in which it is stored. */
export type Instant = string;
/** A calendar day without a zone: "2026-02-09". */
export type LocalDate = string;
/** A calendar month without a zone: "2026-02". */
export type Month = string;
/** The clock face an instant shows in a zone. */
export type LocalTime = {
  readonly date: LocalDate;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
};

const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

export function isZone(candidate: string): candidate is Zone {
  return Object.hasOwn(zones, candidate);
}

/** "WIB", "WITA" or "WIT". */
export function zoneLabel(zone: Zone): ZoneLabel {
  return zones[zone].label;
}

export function isInstant(candidate: string): boolean {
  return instantPattern.test(candidate) && !Number.isNaN(Date.parse(candidate));
}

/** The instant of a date object or of milliseconds since 1970 UTC. @throws RangeError outside of four-digit years. */
export function instantOf(at: Date | number): Instant {
  const written = new Date(at).toISOString();
  if (!isInstant(written)) throw new RangeError("instant out of range");
  return written;
}

/** Milliseconds since 1970 UTC. @throws RangeError when the text is no instant. */
export function epochMilliseconds(instant: Instant | Date): number {
  if (typeof instant !== "string") return instant.getTime();
  if (!isInstant(instant)) throw new RangeError(`not an instant: ${instant.slice(0, 40)}`);
  return Date.parse(instant);
}

/** Whether the text names a day that exists: "2026-02-29" does not. */
export function isLocalDate(candidate: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(candidate)) return false;
  const parsed = Date.parse(`${candidate}T00:00:00.000Z`);
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(candidate);
}

export function isMonth(candidate: string): boolean {
  return /^\d{4}-(?:0[1-9]|1[0-2])$/.test(candidate);
}

/** 00.00 of that day in the zone. @throws RangeError when the date does not exist. */
export function startOfDay(date: LocalDate, zone: Zone): Instant {
  return instantOf(midnightUtc(date) - zones[zone].offsetMinutes * MS_PER_MINUTE);
}

/** 24.00 of that day in the zone: the last instant that still counts, the next one is late. */
export function endOfDay(date: LocalDate, zone: Zone): Instant {
  return startOfDay(addDays(date, 1), zone);
}

/** Whether something done at `at` came after 24.00 of the due date in the zone. */
export function isAfterDay(at: Instant | Date, dueDate: LocalDate, zone: Zone): boolean {
  return epochMilliseconds(at) > epochMilliseconds(endOfDay(dueDate, zone));
}

/** The clock time of a day in the zone as an instant; hour 0..24, minute 0..59. @throws RangeError otherwise. */
export function instantAt(date: LocalDate, hour: number, minute: number, zone: Zone): Instant {
  const whole = Number.isInteger(hour) && Number.isInteger(minute);
  const minutes = hour * 60 + minute;
  if (!whole || hour < 0 || minute < 0 || minute > 59 || minutes > 1440) throw new RangeError("no such time of day");
  return instantOf(epochMilliseconds(startOfDay(date, zone)) + minutes * MS_PER_MINUTE);
}

/** What calendar and clock show at that instant in the zone. */
export function localTime(instant: Instant | Date, zone: Zone): LocalTime {
  const shown = new Date(epochMilliseconds(instant) + zones[zone].offsetMinutes * MS_PER_MINUTE);
  return {
    date: shown.toISOString().slice(0, 10),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    second: shown.getUTCSeconds(),
  };
}

/** The calendar day of that instant in the zone. */
export function localDate(instant: Instant | Date, zone: Zone): LocalDate {
  return localTime(instant, zone).date;
}

/** The calendar month of that instant in the zone. */
export function localMonth(instant: Instant | Date, zone: Zone): Month {
  return monthOf(localDate(instant, zone));
}

/** `days` may be negative. @throws RangeError when the date does not exist. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return instantOf(midnightUtc(date) + days * MS_PER_DAY).slice(0, 10);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return (midnightUtc(to) - midnightUtc(from)) / MS_PER_DAY;
}

/** 1 = Monday .. 7 = Sunday. */
export function weekday(date: LocalDate): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  const days = [7, 1, 2, 3, 4, 5, 6] as const;
  return days[new Date(midnightUtc(date)).getUTCDay()] ?? 7;
}

/** The month `count` months later (or earlier): addMonths("2026-03", 1) is "2026-04". @throws RangeError for no month. */
export function addMonths(month: Month, count: number): Month {
  const { year, number } = partsOfMonth(month);
  const index = year * 12 + (number - 1) + count;
  if (!Number.isInteger(index) || index < 0 || index >= 120_000) throw new RangeError("month out of range");
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}`;
}

/** Whole months from `from` to `to`; negative when `to` is earlier. */
export function monthsBetween(from: Month, to: Month): number {
  const start = partsOfMonth(from);
  const end = partsOfMonth(to);
  return (end.year - start.year) * 12 + (end.number - start.number);
}

export function startOfMonth(month: Month): LocalDate {
  partsOfMonth(month);
  return `${month}-01`;
}

/** The last day of the month: endOfMonth("2028-02") is "2028-02-29". */
export function endOfMonth(month: Month): LocalDate {
  return addDays(startOfMonth(addMonths(month, 1)), -1);
}

/** The month in which a day lies. */
export function monthOf(date: LocalDate): Month {
  midnightUtc(date);
  return date.slice(0, 7);
}

/** Year and month number (1..12). @throws RangeError when the text is no month. */
export function partsOfMonth(month: Month): { readonly year: number; readonly number: number } {
  if (!isMonth(month)) throw new RangeError(`not a month: ${month.slice(0, 40)}`);
  return { year: Number(month.slice(0, 4)), number: Number(month.slice(5, 7)) };
}

function midnightUtc(date: LocalDate): number {
  if (!isLocalDate(date)) throw new RangeError(`not a calendar date: ${date.slice(0, 40)}`);
  return Date.parse(`${date}T00:00:00.000Z`);
}
