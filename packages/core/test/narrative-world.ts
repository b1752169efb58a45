import * as v from "valibot";
import { plan } from "../src/calendar/index.ts";
import { Period, TemplateId, UnitId } from "../src/kernel/id.ts";
import { writeRich } from "../src/narrative/reading.ts";
import type { Block, Inline } from "../src/narrative/schema.ts";
import { assign } from "../src/template/index.ts";
import { publish } from "../src/template/publish.ts";
import { TemplateDefinition } from "../src/template/schema.ts";
import { asProduct } from "./world.ts";

/** A monthly report with two amounts, their share, and texts that name them: one that everybody reads, one not. */
const money = { type: "money", decimals: 2, entry: "partial", timeAgg: "sum", orgAgg: "sum", zeroNeedsReason: false };
const rich = { type: "text", rich: true, entry: "text", timeAgg: "none", orgAgg: "none", zeroNeedsReason: false };

export const uraian = v.parse(TemplateDefinition, {
  id: "uraian-uji",
  family: "LKPJ",
  name: "Uraian Uji",
  short: "Uraian",
  periodType: "bulan",
  authors: ["pptk"],
  source: "Uji",
  sections: [
    {
      id: "umum",
      kind: "form",
      label: "Angka",
      fields: [
        { ...money, id: "anggaran", label: "Anggaran", required: "submit", public: true },
        { ...money, id: "realisasi", label: "Realisasi", required: "submit", public: true },
        { ...money, id: "tunggakan", label: "Tunggakan", required: "no", public: false },
      ],
      computed: [],
      rules: [],
    },
    {
      id: "uraian",
      kind: "narrative",
      label: "Uraian",
      fields: [
        { ...rich, id: "capaian", label: "Capaian", required: "submit", public: true },
        { ...rich, id: "kendala", label: "Kendala", required: "no", public: false, length: 300 },
      ],
    },
    { id: "bukti", kind: "evidence", label: "Bukti", help: "Foto kegiatan.", minimum: 0 },
  ],
  figures: [
    {
      id: "serapan",
      label: "Serapan",
      type: "percent",
      decimals: 2,
      section: "umum",
      expression: "persen(realisasi, anggaran)",
      public: true,
    },
  ],
});

/** Publishes it for March 2026 for the units named. */
export async function adoptTexts(tenant: string, units: readonly string[], definition = uraian): Promise<void> {
  const template = v.parse(TemplateId, definition.id);
  const from = v.parse(Period, "2026-03");
  const chain = { id: "tiga-tingkat", n: 1 };
  await asProduct(tenant, () => publish({ definition, n: 1, effectiveFrom: from, chain }));
  const assignments = units.map((unit) => ({ template, unit: v.parse(UnitId, unit), from, until: null }));
  await asProduct(tenant, () => assign({ template, assignments }));
  const window = { template, period: from, opensOn: "2026-03-11", dueOn: "2026-04-10", lockOn: "2026-04-20", rev: 1 };
  await asProduct(tenant, () => plan({ template, year: "2026", windows: [window] }));
}

export const words = (text: string): Inline => ({ k: "t", text });
export const token = (name: string): Inline => ({ k: "token", name });
export const stored = (...blocks: readonly Block[]): string => writeRich({ rich: 1, blocks });
