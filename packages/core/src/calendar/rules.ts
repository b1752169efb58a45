import { allow, type Decision, refuse } from "../kernel/decision.ts";
import { failure } from "../kernel/failure.ts";
import { isAfterDay, localDate } from "../kernel/zone.ts";
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
