import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { REGENCY } from "../cascade/levels.ts";
import type { Cell, Row } from "../report/schema.ts";
import { mergeRows, type RegionReport } from "../report/merge.ts";
import { refit } from "../report/refit.ts";
import { sampleReport } from "../report/sample.ts";
import { SAMPLE_WORDS } from "../report/sample-words.ts";
import { checkDefinition } from "./check.ts";
import { inspect } from "./problems.ts";
import { scopeOfSection } from "./program.ts";
import { TemplateDefinition } from "./schema.ts";
import type { JsonObject } from "./structure.ts";

const number = {
  label: "Angka",
  type: "number",
  entry: "stock",
  timeAgg: "last",
  orgAgg: "none",
  required: "no",
  zeroNeedsReason: false,
  public: true,
};
const section = (more: object = {}): JsonObject => ({
  id: "iku",
  kind: "indicators",
  label: "IKU",
  source: "cascade",
  cascade: { of: "unit", levels: ["sasaran-pd"] },
  fields: [
    { ...number, id: "target", given: "target" },
    { ...number, id: "realisasi" },
  ],
  computed: [
    {
      id: "capaian",
      label: "Capaian",
      type: "percent",
      decimals: 2,
      expression: 'akumulasi == "maksimum" ? maks_periode(realisasi) : realisasi',
      public: true,
    },
  ],
  rules: [],
  ...more,
});
const made = (...sections: readonly JsonObject[]): JsonObject => ({
  id: "uji",
  family: "SAKIP",
  name: "Uji",
  short: "Uji",
  periodType: "triwulan",
  authors: ["pptk"],
  source: "uji",
  sections,
  figures: [],
});
const definition = (...sections: readonly JsonObject[]): TemplateDefinition =>
  v.parse(TemplateDefinition, made(...sections));
const problem = (...sections: readonly JsonObject[]) => {
  const found = checkDefinition(definition(...sections));
  return found && `${found.path.join("/")}: ${found.problem}`;
};
const region = { cascade: { of: "region", levels: ["sasaran"] } };

describe("a section of indicators of the tree", () => {
  it("is sound with levels of its own part, targets by the plan and formulas over what its rows carry", () => {
    expect(problem(section())).toBeNull();
    expect(problem(section({ ...region, part: "perencanaan" }))).toBeNull();
    expect(Object.keys(scopeOfSection({ source: "cascade" }))).toEqual(
      expect.arrayContaining(["code", "satuan", "arah", "akumulasi", "metode", "asal"]),
    );
  });

  it("names what is wrong at its place, in the check and in the list of the designer", () => {
    const { cascade: _cascade, ...bare } = section();
    const levels = (of: string, level: string) => section({ cascade: { of, levels: [level] } });
    expect(problem(bare)).toBe("iku/cascade: Pilih indikator siapa dan tingkat mana yang menjadi baris.");
    expect(problem(levels("unit", "sasaran"))).toContain("iku/cascade: Pohon kinerja perangkat daerah memuat");
    expect(problem(levels("region", "program"))).toContain("iku/cascade: Pohon kinerja daerah hanya memuat");
    expect(problem(section({ source: "free" }))).toContain("iku/cascade: Asal barisnya bukan pohon kinerja");
    // A word that no indicator can carry is a slip of the pen.
    const [formula] = section()["computed"] as JsonObject[];
    const slip = { ...formula, expression: 'akumulasi == "jumlah" ? realisasi : target' };
    expect(problem(section({ computed: [slip] }))).toContain('"jumlah" tidak ada pada pilihannya');
    const listed = inspect(made(bare));
    expect(listed.ok ? [] : listed.problems.map(({ path }) => path)).toEqual([["iku", "cascade"]]);
  });

  it("takes targets from one part of the tree: the unit's or the regency's", () => {
    const two = section({ ...region, id: "daerah" });
    expect(problem(section(), two)).toContain("daerah/cascade: Satu templat mengambil target dari satu bagian");
    const { fields: _fields, ...rest } = two;
    expect(problem(section(), { ...rest, fields: [{ ...number, id: "realisasi" }] })).toBeNull();
  });

  it("has rows to look at in the designer's preview", () => {
    const wish = { year: "2026", full: true, words: SAMPLE_WORDS };
    const { rows } = sampleReport(definition(section()), wish);
    expect(rows.map(({ label, context }) => [label, context["akumulasi"]])).toEqual([
      ["Indikator contoh 1", "nilai-akhir"],
      ["Indikator contoh 2", "nilai-akhir"],
    ]);
  });
});

const cell = (value: string, o: Cell["o"] = "screen"): Cell => ({ s: "value", v: value, n: 1, o, w: "p", t: 0 });
const row = (key: string, more: Partial<Row> = {}): Row & { rev: number } => ({
  rowKey: key as Row["rowKey"],
  label: key,
  group: ["Sasaran"],
  context: { satuan: "orang" },
  cells: {},
  rev: 1,
  ...more,
});

describe("rows of indicators in the region", () => {
  it("keep their names, so that offices never meet and none bears two; one that two units report counts for neither", () => {
    const regional = definition(section({ regional: true }));
    const report = (unit: string, keys: readonly string[]): RegionReport => ({
      unit,
      definition: regional,
      kept: {
        carry: { months: [], absent: [], values: {} },
        rows: keys.map((key) => {
          const cells = { realisasi: { s: "value" as const, v: "5" } };
          return { key: `iku/${key}`, label: key, group: [], context: {}, cells };
        }),
      },
    });
    const merged = mergeRows(regional, [
      report("dinkes", ["akip@dinkes"]),
      report("disdik", ["akip@disdik"]),
      report("bidang-a", ["mutu@setda", `ipm@${REGENCY}`]),
      report("bidang-b", ["mutu@setda"]),
    ]);
    expect(merged.rows.map(({ rowKey, cells }) => [rowKey, cells["realisasi"]?.v])).toEqual([
      ["iku/akip@dinkes", "5"],
      ["iku/akip@disdik", "5"],
      ["iku/mutu@setda", undefined],
      [`iku/ipm@${REGENCY}`, "5"],
    ]);
    expect(merged.conflicts.map(({ row: at, values }) => [at, values.map(({ unit }) => unit)])).toEqual([
      ["iku/mutu@setda", ["bidang-a", "bidang-b"]],
    ]);
  });
});

describe("an indicator's row on another version of its template", () => {
  const [former, next] = [definition(section()), definition(section({ fields: [{ ...number, id: "target" }] }))];
  const stands = row("iku/a@dinkes", {
    given: { target: "Target murni: Renja" },
    cells: { target: cell("12", "given"), realisasi: cell("9") },
  });
  const wanted = { rowKey: "iku/a@dinkes", label: "Nama baru", group: ["Sasaran"], context: {} };

  it("keeps the words of its report; a target that is not given any more can be typed, and what has no place is archived", () => {
    const { changed, gone, created } = refit([stands], [wanted], { former, formerN: 1, next });
    expect([gone, created]).toEqual([[], []]);
    const [only] = changed;
    expect(only?.frame).toEqual({ label: stands.label, group: ["Sasaran"], context: { satuan: "orang" } });
    expect(only?.cells).toEqual({ target: { v: null, n: 2, s: "missing", o: "given", w: "", t: 0 } });
    expect(only?.archived.map(({ field, cell: { v: value } }) => [field, value])).toEqual([["realisasi", "9"]]);
  });
});
