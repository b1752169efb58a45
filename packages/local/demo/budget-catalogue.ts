// Codes and names of Kepmendagri 900.1.15.5-1317 Tahun 2023. Numbers were reassigned later (roads, Kominfo, statistics
// and encryption differ in the lists for 2026), so a code means nothing without the name of its list.
import { subKegiatan } from "./budget-sub-kegiatan.ts";
import { readTable } from "./table-text.ts";
import type { CatalogueNode, SubKegiatan } from "./types.ts";

/** Stands for the bidang urusan of the OPD in the program that every OPD has. */
export const anyBidang = "X.XX";

function nodes(table: string): readonly CatalogueNode[] {
  return readTable(table, 2).map(([code = "", name = ""]) => ({ code, name }));
}

// Only the name of urusan 1 was read in a source; the other names are from own knowledge and should be checked.
const urusan = nodes(`
1 | Urusan Pemerintahan Wajib yang Berkaitan dengan Pelayanan Dasar
2 | Urusan Pemerintahan Wajib yang Tidak Berkaitan dengan Pelayanan Dasar
3 | Urusan Pemerintahan Pilihan
4 | Unsur Pendukung Urusan Pemerintahan
5 | Unsur Penunjang Urusan Pemerintahan
6 | Unsur Pengawasan Urusan Pemerintahan
7 | Unsur Kewilayahan
8 | Unsur Pemerintahan Umum
`);

const bidang = nodes(`
1.01 | Pendidikan
1.02 | Kesehatan
1.03 | Pekerjaan Umum dan Penataan Ruang
1.04 | Perumahan dan Kawasan Permukiman
1.05 | Ketenteraman, Ketertiban Umum dan Pelindungan Masyarakat
1.06 | Sosial
2.07 | Tenaga Kerja
2.08 | Pemberdayaan Perempuan dan Pelindungan Anak
2.09 | Pangan
2.10 | Pertanahan
2.11 | Lingkungan Hidup
2.12 | Administrasi Kependudukan dan Pencatatan Sipil
2.13 | Pemberdayaan Masyarakat dan Desa
2.14 | Pengendalian Penduduk dan Keluarga Berencana
2.15 | Perhubungan
2.16 | Komunikasi dan Informatika
2.17 | Koperasi, Usaha Kecil dan Menengah
2.18 | Penanaman Modal
2.19 | Kepemudaan dan Olahraga
2.20 | Statistik
2.21 | Persandian
2.22 | Kebudayaan
2.23 | Perpustakaan
2.24 | Kearsipan
3.25 | Kelautan dan Perikanan
3.26 | Pariwisata
3.27 | Pertanian
3.28 | Kehutanan
3.29 | Energi dan Sumber Daya Mineral
3.30 | Perdagangan
3.31 | Perindustrian
3.32 | Transmigrasi
4.01 | Sekretariat Daerah
4.02 | Sekretariat DPRD
5.01 | Perencanaan
5.02 | Keuangan
5.03 | Kepegawaian
5.04 | Pendidikan dan Pelatihan
5.05 | Penelitian dan Pengembangan
5.06 | Pengelolaan Perbatasan
6.01 | Inspektorat
7.01 | Kecamatan
8.01 | Kesatuan Bangsa dan Politik
`);

