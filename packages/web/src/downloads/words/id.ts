/** Texts of downloads in Indonesian. Apart from `i18n/id.ts`, so that only pages with downloads load them. */
export const id = {
  fetch: "Unduh",
  fetchLabel: (title: string) => `Unduh ${title}`,
  again: "Coba lagi",
  anew: "Buat baru",
  anewLabel: "Buat baru dengan isi terakhir",
  state: { waiting: "Antre", making: "Dikerjakan", ready: "Siap", failed: "Gagal" },
  forms: {
    excel: {
      ask: "Unduh Excel",
      fetch: "Unduh berkas Excel",
      fetchReady: "Unduh berkas Excel yang siap",
      waiting: "Berkas Excel antre. Anda boleh meninggalkan halaman ini.",
      making: "Berkas Excel sedang dikerjakan. Anda boleh meninggalkan halaman ini.",
      ready: (when: string, size: string) => `Berkas Excel siap: dibuat ${when}, ${size}.`,
    },
    pdf: {
      ask: "Unduh PDF",
      fetch: "Unduh dokumen PDF",
      fetchReady: "Unduh dokumen PDF yang siap",
      waiting: "Dokumen PDF antre. Anda boleh meninggalkan halaman ini.",
      making: "Dokumen PDF sedang diambil. Anda boleh meninggalkan halaman ini.",
      ready: (when: string, size: string) => `Dokumen PDF siap: diambil ${when}, ${size}.`,
    },
    draft: {
      ask: "Cetak konsep",
      fetch: "Unduh konsep PDF",
      fetchReady: "Unduh konsep PDF yang siap",
      waiting: "Konsep PDF antre. Anda boleh meninggalkan halaman ini.",
      making: "Konsep PDF sedang dikerjakan. Anda boleh meninggalkan halaman ini.",
      ready: (when: string, size: string) => `Konsep PDF siap: dibuat ${when}, ${size}.`,
    },
  },
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
  empty:
    "Tekan Unduh Excel, Unduh PDF, atau Cetak konsep pada halaman laporan atau perjanjian kinerja, atau Unduh Excel pada Siapa belum lapor; berkasnya muncul di sini.",
};

export type Words = typeof id;
