import * as v from "valibot";
import { PostKind, TenantId } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";

export const ZONES = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"] as const;
export const TENANT_STATUSES = ["active", "suspended", "closing"] as const;

const count = (least: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(10_000_000));
const PERSONS_LEAST = 10;
const REFILL_MINUTES_MOST = 10;

/**
 * How many requests one person and the whole tenant may make: at once, and steadily per minute. Default [P]: see
 * `kernel/limits.ts`. One person never gets more than a tenth of the tenant, so that one script cannot use up what
 * belongs to the colleagues, and an emptied bucket is full again within ten minutes.
 */
export const RequestLimits = v.pipe(
  v.strictObject({
    requestsPerPersonBurst: count(LIMITS.requestsPerPersonFirstDraw + LIMITS.requestsPerPersonDraw),
    requestsPerPersonPerMinute: count(1),
    requestsPerTenantBurst: count(LIMITS.requestsPerTenantFirstDraw + LIMITS.requestsPerTenantDraw),
    requestsPerTenantPerMinute: count(1),
  }),
  v.check(
    (limits) =>
      limits.requestsPerTenantBurst >= PERSONS_LEAST * limits.requestsPerPersonBurst &&
      limits.requestsPerTenantPerMinute >= PERSONS_LEAST * limits.requestsPerPersonPerMinute,
    "Batas daerah paling sedikit sepuluh kali batas satu orang.",
  ),
  v.check(
    (limits) =>
      limits.requestsPerPersonBurst <= REFILL_MINUTES_MOST * limits.requestsPerPersonPerMinute &&
      limits.requestsPerTenantBurst <= REFILL_MINUTES_MOST * limits.requestsPerTenantPerMinute,
    "Batas yang habis harus pulih dalam sepuluh menit.",
  ),
);
export type RequestLimits = v.InferOutput<typeof RequestLimits>;

/** Settings of a tenant, each with a default and the source of the default (shown beside it). */
export const TenantSettings = v.strictObject({
  /** Post kinds that see every unit of the tenant. Default [P]: the offices that coordinate reporting. */
  tenantWide: v.array(PostKind),
  /** Deviation in percentage points below which a figure is yellow, and red. Default [K-M]: -5 and -10. */
  deviationYellow: v.pipe(v.string(), v.regex(/^-?\d+(\.\d+)?$/)),
  deviationRed: v.pipe(v.string(), v.regex(/^-?\d+(\.\d+)?$/)),
  /** Absent = the service's own limits. */
  limits: v.optional(RequestLimits),
});
export type TenantSettings = v.InferOutput<typeof TenantSettings>;

export const DEFAULT_SETTINGS: TenantSettings = v.parse(TenantSettings, {
  tenantWide: ["admin", "bappeda", "adbang", "inspektorat", "pimpinan"],
  deviationYellow: "-5",
  deviationRed: "-10",
});

export const Tenant = v.strictObject({
  id: TenantId,
  /** Official name as on letterheads, such as "Pemerintah Kabupaten Kutai Kartanegara". */
  name: v.string(),
  short: v.string(),
  area: v.picklist(["kabupaten", "kota", "provinsi"]),
  zone: v.picklist(ZONES),
  /** The one colour of the tenant's logo, as hex; the ramp is derived from it. */
  brand: v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/)),
  province: v.string(),
  capital: v.string(),
  contact: v.string(),
  status: v.picklist(TENANT_STATUSES),
  /** Shown on every page while the figures are invented. */
  demo: v.boolean(),
  settings: TenantSettings,
  /** Raised whenever the tree of units changes, so that readers may keep it until then. */
  unitsRev: v.number(),
  rev: v.number(),
});
export type Tenant = v.InferOutput<typeof Tenant>;
