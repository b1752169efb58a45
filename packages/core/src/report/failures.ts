import { failure } from "../kernel/failure.ts";

export const opened = failure("report.exists", "refused", () => "Laporan periode ini sudah dibuka untuk unit itu.");
export const noTemplate = failure<{ period: string }>(
  "report.no_template",
  "refused",
  ({ period }) => `Belum ada versi templat yang berlaku untuk ${period}.`,
);
export const noChain = failure(
  "report.no_chain",
  "refused",
  () => "Rantai persetujuan templat ini belum terbit. Mintalah admin daerah menerbitkannya, lalu buka laporan kembali.",
);
export const noBudget = failure<{ period: string }>(
  "report.no_budget",
  "refused",
  ({ period }) => `Anggaran unit ini untuk ${period} belum tercatat, sehingga baris laporan belum dapat disusun.`,
);
export const incomplete = failure<{ count: number; first: string }>(
  "report.incomplete",
  "refused",
  ({ count, first }) =>
    `Masih ada ${count} isian wajib yang kosong, di antaranya ${first}. Isi nilainya, atau nyatakan Nihil atau Tidak berlaku dengan alasan.`,
);
export const blocked = failure<{ count: number; first: string }>(
  "report.blocked",
  "refused",
  ({ count, first }) => `Ada ${count} isian yang melanggar aturan: ${first} Perbaiki sebelum mengirim.`,
);
export const nilFilled = failure(
  "report.nil_filled",
  "refused",
  () =>
    "Laporan tidak dapat dinyatakan Nihil selama ada isian yang berisi nilai. Kosongkan isian itu, atau kirim biasa.",
);
export const unexplained = failure<{ count: number; first: string }>(
  "report.unexplained",
  "refused",
  ({ count, first }) => `Ada ${count} peringatan yang belum dijelaskan: ${first} Tulis penjelasannya sebelum mengirim.`,
);
/** Too few files, a mandatory kind that is missing, or too small a share of the kinds that are wanted. */
type FewFiles = { minimum: number } | { mandatory: string } | { percent: number; least: number; missing: string };
export const fewFiles = failure<FewFiles>("report.evidence_missing", "refused", (lack) => {
  const next = "Unggah bukti, lalu kirim kembali.";
  if ("minimum" in lack) return `Laporan ini memerlukan paling sedikit ${lack.minimum} berkas bukti. ${next}`;
  if ("mandatory" in lack) return `Bukti wajib belum cukup: ${lack.mandatory}. ${next}`;
  const { percent, least, missing } = lack;
  return `Kelengkapan bukti baru ${percent}%, sedangkan paling sedikit ${least}%. Belum cukup: ${missing}. ${next}`;
});
export const pictureMissing = failure<{ text: string }>(
  "report.picture_missing",
  "refused",
  ({ text }) =>
    `${text}: gambar harus berkas JPEG atau PNG paling besar 4 MB pada bukti laporan ini. Unggah kembali gambarnya, atau hapus dari uraian.`,
);
export const movedOn = failure(
  "report.stale",
  "stale",
  () => "Rekan Anda baru saja mengubah laporan ini. Muat ulang, periksa perubahannya, lalu ulangi.",
);
export const contentChanged = failure(
  "report.content_changed",
  "stale",
  () => "Isi sudah berubah sejak Anda membukanya. Muat ulang dan periksa kembali sebelum memutuskan.",
);
export const tooManyWriters = failure(
  "report.writers",
  "refused",
  () => "Terlalu banyak orang mengisi laporan ini sekaligus. Minta salah satu menyelesaikan isiannya dahulu.",
);
export const notYourDesk = failure<{ step: string }>(
  "report.desk",
  "forbidden",
  ({ step }) =>
    `Tahap "${step}" diputuskan oleh pemegang jabatan lain. Jabatan Anda saat ini tidak memegang tahap itu.`,
);
export const decidedSince = failure(
  "report.withdraw_late",
  "refused",
  () => "Laporan sudah mulai diputuskan sehingga tidak dapat ditarik. Minta pejabat pemeriksa mengembalikannya.",
);
export const notAuthor = failure(
  "report.not_author",
  "forbidden",
  () => "Hanya penyusun laporan (PPTK) pada unit ini yang dapat mengisi dan mengirim.",
);

export const manySources = failure<{ most: number }>(
  "report.sources_many",
  "refused",
  ({ most }) =>
    `Bagian ini diambil dari lebih dari ${most} laporan. Minta admin daerah memilih satu periode saja atau memecah bagian ini.`,
);
export const sectionClosed = failure(
  "report.section_closed",
  "refused",
  () => "Pengembalian ini hanya membuka isian yang ditandai pemeriksa; bagian ini tidak termasuk. Angkanya tetap.",
);
export const notDrawn = failure<{ section: string; short: string }>(
  "report.not_drawn",
  "refused",
  ({ section, short }) =>
    `"${section}" belum diambil dari laporan ${short} menurut templat ini. Tekan Ambil ulang pada bagian itu, lalu kirim.`,
);

