import { type Span, type WeekHours, type WorkCalendar, isWorkingDay } from "@selaras/core/calendar/working.ts";
import { addDays, localDate } from "@selaras/core/kernel/zone.ts";

/*
 * Office hours as people write them: "07.30–12.00, 13.00–16.00". Read leniently, written one way.
 */

/** Monday first, as office calendars are; the numbers are those of `WeekHours` (0 = Sunday). */
export const DAYS_IN_ORDER = [1, 2, 3, 4, 5, 6, 0] as const;

const dotted = (time: string): string => time.replace(":", ".");

/** "07.30–12.00, 13.00–16.00"; "" for a day off. */
export const hoursText = (spans: readonly Span[]): string =>
  spans.map(({ from, until }) => `${dotted(from)}–${dotted(until)}`).join(", ");

const DAY_OFF = /^(|-|libur|off)$/i;
const SPAN = /^(\d{1,2})(?:[.:](\d{2}))?\s*(?:-|–|s\.?d\.?|sampai)\s*(\d{1,2})(?:[.:](\d{2}))?$/i;

/** The spans of one day as somebody typed them; null when they cannot be read. Order and overlap are judged elsewhere. */
export function readHours(typed: string): Span[] | null {
  const text = typed.trim();
  if (DAY_OFF.test(text)) return [];
  const spans: Span[] = [];
  for (const part of text.split(/[,;]/)) {
    const found = SPAN.exec(part.trim());
    if (!found) return null;
    const [, from = "", fromMinute = "00", until = "", untilMinute = "00"] = found;
    spans.push({ from: `${from.padStart(2, "0")}:${fromMinute}`, until: `${until.padStart(2, "0")}:${untilMinute}` });
  }
  return spans;
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Working minutes of a week. */
export const weekMinutes = (week: WeekHours): number =>
  week.flat().reduce((sum, { from, until }) => sum + minutes(until) - minutes(from), 0);

/** Days after an arrival up to the end of its limit on which nobody works. */
export function skippedDays(calendar: WorkCalendar, from: Date, until: Date, post?: string): readonly string[] {
  const last = localDate(until, calendar.zone);
  const skipped: string[] = [];
  for (let day = localDate(from, calendar.zone); day <= last; day = addDays(day, 1)) {
    if (!isWorkingDay(calendar, day, post)) skipped.push(day);
  }
  return skipped;
}
