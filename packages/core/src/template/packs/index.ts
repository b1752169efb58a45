import type { TemplateDefinition } from "../schema.ts";
import { kinerja } from "./kinerja.ts";
import { rfk } from "./rfk.ts";

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
];
