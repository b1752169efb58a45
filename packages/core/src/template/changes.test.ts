import { describe, expect, it } from "vitest";
import { CHANGE_CLASSES, type ChangeClass, changesBetween, gravest, reusedIds } from "./changes.ts";
import { kinerja } from "./packs/kinerja.ts";
import { rfk } from "./packs/rfk.ts";
import { isPlain, type Json, type JsonObject, sizeOf } from "./structure.ts";

const field = (id: string, more: JsonObject = {}): JsonObject => ({
  id,
  label: `Isian ${id}`,
  type: "number",
  unit: "orang",
  decimals: 2,
  entry: "partial",
  timeAgg: "sum",
  orgAgg: "sum",
  required: "no",
  zeroNeedsReason: false,
  public: true,
  ...more,
});
const computed: JsonObject = {
  id: "c",
  label: "Hasil",
  type: "number",
  decimals: 2,
  expression: "a + 1",
  public: true,
};
const rule: JsonObject = { id: "r", when: "a > 5", severity: "inform", message: "Besar", field: "a" };
const row = (key: string, more: JsonObject = {}): JsonObject => ({ key, label: `Baris ${key}`, group: [], ...more });
const evidence: JsonObject = { id: "bukti", kind: "evidence", label: "Bukti", help: "", minimum: 1 };
const method: JsonObject = { id: "naik", n: 1, label: "Naik", kind: "naik", cap: "100" };
const scale: JsonObject = { id: "skala", n: 1, label: "Skala", classes: [{ label: "Baik", tone: "good" }] };

const FIELDS = [field("a"), field("b", { type: "choice", choices: ["x", "y"], length: 50, negative: true })];
const ROWS: JsonObject = {
  id: "rincian",
  kind: "rows",
  label: "Rincian",
  source: "list",
  rows: [row("1"), row("2", { context: { target: "5" } })],
  fields: FIELDS,
  computed: [computed],
  rules: [rule],
};
const MEASURED: JsonObject = {
  id: "iku",
  kind: "indicators",
  label: "IKU",
  source: "cascade",
  cascade: { of: "unit", levels: ["sasaran-pd"] },
  fields: [],
  computed: [],
  rules: [],
};
const FIGURES: readonly JsonObject[] = [
  { id: "f", label: "Angka", type: "number", decimals: 0, section: "rincian", expression: "jumlah(a)" },
];

/** A definition of every sort of thing, some of which no schema knows yet. */
const BASE: JsonObject = {
  id: "uji",
  name: "Uji",
  periodType: "bulan",
  authors: ["pptk"],
  source: "uji",
  sections: [ROWS, evidence, MEASURED],
  figures: FIGURES,
  methods: [method],
  scales: [scale],
};

type Place = readonly (string | number)[];
/** A copy in which the value at a place is another one; `undefined` takes it out. */
function edited(node: Json | undefined, [step, ...rest]: Place, value: Json | undefined): Json {
  if (Array.isArray(node)) {
    const list: Json[] = [...(node as readonly Json[])];
    const at = Number(step);
    if (rest.length > 0) list[at] = edited(list[at], rest, value);
    else if (value === undefined) list.splice(at, 1);
    else list[at] = value;
    return list;
  }
  const object = { ...(node as JsonObject) };
  object[String(step)] = rest.length > 0 ? edited(object[String(step)], rest, value) : value;
  return object;
}
const SECTION = ["sections", 0] as const;
const A = [...SECTION, "fields", 0] as const;
const B = [...SECTION, "fields", 1] as const;

