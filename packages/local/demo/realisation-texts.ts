import { draw } from "./seed.ts";
import type { Problem, ProblemCategory, TenantId } from "./types.ts";

type Words = readonly [text: string, followUp: string];

const words: Readonly<Record<ProblemCategory, readonly [Words, Words]>> = {
  "gagal/terlambat lelang": [
    [
      "Tender pertama gagal karena tidak ada penawaran yang lulus evaluasi; kontrak terlambat dua bulan.",
      "Tender ulang bersama UKPBJ dengan dokumen yang diperbaiki; jadwal pelaksanaan disusun kembali.",
    ],
    [
      "Dokumen pemilihan terlambat disampaikan ke UKPBJ sehingga penetapan pemenang mundur.",
      "Rapat mingguan dengan UKPBJ; penyedia diminta menambah regu kerja setelah kontrak.",
    ],
  ],
  "efisiensi/refocusing anggaran": [
    [
      "Kegiatan tidak dilaksanakan karena anggaran dialihkan menurut instruksi efisiensi belanja.",
      "Pengurangan diusulkan dalam perubahan anggaran; target diajukan kembali pada tahun berikutnya.",
    ],
    [
      "Sebagian anggaran ditahan untuk efisiensi sehingga pelaksanaan belum dapat dimulai.",
      "Menunggu pergeseran anggaran; pekerjaan disiapkan agar dapat segera berjalan.",
    ],
  ],
  lahan: [
    [
      "Sebagian lahan belum dibebaskan; pemilik belum menyetujui nilai ganti rugi.",
      "Musyawarah dengan pemilik lahan difasilitasi camat; pekerjaan dimulai dari ruas yang sudah bebas.",
    ],
    [
      "Batas lahan lokasi pekerjaan masih dipersoalkan dua desa.",
      "Pengukuran ulang bersama kantor pertanahan dan kedua desa.",
    ],
  ],
  "cuaca/akses": [
    [
      "Hujan terus-menerus dan jalan kerja terendam sehingga alat berat tidak dapat masuk.",
      "Jam kerja ditambah pada hari kering; pengalihan lintasan alat berat lewat jalan desa.",
    ],
    [
      "Pengangkutan bahan tertahan karena air sungai surut dan jalan masuk rusak.",
      "Bahan ditimbun di gudang terdekat; pengiriman dijadwalkan mengikuti tinggi air.",
    ],
  ],
  SDM: [
    [
      "Petugas pelaksana berkurang karena mutasi dan pensiun; penggantinya belum ditetapkan.",
      "Penugasan sementara dari bidang lain; usulan pengganti disampaikan ke BKPSDM.",
    ],
    [
      "Pejabat pengadaan merangkap beberapa kegiatan sehingga berkas menumpuk.",
      "Penetapan satu pejabat pengadaan tambahan.",
    ],
  ],
  "regulasi/juknis terlambat": [
    [
      "Petunjuk teknis dari kementerian terlambat diterima sehingga penetapan sasaran mundur.",
      "Daftar sasaran sudah disusun; pelaksanaan dipadatkan pada triwulan berikutnya.",
    ],
    [
      "Peraturan kepala daerah tentang tata cara penyaluran belum ditetapkan.",
      "Rancangan peraturan dibahas bersama Bagian Hukum.",
    ],
  ],
  "keterlambatan transfer/kas": [
    [
      "Dana transfer tahap kedua belum masuk ke kas daerah.",
      "Laporan penyerapan tahap pertama dilengkapi agar penyaluran dapat diproses.",
    ],
    ["Pembayaran menunggu ketersediaan kas daerah.", "Penjadwalan ulang penarikan dana bersama bidang perbendaharaan."],
  ],
  "rekanan wanprestasi": [
    [
      "Penyedia tidak memenuhi jadwal walau sudah mendapat dua kali teguran.",
      "Rapat pembuktian keterlambatan dan rencana penyelesaian di bawah pengawasan mingguan.",
    ],
    [
      "Bahan yang dikirim penyedia tidak sesuai spesifikasi dan ditolak.",
      "Penggantian bahan atas biaya penyedia; denda diperhitungkan pada pembayaran.",
    ],
  ],
};

const flightOnly: Words = [
  "Bahan hanya dapat diangkut dengan pesawat perintis; penerbangan banyak yang batal karena cuaca.",
  "Pemesanan tempat kargo untuk bulan berikutnya; bahan ringan didahulukan.",
];

/** A problem of this category in words; the same key gives the same words. */
export function problemOf(tenant: TenantId, unit: string, category: ProblemCategory, key: string): Problem {
  const remote = tenant === "nunukan" && unit.startsWith("kec-krayan") && category === "cuaca/akses";
  const [first, second] = words[category];
  const [text, followUp] = remote ? flightOnly : draw(`words/${key}`, 2) === 0 ? first : second;
  return { category, text, followUp };
}
