import * as v from "valibot";
import { describe, expect, it } from "vitest";
import type { Aggregation, Direction } from "../src/cascade/levels.ts";
import { measuredIn } from "../src/cascade/measured.ts";
import { Period, UnitId } from "../src/kernel/id.ts";
import { type Basis, type Duties, EVERYTHING, NO_BASIS } from "../src/report/beginning.ts";
import type { Computed } from "../src/report/compute.ts";
import type { CarryView } from "../src/report/schema.ts";
import { lkpj } from "../src/template/packs/lkpj.ts";
import { lppd } from "../src/template/packs/lppd.ts";
import { lkjip, sakipPengukuran } from "../src/template/packs/sakip.ts";
import { cellOf, computedOf, drawnRow, filled, NOTHING_EARLIER, told, type Typed } from "./filled.ts";

const year = (typed: Typed, carry?: CarryView) => computedOf(lppd, filled(lppd, "2026", typed), carry);
const rulesAt = (done: ReturnType<typeof computedOf>, row: string) =>
  done.findings.filter((each) => each.rowKey === row).map(({ rule, severity }) => `${rule} ${severity}`);

describe("IKK of the LPPD", () => {
  it("A13: PAUD 7.012 of 10.456 is 67,06 %, computed and never typed", () => {
    const done = year({ "ikk/ikk.1.a.1": { pembilang: "7012", penyebut: "10456" } });
    expect(told(cellOf(done, "ikk/ikk.1.a.1", "nilai"), 2)).toBe("67.06");
    const section = lppd.sections.find((each) => each.id === "ikk");
    expect(section?.kind === "indicators" && section.fields.some((field) => field.id === "nilai")).toBe(false);
  });

  it("counts a number as it is, and women per 100.000", () => {
    const done = year({
      "ikk/ikk.1.e.3": { pembilang: "1250" },
      "ikk/ikk.2.b.3": { pembilang: "18", penyebut: "96000" },
      "ikk/ikk.2.a.3": { pembilang: "25000000000000", penyebut: "100000" },
    });
    expect(told(cellOf(done, "ikk/ikk.1.e.3", "nilai"), 2)).toBe("1250.00");
    // 18 / 96.000 x 100.000
    expect(told(cellOf(done, "ikk/ikk.2.b.3", "nilai"), 2)).toBe("18.75");
    expect(told(cellOf(done, "ikk/ikk.2.a.3", "nilai"), 2)).toBe("250000000.00");
  });

  it("refuses a share above its whole, asks about a target that was passed, and lets a ratio be", () => {
    const done = year({
      // The mistake of the field: 11.927 km read as 11927 against 235.
      "ikk/ikk.1.c.7": { pembilang: "11927", penyebut: "235" },
      "ikk/ikk.1.b.10": { pembilang: "110", penyebut: "100" },
      "ikk/ikk.2.a.3": { pembilang: "200", penyebut: "100" },
    });
    expect(rulesAt(done, "ikk/ikk.1.c.7")).toEqual(["pembilang_lebih block"]);
    expect(rulesAt(done, "ikk/ikk.1.b.10")).toEqual(["cakupan_lebih warn"]);
    expect(rulesAt(done, "ikk/ikk.2.a.3")).toEqual([]);
  });

  it("leaves a value undefined over a zero denominator", () => {
    const done = year({ "ikk/ikk.1.f.2": { pembilang: "0", penyebut: "0" } });
    expect(told(cellOf(done, "ikk/ikk.1.f.2", "nilai"))).toBe("undefined");
  });

  it("gives the numerator to one office and the denominator to another", () => {
    const duties = (part: string): Duties => ({ parts: [part], filledBy: (other) => `Dinas ${other}` });
    const ofSchools = filled(lppd, "2026", {}, [], duties("pendidikan"));
    const ofRegistry = filled(lppd, "2026", {}, [], duties("kependudukan"));
    const closedIn = (rows: typeof ofSchools) => rows.find((row) => row.rowKey === "ikk/ikk.1.a.1")?.closed;
    const elsewhere = "Diisi oleh Dinas kependudukan.";
    expect(closedIn(ofSchools)).toEqual({ penyebut: elsewhere, sumber_penyebut: elsewhere });
    expect(Object.keys(closedIn(ofRegistry) ?? {})).toContain("pembilang");
    expect(ofSchools.some((row) => row.rowKey === "ikk/ikk.1.b.3")).toBe(false);
  });
});

