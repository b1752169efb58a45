/**
 * What one tenant used on one day (UTC, as the bill counts). Requests are those of its officials; units are those of
 * everything that was done for it, jobs and projections too. Bytes are those that were added on that day.
 */
export const USAGE_FIELDS = [
  "requests",
  "refused",
  "readUnits",
  "writeUnits",
  "evidenceBytes",
  "archiveBytes",
  "mails",
] as const;
export type UsageField = (typeof USAGE_FIELDS)[number];
export type Usage = Readonly<Record<UsageField, number>>;

export const NO_USAGE: Usage = {
  requests: 0,
  refused: 0,
  readUnits: 0,
  writeUnits: 0,
  evidenceBytes: 0,
  archiveBytes: 0,
  mails: 0,
};

/** Two amounts of usage as one. All numbers are whole, or halves where reads are eventually consistent: exact in a double. */
export const together = (one: Usage, other: Partial<Usage>): Usage => ({
  requests: one.requests + (other.requests ?? 0),
  refused: one.refused + (other.refused ?? 0),
  readUnits: one.readUnits + (other.readUnits ?? 0),
  writeUnits: one.writeUnits + (other.writeUnits ?? 0),
  evidenceBytes: one.evidenceBytes + (other.evidenceBytes ?? 0),
  archiveBytes: one.archiveBytes + (other.archiveBytes ?? 0),
  mails: one.mails + (other.mails ?? 0),
});

/** A day of a month: `2026-03` and `07`. */
export type UsageDay = { readonly month: string; readonly day: string };

/** The day (UTC) of an instant. */
export function usageDay(at: Date): UsageDay {
  const iso = at.toISOString();
  return { month: iso.slice(0, 7), day: iso.slice(8, 10) };
}

/** The month `back` months before the one of an instant (UTC), as `2026-03`. */
export const monthBefore = (at: Date, back: number): string =>
  new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - back, 1)).toISOString().slice(0, 7);
