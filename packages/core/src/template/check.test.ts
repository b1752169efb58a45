import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { checkDefinition } from "./check.ts";
import { versionFor } from "./fields.ts";
import { kinerja } from "./packs/kinerja.ts";
import { rfk } from "./packs/rfk.ts";
import { TemplateDefinition } from "./schema.ts";

const entry = (id: string, more: object = {}) => ({
  id,
  label: id,
  type: "number",
  decimals: 0,
  entry: "partial",
  timeAgg: "sum",
  orgAgg: "sum",
  required: "no",
  zeroNeedsReason: false,
  public: true,
  ...more,
});
const DATE = { type: "date", entry: "text", timeAgg: "last", orgAgg: "none" };
const computed = (id: string, expression: string) => ({
  id,
  label: id,
  type: "number",
  decimals: 2,
  expression,
  public: true,
});
const rule = (id: string, when: string) => ({ id, when, severity: "warn", message: "pesan", field: "a" });
const figure = (id: string, section: string | null, expression: string) => ({
  id,
  label: id,
  type: "number",
  decimals: 2,
  section,
  expression,
  public: true,
});
const rows = (more: object = {}) => ({
  id: "rincian",
  kind: "rows",
  label: "Rincian",
  source: "budget",
  fields: [entry("a"), entry("b", { unit: "orang" }), entry("uang", { type: "money", decimals: 2 })],
  computed: [],
  rules: [],
  ...more,
});
const form = (more: object = {}) => ({
  ...rows(),
  id: "isian",
  kind: "form",
  label: "Isian",
  source: undefined,
  ...more,
});
const definition = (sections: readonly object[], figures: readonly object[] = []): TemplateDefinition =>
  v.parse(TemplateDefinition, {
    id: "uji",
    family: "Lainnya",
    name: "Uji",
    short: "Uji",
    periodType: "bulan",
    authors: ["pptk"],
    sections: sections.map((section) =>
      Object.fromEntries(Object.entries(section).filter(([, each]) => each !== undefined)),
    ),
    figures,
    source: "uji",
  });
const problem = (...given: Parameters<typeof definition>): string => {
  const found = checkDefinition(definition(...given));
  return found ? `${found.place}: ${found.problem}` : "ok";
};

describe("a template that is published", () => {
  it("may ask for dates, reckon with them and judge them", () => {
    const fields = [entry("a", DATE), entry("b", { ...DATE, timeAgg: "none" })];
    const late = {
      id: "r",
      when: "b > tambah_bulan(akhir_periode(), 1)",
      severity: "warn",
      message: "Lewat.",
      field: "b",
    };
    expect(problem([form({ fields, computed: [computed("c", "hari_antara(a, b)")], rules: [late] })])).toBe("ok");
  });

  it("may be each of the starter packs", () => {
    expect([checkDefinition(rfk), checkDefinition(kinerja)]).toEqual([null, null]);
  });

  it.each([
    ["two sections of one name", [rows(), form({ id: "rincian" })], [], /^bagian rincian: .*dua kali/],
    ["a field written twice", [rows({ fields: [entry("a"), entry("a")] })], [], /^Rincian: Isian a tertulis dua kali/],
    [
      "a computed field that hides a field",
      [rows({ computed: [computed("a", "b")] })],
      [],
      /Isian a tertulis dua kali/,
    ],
    [
      "a target in rows of the budget",
      [rows({ fields: [entry("a", { given: "target" })] })],
      [],
      /^a: .*target hanya pada baris templat/,
    ],
    [
      "a text that is given",
      [form({ fields: [entry("a", { type: "text", given: "first-of-year" })] })],
      [],
      /^a: .*harus berupa angka/,
    ],
    [
      "dates that are added up",
      [form({ fields: [entry("a", { ...DATE, timeAgg: "sum" })] })],
      [],
      /^a: Tanggal tidak dijumlahkan/,
    ],
    [
      "a mean of dates over units",
      [form({ fields: [entry("a", { ...DATE, orgAgg: "max" })] })],
      [],
      /^a: Tanggal tidak dijumlahkan/,
    ],
    [
      "a date that is entered as a part",
      [form({ fields: [entry("a", { ...DATE, entry: "partial" })] })],
      [],
      /^a: Tanggal tidak dijumlahkan/,
    ],
    [
      "a date from the first quarter",
      [form({ fields: [entry("a", { ...DATE, given: "first-of-year" })] })],
      [],
      /^a: .*harus berupa angka/,
    ],
    [
      "a date beside a number",
      [form({ fields: [entry("a", DATE)], computed: [computed("c", "a + 1")] })],
      [],
      /diperlukan angka, bukan tanggal/,
    ],
    ["a choice without choices", [rows({ fields: [entry("a", { type: "choice" })] })], [], /^a: Pilihan belum diisi/],
    [
      "a choice with none",
      [rows({ fields: [entry("a", { type: "choice", choices: [] })] })],
      [],
      /Pilihan belum diisi/,
    ],
    [
      "a number in a narrative",
      [{ id: "uraian", kind: "narrative", label: "Uraian", fields: [entry("a")] }],
      [],
      /^Uraian: .*hanya memuat isian teks/,
    ],
    [
      "a name that nobody knows",
      [rows({ computed: [computed("c", "a + zzz")] })],
      [],
      /^rumus c: .*"zzz" tidak dikenal/,
    ],
    ["a budget name in a form", [form({ computed: [computed("c", "a + pagu")] })], [], /"pagu" tidak dikenal/],
    ["a formula that does not end", [rows({ computed: [computed("c", "a +")] })], [], /^rumus c: Rumus belum selesai/],
    ["an empty formula", [rows({ computed: [computed("c", " ")] })], [], /masih kosong/],
    [
      "formulas that wait for each other",
      [rows({ computed: [computed("c", "d + 1"), computed("d", "c + 1")] })],
      [],
      /^Rincian: .*saling menunggu/,
    ],
    ["a formula that waits for itself", [rows({ computed: [computed("c", "c + 1")] })], [], /saling menunggu/],
    ["units that do not go together", [rows({ computed: [computed("c", "uang + b")] })], [], /Satuan tidak sama/],
    ["a rule that is no question", [rows({ rules: [rule("r", "a + 1")] })], [], /^aturan r: .*ya atau tidak/],
    ["a rule about a stranger", [rows({ rules: [rule("r", "zzz > 1")] })], [], /^aturan r: .*"zzz" tidak dikenal/],
    [
      "a figure of a section that is not there",
      [rows()],
      [figure("f", "tidak-ada", "jumlah(a)")],
      /^angka f: Bagiannya/,
    ],
    ["a figure over rows without saying how", [rows()], [figure("f", "rincian", "a")], /^angka f: .*kolom baris/],
    ["a figure of figures that are not there", [rows()], [figure("f", null, "zzz + 1")], /^angka f: /],
    [
      "figures that wait for each other",
      [rows()],
      [figure("f", null, "g + 1"), figure("g", null, "f + 1")],
      /^angka laporan: .*saling menunggu/,
    ],
  ] as const)("is refused with %s", (_, sections, figures, expected) => {
    expect(problem(sections, figures)).toMatch(expected);
  });

  it("may use what it declares: sums over rows, ratios of sums, running totals and last month", () => {
    const sections = [rows({ computed: [computed("c", "kumulatif(a)")], rules: [rule("r", "a > bulan_lalu(a)")] })];
    const figures = [
      figure("f", "rincian", "jumlah(c)"),
      figure("p", "rincian", "jumlah(pagu)"),
      figure("q", null, "persen(f, p)"),
    ];
    expect(problem(sections, figures)).toBe("ok");
  });

  it.each([
    ["a section kind that nobody fills", { kind: "peta" }],
    ["an id with a separator of keys", { id: "rincian#x" }],
    ["an attribute nobody declared", { secret: true }],
  ])("has no %s in its shape", (_, more) => {
    expect(() => definition([{ ...rows(), ...more }])).toThrow();
  });
});