describe("IKK makro", () => {
  const carry: CarryView = {
    months: [],
    absent: [],
    values: {
      "makro/makro.1": { capaian: { sum: "0", last: "70" } },
      "makro/makro.2": { capaian: { sum: "0", last: "8" } },
    },
  };
  it("compares with the year before: the rate of change, and whether it is for the better", () => {
    const done = year({ "makro/makro.1": { capaian: "71.4" }, "makro/makro.2": { capaian: "6" } }, carry);
    // IPM (71,4 - 70) / 70 = 2 %; kemiskinan (6 - 8) / 8 = -25 %, which is better.
    const at = (row: string) => [told(cellOf(done, row, "laju"), 2), told(cellOf(done, row, "perubahan"))];
    expect([at("makro/makro.1"), at("makro/makro.2")]).toEqual([
      ["2.00", "membaik"],
      ["-25.00", "membaik"],
    ]);
  });

  it("takes what was typed for the year before while no report of it exists", () => {
    const done = year({ "makro/makro.6": { capaian: "0.33", capaian_awal: "0.3" } });
    expect([told(cellOf(done, "makro/makro.6", "laju"), 2), told(cellOf(done, "makro/makro.6", "perubahan"))]).toEqual([
      "10.00",
      "memburuk",
    ]);
  });
});

describe("delivery of the LKPJ", () => {
  const carryOf = (period: string): CarryView => ({ ...NOTHING_EARLIER, period: v.parse(Period, period) });
  const left = (disampaikan: string, year: string) => {
    const row = "penyampaian/lkpj";
    const done = computedOf(lkpj, filled(lkpj, year, { [row]: { disampaikan } }), carryOf(year));
    return [told(cellOf(done, row, "sisa_hari"), 0), told(cellOf(done, row, "ketepatan")), ...rulesAt(done, row)];
  };
  it.each([
    ["2025-03-24", "2024", ["7", "tepat waktu"]],
    ["2027-03-31", "2026", ["0", "tepat waktu"]],
    ["2027-04-01", "2026", ["-1", "terlambat", "terlambat warn"]],
    ["2023-04-06", "2022", ["-6", "terlambat", "terlambat warn"]],
    ["2027-02-28", "2026", ["31", "tepat waktu"]],
    ["2028-02-28", "2027", ["32", "tepat waktu"]],
    ["2027-01-01", "2026", ["89", "tepat waktu"]],
    // In February of the second year after: 328 days past 31 March 2027, and on time by its month alone.
    ["2028-02-22", "2026", ["-328", "terlambat", "terlambat warn"]],
    ["2026-12-31", "2026", ["90", "tepat waktu", "sebelum_tahun_berakhir warn"]],
  ])("%s for %s", (day, year, expected) => {
    expect(left(day, year)).toEqual(expected);
  });

  it("says nothing of a day that nobody named", () => {
    const row = "penyampaian/lkpj";
    const done = computedOf(lkpj, filled(lkpj, "2026", {}), carryOf("2026"));
    expect([cellOf(done, row, "sisa_hari")?.kind, ...rulesAt(done, row)]).toEqual(["missing"]);
  });
});

/** Indicators of one sasaran, each with its direction, way of adding up and method; null = none chosen. */
type Measure = readonly [
  id: string,
  direction: Direction,
  aggregation: Aggregation,
  method: { readonly id: string; readonly n: number } | null,
];
function sasaranWith(...measures: readonly Measure[]): Basis {
  const part = v.parse(UnitId, "dinkes");
  const kept = { part, removed: null, rev: 1, code: null };
  const nodes = [{ ...kept, id: "s", level: "sasaran-pd" as const, text: "Sasaran", owner: null, parents: [] }];
  const indicators = measures.map(([id, direction, aggregation, method]) => {
    return {
      ...kept,
      id,
      text: id,
      unit: "%",
      direction,
      method,
      formula: null,
      aggregation,
      parents: ["dinkes/s"],
      targets: [],
    };
  });
  const tree = { plan: "RPJMD", part, units: null, tree: { nodes, indicators, supports: [] } };
  return { ...NO_BASIS, measured: new Map([["iku", { ...tree, all: measuredIn(tree, ["sasaran-pd"]) }]]) };
}

