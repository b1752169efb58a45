import * as v from "valibot";
import { type TemplateDefinition, TemplateDefinition as Schema } from "../schema.ts";
import {
  BOUND,
  bound,
  chapter,
  choice,
  computed,
  drawn,
  type DraftRow,
  type DraftSection,
  figure,
  keptBy,
  methods,
  money,
  note,
  percent,
  stock,
  total,
} from "./building.ts";
import { IKK_DASAR } from "./ikk-dasar.ts";
import { IKK_LAIN } from "./ikk-lain.ts";

/**
 * LPPD (PP 13/2019, Permendagri 18/2020), structure and indicators of the domain reference 4.2 to 4.4. An IKK is always
 * computed from what was counted; a typed percentage has no place. The list changes between years: each report keeps the
 * list of its own year by its template version.
 */
type MacroLine = readonly [name: string, unit: string, direction: "naik" | "turun"];
const MACRO: readonly MacroLine[] = [
  ["Indeks Pembangunan Manusia (IPM)", "indeks", "naik"],
  ["Angka Kemiskinan", "%", "turun"],
  ["Angka Pengangguran (TPT)", "%", "turun"],
  ["Pertumbuhan Ekonomi (PDRB ADHK)", "%", "naik"],
  ["Pendapatan per Kapita", "Rp", "naik"],
  ["Ketimpangan Pendapatan (Gini ratio)", "indeks 0-1", "turun"],
];

const change = (better: string, worse: string): string =>
  `capaian == tahun_lalu ? "tetap" : (capaian > tahun_lalu ? "${better}" : "${worse}")`;

const macroRows = (): DraftRow[] =>
  MACRO.map(([label, unit, direction], i) => ({
    key: `makro.${i + 1}`,
    code: String(i + 1),
    label,
    group: ["Capaian kinerja makro"],
    context: {},
    part: "perencanaan",
    ...(direction === "turun" ? { formulas: { perubahan: change("memburuk", "membaik") } } : {}),
    indicator: {
      unit,
      direction,
      numerator: label,
      denominator: null,
      source: "Indikator makro LPPD; angka dari BPS.",
    },
  }));

const makro: DraftSection = {
  id: "makro",
  kind: "indicators",
  label: "2.1 Capaian kinerja makro",
  help: "Angka tahun ini dan tahun lalu menurut rilis BPS. Tahun lalu terisi sendiri bila laporannya terbit di Selaras.",
  source: "list",
  rows: macroRows(),
  fields: [
    stock("capaian", "Capaian tahun ini", { unit: "@unit", decimals: 3, orgAgg: "none", negative: true }),
    stock("capaian_awal", "Capaian tahun lalu", {
      help: "Hanya bila laporan tahun lalu belum ada di Selaras.",
      unit: "@unit",
      decimals: 3,
      orgAgg: "none",
      negative: true,
      required: "no",
    }),
  ],
  computed: [
    computed("tahun_lalu", "Tahun lalu", "ada(periode_lalu(capaian)) ? periode_lalu(capaian) : capaian_awal", {
      decimals: 3,
    }),
    percent("laju", "Laju", "persen(capaian - tahun_lalu, tahun_lalu)"),
    { ...computed("perubahan", "Perubahan", change("membaik", "memburuk")), type: "text" },
  ],
  rules: [],
};

