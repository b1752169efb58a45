import { describe, expect, it } from "vitest";
import * as v from "valibot";
import { TemplateDefinition } from "../template/schema.ts";
import { NO_BASIS, rowsAtOpening } from "./beginning.ts";
import { compute } from "./compute.ts";
import { refit } from "./refit.ts";
import type { Row } from "./schema.ts";

const text = { type: "text", entry: "partial", timeAgg: "none", orgAgg: "none", required: "submit" };
const number = { ...text, type: "number", timeAgg: "sum", orgAgg: "sum" };
const flags = { zeroNeedsReason: false, public: true };
const definition = v.parse(TemplateDefinition, {
  id: "lppd-uji",
  family: "LPPD",
  name: "LPPD uji",
  short: "LPPD",
  periodType: "tahun",
  authors: ["pptk"],
  source: "uji",
  sections: [
    {
      id: "bab",
      kind: "narrative",
      label: "Bab I",
      part: "pemerintahan",
      fields: [{ id: "umum", label: "Umum", ...text, ...flags }],
    },
    {
      id: "aset",
      kind: "form",
      label: "Aset",
      part: "keuangan",
      fields: [{ id: "tanah", label: "Tanah", ...number, ...flags }],
      computed: [],
      rules: [],
    },
    {
      id: "ikk",
      kind: "indicators",
      label: "IKK",
      source: "list",
      rows: [{ key: "a", label: "A", group: [], context: {}, part: "kesehatan" }],
      fields: [{ id: "jumlah_a", label: "Jumlah", ...number, ...flags, required: "no" }],
      computed: [],
      rules: [],
    },
    {
      id: "lain",
      kind: "form",
      label: "Lain",
      fields: [{ id: "rapat", label: "Rapat", ...number, ...flags }],
      computed: [],
      rules: [],
    },
  ],
  figures: [
    { id: "tanah", label: "Tanah", type: "number", decimals: 0, section: "aset", expression: "tanah", public: true },
    { id: "a", label: "A", type: "number", decimals: 0, section: "ikk", expression: "jumlah(jumlah_a)", public: true },
  ],
});
const keysFor = (parts: readonly string[] | null): readonly string[] =>
  rowsAtOpening(definition, NO_BASIS, "2026", { parts, filledBy: () => null }).map((row) => row.rowKey);

describe("a section that belongs to a part of the work", () => {
  it("is there for the units of that part and for those that fill everything, and for no other", () => {
    expect(keysFor(null)).toEqual(["bab/umum", "aset/isian", "ikk/a", "lain/isian"]);
    expect(keysFor(["pemerintahan"])).toEqual(["bab/umum", "lain/isian"]);
    expect(keysFor(["kesehatan"])).toEqual(["ikk/a", "lain/isian"]);
  });

  it("asks nothing of the others, and its figures do not apply to them", () => {
    const rows = rowsAtOpening(definition, NO_BASIS, "2026", { parts: ["sosial"], filledBy: () => null });
    const asRows = rows.map((row) => ({ ...row, rowKey: row.rowKey as Row["rowKey"], cells: {} }));
    const computed = compute(definition, asRows, { months: [], absent: [], values: {} });
    expect([computed.required, computed.missing.map((each) => each.rowKey)]).toEqual([1, ["lain/isian"]]);
    const others = { kind: "not-applicable", reason: "Diisi perangkat daerah lain." };
    expect([computed.figures["tanah"], computed.figures["a"]]).toEqual([others, others]);
    // Of the region nobody reported these rows: they belong to nobody else.
    const region = compute(definition, asRows, { months: [], absent: [], values: {} }, "region");
    expect(region.figures["a"]?.kind).toBe("undefined");
  });
});

describe("a target for a cell that another unit fills", () => {
  const planned = v.parse(TemplateDefinition, {
    ...definition,
    sections: [
      {
        id: "ikk",
        kind: "indicators",
        label: "IKK",
        source: "list",
        rows: [{ key: "a", label: "A", group: [], context: {}, part: "kesehatan", parts: { target: "keuangan" } }],
        fields: [
          { id: "target", label: "Target", ...number, ...flags, given: "target" },
          { id: "jumlah_a", label: "Jumlah", ...number, ...flags },
        ],
        computed: [],
        rules: [],
      },
    ],
    figures: [],
  });
  const targets = {
    label: "Target murni",
    n: 1,
    hash: "h",
    source: "Renja 2026",
    values: new Map([["a", "12"]]),
    ids: new Map(),
  };
  const rowsFor = (parts: readonly string[]) =>
    rowsAtOpening(planned, { ...NO_BASIS, targets }, "2026", { parts, filledBy: () => "Dinas Lain" });

  it("is not taken, and is by the unit whose cell it is", () => {
    const other = { closed: { target: "Diisi oleh Dinas Lain." } };
    const given = { given: { target: "Target murni: Renja 2026" } };
    expect(rowsFor(["kesehatan"])).toEqual([expect.objectContaining(other)]);
    expect(rowsFor(["kesehatan"])[0]).not.toHaveProperty("given");
    expect(rowsFor(["keuangan"])[0]).toMatchObject({ ...given, cells: { target: { v: "12", o: "given" } } });
  });

  it("leaves nothing to move once a report is refitted to its own version", () => {
    const wanted = rowsFor(["kesehatan"]);
    const rows = wanted.map((row) => ({ cells: {}, ...row, rowKey: row.rowKey as Row["rowKey"], rev: 1 }));
    const { changed } = refit(rows, wanted, { former: planned, formerN: 1, next: planned });
    expect(changed).toEqual([]);
  });
});
