import { failure } from "../kernel/failure.ts";

export const postTaken = failure<{ title: string }>(
  "position.taken",
  "refused",
  ({ title }) => `Jabatan ${title} sudah dipegang orang itu mulai tanggal yang sama.`,
);
export const unknownKind = failure<{ kind: string }>(
  "position.unknown_kind",
  "refused",
  ({ kind }) =>
    `Jenis jabatan "${kind}" tidak ada dalam daftar daerah ini. Pilih dari daftar atau tambahkan lebih dahulu.`,
);
export const kindInUse = failure<{ kind: string; uses: string }>(
  "position.kind_in_use",
  "refused",
  ({ kind, uses }) => `Jenis jabatan ${kind} masih dipakai: ${uses}. Lepaskan dahulu dari sana.`,
);
export const kindFixed = failure<{ kind: string }>(
  "position.kind_fixed",
  "refused",
  ({ kind }) => `Jenis jabatan ${kind} sudah dipegang orang, sehingga hanya sebutan dan dasarnya yang dapat diubah.`,
);
export const changedMeanwhile = failure(
  "position.stale",
  "stale",
  () => "Data jabatan ini baru saja diubah orang lain. Muat ulang, lalu ulangi perubahan Anda.",
);
export const overlapping = failure<{ who: string; title: string; from: string; until: string }>(
  "position.overlap",
  "refused",
  ({ who, title, from, until }) =>
    `${title} pada hari-hari itu sudah dijabat ${who} (${from} sampai ${until}). Pilih tanggal lain, atau akhiri dahulu masa itu.`,
);
export const notVacant = failure<{ who: string; title: string }>(
  "position.not_vacant",
  "refused",
  ({ who, title }) =>
    `${title} masih dijabat ${who} pada hari-hari itu. Plt dan Pj hanya untuk jabatan yang kosong; bila ${who} berhalangan sementara, tunjuk Plh.`,
);
export const vacant = failure<{ title: string }>(
  "position.vacant",
  "refused",
  ({ title }) =>
    `Tidak ada pejabat ${title} yang dapat digantikan sepanjang hari-hari itu. Plh hanya untuk pejabat yang berhalangan sementara; untuk jabatan kosong tunjuk Plt.`,
);
export const tooLong = failure<{ holding: string; days: number }>(
  "position.too_long",
  "refused",
  ({ holding, days }) =>
    `Masa ${holding} paling lama ${days} hari menurut setelan daerah ini. Pilih tanggal akhir yang lebih awal.`,
);
export const wrongOrder = failure(
  "position.order",
  "refused",
  () => "Tanggal akhir harus sama dengan atau sesudah tanggal mulai.",
);
export const endMissing = failure(
  "position.end_missing",
  "refused",
  () => "Plt, Plh dan Pj memerlukan tanggal akhir. Isi hari terakhirnya.",
);
export const decreeMissing = failure(
  "position.decree_missing",
  "refused",
  () => "Plt, Plh dan Pj memerlukan nomor SK. Isi nomor surat penunjukannya.",
);
export const retroactive = failure(
  "position.retroactive",
  "refused",
  () => "Mandat tidak dapat berlaku surut atau diakhiri surut. Pilih hari ini atau sesudahnya.",
);
export const ownMandate = failure(
  "position.own_mandate",
  "forbidden",
  () =>
    "Mandat untuk diri sendiri tidak dapat dibuat, diperpanjang atau diakhiri sendiri. Mintalah pengelola mandat lain.",
);
export const outOfReach = failure(
  "position.out_of_reach",
  "forbidden",
  () =>
    "Sekretariat mengelola jabatan di bawah kepala perangkat daerahnya sendiri. Untuk jabatan ini hubungi BKPSDM atau admin daerah.",
);
export const unknownHolder = failure(
  "position.unknown_person",
  "refused",
  () => "Pegawai itu tidak tercatat atau tidak aktif. Catat atau aktifkan lebih dahulu pada tab Pegawai.",
);
export const untitled = failure(
  "position.untitled",
  "refused",
  () => "Jabatan ini belum pernah diisi, sehingga sebutannya belum dikenal. Tulis sebutan jabatannya.",
);
export const notExtendable = failure(
  "position.not_extendable",
  "refused",
  () =>
    "Yang dapat diperpanjang hanya Plt, Plh dan Pj yang belum berakhir, ke tanggal yang lebih lambat, dengan SK sendiri.",
);
