import { formatDateTime, formatEndOfDay } from "@selaras/core/kernel/format.ts";
import { addDays, localTime, type Zone } from "@selaras/core/kernel/zone.ts";

/** A due instant as people name it: midnight belongs to the day that ends, "20 November 2026, 24.00 WITA". */
export function dueText(instant: string, zone: Zone): string {
  const { date, hour, minute } = localTime(instant, zone);
  return hour === 0 && minute === 0 ? formatEndOfDay(addDays(date, -1), zone) : formatDateTime(instant, zone);
}
