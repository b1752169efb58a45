import type { Edge, Method, Scale, ScaleClass } from "./schema.ts";

/**
 * What every regency begins with: version 1 of each, never changed here. A regency that decides otherwise writes version 2.
 * The source says where a rule comes from and what in it is only our default, because no national rule was found.
 */
const PLAIN = { n: 1, cap: null, floor: null, decimals: 2, rounded: false } as const;
const NO_CAP =
  "Tanpa batas atas adalah bawaan: batas capaian LKjIP secara nasional tidak ditemukan, daerah menetapkannya.";

export const STARTER_METHODS: readonly Method[] = [
  {
    ...PLAIN,
    id: "naik",
    kind: "naik",
    label: "Makin tinggi makin baik",
    source: `Rumus umum pengukuran kinerja (progresif). ${NO_CAP}`,
  },
  {
    ...PLAIN,
    id: "turun-permenpan",
    kind: "turun-permenpan",
    label: "Makin rendah makin baik, (2T - R) / T",
    floor: "0",
    source: `Bentuk A, dipakai e-SAKIP Kabupaten Banjarnegara dengan batas bawah 0. ${NO_CAP}`,
  },
  {
    ...PLAIN,
    id: "turun-rasio",
    kind: "turun-rasio",
    label: "Makin rendah makin baik, T / R",
    source: `Bentuk B, dipakai Kabupaten Pringsewu. Realisasi 0 tidak terdefinisi dan perlu penilaian. ${NO_CAP}`,
  },
  {
    ...PLAIN,
    id: "baseline-turun",
    kind: "baseline-turun",
    label: "Penurunan dari kondisi awal",
    source: `Usulan Selaras: bagian penurunan yang tercapai dari kondisi awal ke target. ${NO_CAP}`,
  },
  {
    ...PLAIN,
    id: "rentang",
    kind: "rentang",
    direction: "naik",
    label: "Dalam rentang, di luarnya makin tinggi makin baik",
    source: `Usulan Selaras: 100 di dalam rentang; di luarnya batas terdekat menjadi target. ${NO_CAP}`,
  },
  {
    ...PLAIN,
    id: "rentang-turun",
    kind: "rentang",
    direction: "turun",
    label: "Dalam rentang, di luarnya makin rendah makin baik",
    source: `Usulan Selaras: 100 di dalam rentang; di luarnya batas terdekat menjadi target. ${NO_CAP}`,
  },
  {
    ...PLAIN,
    id: "stabil",
    kind: "stabil",
    label: "Tepat pada target",
    floor: "0",
    source: "Dipakai satu aplikasi kinerja daerah. Batas bawah 0 adalah bawaan.",
  },
  {
    ...PLAIN,
    id: "opini-bpk",
    kind: "ordinal",
    label: "Opini BPK",
    scores: [
      { answer: "WTP", score: "4" },
      { answer: "WDP", score: "3" },
      { answer: "TW", score: "2" },
      { answer: "TMP", score: "1" },
    ],
    source: "Skor opini yang dipakai Kabupaten Pringsewu; daerah dapat mengubahnya.",
  },
  {
    ...PLAIN,
    id: "predikat-sakip",
    kind: "ordinal",
    label: "Predikat SAKIP",
    scores: ["D", "C", "CC", "B", "BB", "A", "AA"].map((answer, i) => ({ answer, score: String(i + 1) })),
    source: "Skor predikat AA 7 sampai D 1 yang dipakai Kabupaten Pringsewu; daerah dapat mengubahnya.",
  },
  {
    ...PLAIN,
    id: "jawaban-lke",
    kind: "ordinal",
    label: "Jawaban huruf lembar kerja evaluasi",
    scores: [
      { answer: "AA", score: "100" },
      { answer: "A", score: "90" },
      { answer: "BB", score: "80" },
      { answer: "B", score: "70" },
      { answer: "CC", score: "60" },
      { answer: "C", score: "50" },
      { answer: "D", score: "30" },
      { answer: "E", score: "0" },
    ],
    source:
      "Nilai huruf evaluasi PermenPANRB 88/2021 menurut praktik umum, sebagai bawaan; terhadap target AA hasilnya sama dengan nilainya.",
  },
  {
    ...PLAIN,
    id: "mutu-rata-butir",
    kind: "rata",
    through: "butir",
    label: "Mutu SPM: rata-rata seluruh butir",
    source:
      "Permendagri 59/2021 tidak menyebut cara merata-rata butir mutu; rata-rata seluruh butir B.1 dan B.2 adalah bawaan.",
  },
  {
    ...PLAIN,
    id: "mutu-rata-tabel",
    kind: "rata",
    through: "tabel",
    label: "Mutu SPM: rata-rata tabel B.1 dan B.2",
    source:
      "Permendagri 59/2021 tidak menyebut cara merata-rata butir mutu; rata-rata B.1 dan rata-rata B.2 berbobot sama adalah pilihan daerah.",
  },
];

