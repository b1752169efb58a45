import type { Unit } from "./types.ts";
import { unitsFrom } from "./unit-rows.ts";

// Kota Palembang. Kecamatan as the national list writes them (numbers as words); many local letters write I, II, III.
// The sources name BPBD and, for a later time, the fire and rescue agency; both are kept until the SOTK says otherwise.
const agencies = `
setda | setda | Sekretariat Daerah | Setda | sekretariat_daerah | 4.01 | named
setwan | setwan | Sekretariat Dewan Perwakilan Rakyat Daerah | Setwan | sekretariat_dprd | 4.02 | K-M
inspektorat | inspektorat | Inspektorat Daerah | Inspektorat | inspektorat | 6.01 | K-M
bappeda-litbang | bappeda | Badan Perencanaan Pembangunan Daerah, Penelitian dan Pengembangan | Bappeda Litbang | badan | 5.01+5.05 | named
bpkad | bpkad | Badan Pengelolaan Keuangan dan Aset Daerah | BPKAD | badan | 5.02 | named
bapenda | bapenda | Badan Pendapatan Daerah | Bapenda | badan | 5.02 | named
bkpsdm | bkpsdm | Badan Kepegawaian dan Pengembangan Sumber Daya Manusia | BKPSDM | badan | 5.03+5.04 | named
badan-kesbangpol | kesbangpol | Badan Kesatuan Bangsa dan Politik | Kesbangpol | badan | 8.01 | K-M
bpbd | bpbd | Badan Penanggulangan Bencana Daerah | BPBD | badan | 1.05 | named
dinas-damkar | damkar | Dinas Pemadam Kebakaran dan Penyelamatan | Disdamkar | dinas | 1.05 | named
satpol-pp | satpolpp | Satuan Polisi Pamong Praja | Satpol PP | satpol_pp | 1.05 | K-M
dinas-pendidikan | pendidikan | Dinas Pendidikan | Disdik | dinas | 1.01 | named
dinas-kesehatan | kesehatan | Dinas Kesehatan | Dinkes | dinas | 1.02 | K-M
dinas-pupr | pupr | Dinas Pekerjaan Umum dan Penataan Ruang | Dinas PUPR | dinas | 1.03 | named
dinas-perkimtan | perkimtan | Dinas Perumahan, Kawasan Permukiman dan Pertanahan | Perkimtan | dinas | 1.04+2.10 | named
dinas-sosial | sosial | Dinas Sosial | Dinsos | dinas | 1.06 | named
dinas-ketenagakerjaan | disnaker | Dinas Ketenagakerjaan | Disnaker | dinas | 2.07 | K-M
dpppa | dpppa | Dinas Pemberdayaan Perempuan dan Perlindungan Anak | DPPPA | dinas | 2.08 | named
dinas-pangan-pertanian | pertanian | Dinas Ketahanan Pangan dan Pertanian | DKPP | dinas | 2.09+3.27 | named
dinas-lingkungan-hidup | dlh | Dinas Lingkungan Hidup | DLH | dinas | 2.11 | named
disdukcapil | dukcapil | Dinas Kependudukan dan Pencatatan Sipil | Disdukcapil | dinas | 2.12 | named
dppkb | dppkb | Dinas Pengendalian Penduduk dan Keluarga Berencana | DPPKB | dinas | 2.14 | K-M
dinas-perhubungan | dishub | Dinas Perhubungan | Dishub | dinas | 2.15 | K-M
diskominfo | diskominfo | Dinas Komunikasi dan Informatika | Diskominfo | dinas | 2.16+2.20+2.21 | named
dinas-koperasi-ukm | diskop | Dinas Koperasi dan Usaha Kecil Menengah | Diskop UKM | dinas | 2.17 | named
dpmptsp | dpmptsp | Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu | DPMPTSP | dinas | 2.18 | named
dinas-kepemudaan-olahraga | dispora | Dinas Kepemudaan dan Olahraga | Dispora | dinas | 2.19 | named
dinas-kebudayaan | kebudayaan | Dinas Kebudayaan | Disbud | dinas | 2.22 | K-M
dinas-perpustakaan-kearsipan | perpustakaan | Dinas Perpustakaan dan Kearsipan | Disperpusip | dinas | 2.23+2.24 | K-M
dinas-perikanan | perikanan | Dinas Perikanan | Disperikanan | dinas | 3.25 | K-M
dinas-pariwisata | pariwisata | Dinas Pariwisata | Dispar | dinas | 3.26 | named
dinas-perdagangan | perdagangan | Dinas Perdagangan | Disdag | dinas | 3.30 | K-M
dinas-perindustrian | perindustrian | Dinas Perindustrian | Disperin | dinas | 3.31 | K-M
rsud-palembang-bari | bari | Rumah Sakit Umum Daerah Palembang BARI | RSUD BARI | rsud | 1.02 | K-M
`;

const districts = `Ilir Barat Dua, Seberang Ulu Satu, Seberang Ulu Dua, Ilir Barat Satu, Ilir Timur Satu,
  Ilir Timur Dua, Sukarami, Sako, Kemuning, Kalidoni, Bukit Kecil, Gandus, Kertapati, Plaju, Alang-Alang Lebar,
  Sematang Borang, Jakabaring, Ilir Timur Tiga`;

const inside = `
bagian-adbang | setda | Bagian Administrasi Pembangunan | Bagian Adbang | bagian | K-M
bagian-tapem | setda | Bagian Tata Pemerintahan | Bagian Tapem | bagian | K-M
bagian-organisasi | setda | Bagian Organisasi | Bagian Organisasi | bagian | K-M
bagian-pengadaan | setda | Bagian Pengadaan Barang dan Jasa | Bagian PBJ | bagian | K-M
bagian-umum | setda | Bagian Umum | Bagian Umum | bagian | K-M
bidang-bina-marga | dinas-pupr | Bidang Bina Marga | Bina Marga | bidang | K-M
bidang-cipta-karya | dinas-pupr | Bidang Cipta Karya | Cipta Karya | bidang | K-M
bidang-sumber-daya-air | dinas-pupr | Bidang Sumber Daya Air dan Drainase | SDA dan Drainase | bidang | K-M
bidang-pembinaan-sd | dinas-pendidikan | Bidang Pembinaan Sekolah Dasar | Pembinaan SD | bidang | K-M
bidang-pembinaan-smp | dinas-pendidikan | Bidang Pembinaan Sekolah Menengah Pertama | Pembinaan SMP | bidang | K-M
seksi-pemerintahan-kemuning | kec-kemuning | Seksi Pemerintahan Kecamatan Kemuning | Seksi Pemerintahan | seksi | K-M
seksi-pemberdayaan-kemuning | kec-kemuning | Seksi Pemberdayaan Masyarakat Kecamatan Kemuning | Seksi Pemberdayaan | seksi | K-M
`;

export const unitsPalembang: readonly Unit[] = unitsFrom("palembang", { agencies, districts, inside });
