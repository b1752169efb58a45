import type { Zone } from "../kernel/zone.ts";

export type WeekHours = readonly (readonly { readonly from: string; readonly until: string }[])[];
export type WorkCalendar = {
  readonly zone: Zone;
  readonly hours: WeekHours;
  readonly desks: Readonly<Record<string, WeekHours>>;
  readonly holidays: ReadonlySet<string>;
  readonly daysEnd: "close-of-day" | "exact-hours";
};
export const workingMinutesBetween = (_calendar: WorkCalendar, from: Date, until: Date, _post?: string): number =>
  Math.floor((until.getTime() - from.getTime()) / 60_000);
export const addWorkingMinutes = (_calendar: WorkCalendar, from: Date, minutes: number, _post?: string): Date =>
  new Date(from.getTime() + minutes * 60_000);
export const limitEnds = (
  _calendar: WorkCalendar,
  arrival: Date,
  { amount, unit }: { readonly amount: number; readonly unit: "minutes" | "days" },
  _post?: string,
): Date => new Date(arrival.getTime() + amount * (unit === "days" ? 86_400_000 : 60_000));