describe("measurement of SAKIP", () => {
  const row = "iku/i@dinkes";
  /** One indicator up to the second quarter; null = the first quarter did not report it. */
  function second(
    measure: readonly [Direction, Aggregation, string | null],
    targets: readonly string[],
    reached: readonly (string | null)[],
    more = {},
  ) {
    const [direction, aggregation, method] = measure;
    const basis = sasaranWith(["i", direction, aggregation, method === null ? null : { id: method, n: 1 }]);
    const carried = (first: string) => ({ sum: first, last: first, periods: { "2026-TW1": first } });
    const [before, now] = reached;
    const carry: CarryView = {
      months: ["2026-TW1" as CarryView["months"][number]],
      absent: [],
      values: { [row]: { target: carried(targets[0] ?? ""), ...(before ? { realisasi: carried(before) } : {}) } },
    };
    const typed = { [row]: { target: targets[1] ?? "", realisasi: now ?? "", ...more } };
    return computedOf(sakipPengukuran, filled(sakipPengukuran, "2026-TW2", typed, [], EVERYTHING, basis), carry);
  }
  const at = (done: Computed, ...fields: readonly string[]) => fields.map((field) => told(cellOf(done, row, field), 2));

  it.each([
    // 500 + 500, 450 + 500
    ["akumulatif", ["1000.00", "950.00", "95.00"]],
    // The second quarter stands.
    ["nilai-akhir", ["500.00", "500.00", "100.00"]],
    // (500 + 500) / 2, (450 + 500) / 2
    ["rata-rata", ["500.00", "475.00", "95.00"]],
    ["maksimum", ["500.00", "500.00", "100.00"]],
  ] as const)("puts quarters together as an indicator adds up: %s", (aggregation, expected) => {
    const done = second(["naik", aggregation, "naik"], ["500", "500"], ["450", "500"]);
    expect(at(done, "target_sd", "realisasi_sd", "capaian")).toEqual(expected);
  });

  it("counts the target of a quarter that reported nothing, and adds nothing to the realisation", () => {
    const done = second(["naik", "akumulatif", "naik"], ["500", "500"], [null, "500"]);
    expect(at(done, "target_sd", "realisasi_sd", "capaian")).toEqual(["1000.00", "500.00", "50.00"]);
  });

  it.each([
    // 76 / 80
    ["naik", "naik", ["95.00", "Sangat Tinggi"]],
    // (2 x 80 - 76) / 80
    ["turun", "turun-permenpan", ["105.00", "Sangat Tinggi"]],
    // 80 / 76
    ["turun", "turun-rasio", ["105.26", "Sangat Tinggi"]],
    // 100 - 4 / 80
    ["tetap", "stabil", ["95.00", "Sangat Tinggi"]],
    // Not chosen yet: that of the direction.
    ["turun", null, ["105.00", "Sangat Tinggi"]],
    ["tetap", null, ["95.00", "Sangat Tinggi"]],
    // Needs more than a target: the assessor's score, and nothing without one.
    ["naik", "rentang", ["missing", "missing"]],
  ] as const)("judges by the method of the indicator: %s %s", (direction, method, expected) => {
    const done = second([direction, "nilai-akhir", method], ["90", "80"], ["70", "76"]);
    expect(at(done, "capaian", "kelas_capaian")).toEqual(expected);
  });

  it("takes the assessor's score for a method that needs more than a target, and asks for it by name of the row", () => {
    const measure = ["naik", "nilai-akhir", "rentang"] as const;
    const [without, judged] = [{}, { nilai_penilai: "70" }].map((more) =>
      second(measure, ["90", "80"], ["70", "76"], { penghambat: "Ada.", ...more }),
    );
    expect(judged && at(judged, "capaian")).toEqual(["70.00"]);
    expect([without, judged].map((done) => done && rulesAt(done, row))).toEqual([["perlu_penilai warn"], []]);
  });

  it("needs an assessor where the target is 0, and takes the score", () => {
    const of = (more: Readonly<Record<string, string>>) =>
      second(["naik", "nilai-akhir", "naik"], ["0", "0"], ["5", "5"], more);
    expect(at(of({}), "capaian")).toEqual(["undefined"]);
    expect(at(of({ nilai_penilai: "90" }), "capaian")).toEqual(["90.00"]);
  });

  it("sets the LKjIP against the year before and against the end of the plan", () => {
    const row = "capaian-sasaran/iku.sakip";
    const rows = [drawnRow(row, { target: "70", realisasi: "66", realisasi_awal: "60", target_akhir: "80" })];
    const done = computedOf(lkjip, rows);
    const at = (field: string) => told(cellOf(done, row, field), 2);
    // (66 - 60) / 60; 66 / 80
    expect([at("perubahan"), at("terhadap_akhir")]).toEqual(["10.00", "82.50"]);
  });
});
