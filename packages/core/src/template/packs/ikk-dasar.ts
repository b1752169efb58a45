import { ikkRows } from "./ikk-rows.ts";

/** IKK of the basic compulsory urusan (1.a to 1.f), domain reference 4.4. Columns: see `ikkRows`. */
export const IKK_DASAR = [
  ...ikkRows(
    "1.01 Pendidikan",
    "pendidikan",
    `
1.a.1 | Tingkat partisipasi warga negara usia 5-6 tahun dalam PAUD | anak 5-6 tahun yang tamat/sedang belajar di PAUD | anak 5-6 tahun | % | T | bagian | kependudukan
1.a.2 | Tingkat partisipasi usia 7-12 tahun dalam pendidikan dasar | anak 7-12 tahun tamat/belajar di SD sederajat | anak 7-12 tahun | % | T | bagian | kependudukan
1.a.3 | Tingkat partisipasi usia 13-15 tahun dalam pendidikan menengah pertama | anak 13-15 tahun tamat/belajar di SMP sederajat | anak 13-15 tahun | % | T | bagian | kependudukan
1.a.4 | Tingkat partisipasi usia 7-18 tahun yang belum menyelesaikan pendidikan dasar dan menengah dalam pendidikan kesetaraan | anak 7-18 tahun dimaksud yang belajar di kesetaraan | anak 7-18 tahun yang belum menyelesaikan | % | T | bagian | kependudukan
`,
  ),
  ...ikkRows(
    "1.02 Kesehatan",
    "kesehatan",
    `
1.b.1 | Rasio daya tampung RS terhadap jumlah penduduk | daya tampung RS rujukan (tempat tidur) | jumlah penduduk | rasio | T | rasio | kependudukan
1.b.2 | Persentase RS rujukan tingkat kab/kota yang terakreditasi | RS rujukan terakreditasi | RS di kab/kota | % | T | bagian
1.b.3 | Persentase ibu hamil mendapatkan pelayanan kesehatan ibu hamil | ibu hamil terlayani sesuai standar | ibu hamil | % | T | cakupan
1.b.4 | Persentase ibu bersalin mendapatkan pelayanan persalinan | ibu bersalin terlayani | ibu bersalin | % | T | cakupan
1.b.5 | Persentase bayi baru lahir mendapatkan pelayanan | bayi baru lahir terlayani sesuai standar | bayi baru lahir | % | T | cakupan
1.b.6 | Cakupan pelayanan kesehatan balita sesuai standar | balita terlayani | balita | % | T | cakupan
1.b.7 | Persentase anak usia pendidikan dasar terlayani sesuai standar | anak usia pendidikan dasar terlayani | anak usia pendidikan dasar | % | T | cakupan
1.b.8 | Persentase orang usia 15-59 tahun mendapatkan skrining kesehatan | orang 15-59 tahun diskrining | orang 15-59 tahun | % | T | cakupan
1.b.9 | Persentase warga usia 60 tahun ke atas mendapatkan skrining | lansia diskrining | lansia | % | T | cakupan
1.b.10 | Persentase penderita hipertensi terlayani sesuai standar | penderita terlayani | estimasi penderita | % | T | cakupan
1.b.11 | Persentase penderita diabetes melitus terlayani sesuai standar | penderita terlayani | sasaran | % | T | cakupan
1.b.12 | Persentase ODGJ berat terlayani sesuai standar | ODGJ berat terlayani | sasaran | % | T | cakupan
1.b.13 | Persentase orang terduga TBC terlayani sesuai standar | orang terduga TBC terlayani | sasaran | % | T | cakupan
1.b.14 | Persentase orang berisiko HIV terlayani sesuai standar | orang berisiko HIV terlayani | sasaran | % | T | cakupan
`,
  ),
  ...ikkRows(
    "1.03 Pekerjaan Umum dan Penataan Ruang",
    "pekerjaan-umum",
    `
1.c.1 | Rasio luas kawasan permukiman rawan banjir yang terlindungi infrastruktur pengendalian banjir di WS kewenangan kab/kota | luas terlindungi | luas rawan banjir | % | T | bagian
1.c.2 | Rasio luas kawasan permukiman sepanjang pantai rawan abrasi yang terlindungi | luas terlindungi | luas rawan | % | T | bagian
1.c.3 | Rasio luas daerah irigasi kewenangan kab/kota yang dilayani jaringan irigasi | luas terlayani | luas DI | % | T | bagian
1.c.4 | Persentase rumah tangga yang mendapat akses air minum melalui SPAM perpipaan dan bukan perpipaan terlindungi | RT terakses kumulatif | RT seluruhnya | % | T | bagian
1.c.5 | Persentase rumah tangga yang memperoleh layanan pengolahan air limbah domestik | rumah cubluk terolah + rumah yang lumpurnya diolah di IPLT + sambungan IPALD | rumah seluruhnya | % | T | bagian
1.c.6 | Rasio kepatuhan IMB/PBG | bangunan sesuai peruntukan izin | izin terbit | % | T | bagian
1.c.7 | Tingkat kemantapan jalan kab/kota | panjang jalan mantap (baik + sedang) | panjang seluruh jalan kab/kota | % | T | bagian
1.c.8 | Rasio tenaga operator/teknisi/analis yang bersertifikat kompetensi | tenaga terlatih bersertifikat | kebutuhan tenaga | % | T | cakupan
1.c.9 | Rasio proyek yang menjadi kewenangan pengawasannya tanpa kecelakaan konstruksi | proyek tanpa kecelakaan | total proyek | % | T | bagian
`,
  ),
  ...ikkRows(
    "1.04 Perumahan dan Kawasan Permukiman",
    "perumahan",
    `
1.d.1 | Penyediaan dan rehabilitasi rumah layak huni bagi korban bencana | unit ditangani tahun n | unit rencana tahun n | % | T | cakupan
1.d.2 | Fasilitasi penyediaan rumah layak huni bagi masyarakat terdampak relokasi program pemda | RT penerima fasilitasi | RT terkena relokasi yang memenuhi kriteria | % | T | bagian
1.d.3 | Persentase kawasan permukiman kumuh di bawah 10 ha yang ditangani | luas ditangani | luas kumuh < 10 ha | % | T | bagian
1.d.4 | Berkurangnya jumlah unit RTLH | unit RTLH berkurang | total RTLH | % | T | bagian
1.d.5 | Jumlah perumahan yang sudah dilengkapi PSU | unit rumah ber-PSU | total unit rumah | % | T | bagian
`,
  ),
  ...ikkRows(
    "1.05 Ketenteraman, Ketertiban Umum dan Pelindungan Masyarakat",
    "trantibum",
    `
1.e.1 | Persentase gangguan trantibum yang dapat diselesaikan | gangguan diselesaikan | gangguan dilaporkan | % | T | bagian
1.e.2 | Persentase Perda dan Perkada yang ditegakkan | Perda/Perkada bersanksi yang ditegakkan | seluruh Perda/Perkada bersanksi | % | T | bagian
`,
  ),
  ...ikkRows(
    "1.05 Ketenteraman, Ketertiban Umum dan Pelindungan Masyarakat",
    "bencana",
    `
1.e.3 | Jumlah warga yang memperoleh layanan informasi rawan bencana | jumlah orang | - | orang | T | jumlah
1.e.4 | Jumlah warga yang memperoleh layanan pencegahan dan kesiapsiagaan | jumlah orang | - | orang | T | jumlah
1.e.5 | Jumlah warga yang memperoleh layanan penyelamatan dan evakuasi | jumlah orang | - | orang | T | jumlah
`,
  ),
  ...ikkRows(
    "1.05 Ketenteraman, Ketertiban Umum dan Pelindungan Masyarakat",
    "kebakaran",
    `
1.e.6 | Persentase pelayanan penyelamatan dan evakuasi korban kebakaran | layanan diberikan | kejadian | % | T | bagian
1.e.7 | Waktu tanggap (response time) penanganan kebakaran | rata-rata menit | - | menit | R | jumlah
`,
  ),
  ...ikkRows(
    "1.06 Sosial",
    "sosial",
    `
1.f.1 | Persentase penyandang disabilitas terlantar, anak terlantar, lanjut usia terlantar, gepeng yang terpenuhi kebutuhan dasarnya di luar panti | orang terpenuhi | orang sasaran | % | T | bagian
1.f.2 | Persentase korban bencana alam dan sosial yang terpenuhi kebutuhan dasarnya saat dan setelah tanggap darurat | korban terpenuhi | korban | % | T | bagian
`,
  ),
];
