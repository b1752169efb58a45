import { failure } from "../../kernel/failure.ts";

export const agreementStale = failure(
  "cascade.agreement_stale",
  "stale",
  () => "Perjanjian kinerja ini baru saja diubah orang lain. Muat ulang, periksa isinya, lalu ulangi.",
);
export const contentChanged = failure(
  "cascade.content_changed",
  "stale",
  () =>
    "Isi sudah berubah sejak Anda membukanya (simpul, indikator, target atau pejabat). Muat ulang, baca, lalu tanda tangani.",
);
export const sasaranWithoutIndicator = failure<{ node: string; text: string; more: number }>(
  "cascade.sasaran_without_indicator",
  "refused",
  ({ text, more }) =>
    `Belum dapat ditandatangani: sasaran "${text}" belum memiliki indikator${more > 0 ? `, dan ${more} sasaran lain juga` : ""}. Lengkapi di pohon kinerja.`,
);
export const indicatorWithoutTarget = failure<{ indicator: string; text: string; year: string }>(
  "cascade.indicator_without_target",
  "refused",
  ({ text, year }) =>
    `Belum dapat ditandatangani: indikator "${text}" belum memiliki target tahun ${year}. Lengkapi di pohon kinerja.`,
);
export const nothingOwned = failure<{ title: string }>(
  "cascade.nothing_owned",
  "refused",
  ({ title }) =>
    `Belum ada simpul pohon kinerja yang menjadi tanggung jawab ${title}. Isi penanggung jawab pada simpulnya lebih dahulu.`,
);
export const notHolder = failure<{ whose: string }>(
  "cascade.not_holder",
  "refused",
  ({ whose }) => `${whose} tidak memegang jabatan itu hari ini. Periksa mandatnya, lalu ubah perjanjian ini.`,
);
export const wrongState = failure<{ state: string }>(
  "cascade.agreement_state",
  "refused",
  ({ state }) =>
    `Perjanjian kinerja ini sedang ${state}, sehingga tindakan itu tidak dapat dilakukan. Muat ulang untuk melihat langkah berikutnya.`,
);
export const sameParties = failure(
  "cascade.same_person",
  "refused",
  () => "Kedua pihak perjanjian kinerja harus orang yang berbeda. Pilih atasan lain.",
);
export const superiorMissing = failure(
  "cascade.superior_missing",
  "refused",
  () => "Pilih atasan sebagai pihak kedua. Hanya kepala daerah yang berjanji tanpa atasan.",
);
export const changeReason = failure(
  "cascade.change_reason",
  "refused",
  () => "Perjanjian kinerja yang sudah ditandatangani hanya diubah dengan alasan paling sedikit 10 huruf.",
);
export const notYourTurn = failure<{ title: string }>(
  "cascade.not_your_turn",
  "forbidden",
  ({ title }) => `Yang menandatangani sekarang adalah ${title}. Jabatan Anda tidak dapat menggantikannya.`,
);