describe("the version of a period", () => {
  const version = (n: number, effectiveFrom: string, status = "published") => ({ n, effectiveFrom, status });
  it("is the latest published one that takes effect in it or before", () => {
    const versions = [
      version(3, "2026-07"),
      version(1, "2026-01"),
      version(2, "2026-01"),
      version(9, "2026-01", "retired"),
    ];
    const of = (period: string) => versionFor(versions, period)?.n ?? null;
    expect([of("2025-12"), of("2026-01"), of("2026-06"), of("2026-07"), of("2027-01")]).toEqual([null, 2, 2, 3, 3]);
  });
});

describe("fields that are computed over the rows of another table", () => {
  const choice = { ...entry("jenis"), type: "choice", choices: ["Ibu hamil"], entry: "text", timeAgg: "last" };
  const table = (id: string, more: object) => ({
    id,
    kind: "rows",
    label: id,
    source: "free",
    fields: [choice, entry("nilai")],
    computed: [],
    rules: [],
    ...more,
  });
  const gathering = (over: object, rows = ["Ibu hamil"], items: object = {}) =>
    v.parse(TemplateDefinition, {
      ...kinerja,
      figures: [],
      sections: [
        table("layanan", {
          source: "list",
          rows: rows.map((label, i) => ({ key: `r${i}`, label, group: [], context: {} })),
          fields: [entry("a")],
          computed: [{ ...computed("rata_nilai", "rata(nilai)"), over }],
        }),
        table("butir", items),
      ],
    });
  const problem = (...of: Parameters<typeof gathering>) => checkDefinition(gathering(...of))?.problem ?? null;

  it("are accepted where the other table names the rows of this one", () => {
    expect(problem({ section: "butir", by: "jenis" })).toBeNull();
  });
  it("are refused over a table that is not there, is this one, or gathers itself", () => {
    const refusal = "Bagian yang dihimpun harus tabel lain yang tidak menghimpun pula.";
    expect(problem({ section: "lain", by: "jenis" })).toBe(refusal);
    expect(problem({ section: "layanan", by: "a" })).toBe(refusal);
    const gathers = { computed: [{ ...computed("x", "rata(a)"), over: { section: "layanan", by: "a" } }] };
    expect(problem({ section: "butir", by: "jenis" }, ["Ibu hamil"], gathers)).toBe(refusal);
  });
  it("are refused by a field that is no choice, or whose choices no row bears", () => {
    expect(problem({ section: "butir", by: "nilai" })).toBe('"nilai" bukan pilihan pada butir.');
    expect(problem({ section: "butir", by: "jenis" }, ["Balita"])).toBe(
      'Pilihan "Ibu hamil" tidak ada pada baris layanan.',
    );
  });
});
