import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { canonical } from "../kernel/canonical.ts";
import { RowKey } from "../kernel/id.ts";
import { contentCells, contentOf, differences } from "./content.ts";
import { type Cell, Pins, type Row } from "./schema.ts";

const cell = (value: string | null, more: Partial<Cell> = {}): Cell => ({
  v: value,
  n: 1,
  s: "value",
  o: "screen",
  w: "p-satu",
  t: 1_775_354_400,
  ...more,
});
const row = (key: string, cells: Row["cells"]): Row => ({
  rowKey: v.parse(RowKey, `rincian/${key}`),
  label: `Baris ${key}`,
  group: ["Program"],
  context: { pagu: "100" },
  cells,
});
const pins = v.parse(Pins, {
  template: { id: "rfk", n: 1, hash: "h" },
  chain: { id: "tiga-tingkat", n: 1 },
  budget: { label: "DPA murni", hash: "b" },
});
const content = (
  rows: readonly Row[],
  evidence: readonly (string | { evidenceId: string; requirement: string })[] = [],
) =>
  contentOf({
    report: "rfk.2026-03.dinas-pu.1",
    pins,
    carry: [],
    carried: {},
    rows,
    evidence: evidence.map((each) => (typeof each === "string" ? { evidenceId: each } : each)),
    explanations: [],
    nil: null,
  });

describe("what a signature covers", () => {
  it("does not depend on the order of rows, evidence and cells", () => {
    const [a, b] = [row("a", { x: cell("1"), y: cell("2") }), row("b", { x: cell("3") })];
    const turned = row("a", { y: cell("2"), x: cell("1") });
    expect(canonical(content([b, turned], ["2", "1"]))).toBe(canonical(content([a, b], ["1", "2"])));
  });

  it("names the kind of evidence that a file was meant for, and stays as it was where none was named", () => {
    expect(content([], ["1"])).not.toHaveProperty("evidenceFor");
    const meant = content([], ["2", { evidenceId: "1", requirement: "pk" }]);
    expect([meant.evidence, meant.evidenceFor]).toEqual([["1", "2"], { "1": "pk" }]);
  });

  it("is the same whoever typed it, when and how often; that is history", () => {
    const again = cell("1", { n: 7, w: "p-dua", o: "offline", t: 1_775_400_000 });
    expect(canonical(content([row("a", { x: again })]))).toBe(canonical(content([row("a", { x: cell("1") })])));
  });

  it("is the same for a cell that was cleared and one that was never filled", () => {
    expect(contentCells({ x: cell(null, { s: "missing" }) })).toEqual({});
  });

  it.each([
    ["a value", { x: cell("2") }],
    ["a state", { x: cell(null, { s: "nil", r: "Tidak ada kegiatan." }) }],
    ["a missing value", {}],
    ["one more value", { x: cell("1"), y: cell("1") }],
  ])("differs by %s", (_, cells) => {
    expect(canonical(content([row("a", cells)]))).not.toBe(canonical(content([row("a", { x: cell("1") })])));
  });

  it("covers the reason of nihil, the pagu and the label of a row", () => {
    const base = row("a", { x: cell(null, { s: "nil", r: "Alasan pertama." }) });
    const others = [
      row("a", { x: cell(null, { s: "nil", r: "Alasan kedua." }) }),
      { ...base, context: { pagu: "101" } },
      { ...base, label: "Nama lain" },
    ];
    const texts = [base, ...others].map((each) => canonical(content([each])));
    expect(new Set(texts).size).toBe(4);
  });
});

describe("differences since a submission", () => {
  const before = content([row("a", { x: cell("1"), y: cell("2"), z: cell("3") }), row("b", { x: cell("1") })]);

  it("name each changed cell once, with the value before and after", () => {
    const now = [
      row("a", {
        x: cell("1", { n: 9, w: "p-dua" }),
        y: cell(null, { s: "nil", r: "Tidak ada kegiatan." }),
        z: cell(null, { s: "missing" }),
        baru: cell("4"),
      }),
      row("b", { x: cell("1") }),
    ];
    expect(
      differences(before, now).map(({ rowKey, field, before: was, after }) => [rowKey, field, was, after]),
    ).toEqual([
      ["rincian/a", "baru", null, { s: "value", v: "4" }],
      ["rincian/a", "y", { s: "value", v: "2" }, { s: "nil", v: null, r: "Tidak ada kegiatan." }],
      ["rincian/a", "z", { s: "value", v: "3" }, null],
    ]);
  });

  it("are none when nothing changed but hands", () => {
    expect(
      differences(before, [row("a", { x: cell("1"), y: cell("2"), z: cell("3") }), row("b", { x: cell("1") })]),
    ).toEqual([]);
  });

  it("show a changed reason although the state stayed", () => {
    const nihil = (r: string) => row("a", { x: cell(null, { s: "nil", r }) });
    const found = differences(content([nihil("Alasan pertama.")]), [nihil("Alasan kedua.")]);
    expect(found.map(({ before: was, after }) => [was?.r, after?.r])).toEqual([["Alasan pertama.", "Alasan kedua."]]);
  });

  it("count every cell of a row that was not there before", () => {
    expect(differences(content([]), [row("a", { x: cell("1"), y: cell("2") })])).toHaveLength(2);
  });
});
