import type { Unit } from "./types.ts";
import { unitsFrom } from "./unit-rows.ts";

// Kabupaten Nunukan: 21 kecamatan and about 30 agencies, as SEPAKAT counts them. Long names marked K-M changed over time.
const agencies = `
setda | setda | Sekretariat Daerah | Setda | sekretariat_daerah | 4.01 | named
setwan | setwan | Sekretariat Dewan Perwakilan Rakyat Daerah | Setwan | sekretariat_dprd | 4.02 | K-M
inspektorat | inspektorat | Inspektorat Daerah | Inspektorat | inspektorat | 6.01 | K-M
bappeda-litbang | bappeda | Badan Perencanaan Pembangunan Daerah, Penelitian dan Pengembangan | Bappeda Litbang | badan | 5.01+5.05 | K-M
bpkad | bpkad | Badan Pengelolaan Keuangan dan Aset Daerah | BPKAD | badan | 5.02 | named
bapenda | bapenda | Badan Pendapatan Daerah | Bapenda | badan | 5.02 | K-M
bkpsdm | bkpsdm | Badan Kepegawaian dan Pengembangan Sumber Daya Manusia | BKPSDM | badan | 5.03+5.04 | named
badan-pengelola-perbatasan | bppd | Badan Pengelola Perbatasan Daerah | BPPD | badan | 5.06 | named
badan-kesbangpol | kesbangpol | Badan Kesatuan Bangsa dan Politik | Kesbangpol | badan | 8.01 | K-M
bpbd | bpbd | Badan Penanggulangan Bencana Daerah | BPBD | badan | 1.05 | named
satpol-pp | satpolpp | Satuan Polisi Pamong Praja | Satpol PP | satpol_pp | 1.05 | K-M
dinas-pendidikan-dan-kebudayaan | pendidikan | Dinas Pendidikan dan Kebudayaan | Disdikbud | dinas | 1.01+2.22 | K-M
dinas-kesehatan | kesehatan | Dinas Kesehatan, Pengendalian Penduduk dan Keluarga Berencana | Dinkes PPKB | dinas | 1.02+2.14 | K-M
dinas-pekerjaan-umum | pu | Dinas Pekerjaan Umum, Penataan Ruang, Perumahan dan Kawasan Permukiman | DPUPRPKP | dinas | 1.03+1.04 | K-M
dinas-sosial | sosial | Dinas Sosial, Pemberdayaan Perempuan dan Perlindungan Anak | Dinsos P3A | dinas | 1.06+2.08 | K-M
dinas-tenaga-kerja-transmigrasi | disnakertrans | Dinas Tenaga Kerja dan Transmigrasi | Disnakertrans | dinas | 2.07+3.32 | K-M
dinas-lingkungan-hidup | dlh | Dinas Lingkungan Hidup | DLH | dinas | 2.11 | named
disdukcapil | dukcapil | Dinas Kependudukan dan Pencatatan Sipil | Disdukcapil | dinas | 2.12 | K-M
dpmd | dpmd | Dinas Pemberdayaan Masyarakat dan Desa | DPMD | dinas | 2.13 | K-M
dinas-perhubungan | dishub | Dinas Perhubungan | Dishub | dinas | 2.15 | named
diskominfotik | diskominfo | Dinas Komunikasi, Informatika dan Statistik | Diskominfotik | dinas | 2.16+2.20+2.21 | named
dkukmpp | dkukmpp | Dinas Koperasi, Usaha Kecil Menengah, Perdagangan dan Perindustrian | DKUKMPP | dinas | 2.17+3.30+3.31 | named
dpmptsp | dpmptsp | Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu | DPMPTSP | dinas | 2.18 | named
disbudporapar | disbudporapar | Dinas Kebudayaan, Kepemudaan, Olahraga dan Pariwisata | Disbudporapar | dinas | 2.22+2.19+3.26 | named
dinas-perpustakaan-kearsipan | perpustakaan | Dinas Perpustakaan dan Kearsipan | Disperpusip | dinas | 2.23+2.24 | named
dinas-perikanan | perikanan | Dinas Perikanan | Disperikanan | dinas | 3.25 | named
dinas-pangan-pertanian | pertanian | Dinas Ketahanan Pangan dan Pertanian | DKPP | dinas | 2.09+3.27 | named
rsud-nunukan | rsud | Rumah Sakit Umum Daerah Nunukan | RSUD Nunukan | rsud | 1.02 | K-M
`;

const districts = `Sebatik, Nunukan, Sembakung, Lumbis, Krayan, Sebuku, Krayan Selatan, Sebatik Barat, Nunukan Selatan,
  Sebatik Timur, Sebatik Utara, Sebatik Tengah, Sei Menggaris, Tulin Onsoi, Lumbis Ogong, Sembakung Atulai,
  Krayan Tengah, Krayan Timur, Krayan Barat, Lumbis Pansiangan, Lumbis Hulu`;

const inside = `
bagian-adbang | setda | Bagian Administrasi Pembangunan | Bagian Adbang | bagian | K-M
bagian-tapem | setda | Bagian Tata Pemerintahan | Bagian Tapem | bagian | K-M
bagian-organisasi | setda | Bagian Organisasi | Bagian Organisasi | bagian | K-M
bagian-pengadaan | setda | Bagian Pengadaan Barang dan Jasa | Bagian PBJ | bagian | K-M
bagian-umum | setda | Bagian Umum | Bagian Umum | bagian | K-M
bidang-bina-marga | dinas-pekerjaan-umum | Bidang Bina Marga | Bina Marga | bidang | K-M
bidang-cipta-karya | dinas-pekerjaan-umum | Bidang Cipta Karya | Cipta Karya | bidang | K-M
bidang-sumber-daya-air | dinas-pekerjaan-umum | Bidang Sumber Daya Air | SDA | bidang | K-M
bidang-kesehatan-masyarakat | dinas-kesehatan | Bidang Kesehatan Masyarakat | Kesmas | bidang | K-M
bidang-pelayanan-kesehatan | dinas-kesehatan | Bidang Pelayanan Kesehatan | Yankes | bidang | K-M
rs-pratama-sebuku | dinas-kesehatan | Rumah Sakit Pratama Sebuku | RSP Sebuku | rsud | K-M
rs-pratama-sebatik | dinas-kesehatan | Rumah Sakit Pratama Sebatik | RSP Sebatik | rsud | K-M
rs-pratama-krayan | dinas-kesehatan | Rumah Sakit Pratama Krayan | RSP Krayan | rsud | K-M
bidang-pembinaan-sd | dinas-pendidikan-dan-kebudayaan | Bidang Pembinaan Sekolah Dasar | Pembinaan SD | bidang | K-M
bidang-pembinaan-smp | dinas-pendidikan-dan-kebudayaan | Bidang Pembinaan Sekolah Menengah Pertama | Pembinaan SMP | bidang | K-M
seksi-pemerintahan-krayan | kec-krayan | Seksi Pemerintahan Kecamatan Krayan | Seksi Pemerintahan | seksi | K-M
seksi-pemberdayaan-krayan | kec-krayan | Seksi Pemberdayaan Masyarakat Kecamatan Krayan | Seksi Pemberdayaan | seksi | K-M
`;

export const unitsNunukan: readonly Unit[] = unitsFrom("nunukan", { agencies, districts, inside });
