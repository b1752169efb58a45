import { describe, expect, it } from "vitest";
import { checkDefinition } from "../check.ts";
import { isTable } from "../fields.ts";
import { inspect } from "../problems.ts";
import { compileTemplate } from "../program.ts";
import type { TableSection, TemplateDefinition } from "../schema.ts";
import { TEMPLATE_PACKS } from "./index.ts";
import { lkpj } from "./lkpj.ts";
import { lppd } from "./lppd.ts";
import { lkjip } from "./sakip.ts";
import { spmLayanan, spmLayananProvinsi } from "./spm-layanan.ts";

const table = (definition: TemplateDefinition, id: string): TableSection => {
  const section = definition.sections.find((each) => each.id === id);
  if (!section || !isTable(section)) throw new RangeError(`no table ${id}`);
  return section;
};
const labels = (definition: TemplateDefinition, id: string): readonly string[] =>
  (table(definition, id).rows ?? []).map((row) => row.label);
const groups = (definition: TemplateDefinition, id: string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const row of table(definition, id).rows ?? [])
    counts[row.group[0] ?? ""] = (counts[row.group[0] ?? ""] ?? 0) + 1;
  return counts;
};

describe("every starter pack", () => {
  it.each(TEMPLATE_PACKS.map(({ definition }) => [definition.id, definition] as const))(
    "%s is free of problems and can be adopted as a draft",
    (_, definition) => {
      expect(checkDefinition(definition)).toBeNull();
      expect(compileTemplate(definition).problems).toEqual([]);
      expect(inspect(JSON.parse(JSON.stringify(definition)))).toMatchObject({ ok: true });
    },
  );

  it("names no id and no row twice", () => {
    for (const { definition } of TEMPLATE_PACKS) {
      for (const section of definition.sections.filter(isTable)) {
        const keys = (section.rows ?? []).map((row) => row.key);
        expect(new Set(keys).size, `${definition.id}/${section.id}`).toBe(keys.length);
      }
    }
    const ids = TEMPLATE_PACKS.map(({ definition }) => definition.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("the content of the families", () => {
  it("has the 29 kinds of service of a regency and the 14 of a province, by field", () => {
    expect(groups(spmLayanan, "capaian")).toEqual({
      Pendidikan: 3,
      Kesehatan: 12,
      "Pekerjaan Umum": 2,
      "Perumahan Rakyat": 2,
      Trantibumlinmas: 5,
      Sosial: 5,
    });
    expect(Object.values(groups(spmLayananProvinsi, "capaian"))).toEqual([2, 2, 2, 2, 1, 5]);
  });

  it("writes the kinds of service as the domain reference does", () => {
    const all = labels(spmLayanan, "capaian");
    expect(all[0]).toBe("Pendidikan anak usia dini (5-6 th)");
    expect(all[16]).toBe("Penyediaan pelayanan pengolahan air limbah domestik");
    expect(all[18]).toBe(
      "Fasilitasi penyediaan rumah layak huni bagi masyarakat terkena relokasi program pemda kab/kota",
    );
    expect(all[19]).toBe("Pelayanan ketenteraman dan ketertiban umum");
    for (const [place, words] of [
      [3, "ibu hamil"],
      [8, "usia produktif"],
      [14, "orang dengan risiko terinfeksi HIV"],
      [23, "penyelamatan dan evakuasi korban kebakaran"],
      [27, "tuna sosial khususnya gelandangan dan pengemis di luar panti"],
    ] as const) {
      expect(all[place]).toContain(words);
    }
  });

  it("has the six macro indicators and every IKK of the domain reference", () => {
    expect(labels(lppd, "makro")).toEqual([
      "Indeks Pembangunan Manusia (IPM)",
      "Angka Kemiskinan",
      "Angka Pengangguran (TPT)",
      "Pertumbuhan Ekonomi (PDRB ADHK)",
      "Pendapatan per Kapita",
      "Ketimpangan Pendapatan (Gini ratio)",
    ]);
    const codes = [...(table(lppd, "ikk").rows ?? []), ...(table(lppd, "opini").rows ?? [])].map((row) => row.code);
    const count = (letter: string) => codes.filter((code) => code?.startsWith(letter)).length;
    expect(["1.a", "1.b", "1.c", "1.d", "1.e", "1.f"].map(count)).toEqual([4, 14, 9, 5, 7, 2]);
    expect(["2.a", "2.b", "2.c", "2.e", "2.f", "2.h", "2.j", "2.k"].map(count)).toEqual([5, 3, 1, 3, 4, 3, 3, 2]);
    expect(["3.x", "4.x"].map(count)).toEqual([2, 7]);
    expect(codes).toHaveLength(74);
  });

  it("keeps what an IKK counts, which way is better, and who counts it", () => {
    const row = (code: string) => table(lppd, "ikk").rows?.find((each) => each.code === code);
    expect(row("1.c.7")).toMatchObject({
      label: "Tingkat kemantapan jalan kab/kota",
      part: "pekerjaan-umum",
      indicator: {
        unit: "%",
        direction: "naik",
        numerator: "panjang jalan mantap (baik + sedang)",
        denominator: "panjang seluruh jalan kab/kota",
      },
    });
    const falling = table(lppd, "ikk").rows?.filter((each) => each.indicator?.direction === "turun");
    expect(falling?.map((each) => each.code)).toEqual(["1.e.7", "2.b.3", "2.h.1", "2.h.3", "4.x.5"]);
    const absolute = table(lppd, "ikk").rows?.filter((each) => each.indicator?.denominator === null);
    expect(absolute?.every((each) => each.closed?.some((field) => field === "penyebut"))).toBe(true);
    expect(row("1.a.3")?.parts).toEqual({ penyebut: "kependudukan", sumber_penyebut: "kependudukan" });
    expect(table(lppd, "ikk").rows?.every((each) => each.part !== undefined)).toBe(true);
  });

  it("has the chapters of LPPD, LKPJ and LKjIP", () => {
    const titles = (definition: TemplateDefinition) => definition.sections.map((section) => section.label);
    expect(titles(lppd).slice(0, 3)).toEqual([
      "Surat Pernyataan Telah Direviu",
      "Bab I Pendahuluan",
      "2.1 Capaian kinerja makro",
    ]);
    expect(titles(lkpj)).toContain("Bab V Tindak lanjut rekomendasi DPRD tahun lalu");
    expect(titles(lkjip)).toEqual(
      expect.arrayContaining(["Ikhtisar Eksekutif", "Bab II Perencanaan Kinerja", "3.2 Realisasi anggaran"]),
    );
    const rlppd = lppd.sections.find((section) => section.id === "rlppd");
    expect(rlppd?.kind === "narrative" && rlppd.fields.every((field) => field.public && field.rich)).toBe(true);
  });
});
