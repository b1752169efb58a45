import { STARTER_METHODS } from "../indicator/catalogue.ts";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { PostKind, UnitId } from "../kernel/id.ts";
import { holesOf } from "./holes.ts";
import { LEVEL_LABEL } from "./levels.ts";
import { mayGo, mayMeasure, mayStand, PARENTS_OF } from "./rules.ts";
import {
  type Aggregation,
  type CascadeNode,
  type Indicator,
  LEVELS,
  type Level,
  REGENCY,
  type Support,
  type Tree,
} from "./schema.ts";
import { quartersAgree, targetUpTo } from "./targets.ts";
import { below, indicatorsBelow, treeLines } from "./tree.ts";
import { promisesOf, scopeOf } from "./agreement/content.ts";
import { fit, gapsOf, parties } from "./agreement/rules.ts";
import type { Party } from "./agreement/schema.ts";

const OWNER = { unit: v.parse(UnitId, "dinas-pu"), post: v.parse(PostKind, "kepala") };
const node = (
  part: string,
  id: string,
  level: Level,
  parents: readonly string[],
  more: Partial<CascadeNode> = {},
): CascadeNode => {
  const content = { level, code: null, text: id, owner: OWNER, parents: [...parents] };
  return { ...content, part: v.parse(UnitId, part), id, removed: null, rev: 1, ...more };
};
const indicator = (part: string, id: string, parents: readonly string[], more: Partial<Indicator> = {}): Indicator => ({
  part: v.parse(UnitId, part),
  id,
  code: null,
  text: id,
  unit: "%",
  direction: "naik",
  method: { id: "naik", n: 1 },
  formula: null,
  aggregation: "akumulatif",
  parents: [...parents],
  targets: [{ period: "2026", value: "80", source: "RPJMD" }],
  removed: null,
  rev: 1,
  ...more,
});

const BASIS = { year: "2026", methods: STARTER_METHODS };

/** Two sasaran of the regency, one OPD below them. Every node and indicator whole: no holes. */
const WHOLE: Tree = {
  nodes: [
    node(REGENCY, "v", "visi", []),
    node(REGENCY, "m", "misi", ["daerah/v"]),
    node(REGENCY, "t", "tujuan", ["daerah/m"]),
    node(REGENCY, "s1", "sasaran", ["daerah/t"]),
    node(REGENCY, "s2", "sasaran", ["daerah/t"]),
    node("dinas-pu", "a", "sasaran-pd", ["daerah/s1", "daerah/s2"]),
    node("dinas-pu", "p", "program", ["dinas-pu/a"]),
    node("dinas-pu", "k", "kegiatan", ["dinas-pu/p"]),
    node("dinas-pu", "sk", "sub-kegiatan", ["dinas-pu/k"]),
  ],
  indicators: [
    indicator(REGENCY, "it", ["daerah/t"]),
    indicator(REGENCY, "is", ["daerah/s1", "daerah/s2"]),
    indicator("dinas-pu", "ia", ["dinas-pu/a"]),
    indicator("dinas-pu", "ip", ["dinas-pu/p"]),
    indicator("dinas-pu", "ik", ["dinas-pu/k"]),
    indicator("dinas-pu", "isk", ["dinas-pu/sk"]),
  ],
  supports: [],
};
const with_ = (change: Partial<Tree>): Tree => ({ ...WHOLE, ...change });
const holes = (tree: Tree, part = "dinas-pu") =>
  holesOf(tree, part, "2026").map(({ kind, node, indicator }) => `${kind} ${node} ${indicator ?? ""}`.trim());

describe("a tree of nodes with several parents", () => {
  it("draws a node under each of its parents, and marks it from the second on", () => {
    const lines = treeLines(WHOLE).map(({ ref, depth, again }) => `${depth} ${ref}${again ? " lagi" : ""}`);
    expect(lines).toEqual([
      "0 daerah/v",
      "1 daerah/m",
      "2 daerah/t",
      "3 daerah/s1",
      "4 dinas-pu/a",
      "5 dinas-pu/p",
      "6 dinas-pu/k",
      "7 dinas-pu/sk",
      "3 daerah/s2",
      "4 dinas-pu/a lagi",
    ]);
  });

  it("counts an indicator under two parents once, and what lies below two ways once", () => {
    expect(below(WHOLE, "daerah/t").map(({ id }) => id)).toEqual(["t", "s1", "a", "p", "k", "sk", "s2"]);
    expect(indicatorsBelow(WHOLE, "daerah/t").map(({ id }) => id)).toEqual(["it", "is", "ia", "ip", "ik", "isk"]);
    expect(indicatorsBelow(WHOLE, "daerah/s2").map(({ id }) => id)).toEqual(["is", "ia", "ip", "ik", "isk"]);
  });
});

