import * as v from "valibot";
import type { Immutable } from "../kernel/immutable.ts";
import { Period, TemplateId, UnitId, Year } from "../kernel/id.ts";
import { RichDocument } from "../narrative/schema.ts";
import { WireFigureSchema } from "../expression/wire.ts";

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

/** What became of a published version: it stands, a later version took its place, or it was withdrawn. */
export const STATUSES = ["terbit", "digantikan", "ditarik"] as const;
export const Status = v.picklist(STATUSES);
export type Status = v.InferOutput<typeof Status>;

/** One published report in a list. Without figures when it was withdrawn: it counts as not published. */
export const PublicCard = v.strictObject({
  template: TemplateId,
  period: Period,
  unit: UnitId,
  unitName: v.string(),
  version: v.number(),
  status: v.picklist(["terbit", "ditarik"]),
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
  /** Texts with headings, lists and tables, as they were signed; `cells` has their words. */
  texts: v.exactOptional(v.record(v.string(), RichDocument)),
});
export type PublicRow = Immutable<v.InferOutput<typeof PublicRow>>;

const Signer = v.strictObject({ name: v.string(), hat: v.nullable(v.string()), at: v.string() });
export const PublicSection = v.strictObject({
  id: v.string(),
  label: v.string(),
  kind: v.string(),
  columns: v.array(Label),
});

/** What the public reads of a signed snapshot; it never changes. */
const content = {
  template: v.strictObject({ id: TemplateId, name: v.string(), short: v.string(), n: v.number() }),
  unit: v.strictObject({ id: UnitId, name: v.string() }),
  period: Period,
  version: v.number(),
  publishedAt: v.string(),
  onTime: v.nullable(v.boolean()),
  nil: v.nullable(v.string()),
  /** DPA version that every percentage divides by. */
  budget: v.nullable(v.string()),
  signer: Signer,
  /** SHA-256 of the content that was signed, as printed in the document, and of the whole signed snapshot. */
  contentHash: v.string(),
  snapshot: v.string(),
  /** Months counted in cumulative figures, and months missing before this one. */
  months: v.array(Period),
  absent: v.array(Period),
  figures: Figures,
  labels: v.array(Label),
  sections: v.array(PublicSection),
  rows: v.array(PublicRow),
} as const;

/** The face of one version as it is kept, with the snapshots of the earlier months that it counted. */
const KeptFace = v.strictObject({
  ...content,
  carried: v.array(v.strictObject({ period: Period, snapshot: v.string() })),
});
export type KeptFace = Immutable<v.InferOutput<typeof KeptFace>>;

/** A public figure, or a public cell of a row, that a correction changed. Null: it was not there in that version. */
export const PublicChange = v.strictObject({
  row: v.nullable(v.strictObject({ code: v.nullable(v.string()), label: v.string(), section: v.string() })),
  label: Label,
  before: v.nullable(WireFigureSchema),
  after: v.nullable(WireFigureSchema),
});
export type PublicChange = Immutable<v.InferOutput<typeof PublicChange>>;

/** One version in the list of versions; `code` is that of its verification page. */
export const PublicVersion = v.strictObject({
  version: v.number(),
  status: Status,
  publishedAt: v.string(),
  code: v.nullable(v.string()),
});
export type PublicVersion = Immutable<v.InferOutput<typeof PublicVersion>>;

/** Where a version stands now. */
const standing = {
  status: Status,
  /** A correction of this version was asked for or is being worked on. */
  correcting: v.boolean(),
  /** The version that took its place, and why. */
  superseded: v.nullable(v.strictObject({ by: v.number(), reason: v.nullable(v.string()) })),
  /** Why it was withdrawn. */
  withdrawn: v.nullable(v.string()),
} as const;

/** A published report as citizens read it. */
export const PublicReport = v.strictObject({
  tenant: PublicTenant,
  ...content,
  ...standing,
  /** Code of its verification page. */
  code: v.nullable(v.string()),
  /** For a later version: what it corrects, why, and what changed; `changes` is null when the one before cannot be read. */
  correction: v.nullable(
    v.strictObject({ of: v.number(), reason: v.string(), changes: v.nullable(v.array(PublicChange)) }),
  ),
  /** Every published version, the newest first. */
  versions: v.array(PublicVersion),
  /** Counted earlier months that were corrected or withdrawn after this report was signed: its figures stay as signed. */
  outdated: v.array(Period),
});
export type PublicReport = Immutable<v.InferOutput<typeof PublicReport>>;

/** What the verification page of a code proves. */
export const PublicProof = v.strictObject({
  tenant: PublicTenant,
  code: v.string(),
  template: content.template,
  unit: content.unit,
  period: Period,
  version: v.number(),
  ...standing,
  signer: Signer,
  publishedAt: v.string(),
  contentHash: v.string(),
  snapshot: v.string(),
  /** SHA-256 and size in bytes of the document; null when there is none. */
  document: v.nullable(v.strictObject({ hash: v.string(), bytes: v.number() })),
  seal: v.nullable(v.strictObject({ by: v.string(), at: v.string() })),
  correction: v.nullable(v.strictObject({ of: v.number(), reason: v.string() })),
  /** The newest published version. */
  current: PublicVersion,
  figures: Figures,
  labels: v.array(Label),
});
export type PublicProof = Immutable<v.InferOutput<typeof PublicProof>>;

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
      /** `withdrawn`: it had published, and took its report back. */
      absent: v.array(v.strictObject({ unit: v.string(), name: v.string(), withdrawn: v.boolean() })),
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
