import { addMonths, localDate, type Zone } from "@selaras/core/kernel/zone.ts";

/** Days of the demonstration's calendar: a month is open from its 11th to the 10th of the next, locked after the 20th. */
const OPENS = 11;
const DUE = 10;
const LOCK = 20;

const day = (month: string, number: number): string => `${month}-${String(number).padStart(2, "0")}`;

/** The one month that is open at an instant. */
export function openMonthAt(now: Date, zone: Zone): string {
  const today = localDate(now, zone);
  const month = today.slice(0, 7);
  return Number(today.slice(8)) <= DUE ? addMonths(month, -1) : month;
}

/** The window of a month by that calendar. */
export const windowOfMonth = (period: string) => ({
  period,
  opensOn: day(period, OPENS),
  dueOn: day(addMonths(period, 1), DUE),
  lockOn: day(addMonths(period, 1), LOCK),
  rev: 1,
});

/** An instant on a day of the month after a period, in the hours when offices work. */
export const workday = (period: string, number: number, hour: number, minute: number, offset: string): Date =>
  new Date(
    `${day(addMonths(period, 1), number)}T${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}:00${offset}`,
  );
