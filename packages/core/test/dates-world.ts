import * as v from "valibot";
import { TemplateDefinition } from "../src/template/schema.ts";

/** Contracts by quarter: when each was signed and when it ended, how long that took, and what is late. */
const date = (id: string, label: string, more: object = {}) => ({
  id,
  label,
  type: "date",
  entry: "text",
  timeAgg: "last",
  orgAgg: "none",
  required: "no",
  zeroNeedsReason: false,
  public: true,
  ...more,
});
const days = { type: "number", unit: "hari", decimals: 0, public: true };

export const kontrak = v.parse(TemplateDefinition, {
  id: "kontrak-uji",
  family: "Lainnya",
  name: "Kontrak Uji",
  short: "Kontrak",
  periodType: "triwulan",
  authors: ["pptk"],
  source: "Uji",
  sections: [
    {
      id: "paket",
      kind: "rows",
      label: "Paket",
      source: "list",
      regional: true,
      rows: [
        { key: "jalan", label: "Jalan", group: [], context: {} },
        { key: "jembatan", label: "Jembatan", group: [], context: {} },
      ],
      fields: [date("kontrak", "Tanggal kontrak", { required: "submit" }), date("selesai", "Tanggal selesai")],
      computed: [
        { id: "lama", label: "Lama", expression: "hari_antara(kontrak, selesai)", ...days },
        { id: "sisa", label: "Sisa", expression: "hari_antara(selesai, akhir_periode())", ...days },
        { id: "geser", label: "Bergeser", expression: "hari_antara(periode_lalu(selesai), selesai)", ...days },
        {
          id: "batas",
          label: "Batas",
          type: "text",
          decimals: 0,
          expression: "tambah_bulan(kontrak, 3)",
          public: true,
        },
      ],
      rules: [
        {
          id: "terbalik",
          when: "selesai < kontrak",
          severity: "block",
          message: "Selesai sebelum kontrak.",
          field: "selesai",
        },
        {
          id: "lewat",
          when: "selesai > akhir_periode()",
          severity: "warn",
          message: "Selesai sesudah akhir periode.",
          field: "selesai",
        },
      ],
    },
  ],
  figures: [
    { id: "rata_lama", label: "Rata-rata lama", section: "paket", expression: "rata(lama)", ...days, timeAgg: "last" },
  ],
});

/** A yearly report that draws the last day of every contract from it. */
export const tahunan = v.parse(TemplateDefinition, {
  id: "kontrak-tahunan",
  family: "Lainnya",
  name: "Kontrak Tahunan",
  short: "Tahunan",
  periodType: "tahun",
  authors: ["pptk"],
  source: "Uji",
  sections: [
    {
      id: "paket",
      kind: "rows",
      label: "Paket",
      source: "query",
      query: { template: kontrak.id, section: "paket", period: "last", units: "own" },
      fields: [
        date("selesai", "Tanggal selesai", { from: "selesai" }),
        { ...date("batas", "Batas", { from: "batas" }), type: "text" },
      ],
      computed: [
        { id: "sisa", label: "Sisa hari tahun", expression: "hari_antara(selesai, akhir_periode())", ...days },
      ],
      rules: [],
    },
  ],
  figures: [],
});
