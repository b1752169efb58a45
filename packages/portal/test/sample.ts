import { PublicHome, PublicProof, PublicReport, PublicUnit } from "@selaras/core/portal/schema.ts";

/** Hand-written pages of a regency: nine months, eight OPD, of which six published September. */

type Schema<Out> = {
  readonly "~standard": { validate(value: unknown): unknown; readonly types?: { readonly output: Out } | undefined };
};

/** Parses by the very schema of the operation, so that a sample can never differ from what the server answers. */
export function parsed<Out>(schema: Schema<Out>, value: unknown): Out {
  const result = schema["~standard"].validate(value) as { readonly value: Out; readonly issues?: readonly unknown[] };
  if (result.issues !== undefined) throw new Error(JSON.stringify(result.issues).slice(0, 500));
  return result.value;
}

export const tenant = {
  id: "kukar",
  name: "Kabupaten Kutai Kartanegara",
  short: "Kukar",
  area: "64.02",
  zone: "Asia/Makassar",
  brand: "#0b6e4f",
  capital: "Tenggarong",
  contact: "Bagian Administrasi Pembangunan Sekretariat Daerah, Tenggarong",
  demo: true,
};

export const labels = [
  { id: "pagu", label: "Pagu", type: "money", unit: "Rp", decimals: 2 },
  { id: "realisasi", label: "Realisasi keuangan", type: "money", unit: "Rp", decimals: 2 },
  { id: "persen_keuangan", label: "Realisasi keuangan", type: "percent", unit: null, decimals: 2 },
  { id: "persen_fisik", label: "Realisasi fisik", type: "percent", unit: null, decimals: 2 },
  { id: "rencana_fisik", label: "Rencana fisik", type: "percent", unit: null, decimals: 2 },
];

const units = [
  ["dinkes", "Dinas Kesehatan", 64.54],
  ["disdik", "Dinas Pendidikan dan Kebudayaan", 71.2],
  ["dpu", "Dinas Pekerjaan Umum", 48.75],
  ["dpmd", "Dinas Pemberdayaan Masyarakat dan Desa", 71.2],
  ["bappeda", "Badan Perencanaan Pembangunan Daerah", 66.1],
  ["kec-tenggarong", "Kecamatan Tenggarong", null],
  ["diskominfo", "Dinas Komunikasi dan Informatika", 0],
  ["dp3a", "Dinas Pengendalian Penduduk, Keluarga Berencana, Pemberdayaan Perempuan, dan Perlindungan Anak", 0],
] as const;

const value = (amount: string, unit?: string) => ({ kind: "value", amount, ...(unit === undefined ? {} : { unit }) });
const months = ["01", "02", "03", "04", "05", "06", "07", "08", "09"].map((month) => `2026-${month}`);

function figuresOf(money: number | null) {
  return {
    pagu: value("125000000000", "Rp"),
    realisasi: money === null ? { kind: "missing", which: ["Belanja"] } : value(String(money * 1_250_000_000), "Rp"),
    persen_keuangan: money === null ? { kind: "missing", which: ["Belanja"] } : value(String(money)),
    persen_fisik: money === null ? { kind: "undefined", why: "penyebut nol" } : value(String(money + 6)),
    rencana_fisik: value("74.5"),
  };
}

export const cardOf = (
  period: string,
  unit: string,
  unitName: string,
  money: number | null,
  onTime: boolean | null = true,
) => ({
  template: "rfk",
  period,
  unit,
  unitName,
  version: 1,
  status: "terbit",
  onTime,
  publishedAt: `${period}-28T03:10:00.000Z`,
  figures: figuresOf(money),
});

const september = units.slice(0, 6).map(([id, name, money], index) => cardOf("2026-09", id, name, money, index !== 2));

const counts = [8, 8, 7, 8, 8, 7, 8, 7, 6];

