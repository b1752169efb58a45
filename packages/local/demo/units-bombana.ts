import type { Unit } from "./types.ts";
import { unitsFrom } from "./unit-rows.ts";

// Kabupaten Bombana. Here BKD is the finance agency (Badan Keuangan Daerah), not the staff agency.
const agencies = `
setda | setda | Sekretariat Daerah | Setda | sekretariat_daerah | 4.01 | named
setwan | setwan | Sekretariat Dewan Perwakilan Rakyat Daerah | Setwan | sekretariat_dprd | 4.02 | K-M
inspektorat | inspektorat | Inspektorat Daerah | Inspektorat | inspektorat | 6.01 | K-M
bappeda | bappeda | Badan Perencanaan Pembangunan Daerah | Bappeda | badan | 5.01 | named
balitbang | balitbang | Badan Penelitian dan Pengembangan | Balitbang | badan | 5.05 | named
badan-keuangan-daerah | bkd | Badan Keuangan Daerah | BKD | badan | 5.02 | named
bkpsdm | bkpsdm | Badan Kepegawaian dan Pengembangan Sumber Daya Manusia | BKPSDM | badan | 5.03+5.04 | named
badan-kesbangpol | kesbangpol | Badan Kesatuan Bangsa dan Politik | Kesbangpol | badan | 8.01 | named
bpbd | bpbd | Badan Penanggulangan Bencana Daerah | BPBD | badan | 1.05 | K-M
satpol-pp | satpolpp | Satuan Polisi Pamong Praja | Satpol PP | satpol_pp | 1.05 | K-M
dinas-pendidikan-dan-kebudayaan | pendidikan | Dinas Pendidikan dan Kebudayaan | Dikbud | dinas | 1.01+2.22 | named
dinas-kesehatan | kesehatan | Dinas Kesehatan | Dinkes | dinas | 1.02 | named
dinas-pu-penataan-ruang | pupr | Dinas Pekerjaan Umum dan Penataan Ruang | DPUPR | dinas | 1.03 | K-M
dinas-perumahan | perkim | Dinas Perumahan dan Kawasan Permukiman | Disperkim | dinas | 1.04 | K-M
dinas-sosial | sosial | Dinas Sosial | Dinsos | dinas | 1.06 | named
dinas-tenaga-kerja-transmigrasi | disnakertrans | Dinas Tenaga Kerja dan Transmigrasi | Disnakertrans | dinas | 2.07+3.32 | named
dp3a | dp3a | Dinas Pemberdayaan Perempuan dan Perlindungan Anak | DP3A | dinas | 2.08 | named
dinas-ketahanan-pangan | pangan | Dinas Ketahanan Pangan | DKP | dinas | 2.09 | named
dinas-lingkungan-hidup | dlh | Dinas Lingkungan Hidup | DLH | dinas | 2.11 | named
disdukcapil | dukcapil | Dinas Kependudukan dan Pencatatan Sipil | Disdukcapil | dinas | 2.12 | named
dpmd | dpmd | Dinas Pemberdayaan Masyarakat dan Desa | DPMD | dinas | 2.13 | named
dinas-keluarga-berencana | dp2kb | Dinas Pengendalian Penduduk dan Keluarga Berencana | DP2KB | dinas | 2.14 | named
dinas-perhubungan | dishub | Dinas Perhubungan | Dishub | dinas | 2.15 | named
diskominfo | diskominfo | Dinas Komunikasi dan Informatika | Kominfos | dinas | 2.16+2.20+2.21 | named
disperindagkop | disperindagkop | Dinas Perindustrian, Perdagangan dan Koperasi | Disperindagkop | dinas | 3.31+3.30+2.17 | named
dpmptsp | dpmptsp | Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu | DPMPTSP | dinas | 2.18 | named
dinas-pariwisata-pemuda-olahraga | disparpora | Dinas Pariwisata, Pemuda dan Olahraga | Disparpora | dinas | 3.26+2.19 | named
dinas-perpustakaan-kearsipan | perpustakaan | Dinas Perpustakaan dan Kearsipan | Disperpusip | dinas | 2.23+2.24 | K-M
dinas-perikanan | perikanan | Dinas Perikanan | Disperikanan | dinas | 3.25 | named
dinas-pertanian | pertanian | Dinas Pertanian | Distan | dinas | 3.27 | named
rsud-bombana | rsud | Rumah Sakit Umum Daerah Bombana | RSUD Bombana | rsud | 1.02 | K-M
`;

const districts = `Poleang, Poleang Timur, Rarowatu, Rumbia, Kabaena, Kabaena Timur, Poleang Barat, Mata Oleo,
  Rarowatu Utara, Poleang Utara, Poleang Selatan, Poleang Tenggara, Kabaena Selatan, Kabaena Barat, Kabaena Utara,
  Kabaena Tengah, Kepulauan Masaloka Raya, Rumbia Tengah, Poleang Tengah, Tontonunu, Lantari Jaya, Mata Usu`;

const inside = `
bagian-adbang | setda | Bagian Administrasi Pembangunan | Bagian Adbang | bagian | K-M
bagian-tapem | setda | Bagian Tata Pemerintahan | Bagian Tapem | bagian | K-M
bagian-organisasi | setda | Bagian Organisasi | Bagian Organisasi | bagian | K-M
bagian-umum | setda | Bagian Umum | Bagian Umum | bagian | K-M
bidang-bina-marga | dinas-pu-penataan-ruang | Bidang Bina Marga | Bina Marga | bidang | K-M
bidang-cipta-karya | dinas-pu-penataan-ruang | Bidang Cipta Karya | Cipta Karya | bidang | K-M
bidang-sumber-daya-air | dinas-pu-penataan-ruang | Bidang Sumber Daya Air | SDA | bidang | K-M
bidang-kesehatan-masyarakat | dinas-kesehatan | Bidang Kesehatan Masyarakat | Kesmas | bidang | K-M
bidang-pelayanan-kesehatan | dinas-kesehatan | Bidang Pelayanan Kesehatan | Yankes | bidang | K-M
seksi-pemerintahan-rumbia | kec-rumbia | Seksi Pemerintahan Kecamatan Rumbia | Seksi Pemerintahan | seksi | K-M
seksi-pemberdayaan-rumbia | kec-rumbia | Seksi Pemberdayaan Masyarakat Kecamatan Rumbia | Seksi Pemberdayaan | seksi | K-M
`;

export const unitsBombana: readonly Unit[] = unitsFrom("bombana", { agencies, districts, inside });
