import type { ChainVersion } from "../schema.ts";
import { correction } from "./correction.ts";
import { division } from "./division.ts";
import { governmentReport } from "./government-report.ts";
import { hospital } from "./hospital.ts";
import { subdistrict } from "./subdistrict.ts";
import { threeTiers } from "./three-tiers.ts";

/** A chain of the starter set. `uncertain` names what is an assumption and what it rests on, to be read before adopting. */
export type ChainPack = {
  readonly title: string;
  readonly description: string;
  readonly uncertain: string | null;
  readonly chain: ChainVersion;
};

export const CHAIN_PACKS: readonly ChainPack[] = [
  {
    title: "Tiga tingkat",
    description:
      "PPTK mengisi, Kabid atau Sekretaris memverifikasi, Kepala OPD menandatangani. Begitu ditandatangani, laporan terbit. Pola e-Pantau Kutai Kartanegara.",
    uncertain: null,
    chain: threeTiers,
  },
  {
    title: "Kecamatan",
    description:
      "Kasi mengisi, Sekretaris Kecamatan memverifikasi, Camat menandatangani. Tingkatnya peran di dalam unit, bukan eselon.",
    uncertain: "Batas dua hari kerja untuk verifikasi adalah anggapan kami; sesuaikan dengan SOP kecamatan.",
    chain: subdistrict,
  },
  {
    title: "Bagian di Sekretariat Daerah",
    description:
      "Kepala Bagian memverifikasi di Bagiannya; Sekretaris Daerah menandatangani pada unit di atasnya, karena Bagian tidak mempunyai kepala OPD sendiri.",
    uncertain: "Batas dua hari kerja untuk verifikasi adalah anggapan kami; sesuaikan dengan SOP Setda.",
    chain: division,
  },
  {
    title: "RSUD",
    description:
      "Kasubag atau Kabid memverifikasi, Direktur menandatangani. Bila jabatan pemeriksa kosong, tugasnya naik ke Dinas Kesehatan sebagai unit di atasnya.",
    uncertain:
      "Naiknya tugas ke Dinas Kesehatan mengikuti kedudukan RSUD sebagai unit organisasi bersifat khusus (PP 72/2019); praktiknya berbeda antardaerah.",
    chain: hospital,
  },
  {
    title: "LPPD dengan Inspektorat",
    description:
      "Kabid memverifikasi, Inspektorat mereviu, lalu kepala menandatangani. Inspektorat dapat mengembalikan tetapi tidak dapat mengubah angka, dan kepala tidak dapat menandatangani sebelum reviu selesai.",
    uncertain:
      "Bahwa LPPD direviu APIP sudah pasti; bahwa reviu dilakukan per OPD dengan batas sepuluh hari kerja adalah anggapan kami.",
    chain: governmentReport,
  },
  {
    title: "Koreksi",
    description:
      "Untuk perbaikan laporan yang sudah terbit: kepala langsung menandatangani, dengan semua selisih lama dan baru di hadapannya.",
    uncertain:
      "Melewati pemeriksa pada koreksi adalah anggapan kami; daerah yang menghendaki pemeriksaan ulang memakai rantai yang sama.",
    chain: correction,
  },
];
