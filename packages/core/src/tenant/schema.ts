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

const days = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));

/** Who keeps units, people and mandates, and how long a mandate may last. */
export const OrganisationRules = v.strictObject({
  /** Post kinds that change units and the catalogue of post kinds. Default [P]: admin and Bagian Organisasi, which keeps the SOTK. */
  unitKeepers: v.array(PostKind),
  /** Post kinds that keep the list of employees. Default [P]: admin and BKPSDM. */
  personKeepers: v.array(PostKind),
  /** Mandate officers for every post of the tenant. Default [P]: admin and BKPSDM. */
  mandateKeepers: v.array(PostKind),
  /** Mandate officers inside their own OPD, below its head. Default [P]: the secretariat of the OPD. */
  opdMandateKeepers: v.array(PostKind),
  /**
   * Days of a Plh in all, extensions included. Default 30 [K-M]: SE Kepala BKN 1/SE/I/2021 speaks of a temporary absence
   * without a bound that holds everywhere; a long leave is usual up to a month, beyond that a Plt or Pj is practice.
   */
  plhDaysMost: days(366),
  /** Days of a Plt by one SK, and in all. Default 92 and 184 [K-M]: three months, once more three (SE Kepala BKN 1/SE/I/2021). */
  pltDaysPerDecree: days(731),
  pltDaysMost: days(731),
  /**
   * Whether the definitive holder decides while a Plh is in force. Default "paused" [K-M]: UU 30/2014 art. 14 lets the Plh
   * do the daily work of a holder who is absent, so there is one decider at a time.
   */
  definitiveDuringPlh: v.picklist(["paused", "both"]),
});
export type OrganisationRules = v.InferOutput<typeof OrganisationRules>;

export const DEFAULT_ORGANISATION: OrganisationRules = v.parse(OrganisationRules, {
  unitKeepers: ["admin", "organisasi"],
  personKeepers: ["admin", "bkpsdm"],
  mandateKeepers: ["admin", "bkpsdm"],
  opdMandateKeepers: ["sekretaris", "sekcam", "kasubag"],
  plhDaysMost: 30,
  pltDaysPerDecree: 92,
  pltDaysMost: 184,
  definitiveDuringPlh: "paused",
});

/** Who does what in performance accountability (SAKIP). Every list has a default; the law names offices, not post kinds. */
export const SakipRules = v.strictObject({
  /** Post kinds that keep plans and the regency's own tree. Default [P]: who writes the RPJMD and who guides the SAKIP. */
  planKeepers: v.pipe(v.array(PostKind), v.minLength(1, "Pilih paling sedikit satu jabatan pengelola rencana.")),
  /** Post kinds that keep the tree and the targets of their own OPD. Default [P]: its head and those who plan for it. */
  partKeepers: v.array(PostKind),
  /** Heads of an OPD: they answer requests for support. Default [K-H]: the heads that a regency's SOTK knows. */
  heads: v.pipe(v.array(PostKind), v.minLength(1, "Pilih paling sedikit satu jabatan kepala.")),
  /** Post kinds that evaluate. Default [K-H]: the APIP of the regency (PermenPANRB 88/2021). */
  evaluators: v.pipe(v.array(PostKind), v.minLength(1, "Pilih paling sedikit satu jabatan penilai.")),
});
export type SakipRules = v.InferOutput<typeof SakipRules>;

const HEADS = ["kepala", "camat", "direktur", "inspektur", "sekwan", "sekda"] as const;
export const DEFAULT_SAKIP: SakipRules = v.parse(SakipRules, {
  planKeepers: ["admin", "bappeda", "organisasi"],
  partKeepers: [...HEADS, "sekretaris", "sekcam", "kabag", "kabid", "kasubag"],
  heads: [...HEADS],
  evaluators: ["inspektorat", "inspektur", "irban"],
});

/** What the regency's people are told outside of the application, unless they choose otherwise. */
export const NoticeRules = v.strictObject({
  email: v.boolean(),
  push: v.boolean(),
  digest: v.boolean(),
  /** When digests go out on working days, and authors are reminded, in the tenant's zone. */
  digestAt: v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Jam ditulis dua angka, misalnya 07:30.")),
});
export type NoticeRules = v.InferOutput<typeof NoticeRules>;

/** Default [P]: everything on; the digest goes out when offices open (`DEFAULT_HOURS`). */
export const DEFAULT_NOTICES: NoticeRules = { email: true, push: true, digest: true, digestAt: "07:30" };

export const PAPERS = ["F4", "A4"] as const;
export type PaperName = (typeof PAPERS)[number];
/**
 * Default F4 [K-M]: folio (215 x 330 mm) is what offices print on by tradition; Permendagri 1/2023 on tata naskah dinas
 * speaks of A4 and F4.
 */
export const DEFAULT_PAPER: PaperName = "F4";

/** The house's own key, or the segel elektronik of BSrE. */
export const SIGNERS = ["internal", "bsre"] as const;

/** Settings of a tenant, each with a default and the source of the default (shown beside it). */
export const TenantSettings = v.strictObject({
  /** Post kinds that see every unit of the tenant. Default [P]: the offices that coordinate reporting. */
  tenantWide: v.array(PostKind),
  /** Deviation in percentage points below which a figure is yellow, and red. Default [K-M]: -5 and -10. */
  deviationYellow: v.pipe(v.string(), v.regex(/^-?\d+(\.\d+)?$/)),
  deviationRed: v.pipe(v.string(), v.regex(/^-?\d+(\.\d+)?$/)),
  /** Absent = the service's own limits. */
  limits: v.optional(RequestLimits),
  /** Absent = `DEFAULT_ORGANISATION`. */
  organisation: v.optional(OrganisationRules),
  /** Absent = `DEFAULT_SAKIP`. */
  sakip: v.optional(SakipRules),
  /** Paper of printed documents. Absent = `DEFAULT_PAPER`. */
  paper: v.optional(v.picklist(PAPERS)),
  /** Absent = `DEFAULT_NOTICES`. */
  notices: v.optional(NoticeRules),
  /**
   * Who seals snapshots. Absent = "internal" [P]: whether a regency may use BSrE follows from its own agreement with BSSN
   * (domain: one application of Kukar seen with it, the others not known).
   */
  signer: v.optional(v.picklist(SIGNERS)),
  /**
   * Whether a signature asks for a second factor given just before. Absent = false [P]: no rule known to us asks for it
   * of reports inside a regency, and not everybody has a device.
   */
  freshSecondFactor: v.optional(v.boolean()),
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

/** The tenant's own rules of organisation and mandates, or the default ones. */
export const organisationOf = (tenant: Pick<Tenant, "settings">): OrganisationRules =>
  tenant.settings.organisation ?? DEFAULT_ORGANISATION;

export const sakipOf = (tenant: Pick<Tenant, "settings">): SakipRules => tenant.settings.sakip ?? DEFAULT_SAKIP;

/** What the tenant tells its people outside of the application, and when. */
export const noticesOf = (tenant: Pick<Tenant, "settings">): NoticeRules => tenant.settings.notices ?? DEFAULT_NOTICES;

/** The paper on which the tenant prints. */
export const paperOf = (tenant: Pick<Tenant, "settings">): PaperName => tenant.settings.paper ?? DEFAULT_PAPER;

/** Who seals what the tenant's officials sign. */
export const signerOf = (tenant: Pick<Tenant, "settings">): (typeof SIGNERS)[number] =>
  tenant.settings.signer ?? "internal";
