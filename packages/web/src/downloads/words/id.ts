/** Texts of downloads in Indonesian. Apart from `i18n/id.ts`, so that only pages with downloads load them. */
export const id = {
  ask: "Unduh Excel",
  fetch: "Unduh",
  fetchLabel: (title: string) => `Unduh ${title}`,
  fetchReady: "Unduh berkas Excel yang siap",
  again: "Coba lagi",
  anew: "Buat baru",
  anewLabel: "Buat baru dengan isi terakhir",
  state: { waiting: "Antre", making: "Dikerjakan", ready: "Siap", failed: "Gagal" },
  waiting: "Berkas Excel antre. Anda boleh meninggalkan halaman ini.",
  making: "Berkas Excel sedang dikerjakan. Anda boleh meninggalkan halaman ini.",
  ready: (when: string, size: string) => `Berkas Excel siap: dibuat ${when}, ${size}.`,
  size: (kilobytes: string) => `${kilobytes} KB`,
  about: "Berkas yang Anda minta. Tersimpan tujuh hari; setelah itu minta yang baru.",
  caption: "Berkas yang Anda minta, terbaru lebih dahulu",
  file: "Berkas",
  stands: "Keadaan",
  asked: "Diminta",
  made: "Dibuat",
  bytes: "Ukuran",
  act: "Tindakan",
  number: (request: string) => `Nomor permintaan: ${request}`,
  emptyTitle: "Belum ada berkas",
  empty: "Tekan Unduh Excel pada halaman laporan atau pada Siapa belum lapor; berkasnya muncul di sini.",
};

export type Words = typeof id;
