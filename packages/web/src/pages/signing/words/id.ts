/** Texts of the page of signing in Indonesian. Apart from `i18n/id.ts`, so that only this page loads them. */
export const id = {
  title: "Tanda tangan dan dokumen",
  about: "Berlaku bagi laporan yang ditandatangani sesudah perubahan. Yang sudah ditandatangani tidak berubah.",
  readOnly: "Hanya admin daerah yang dapat mengubah pengaturan ini. Anda dapat membacanya.",
  change: "Ubah",
  save: "Simpan pengaturan",
  saved: "Pengaturan tersimpan.",
  signer: {
    label: "Penyegel laporan",
    internal: "Kunci layanan Selaras",
    internalHint: "Segel internal: membuktikan isi tidak berubah. Bukan tanda tangan elektronik tersertifikasi.",
    bsre: "Segel elektronik BSrE",
    bsreHint:
      "Hanya bila daerah punya perjanjian dengan BSSN dan operator layanan sudah memasang akunnya. Selama BSrE tidak menjawab, laporan menunggu sebelum terbit.",
    bsreWarning:
      "Pastikan operator layanan sudah memasang akun BSrE daerah ini. Tanpa akun itu laporan yang ditandatangani tidak terbit.",
  },
  factor: {
    label: "Faktor kedua saat menandatangani",
    on: "Diminta setiap kali menandatangani",
    off: "Tidak diminta",
    hint: (minutes: number) =>
      `Penanda tangan masuk lagi dengan kode autentikator; kode itu berlaku ${minutes} menit. Pejabat yang belum memasang autentikator diantar memasangnya dahulu.`,
    warning:
      "Siapa yang sudah memasang autentikator hanya diketahui layanan masuk, tidak tercatat di sini. Mintalah para kepala memasangnya lebih dahulu di Keamanan akun.",
  },
  paper: {
    label: "Kertas dokumen",
    F4: "F4 (folio, 215 x 330 mm)",
    A4: "A4 (210 x 297 mm)",
    hint: "Untuk dokumen yang dibuat sesudah ini. Bawaan: F4.",
  },
};
export type Words = typeof id;
