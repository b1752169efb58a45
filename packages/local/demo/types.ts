/**
 * Shapes of the demonstration: plain readonly records, no behaviour. Money is a decimal string in rupiah with two
 * decimals ("12500000000.00"), percentages are points with two decimals ("8.33"), days are "2026-10-05", months are
 * "2026-10".
 */

export const tenantIds = ["kukar", "nunukan", "bombana", "palembang"] as const;
export type TenantId = (typeof tenantIds)[number];

export const provinceIds = ["kaltim", "kaltara", "sultra", "sumsel"] as const;
export type ProvinceId = (typeof provinceIds)[number];

export type Zone = "Asia/Makassar" | "Asia/Jakarta";
export type ZoneLabel = "WITA" | "WIB";

export interface Province {
  readonly id: ProvinceId;
  readonly name: string;
  readonly shortName: string;
  readonly capital: string;
  readonly zone: Zone;
  readonly kemendagriCode: string;
  readonly bpsCode: string;
}

export interface Regency {
  readonly id: TenantId;
  readonly name: string;
  readonly shortName: string;
  readonly kind: "kabupaten" | "kota";
  readonly headTitle: "Bupati" | "Wali Kota";
  readonly capital: string;
  readonly zone: Zone;
  readonly zoneLabel: ZoneLabel;
  readonly brand: string;
  readonly province: ProvinceId;
  readonly provinceName: string;
  readonly kemendagriCode: string;
  readonly bpsCode: string;
  /** Lines of the letterhead; every line says that it is a demonstration. */
  readonly contact: readonly string[];
}

export const unitKinds = [
  "sekretariat_daerah",
  "sekretariat_dprd",
  "inspektorat",
  "dinas",
  "badan",
  "satpol_pp",
  "rsud",
  "kecamatan",
  "bagian",
  "bidang",
  "seksi",
] as const;
export type UnitKind = (typeof unitKinds)[number];

/** "named": the unit appears in a public source; "K-M": own knowledge, to be checked with the tenant's regulation. */
export const unitSources = ["named", "K-M"] as const;
export type UnitSource = (typeof unitSources)[number];

export interface Unit {
  readonly id: string;
  readonly tenant: TenantId;
  /** Short part of usernames, unique in the tenant: "pu" in "pptk.pu.kukar". */
  readonly tag: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: UnitKind;
  /** Null for an OPD; the id of the OPD for a unit inside it. */
  readonly parent: string | null;
  /** Bidang urusan, main one first ("1.03"); empty for units inside an OPD. */
  readonly bidang: readonly string[];
  readonly skpd: SkpdCode | null;
  readonly source: UnitSource;
}

export interface SkpdCode {
  readonly code: string;
  /** The bidang part follows from the OPD's urusan; the running number is ours, not the regency's. */
  readonly numberIsDemo: true;
}

export interface CatalogueNode {
  readonly code: string;
  readonly name: string;
}

export interface SubKegiatan {
  readonly code: string;
  readonly name: string;
  readonly indicator: string;
  readonly unit: string;
  /** B: in the 2023 list and in a real 2026 Renja; N: only in the 2023 list. */
  readonly evidence: "B" | "N";
  /** Largest amount seen for the code in one regency, null when none was seen. */
  readonly example: string | null;
}

export const spendingPatterns = ["salary", "office", "service", "supply", "tranche", "construction"] as const;
export type SpendingPattern = (typeof spendingPatterns)[number];

/** How monthly outputs add up over the year. */
export type OutputRule = "sum" | "last";

export interface BudgetLine {
  readonly code: string;
  readonly name: string;
  readonly kegiatan: string;
  readonly program: string;
  readonly bidang: string;
  readonly pattern: SpendingPattern;
  readonly pagu: string;
  /** Planned money of January..December; adds up to `pagu` exactly. */
  readonly rak: readonly string[];
  /** Planned physical points of January..December; add up to 100.00. */
  readonly physicalPlan: readonly string[];
  readonly indicator: string;
  readonly unit: string;
  readonly target: string;
  readonly outputRule: OutputRule;
  readonly fund: string;
}

