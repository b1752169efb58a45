import { readTable, wordOf } from "./table-text.ts";
import type { SubKegiatan } from "./types.ts";

// Kepmendagri 900.1.15.5-1317/2023, 102 of its sub kegiatan. Names, indicators and units are letter for letter the
// official text, typing errors included ("Iindeks", double commas), because imports must match them exactly.
// X.XX stands for the bidang urusan of the OPD. Last columns: evidence (B, N) and the largest amount seen in rupiah.
const table = `
X.XX.01.2.01.0001 | Penyusunan Dokumen Perencanaan Perangkat Daerah | Jumlah Dokumen Perencanaan Perangkat Daerah | Dokumen | B | 23000000
X.XX.01.2.01.0006 | Koordinasi dan Penyusunan Laporan Capaian Kinerja dan Ikhtisar Realisasi Kinerja SKPD | Jumlah Laporan Capaian Kinerja dan Ikhtisar Realisasi Kinerja SKPD dan Laporan Hasil Koordinasi Penyusunan Laporan Capaian Kinerja dan Ikhtisar Realisasi Kinerja SKPD | Laporan | B | 10000000
X.XX.01.2.02.0001 | Penyediaan Gaji dan Tunjangan ASN | Jumlah Orang yang Menerima Gaji dan Tunjangan ASN | Orang/bulan | B | 75052531627
X.XX.01.2.02.0003 | Pelaksanaan Penatausahaan dan Pengujian/Verifikasi Keuangan SKPD | Jumlah Dokumen Penatausahaan dan Pengujian/Verifikasi Keuangan SKPD | Dokumen | B | 360600000
X.XX.01.2.06.0009 | Penyelenggaraan Rapat Koordinasi dan Konsultasi SKPD | Jumlah Laporan Penyelenggaraan Rapat Koordinasi dan Konsultasi SKPD | Laporan | B | 110000000
X.XX.01.2.08.0002 | Penyediaan Jasa Komunikasi, Sumber Daya Air dan Listrik | Jumlah Laporan Penyediaan Jasa Komunikasi, Sumber Daya Air dan Listrik yang Disediakan | Laporan | B | 2003160000
X.XX.01.2.09.0002 | Penyediaan Jasa Pemeliharaan, Biaya Pemeliharaan, Pajak dan Perizinan Kendaraan Dinas Operasional atau Lapangan | Jumlah Kendaraan Dinas Operasional atau Lapangan yang Dipelihara dan dibayarkan Pajak dan Perizinannya | Unit | B | 90000000
1.01.02.2.01.0006 | Pembangunan Sarana, Prasarana dan Utilitas Sekolah | Jumlah Sarana, Prasarana dan Utilitas Sekolah yang Telah Dibangun | Unit | B | 12765647000
1.01.02.2.01.0029 | Pengelolaan Dana BOS Sekolah Dasar | Jumlah Sekolah Dasar yang Mengelola Dana BOS | Satuan Pendidikan | B | 29383710000
1.01.02.2.01.0046 | Pengadaan Perlengkapan Peserta Didik | Jumlah Perlengkapan Peserta Didik yang Tersedia | Paket | B | 4000000000
1.01.02.2.01.0048 | Rehabilitasi Sedang/Berat Sarana, Prasarana dan Utilitas Sekolah | Jumlah Sarana, Prasarana dan Utilitas Sekolah yang Telah Direhabilitasi Sedang/Berat | Unit | B | 3000000000
1.01.02.2.02.0012 | Pembangunan Sarana, Prasarana dan Utilitas Sekolah | Jumlah Sarana, Prasarana dan Utilitas Sekolah yang Telah Dibangun | Unit | B | 4992463250
1.01.02.2.02.0024 | Rehabilitasi Sedang/Berat Sarana, Prasarana dan Utilitas Sekolah | Jumlah Sarana, Prasarana dan Utilitas Sekolah yang Telah Direhabilitasi Sedang/Berat | Unit | B | 2200000000
1.01.02.2.02.0042 | Pengelolaan Dana BOS Sekolah Menengah Pertama | Jumlah Sekolah Menengah pertama yang Mengelola Dana BOS | Satuan Pendidikan | B | 14355669000
1.01.02.2.03.0002 | Pembangunan Sarana, Prasarana dan Utilitas PAUD | Jumlah Sarana, Prasarana dan Utilitas PAUD yang Telah Dibangun | Unit | B | 2950000000
1.01.02.2.03.0018 | Pengelolaan Dana BOP PAUD | Jumlah PAUD yang Mengelola Dana BOP | Satuan Pendidikan | B | 4202008000
1.01.02.2.04.0017 | Pengelolaan Dana BOP Sekolah Nonformal/Kesetaraan | Jumlah Sekolah Nonformal/Kesetaraan yang Mengelola Dana BOP | Satuan Pendidikan | B | 1454200000
1.02.02.2.01.0009 | Rehabilitasi dan Pemeliharaan Puskesmas | Jumlah Sarana, Prasarana dan Alat Kesehatan yang Telah Dilakukan Rehabilitasi dan Pemeliharaan Oleh Puskesmas | Unit | B | 1135000000
1.02.02.2.01.0014 | Pengadaan Alat Kesehatan/Alat Penunjang Medik Fasilitas Pelayanan Kesehatan | Jumlah Alat Kesehatan/Alat Penunjang Medik Fasilitas Pelayanan Kesehatan yang Disediakan | Unit | B | 1882635000
1.02.02.2.01.0023 | Pengadaan Obat, Bahan Habis Pakai, Bahan Medis Habis Pakai,, Vaksin, Makanan dan Minuman di Fasilitas Kesehatan | Jumlah Obat, Bahan Habis Pakai, Bahan Medis Habis Pakai, Vaksin, Makanan dan Minuman di Fasilitas Kesehatan yang disediakan | Paket | B | 3212167705
1.02.02.2.02.0001 | Pengelolaan Pelayanan Kesehatan Ibu Hamil | Jumlah Ibu Hamil yang Mendapatkan Pelayanan Kesehatan Sesuai Standar | Orang | B | 40000000
1.02.02.2.02.0002 | Pengelolaan Pelayanan Kesehatan Ibu Bersalin | Jumlah Ibu Bersalin yang Mendapatkan Pelayanan Kesehatan Sesuai Standar | Orang | B | 582448570
1.02.02.2.02.0004 | Pengelolaan Pelayanan Kesehatan Balita | Jumlah Balita yang Mendapatkan Pelayanan Kesehatan Sesuai Standar | Orang | B | 32000000
1.02.02.2.02.0008 | Pengelolaan Pelayanan Kesehatan Penderita Hipertensi | Jumlah Penderita Hipertensi yang Mendapatkan Pelayanan Kesehatan Sesuai Standar | Orang | B | 293506520
1.02.02.2.02.0011 | Pengelolaan Pelayanan Kesehatan Orang Terduga Tuberkulosis | Jumlah Orang Terduga Menderita Tuberkulosis yang Mendapatkan Pelayanan Sesuai Standar | Orang | B | 33000000
1.02.02.2.02.0026 | Pengelolaan Jaminan Kesehatan Masyarakat | Jumlah Dokumen Hasil Pengelolaan Jaminan Kesehatan Masyarakat | Dokumen | B | 20947370359
1.02.02.2.02.0032 | Operasional Pelayanan Rumah Sakit | Jumlah Dokumen Operasional Pelayanan Rumah Sakit | Dokumen | B | 2100000000
1.02.02.2.02.0033 | Operasional Pelayanan Puskesmas | Jumlah Dokumen Operasional Pelayanan Puskesmas | Dokumen | B | 874281990
1.02.03.2.02.0002 | Pemenuhan Kebutuhan Sumber Daya Manusia Kesehatan Sesuai Standar | Jumlah Sumber Daya Manusia Kesehatan yang Memenuhi Standar di Fasilitas Pelayanan Kesehatan (Fasyankes) | Orang | B | 2331550000
1.03.02.2.02.0014 | Rehabilitasi Jaringan Irigasi Permukaan | Panjang Jaringan Irigasi Permukaan yang Direhabilitasi | KM | B | 150000000
1.03.02.2.02.0021 | Operasi dan Pemeliharaan Jaringan Irigasi Permukaan | Panjang Jaringan Irigasi Permukaan yang Dioperasikan dan Dipelihara | KM | B | 350000000
1.03.03.2.01.0028 | Pembangunan Sistem Penyediaan Air Minum (SPAM) Jaringan Perpipaan | Kapasitas Sistem Penyediaan Air Minum (SPAM) Jaringan Perpipaan yang dibangun | Liter/Detik | B | 2500000000
1.03.03.2.01.0032 | Perluasan Sistem Penyediaan Air Minum (SPAM) Jaringan Perpipaan | Jumlah Sambungan Rumah yang terlayani oleh perluasan Sistem Penyediaan Air Minum (SPAM) Jaringan Perpipaan | SR | B | 250000000
1.03.06.2.01.0024 | Peningkatan Sistem Drainase Perkotaan | Jumlah Sistem Drainase Perkotaan yang Ditingkatkan | Sistem Drainase Perkotaan | B | 250000000
1.03.10.2.01.0032 | Pembangunan Jalan | Panjang Jalan yang Dibangun | KM | N | -
1.03.10.2.01.0033 | Rekonstruksi Jalan | Panjang Jalan yang Direkonstruksi | KM | N | -
1.03.10.2.01.0034 | Pemeliharaan Berkala Jalan | Panjang Jalan yang Dipelihara Secara Berkala | KM | N | -
1.03.10.2.01.0040 | Pembangunan Jembatan | Jumlah Jembatan yang Dibangun | Jembatan | N | -
1.03.10.2.01.0043 | Survey Kondisi Jalan/Jembatan | Panjang Jalan/Jembatan yang Disurvey Kondisinya | KM | B | 200000000
1.03.10.2.01.0044 | Rehabilitasi Jalan | Panjang Jalan yang Direhabilitasi | KM | N | -
1.03.10.2.01.0046 | Pemeliharaan Rutin Jalan | Panjang Jalan yang Dipelihara Secara Rutin | KM | N | -
1.03.12.2.03.0003 | Koordinasi Penyelenggaraan Penataan Ruang | Jumlah Dokumen koordinasi penyelenggaraan penataan ruang | Dokumen | B | 80000000
1.04.02.2.03.0001 | Rehabilitasi Rumah bagi Korban Bencana | Jumlah Rumah Korban Bencana Kabupaten/Kota yang Terehabilitasi | Unit Rumah | B | 48000000
1.04.02.2.03.0004 | Pembangunan Rumah bagi Korban Bencana | Jumlah Rumah bagi Korban Bencana Kabupaten/Kota yang Terbangun | Unit Rumah | B | -
1.04.03.2.03.0002 | Perbaikan Rumah Tidak Layak Huni | Jumlah Rumah Tidak Layak Huni yang Diperbaiki | Unit Rumah | B | 48000000
1.04.03.2.03.0009 | Pelaksanaan Peremajaan Kawasan Permukiman Kumuh | Luas Kawasan Permukiman Kumuh yang Diremajakan | Ha | B | 224400000
1.04.05.2.01.0010 | Verifikasi dan Penyerahan PSU Perumahan dari Pengembang | Jumlah Laporan Hasil Serah Terima PSU Perumahan yang Terverifikasi dari Pengembang | Laporan | B | 20000000
1.05.02.2.01.0004 | Pemberdayaan Perlindungan Masyarakat dalam rangka Ketentraman dan Ketertiban Umum | Jumlah Dokumen yang Memuat Hasil Pemberdayaan Perlindungan Masyarakat dalam rangka Ketenteraman dan Ketertiban Umum | Dokumen | B | 45000000
1.05.02.2.02.0011 | Penanganan Atas Pelanggaran Peraturan Daerah dan Peraturan Kepala daerah | Jumlah Laporan Pelaksanaan Penanganan Atas Pelanggaran Peraturan Daerah dan Peraturan kepala daerah Sesuai SOP | Laporan | B | 40000000
1.05.03.2.03.0003 | Pencarian, Pertolongan dan Evakuasi Korban Bencana Kabupaten/Kota | Jumlah Korban yang Berhasil Ditemukan, Ditolong, dan Dievakuasi Per Jenis Kejadian Bencana | Orang | B | 50000000
1.05.03.2.03.0009 | Penyediaan Logistik Penyelamatan dan Evakuasi Korban Bencana Kabupaten/Kota | Jumlah Korban Bencana yang Mendapatkan Distribusi Logistik Penyelamatan dan Evakuasi Korban Bencana | Orang | B | 150000000
1.05.04.2.01.0002 | Pemadaman dan Pengendalian Kebakaran dalam Daerah Kabupaten/Kota | Jumlah Laporan Hasil Pelaksanaan Kegiatan Kesiapsiagaan Petugas Piket dan Pemadaman Kebakaran dalam Daerah Kabupaten/Kota | Laporan | B | 270000000
1.05.04.2.01.0017 | Pengadaan Sarana dan Prasarana Pencegahan, Penanggulangan Kebakaran dan Alat Pelindung Diri | Jumlah Sarana dan Prasarana Untuk Pencegahan dan Penanggulangan Kebakaran dan Alat Pelindung Diri yang Sah dan Legal Sesuai Standar Teknis Terkait | Unit | B | 2036843894
1.05.04.2.05.0001 | Penyelenggaraan Operasi Pencarian dan Pertolongan pada Peristiwa yang Menimpa, Membahayakan, dan/atau Mengancam Keselamatan Manusia | Jumlah Laporan Hasil Penyelenggaraan Operasi Penyelamatan yang Mengancam Keselamatan Manusia | Laporan | B | 30000000
1.06.04.2.01.0001 | Penyediaan Permakanan | Jumlah Orang yang Mendapatkan Pemenuhan Kebutuhan Permakanan Sesuai dengan Standar Gizi Minimal Kewenangan Kabupaten/Kota | Orang | B | 450000000
1.06.04.2.01.0003 | Penyediaan Alat Bantu | Jumlah Orang yang Mendapatkan Alat Bantu dan Alat Bantu Peraga Sesuai kebutuhan Kewenangan Kabupaten/Kota | Orang | B | 110000000
1.06.04.2.01.0012 | Pemberian Layanan Rujukan | Jumlah Orang Mendapatkan Layanan Rujukan Kewenangan Kabupaten/Kota | Orang | B | 700000000
1.06.04.2.02.0003 | Penyediaan Permakanan | Jumlah Orang yang Mendapatkan Pemenuhan Kebutuhan Permakanan Sesuai dengan Standar Gizi Minimal Kewenangan Kabupaten/Kota | Orang | B | 112560000
1.06.06.2.01.0001 | Penyediaan Makanan | Jumlah Orang yang Mendapatkan Permakanan 3x1 Hari dalam Masa Tanggap Darurat (Pengungsian) Kewenangan Kabupaten/Kota | Orang | B | 150000000
2.11.03.2.01.0007 | Pelaksanaan pemantauan kualitas Lingkungan Hidup terhadap Media Tanah, Air, Udara, dan Laut | Data dan informasi indeks kualitas lingkungan hidup (Iindeks Kualitas Air, Indeks Kualitas Udara, Indeks Kualitas Lahan, Indeks Kualitas Ekosistem Gambut dan Indeks Kualitas Air Laut) | Lokasi | B | 60000000
2.11.04.2.01.0004 | Pengelolaan Ruang Terbuka Hijau (RTH) | Luas RTH yang Dikelola Lingkup Kewenangan Kabupaten/Kota | Ha | B | 30500000
2.11.06.2.01.0001 | Fasilitasi Pemenuhan Ketentuan dan Kewajiban Izin Lingkungan dan/atau Izin PPLH | Jumlah Rekomendasi dan/atau Persetujuan Teknis, Persetujuan Lingkungan, dan Surat Kelayakan Operasi yang Diberikan | Dokumen | B | 43000000
2.11.11.2.01.0007 | Penyediaan Sarana dan Prasarana Pengelolaan Persampahan di TPA/TPST/SPA Kabupaten/Kota | Jumlah Sarana dan Prasarana Penanganan Sampah untuk Kegiatan Pemilahan, Pengumpulan, Pengangkutan, Pengolahan, dan Pemrosesan Akhir | Unit | B | 203834873
2.11.11.2.01.0012 | Penanganan sampah melalui pengangkutan | Jumlah sampah yang tertangani melalui proses pengangkutan | Ton | B | 1813390000
2.11.11.2.01.0020 | Penanganan sampah melalui pemrosesan akhir sampah di TPA/TPST kabupaten/kota atau TPA/TPST Regional | jumlah sampah yang tertangani melalui pemrosesan akhir sampah di TPA/TPSTkabupaten/kota atau TPA/TPST Regional | Ton | B | 1230000000
2.12.02.2.01.0004 | Peningkatan Pelayanan Pendaftaran Penduduk | Jumlah Laporan Hasil Peningkatan Pelayanan Pendaftaran Penduduk | Laporan | B | 200000000
2.12.03.2.01.0002 | Peningkatan dalam Pelayanan Pencatatan Sipil | Jumlah Layanan Pencatatan Sipil yang Ditingkatkan | Layanan | B | 200000000
2.15.02.2.02.0002 | Penyediaan Perlengkapan Jalan di Jalan Kabupaten/Kota | Jumlah Perlengkapan Jalan di Jalan Kabupaten/Kota yang Tersedia | Unit | B | 1200000000
2.15.02.2.02.0004 | Rehabilitasi dan Pemeliharaan Perlengkapan Jalan | Jumlah Perlengkapan Jalan yang Terehabilitasi dan Terpelihara | Unit | B | 2000077480
2.18.04.2.01.0007 | Penyediaan dan pengelolaan Layanan konsultasi perizinan berusaha berbasis risiko | Jumlah Pelaku usaha yang Memperoleh Layanan Konsultasi Perizinan Berusaha melalui Sistem Perizinan Berusaha Berbasis Risiko Terintegrasi secara Elektronik | Pelaku Usaha | B | 71000000
2.16.02.2.01.0005 | Pengelolaan Media Komunikasi Publik | Jumlah Dokumen Hasil Pelaksanaan Pengelolaan Media Komunikasi Publik | Dokumen | N | -
2.16.03.2.01.0003 | Penyelenggaraan Sistem Jaringan Intra Pemerintah Daerah | Jumlah Sistem Jaringan Intra Pemerintah Daerah | Unit | N | -
2.16.03.2.02.0003 | Pengelolaan Pusat Data Pemerintahan Daerah | Jumlah Pusat Data Pemerintahan Daerah yang Dikelola | Unit | N | -
2.16.03.2.02.0007 | Pengembangan Aplikasi dan Proses Bisnis Pemerintahan Berbasis Elektronik | Jumlah Aplikasi dan Proses Bisnis Pemerintahan Berbasis Elektronik yang Dikembangkan | Unit | N | -
2.16.03.2.02.0012 | Monitoring, Evaluasi dan Pelaporan Pengembangan Ekosistem SPBE | Jumlah Dokumen Monitoring, Evaluasi dan Pelaporan Penyelenggaraan SPBE | Dokumen | N | -
2.20.02.2.01.0001 | Koordinasi dan Sinkronisasi Pengumpulan, Pengolahan, Analisis dan Diseminasi Data Statistik Sektoral | Jumlah Dokumen Koordinasi dan Sinkronisasi Pengumpulan, Pengolahan, Analisis dan Diseminasi Data Statistik Sektoral | Dokumen | N | -
2.21.02.2.01.0003 | Pelaksanaan Keamanan Informasi Pemerintahan Daerah Kabupaten/Kota Berbasis Elektronik dan Non Elektronik | Jumlah Laporan Pelaksanaan Keamanan Informasi Pemerintahan Daerah Kabupaten/Kota Berbasis Elektronik dan Non Elektronik | Laporan | N | -
2.09.03.2.02.0003 | Pengadaan Cadangan Pangan Pemerintah Kabupaten/Kota | Jumlah Cadangan Pangan Pemerintah Kabupaten/Kota | Ton | B | 40000000
3.25.03.2.01.0002 | Penyediaan Prasarana Usaha Perikanan Tangkap | Jumlah Prasarana Usaha Perikanan Tangkap yang Tersedia | Unit | B | 156000000
3.25.04.2.04.0002 | Penyediaan Prasarana Pembudidayaan Ikan dalam 1 (Satu) Daerah Kabupaten/Kota | Jumlah Prasarana Pembudidayaan Ikan dalam 1 (Satu) Daerah Kabupaten/Kota | Unit | B | 853670000
3.27.03.2.02.0003 | Pembangunan, Rehabilitasi dan Pemeliharaan Jalan Usaha Tani | Jalan Usaha Tani yang Dibangun, Direhabilitasi dan Dipelihara | Unit | B | 1140000000
3.27.03.2.02.0010 | Rehabilitasi dan Pemeliharaan Jaringan Irigasi Usaha Tani | Jumlah jaringan irigasi usaha tani yang direhabilitasi | Unit | B | 364000000
3.27.07.2.01.0006 | Penyediaan dan Peningkatan Kapasitas Penyuluh pertanian | Jumlah penyuluh pertanian yang tersedia dan ditingkatkan kapasitasnya | Orang | B | 150000000
4.01.02.2.01.0001 | Penataan Administrasi Pemerintahan | Jumlah Dokumen Hasil Penataan Administrasi Pemerintahan | Dokumen | B | 150000000
4.01.01.2.13.0003 | Peningkatan Kinerja dan Reformasi Birokrasi | Jumlah Dokumen Peningkatan Kinerja dan Reformasi Birokrasi | Dokumen | B | 1500000000
4.01.01.2.13.0005 | Koordinasi dan Penyusunan Laporan Kinerja Pemerintah Daerah | Jumlah Dokumen Koordinasi dan Penyusunan Laporan Kinerja Pemerintah Daerah | Dokumen | B | 175000000
4.01.03.2.02.0002 | Pengendalian dan Evaluasi Program Pembangunan | Jumlah Laporan Hasil Pengendalian dan Evaluasi Program Pembangunan | Laporan | B | 200000000
4.01.03.2.03.0001 | Pengelolaan Pengadaan Barang dan Jasa | Jumlah Dokumen Hasil Pengelolaan Pengadaan Barang dan Jasa | Dokumen | B | 250000000
4.02.02.2.03.0008 | Pembahasan Laporan Keterangan Pertanggungjawaban Kepala Daerah | Jumlah Rekomendasi Hasil Pembahasan Laporan Keterangan Pertanggungjawaban Kepala Daerah | Dokumen | B | 380741800
5.01.02.2.01.0007 | Koordinasi Penyusunan dan Penetapan Dokumen Perencanaan Pembangunan Daerah Kabupaten/Kota | Jumlah Dokumen Perencanaan Pembangunan Daerah Kabupaten/Kota yang Ditetapkan (RPJPD/RPJMD/RKPD) | Dokumen | B | 417430000
5.01.02.2.03.0001 | Koordinasi Pengendalian Perencanaan dan Pelaksanaan Pembangunan Daerah di Kabupaten/Kota | Jumlah Laporan Hasil Pengendalian Perencanaan dan Pelaksanaan Pembangunan | Laporan | B | 130000000
5.02.02.2.02.0001 | Koordinasi dan Pengelolaan Kas Daerah | Jumlah Dokumen Hasil Koordinasi dan Pengelolaan Kas Daerah | Dokumen | B | 195000000
5.03.02.2.04.0002 | Pelaksanaan Penilaian dan Evaluasi Kinerja Aparatur | Jumlah Dokumen Hasil Pelaksanaan Penilaian dan Evaluasi Kinerja Aparatur | Dokumen | B | 25000000
6.01.02.2.01.0002 | Pengawasan Keuangan Pemerintah Daerah | Jumlah Laporan Hasil Pengawasan Keuangan Pemerintah Daerah | Laporan | B | 679553530
6.01.03.2.02.0001 | Pendampingan dan Asistensi Urusan Pemerintahan Daerah | Jumlah Perangkat Daerah yang Dilakukan Pendampingan dan Asistensi Urusan Pemerintahan Daerah | perangkat daerah | B | 785475499
7.01.02.2.01.0001 | Koordinasi/Sinergi Perencanaan dan Pelaksanaan Kegiatan Pemerintahan dengan Perangkat Daerah dan Instansi Vertikal Terkait | Jumlah Laporan Koordinasi/Sinergi Perencanaan dan Pelaksanaan Kegiatan Pemerintahan dengan Perangkat Daerah dan Instansi Vertikal Terkait | Laporan | B | 52427482
7.01.02.2.02.0002 | Fasilitasi Percepatan Pencapaian Standar Pelayanan Minimal di Wilayah Kecamatan | Jumlah Laporan Fasilitasi Percepatan Pencapaian Standar Pelayanan Minimal di Wilayah Kecamatan | Laporan | N | -
7.01.03.2.02.0001 | Peningkatan Partisipasi Masyarakat dalam Forum Musyawarah Perencanaan Pembangunan di Kelurahan | Jumlah Lembaga Kemasyarakatan yang Berpartisipasi dalam Forum Musyawarah Perencanaan Pembangunan di Kelurahan | Lembaga Kemasyarakatan | B | 10000000
7.01.03.2.02.0002 | Pembangunan Sarana dan Prasarana Kelurahan | Jumlah Sarana dan Prasarana Kelurahan yang Terbangun | Unit | B | 200000000
7.01.03.2.02.0003 | Pemberdayaan Masyarakat di Kelurahan | Jumlah Pokmas dan Ormas yang Melaksanakan Pemberdayaan Masyarakat di Kelurahan | Pokmas / Ormas | B | 200000000
7.01.04.2.01.0002 | Harmonisasi Hubungan dengan Tokoh Agama dan Tokoh Masyarakat | Jumlah Laporan Pelaksanaan Harmonisasi Hubungan dengan Tokoh Agama dan Tokoh Masyarakat | Laporan | B | 109200000
7.01.06.2.01.0016 | Fasilitasi Penyusunan Program dan Pelaksanaan Pemberdayaan Masyarakat Desa | Jumlah Dokumen Fasilitasi dalam rangka Program dan Pelaksanaan Pemberdayaan Masyarakat Desa | Dokumen | B | 197542659
`;

/** The rows as the list has them; the supporting rows still carry X.XX. */
export const subKegiatan: readonly SubKegiatan[] = readTable(table, 6).map((fields) => {
  const [code = "", name = "", indicator = "", unit = "", evidence = "", example = ""] = fields;
  return {
    code,
    name,
    indicator,
    unit,
    evidence: wordOf(["B", "N"], evidence),
    example: example === "-" ? null : `${example}.00`,
  };
});