export const homeInput = {
  tenant,
  year: "2026",
  years: ["2026", "2025"],
  template: { id: "rfk", name: "Laporan Realisasi Fisik dan Keuangan", short: "RFK" },
  labels,
  periods: months.map((period, index) => ({
    period,
    expected: 8,
    published: counts[index],
    onTime: Math.max(0, (counts[index] ?? 0) - (index % 3)),
    total: {
      pagu: value("1250000000000", "Rp"),
      realisasi: value("767727123456.78", "Rp"),
      // 61.4249 is 61,42 % and 69.1 - 74.5 is 5,40 points behind.
      persen_keuangan: value(index === 8 ? "61.4249" : String(4 + index * 6.9)),
      persen_fisik:
        index === 4 ? { kind: "missing", which: ["Fisik"] } : value(index === 8 ? "69.1" : String(5 + index * 7.8)),
      rencana_fisik: value(index === 8 ? "74.5" : String(6 + index * 8.4)),
    },
  })),
  latest: {
    period: "2026-09",
    reports: september,
    absent: units.slice(6).map(([unit, name]) => ({ unit, name, withdrawn: false })),
  },
  units: units.map(([unit, name], index) => ({
    unit,
    name,
    short: name,
    kind: "dinas",
    published: index < 6 ? 9 : index === 6 ? 7 : 0,
  })),
  asOf: "2026-10-12T06:30:00.000Z",
};

export const unitInput = {
  tenant,
  unit: { id: "dinkes", name: "Dinas Kesehatan", short: "Dinkes", kind: "dinas" },
  year: "2026",
  templates: [{ ...homeInput.template, labels }],
  reports: months
    .filter((period) => period !== "2026-05")
    .map((period, index) => cardOf(period, "dinkes", "Dinas Kesehatan", 5 + index * 8, index !== 3)),
  asOf: "2026-10-12T06:30:00.000Z",
};

const row = (code: string, label: string, kegiatan: string, cells: Record<string, unknown>) => ({
  code,
  label,
  group: ["1.02.02 Program Pemenuhan Upaya Kesehatan Perorangan dan Upaya Kesehatan Masyarakat", kegiatan],
  section: "belanja",
  cells: { pagu: value("2475300000.25", "Rp"), ...cells },
});

/** Codes of the first and the second version. */
export const CODE = "0123456789ABCDEFGHJKMNPQRS";
export const NEXT_CODE = "TVWXYZ0123456789ABCDEFGHJK";

export const reportInput = {
  tenant,
  template: { id: "rfk", name: "Laporan Realisasi Fisik dan Keuangan", short: "RFK", n: 2 },
  unit: { id: "dinkes", name: "Dinas Kesehatan" },
  period: "2026-03",
  version: 1,
  publishedAt: "2026-04-06T02:15:00.000Z",
  onTime: true,
  nil: null,
  budget: "DPA Pergeseran I",
  signer: { name: "dr. Kusnandar, M.Kes.", hat: "Plt. Kepala Dinas Kesehatan", at: "2026-04-06T02:14:10.000Z" },
  contentHash: "0c4d21ffae90b7e3".repeat(4),
  snapshot: "9f2c4e7ab0135d68".repeat(4),
  status: "terbit",
  correcting: false,
  superseded: null,
  withdrawn: null,
  code: CODE,
  correction: null,
  versions: [{ version: 1, status: "terbit", publishedAt: "2026-04-06T02:15:00.000Z", code: CODE }],
  outdated: [],
  months: ["2026-01", "2026-02"],
  absent: [],
  figures: figuresOf(64.54),
  labels,
  sections: [
    {
      id: "belanja",
      label: "Realisasi per sub kegiatan",
      kind: "rows",
      columns: [
        { id: "uang", label: "Realisasi bulan ini", type: "money", unit: "Rp", decimals: 2 },
        { id: "fisik", label: "Fisik bulan ini", type: "percent", unit: null, decimals: 2 },
        { id: "keluaran", label: "Keluaran", type: "number", unit: "@unit", decimals: 0 },
        { id: "status", label: "Status", type: "choice", unit: null, decimals: 0 },
        { id: "kontrak", label: "Tanggal kontrak", type: "date", unit: null, decimals: 0 },
        { id: "batas", label: "Batas kontrak", type: "text", unit: null, decimals: 0 },
      ],
    },
    {
      id: "narasi",
      label: "Uraian",
      kind: "narrative",
      columns: [{ id: "masalah", label: "Permasalahan dan tindak lanjut", type: "text", unit: null, decimals: 0 }],
    },
  ],
  rows: [
    row(
      "1.02.02.2.02.0001",
      "Pengelolaan Pelayanan Kesehatan Ibu Hamil",
      "1.02.02.2.02 Penyediaan Layanan Kesehatan untuk UKM dan UKP Rujukan",
      {
        uang: value("125000000.5", "Rp"),
        fisik: value("8.5"),
        keluaran: value("120", "orang"),
        status: { kind: "text", text: "Berjalan" },
        kontrak: { kind: "date", date: "2026-03-31" },
        batas: { kind: "date", date: "2026-06-30" },
      },
    ),
    row(
      "1.02.02.2.02.0002",
      "Pengelolaan Pelayanan Kesehatan Ibu Bersalin",
      "1.02.02.2.02 Penyediaan Layanan Kesehatan untuk UKM dan UKP Rujukan",
      {
        uang: { kind: "nil", reason: "Belum ada tagihan dari penyedia" },
        fisik: value("0"),
        keluaran: { kind: "missing", which: ["Keluaran"] },
        status: { kind: "text", text: "Tender" },
        kontrak: { kind: "missing", which: ["Tanggal kontrak"] },
      },
    ),
    row("1.02.02.2.01.0006", "Pengembangan Puskesmas", "1.02.02.2.01 Penyediaan Fasilitas Pelayanan Kesehatan", {
      uang: value("-1250000", "Rp"),
      fisik: { kind: "undefined", why: "penyebut nol" },
      keluaran: { kind: "not-applicable", reason: "Dipindahkan ke Dinas Pekerjaan Umum" },
      status: { kind: "missing", which: ["Status"] },
    }),
    {
      code: null,
      label: "narasi/masalah",
      group: [],
      section: "narasi",
      cells: {
        masalah: {
          kind: "text",
          text: "Curah hujan tinggi menunda pekerjaan fisik di tiga puskesmas.\nJadwal disusun ulang bersama penyedia.",
        },
      },
    },
  ],
};

