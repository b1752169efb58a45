import { type TemplateDefinition, TemplateDefinition as Schema } from "../schema.ts";
import * as v from "valibot";

const count = (id: string, label: string) => ({
  id,
  label,
  type: "number" as const,
  decimals: 0,
  entry: "partial" as const,
  timeAgg: "sum" as const,
  orgAgg: "sum" as const,
  required: "submit" as const,
  zeroNeedsReason: false,
  public: true,
});
const story = (id: string, label: string, required: "submit" | "no") => ({
  id,
  label,
  type: "text" as const,
  length: 4_000,
  entry: "text" as const,
  timeAgg: "none" as const,
  orgAgg: "none" as const,
  required,
  zeroNeedsReason: false,
  public: id === "capaian",
});

/** A monthly note of another shape than rows: a form and narratives. Content is a proposal [P] that a tenant edits. */
export const kinerja: TemplateDefinition = v.parse(Schema, {
  id: "layanan-bulanan",
  family: "Lainnya",
  name: "Catatan Layanan Bulanan Perangkat Daerah",
  short: "Catatan Layanan",
  periodType: "bulan",
  authors: ["pptk"],
  source: "Usulan awal; isi dan istilahnya dapat diubah daerah.",
  sections: [
    {
      id: "layanan",
      kind: "form",
      label: "Layanan dan pengaduan",
      fields: [
        { ...count("hari_layanan", "Hari layanan"), unit: "hari", required: "submit" as const },
        { ...count("pemohon", "Pemohon dilayani"), unit: "orang" },
        { ...count("pengaduan_masuk", "Pengaduan masuk"), unit: "pengaduan" },
        { ...count("pengaduan_selesai", "Pengaduan selesai"), unit: "pengaduan" },
      ],
      computed: [
        {
          id: "penyelesaian",
          label: "Penyelesaian pengaduan",
          type: "percent",
          unit: "%",
          decimals: 2,
          expression: "persen(pengaduan_selesai, pengaduan_masuk)",
          public: true,
        },
        {
          id: "pemohon_kumulatif",
          label: "Pemohon s.d. bulan ini",
          type: "number",
          decimals: 0,
          expression: "kumulatif(pemohon)",
          public: true,
        },
      ],
      rules: [
        {
          id: "selesai_lebih",
          when: "pengaduan_selesai > pengaduan_masuk",
          severity: "warn",
          message: "Pengaduan selesai lebih banyak daripada yang masuk. Jelaskan bila berasal dari bulan sebelumnya.",
          field: "pengaduan_selesai",
        },
        {
          id: "hari_lebih",
          when: "hari_layanan > 31",
          severity: "block",
          message: "Hari layanan melebihi hari dalam sebulan.",
          field: "hari_layanan",
        },
      ],
    },
    {
      id: "uraian",
      kind: "narrative",
      label: "Uraian",
      fields: [
        story("capaian", "Capaian utama bulan ini", "submit"),
        story("kendala", "Kendala", "no"),
        story("rencana", "Rencana bulan depan", "no"),
      ],
    },
    { id: "bukti", kind: "evidence", label: "Bukti dukung", help: "Laporan atau foto kegiatan.", minimum: 0 },
  ],
  figures: [
    {
      id: "pemohon_total",
      label: "Pemohon dilayani",
      type: "number",
      unit: "orang",
      decimals: 0,
      section: "layanan",
      expression: "pemohon",
      public: true,
    },
    {
      id: "masuk_total",
      label: "Pengaduan masuk",
      type: "number",
      unit: "pengaduan",
      decimals: 0,
      section: "layanan",
      expression: "pengaduan_masuk",
      public: true,
    },
    {
      id: "selesai_total",
      label: "Pengaduan selesai",
      type: "number",
      unit: "pengaduan",
      decimals: 0,
      section: "layanan",
      expression: "pengaduan_selesai",
      public: true,
    },
    {
      id: "penyelesaian_total",
      label: "Penyelesaian pengaduan",
      type: "percent",
      unit: "%",
      decimals: 2,
      section: null,
      expression: "persen(selesai_total, masuk_total)",
      public: true,
    },
  ],
});