const programs = nodes(`
X.XX.01 | PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA
1.01.02 | PROGRAM PENGELOLAAN PENDIDIKAN
1.02.02 | PROGRAM PEMENUHAN UPAYA KESEHATAN PERORANGAN DAN UPAYA KESEHATAN MASYARAKAT
1.02.03 | PROGRAM PENINGKATAN KAPASITAS SUMBER DAYA MANUSIA KESEHATAN
1.03.02 | PROGRAM PENGELOLAAN SUMBER DAYA AIR (SDA)
1.03.03 | PROGRAM PENGELOLAAN DAN PENGEMBANGAN SISTEM PENYEDIAAN AIR MINUM
1.03.06 | PROGRAM PENGELOLAAN DAN PENGEMBANGAN SISTEM DRAINASE
1.03.10 | PROGRAM PENYELENGGARAAN JALAN
1.03.12 | PROGRAM PENYELENGGARAAN PENATAAN RUANG
1.04.02 | PROGRAM PENGEMBANGAN PERUMAHAN
1.04.03 | PROGRAM KAWASAN PERMUKIMAN
1.04.05 | PROGRAM PENINGKATAN PRASARANA, SARANA DAN UTILITAS UMUM (PSU)
1.05.02 | PROGRAM PENINGKATAN KETENTERAMAN DAN KETERTIBAN UMUM
1.05.03 | PROGRAM PENANGGULANGAN BENCANA
1.05.04 | PROGRAM PENCEGAHAN, PENANGGULANGAN, PENYELAMATAN KEBAKARAN DAN PENYELAMATAN NON KEBAKARAN
1.06.04 | PROGRAM REHABILITASI SOSIAL
1.06.06 | PROGRAM PENANGANAN BENCANA
2.09.03 | PROGRAM PENINGKATAN DIVERSIFIKASI DAN KETAHANAN PANGAN MASYARAKAT
2.11.03 | PROGRAM PENGENDALIAN PENCEMARAN DAN/ATAU KERUSAKAN LINGKUNGAN HIDUP
2.11.04 | PROGRAM PENGELOLAAN KEANEKARAGAMAN HAYATI (KEHATI)
2.11.06 | PROGRAM PEMBINAAN DAN PENGAWASAN TERHADAP IZIN LINGKUNGAN DAN IZIN PERLINDUNGAN DAN PENGELOLAAN LINGKUNGAN HIDUP (PPLH)
2.11.11 | PROGRAM PENGELOLAAN PERSAMPAHAN
2.12.02 | PROGRAM PENDAFTARAN PENDUDUK
2.12.03 | PROGRAM PENCATATAN SIPIL
2.15.02 | PROGRAM PENYELENGGARAAN LALU LINTAS DAN ANGKUTAN JALAN (LLAJ)
2.16.02 | PROGRAM PENGELOLAAN INFORMASI DAN KOMUNIKASI PUBLIK
2.16.03 | PROGRAM PENGELOLAAN APLIKASI INFORMATIKA
2.18.04 | PROGRAM PELAYANAN PENANAMAN MODAL
2.20.02 | PROGRAM PENYELENGGARAAN STATISTIK SEKTORAL
2.21.02 | PROGRAM PENYELENGGARAAN PERSANDIAN UNTUK PENGAMANAN INFORMASI
3.25.03 | PROGRAM PENGELOLAAN PERIKANAN TANGKAP
3.25.04 | PROGRAM PENGELOLAAN PERIKANAN BUDIDAYA
3.27.03 | PROGRAM PENYEDIAAN DAN PENGEMBANGAN PRASARANA PERTANIAN
3.27.07 | PROGRAM PENYULUHAN PERTANIAN
4.01.01 | PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA
4.01.02 | PROGRAM PEMERINTAHAN DAN KESEJAHTERAAN RAKYAT
4.01.03 | PROGRAM PEREKONOMIAN DAN PEMBANGUNAN
4.02.02 | PROGRAM DUKUNGAN PELAKSANAAN TUGAS DAN FUNGSI DPRD
5.01.02 | PROGRAM PERENCANAAN, PENGENDALIAN DAN EVALUASI PEMBANGUNAN DAERAH
5.02.02 | PROGRAM PENGELOLAAN KEUANGAN DAERAH
5.03.02 | PROGRAM KEPEGAWAIAN DAERAH
6.01.02 | PROGRAM PENYELENGGARAAN PENGAWASAN
6.01.03 | PROGRAM PERUMUSAN KEBIJAKAN, PENDAMPINGAN DAN ASISTENSI
7.01.02 | PROGRAM PENYELENGGARAAN PEMERINTAHAN DAN PELAYANAN PUBLIK
7.01.03 | PROGRAM PEMBERDAYAAN MASYARAKAT DESA DAN KELURAHAN
7.01.04 | PROGRAM KOORDINASI KETENTRAMAN DAN KETERTIBAN UMUM
7.01.06 | PROGRAM PEMBINAAN DAN PENGAWASAN PEMERINTAHAN DESA
`);

