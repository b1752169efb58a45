import * as v from "valibot";
import { Period, Revision, TemplateId, UnitId } from "../kernel/id.ts";
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
});
export type Extension = v.InferOutput<typeof Extension>;
