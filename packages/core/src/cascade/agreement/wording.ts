/** The sentences of a Perjanjian Kinerja, as on its form [S: PermenPANRB 53/2014]; the same on the screen and on paper. */
export const WORDING = {
  preamble:
    "Dalam rangka mewujudkan manajemen pemerintahan yang efektif, transparan dan akuntabel serta berorientasi pada hasil, kami yang bertanda tangan di bawah ini:",
  firstParty: "selanjutnya disebut Pihak Pertama",
  secondParty: "selaku atasan Pihak Pertama, selanjutnya disebut Pihak Kedua",
  promise:
    "Pihak Pertama berjanji akan mewujudkan target kinerja yang seharusnya sesuai lampiran perjanjian ini, dalam rangka mencapai target kinerja jangka menengah seperti yang telah ditetapkan dalam dokumen perencanaan. Keberhasilan dan kegagalan pencapaian target kinerja tersebut menjadi tanggung jawab kami.",
  promiseAlone:
    "Pihak Pertama berjanji akan mewujudkan target kinerja tahunan sesuai lampiran perjanjian ini, dalam rangka mencapai target kinerja jangka menengah seperti yang telah ditetapkan dalam dokumen perencanaan.",
  supervise:
    "Pihak Kedua akan melakukan supervisi yang diperlukan serta akan melakukan evaluasi terhadap capaian kinerja dari perjanjian ini dan mengambil tindakan yang diperlukan dalam rangka pemberian penghargaan dan sanksi.",
  notTte: "Tanda tangan di Selaras terikat pada isi dan jabatan; bukan tanda tangan elektronik tersertifikasi.",
};
