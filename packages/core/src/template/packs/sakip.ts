import * as v from "valibot";
import { type TemplateDefinition, TemplateDefinition as Schema } from "../schema.ts";
import {
  BOUND,
  bound,
  chapter,
  computed,
  drawn,
  type DraftSection,
  figure,
  methods,
  money,
  note,
  percent,
  scales,
  stock,
  total,
} from "./building.ts";

/**
 * SAKIP: the quarterly measurement and the LKjIP (Perpres 29/2014, PermenPANRB 53/2014), domain reference 6.2 and 6.3.
 * Every OPD measures the indicators of its own sasaran in the performance tree. Which formula judges a falling one, and
 * whether achievements are capped, is the regency's to settle (methods of its catalogue).
 */
const BY_METHOD = ["naik", "turun-permenpan", "turun-rasio", "stabil"] as const;

/** The first that fits, else the last: a formula that each row takes by a word that it carries. */
const byWord = (
  name: string,
  cases: readonly (readonly [word: string, formula: string])[],
  otherwise: string,
): string => cases.reduceRight((rest, [word, formula]) => `${name} == "${word}" ? ${formula} : ${rest}`, otherwise);

/** Of a year so far, as the indicator adds up; every target up to now counts, and of realisations those reported. */
const soFar = (field: string, sum: "jumlah_periode" | "jumlah_semua_periode"): string =>
  byWord(
    "akumulasi",
    [
      ["akumulatif", `${sum}(${field})`],
      ["rata-rata", `rata_periode(${field})`],
      ["maksimum", `maks_periode(${field})`],
    ],
    `terakhir(${field})`,
  );
const JUDGED = byWord(
  "metode",
  BY_METHOD.map((id) => [id, `capaian("${id}", realisasi_sd, target_sd, nilai_penilai)`] as const),
  "nilai_penilai",
);
const NOT_BY_FORMULA = BY_METHOD.map((id) => `metode != "${id}"`).join(" && ");

const ASSESSED = stock("nilai_penilai", "Nilai penilai", {
  help: "Hanya bila capaian perlu penilaian: karena target 0, atau karena metodenya memerlukan lebih dari target dan realisasi. Dalam persen.",
  unit: "%",
  required: "no",
  orgAgg: "none",
});
const ANALYSIS = [
  note("pendorong", "Faktor pendorong"),
  note("penghambat", "Faktor penghambat"),
  note("tindak_lanjut", "Tindak lanjut"),
] as const;
const CLASS = { ...computed("kelas_capaian", "Kelas", 'kelas("peringkat-kinerja", capaian)'), type: "text" } as const;
const UNIT = { unit: "@unit", orgAgg: "none" } as const;

const meanFigures = (section: string) => [
  figure("capaian_rata", "Rata-rata capaian", section, "rata(capaian)"),
  {
    ...figure("kelas_rata", "Kelas rata-rata capaian", null, 'kelas("peringkat-kinerja", capaian_rata)'),
    type: "text" as const,
  },
];

const PARTS = {
  family: "SAKIP",
  authors: ["pptk"],
  scales: scales("peringkat-kinerja"),
} as const;

export const sakipPengukuran: TemplateDefinition = v.parse(Schema, {
  ...PARTS,
  methods: methods(...BY_METHOD),
  id: "sakip-pengukuran",
  name: "Pengukuran Kinerja Triwulanan",
  short: "Pengukuran Kinerja",
  periodType: "triwulan",
  source:
    "Perpres 29/2014 dan PermenPANRB 53/2014. Metode tiap indikator dipilih di pohon kinerja; yang belum dipilih memakai naik R / T, turun (2T - R) / T, tetap stabil. Capaian tanpa batas atas: semuanya bawaan yang ditetapkan daerah. Kelas menurut Permendagri 86/2017.",
  print: { orientation: "landscape", evidence: "annex" },
  sections: [
    {
      id: "iku",
      kind: "indicators",
      label: "Pengukuran kinerja",
      help: "Indikator sasaran perangkat daerah di pohon kinerja, dengan target triwulan ini dari rencana. Indikator yang dijumlahkan memakai target semua triwulan sampai triwulan ini.",
      source: "cascade",
      cascade: { of: "unit", levels: ["sasaran-pd"] },
      fields: [
        stock("target", "Target triwulan ini", { ...UNIT, given: "target" }),
        stock("realisasi", "Realisasi triwulan ini", UNIT),
        ASSESSED,
        ...ANALYSIS,
      ],
      computed: [
        computed("target_sd", "Target s.d. triwulan ini", soFar("target", "jumlah_semua_periode")),
        computed("realisasi_sd", "Realisasi s.d. triwulan ini", soFar("realisasi", "jumlah_periode")),
        percent("capaian", "Capaian", JUDGED),
        CLASS,
      ],
      rules: [
        {
          id: "perlu_penilai",
          when: `${NOT_BY_FORMULA} && !ada(nilai_penilai)`,
          severity: "warn",
          message:
            "Metode indikator ini (rentang, baseline-turun, ordinal, atau metode daerah sendiri) tidak dihitung dari target dan realisasi saja. Isi nilai penilai.",
          field: "nilai_penilai",
        },
        {
          id: "tanpa_penyebab",
          when: "capaian < 100 && !ada(penghambat)",
          severity: "warn",
          message: "Capaian di bawah target tanpa faktor penghambat. Tuliskan sebabnya.",
          field: "penghambat",
        },
      ],
    },
    { id: "bukti", kind: "evidence", label: "Bukti dukung", help: "Bukti realisasi indikator.", minimum: 0 },
  ],
  figures: meanFigures("iku"),
});