const PERSEN = { id: "persen_keuangan", label: "Realisasi keuangan", type: "percent", unit: null, decimals: 2 };
const versions = [
  { version: 2, status: "terbit", publishedAt: "2026-05-04T01:00:00.000Z", code: NEXT_CODE },
  { version: 1, status: "digantikan", publishedAt: "2026-04-06T02:15:00.000Z", code: CODE },
];
const WHY = "Salah ketik realisasi sub kegiatan ibu bersalin";

/** Version 2, which corrected two public things of version 1. */
export const correctedInput = {
  ...reportInput,
  version: 2,
  code: NEXT_CODE,
  versions,
  correction: {
    of: 1,
    reason: WHY,
    changes: [
      { row: null, label: PERSEN, before: value("64.54"), after: value("65.1") },
      {
        row: {
          code: "1.02.02.2.02.0002",
          label: "Pengelolaan Pelayanan Kesehatan Ibu Bersalin",
          section: "belanja",
        },
        label: reportInput.sections[0]?.columns[0],
        before: { kind: "nil", reason: "Belum ada tagihan" },
        after: value("7000000"),
      },
    ],
  },
};
export const supersededInput = { ...reportInput, status: "digantikan", superseded: { by: 2, reason: WHY }, versions };
export const withdrawnInput = {
  ...reportInput,
  status: "ditarik",
  withdrawn: "Terbit untuk unit yang keliru",
  figures: {},
  labels: [],
  sections: [],
  rows: [],
  versions: [{ ...reportInput.versions[0], status: "ditarik" }],
};

export const proofInput = {
  tenant,
  code: CODE,
  template: reportInput.template,
  unit: reportInput.unit,
  period: reportInput.period,
  version: 1,
  status: "terbit",
  correcting: false,
  superseded: null,
  withdrawn: null,
  signer: reportInput.signer,
  publishedAt: reportInput.publishedAt,
  contentHash: reportInput.contentHash,
  snapshot: reportInput.snapshot,
  document: { hash: "ab".repeat(32), bytes: 1_234_567 },
  seal: { by: "internal", at: "2026-04-06T02:14:20.000Z" },
  correction: null,
  current: reportInput.versions[0],
  figures: reportInput.figures,
  labels,
};

export const home = parsed(PublicHome, homeInput);
export const unit = parsed(PublicUnit, unitInput);
export const report = parsed(PublicReport, reportInput);
export const proof = parsed(PublicProof, proofInput);
