import type { Unit } from "./types.ts";
import { unitsFrom } from "./unit-rows.ts";

// Kabupaten Kutai Kartanegara. K-M rows and all bidang inside an OPD are to be checked with the SOTK regulation.
const agencies = `
setda | setda | Sekretariat Daerah | Setda | sekretariat_daerah | 4.01 | named
setwan | setwan | Sekretariat Dewan Perwakilan Rakyat Daerah | Setwan | sekretariat_dprd | 4.02 | K-M
inspektorat | inspektorat | Inspektorat Daerah | Inspektorat | inspektorat | 6.01 | K-M
bappeda | bappeda | Badan Perencanaan Pembangunan Daerah | Bappeda | badan | 5.01 | named
bapenda | bapenda | Badan Pendapatan Daerah | Bapenda | badan | 5.02 | named
bpkad | bpkad | Badan Pengelolaan Keuangan dan Aset Daerah | BPKAD | badan | 5.02 | K-M
bkpsdm | bkpsdm | Badan Kepegawaian dan Pengembangan Sumber Daya Manusia | BKPSDM | badan | 5.03+5.04 | named
badan-kesbangpol | kesbangpol | Badan Kesatuan Bangsa dan Politik | Kesbangpol | badan | 8.01 | K-M
bpbd | bpbd | Badan Penanggulangan Bencana Daerah | BPBD | badan | 1.05 | K-M
satpol-pp | satpolpp | Satuan Polisi Pamong Praja | Satpol PP | satpol_pp | 1.05 | named
dinas-pendidikan-dan-kebudayaan | pendidikan | Dinas Pendidikan dan Kebudayaan | Disdikbud | dinas | 1.01+2.22 | named
dinas-kesehatan | kesehatan | Dinas Kesehatan | Dinkes | dinas | 1.02 | named
dinas-pekerjaan-umum | pu | Dinas Pekerjaan Umum | DPU | dinas | 1.03 | named
dinas-pertanahan-penataan-ruang | dptr | Dinas Pertanahan dan Penataan Ruang | DPTR | dinas | 2.10+1.03 | named
dinas-perkim | perkim | Dinas Perumahan dan Kawasan Permukiman | Disperkim | dinas | 1.04 | named
dinas-sosial | sosial | Dinas Sosial | Dinsos | dinas | 1.06 | named
dinas-transmigrasi-tenaga-kerja | distransnaker | Dinas Transmigrasi dan Tenaga Kerja | Distransnaker | dinas | 2.07+3.32 | named
dp3a | dp3a | Dinas Pemberdayaan Perempuan dan Perlindungan Anak | DP3A | dinas | 2.08 | named
dinas-ketahanan-pangan | pangan | Dinas Ketahanan Pangan | DKP | dinas | 2.09 | named
dinas-lingkungan-hidup-kehutanan | dlhk | Dinas Lingkungan Hidup dan Kehutanan | DLHK | dinas | 2.11+3.28 | named
disdukcapil | dukcapil | Dinas Kependudukan dan Pencatatan Sipil | Disdukcapil | dinas | 2.12 | K-M
dpmd | dpmd | Dinas Pemberdayaan Masyarakat dan Desa | DPMD | dinas | 2.13 | K-M
dp2kb | dp2kb | Dinas Pengendalian Penduduk dan Keluarga Berencana | DP2KB | dinas | 2.14 | named
dinas-perhubungan | dishub | Dinas Perhubungan | Dishub | dinas | 2.15 | named
diskominfo | diskominfo | Dinas Komunikasi dan Informatika | Diskominfo | dinas | 2.16+2.20+2.21 | named
dinas-koperasi-ukm | diskop | Dinas Koperasi dan Usaha Kecil Menengah | Diskop UKM | dinas | 2.17 | named
dpmptsp | dpmptsp | Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu | DPMPTSP | dinas | 2.18 | named
dinas-kepemudaan-olahraga | dispora | Dinas Kepemudaan dan Olahraga | Dispora | dinas | 2.19 | K-M
dinas-kearsipan-perpustakaan | diarpus | Dinas Kearsipan dan Perpustakaan | Diarpus | dinas | 2.24+2.23 | named
dinas-kelautan-perikanan | perikanan | Dinas Kelautan dan Perikanan | Dislutkan | dinas | 3.25 | K-M
dinas-pariwisata | pariwisata | Dinas Pariwisata | Dispar | dinas | 3.26 | named
dinas-pertanian-dan-peternakan | pertanian | Dinas Pertanian dan Peternakan | Distanak | dinas | 3.27 | K-M
dinas-perkebunan | perkebunan | Dinas Perkebunan | Disbun | dinas | 3.27 | named
dinas-perindustrian-perdagangan | disperindag | Dinas Perindustrian dan Perdagangan | Disperindag | dinas | 3.31+3.30 | named
dinas-damkar | damkar | Dinas Pemadam Kebakaran dan Penyelamatan | Disdamkar | dinas | 1.05 | K-M
rsud-aji-muhammad-parikesit | parikesit | Rumah Sakit Umum Daerah Aji Muhammad Parikesit | RSUD AM Parikesit | rsud | 1.02 | K-M
rsud-abadi-samboja | abadi | Rumah Sakit Umum Daerah Aji Batara Agung Dewa Sakti | RSUD ABADI | rsud | 1.02 | K-M
rsud-dayaku-raja | dayakuraja | Rumah Sakit Umum Daerah Dayaku Raja | RSUD Dayaku Raja | rsud | 1.02 | K-M
`;

