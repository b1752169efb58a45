import * as v from "valibot";
import { type TemplateDefinition, TemplateDefinition as Schema } from "../schema.ts";
import {
  BOUND,
  bound,
  chapter,
  choice,
  computed,
  date,
  type DraftRow,
  type DraftSection,
  figure,
  keptBy,
  money,
  note,
  percent,
  stock,
  total,
} from "./building.ts";

/**
 * LKPJ (PP 13/2019, Permendagri 18/2020), content of the domain reference 7. The titles of the chapters are our default
 * [K-M]. The days left to 31 March follow from the day of delivery.
 */

const accounts = (group: string, names: readonly string[]): DraftRow[] =>
  names.map((label) => ({
    key: label.toLowerCase().replaceAll(/[^a-z]+/g, "-"),
    label,
    group: [group],
    context: {},
    part: "keuangan",
  }));

const keuangan: DraftSection = {
  id: "keuangan",
  kind: "rows",
  label: "Bab II Pengelolaan keuangan",
  source: "list",
  rows: [
    ...accounts("Pendapatan", [
      "Pendapatan Asli Daerah",
      "Pendapatan Transfer",
      "Lain-lain Pendapatan Daerah yang Sah",
    ]),
    ...accounts("Belanja", ["Belanja Operasi", "Belanja Modal", "Belanja Tidak Terduga", "Belanja Transfer"]),
  ],
  fields: [money("anggaran", "Anggaran setelah perubahan"), money("realisasi", "Realisasi")],
  computed: [percent("capaian", "Realisasi", "persen(realisasi, anggaran)")],
  rules: [],
};

const urusan: DraftSection = {
  id: "urusan",
  kind: "rows",
  label: "Bab III Hasil penyelenggaraan urusan",
  help: "Capaian setahun per sub kegiatan, dengan permasalahan dan upaya.",
  source: "budget",
  fields: [
    money("realisasi", "Realisasi anggaran setahun"),
    stock("keluaran", "Realisasi keluaran setahun", { unit: "@unit", orgAgg: "none" }),
    note("permasalahan", "Permasalahan"),
    note("upaya", "Upaya"),
  ],
  computed: [
    percent("serapan", "Realisasi terhadap pagu", "persen(realisasi, pagu)"),
    percent("capaian_keluaran", "Capaian keluaran", "persen(keluaran, target)"),
  ],
  rules: [
    {
      id: "melebihi_pagu",
      when: "realisasi > pagu",
      severity: "block",
      message: "Realisasi setahun melebihi pagu.",
      field: "realisasi",
    },
  ],
};

const rekomendasi: DraftSection = {
  id: "rekomendasi",
  kind: "rows",
  label: "Bab V Tindak lanjut rekomendasi DPRD tahun lalu",
  help: "Satu baris per rekomendasi; nama baris adalah pokok rekomendasi.",
  source: "free",
  fields: [
    note("nomor", "Nomor", { length: 60, required: "submit", public: true }),
    note("isi", "Isi rekomendasi", { required: "submit", public: true }),
    note("opd", "OPD penanggung jawab", { length: 200, required: "submit", public: true }),
    note("tindak_lanjut", "Tindak lanjut", { public: true }),
    choice("status", "Status", ["Belum ditindaklanjuti", "Dalam proses", "Selesai", "Tidak dapat ditindaklanjuti"]),
    note("bukti", "Bukti"),
  ],
  computed: [computed("selesai", "Selesai", 'status == "Selesai" ? 1 : 0', { decimals: 0, public: false })],
  rules: [
    {
      id: "tanpa_tindak_lanjut",
      when: 'status != "Belum ditindaklanjuti" && !ada(tindak_lanjut)',
      severity: "block",
      message: "Tuliskan tindak lanjutnya, atau alasan mengapa tidak dapat ditindaklanjuti.",
      field: "tindak_lanjut",
    },
    {
      id: "tanpa_bukti",
      when: 'status == "Selesai" && !ada(bukti)',
      severity: "warn",
      message: "Rekomendasi dinyatakan selesai tanpa menyebut buktinya.",
      field: "bukti",
    },
  ],
};

/** Three months after the year ended (PP 13/2019): 31 March of the year after the one that is reported. */
const LAST_DAY = "tambah_bulan(akhir_periode(), 3)";

