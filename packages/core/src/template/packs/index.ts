import type { TemplateDefinition } from "../schema.ts";
import { kinerja } from "./kinerja.ts";
import { lkpj } from "./lkpj.ts";
import { lppd } from "./lppd.ts";
import { rfk } from "./rfk.ts";
import { lkjip, sakipPengukuran } from "./sakip.ts";
import { spmLayanan, spmLayananProvinsi } from "./spm-layanan.ts";

/** A template of the starter set, to be copied into a draft and changed. */
export type TemplatePack = { readonly description: string; readonly definition: TemplateDefinition };

export const TEMPLATE_PACKS: readonly TemplatePack[] = [
  {
    description: "Realisasi fisik dan keuangan per sub kegiatan setiap bulan, pola e-Pantau Kutai Kartanegara.",
    definition: rfk,
  },
  {
    description: "Formulir singkat dan uraian layanan setiap bulan, tanpa baris anggaran.",
    definition: kinerja,
  },
  {
    description:
      "29 jenis pelayanan kabupaten/kota setiap triwulan: penerima, mutu, anggaran, dan IP-SPM dengan kategorinya.",
    definition: spmLayanan,
  },
  {
    description: "14 jenis pelayanan provinsi setiap triwulan, dengan hitungan yang sama.",
    definition: spmLayananProvinsi,
  },
  {
    description:
      "LPPD tahunan: bab, indikator makro, IKK per urusan dengan pembilang dan penyebut, tugas pembantuan, SPM, ringkasan.",
    definition: lppd,
  },
  {
    description:
      "LKPJ tahunan: realisasi urusan, tindak lanjut rekomendasi DPRD, dan hari penyampaian terhadap 31 Maret.",
    definition: lkpj,
  },
  {
    description: "Pengukuran kinerja SAKIP setiap triwulan: target, realisasi, capaian menurut metode, dan kelas.",
    definition: sakipPengukuran,
  },
  {
    description: "LKjIP tahunan: bab, capaian per sasaran dengan pembanding, dan realisasi anggaran.",
    definition: lkjip,
  },
];