/** What is done, where, to what, and what it means for those who fill. */
const TABLE: readonly (readonly [string, Place, Json | undefined, ChangeClass])[] = [
  ["another label of a field", [...A, "label"], "Lain", "safe"],
  ["a help text", [...A, "help"], "Tulis angka", "safe"],
  ["the order of sections", ["sections"], [evidence, ROWS, MEASURED], "safe"],
  ["the order of fields", [...SECTION, "fields"], FIELDS.toReversed(), "safe"],
  ["the order of rows", [...SECTION, "rows"], [row("2", { context: { target: "5" } }), row("1")], "safe"],
  ["the name of the template", ["name"], "Uji baru", "safe"],
  ["where the template comes from", ["source"], "Perbup 5/2026", "safe"],
  ["print layout", ["print"], { signers: [{ side: "right", who: "signer" }] }, "safe"],
  ["print layout of a section", [...SECTION, "print"], { columns: [{ id: "a", width: 30 }] }, "safe"],
  ["a new optional field", [...SECTION, "fields", 2], field("d"), "safe"],
  ["a new formula", [...SECTION, "computed", 1], { ...computed, id: "c2" }, "safe"],
  ["a choice more", [...B, "choices"], ["x", "y", "z"], "safe"],
  ["more decimals of an entry", [...A, "decimals"], 4, "safe"],
  ["longer texts", [...B, "length"], 80, "safe"],
  ["a rule that went", [...SECTION, "rules", 0], undefined, "safe"],
  ["fewer files demanded", ["sections", 1, "minimum"], 0, "safe"],
  ["a new method nobody uses yet", ["methods", 1], { ...method, id: "lain" }, "safe"],
  ["a row in a section that asks nothing", [...SECTION, "rows", 2], row("3"), "safe"],
  ["the words of a class", ["scales", 0, "label"], "Predikat", "safe"],

  ["a new required field", [...SECTION, "fields", 2], field("d", { required: "submit" }), "needs-input"],
  ["a field that is required now", [...A, "required"], "submit", "needs-input"],
  ["a zero that needs a reason", [...A, "zeroNeedsReason"], true, "needs-input"],
  ["negative numbers no longer", [...B, "negative"], false, "needs-input"],
  ["a choice less", [...B, "choices"], ["x"], "needs-input"],
  ["fewer decimals of an entry", [...A, "decimals"], 0, "needs-input"],
  ["shorter texts", [...B, "length"], 10, "needs-input"],
  ["a new warning", [...SECTION, "rules", 1], { ...rule, id: "r2", severity: "warn" }, "needs-input"],
  ["a stricter rule", [...SECTION, "rules", 0, "severity"], "block", "needs-input"],
  ["another condition of a rule", [...SECTION, "rules", 0, "when"], "a > 1", "needs-input"],
  ["more files demanded", ["sections", 1, "minimum"], 3, "needs-input"],
  ["a new section of evidence", ["sections", 3], { ...evidence, id: "bukti-2" }, "needs-input"],
  [
    "a new section with a required field",
    ["sections", 3],
    { id: "isian", kind: "form", label: "Isian", fields: [field("x", { required: "submit" })] },
    "needs-input",
  ],

  ["another formula", [...SECTION, "computed", 0, "expression"], "a + 2", "needs-decision"],
  ["another rounding of a formula", [...SECTION, "computed", 0, "decimals"], 0, "needs-decision"],
  ["another figure", ["figures", 0, "expression"], "rata(a)", "needs-decision"],
  ["another addition over time", [...A, "timeAgg"], "last", "needs-decision"],
  ["another addition over units", [...A, "orgAgg"], "none", "needs-decision"],
  ["another cap of a method", ["methods", 0, "cap"], "120", "needs-decision"],
  ["a method that went", ["methods", 0], undefined, "needs-decision"],
  ["another class of a scale", ["scales", 0, "classes"], [{ label: "Cukup", tone: "good" }], "needs-decision"],
  ["another target of a row", [...SECTION, "rows", 1, "context"], { target: "6" }, "needs-decision"],
  ["indicators of another level", ["sections", 2, "cascade", "levels"], ["sasaran-pd", "program"], "needs-decision"],
  ["who fills it", ["authors"], ["kabid"], "needs-decision"],
  ["a field that the public sees no longer", [...A, "public"], false, "needs-decision"],
  ["evidence that is not asked for any more", ["sections", 1], undefined, "needs-decision"],
  ["something that nobody classified", [...A, "tuah"], 7, "needs-decision"],

  ["a field that went", A, undefined, "breaking"],
  ["a section that went", SECTION, undefined, "breaking"],
  ["a row that went", [...SECTION, "rows", 0], undefined, "breaking"],
  ["a formula that went", [...SECTION, "computed", 0], undefined, "breaking"],
  ["a figure that went", ["figures", 0], undefined, "breaking"],
  ["another type", [...A, "type"], "text", "breaking"],
  ["another unit", [...A, "unit"], "ribu orang", "breaking"],
  ["a partial field that is cumulative now", [...A, "entry"], "cumulative", "breaking"],
  ["another kind of section", [...SECTION, "kind"], "form", "breaking"],
  ["rows from elsewhere", [...SECTION, "source"], "budget", "breaking"],
  ["indicators of the regency in place of the unit's", ["sections", 2, "cascade", "of"], "region", "breaking"],
  ["rows that are no indicators any more", ["sections", 2, "source"], "list", "breaking"],
  ["another period", ["periodType"], "triwulan", "breaking"],
];

