import * as v from "valibot";
import { PostKind, TenantId } from "../kernel/id.ts";

export const ZONES = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"] as const;
export const TENANT_STATUSES = ["active", "suspended", "closing"] as const;

/** Settings of a tenant, each with a default and the source of the default (shown beside it). */
export const TenantSettings = v.strictObject({
  /** Post kinds that see every unit of the tenant. Default [P]: the offices that coordinate reporting. */
  tenantWide: v.array(PostKind),
  /** Deviation in percentage points below which a figure is yellow, and red. Default [K-M]: -5 and -10. */
  deviationYellow: v.pipe(v.string(), v.regex(/^-?\d+(\.\d+)?$/)),
  deviationRed: v.pipe(v.string(), v.regex(/^-?\d+(\.\d+)?$/)),
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