describe("holes", () => {
  it("finds none where everything is there", () => {
    expect([holes(WHOLE), holes(WHOLE, REGENCY)]).toEqual([[], []]);
  });

  const without = (id: string) => WHOLE.indicators.filter((each) => each.id !== id);
  const nodesWith = (id: string, more: Partial<CascadeNode>) =>
    WHOLE.nodes.map((each) => (each.id === id ? { ...each, ...more } : each));
  const gone = { by: "x", at: "y", reason: "z" };
  it.each([
    ["a sasaran without indicator", with_({ indicators: without("ia") }), ["no-indicator dinas-pu/a"]],
    ["a node without owner", with_({ nodes: nodesWith("k", { owner: null }) }), ["no-owner dinas-pu/k"]],
    ["a sasaran that supports nothing", with_({ nodes: nodesWith("a", { parents: [] }) }), ["no-parent dinas-pu/a"]],
    [
      "a program without sasaran",
      with_({ nodes: nodesWith("p", { parents: [] }) }),
      ["no-child dinas-pu/a", "no-parent dinas-pu/p"],
    ],
    [
      "a program without kegiatan",
      with_({ nodes: nodesWith("k", { removed: gone }), indicators: without("ik") }),
      ["no-child dinas-pu/p", "lost-parent dinas-pu/sk"],
    ],
    [
      "an indicator without target of the year",
      with_({ indicators: [...without("ip"), indicator("dinas-pu", "ip", ["dinas-pu/p"], { targets: [] })] }),
      ["no-target dinas-pu/p ip"],
    ],
  ])("finds %s, with its place", (_, tree, expected) => {
    expect(holes(tree)).toEqual(expected);
  });

  it("takes an accepted request as support, a refused or an open one not", () => {
    const nodes = nodesWith("a", { parents: [] });
    const pu = v.parse(UnitId, "dinas-pu");
    const asked = { by: "x", at: "y" };
    const ask = (state: Support["state"]) => {
      const support: Support = {
        id: "x",
        node: "dinas-lain/a",
        from: v.parse(UnitId, "dinas-lain"),
        to: pu,
        text: "Mohon dukungan.",
        carrier: "dinas-pu/a",
        state,
        asked,
        answer: null,
        rev: 1,
      };
      return with_({ nodes, supports: [support] });
    };
    expect(holes(ask("asked"))).toEqual(["no-parent dinas-pu/a"]);
    expect(holes(ask("refused"))).toEqual(["no-parent dinas-pu/a"]);
    expect(holes(ask("accepted"))).toEqual([]);
  });
});

describe("what may hang where", () => {
  it("leads strictly upwards, so that no ring can come about", () => {
    for (const level of LEVELS)
      for (const parent of PARENTS_OF[level]) expect(LEVELS.indexOf(parent)).toBeLessThan(LEVELS.indexOf(level));
    expect(Object.keys(LEVEL_LABEL)).toEqual([...LEVELS]);
  });

  it.each([
    ["dinas-pu", "program", ["dinas-pu/a"], true],
    ["dinas-pu", "program", [], true],
    ["dinas-pu", "program", ["daerah/t"], false],
    ["dinas-pu", "program", ["dinas-lain/a"], false],
    ["dinas-pu", "sasaran", ["daerah/t"], false],
    [REGENCY, "program", ["daerah/s1"], false],
    ["dinas-pu", "sasaran-pd", ["daerah/s1", "daerah/s2"], true],
    ["dinas-pu", "sub-kegiatan", ["dinas-pu/p"], false],
  ] as const)("in %s a %s under %j: %s", (part, level, parents, allowed) => {
    expect(mayStand(part, { level, parents: [...parents] }, WHOLE.nodes).allowed).toBe(allowed);
  });

  it("lets an indicator stand in its own part, the regency's also under an OPD", () => {
    expect(mayMeasure("dinas-pu", ["dinas-pu/a"], WHOLE.nodes).allowed).toBe(true);
    expect(mayMeasure("dinas-pu", ["daerah/s1"], WHOLE.nodes).allowed).toBe(false);
    expect(mayMeasure("dinas-pu", ["dinas-pu/x"], WHOLE.nodes).allowed).toBe(false);
    expect(mayMeasure(REGENCY, ["daerah/s1", "dinas-pu/a"], WHOLE.nodes).allowed).toBe(true);
  });

  it("takes out only what carries nothing any more", () => {
    expect(mayGo("dinas-pu/sk", WHOLE.nodes, []).allowed).toBe(true);
    expect(mayGo("dinas-pu/sk", WHOLE.nodes, WHOLE.indicators).allowed).toBe(false);
    expect(mayGo("dinas-pu/p", WHOLE.nodes, []).allowed).toBe(false);
  });
});

