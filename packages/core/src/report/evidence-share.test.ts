import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { TemplateDefinition } from "../template/schema.ts";
import { evidenceLacks, evidenceShares, wantsEvidence } from "./evidence-share.ts";

/* Weights 50, 30 and 20; of the photographs two are wanted. The shares are sums of these three numbers. */
const wanted = [
  { id: "pk", label: "PK", minimum: 1, weight: 50, mandatory: true },
  { id: "foto", label: "Foto", minimum: 2, weight: 30, mandatory: false },
  { id: "rekap", label: "Rekap", minimum: 1, weight: 20, mandatory: false },
];
const sections = (more: object) =>
  v.parse(TemplateDefinition.entries.sections, [
    { id: "bukti", kind: "evidence", label: "Bukti", help: "", minimum: 0, requirements: wanted, ...more },
  ]);
const given = (...kinds: readonly string[]) => kinds.map((kind) => (kind === "" ? {} : { requirement: kind }));
const block = (least: number) => ({ completeness: { least, severity: "block" } });

describe("how complete the evidence is", () => {
  it.each([
    [[], 0],
    [["pk"], 50],
    [["pk", "foto"], 50],
    [["pk", "foto", "foto"], 80],
    [["foto", "foto", "rekap"], 50],
    [["pk", "pk", "pk", "", "tiada"], 50],
    [["pk", "foto", "foto", "rekap"], 100],
  ])("of %j is %i percent", (files, percent) => {
    expect(evidenceShares({ sections: sections({}) }, given(...files))[0]?.percent).toBe(percent);
  });

  it("counts the files of each kind", () => {
    const [share] = evidenceShares({ sections: sections(block(80)) }, given("foto", "rekap", "rekap", ""));
    expect(share?.wanted.map(({ id, found, met }) => [id, found, met])).toEqual([
      ["pk", 0, false],
      ["foto", 1, false],
      ["rekap", 2, true],
    ]);
    expect([share?.percent, share?.below]).toEqual([20, { least: 80, severity: "block" }]);
  });

  it("rounds down, so that what is not reached is not shown as reached: two of three is 66", () => {
    const even = wanted.map((each) => ({ ...each, weight: 1, minimum: 1 }));
    const [share] = evidenceShares({ sections: sections({ requirements: even }) }, given("pk", "foto"));
    expect(share?.percent).toBe(66);
  });

  it("weighs kinds without any weight alike: one of three is 33", () => {
    const bare = wanted.map((each) => ({ ...each, weight: 0, minimum: 1 }));
    const [share] = evidenceShares({ sections: sections({ requirements: bare }) }, given("rekap"));
    expect(share?.percent).toBe(33);
  });

  it("says nothing of a section that wants no kinds", () => {
    expect(evidenceShares({ sections: sections({ requirements: [] }) }, given("pk"))).toEqual([]);
    expect(wantsEvidence({ sections: sections({}) }, "pk")).toBe(true);
    expect(wantsEvidence({ sections: sections({}) }, "tiada")).toBe(false);
  });
});

describe("what keeps a report from being sent", () => {
  const lacks = (more: object, ...kinds: readonly string[]) =>
    evidenceLacks({ sections: sections(more) }, given(...kinds)).map((lack) => [
      lack.kind,
      lack.kind === "files" ? lack.minimum : lack.missing.map(({ id }) => id).join(" "),
    ]);

  it.each([
    ["nothing, when all is there", block(80), ["pk", "foto", "foto"], []],
    ["the number of files", { minimum: 2 }, ["pk"], [["files", 2]]],
    ["a mandatory kind, whatever the others", block(50), ["foto", "foto", "rekap"], [["mandatory", "pk"]]],
    ["a share below the least", block(81), ["pk", "foto", "foto"], [["share", "rekap"]]],
    ["nothing, at the least itself", block(80), ["pk", "foto", "foto"], []],
    ["nothing, where the template only warns", { completeness: { least: 100, severity: "warn" } }, ["pk"], []],
    [
      "all three",
      { minimum: 1, ...block(50) },
      [],
      [
        ["files", 1],
        ["mandatory", "pk"],
        ["share", "pk foto rekap"],
      ],
    ],
  ])("is %s", (_what, more, kinds, expected) => {
    expect(lacks(more, ...kinds)).toEqual(expected);
  });
});