describe("a change of a template", () => {
  it.each(TABLE)("%s", (_, place, value, expected) => {
    const after = edited(BASE, place, value) as JsonObject;
    const changes = changesBetween(BASE, after);
    expect([changes.length, gravest(changes.map((each) => each.class))]).toEqual([1, expected]);
  });

  it("is told with its place, the words of the screen, and both values", () => {
    const after = edited(edited(BASE, [...A, "label"], "Lain"), B, undefined) as JsonObject;
    expect(changesBetween(BASE, after)).toEqual([
      {
        place: "sections/rincian/fields/b",
        label: "Rincian › Isian b",
        kind: "removed",
        attribute: null,
        before: "Isian b",
        after: null,
        class: "breaking",
      },
      {
        place: "sections/rincian/fields/a",
        label: "Rincian › Lain",
        kind: "changed",
        attribute: "label",
        before: "Isian a",
        after: "Lain",
        class: "safe",
      },
    ]);
  });

  it("asks of a new row what the fields of its section ask", () => {
    const before = edited(BASE, [...A, "required"], "submit") as JsonObject;
    const [change] = changesBetween(before, edited(before, [...SECTION, "rows", 2], row("3")) as JsonObject);
    expect(change?.class).toBe("needs-input");
  });

  it("is none between a definition and itself, whatever the order of its properties", () => {
    for (const pack of [rfk, kinerja]) {
      const turned = Object.fromEntries(Object.entries(pack).reverse()) as JsonObject;
      expect(changesBetween(pack, turned)).toEqual([]);
    }
  });

  it("knows every class in the table", () => {
    expect(CHANGE_CLASSES.filter((each) => !TABLE.some(([, , , found]) => found === each))).toEqual([]);
  });
});

describe("an id", () => {
  const reused = (place: Place, value: Json | undefined) =>
    reusedIds([{ n: 1, definition: BASE }], edited(BASE, place, value) as JsonObject).map(
      ({ place: found, n, what }) => `${found} v${n}: ${what}`,
    );

  it.each([
    ["another type", [...A, "type"], "text", ["sections/rincian/fields/a v1: jenis number menjadi text"]],
    ["another unit", [...A, "unit"], "km", ["sections/rincian/fields/a v1: satuan orang menjadi km"]],
    [
      "a formula of another unit in the place of a field",
      [...A, "unit"],
      null,
      ["sections/rincian/fields/a v1: satuan orang menjadi tanpa"],
    ],
    ["another kind of section", [...SECTION, "kind"], "form", ["sections/rincian v1: bentuk rows menjadi form"]],
    ["another label", [...A, "label"], "Lain", []],
    ["nothing, because it went", A, undefined, []],
  ] as const)("stands for one thing for ever: %s", (_, place, value, expected) => {
    expect(reused(place, value)).toEqual(expected);
  });

  it("is remembered over versions that did not have it", () => {
    const without = edited(BASE, A, undefined) as JsonObject;
    const back = edited(BASE, [...A, "type"], "text") as JsonObject;
    const earlier = [
      { n: 1, definition: BASE },
      { n: 2, definition: without },
    ];
    expect(reusedIds(earlier, back).map(({ n, label }) => [n, label])).toEqual([[1, "Rincian › Isian a"]]);
    expect(reusedIds(earlier, BASE)).toEqual([]);
  });

  it("of a field may become that of a formula of the same unit", () => {
    const formula = { id: "a", label: "A", type: "number", unit: "orang", decimals: 2, expression: "b", public: true };
    const moved = edited(edited(BASE, A, undefined), [...SECTION, "computed", 1], formula) as JsonObject;
    expect(reusedIds([{ n: 1, definition: BASE }], moved)).toEqual([]);
  });
});

describe("the structure of a definition", () => {
  it("counts rows, and everything that is filled in or computed, but no rules", () => {
    expect(sizeOf(ROWS)).toEqual({ rows: 2, fields: 3 });
    expect(sizeOf({ figures: FIGURES, methods: [method], scales: [scale] })).toEqual({ rows: 0, fields: 1 });
  });

  it.each([
    [{ a: [1, "x", null, { b: true }] }, true],
    [{ a: { b: { c: { d: { e: 1 } } } } }, false],
    [{ a: Number.NaN }, false],
    [{ a: new Date(0) }, false],
    [{ a: () => 1 }, false],
    [{ a: 1n }, false],
  ])("is plain content of a bounded depth: %#", (value, expected) => {
    expect(isPlain(value, 4)).toBe(expected);
  });
});
