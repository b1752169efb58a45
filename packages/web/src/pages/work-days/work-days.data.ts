import type { WorkCalendar } from "@selaras/core/calendar/working.ts";
import type { Zone } from "@selaras/core/kernel/zone.ts";
import { type Api, api } from "../../api/client.ts";

export type Work = Api["calendar.work"]["reply"];
export type WorkHours = Work["hours"];
export type Week = WorkHours["hours"];
export type Holiday = Work["holidays"]["days"][number];
export type Holidays = Work["holidays"];
export type Kind = { readonly kind: string; readonly label: string };

/** Office hours, and holidays of one year. */
export const loadWork = (year: string): Promise<Work> => api("calendar.work", { year });

/** The post kinds of the regency, by name. */
export async function loadKinds(): Promise<readonly Kind[]> {
  const { kinds } = await api("position.kinds", {});
  return kinds.map(({ kind, label }) => ({ kind, label })).sort((a, b) => a.label.localeCompare(b.label));
}

/** The calendar that limits are counted with, over the year of an arrival and the next. */
export async function loadCalendar(year: string, zone: Zone): Promise<WorkCalendar> {
  const [here, next] = await Promise.all([loadWork(year), loadWork(String(Number(year) + 1))]);
  const { hours, desks, daysEnd } = here.hours;
  const days = [...here.holidays.days, ...next.holidays.days].map((day) => day.date);
  return { zone, hours, desks, daysEnd, holidays: new Set(days) };
}

/** Days of the decree that the regency does not keep. */
export const unusedOf = ({ decree, days }: Holidays): readonly Holiday[] =>
  (decree?.days ?? []).filter((each) => !days.some((day) => day.date === each.date));
