import * as v from "valibot";
import { plan } from "../src/calendar/index.ts";
import { Period, TemplateId, UnitId } from "../src/kernel/id.ts";
import { assign } from "../src/template/index.ts";
import { publish } from "../src/template/publish.ts";
import { TemplateDefinition } from "../src/template/schema.ts";
import { asProduct } from "./world.ts";

/** A template that names its own rows, of a quarter, with a section whose rows its author adds. */
const numeric = { type: "number", decimals: 0, timeAgg: "sum", orgAgg: "sum", zeroNeedsReason: false, public: true };
const entered = (id: string, label: string) => ({ ...numeric, id, label, entry: "partial", required: "submit" });
const percent = { label: "Capaian", type: "percent", unit: "%", decimals: 2, public: true };

export const layanan = v.parse(TemplateDefinition, {
  id: "layanan-uji",
  family: "SPM Layanan",
  name: "Layanan Uji",
  short: "Layanan",
  periodType: "triwulan",
  authors: ["pptk"],
  source: "Uji",
  sections: [
    {
      id: "penerima",
      kind: "indicators",
      label: "Penerima",
      source: "list",
      context: [{ id: "bobot", label: "Bobot", type: "number" }],
      rows: [
        { key: "k.2", label: "Ibu hamil", group: ["Kesehatan"], context: { bobot: "0.8" }, part: "kesehatan" },
        { key: "k.10", label: "Balita", group: ["Kesehatan"], context: { bobot: "0.8" }, part: "kesehatan" },
        {
          key: "p.1",
          label: "PAUD",
          group: ["Pendidikan"],
          context: { bobot: "1" },
          part: "pendidikan",
          parts: { sasaran: "kependudukan" },
        },
        {
          key: "j.1",
          label: "Orang diselamatkan",
          group: ["Bencana"],
          context: {},
          part: "bencana",
          closed: ["sasaran"],
          formulas: { capaian: "terlayani" },
        },
      ],
      fields: [{ ...entered("sasaran", "Sasaran"), given: "target" }, entered("terlayani", "Terlayani")],
      computed: [
        { id: "capaian", expression: "persen(terlayani, sasaran)", ...percent },
        { id: "berbobot", expression: "capaian * bobot", ...percent, label: "Berbobot" },
      ],
      rules: [],
    },
    {
      id: "masalah",
      kind: "rows",
      label: "Permasalahan",
      source: "free",
      most: 2,
      fields: [{ ...entered("jumlah", "Jumlah"), required: "submit" }],
      computed: [],
      rules: [],
    },
  ],
  figures: [
    { id: "rata_baris", ...percent, section: "penerima", expression: "rata(capaian)" },
    { id: "rata_kelompok", ...percent, section: "penerima", expression: "rata(capaian)", through: "groups" },
    {
      id: "masalah_total",
      label: "Masalah",
      type: "number",
      decimals: 0,
      section: "masalah",
      expression: "jumlah(jumlah)",
      public: true,
    },
  ],
});

/** The same, with the rows of all units as the ground of the region's figures. */
export const daerah: TemplateDefinition = {
  ...layanan,
  sections: layanan.sections.map((section) => (section.id === "penerima" ? { ...section, regional: true } : section)),
};

const pinned = { orgAgg: "none", timeAgg: "last", entry: "stock", zeroNeedsReason: false, public: true };
const drawnNumber = { ...pinned, type: "number", decimals: 0, required: "no" };
/** The columns of a drawn section, each from the column of its name unless another is said; the last one is typed. */
export const drawnColumns = (others: Readonly<Record<string, string>> = {}) => [
  { ...drawnNumber, id: "sasaran", label: "Sasaran", from: others["sasaran"] ?? "sasaran" },
  { ...drawnNumber, id: "terlayani", label: "Terlayani", from: others["terlayani"] ?? "terlayani" },
  {
    ...drawnNumber,
    id: "capaian",
    label: "Capaian",
    type: "percent",
    unit: "%",
    decimals: 2,
    from: others["capaian"] ?? "capaian",
  },
  { ...drawnNumber, id: "solusi", label: "Solusi", type: "text", entry: "text" },
];
/** A yearly template with one section that is drawn from the quarterly one. */
export const drawingFrom = (id: string, query: object, more: object = {}): TemplateDefinition =>
  v.parse(TemplateDefinition, {
    id,
    family: "LPPD",
    name: "Laporan Tahunan Uji",
    short: "Tahunan",
    periodType: "tahun",
    authors: ["pptk"],
    source: "Uji",
    sections: [
      {
        id: "bab-4",
        kind: "indicators",
        label: "Bab IV",
        source: "query",
        query: { template: daerah.id, section: "penerima", ...query },
        ...more,
        fields: drawnColumns(),
        computed: [],
        rules: [],
      },
    ],
    figures: [
      {
        id: "rata",
        label: "Rata-rata",
        type: "percent",
        unit: "%",
        decimals: 2,
        section: "bab-4",
        expression: "rata(capaian)",
        public: true,
      },
    ],
  });
const PERIOD = v.parse(Period, "2026-TW1");
const from = v.parse(Period, "2026-TW1");

/** Publishes it for the first quarter of 2026, with units and their parts; undefined = every row. */
export async function adopt(
  tenant: string,
  parts: Readonly<Record<string, readonly string[] | undefined>>,
  definition: TemplateDefinition = layanan,
): Promise<void> {
  const template = v.parse(TemplateId, definition.id);
  await asProduct(tenant, () =>
    publish({ definition, n: 1, effectiveFrom: from, chain: { id: "tiga-tingkat", n: 1 } }),
  );
  const assignments = Object.entries(parts).map(([unit, own]) => ({
    template,
    unit: v.parse(UnitId, unit),
    from,
    until: null,
    ...(own ? { parts: [...own] } : {}),
  }));
  await asProduct(tenant, () => assign({ template, assignments }));
  const window = { template, period: PERIOD, opensOn: "2026-04-01", dueOn: "2026-04-20", lockOn: "2026-04-30", rev: 1 };
  await asProduct(tenant, () => plan({ template, year: "2026", windows: [window] }));
}
