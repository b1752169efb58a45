import * as v from "valibot";
import type { Immutable } from "../kernel/immutable.ts";
import { Period, TemplateId, UnitId, Year } from "../kernel/id.ts";
import { WireFigureSchema } from "../rollup/schema.ts";

/**
 * What the public may know, by allow-list: nothing gets here that is not named in these shapes. No evidence, no NIP, no
 * problems in free text unless the template marks the field public.
 */
export const PublicTenant = v.strictObject({
  id: v.string(),
  name: v.string(),
  short: v.string(),
  area: v.string(),
  zone: v.picklist(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]),
  brand: v.string(),
  capital: v.string(),
  contact: v.string(),
  demo: v.boolean(),
});
export type PublicTenant = v.InferOutput<typeof PublicTenant>;

export const Label = v.strictObject({
  id: v.string(),
  label: v.string(),
  type: v.string(),
  unit: v.nullable(v.string()),
  decimals: v.number(),
});
export type Label = v.InferOutput<typeof Label>;

const Figures = v.record(v.string(), WireFigureSchema);

/** One published report in a list. */
export const PublicCard = v.strictObject({
  template: TemplateId,
  period: Period,
  unit: UnitId,
  unitName: v.string(),
  version: v.number(),
  onTime: v.nullable(v.boolean()),
  publishedAt: v.string(),
  figures: Figures,
});
export type PublicCard = Immutable<v.InferOutput<typeof PublicCard>>;

export const PublicCell = v.strictObject({ figure: WireFigureSchema });
export const PublicRow = v.strictObject({
  code: v.nullable(v.string()),
  label: v.string(),
  group: v.array(v.string()),
  section: v.string(),
  cells: v.record(v.string(), WireFigureSchema),
});
export type PublicRow = Immutable<v.InferOutput<typeof PublicRow>>;

/** A published report as citizens read it. */
export const PublicReport = v.strictObject({
  tenant: PublicTenant,
  template: v.strictObject({ id: TemplateId, name: v.string(), short: v.string(), n: v.number() }),
  unit: v.strictObject({ id: UnitId, name: v.string() }),
  period: Period,
  version: v.number(),
  publishedAt: v.string(),
  onTime: v.nullable(v.boolean()),
  nil: v.nullable(v.string()),
  /** DPA version that every percentage divides by. */
  budget: v.nullable(v.string()),
  signer: v.strictObject({ name: v.string(), hat: v.nullable(v.string()), at: v.string() }),
  /** SHA-256 of the signed snapshot. */
  snapshot: v.string(),
  /** Months counted in cumulative figures, and months missing before this one. */
  months: v.array(Period),
  absent: v.array(Period),
  figures: Figures,
  labels: v.array(Label),
  sections: v.array(v.strictObject({ id: v.string(), label: v.string(), kind: v.string(), columns: v.array(Label) })),
  rows: v.array(PublicRow),
});
export type PublicReport = Immutable<v.InferOutput<typeof PublicReport>>;

const PeriodSummary = v.strictObject({
  period: Period,
  expected: v.number(),
  published: v.number(),
  onTime: v.number(),
  total: Figures,
});

/** The public home of a regency: a year of one template, month by month, and its units. */
export const PublicHome = v.strictObject({
  tenant: PublicTenant,
  year: Year,
  years: v.array(Year),
  template: v.nullable(v.strictObject({ id: TemplateId, name: v.string(), short: v.string() })),
  labels: v.array(Label),
  periods: v.array(PeriodSummary),
  /** The latest month with a published report: its reports by unit, and the units that did not publish. */
  latest: v.nullable(
    v.strictObject({
      period: Period,
      reports: v.array(PublicCard),
      absent: v.array(v.strictObject({ unit: v.string(), name: v.string() })),
    }),
  ),
  /** Planned and realised series of the year for the S curve, summed over published units (percent of pagu). */
  units: v.array(
    v.strictObject({ unit: UnitId, name: v.string(), short: v.string(), kind: v.string(), published: v.number() }),
  ),
  asOf: v.string(),
});
export type PublicHome = Immutable<v.InferOutput<typeof PublicHome>>;

/** One unit's published reports of a year. */
export const PublicUnit = v.strictObject({
  tenant: PublicTenant,
  unit: v.strictObject({ id: UnitId, name: v.string(), short: v.string(), kind: v.string() }),
  year: Year,
  templates: v.array(v.strictObject({ id: TemplateId, name: v.string(), short: v.string(), labels: v.array(Label) })),
  reports: v.array(PublicCard),
  asOf: v.string(),
});
export type PublicUnit = Immutable<v.InferOutput<typeof PublicUnit>>;
