import { ikkRows } from "./ikk-rows.ts";

/** IKK of the other compulsory urusan, those of choice and what supports them, domain reference 4.4. Columns: see `ikkRows`. */
export const IKK_LAIN = [
  ...ikkRows(
    "2.07 Tenaga Kerja",
    "tenaga-kerja",
    `
2.a.1 | Persentase kegiatan yang mengacu ke rencana tenaga kerja | kegiatan mengacu RTKD | seluruh kegiatan | % | T | bagian
2.a.2 | Persentase tenaga kerja bersertifikat kompetensi | TK bersertifikat | TK keseluruhan | % | T | bagian
2.a.3 | Tingkat produktivitas tenaga kerja | PDRB | jumlah tenaga kerja | Rp/orang | T | rasio
2.a.4 | Persentase perusahaan yang menerapkan tata kelola kerja yang layak (PP/PKB, LKS bipartit, struktur skala upah, BPJS) | perusahaan menerapkan | perusahaan | % | T | bagian
2.a.5 | Persentase tenaga kerja yang ditempatkan melalui layanan antar kerja | pencaker ditempatkan | pencaker terdaftar | % | T | bagian
`,
  ),
  ...ikkRows(
    "2.08 Pemberdayaan Perempuan dan Pelindungan Anak",
    "perempuan-anak",
    `
2.b.1 | Persentase ARG pada belanja langsung APBD | jumlah ARG | belanja langsung | % | T | bagian | keuangan
2.b.2 | Persentase anak korban kekerasan yang ditangani instansi terkait | anak korban didampingi | anak korban kekerasan | % | T | bagian
2.b.3 | Rasio kekerasan terhadap perempuan termasuk TPPO | perempuan mengalami kekerasan | penduduk perempuan (per 100.000) | rasio | R | rasio | kependudukan | 100000
`,
  ),
  ...ikkRows(
    "2.09 Pangan",
    "pangan",
    `
2.c | Persentase ketersediaan pangan (cadangan) | cadangan pangan tersedia | cadangan pangan yang dibutuhkan | % | T | cakupan
`,
  ),
  ...ikkRows(
    "2.11 Lingkungan Hidup",
    "lingkungan",
    `
2.e.1 | Indeks Kualitas Lingkungan Hidup (IKLH) | indeks gabungan IKA, IKU, IKL, IKAL | - | indeks | T | jumlah
2.e.2 | Terlaksananya pengelolaan sampah di wilayah kab/kota | timbulan tertangani + terkurangi | timbulan sampah | % | T | bagian
2.e.3 | Ketaatan penanggung jawab usaha terhadap izin lingkungan/PPLH | yang taat | yang diawasi | % | T | bagian
`,
  ),
  ...ikkRows(
    "2.12 Administrasi Kependudukan dan Pencatatan Sipil",
    "kependudukan",
    `
2.f.1 | Perekaman KTP-el | yang memiliki | wajib | % | T | bagian
2.f.2 | Anak 0-17 tahun ber-KIA | yang memiliki | wajib | % | T | bagian
2.f.3 | Kepemilikan akta kelahiran | yang memiliki | wajib | % | T | bagian
2.f.4 | Jumlah OPD yang memanfaatkan data kependudukan | OPD yang memanfaatkan | seluruh OPD | % | T | bagian
`,
  ),
  ...ikkRows(
    "2.14 Pengendalian Penduduk dan KB",
    "keluarga-berencana",
    `
2.h.1 | TFR (angka kelahiran total) | anak per perempuan | - | anak/perempuan | R | jumlah
2.h.2 | Persentase pemakaian kontrasepsi modern (mCPR) | peserta KB aktif modern | PUS | % | T | bagian
2.h.3 | Persentase kebutuhan ber-KB yang tidak terpenuhi (unmet need) | PUS ingin ber-KB tidak terlayani | PUS | % | R | bagian
`,
  ),
  ...ikkRows(
    "2.16 Komunikasi dan Informatika",
    "kominfo",
    `
2.j.1 | OPD terhubung internet dari Kominfo | OPD terhubung | OPD | % | T | bagian
2.j.2 | Layanan publik online terintegrasi | layanan online | layanan | % | T | bagian
2.j.3 | Masyarakat sasaran yang mengetahui kebijakan prioritas | masyarakat tahu | sasaran | % | T | bagian
`,
  ),
  ...ikkRows(
    "2.17 Koperasi, Usaha Kecil dan Menengah",
    "koperasi",
    `
2.k.1 | Koperasi yang meningkat kualitasnya (RAT, volume, aset) | koperasi dimaksud | seluruhnya | % | T | bagian
2.k.2 | Usaha mikro yang menjadi wirausaha | usaha mikro dimaksud | seluruhnya | % | T | bagian
`,
  ),
  ...ikkRows(
    "3.30 Perdagangan",
    "perdagangan",
    `
3.x.1 | Persentase UTTP bertanda tera sah | UTTP bertera | potensi UTTP | % | T | bagian
`,
  ),
  ...ikkRows(
    "3.31 Perindustrian",
    "perindustrian",
    `
3.x.2 | Izin usaha industri yang dipantau | izin dipantau | izin terbit | % | T | bagian
`,
  ),
  ...ikkRows(
    "4 Fungsi penunjang",
    "kepegawaian",
    `
4.x.1 | Rasio PNS berpendidikan tinggi (min. D-III, non guru non nakes) | PNS berpendidikan D-III ke atas, non guru non nakes | PNS non guru non nakes | % | T | bagian
`,
  ),
  ...ikkRows(
    "4 Fungsi penunjang",
    "pengawasan",
    `
4.x.2 | Rasio temuan BPK yang ditindaklanjuti | temuan BPK yang ditindaklanjuti | seluruh temuan BPK | % | T | bagian
`,
  ),
  ...ikkRows(
    "4 Fungsi penunjang",
    "keuangan",
    `
4.x.4 | Besaran PAD terhadap pendapatan | PAD | pendapatan daerah | % | T | bagian
4.x.5 | Rasio SILPA | SILPA | total APBD | % | R | bagian
4.x.6 | Rasio realisasi belanja | realisasi belanja | anggaran belanja | % | T | bagian
4.x.7 | Kesesuaian aset | aset yang sesuai | seluruh aset | % | T | bagian
`,
  ),
];
