import { LEVEL_LABEL } from "@selaras/core/cascade/levels.ts";
const list = (each: readonly string[]): string =>
  each.length < 2 ? (each[0] ?? "") : `${each.slice(0, -1).join(", ")} dan ${each.at(-1)}`;

/** Sentences of the summary of a template. */
export const summaryId = {
  whole: "Angka, publikasi dan dasar",
  everyPeriod: {
    bulan: "setiap bulan",
    triwulan: "setiap triwulan",
    caturwulan: "setiap caturwulan",
    semester: "setiap semester",
    tahun: "setiap tahun",
  },
  after: {
    bulan: "bulan berikutnya",
    triwulan: "bulan setelah triwulan berakhir",
    caturwulan: "bulan setelah caturwulan berakhir",
    semester: "bulan setelah semester berakhir",
    tahun: "bulan setelah tahun berakhir",
  },
  filledBy: (units: number, period: string) => `Laporan ini diisi oleh ${units} unit ${period}`,
  filledEvery: (period: string) => `Laporan ini diisi ${period}`,
  dueDay: (day: number, after: string) => `paling lambat tanggal ${day} ${after}`,
  byCalendar: "dengan tenggat menurut kalender",
  noCalendar: "tetapi kalendernya belum disusun",
  authors: (posts: readonly string[]) => `Yang mengisi: ${list(posts)}.`,
  noAuthors: "Belum ditentukan jabatan yang mengisi.",
  fromBudget: "Satu baris untuk setiap sub kegiatan unit.",
  listed: (n: number) => `${n} baris yang sudah ditentukan.`,
  drawn: (of: string, period: string, units: string) =>
    `Barisnya diambil dari laporan ${of} yang sudah terbit, ${period}, ${units}.`,
  drawnPeriod: {
    same: "periode yang sama",
    last: "periode terakhir di dalamnya",
    year: "semua periode di dalamnya dihimpun",
  },
  drawnUnits: { own: "dari unit sendiri", region: "dari semua perangkat daerah" },
  drawnPart: (part: string) => `Hanya unit dengan bagian kerja ${part} yang mengambilnya.`,
  drawnColumns: (labels: readonly string[]) =>
    `Terisi sendiri dan tidak diketik: ${list(labels)}. Yang belum terbit disebut nama unitnya dan tidak menjadi nol.`,
  measured: (of: string, levels: readonly string[]) =>
    `Satu baris untuk setiap indikator ${of} di pohon kinerja tahun itu, pada tingkat ${list(levels)}. Draf mengikuti perubahan pohon.`,
  measuredOf: { unit: "perangkat daerah yang melapor", region: "daerah" },
  levels: LEVEL_LABEL,
  freeRows: "Baris ditambah penyusun.",
  freeRowsMost: (most: number) => `Baris ditambah penyusun, paling banyak ${most}.`,
  sectionPart: (part: string) => `Hanya diisi unit dengan bagian kerja ${part}.`,
  parts: (parts: readonly string[]) => `Barisnya dibagi menurut bagian kerja: ${list(parts)}.`,
  perRow: (labels: readonly string[]) => `Pada setiap baris diisi ${list(labels)}.`,
  once: (labels: readonly string[]) => `Diisi sekali: ${list(labels)}.`,
  texts: (labels: readonly string[]) => `Ditulis sebagai teks: ${list(labels)}.`,
  allRequired: "Semuanya wajib sebelum dikirim.",
  required: (labels: readonly string[]) => `Wajib sebelum dikirim: ${list(labels)}.`,
  computed: (labels: readonly string[]) => `Dihitung sendiri: ${list(labels)}.`,
  blocks: (n: number) => `${n} aturan menahan pengiriman.`,
  warns: (n: number) => `${n} aturan meminta alasan.`,
  informs: (n: number) => `${n} aturan memberi tahu.`,
  filesLeast: (n: number) => `Paling sedikit ${n} berkas bukti.`,
  filesWelcome: "Berkas bukti boleh dilampirkan.",
  mandatory: (label: string, n: number) => `${label}: ${n} berkas, wajib ada.`,
  wanted: (label: string, n: number) => `${label}: ${n} berkas.`,
  complete: {
    block: (least: number) => `Kelengkapan bukti di bawah ${least} persen menahan pengiriman.`,
    warn: (least: number) => `Kelengkapan bukti di bawah ${least} persen meminta alasan.`,
  },
  figures: (labels: readonly string[]) => `Angka laporan: ${list(labels)}.`,
  public: (labels: readonly string[]) => `Masyarakat melihat: ${list(labels)}.`,
  nothingPublic: "Tidak ada angka laporan yang dibuka untuk umum.",
  judge: (label: string, n: number) => `${label} (versi ${n})`,
  judges: (judges: readonly string[]) => `Dinilai dengan ${list(judges)}.`,
  printed: (on: readonly string[], blocks: readonly string[]) =>
    `Dicetak${on.length === 0 ? "" : ` pada kertas ${on.join(", ")}`}, ditandatangani: ${list(blocks)}.`,
  notPrinted: "Tidak dicetak; tetap tercakup tanda tangan.",
  source: (source: string) => `Dasar: ${source}`,
};
