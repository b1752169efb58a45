const some = (names: readonly string[], n: number): string =>
  n > names.length ? `${names.join(", ")}, dan ${n - names.length} lagi` : names.join(", ");

/** Texts about rows that are drawn from other reports. */
export const id = {
  from: (short: string) => `Diambil dari laporan ${short} yang sudah terbit.`,
  counted: (n: number, of: number) => `${n} dari ${of} perangkat daerah.`,
  at: (moment: string) => `Diambil ${moment}.`,
  awaited: "Belum terbit:",
  awaitedOf: (name: string, periods: readonly string[]) => `${name} (${periods.join(", ")})`,
  sources: (n: number) => `Lihat ${n} laporan sumber`,
  source: (short: string, period: string, name: string, version: number) =>
    `${short} ${period}, ${name}, versi ${version}`,
  hash: (hash: string) => `sidik ${hash}`,
  again: (short: string) => `Ambil ulang dari laporan ${short}`,
  changed: "Sumber sudah berubah sejak diambil",
  undrawn: "Bagian ini belum diambil menurut templat yang berlaku",
  news: {
    new: (name: string, period: string) => `${name} menerbitkan ${period}`,
    corrected: (name: string, period: string) => `${name} mengoreksi ${period}`,
    withdrawn: (name: string, period: string) => `laporan ${name} ${period} ditarik`,
  },
  title: (short: string) => `Ambil ulang dari laporan ${short}?`,
  text: "Kolom yang diambil mengikuti laporan sumber yang terbit sekarang. Yang Anda ketik di sampingnya tetap.",
  act: "Ambil ulang",
  done: (short: string) => `Bagian ini mengikuti laporan ${short} yang terbit sekarang.`,
  saveFirst: "Tunggu sampai semua isian tersimpan.",
  same: "Tidak ada yang berubah.",
  row: "Baris",
  column: "Kolom",
  before: "Sekarang di laporan ini",
  after: "Sesudah diambil ulang",
  cells: (n: number) => `${n} angka atau kata berubah`,
  more: (n: number) => `${n} perubahan lain tidak ditampilkan.`,
  added: (n: number, names: readonly string[]) => `${n} baris baru: ${some(names, n)}.`,
  removed: (n: number, names: readonly string[]) => `${n} baris hilang: ${some(names, n)}.`,
  kept: (n: number, names: readonly string[]) =>
    `${n} baris tidak ada lagi pada sumber, tetapi tetap karena ada isian Anda: ${some(names, n)}.`,
  locked: "Diambil dari laporan lain dan tidak diketik",
  absent: "Belum ada",
  lockedWhy: (why: string) => `Belum ada: ${why}`,
  /** Why there are no rows; which reports are awaited stands above. */
  noRows: {
    others: () => "Bagian ini diisi perangkat daerah lain.",
    undrawn: (short: string) => `Belum ada baris: bagian ini belum diambil dari laporan ${short}.`,
    unasked: () => "Tidak ada baris: tidak ada laporan sumber yang ditugaskan untuk unit dan periode ini.",
    awaited: (short: string) => `Belum ada baris: belum ada laporan ${short} yang terbit saat diambil.`,
    bare: (short: string) => `Tidak ada baris: laporan ${short} yang sudah terbit tidak memuat baris untuk bagian ini.`,
  },
  origin: "Diambil dari laporan sumber",
  explained: "Angka ini diambil apa adanya dari laporan sumber. Rumus, isian dan buktinya ada di sana.",
  rowSources: "Laporan sumber baris ini",
};

export type DrawnWords = typeof id;
