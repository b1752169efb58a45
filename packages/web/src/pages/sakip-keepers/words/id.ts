/** Texts of the page about who keeps the SAKIP. */
export const id = {
  title: "Pengelola SAKIP",
  about: "Jabatan yang mengelola rencana, pohon kinerja dan target, menjawab permintaan dukungan, dan menilai AKIP.",
  readOnly: "Pengelola SAKIP diatur admin daerah. Anda dapat membacanya.",
  change: "Ubah",
  save: "Simpan",
  saved: "Pengelola SAKIP tersimpan.",
  defaults: "Sesuai bawaan",
  own: "Ditetapkan daerah ini",
  source: (source: string) => `Bawaan: ${source}`,
  nobody: "Tidak ada",
  lists: {
    planKeepers: {
      label: "Pengelola rencana",
      hint: "Mengelola rencana jangka menengah, pohon daerah, dan pohon setiap perangkat daerah.",
      source: "usulan Selaras: penyusun RPJMD dan pembina SAKIP (admin, Bappeda, Bagian Organisasi).",
    },
    partKeepers: {
      label: "Pengelola bagian perangkat daerah",
      hint: "Mengelola pohon kinerja dan target pada perangkat daerahnya sendiri.",
      source: "usulan Selaras: kepala perangkat daerah dan para perencananya.",
    },
    heads: {
      label: "Kepala yang menjawab dukungan",
      hint: "Menerima atau menolak permintaan dukungan kepada perangkat daerahnya.",
      source: "kepala menurut susunan organisasi yang lazim; daerah menyesuaikan dengan SOTK-nya.",
    },
    evaluators: {
      label: "Penilai AKIP",
      hint: "Membuka lembar evaluasi, menilai, dan mencatat rekomendasi.",
      source: "APIP daerah sebagai evaluator internal (PermenPANRB 88/2021).",
    },
  },
  lacking: (label: string) => `${label}: pilih paling sedikit satu jabatan.`,
};

export type Words = typeof id;
