import * as v from "valibot";
import { type TemplateDefinition, TemplateDefinition as Schema } from "../schema.ts";
import {
  BOUND,
  bound,
  choice,
  computed,
  type Draft,
  type DraftFigure,
  type DraftRow,
  type DraftSection,
  figure,
  methods,
  money,
  note,
  partial,
  percent,
  scales,
  stock,
  story,
  total,
} from "./building.ts";
import { numbered, PROVINCE_SERVICES, REGENCY_SERVICES, type ServiceField } from "./spm-services.ts";

/**
 * SPM Layanan (Standar Pelayanan Minimal; PP 2/2018, Permendagri 59/2021), columns and formulas of the domain reference
 * 5.3 and 5.4. One row per kind of service holds recipients and quality side by side, because IP-SPM of the kind needs
 * both; the items of quality are a table of their own and the row gathers them (decision 0036).
 */
const NO_TARGET = "tidak ada sasaran";
const B1 = "B.1 Barang/jasa";
const B2 = "B.2 SDM";

const where = (expression: string): string => `berlaku_bila(sasaran_setahun > 0, ${expression}, "${NO_TARGET}")`;

/** Which mean of the items counts is a named method of the regency's catalogue. */
const meanBy = (method: string): string => `capaian("${method}", mutu_butir, mutu_barang, mutu_sdm)`;

const rowsOf = (fields: readonly ServiceField[]): DraftRow[] =>
  numbered(fields).map(({ n, name, field, part, unit }) => ({
    key: `spm.${String(n).padStart(2, "0")}`,
    code: String(n),
    label: name,
    group: [field],
    context: { bidang: field },
    part,
    indicator: {
      unit,
      direction: "naik",
      numerator: "terlayani",
      denominator: "sasaran setahun",
      source: "PP 2/2018; satuan adalah bawaan dan dapat diubah daerah.",
    },
  }));

/** A and the result: recipients, quality as gathered, and IP-SPM of every kind. */
const capaian = (fields: readonly ServiceField[]): DraftSection => {
  const over = { section: "mutu", by: "jenis" };
  return {
    id: "capaian",
    kind: "indicators",
    label: "A. Penerima layanan dan IP-SPM",
    help: "Sasaran diisi sekali setahun dan tidak dijumlahkan antar triwulan. Isi 0 bila tahun ini tidak ada sasaran. Satu orang dihitung satu kali dalam setahun.",
    source: "list",
    regional: true,
    context: [{ id: "bidang", label: "Bidang", type: "text" }],
    rows: rowsOf(fields),
    fields: [
      stock("sasaran", "Jumlah total yang harus dilayani", {
        help: "Sasaran setahun. Diisi sekali; triwulan berikutnya memakai isian pertama dan tidak mengisinya lagi.",
        given: "first-of-year",
        unit: "@unit",
        decimals: 0,
        required: "no",
      }),
      partial("bulan_1", "Terlayani bulan pertama", { unit: "@unit", decimals: 0 }),
      partial("bulan_2", "Terlayani bulan kedua", { unit: "@unit", decimals: 0 }),
      partial("bulan_3", "Terlayani bulan ketiga", { unit: "@unit", decimals: 0 }),
    ],
    computed: [
      computed("sasaran_setahun", "Sasaran setahun", "terakhir(sasaran)", { decimals: 0 }),
      computed("terlayani_triwulan", "Terlayani triwulan ini", "bulan_1 + bulan_2 + bulan_3", { decimals: 0 }),
      computed("terlayani", "Total terlayani", "kumulatif(bulan_1) + kumulatif(bulan_2) + kumulatif(bulan_3)", {
        decimals: 0,
      }),
      computed("belum_terlayani", "Yang belum terlayani", where("maks(sasaran_setahun - terlayani, 0)"), {
        decimals: 0,
      }),
      percent("ip_penerima", "IP penerima", where("min(persen(terlayani, sasaran_setahun), 100)")),
      percent("mutu_butir", "Mutu: rata-rata seluruh butir", "rata(terpenuhi)", { over }),
      percent("mutu_barang", "Mutu B.1 barang/jasa", `rata(berlaku_bila(tabel == "${B1}", terpenuhi, "tabel lain"))`, {
        over,
      }),
      percent("mutu_sdm", "Mutu B.2 SDM", `rata(berlaku_bila(tabel == "${B2}", terpenuhi, "tabel lain"))`, { over }),
      percent("mutu_tabel", "Mutu: rata-rata B.1 dan B.2", meanBy("mutu-rata-tabel")),
      percent("ip_mutu", "IP mutu", meanBy("mutu-rata-butir"), {
        help: "Bawaan: metode mutu-rata-butir. Daerah yang memakai rata-rata tabel B.1 dan B.2 menulis mutu-rata-tabel di dalam rumus ini.",
      }),
      percent("ip_spm", "IP-SPM", where("0.8 * ip_penerima + 0.2 * ip_mutu")),
      percent("ip_spm_tabel", "IP-SPM menurut rata-rata B.1 dan B.2", where("0.8 * ip_penerima + 0.2 * mutu_tabel"), {
        public: false,
      }),
      {
        ...computed("kategori", "Kategori", 'kelas("spm-layanan", ip_spm, ip_penerima, ip_mutu)'),
        type: "text",
      },
      computed("tanpa_sasaran", "Tanpa sasaran", "sasaran_setahun > 0 ? 0 : 1", { decimals: 0, public: false }),
    ],
    rules: [
      {
        id: "sasaran_kosong",
        when: "!ada(sasaran_setahun)",
        severity: "block",
        message: "Sasaran setahun belum diisi. Isi 0 bila tahun ini tidak ada sasaran.",
        field: "sasaran",
      },
      {
        id: "melebihi_sasaran",
        when: "sasaran_setahun > 0 && terlayani > sasaran_setahun",
        severity: "warn",
        message:
          "Total terlayani melebihi sasaran setahun. Satu orang dihitung satu kali; jelaskan bila memang demikian.",
        field: "bulan_3",
      },
      {
        id: "terlayani_tanpa_sasaran",
        when: "sasaran_setahun == 0 && terlayani > 0",
        severity: "warn",
        message: "Ada yang terlayani padahal sasarannya 0. Periksa sasaran, atau jelaskan.",
        field: "sasaran",
      },
      {
        id: "mutu_kosong",
        when: "sasaran_setahun > 0 && !ada(ip_mutu)",
        severity: "warn",
        message: "Butir mutu jenis pelayanan ini belum lengkap; IP-SPM belum dapat dihitung.",
        field: "sasaran",
      },
    ],
  };
};

