import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { type Figure, missing, nil, notApplicable, textOf, toWire, valueOf } from "../expression/figure.ts";
import { decimal, fixedText } from "../kernel/decimal.ts";
import { STARTER_METHODS } from "./catalogue.ts";
import { achievement, judgesTargets, METHOD_INPUTS, writeMethod } from "./methods.ts";
import { Method, METHOD_KINDS } from "./schema.ts";

const method = (id: string, over: Partial<Pick<Method, "cap" | "floor" | "decimals" | "rounded">> = {}): Method => {
  const found = STARTER_METHODS.find((each) => each.id === id);
  if (!found) throw new Error(`no method ${id}`);
  return { ...found, ...over };
};
const figures = (...amounts: string[]): Figure[] => amounts.map((amount) => valueOf(decimal(amount)));
const shown = (figure: Figure): string =>
  figure.kind === "value" ? fixedText(figure.amount, 2) : figure.kind === "undefined" ? figure.why : figure.kind;

describe("achievement", () => {
  // Worked by hand; domain 6.2 and appendix A5.
  it.each([
    ["naik", ["8", "10"], "80.00"],
    ["naik", ["25", "10"], "250.00"],
    ["naik", ["0", "10"], "0.00"],
    ["naik", ["7012", "10456"], "67.06"],
    ["naik", ["3413978158599.85", "5289711535849.71"], "64.54"],
    ["turun-permenpan", ["8", "10"], "120.00"],
    ["turun-permenpan", ["10", "10"], "100.00"],
    ["turun-permenpan", ["12", "10"], "80.00"],
    ["turun-permenpan", ["0", "10"], "200.00"],
    ["turun-permenpan", ["25", "10"], "-50.00"],
    ["turun-rasio", ["8", "10"], "125.00"],
    ["turun-rasio", ["12", "10"], "83.33"],
    ["turun-rasio", ["25", "10"], "40.00"],
    ["baseline-turun", ["7", "6", "10"], "75.00"], // (10-7)/(10-6)
    ["baseline-turun", ["11", "6", "10"], "-25.00"],
    ["baseline-turun", ["4", "0", "10"], "60.00"], // a target of none is a target
    ["rentang", ["5", "4", "6"], "100.00"],
    ["rentang", ["4", "4", "6"], "100.00"],
    ["rentang", ["6", "4", "6"], "100.00"],
    ["rentang", ["3", "4", "6"], "75.00"], // 3/4
    ["rentang", ["9", "4", "6"], "150.00"], // 9/6: better than the band
    ["rentang-turun", ["3", "4", "6"], "125.00"], // (8-3)/4
    ["rentang-turun", ["9", "4", "6"], "50.00"], // (12-9)/6
    ["stabil", ["10", "10"], "100.00"],
    ["stabil", ["12", "10"], "80.00"],
    ["stabil", ["8", "10"], "80.00"],
    ["stabil", ["25", "10"], "-50.00"],
  ])("%s of %j is %s", (id, inputs, expected) => {
    expect(shown(achievement(method(id), figures(...inputs)).raw)).toBe(expected);
  });

  // Domain 5.4: seven items, 91,1429 of all of them; 92,5 of goods and 89,3333 of staff make 90,9167.
  it("averages items, or the tables in which they stand", () => {
    const seven = [...figures("91.1429"), ...figures("92.5", "89.3333")];
    expect(shown(achievement(method("mutu-rata-butir"), seven).counted)).toBe("91.14");
    expect(shown(achievement(method("mutu-rata-tabel"), seven).counted)).toBe("90.92");
    const goods = [...figures("80", "80"), notApplicable("tabel lain")];
    expect(shown(achievement(method("mutu-rata-tabel"), goods).counted)).toBe("80.00");
    const unfilled = [missing("tersedia"), ...figures("80"), missing("tersedia")];
    for (const id of ["mutu-rata-butir", "mutu-rata-tabel"])
      expect(achievement(method(id), unfilled).counted).toEqual(missing("tersedia"));
    expect(shown(achievement(method("mutu-rata-tabel", { rounded: true, decimals: 0 }), seven).counted)).toBe("91.00");
    expect(METHOD_KINDS.filter((kind) => !judgesTargets({ kind }))).toEqual(["rata"]);
  });

  it.each([
    ["naik", ["5", "0"], "perlu penilaian: target 0"],
    ["naik", ["0", "0"], "perlu penilaian: target 0"],
    ["naik", ["5", "-2"], "perlu penilaian: target di bawah 0"],
    ["turun-permenpan", ["5", "0"], "perlu penilaian: target 0"],
    ["turun-rasio", ["0", "10"], "perlu penilaian: realisasi 0"],
    ["turun-rasio", ["5", "0"], "perlu penilaian: target 0"],
    ["baseline-turun", ["5", "10", "10"], "perlu penilaian: target tidak di bawah kondisi awal"],
    ["rentang", ["-1", "0", "5"], "perlu penilaian: batas bawah 0"],
    ["rentang", ["5", "6", "4"], "perlu penilaian: batas bawah lebih tinggi dari batas atas"],
    ["stabil", ["5", "0"], "perlu penilaian: target 0"],
  ])("has no number for %s of %j", (id, inputs, expected) => {
    const { raw, counted } = achievement(method(id), figures(...inputs));
    expect(shown(raw)).toBe(expected);
    expect(counted).toEqual(raw);
  });

  it("scores answers in words and refuses an answer that is not on the list", () => {
    const opinion = method("opini-bpk");
    expect(shown(achievement(opinion, [textOf("WDP"), textOf("WTP")]).raw)).toBe("75.00"); // 3/4
    expect(shown(achievement(opinion, [textOf("wtp"), textOf("WTP")]).raw)).toMatch(/tidak ada pada daftar/);
    // Letters against AA give the score itself: BB is 80.
    expect(shown(achievement(method("jawaban-lke"), [textOf("BB"), textOf("AA")]).raw)).toBe("80.00");
  });

  it("keeps the uncapped value beside the one that counts", () => {
    const capped = achievement(method("naik", { cap: "120" }), figures("40", "10"));
    expect([shown(capped.raw), shown(capped.counted), capped.limited, capped.limit]).toEqual([
      "400.00",
      "120.00",
      "cap",
      "batas atas 120",
    ]);
    const floored = achievement(method("turun-permenpan"), figures("25", "10"));
    expect([shown(floored.raw), shown(floored.counted), floored.limited]).toEqual(["-50.00", "0.00", "floor"]);
    expect(achievement(method("naik", { cap: "120" }), figures("12", "10")).limited).toBeNull();
  });

  it("rounds what counts only when the method says so", () => {
    const third = figures("1", "3");
    expect(toWire(achievement(method("naik"), third).counted)).toMatchObject({ amount: `33.${"3".repeat(40)}` });
    const rounded = achievement(method("naik", { rounded: true, decimals: 1 }), third);
    expect(toWire(rounded.counted)).toEqual({ kind: "value", amount: "33.3", unit: "%" });
    expect(toWire(rounded.raw)).toMatchObject({ amount: `33.${"3".repeat(40)}` });
  });

  it("lets an assessor's score count only where the formula has no answer", () => {
    const score = valueOf(decimal("90"));
    const assessed = achievement(method("naik"), figures("5", "0"), score);
    expect([shown(assessed.raw), shown(assessed.counted), assessed.assessed]).toEqual([
      "perlu penilaian: target 0",
      "90.00",
      true,
    ]);
    expect(achievement(method("naik"), figures("5", "10"), score)).toMatchObject({ assessed: false });
    expect(shown(achievement(method("naik", { cap: "80" }), figures("5", "0"), score).counted)).toBe("80.00");
    expect(achievement(method("naik"), [missing("a"), ...figures("0")], score).counted).toEqual(missing("a"));
  });

  it("makes no number of what is missing or does not apply, and takes nihil as zero", () => {
    const ten = valueOf(decimal("10"));
    expect(achievement(method("naik"), [missing("siswa"), ten]).counted).toEqual(missing("siswa"));
    expect(achievement(method("naik"), [notApplicable("tidak ada"), ten]).counted.kind).toBe("not-applicable");
    expect(shown(achievement(method("naik"), [nil("tidak ada kegiatan"), ten]).counted)).toBe("0.00");
  });

  it("writes the formula in words and with the branch that applies", () => {
    expect(writeMethod(method("turun-permenpan"), ["8", "10"])).toBe("(2 × 10 - 8) / 10 × 100");
    expect(writeMethod(method("baseline-turun"), ["7", "6", "10"])).toBe("(10 - 7) / (10 - 6) × 100");
    expect(writeMethod(method("stabil"), ["12", "10"])).toBe("100 - |12 - 10| / 10 × 100");
    expect(writeMethod(method("rentang"), ["AKI", "4", "6"])).toBe(
      "100 jika 4 ≤ AKI ≤ 6; di luar itu AKI / batas terdekat × 100",
    );
    expect(writeMethod(method("rentang"), ["9", "4", "6"], figures("9", "4", "6"))).toBe("9 / 6 × 100");
    const tables = ["91", "92,5", "89,3"];
    expect(writeMethod(method("mutu-rata-butir"), tables)).toBe("91");
    expect(writeMethod(method("mutu-rata-tabel"), tables)).toBe("(92,5 + 89,3) / 2");
    const without = [...figures("92.5", "92.5"), notApplicable("tabel lain")];
    expect(writeMethod(method("mutu-rata-tabel"), tables, without)).toBe("92,5");
    expect(writeMethod(method("opini-bpk"), ["WDP", "WTP"], [textOf("WDP"), textOf("WTP")])).toBe(
      "skor WDP = 3 / skor WTP = 4 × 100",
    );
  });
});

describe("the methods a regency begins with", () => {
  it("are valid, have names of their own, and show every kind", () => {
    for (const each of STARTER_METHODS) expect(v.parse(Method, each)).toEqual(each);
    expect(new Set(STARTER_METHODS.map((each) => each.id)).size).toBe(STARTER_METHODS.length);
    expect([...new Set(STARTER_METHODS.map((each) => each.kind))].toSorted()).toEqual(METHOD_KINDS.toSorted());
    expect(Object.keys(METHOD_INPUTS).toSorted()).toEqual(METHOD_KINDS.toSorted());
  });

  it("refuse a floor above the cap and an answer scored twice", () => {
    expect(v.is(Method, { ...method("naik"), cap: "100", floor: "110" })).toBe(false);
    const opinion = method("opini-bpk");
    const twice = [
      { answer: "WTP", score: "4" },
      { answer: "WTP", score: "3" },
    ];
    expect(v.is(Method, { ...opinion, scores: twice })).toBe(false);
    expect(v.is(Method, { ...method("naik"), cap: "1e2" })).toBe(false);
    expect(v.is(Method, { ...method("naik"), cap: "", floor: "" })).toBe(false);
  });
});
