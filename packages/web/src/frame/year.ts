import { localDate } from "@selaras/core/kernel/zone.ts";
import type { Me } from "../session/me.tsx";

/** Today by the tenant's calendar when the page was loaded, as the server tells it: devices' clocks are often wrong. */
export const todayOf = (me: Me): string => localDate(me.now, me.tenant.zone);

/** The year of an address, or the present one when it names none. */
export const yearOf = (wanted: string | undefined, me: Me): string =>
  wanted !== undefined && /^20\d\d$/.test(wanted) ? wanted : todayOf(me).slice(0, 4);

/** Choices for a year switch: last year, this one and the next, and the chosen one should it be another. */
export function yearOptions(chosen: string, me: Me): readonly { value: string; label: string }[] {
  const present = Number(todayOf(me).slice(0, 4));
  const years = new Set([present + 1, present, present - 1, Number(chosen)].map(String));
  return [...years].sort((a, b) => b.localeCompare(a)).map((year) => ({ value: year, label: year }));
}