export interface UnitBudget {
  readonly tenant: TenantId;
  readonly unit: string;
  readonly year: number;
  readonly stage: "murni";
  readonly pagu: string;
  readonly lines: readonly BudgetLine[];
}

export const positionKinds = [
  "pptk",
  "kabid",
  "kabag",
  "kepala",
  "admin",
  "bappeda",
  "adbang",
  "inspektorat",
  "pimpinan",
] as const;
export type PositionKind = (typeof positionKinds)[number];

export interface Rank {
  readonly name: string;
  readonly grade: string;
}

export interface Person {
  readonly username: string;
  /** Identity subject, a uuid derived from the username: the same person has the same subject in every tenant. */
  readonly subject: string;
  readonly name: string;
  readonly email: string;
  /** 18 digits, null for a person who is not a civil servant. */
  readonly nip: string | null;
  readonly rank: Rank | null;
  readonly password: string;
  readonly passwordIsTemporary: boolean;
}

export interface Post {
  /** `<unit>.<kind>.<seat>` */
  readonly id: string;
  readonly unit: string;
  readonly kind: PositionKind;
  readonly seat: number;
  readonly title: string;
  readonly tenantWide: boolean;
}

export interface Appointment {
  readonly post: string;
  readonly username: string;
  readonly basis: "definitif" | "plt" | "plh";
  readonly decree: string;
  readonly from: string;
  /** Last day, inclusive; null while no end is known. */
  readonly until: string | null;
}

export interface Roster {
  readonly tenant: TenantId;
  readonly persons: readonly Person[];
  readonly posts: readonly Post[];
  readonly appointments: readonly Appointment[];
}

export interface DemoAccount {
  readonly tenant: TenantId;
  readonly username: string;
  readonly password: string;
  readonly name: string;
  readonly post: string;
}

export const workStatuses = [
  "Belum mulai",
  "Persiapan/Perencanaan",
  "Proses pengadaan",
  "Kontrak/Pelaksanaan",
  "Terhambat",
  "Selesai",
  "Tidak dilaksanakan",
] as const;
export type WorkStatus = (typeof workStatuses)[number];

export const problemCategories = [
  "gagal/terlambat lelang",
  "efisiensi/refocusing anggaran",
  "lahan",
  "cuaca/akses",
  "SDM",
  "regulasi/juknis terlambat",
  "keterlambatan transfer/kas",
  "rekanan wanprestasi",
] as const;
export type ProblemCategory = (typeof problemCategories)[number];

export interface Problem {
  readonly category: ProblemCategory;
  readonly text: string;
  readonly followUp: string;
}

/** One sub kegiatan in one month; every figure is of this month alone. */
export interface RealisationRow {
  readonly code: string;
  readonly money: string;
  readonly physical: string;
  readonly output: string;
  readonly status: WorkStatus;
  readonly problem: Problem | null;
}

export interface ReturnedReport {
  readonly unit: string;
  readonly month: string;
  /** The row the verifier flagged. */
  readonly code: string;
  /** What was typed at first; the right figure is the one of `realisationOf`. */
  readonly wrongMoney: string;
  readonly reason: string;
}

export type ReviewStage = "submitted" | "verified";

export interface TenantPlan {
  readonly tenant: TenantId;
  readonly detailed: readonly string[];
  readonly light: readonly string[];
  readonly silent: string;
  /** Where each report of the review month stands. */
  readonly review: readonly { readonly unit: string; readonly stage: ReviewStage }[];
  readonly returned: ReturnedReport;
  /** Units that have begun to type in the open month. */
  readonly drafting: readonly string[];
}

export interface DemoPlan {
  readonly openMonth: string;
  readonly reviewMonth: string;
  /** Three months, oldest first. */
  readonly publishedMonths: readonly string[];
  /** Earlier months of the same years, published too when the cumulative figures must be complete; oldest first. */
  readonly earlierMonths: readonly string[];
  readonly tenants: readonly TenantPlan[];
}