const kegiatan = nodes(`
X.XX.01.2.01 | Perencanaan, Penganggaran, dan Evaluasi Kinerja Perangkat Daerah
X.XX.01.2.02 | Administrasi Keuangan Perangkat Daerah
X.XX.01.2.06 | Administrasi Umum Perangkat Daerah
X.XX.01.2.08 | Penyediaan Jasa Penunjang Urusan Pemerintahan Daerah
X.XX.01.2.09 | Pemeliharaan Barang Milik Daerah Penunjang Urusan Pemerintahan Daerah
1.01.02.2.01 | Pengelolaan Pendidikan Sekolah Dasar
1.01.02.2.02 | Pengelolaan Pendidikan Sekolah Menengah Pertama
1.01.02.2.03 | Pengelolaan Pendidikan Anak Usia Dini (PAUD)
1.01.02.2.04 | Pengelolaan Pendidikan Nonformal/Kesetaraan
1.02.02.2.01 | Penyediaan Fasilitas Pelayanan Kesehatan untuk UKM dan UKP Kewenangan Daerah Kabupaten/Kota
1.02.02.2.02 | Penyediaan Layanan Kesehatan untuk UKM dan UKP Rujukan Tingkat Daerah Kabupaten/Kota
1.02.03.2.02 | Perencanaan Kebutuhan dan Pendayagunaan Sumber Daya Manusia Kesehatan untuk UKP dan UKM di Wilayah Kabupaten/Kota
1.03.02.2.02 | Pengembangan dan Pengelolaan Sistem Irigasi Primer dan Sekunder pada Daerah Irigasi yang Luasnya di Bawah 1000 Ha dalam 1 (Satu) Daerah Kabupaten/Kota
1.03.03.2.01 | Pengelolaan dan Pengembangan Sistem Penyediaan Air Minum (SPAM) di Daerah Kabupaten/Kota
1.03.06.2.01 | Pengelolaan dan Pengembangan Sistem Drainase yang Terhubung Langsung dengan Sungai dalam Daerah Kabupaten/Kota
1.03.10.2.01 | Penyelenggaraan Jalan Kabupaten/Kota
1.03.12.2.03 | Koordinasi dan Sinkronisasi Pemanfaatan Ruang Daerah Kabupaten/Kota
1.04.02.2.03 | Pembangunan dan Rehabilitasi Rumah Korban Bencana atau Relokasi Program Kabupaten/Kota
1.04.03.2.03 | Peningkatan Kualitas Kawasan Permukiman Kumuh dengan Luas di Bawah 10 (Sepuluh) Ha
1.04.05.2.01 | Urusan Penyelenggaraan PSU Perumahan
1.05.02.2.01 | Penanganan Gangguan Ketenteraman dan Ketertiban Umum dalam 1 (Satu) Daerah Kabupaten/Kota
1.05.02.2.02 | Penegakan Peraturan Daerah Kabupaten/Kota dan Peraturan Bupati/Wali Kota
1.05.03.2.03 | Pelayanan Penyelamatan dan Evakuasi Korban Bencana
1.05.04.2.01 | Pencegahan, Pengendalian, Pemadaman, Penyelamatan, dan Penanganan Bahan Berbahaya dan Beracun Kebakaran dalam Daerah Kabupaten/Kota
1.05.04.2.05 | Penyelenggaraan Operasi Pencarian dan Pertolongan Terhadap Kondisi Membahayakan Manusia
1.06.04.2.01 | Rehabilitasi Sosial Dasar Penyandang Disabilitas Terlantar, Anak Terlantar, Lanjut Usia Terlantar, serta Gelandangan Pengemis di Luar Panti Sosial
1.06.04.2.02 | Rehabilitasi Sosial Penyandang Masalah Kesejahteraan Sosial (PMKS) Lainnya Bukan Korban HIV/AIDS dan NAPZA di Luar Panti Sosial
1.06.06.2.01 | Perlindungan Sosial Korban Bencana Alam dan Sosial Kabupaten/Kota
2.09.03.2.02 | Pengelolaan dan Keseimbangan Cadangan Pangan Kabupaten/Kota
2.11.03.2.01 | Pencegahan Pencemaran dan/atau Kerusakan Lingkungan Hidup Kabupaten/Kota
2.11.04.2.01 | Pengelolaan Keanekaragaman Hayati Kabupaten/Kota
2.11.06.2.01 | Pembinaan dan Pengawasan Terhadap Usaha dan/atau Kegiatan yang Izin Lingkungan dan Izin PPLH Diterbitkan oleh Pemerintah Daerah Kabupaten/Kota
2.11.11.2.01 | Pengelolaan Sampah
2.12.02.2.01 | Pelayanan Pendaftaran Penduduk
2.12.03.2.01 | Pelayanan Pencatatan Sipil
2.15.02.2.02 | Penyediaan Perlengkapan Jalan di Jalan Kabupaten/Kota
2.16.02.2.01 | Pengelolaan Informasi dan Komunikasi Publik Pemerintah Daerah Kabupaten/Kota
2.16.03.2.01 | Pengelolaan Nama Domain yang Telah Ditetapkan oleh Pemerintah Pusat dan Sub Domain di Lingkup Pemerintah Daerah Kabupaten/Kota
2.16.03.2.02 | Pengelolaan E-government di Lingkup Pemerintah Daerah Kabupaten/Kota
2.18.04.2.01 | Pelayanan Perizinan dan Non Perizinan Secara Terpadu Satu Pintu dibidang Penanaman Modal yang Menjadi Kewenangan Daerah Kabupaten/ Kota
2.20.02.2.01 | Penyelenggaraan Statistik Sektoral di Lingkup Daerah Kabupaten/Kota
2.21.02.2.01 | Penyelenggaraan Persandian untuk Pengamanan Informasi Pemerintah Daerah Kabupaten/Kota
3.25.03.2.01 | Pengelolaan Penangkapan Ikan di Wilayah Sungai, Danau, Waduk, Rawa, dan Genangan Air Lainnya yang Dapat Diusahakan dalam 1 (Satu) Daerah Kabupaten/ Kota
3.25.04.2.04 | Pengelolaan Pembudidayaan Ikan
3.27.03.2.02 | Pembangunan Prasarana Pertanian
3.27.07.2.01 | Pelaksanaan Penyuluhan Pertanian
4.01.01.2.13 | Penataan Organisasi
4.01.02.2.01 | Administrasi Tata Pemerintahan
4.01.03.2.02 | Pelaksanaan Administrasi Pembangunan
4.01.03.2.03 | Pengelolaan Pengadaan Barang dan Jasa
4.02.02.2.03 | Pengawasan Penyelenggaraan Pemerintahan
5.01.02.2.01 | Penyusunan Perencanaan dan Pendanaan
5.01.02.2.03 | Pengendalian, Evaluasi dan Pelaporan Bidang Perencanaan Pembangunan Daerah
5.02.02.2.02 | Koordinasi dan Pengelolaan Perbendaharaan Daerah
5.03.02.2.04 | Penilaian dan Evaluasi Kinerja Aparatur
6.01.02.2.01 | Penyelenggaraan Pengawasan Internal
6.01.03.2.02 | Pendampingan dan Asistensi
7.01.02.2.01 | Koordinasi Penyelenggaraan Kegiatan Pemerintahan di Tingkat Kecamatan
7.01.02.2.02 | Penyelenggaraan Urusan Pemerintahan yang Tidak Dilaksanakan oleh Unit Kerja Perangkat Daerah yang Ada di Kecamatan
7.01.03.2.02 | Kegiatan Pemberdayaan Kelurahan
7.01.04.2.01 | Koordinasi Upaya Penyelenggaraan Ketenteraman dan Ketertiban Umum
7.01.06.2.01 | Fasilitasi, Rekomendasi dan Koordinasi Pembinaan dan Pengawasan Pemerintahan Desa
`);