const jenis = (fields: readonly ServiceField[]) =>
  choice(
    "jenis",
    "Jenis pelayanan",
    numbered(fields).map(({ name }) => name),
  );

/** B: one row per item of goods, services and personnel. */
const mutu = (fields: readonly ServiceField[]): DraftSection => ({
  id: "mutu",
  kind: "rows",
  label: "B. Mutu minimal layanan dasar",
  help: "Satu baris per barang/jasa (B.1) dan per jenis tenaga (B.2). Persentasenya dihimpun ke jenis pelayanan yang dipilih.",
  source: "free",
  regional: true,
  fields: [
    jenis(fields),
    choice("tabel", "Tabel", [B1, B2]),
    note("satuan", "Satuan", { length: 60, public: true }),
    stock("kebutuhan", "Jumlah kebutuhan"),
    stock("tersedia", "Jumlah tersedia"),
  ],
  computed: [
    computed("belum_tersedia", "Belum tersedia", "maks(kebutuhan - tersedia, 0)"),
    percent(
      "terpenuhi",
      "Terpenuhi",
      'berlaku_bila(kebutuhan > 0, min(persen(tersedia, kebutuhan), 100), "tidak dibutuhkan")',
    ),
  ],
  rules: [],
});

/** C and what stands beside the numbers. */
const surroundings = (fields: readonly ServiceField[]): DraftSection[] => [
  {
    id: "anggaran",
    kind: "rows",
    label: "C. Alokasi anggaran dan realisasi",
    help: "Satu baris per program, kegiatan atau sub kegiatan yang mendukung jenis pelayanan.",
    source: "free",
    fields: [
      jenis(fields),
      money("alokasi", "Alokasi"),
      money("realisasi", "Realisasi s.d. triwulan ini", { entry: "cumulative" }),
    ],
    computed: [percent("serapan", "Realisasi", "persen(realisasi, alokasi)")],
    rules: [
      {
        id: "melebihi_alokasi",
        when: "realisasi > alokasi",
        severity: "warn",
        message: "Realisasi melebihi alokasi. Periksa angkanya, atau jelaskan.",
        field: "realisasi",
      },
    ],
  },
  {
    id: "permasalahan",
    kind: "rows",
    label: "Permasalahan dan solusi",
    source: "free",
    fields: [
      jenis(fields),
      note("permasalahan", "Permasalahan", { required: "submit" }),
      note("solusi", "Solusi", { required: "submit" }),
    ],
    computed: [],
    rules: [],
  },
  {
    id: "uraian",
    kind: "narrative",
    label: "Dukungan personil",
    fields: [story("dukungan_personil", "Dukungan personil")],
  },
  {
    id: "bukti",
    kind: "evidence",
    label: "Bukti dukung",
    help: "Daftar penerima layanan disimpan tanpa NIK lengkap; cukup rekapitulasi yang ditandatangani.",
    minimum: 0,
    requirements: [
      { id: "rekap_penerima", label: "Rekapitulasi penerima layanan", minimum: 1, weight: 60, mandatory: false },
      { id: "rekap_mutu", label: "Rekapitulasi barang/jasa dan SDM", minimum: 1, weight: 40, mandatory: false },
    ],
    completeness: { least: 60, severity: "warn" },
  },
];

