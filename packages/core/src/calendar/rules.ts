import * as v from "valibot";
import { allow, type Decision, refuse } from "../kernel/decision.ts";
import { failure } from "../kernel/failure.ts";
import { Period } from "../kernel/id.ts";
import { lastMonth, type PeriodType, periodsOf } from "../kernel/period.ts";
import { addMonths, endOfMonth, isAfterDay, localDate, type Month } from "../kernel/zone.ts";
import { formatDate } from "../kernel/format.ts";
import type { Extension, Window } from "./schema.ts";
import type { ZONES } from "../tenant/schema.ts";

export type WindowState = "upcoming" | "open" | "late" | "extended" | "locked";

export const notOpenYet = failure<{ opensOn: string }>(
  "calendar.not_open",
  "refused",
  ({ opensOn }) => `Periode ini baru dibuka pada ${opensOn}.`,
);
export const locked = failure<{ lockOn: string }>(
  "calendar.locked",
  "refused",
  ({ lockOn }) =>
    `Periode ini terkunci sejak akhir ${lockOn}. Mintalah perpanjangan kepada Bappeda atau pengelola kalender daerah.`,
);
export const wrongOrder = failure(
  "calendar.order",
  "refused",
  () =>
    "Urutan tanggal keliru: tanggal buka tidak boleh setelah tenggat, dan tenggat tidak boleh setelah tanggal kunci.",
);

/** Where an instant lies in a window, by the local day of the tenant. */
export function windowState(
  window: Window,
  extension: Extension | null,
  at: Date,
  zone: (typeof ZONES)[number],
): WindowState {
  if (localDate(at, zone) < window.opensOn) return "upcoming";
  if (!isAfterDay(at, window.dueOn, zone)) return "open";
  if (!isAfterDay(at, window.lockOn, zone)) return "late";
  return extension && !isAfterDay(at, extension.until, zone) ? "extended" : "locked";
}

/** Whether first entry and submission are possible, with the sentence that says why not. */
export function mayEnter(
  window: Window,
  extension: Extension | null,
  at: Date,
  zone: (typeof ZONES)[number],
): Decision {
  const state = windowState(window, extension, at, zone);
  if (state === "upcoming") return refuse(notOpenYet({ opensOn: formatDate(window.opensOn) }));
  if (state === "locked") return refuse(locked({ lockOn: formatDate(window.lockOn) }));
  return allow;
}

/** On time means first submitted before the due day ended; the next instant is late. */
export const isOnTime = (window: Window, submittedAt: Date, zone: (typeof ZONES)[number]): boolean =>
  !isAfterDay(submittedAt, window.dueOn, zone);

/** The days of a window must follow each other. */
export const inOrder = (window: Pick<Window, "opensOn" | "dueOn" | "lockOn">): Decision =>
  window.opensOn <= window.dueOn && window.dueOn <= window.lockOn ? allow : refuse(wrongOrder({}));

/** A day counted from the last month of a period: 0 is that month itself, 1 the month after it. */
export type DayRule = { readonly monthsAfter: number; readonly day: number };
/** "Opens on the 1st of the month after, due on the 10th, locks on the 20th", said once for all periods of a year. */
export type WindowRule = { readonly opens: DayRule; readonly due: DayRule; readonly lock: DayRule };

/** A month that is too short for the day ends the count with its last one: the 31st is 28 February. */
function dayAfter(month: Month, { monthsAfter, day }: DayRule): string {
  const end = endOfMonth(addMonths(month, monthsAfter));
  const wanted = `${end.slice(0, 8)}${String(day).padStart(2, "0")}`;
  return wanted < end ? wanted : end;
}

/** The days of every period of a type in a year, in order; whether they follow each other is `inOrder`'s question. */
export const windowsByRule = (
  type: PeriodType,
  year: string,
  rule: WindowRule,
): readonly Pick<Window, "period" | "opensOn" | "dueOn" | "lockOn">[] =>
  periodsOf(type, year).map((period) => ({
    period: v.parse(Period, period),
    opensOn: dayAfter(lastMonth(period), rule.opens),
    dueOn: dayAfter(lastMonth(period), rule.due),
    lockOn: dayAfter(lastMonth(period), rule.lock),
  }));
