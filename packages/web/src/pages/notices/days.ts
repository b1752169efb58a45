import { addDays, localDate, type Zone } from "@selaras/core/kernel/zone.ts";
import type { Api } from "../../api/client.ts";

export type Notice = Api["notification.list"]["reply"]["notices"][number];

/** Notices of one local day, newest first. `near` = today, yesterday or neither. */
export type Day = {
  readonly date: string;
  readonly near: "today" | "yesterday" | null;
  readonly notices: readonly Notice[];
};

/** Notices by the local day on which they were given, newest first; one that came in twice, by two pages, stands once. */
export function byDay(notices: readonly Notice[], now: string, zone: Zone): readonly Day[] {
  const once = [...new Map(notices.map((notice) => [notice.id, notice])).values()];
  const sorted = once.toSorted((a, b) => b.at.localeCompare(a.at));
  const today = localDate(now, zone);
  const days = new Map<string, Notice[]>();
  for (const notice of sorted) {
    const date = localDate(notice.at, zone);
    days.set(date, [...(days.get(date) ?? []), notice]);
  }
  return [...days].map(([date, found]) => ({
    date,
    near: date === today ? "today" : date === addDays(today, -1) ? "yesterday" : null,
    notices: found,
  }));
}