const from = (value: string): Edge => ({ value, inclusive: true });
const above = (value: string): Edge => ({ value, inclusive: false });
const grade = (label: string, tone: ScaleClass["tone"], low: Edge | null, high: Edge | null): ScaleClass => ({
  label,
  tone,
  from: low,
  to: high,
  everyPart: false,
});

const PERINGKAT: readonly ScaleClass[] = [
  grade("Sangat Tinggi", "positive", from("91"), null),
  grade("Tinggi", "positive", from("76"), above("91")),
  grade("Sedang", "info", from("66"), above("76")),
  grade("Rendah", "warning", from("51"), above("66")),
  grade("Sangat Rendah", "danger", null, above("51")),
];

export const STARTER_SCALES: readonly Scale[] = [
  {
    id: "peringkat-kinerja",
    n: 1,
    label: "Peringkat kinerja Permendagri 86/2017",
    source:
      "Permendagri 86/2017, skala nilai peringkat kinerja. Tabel cetaknya menyisakan celah; menilai angka tanpa pembulatan menurut batas bawah, dan di atas 100 tetap Sangat Tinggi, adalah bawaan.",
    rounding: null,
    classes: [...PERINGKAT],
  },
  {
    id: "peringkat-kinerja-bulat",
    n: 1,
    label: "Peringkat kinerja Permendagri 86/2017, dibulatkan dahulu",
    source:
      "Permendagri 86/2017, skala nilai peringkat kinerja; angka dibulatkan ke bilangan bulat sebelum dinilai (pilihan daerah).",
    rounding: 0,
    classes: [...PERINGKAT],
  },
  {
    id: "spm-layanan",
    n: 1,
    label: "Kategori capaian SPM Layanan",
    source:
      "Kategori IP-SPM dari satu sumber (aplikasi SPM Kalimantan Barat), dengan Pratama di atas Muda. Tuntas Paripurna memerlukan tepat 100 pada setiap bagian.",
    rounding: null,
    classes: [
      { ...grade("Tuntas Paripurna", "positive", from("100"), null), everyPart: true },
      grade("Tuntas Utama", "positive", from("90"), above("100")),
      grade("Tuntas Madya", "info", from("80"), above("90")),
      grade("Tuntas Pratama", "info", from("70"), above("80")),
      grade("Tuntas Muda", "warning", from("60"), above("70")),
      grade("Belum Tuntas", "danger", null, above("60")),
    ],
  },
  {
    id: "sakip",
    n: 1,
    label: "Predikat SAKIP",
    source:
      "PermenPANRB 88/2021: predikat dengan batas bawah lebih dari, tanpa pembulatan (70,00 adalah B, 70,01 adalah BB).",
    rounding: null,
    classes: [
      grade("AA", "positive", above("90"), null),
      grade("A", "positive", above("80"), from("90")),
      grade("BB", "positive", above("70"), from("80")),
      grade("B", "info", above("60"), from("70")),
      grade("CC", "warning", above("50"), from("60")),
      grade("C", "warning", above("30"), from("50")),
      grade("D", "danger", null, from("30")),
    ],
  },
  {
    id: "zona-tiga-warna",
    n: 1,
    label: "Zona tiga warna",
    source: "Dipakai e-SAKIP Kabupaten Banjarnegara; tidak ada ambang resmi, daerah menetapkannya.",
    rounding: null,
    classes: [
      grade("Hijau", "positive", above("90"), null),
      grade("Kuning", "warning", from("70"), from("90")),
      grade("Merah", "danger", null, above("70")),
    ],
  },
  {
    id: "zona-lima-warna",
    n: 1,
    label: "Zona lima warna",
    source: "Dipakai dasbor Kabupaten Pringsewu, tanpa celah di antara dua angka; daerah menetapkannya.",
    rounding: null,
    classes: [
      grade("Biru", "info", above("105"), null),
      grade("Hijau", "positive", from("95"), from("105")),
      grade("Kuning", "warning", from("80"), above("95")),
      grade("Jingga", "warning", from("60"), above("80")),
      grade("Kritis", "danger", null, above("60")),
    ],
  },
  {
    id: "zona-deviasi",
    n: 1,
    label: "Zona deviasi",
    source:
      "Kebiasaan rapat pengendalian (poin persentase di belakang rencana), sebagai bawaan; tidak ada ambang resmi.",
    rounding: null,
    classes: [
      grade("Hijau", "positive", from("-5"), null),
      grade("Kuning", "warning", from("-10"), above("-5")),
      grade("Merah", "danger", null, above("-10")),
    ],
  },
];
