import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { changesBetween } from "./changes.ts";
import { checkDefinition } from "./check.ts";
import { lppd } from "./packs/lppd.ts";
import { lkjip, sakipPengukuran } from "./packs/sakip.ts";
import { spmLayanan } from "./packs/spm-layanan.ts";
import { inspect } from "./problems.ts";
import { periodFits, type QuerySources } from "./query.ts";
import { queryProblems } from "./query-check.ts";
import { TemplateDefinition } from "./schema.ts";
import type { Json, JsonObject } from "./structure.ts";

const common = {
  timeAgg: "last",
  entry: "stock",
  orgAgg: "none",
  required: "no",
  zeroNeedsReason: false,
  public: true,
};
const target = { ...common, id: "target", label: "Target", type: "number", unit: "orang", decimals: 0 };
const word = { ...common, id: "kelas", label: "Kelas", type: "text", entry: "text" };
const pick = { ...common, id: "pilihan", label: "Pilihan", type: "choice", choices: ["a", "b"], entry: "text" };
const day = { ...common, id: "hari", label: "Hari", type: "date", entry: "text" };
const table = { id: "isi", kind: "rows", label: "Isi", computed: [], rules: [] };

const made = (id: string, sections: readonly object[], periodType = "triwulan"): TemplateDefinition =>
  v.parse(TemplateDefinition, {
    id,
    family: "Lainnya",
    name: `Templat ${id}`,
    short: id.toUpperCase(),
    periodType,
    authors: ["pptk"],
    sections,
    figures: [],
    source: "uji",
  });
const source = made("sumber", [
  { ...table, source: "free", fields: [target, word, pick, day] },
  {
    ...table,
    id: "dalam",
    label: "Dalam",
    source: "list",
    rows: [],
    context: [{ id: "bobot", label: "Bobot", type: "number" }],
    fields: [{ ...target, public: false }],
    computed: [
      { id: "rasio", label: "Rasio", type: "number", unit: "orang", decimals: 0, expression: "target", public: false },
    ],
  },
  { id: "kata", kind: "narrative", label: "Kata", fields: [{ ...word, id: "uraian" }] },
]);
const QUERY = { template: "sumber", section: "isi", period: "last", units: "own" };
const drawing = (query: object | undefined, fields: readonly object[], more: object = {}): TemplateDefinition =>
  made("tujuan", [{ ...table, source: "query", ...(query ? { query } : {}), fields, ...more }], "tahun");
const drawn = { ...target, from: "target" };
const SOURCES: QuerySources = new Map([["sumber", source]]);
const said = (definition: TemplateDefinition, sources: QuerySources | undefined = SOURCES) =>
  queryProblems(definition, sources).map(({ place, problem }) => `${place}: ${problem}`);

