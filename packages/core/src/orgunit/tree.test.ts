import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { OrgUnit } from "./schema.ts";
import { isWithin, lineUp, unitsOn } from "./tree.ts";

const unit = (
  unitId: string,
  parent: string | null = null,
  from = "2021-01-01",
  until: string | null = null,
): OrgUnit =>
  v.parse(OrgUnit, {
    unitId,
    name: unitId,
    short: unitId,
    kind: "dinas",
    code: null,
    parent,
    opd: parent === null,
    from,
    until,
    successors: [],
  });

const tree = [
  unit("dinas-pu"),
  unit("bidang-jalan", "dinas-pu"),
  unit("seksi-jembatan", "bidang-jalan"),
  unit("dinkes"),
];

describe("the tree of units", () => {
  it("leads from a unit up to its OPD, nearest first", () => {
    expect(lineUp(tree, "seksi-jembatan")).toEqual(["seksi-jembatan", "bidang-jalan", "dinas-pu"]);
    expect(lineUp(tree, "dinkes")).toEqual(["dinkes"]);
    expect(lineUp(tree, "tidak-ada")).toEqual(["tidak-ada"]);
  });

  it("knows what lies within what, and never the other way round", () => {
    expect(isWithin(tree, "seksi-jembatan", "dinas-pu")).toBe(true);
    expect(isWithin(tree, "dinas-pu", "dinas-pu")).toBe(true);
    expect(isWithin(tree, "dinas-pu", "seksi-jembatan")).toBe(false);
    expect(isWithin(tree, "seksi-jembatan", "dinkes")).toBe(false);
  });

  it("ends on a loop in the data instead of running forever", () => {
    const ring = [unit("aa", "bb"), unit("bb", "cc"), unit("cc", "aa")];
    expect(lineUp(ring, "aa")).toEqual(["aa", "bb", "cc"]);
    expect(isWithin(ring, "aa", "dinas-pu")).toBe(false);
    expect(lineUp([unit("aa", "aa")], "aa")).toEqual(["aa"]);
  });

  it("does not stop at a parent that is not there", () => {
    expect(lineUp([unit("bidang-lama", "dinas-bubar")], "bidang-lama")).toEqual(["bidang-lama", "dinas-bubar"]);
  });

  it("holds a unit from its first day to its last, both included", () => {
    const dated = [unit("lama", null, "2021-01-01", "2025-12-31"), unit("baru", null, "2026-01-01")];
    const on = (date: string): string[] => unitsOn(dated, date).map((each) => each.unitId);
    expect([on("2020-12-31"), on("2021-01-01"), on("2025-12-31"), on("2026-01-01")]).toEqual([
      [],
      ["lama"],
      ["lama"],
      ["baru"],
    ]);
  });
});