const ikk: DraftSection = {
  id: "ikk",
  kind: "indicators",
  label: "2.2 Capaian kinerja urusan (IKK)",
  help: "Isi pembilang dan penyebut; nilainya dihitung. Keduanya dapat berasal dari dua perangkat daerah.",
  source: "list",
  regional: true,
  context: [{ id: "jenis", label: "Cara hitung", type: "text" }],
  rows: [...IKK_DASAR, ...IKK_LAIN],
  fields: [
    stock("pembilang", "Pembilang", { decimals: 4 }),
    stock("penyebut", "Penyebut", { decimals: 4 }),
    note("sumber_pembilang", "Sumber pembilang", { length: 200, public: true }),
    note("sumber_penyebut", "Sumber penyebut", { length: 200, public: true }),
  ],
  computed: [computed("nilai", "Nilai", "persen(pembilang, penyebut)", { decimals: 2 })],
  rules: [
    {
      id: "pembilang_lebih",
      when: 'jenis == "bagian" && pembilang > penyebut',
      severity: "block",
      message:
        "Pembilang adalah bagian dari penyebut dan tidak dapat melebihinya. Periksa titik dan koma pada angkanya.",
      field: "pembilang",
    },
    {
      id: "cakupan_lebih",
      when: 'jenis == "cakupan" && pembilang > penyebut',
      severity: "warn",
      message: "Pembilang melebihi sasaran. Jelaskan, misalnya karena sasarannya perkiraan.",
      field: "pembilang",
    },
    {
      id: "penyebut_nol",
      when: "penyebut == 0",
      severity: "warn",
      message: "Penyebut 0: nilainya tidak terdefinisi. Bila urusan ini tidak ada di daerah, pilih tidak berlaku.",
      field: "penyebut",
    },
  ],
};

const opini: DraftSection = {
  id: "opini",
  kind: "indicators",
  label: "2.2 Opini BPK",
  source: "list",
  rows: [
    {
      key: "ikk.4.x.3",
      code: "4.x.3",
      label: "Opini BPK",
      group: ["4 Fungsi penunjang"],
      context: {},
      part: "keuangan",
      indicator: {
        unit: "opini",
        direction: "naik",
        numerator: "opini",
        denominator: null,
        source: "Permendagri 18/2020",
      },
    },
  ],
  fields: [choice("opini", "Opini atas LKPD", ["WTP", "WDP", "TW", "TMP"])],
  computed: [percent("terhadap_wtp", "Terhadap WTP", 'capaian("opini-bpk", opini, "WTP")')],
  rules: [],
};

const pembantuan: DraftSection = {
  id: "pembantuan",
  kind: "rows",
  label: "Bab III Capaian pelaksanaan tugas pembantuan",
  help: "Satu baris per tugas pembantuan. Bila tidak ada, biarkan kosong.",
  source: "free",
  fields: [
    choice("pemberi", "Pemberi tugas", ["Pemerintah pusat", "Pemerintah provinsi"]),
    note("dasar", "Dasar hukum", { public: true }),
    money("anggaran", "Anggaran"),
    money("realisasi", "Realisasi"),
    note("capaian", "Capaian", { public: true }),
    note("permasalahan", "Permasalahan dan solusi"),
  ],
  computed: [percent("serapan", "Realisasi", "persen(realisasi, anggaran)")],
  rules: [],
};

/** The keeper of the LPPD draws the chapter of the whole region; who reports a kind of service is the SPM's matter. */
const spm: DraftSection = {
  id: "penerapan-spm",
  kind: "indicators",
  label: "Bab IV Penerapan dan pencapaian SPM",
  help: "Per jenis pelayanan, diambil dari laporan SPM Layanan triwulan IV semua perangkat daerah. Permasalahan dan solusi diisi di sini.",
  source: "query",
  query: { template: "spm-layanan", section: "capaian", period: "last", units: "region" },
  part: "pemerintahan",
  fields: [
    drawn(stock("target", "Target", { unit: "@unit", decimals: 0 }), "sasaran_setahun"),
    drawn(stock("realisasi", "Realisasi", { unit: "@unit", decimals: 0 }), "terlayani"),
    drawn(stock("capaian", "Capaian penerima", { type: "percent", unit: "%", orgAgg: "none" }), "ip_penerima"),
    drawn(stock("mutu", "Capaian mutu", { type: "percent", unit: "%", orgAgg: "none" }), "ip_mutu"),
    drawn(stock("ip_spm", "IP-SPM", { type: "percent", unit: "%", orgAgg: "none" }), "ip_spm"),
    drawn(note("kategori", "Kategori", { length: 100, public: true }), "kategori"),
    money("anggaran", "Anggaran", { required: "no" }),
    money("realisasi_anggaran", "Realisasi anggaran", { required: "no" }),
    stock("personil", "Dukungan personil", { unit: "orang", decimals: 0, required: "no" }),
    note("permasalahan", "Permasalahan"),
    note("solusi", "Solusi"),
  ],
  computed: [],
  rules: [],
};