const figures = (fields: readonly ServiceField[]): DraftFigure[] => [
  ...fields.map(({ id, name }) =>
    figure(
      `ip_${id}`,
      `IP-SPM bidang ${name}`,
      "capaian",
      `rata(berlaku_bila(bidang == "${name}", ip_spm, "bidang lain"))`,
    ),
  ),
  figure("ip_daerah", "IP-SPM (rata-rata bidang)", "capaian", "rata(ip_spm)", { through: "groups" }),
  figure("ip_daerah_tabel", "IP-SPM menurut rata-rata B.1 dan B.2", "capaian", "rata(ip_spm_tabel)", {
    through: "groups",
    public: false,
  }),
  figure("tanpa_sasaran", "Jenis pelayanan tanpa sasaran", "capaian", "jumlah(tanpa_sasaran)", {
    type: "number",
    unit: "jenis pelayanan",
    decimals: 0,
  }),
  {
    id: "kategori_daerah",
    label: "Kategori",
    type: "text",
    decimals: 0,
    section: null,
    expression: 'kelas("spm-layanan", ip_daerah)',
    public: true,
  },
  total("alokasi_total", "Alokasi anggaran", "anggaran", "alokasi"),
  total("realisasi_total", "Realisasi anggaran", "anggaran", "realisasi"),
  figure("serapan_total", "Realisasi terhadap alokasi", null, "persen(realisasi_total, alokasi_total)"),
];

const packed = (names: Pick<Draft, "id" | "name" | "short">, fields: readonly ServiceField[]): TemplateDefinition =>
  v.parse(Schema, {
    ...names,
    family: "SPM Layanan",
    periodType: "triwulan",
    authors: ["pptk"],
    source:
      "PP 2/2018 dan Permendagri 59/2021. Bobot 80/20 dari dua sumber. Bawaan yang dapat diubah daerah: rata-rata butir mutu, rata-rata sederhana per bidang dan daerah, sasaran 0 tidak ikut dirata-rata, dan tabel kategori.",
    print: BOUND,
    sections: bound([capaian(fields), mutu(fields), ...surroundings(fields)], {
      capaian: "Jenis pelayanan",
      mutu: "Barang, jasa atau personil",
      anggaran: "Jenis pelayanan",
      permasalahan: "Jenis pelayanan",
    }),
    figures: figures(fields),
    methods: methods("mutu-rata-butir", "mutu-rata-tabel"),
    scales: scales("spm-layanan"),
  });

export const spmLayanan = packed(
  { id: "spm-layanan", name: "Standar Pelayanan Minimal Kabupaten/Kota", short: "SPM Layanan" },
  REGENCY_SERVICES,
);
export const spmLayananProvinsi = packed(
  { id: "spm-layanan-provinsi", name: "Standar Pelayanan Minimal Provinsi", short: "SPM Layanan Provinsi" },
  PROVINCE_SERVICES,
);