/** The tree as the list has it, level by level; the supporting program still carries X.XX. */
export const catalogue = { urusan, bidang, programs, kegiatan, subKegiatan } as const;

export interface CatalogueOfBidang {
  readonly urusan: CatalogueNode;
  readonly bidang: CatalogueNode;
  readonly programs: readonly CatalogueNode[];
  readonly kegiatan: readonly CatalogueNode[];
  readonly subKegiatan: readonly SubKegiatan[];
}

/** The part of the tree one bidang urusan can use, with its own code in place of X.XX. Throws on an unknown code. */
export function catalogueOf(code: string): CatalogueOfBidang {
  const own = bidang.find((node) => node.code === code);
  const above = urusan.find((node) => node.code === code.slice(0, 1));
  if (own === undefined || above === undefined) throw new Error(`no bidang urusan ${code}`);
  return {
    urusan: above,
    bidang: own,
    programs: within(programs, code),
    kegiatan: within(kegiatan, code),
    subKegiatan: within(subKegiatan, code),
  };
}

/** Rows of the bidang in code order without repeating the program that Setda's list writes out itself. */
function within<T extends { readonly code: string }>(rows: readonly T[], bidangCode: string): readonly T[] {
  const found = new Map<string, T>();
  for (const row of rows) {
    const code = row.code.replace(anyBidang, bidangCode);
    if (code.startsWith(`${bidangCode}.`)) found.set(code, { ...row, code });
  }
  return [...found.values()].sort((one, other) => (one.code < other.code ? -1 : 1));
}
