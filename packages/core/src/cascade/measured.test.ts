import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { PostKind, UnitId } from "../kernel/id.ts";
import { type MeasuredPart, measuredIn } from "./measured.ts";
import type { CascadeNode, Indicator, Level } from "./schema.ts";

const OPD = v.parse(UnitId, "dinkes");
const REGION = v.parse(UnitId, "daerah");
const gone = { by: "Sari", at: "2026-01-01", reason: "tidak dipakai lagi" };
const post = v.parse(PostKind, "kabid");
const node = (
  id: string,
  level: Level,
  code: string | null,
  parents: readonly string[],
  owner?: string,
): CascadeNode => ({
  part: level === "sasaran" ? REGION : OPD,
  id,
  level,
  code,
  text: `Simpul ${id}`,
  owner: owner === undefined ? null : { unit: v.parse(UnitId, owner), post },
  parents: [...parents],
  removed: null,
  rev: 1,
});
const indicator = (id: string, parents: readonly string[], more: Partial<Indicator> = {}): Indicator => ({
  part: OPD,
  id,
  code: null,
  text: `Indikator ${id}`,
  unit: "%",
  direction: "naik",
  method: null,
  formula: null,
  aggregation: "nilai-akhir",
  parents: [...parents],
  targets: [],
  removed: null,
  rev: 1,
  ...more,
});

/*
 * s is the regency's; s10 hangs under s2 in the numbering of people, not of letters. The programme belongs to a bidang, the
 * kegiatan below it to nobody.
 */
const TREE: MeasuredPart = {
  plan: "RPJMD",
  part: OPD,
  units: null,
  tree: {
    nodes: [
      node("s", "sasaran", "1", []),
      node("b", "sasaran-pd", "10", ["daerah/s"]),
      node("a", "sasaran-pd", "2", ["daerah/s"]),
      node("p", "program", "1.02.01", ["dinkes/a", "dinkes/b"], "bidang"),
      node("k", "kegiatan", "1.02.01.2.01", ["dinkes/p"]),
    ],
    indicators: [
      indicator("dua", ["dinkes/b", "dinkes/a"]),
      indicator("satu", ["dinkes/a"], { direction: "turun" }),
      indicator("sepuluh", ["dinkes/b"], { direction: "tetap" }),
      indicator("lama", ["dinkes/a"], { removed: gone }),
      indicator("program", ["dinkes/p"], { method: { id: "rentang", n: 2 } }),
      indicator("kegiatan", ["dinkes/k"]),
      // The regency's own, which an OPD's sasaran carries: it is measured where it belongs.
      indicator("daerah", ["dinkes/a"], { part: REGION }),
    ],
    supports: [],
  },
};
const drawn = (part: MeasuredPart, levels: readonly Level[]) =>
  measuredIn(part, levels).map(({ indicator: { id }, node: { id: under }, method }) => `${id} ${under} ${method}`);
const within = (...units: readonly string[]): MeasuredPart => ({ ...TREE, units: new Set(units) });

describe("the indicators that a report measures", () => {
  it("come as the tree is drawn, each once under its first node, judged by the chosen method or that of the direction", () => {
    expect(drawn(TREE, ["sasaran-pd"])).toEqual(["dua a naik", "satu a turun-permenpan", "sepuluh b stabil"]);
    expect(drawn(TREE, ["program", "kegiatan"])).toEqual(["program p rentang", "kegiatan k naik"]);
    expect(drawn(TREE, ["sub-kegiatan"])).toEqual([]);
  });

  it("of a unit inside an OPD are those under the nodes that it answers for; of one that answers for none, all", () => {
    const levels: readonly Level[] = ["sasaran-pd", "program", "kegiatan"];
    expect(drawn(within("bidang", "seksi"), levels)).toEqual(["program p rentang", "kegiatan k naik"]);
    expect(drawn(within("sekretariat"), levels)).toEqual(drawn(TREE, levels));
    // What it answers for has no indicator of these levels.
    expect(drawn(within("bidang"), ["sasaran-pd"])).toEqual(drawn(TREE, ["sasaran-pd"]));
  });
});