const districts = `Muara Muntai, Loa Kulu, Loa Janan, Anggana, Muara Badak, Tenggarong, Sebulu, Kota Bangun, Kenohan,
  Kembang Janggut, Muara Kaman, Tabang, Samboja, Muara Jawa, Sanga Sanga, Tenggarong Seberang, Marang Kayu, Muara Wis,
  Kota Bangun Darat, Samboja Barat`;

const inside = `
bagian-pengadaan | setda | Bagian Pengadaan Barang dan Jasa | Bagian PBJ | bagian | named
bagian-prokom | setda | Bagian Protokol dan Komunikasi Pimpinan | Bagian Prokom | bagian | named
bagian-adbang | setda | Bagian Administrasi Pembangunan | Bagian Adbang | bagian | K-M
bagian-tapem | setda | Bagian Tata Pemerintahan | Bagian Tapem | bagian | K-M
bagian-organisasi | setda | Bagian Organisasi | Bagian Organisasi | bagian | K-M
bagian-hukum | setda | Bagian Hukum | Bagian Hukum | bagian | K-M
bagian-kesra | setda | Bagian Kesejahteraan Rakyat | Bagian Kesra | bagian | K-M
bagian-perekonomian | setda | Bagian Perekonomian | Bagian Perekonomian | bagian | K-M
bagian-umum | setda | Bagian Umum | Bagian Umum | bagian | K-M
bagian-kerja-sama | setda | Bagian Kerja Sama | Bagian Kerja Sama | bagian | K-M
bagian-sda | setda | Bagian Sumber Daya Alam | Bagian SDA | bagian | K-M
bidang-bina-marga | dinas-pekerjaan-umum | Bidang Bina Marga | Bina Marga | bidang | K-M
bidang-cipta-karya | dinas-pekerjaan-umum | Bidang Cipta Karya | Cipta Karya | bidang | K-M
bidang-sumber-daya-air | dinas-pekerjaan-umum | Bidang Sumber Daya Air | SDA | bidang | K-M
bidang-kesehatan-masyarakat | dinas-kesehatan | Bidang Kesehatan Masyarakat | Kesmas | bidang | K-M
bidang-pelayanan-kesehatan | dinas-kesehatan | Bidang Pelayanan Kesehatan | Yankes | bidang | K-M
bidang-pengendalian-penyakit | dinas-kesehatan | Bidang Pencegahan dan Pengendalian Penyakit | P2P | bidang | K-M
bidang-pembinaan-sd | dinas-pendidikan-dan-kebudayaan | Bidang Pembinaan Sekolah Dasar | Pembinaan SD | bidang | K-M
bidang-pembinaan-smp | dinas-pendidikan-dan-kebudayaan | Bidang Pembinaan Sekolah Menengah Pertama | Pembinaan SMP | bidang | K-M
bidang-paud | dinas-pendidikan-dan-kebudayaan | Bidang Pembinaan PAUD dan Pendidikan Nonformal | PAUD dan PNF | bidang | K-M
`;

export const unitsKukar: readonly Unit[] = unitsFrom("kukar", { agencies, districts, inside });
