import { type Draft, readDraft, type Section } from "@selaras/core/template/draft-shape.ts";
import { describe, expect, it } from "vitest";
import { renamedIn, withFigures, withSection } from "./rename.ts";

const DEFINITION = {
  figures: [
    { id: "total", section: "layanan", expression: "jumlah(target)" },
    { id: "lain", section: "mutu", expression: "jumlah(target)" },
    { id: "rasio_total", section: null, expression: "rasio(total, lain)" },
  ],
  sections: [
    {
      id: "layanan",
      kind: "rows",
      context: [{ id: "bobot", label: "Bobot" }],
      rows: [
        {
          key: "1",
          context: { bobot: "2" },
          closed: ["target"],
          parts: { target: "sosial" },
          formulas: { persen_: "target * bobot" },
        },
      ],
      fields: [
        { id: "target", label: "Target", weight: "bobot" },
        { id: "target_sd", label: "Target s.d.", weight: "target" },
      ],
      computed: [
        {
          id: "persen_",
          label: "Persen",
          expression: 'target_sd > 0 ? persen(target_sd, target) : kelas("target", target)',
        },
        { id: "himpun", label: "Himpun", expression: "rata(target)", over: { section: "mutu", by: "target" } },
      ],
      rules: [{ id: "r", when: "target < 0 && bobot > target", field: "target", message: "target" }],
      print: { columns: [{ id: "target", width: 20 }] },
    },
    {
      id: "mutu",
      kind: "rows",
      fields: [{ id: "target", label: "Target mutu" }],
      computed: [{ id: "dari_layanan", expression: "rata(target)", over: { section: "layanan", by: "target" } }],
      rules: [],
    },
  ],
};
const DRAFT = readDraft(DEFINITION);
const layanan = DRAFT.sections[0] as Section;
/** The draft once the field at a place of the first section bears another name. */
const fieldCalled = (id: string, at = 0): Draft =>
  withSection(DRAFT, "layanan", {
    ...layanan,
    fields: layanan.fields?.map((field, i) => (i === at ? { ...field, id } : field)),
  });

describe("a field with another name", () => {
  it("is called so by formulas, rules, rows and columns of its section, and by nothing else", () => {
    const [own] = fieldCalled("sasaran").sections;
    expect(own?.fields?.map(({ id, weight }) => [id, weight])).toEqual([
      ["sasaran", "bobot"],
      ["target_sd", "sasaran"],
    ]);
    expect(own?.computed?.map(({ expression, over }) => [expression, over?.by])).toEqual([
      ['target_sd > 0 ? persen(target_sd, sasaran) : kelas("target", sasaran)', undefined],
      ["rata(target)", "target"],
    ]);
    expect(own?.rules).toEqual([
      { id: "r", when: "sasaran < 0 && bobot > sasaran", field: "sasaran", message: "target", severity: "warn" },
    ]);
    expect(own?.rows?.[0]).toMatchObject({
      closed: ["sasaran"],
      parts: { sasaran: "sosial" },
      formulas: { persen_: "sasaran * bobot" },
    });
    expect(own?.print?.columns?.[0]).toMatchObject({ id: "sasaran", width: 20 });
  });

  it("is followed by what gathers its rows elsewhere, and not by names of other sections", () => {
    const { frame, sections } = fieldCalled("sasaran");
    expect(sections[1]?.computed?.[0]).toMatchObject({
      expression: "rata(sasaran)",
      over: { section: "layanan", by: "sasaran" },
    });
    expect(sections[1]?.fields?.[0]?.id).toBe("target");
    expect(frame.figures.map((figure) => figure.expression)).toEqual([
      "jumlah(sasaran)",
      "jumlah(target)",
      "rasio(total, lain)",
    ]);
  });

  it("leaves formulas alone where a name would stand for two things, or when members come, go and move", () => {
    const expressions = ({ sections, frame }: Draft) =>
      [...frame.figures, ...sections.flatMap((section) => section.computed ?? [])].map((each) => each.expression);
    const before = expressions(DRAFT);
    expect(expressions(fieldCalled("target_sd"))).toEqual(before);
    expect(expressions(fieldCalled("bobot"))).toEqual(before);
    expect(expressions(fieldCalled("Sasaran tahun"))).toEqual(before);
    const fields = layanan.fields ?? [];
    expect(expressions(withSection(DRAFT, "layanan", { ...layanan, fields: fields.toReversed() }))).toEqual(before);
    expect(expressions(withSection(DRAFT, "layanan", { ...layanan, fields: fields.slice(1) }))).toEqual(before);
  });

  it("takes no formula along that means what rows of the budget carry, on its way past such a name", () => {
    const definition = {
      figures: [{ id: "serapan", section: "rincian", expression: "persen(jumlah(keuangan), jumlah(pagu))" }],
      sections: [
        {
          id: "rincian",
          kind: "rows",
          source: "budget",
          fields: [
            { id: "keuangan", label: "Keuangan" },
            { id: "pag", label: "Pag" },
          ],
          computed: [{ id: "persen_", label: "Persen", expression: "persen(keuangan, pagu)" }],
        },
      ],
    };
    const draft = readDraft(definition);
    const called = (at: Draft, id: string): Draft => {
      const [section] = at.sections;
      const fields = section?.fields?.map((field, i) => (i === 1 ? { ...field, id } : field));
      return section ? withSection(at, "rincian", { ...section, fields }) : at;
    };
    const { frame, sections } = called(called(draft, "pagu"), "pagu_perubahan");
    expect(sections[0]?.fields?.[1]?.id).toBe("pagu_perubahan");
    expect(sections[0]?.computed?.[0]?.expression).toBe("persen(keuangan, pagu)");
    expect(frame.figures[0]?.expression).toBe("persen(jumlah(keuangan), jumlah(pagu))");
  });

  it("may be a value that rows carry, or a figure of a row", () => {
    const context = layanan.context?.map((column) => ({ ...column, id: "faktor" }));
    const [own] = withSection(DRAFT, "layanan", { ...layanan, context }).sections;
    expect(own?.rows?.[0]).toMatchObject({ context: { faktor: "2" }, formulas: { persen_: "target * faktor" } });
    expect(own?.fields?.[0]?.weight).toBe("faktor");
    const computed = layanan.computed?.map((each, i) => (i === 0 ? { ...each, id: "capaian" } : each));
    expect(withSection(DRAFT, "layanan", { ...layanan, computed }).sections[0]?.rows?.[0]?.formulas).toEqual({
      capaian: "target * bobot",
    });
  });
});

describe("a figure of the template with another name", () => {
  it("is followed by figures of figures, and not by columns that are called alike", () => {
    const { figures } = DRAFT.frame;
    const after = figures.map((figure, i) => (i === 0 ? { ...figure, id: "target" } : figure));
    expect(withFigures(figures, after).map((figure) => figure.expression)).toEqual([
      "jumlah(target)",
      "jumlah(target)",
      "rasio(target, lain)",
    ]);
  });
});

describe("renamedIn", () => {
  it.each([
    ["a + a_2 + ba", "x + a_2 + ba"],
    ['kelas("a", a)', 'kelas("a", x)'],
    ["kelas('a', a)", "kelas('a', x)"],
    ["a(1) + a (2) + a", "a(1) + a (2) + x"],
    ['"belum selesai + a', '"belum selesai + x'],
    ["kumulatif(a) / ada(a)", "kumulatif(x) / ada(x)"],
  ])("makes of %s %s", (formula, expected) => {
    expect(renamedIn(formula, { from: "a", to: "x" })).toBe(expected);
  });
});