describe("what keeps a section from being drawn", () => {
  it.each([
    ["nothing", drawing(QUERY, [drawn, { ...word, from: "pilihan" }]), []],
    [
      "no source chosen",
      drawing(undefined, [drawn]),
      [
        "Isi: Pilih templat dan bagian tempat barisnya diambil.",
        "Isi › Target: Kolom hanya dapat diambil pada bagian yang barisnya diambil dari laporan lain.",
      ],
    ],
    ["a date", drawing(QUERY, [{ ...day, from: "hari" }]), []],
    [
      "a date as a text",
      drawing(QUERY, [{ ...word, from: "hari" }]),
      ["Isi › Kelas: Jenisnya teks, sedangkan Hari pada sumber tanggal."],
    ],
    [
      "a number as a date",
      drawing(QUERY, [{ ...day, from: "target" }]),
      ["Isi › Hari: Jenisnya tanggal, sedangkan Target pada sumber bilangan."],
    ],
    ["no column drawn", drawing(QUERY, [target]), ["Isi: Belum ada kolom yang diambil."]],
    [
      "its own reports",
      drawing({ ...QUERY, template: "tujuan" }, [drawn]),
      ["Isi: Laporan ini mengambil dari dirinya sendiri."],
    ],
    [
      "an unknown template",
      drawing({ ...QUERY, template: "lain" }, [drawn]),
      ['Isi: Templat sumber "lain" belum terbit di daerah ini.'],
    ],
    [
      "a section without rows",
      drawing({ ...QUERY, section: "kata" }, [drawn]),
      ['Isi: Bagian "kata" tidak ada pada templat SUMBER, atau tidak berbaris.'],
    ],
    [
      "a period that does not fit",
      drawing({ ...QUERY, period: "same" }, [drawn]),
      ["Isi: Periode SUMBER (triwulan) tidak cocok dengan cara memilih periode ini."],
    ],
    [
      "an unknown column",
      drawing(QUERY, [{ ...drawn, from: "lain" }]),
      ['Isi › Target: Kolom "lain" tidak ada pada bagian Isi.'],
    ],
    [
      "another type",
      drawing(QUERY, [{ ...drawn, type: "money", unit: undefined }]),
      ["Isi › Target: Jenisnya rupiah, sedangkan Target pada sumber bilangan."],
    ],
    [
      "another unit",
      drawing(QUERY, [{ ...drawn, unit: "kk" }]),
      ["Isi › Target: Satuannya kk, sedangkan Target pada sumber orang."],
    ],
    [
      "a column that everybody reads, from one that is not for everybody",
      drawing({ ...QUERY, section: "dalam" }, [drawn, { ...target, id: "hasil", label: "Hasil", from: "rasio" }]),
      [
        "Isi › Target: Kolom ini terbuka untuk umum, sedangkan Target pada SUMBER tidak. Tutup kolom ini untuk umum, atau buka dahulu kolom sumbernya.",
        "Isi › Hasil: Kolom ini terbuka untuk umum, sedangkan Rasio pada SUMBER tidak. Tutup kolom ini untuk umum, atau buka dahulu kolom sumbernya.",
      ],
    ],
    [
      "a column that is for nobody outside, from one that is neither",
      drawing({ ...QUERY, section: "dalam" }, [{ ...drawn, public: false }]),
      [],
    ],
    [
      "a column that everybody reads, from what the rows of the source carry",
      drawing({ ...QUERY, section: "dalam" }, [{ ...target, id: "bobot", label: "Bobot", from: "bobot" }]),
      [],
    ],
    [
      "a column that must be filled",
      drawing(QUERY, [{ ...drawn, required: "submit" }]),
      [
        "Isi › Target: Kolom yang diambil tidak dapat diwajibkan: penyusun tidak mengisinya. Pakai aturan bila harus ada.",
      ],
    ],
    [
      "a choice",
      drawing(QUERY, [{ ...pick, from: "pilihan" }]),
      ["Isi › Pilihan: Kolom yang diambil berupa angka, tanggal, atau teks biasa."],
    ],
    [
      "a part of typed rows",
      made("tujuan", [{ ...table, source: "free", part: "pemerintahan", fields: [target] }], "tahun"),
      [
        "Isi: Bagian kerja sebuah tabel hanya untuk baris yang diambil atau dari pohon kinerja; pada daftar tulis pada tiap barisnya.",
      ],
    ],
    [
      "a drawn column among typed rows",
      made("tujuan", [{ ...table, source: "free", fields: [drawn] }], "tahun"),
      ["Isi › Target: Kolom hanya dapat diambil pada bagian yang barisnya diambil dari laporan lain."],
    ],
  ])("%s", (_, definition, problems) => {
    expect(said(definition)).toEqual(problems);
    const problem = problems[0];
    expect(checkDefinition(definition, SOURCES)).toEqual(problem === undefined ? null : expect.anything());
  });

  it("names the way round when templates draw from each other", () => {
    const back = { ...QUERY, template: "tujuan" };
    const middle = made("tengah", [{ ...table, source: "query", query: back, fields: [drawn] }], "tahun");
    const asking = drawing({ ...QUERY, template: "tengah", period: "same" }, [drawn]);
    expect(
      said(
        asking,
        new Map([
          ["tengah", middle],
          ["tujuan", asking],
        ]),
      ),
    ).toEqual(["Isi: Pengambilan berputar: TUJUAN > TENGAH > TUJUAN."]);
  });

  it("tells a draft the place of what is wrong", () => {
    const draft = JSON.parse(JSON.stringify(drawing(QUERY, [{ ...drawn, from: "lain" }]))) as JsonObject;
    expect(inspect(draft)).toMatchObject({ ok: true });
    expect(inspect(draft, SOURCES)).toMatchObject({
      ok: false,
      problems: [{ path: ["isi", "fields", "target"] }],
    });
  });

  it("finds the packs right against the packs that they draw from", () => {
    const packs: QuerySources = new Map([
      ["spm-layanan", spmLayanan],
      ["sakip-pengukuran", sakipPengukuran],
    ]);
    expect([queryProblems(lppd, packs), queryProblems(lkjip, packs)]).toEqual([[], []]);
  });

  it.each([
    ["same", "tahun", "tahun", true],
    ["same", "tahun", "triwulan", false],
    ["last", "tahun", "triwulan", true],
    ["year", "semester", "caturwulan", false],
    ["year", "triwulan", "tahun", false],
    ["last", "caturwulan", "bulan", true],
  ] as const)("a rule %s of a %s over a %s fits: %s", (rule, own, of, fits) => {
    expect(periodFits(rule, own, of)).toBe(fits);
  });
});

describe("a change of what is drawn", () => {
  const plain = (definition: TemplateDefinition): JsonObject => JSON.parse(JSON.stringify(definition)) as JsonObject;
  const classes = (before: TemplateDefinition, after: TemplateDefinition) =>
    changesBetween(plain(before), plain(after)).map(({ attribute, class: found }): readonly Json[] => [
      attribute,
      found,
    ]);
  const now = drawing(QUERY, [drawn]);

  it.each([
    ["another template", drawing({ ...QUERY, template: "lain" }, [drawn]), [["template", "breaking"]]],
    ["another section", drawing({ ...QUERY, section: "lain" }, [drawn]), [["section", "breaking"]]],
    ["another period", drawing({ ...QUERY, period: "year" }, [drawn]), [["period", "needs-decision"]]],
    ["other units", drawing({ ...QUERY, units: "region" }, [drawn]), [["units", "needs-decision"]]],
    ["a part", drawing(QUERY, [drawn], { part: "pemerintahan" }), [["part", "needs-decision"]]],
    ["another column", drawing(QUERY, [{ ...drawn, from: "lain" }]), [["from", "needs-decision"]]],
    ["typed from now on", drawing(QUERY, [target]), [["from", "breaking"]]],
    ["one more drawn column", drawing(QUERY, [drawn, { ...word, from: "kelas" }]), [[null, "safe"]]],
  ])("%s", (_, after, found) => {
    expect(classes(now, after)).toEqual(found);
  });

  it("is breaking when typed rows become drawn ones", () => {
    const typed = made("tujuan", [{ ...table, source: "free", fields: [target] }], "tahun");
    expect(classes(typed, now)).toEqual(
      expect.arrayContaining([
        ["source", "breaking"],
        ["query", "breaking"],
        ["from", "breaking"],
      ]),
    );
  });
});