export const lppd: TemplateDefinition = v.parse(Schema, {
  id: "lppd",
  family: "LPPD",
  name: "Laporan Penyelenggaraan Pemerintahan Daerah",
  short: "LPPD",
  periodType: "tahun",
  authors: ["pptk"],
  source:
    "PP 13/2019 dan Permendagri 18/2020; susunan bab menurut LPPD 2020. Daftar IKK berubah antar tahun: nomor, arah dan perangkat daerah adalah bawaan yang diperiksa setiap tahun. Skor EPPD tidak dihitung di sini.",
  print: BOUND,
  sections: bound(
    [
      keptBy("pengawasan", chapter("pernyataan", "Surat Pernyataan Telah Direviu", [["pernyataan", "Pernyataan"]])),
      keptBy(
        "pemerintahan",
        chapter("bab-1", "Bab I Pendahuluan", [
          ["pembentukan", "Undang-undang pembentukan"],
          ["geografis", "Data geografis"],
          ["demografi", "Demografi"],
          ["perangkat_daerah", "Jumlah perangkat daerah"],
          ["pegawai", "Pegawai"],
          ["realisasi_apbd", "Realisasi APBD"],
          ["permasalahan_strategis", "Permasalahan strategis"],
          ["visi_misi", "Visi dan misi"],
          ["program_rpjmd", "Program berdasarkan RPJMD"],
          ["kegiatan", "Kegiatan"],
          ["dasar_spm", "Penerapan dan pencapaian SPM: dasar hukum"],
        ]),
      ),
      makro,
      ikk,
      opini,
      keptBy(
        "pemerintahan",
        chapter("akuntabilitas", "2.3 Capaian akuntabilitas kinerja", [
          ["target_pk", "Target dalam Perjanjian Kinerja"],
          ["pengukuran", "Pengukuran"],
          ["analisis", "Analisis"],
        ]),
      ),
      pembantuan,
      spm,
      keptBy("pemerintahan", chapter("penutup", "Bab V Penutup", [["penutup", "Penutup"]])),
      keptBy(
        "pemerintahan",
        chapter("rlppd", "Ringkasan LPPD (RLPPD)", [["ringkasan", "Ringkasan untuk masyarakat"]], { public: true }),
      ),
      {
        id: "bukti",
        kind: "evidence",
        label: "Bukti dukung",
        help: "Bukti pembilang dan penyebut masing-masing, dari perangkat daerah yang menghitungnya.",
        minimum: 0,
        requirements: [
          { id: "bukti_pembilang", label: "Bukti pembilang IKK", minimum: 1, weight: 50, mandatory: false },
          { id: "bukti_penyebut", label: "Bukti penyebut IKK", minimum: 1, weight: 30, mandatory: false },
          {
            id: "bukti_definisi",
            label: "Definisi operasional dan sumber data",
            minimum: 1,
            weight: 20,
            mandatory: false,
          },
        ],
        completeness: { least: 80, severity: "warn" },
      },
    ],
    { makro: "Indikator makro", opini: "Indikator", spm: "Jenis pelayanan", pembantuan: "Tugas pembantuan" },
  ),
  figures: [
    figure("ikk_terhitung", "IKK yang nilainya terhitung", "ikk", "jumlah(ada(nilai) ? 1 : 0)", {
      type: "number",
      unit: "IKK",
      decimals: 0,
    }),
    figure("spm_rata", "Rata-rata IP-SPM per bidang", "penerapan-spm", "rata(ip_spm)", { through: "groups" }),
    total("pembantuan_anggaran", "Anggaran tugas pembantuan", "pembantuan", "anggaran"),
    total("pembantuan_realisasi", "Realisasi tugas pembantuan", "pembantuan", "realisasi"),
    figure(
      "pembantuan_serapan",
      "Realisasi terhadap anggaran tugas pembantuan",
      null,
      "persen(pembantuan_realisasi, pembantuan_anggaran)",
    ),
  ],
  methods: methods("opini-bpk"),
});
