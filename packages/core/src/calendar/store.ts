import { tenantEntity } from "../db/entity.ts";
import type { Extension, Holiday, Window, WorkHours } from "./schema.ts";

type StoredWindow = Window & { readonly year: string };
type StoredExtension = Extension & { readonly year: string };

export const Windows = tenantEntity<StoredWindow>({
  entity: "window",
  attributes: {
    template: "string",
    year: "string",
    period: "string",
    opensOn: "string",
    dueOn: "string",
    lockOn: "string",
    rev: "number",
  },
  key: { pk: "${tenant}#calendar#${template}#${year}", sk: "${period}" },
  opens: true,
});

export const Extensions = tenantEntity<StoredExtension>({
  entity: "extension",
  attributes: {
    template: "string",
    year: "string",
    period: "string",
    unit: "string",
    until: "string",
    reason: "string",
    by: "any",
    at: "any",
  },
  key: { pk: "${tenant}#calendar#${template}#${year}", sk: "${period}~${unit}" },
});

export const Hours = tenantEntity<WorkHours>({
  entity: "workhours",
  attributes: { hours: "any", desks: "any", daysEnd: "string", rev: "number" },
  key: { pk: "${tenant}#workcalendar", sk: "hours" },
});

export type HolidaysRecord = { readonly year: string; readonly days: readonly Holiday[]; readonly rev: number };
export const Holidays = tenantEntity<HolidaysRecord>({
  entity: "holidays",
  attributes: { year: "string", days: "any", rev: "number" },
  key: { pk: "${tenant}#workcalendar", sk: "year#${year}" },
});
