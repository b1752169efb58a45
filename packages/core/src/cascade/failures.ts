import { failure } from "../kernel/failure.ts";

export const planStale = failure(
  "cascade.plan_stale",
  "stale",
  () => "Rencana ini baru saja diubah orang lain. Muat ulang, lalu ulangi perubahan Anda.",
);
export const treeStale = failure(
  "cascade.stale",
  "stale",
  () => "Bagian pohon ini baru saja diubah orang lain. Muat ulang untuk melihat isinya, lalu ulangi perubahan Anda.",
);
// Of a removed node and one that somebody made a moment ago alike: the id is taken.
export const idTaken = failure(
  "cascade.id_taken",
  "refused",
  () => "Nomor simpul ini sudah pernah dipakai. Muat ulang halaman, lalu tambahkan lagi.",
);
export const noPart = failure(
  "cascade.not_begun",
  "refused",
  () => "Pohon kinerja untuk tahun dan perangkat daerah ini belum dimulai. Mulailah kosong atau salin dari tahun lain.",
);
export const partBegun = failure(
  "cascade.begun",
  "refused",
  () => "Pohon kinerja untuk tahun dan perangkat daerah ini sudah ada. Ubahlah isinya; pohon tidak pernah ditimpa.",
);
export const outsidePlan = failure<{ from: string; until: string }>(
  "cascade.year",
  "refused",
  ({ from, until }) => `Tahun itu di luar masa rencana (${from} sampai ${until}). Pilih tahun lain.`,
);
export const codeTaken = failure<{ code: string }>(
  "cascade.code_taken",
  "refused",
  ({ code }) =>
    `Kode ${code} dipakai lebih dari satu indikator pada bagian ini, sehingga laporan tidak tahu target mana yang diambil. Beri tiap indikator kode sendiri, atau kosongkan salah satunya.`,
);
export const wrongPart = failure<{ level: string }>(
  "cascade.part",
  "refused",
  ({ level }) =>
    `Tingkat ${level} tidak berada di bagian ini. Visi sampai sasaran milik daerah; tujuan PD ke bawah milik perangkat daerah.`,
);
export const wrongParent = failure<{ level: string; expected: string }>(
  "cascade.parent",
  "refused",
  ({ level, expected }) => `Induk dari ${level} harus berupa ${expected}, dan masih ada di pohon. Pilih induk lain.`,
);
export const inUse = failure<{ uses: number }>(
  "cascade.in_use",
  "refused",
  ({ uses }) =>
    `Simpul ini belum dapat dihapus: masih ada ${uses} simpul atau indikator di bawahnya. Pindahkan atau hapus dahulu.`,
);
export const full = failure<{ most: number }>(
  "cascade.full",
  "refused",
  ({ most }) => `Bagian pohon ini sudah memuat ${most} simpul atau indikator, yaitu jumlah terbanyak.`,
);
export const supportAnswered = failure(
  "cascade.answered",
  "refused",
  () => "Permintaan dukungan ini sudah dijawab. Muat ulang untuk melihat jawabannya.",
);
export const supportItself = failure(
  "cascade.itself",
  "refused",
  () => "Permintaan dukungan ditujukan kepada perangkat daerah lain, bukan kepada diri sendiri.",
);
export const supportSubject = failure(
  "cascade.support_subject",
  "refused",
  () => "Dukungan hanya dapat diminta untuk sasaran yang masih ada pada bagian Anda.",
);
export const supportReason = failure(
  "cascade.support_reason",
  "refused",
  () => "Penolakan memerlukan alasan paling sedikit 10 huruf, agar peminta tahu langkah berikutnya.",
);
export const levelFixed = failure(
  "cascade.level",
  "refused",
  () => "Tingkat sebuah simpul tidak dapat diubah. Hapus simpul ini dengan alasan, lalu buat yang baru.",
);
export const noOwner = failure(
  "cascade.owner",
  "refused",
  () => "Unit penanggung jawab tidak dikenal di daerah ini. Pilih unit dari daftar.",
);
export const unknownMethod = failure<{ method: string }>(
  "cascade.method",
  "refused",
  ({ method }) =>
    `Metode capaian ${method} tidak ada dalam katalog daerah ini, atau tidak membandingkan realisasi dengan target. Muat ulang, lalu pilih dari daftar.`,
);
