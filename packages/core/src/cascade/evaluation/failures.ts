import { failure } from "../../kernel/failure.ts";

export const evaluationStale = failure(
  "cascade.evaluation_stale",
  "stale",
  () => "Lembar evaluasi ini baru saja diubah orang lain. Muat ulang, lalu ulangi perubahan Anda.",
);
export const evaluationOpen = failure(
  "cascade.evaluation_exists",
  "refused",
  () => "Lembar evaluasi untuk perangkat daerah dan tahun ini sudah dibuka. Lanjutkan lembar yang ada.",
);
export const handedIn = failure(
  "cascade.evaluation_final",
  "refused",
  () => "Penilaian ini sudah diserahkan dan tidak diubah lagi. Catat perbaikan sebagai rekomendasi atau tindak lanjut.",
);
export const unanswered = failure<{ missing: number }>(
  "cascade.evaluation_incomplete",
  "refused",
  ({ missing }) => `Penilaian belum dapat diserahkan: ${missing} isian masih kosong. Lengkapi, lalu serahkan.`,
);
export const unknownAnswer = failure<{ key: string }>(
  "cascade.evaluation_answer",
  "refused",
  ({ key }) => `Jawaban untuk ${key} tidak dikenal cara penilaian lembar ini. Pilih huruf atau nilai yang tersedia.`,
);
export const ownEvaluation = failure(
  "cascade.evaluator",
  "refused",
  () =>
    "Penilai harus orang lain daripada yang dinilai: bukan pejabat perangkat daerah itu dan bukan pengisi penilaian mandiri.",
);
export const badMethod = failure<{ what: string }>(
  "cascade.evaluation_method",
  "refused",
  ({ what }) => `Cara penilaian belum benar: ${what}`,
);
export const methodStale = failure(
  "cascade.evaluation_method_stale",
  "stale",
  () =>
    "Cara penilaian baru saja diganti orang lain. Muat ulang untuk melihat versi terakhirnya, lalu ulangi perubahan Anda.",
);
export const methodsFull = failure<{ most: number }>(
  "cascade.evaluation_method_full",
  "refused",
  ({ most }) => `Cara penilaian sudah disimpan dalam ${most} versi, yaitu jumlah terbanyak.`,
);
