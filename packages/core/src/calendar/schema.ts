import * as v from "valibot";
import { Period, PostKind, Revision, TemplateId, UnitId } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { LocalDate } from "../orgunit/schema.ts";

/**
 * When a period of a template may be filled, in local days of the tenant. A report is on time until 24:00 of `dueOn`;
 * first entry and submission end at 24:00 of `lockOn`.
 */
export const Window = v.strictObject({
  template: TemplateId,
  period: Period,
  opensOn: LocalDate,
  dueOn: LocalDate,
  lockOn: LocalDate,
  rev: Revision,
});
export type Window = v.InferOutput<typeof Window>;

/** Opens the lock for one unit until a day. It does not move the due date. */
export const Extension = v.strictObject({
  template: TemplateId,
  period: Period,
  unit: UnitId,
  until: LocalDate,
  reason: v.string(),
  /** Who granted it in which hat, and when; null in records from before this was kept. */
  by: v.optional(v.nullable(v.string()), null),
  at: v.optional(v.nullable(v.string()), null),
});
export type Extension = v.InferOutput<typeof Extension>;

export const Span = v.strictObject({ from: v.string(), until: v.string() });
export const WeekHours = v.pipe(
  v.array(v.pipe(v.array(Span), v.maxLength(LIMITS.spansPerDay))),
  v.length(7, "Jam kerja ditulis untuk tujuh hari."),
);

/** Office hours of the tenant and of desks that differ, and how limits in days end. */
export const WorkHours = v.strictObject({
  hours: WeekHours,
  desks: v.record(PostKind, WeekHours),
  daysEnd: v.picklist(["close-of-day", "exact-hours"]),
  rev: Revision,
});
export type WorkHours = v.InferOutput<typeof WorkHours>;

export const HOLIDAY_KINDS = ["libur-nasional", "cuti-bersama", "libur-daerah"] as const;
export const Holiday = v.strictObject({
  date: LocalDate,
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
  kind: v.picklist(HOLIDAY_KINDS),
});
export type Holiday = v.InferOutput<typeof Holiday>;