const penyampaian: DraftSection = {
  id: "penyampaian",
  kind: "rows",
  label: "Penyampaian kepada DPRD",
  help: "Hari LKPJ nyata-nyata disampaikan dalam rapat paripurna; paling lambat 31 Maret.",
  source: "list",
  rows: [{ key: "lkpj", label: "Penyampaian LKPJ", group: [], context: {}, part: "pemerintahan" }],
  fields: [
    date("disampaikan", "Tanggal penyampaian", { public: true }),
    note("acara", "Nomor surat atau acara", { length: 200, public: true }),
  ],
  computed: [
    computed("sisa_hari", "Hari sampai 31 Maret", `hari_antara(disampaikan, ${LAST_DAY})`, {
      unit: "hari",
      decimals: 0,
    }),
    {
      ...computed("ketepatan", "Ketepatan", 'sisa_hari >= 0 ? "tepat waktu" : "terlambat"'),
      type: "text",
    },
  ],
  rules: [
    {
      id: "sebelum_tahun_berakhir",
      when: "disampaikan <= akhir_periode()",
      severity: "warn",
      message: "Tanggal ini masih dalam tahun yang dilaporkan. Periksa tahunnya, atau jelaskan.",
      field: "disampaikan",
    },
    {
      id: "terlambat",
      when: `disampaikan > ${LAST_DAY}`,
      severity: "warn",
      message: "LKPJ disampaikan sesudah 31 Maret. Jelaskan sebabnya.",
      field: "disampaikan",
    },
  ],
};

export const lkpj: TemplateDefinition = v.parse(Schema, {
  id: "lkpj",
  family: "LKPJ",
  name: "Laporan Keterangan Pertanggungjawaban",
  short: "LKPJ",
  periodType: "tahun",
  authors: ["pptk"],
  source:
    "PP 13/2019 dan Permendagri 18/2020. Judul bab adalah bawaan yang lazim dan dapat diubah daerah; peraturan LKPJ yang lebih baru belum terkonfirmasi.",
  print: BOUND,
  sections: bound(
    [
      keptBy(
        "pemerintahan",
        chapter("bab-1", "Bab I Pendahuluan", [
          ["latar", "Latar belakang"],
          ["gambaran", "Gambaran umum daerah"],
        ]),
      ),
      keptBy(
        "pemerintahan",
        chapter("bab-2", "Bab II Perubahan penjabaran APBD", [["perubahan_apbd", "Perubahan penjabaran APBD"]]),
      ),
      keuangan,
      urusan,
      keptBy(
        "pemerintahan",
        chapter("kebijakan", "Bab III Kebijakan strategis", [["kebijakan_strategis", "Kebijakan strategis"]]),
      ),
      {
        id: "pembantuan",
        kind: "rows",
        label: "Bab IV Capaian tugas pembantuan",
        help: "Tugas pembantuan dan penugasan. Bila tidak ada, biarkan kosong.",
        source: "free",
        fields: [
          choice("pemberi", "Pemberi tugas", ["Pemerintah pusat", "Pemerintah provinsi"]),
          money("anggaran", "Anggaran"),
          money("realisasi", "Realisasi"),
          note("capaian", "Capaian", { public: true }),
        ],
        computed: [percent("serapan", "Realisasi", "persen(realisasi, anggaran)")],
        rules: [],
      },
      rekomendasi,
      keptBy("pemerintahan", chapter("penutup", "Bab VI Penutup", [["penutup", "Penutup"]])),
      penyampaian,
      { id: "bukti", kind: "evidence", label: "Bukti dukung", help: "Bukti tindak lanjut rekomendasi.", minimum: 0 },
    ],
    { keuangan: "Uraian", rekomendasi: "Rekomendasi DPRD", pembantuan: "Tugas pembantuan" },
  ),
  figures: [
    total("pagu_total", "Pagu", "urusan", "pagu"),
    total("realisasi_total", "Realisasi anggaran", "urusan", "realisasi"),
    figure("serapan_total", "Realisasi terhadap pagu", null, "persen(realisasi_total, pagu_total)"),
    figure("rekomendasi_selesai", "Rekomendasi DPRD selesai", "rekomendasi", "jumlah(selesai)", {
      type: "number",
      unit: "rekomendasi",
      decimals: 0,
    }),
  ],
});