export const noReturn = failure<{ step: string }>(
  "report.no_return",
  "refused",
  ({ step }) => `Tahap "${step}" tidak dapat mengembalikan laporan. Sampaikan keberatan lewat komentar.`,
);
export const returnTarget = failure(
  "report.return_target",
  "refused",
  () => "Tahap ini tidak dapat mengembalikan laporan ke tujuan itu. Pilih tujuan dari daftar.",
);
export const notSigner = failure(
  "report.not_signer",
  "forbidden",
  () => "Tanda tangan hanya dapat ditarik oleh pejabat yang memberikannya.",
);
export const signerLeft = failure<{ hat: string | null }>(
  "report.signer_left",
  "forbidden",
  ({ hat }) =>
    `Tanda tangan ini diberikan sebagai ${hat ?? "pejabat penanda tangan"}. Anda sedang tidak bertindak dalam jabatan itu, jadi tidak dapat menariknya. Bila ada kekeliruan, mintalah koreksi setelah laporan terbit.`,
);
export const recallLate = failure(
  "report.recall_late",
  "refused",
  () => "Waktu tunggu sudah habis, sehingga tanda tangan tidak dapat ditarik. Mintalah koreksi bila ada kekeliruan.",
);
export const correctionOpen = failure(
  "report.correction_open",
  "refused",
  () => "Koreksi laporan ini sudah diminta atau sedang dikerjakan. Tunggu sampai koreksi itu selesai.",
);
export const noCorrection = failure(
  "report.correction_absent",
  "stale",
  () => "Permintaan koreksi ini sudah dijawab. Muat ulang untuk melihat jawabannya.",
);
export const threadsOpen = failure<{ count: number }>(
  "report.threads_open",
  "refused",
  ({ count }) => `Masih ada ${count} komentar yang belum diselesaikan. Selesaikan dahulu, atau kembalikan laporan.`,
);
export const memoMissing = failure(
  "report.memo_missing",
  "refused",
  () => "Tahap reviu Inspektorat memerlukan catatan hasil reviu. Tulis catatannya sebelum meneruskan laporan.",
);
export const onHold = failure(
  "report.on_hold",
  "refused",
  () => "Tahap ini sedang ditunda. Lanjutkan dahulu tahap ini sebelum memutuskan.",
);
export const notHeld = failure(
  "report.not_on_hold",
  "stale",
  () => "Tahap ini tidak sedang ditunda. Muat ulang halaman.",
);
export const noVersion = failure(
  "report.chain_version",
  "refused",
  () => "Versi rantai itu tidak dapat menerima laporan ini. Pilih versi lain yang sudah terbit.",
);

export const budgetMoving = failure<{ label: string }>(
  "report.budget_moving",
  "refused",
  ({ label }) => `Baris laporan sedang disesuaikan dengan ${label}. Tunggu sebentar, muat ulang, lalu kirim.`,
);
export const targetsCurrent = failure(
  "report.targets_current",
  "refused",
  () =>
    "Laporan ini sudah memakai target yang berlaku pada akhir periodenya, tidak memakai target rencana, sudah pernah dikirim dengan target itu, atau merupakan koreksi yang tetap pada target semula.",
);
export const budgetCurrent = failure(
  "report.budget_current",
  "refused",
  () =>
    "Laporan ini tidak perlu pindah: anggarannya sudah yang berlaku pada akhir periodenya, laporan sudah pernah dikirim dengan anggaran itu, atau ini koreksi yang memakai anggaran versi terbit.",
);
export const templateMoving = failure<{ n: number }>(
  "report.template_moving",
  "refused",
  ({ n }) =>
    `Laporan ini sedang dipindahkan ke templat versi ${n}; sebagian barisnya belum. Lanjutkan pemindahannya, lalu kirim.`,
);
export const noOffer = failure(
  "report.no_offer",
  "refused",
  () =>
    "Tidak ada versi templat lain yang ditawarkan untuk laporan ini. Muat ulang; mungkin laporan ini sudah dipindahkan atau versinya sudah pensiun.",
);
export const notOffered = failure<{ act: string }>(
  "report.not_offered",
  "refused",
  ({ act }) =>
    `Untuk versi templat ini penyusun tidak dapat ${act} sendiri. Hubungi admin daerah bila laporan ini perlu ditangani lain.`,
);
export const declinedMove = failure<{ name: string }>(
  "report.declined",
  "refused",
  ({ name }) =>
    `Penyusun (${name}) memilih menyelesaikan laporan ini pada versi templatnya sekarang. Hanya penyusun yang dapat memindahkannya.`,
);