describe("targets over the quarters", () => {
  const quarters = ["10", "20", "40", "50"].map((value, i) => ({ period: `2026-T${i + 1}`, value, source: "RA" }));
  const upTo = (aggregation: Aggregation, quarter: number) => {
    const found = targetUpTo({ targets: quarters, aggregation }, "2026", quarter);
    return found.kind === "value" ? found.amount.toFixed() : found.which;
  };
  it.each([
    ["akumulatif", 1, "10"],
    ["akumulatif", 3, "70"],
    ["akumulatif", 4, "120"],
    ["nilai-akhir", 3, "40"],
    // (10 + 20 + 40 + 50) / 4
    ["rata-rata", 4, "30"],
    // (10 + 20) / 2
    ["rata-rata", 2, "15"],
    ["maksimum", 4, "50"],
  ] as const)("%s up to quarter %d is %s", (aggregation, quarter, expected) => {
    expect(upTo(aggregation, quarter)).toBe(expected);
  });

  it("names the quarters that lack a target, and never reads them as zero", () => {
    const targets = quarters.filter(({ period }) => period !== "2026-T2");
    expect(targetUpTo({ targets, aggregation: "akumulatif" }, "2026", 3)).toEqual({
      kind: "missing",
      which: ["2026-T2"],
    });
  });

  it("says when quarters and year contradict each other", () => {
    const year = (value: string) => [...quarters, { period: "2026", value, source: "RPJMD" }];
    expect(quartersAgree({ targets: year("120"), aggregation: "akumulatif" }, "2026")).toBe(true);
    expect(quartersAgree({ targets: year("120.00"), aggregation: "akumulatif" }, "2026")).toBe(true);
    expect(quartersAgree({ targets: year("121"), aggregation: "akumulatif" }, "2026")).toBe(false);
    expect(quartersAgree({ targets: year("50"), aggregation: "nilai-akhir" }, "2026")).toBe(true);
  });
});

describe("the scope of a Perjanjian Kinerja", () => {
  const head = { unit: v.parse(UnitId, "setda"), post: v.parse(PostKind, "pimpinan") };
  const nodes = WHOLE.nodes.map((each) => (each.level === "sasaran" ? { ...each, owner: head } : each));
  const first: Party = {
    person: "p",
    name: "Nama",
    nip: null,
    rank: null,
    unit: "setda",
    post: "pimpinan",
    title: "Bupati",
    holding: "definitif",
    decree: null,
  };
  it("promises an indicator of two owned sasaran once, and then the second is not bare", () => {
    const scope = scopeOf({ ...WHOLE, nodes }, head, BASIS);
    expect(scope.map(({ ref, indicators }) => [ref, indicators.map(({ ref }) => ref)])).toEqual([
      ["daerah/s1", ["daerah/is"]],
      ["daerah/s2", ["daerah/is"]],
    ]);
    expect(promisesOf(scope).map(({ ref }) => ref)).toEqual(["daerah/is"]);
    expect(fit({ scope: [...scope], year: "2026", first }).allowed).toBe(true);
  });

  it("is not signed while a sasaran in it lacks an indicator, nor while an indicator lacks its target", () => {
    const indicators = [indicator(REGENCY, "is", ["daerah/s1"], { targets: [] })];
    const scope = [...scopeOf({ ...WHOLE, nodes, indicators }, head, BASIS)];
    expect(gapsOf({ scope }).map(({ kind, node, indicator }) => [kind, node, indicator])).toEqual([
      ["no-indicator", "daerah/s2", null],
      ["no-target", "daerah/s1", "is"],
    ]);
    const decision = fit({ scope, year: "2026", first });
    expect(decision.allowed || decision.because.code).toBe("cascade.sasaran_without_indicator");
    const mended = [
      ...scopeOf(
        { ...WHOLE, nodes, indicators: [...indicators, indicator(REGENCY, "i2", ["daerah/s2"])] },
        head,
        BASIS,
      ),
    ];
    const next = fit({ scope: mended, year: "2026", first });
    expect(next.allowed || next.because.code).toBe("cascade.indicator_without_target");
    const nothing = fit({ scope: [], year: "2026", first });
    expect(nothing.allowed || nothing.because.code).toBe("cascade.nothing_owned");
  });

  it("is made with a superior who is somebody else; the head of region promises alone", () => {
    const verdict = (post: string, superior: string | null) => {
      const decision = parties({ post, person: "p1" }, superior === null ? null : { person: superior });
      return decision.allowed ? "ok" : decision.because.code;
    };
    expect(verdict("kepala", "p2")).toBe("ok");
    expect(verdict("kepala", "p1")).toBe("cascade.same_person");
    expect(verdict("kepala", null)).toBe("cascade.superior_missing");
    expect(verdict("pimpinan", null)).toBe("ok");
  });
});