/** Pinned when the report is opened: what the measurement of the last quarter said of the whole year. */
const capaianSasaran: DraftSection = {
  id: "capaian-sasaran",
  kind: "indicators",
  label: "3.1 Capaian per sasaran",
  help: "Target, realisasi dan capaian diambil dari pengukuran kinerja triwulan IV. Pembanding (tahun lalu, target akhir RPJMD/Renstra, standar nasional) dan analisis diisi di sini.",
  source: "query",
  query: { template: "sakip-pengukuran", section: "iku", period: "last", units: "own" },
  fields: [
    drawn(stock("target", "Target tahun ini", UNIT), "target_sd"),
    drawn(stock("realisasi", "Realisasi tahun ini", UNIT), "realisasi_sd"),
    drawn(stock("capaian", "Capaian", { type: "percent", unit: "%", orgAgg: "none" }), "capaian"),
    drawn(note("kelas_capaian", "Predikat", { length: 60, public: true }), "kelas_capaian"),
    stock("realisasi_awal", "Realisasi tahun lalu", {
      ...UNIT,
      help: "Hanya bila laporan tahun lalu belum ada di Selaras.",
      required: "no",
    }),
    stock("target_akhir", "Target akhir RPJMD/Renstra", { ...UNIT, required: "no" }),
    stock("standar", "Standar nasional", { ...UNIT, required: "no" }),
    ...ANALYSIS,
  ],
  computed: [
    computed("tahun_lalu", "Tahun lalu", "ada(periode_lalu(realisasi)) ? periode_lalu(realisasi) : realisasi_awal"),
    percent("perubahan", "Perubahan dari tahun lalu", "persen(realisasi - tahun_lalu, tahun_lalu)"),
    percent("terhadap_akhir", "Terhadap target akhir", "persen(realisasi, target_akhir)"),
    percent("terhadap_standar", "Terhadap standar nasional", "persen(realisasi, standar)"),
  ],
  rules: [],
};

export const lkjip: TemplateDefinition = v.parse(Schema, {
  ...PARTS,
  methods: methods("naik", "turun-permenpan"),
  id: "lkjip",
  name: "Laporan Kinerja Instansi Pemerintah",
  short: "LKjIP",
  periodType: "tahun",
  source:
    "PermenPANRB 53/2014; susunan bab menurut praktik LKjIP daerah. Rumus dan batas capaian adalah bawaan yang ditetapkan daerah.",
  print: BOUND,
  sections: bound(
    [
      chapter("ikhtisar", "Ikhtisar Eksekutif", [["ikhtisar", "Ikhtisar Eksekutif"]], { public: true }),
      chapter("bab-1", "Bab I Pendahuluan", [
        ["gambaran_umum", "Gambaran umum"],
        ["isu_strategis", "Isu strategis"],
        ["sotk", "SOTK"],
      ]),
      chapter("bab-2", "Bab II Perencanaan Kinerja", [
        ["renstra", "Renstra"],
        ["iku", "IKU"],
        ["pk", "PK"],
      ]),
      capaianSasaran,
      chapter("analisis", "3.1 Analisis capaian", [
        ["penyebab", "Analisis penyebab"],
        ["efisiensi", "Efisiensi sumber daya"],
        ["program", "Program penunjang"],
      ]),
      {
        id: "anggaran",
        kind: "rows",
        label: "3.2 Realisasi anggaran",
        source: "budget",
        fields: [money("realisasi", "Realisasi setahun")],
        computed: [percent("serapan", "Realisasi terhadap pagu", "persen(realisasi, pagu)")],
        rules: [],
      },
      chapter("penutup", "Bab IV Penutup", [["penutup", "Penutup"]]),
      {
        id: "lampiran",
        kind: "evidence",
        label: "Lampiran",
        help: "PK, pengukuran, penghargaan.",
        minimum: 0,
        requirements: [
          { id: "lampiran_pk", label: "PK", minimum: 1, weight: 50, mandatory: false },
          { id: "lampiran_pengukuran", label: "Pengukuran", minimum: 1, weight: 50, mandatory: false },
        ],
        completeness: { least: 50, severity: "warn" },
      },
    ],
    { capaian: "Sasaran dan indikator" },
  ),
  figures: [
    ...meanFigures("capaian-sasaran"),
    total("pagu_total", "Pagu", "anggaran", "pagu"),
    total("realisasi_total", "Realisasi anggaran", "anggaran", "realisasi"),
    figure("serapan_total", "Realisasi terhadap pagu", null, "persen(realisasi_total, pagu_total)"),
  ],
});
