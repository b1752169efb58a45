import * as fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { TemplateDefinition } from "../template/schema.ts";
import { holdsSomething, refit, wordsBetween } from "./refit.ts";
import type { Cell, Row } from "./schema.ts";

type Kept = Row & { readonly rev: number };

const entry = (id: string, more: object = {}) => ({
  id,
  label: `Isian ${id}`,
  type: "number",
  decimals: 2,
  entry: "partial",
  timeAgg: "sum",
  orgAgg: "sum",
  required: "no",
  zeroNeedsReason: false,
  public: true,
  ...more,
});
const DATE = { type: "date", decimals: undefined, entry: "text", timeAgg: "last", orgAgg: "none" };
const form = (id: string, fields: readonly object[]) => {
  return { id, kind: "form", label: `Bagian ${id}`, fields, computed: [], rules: [] };
};
const definition = (sections: readonly object[]): TemplateDefinition =>
  v.parse(TemplateDefinition, {
    id: "uji",
    family: "Lainnya",
    name: "Uji",
    short: "Uji",
    periodType: "bulan",
    authors: ["pptk"],
    sections,
    figures: [],
    source: "uji",
  });
const cell = (s: Cell["s"], value: string | null = null): Cell => ({
  s,
  v: value,
  ...(s === "nil" || s === "na" ? { r: "Tidak ada kegiatan." } : {}),
  n: 1,
  o: "screen",
  w: "pptk",
  t: 1,
});
const row = (rowKey: string, cells: Record<string, Cell> = {}): Kept => ({
  rowKey: rowKey as Row["rowKey"],
  label: "Bagian lama",
  group: [],
  context: {},
  cells,
  rev: 1,
});
const wantedOf = (next: TemplateDefinition) =>
  next.sections.map(({ id, label }) => ({ rowKey: `${id}/isian`, label, group: [], context: {} }));
const move = (rows: readonly Kept[], former: TemplateDefinition, next: TemplateDefinition) =>
  refit(rows, wantedOf(next), { former, formerN: 1, next });

const ONE = definition([form("satu", [entry("a"), entry("b", { type: "choice", choices: ["x", "y"] })])]);

describe("a row on another version of its template", () => {
  it("archives a day that was entered when its field becomes a number, and a number when it becomes a date", () => {
    const dated = definition([form("satu", [entry("a", DATE)])]);
    const numbered = definition([form("satu", [entry("a")])]);
    const archivedIn = (value: string, former: TemplateDefinition, next: TemplateDefinition) =>
      move([row("satu/isian", { a: cell("value", value) })], former, next).changed.map(({ cells, archived }) => [
        cells,
        archived.map((each) => each.cell.v),
      ]);
    expect(archivedIn("2026-03-31", dated, numbered)).toEqual([[{}, ["2026-03-31"]]]);
    expect(archivedIn("31", numbered, dated)).toEqual([[{}, ["31"]]]);
    const kept = { a: cell("value", "2026-03-31") };
    expect(archivedIn("2026-03-31", dated, dated)).toEqual([[kept, []]]);
  });

  it("keeps what the new version takes, and archives what it has no place for with the words it had", () => {
    const next = definition([form("satu", [entry("b", { type: "choice", choices: ["x"] }), entry("c")])]);
    const { changed, created, gone } = move(
      [row("satu/isian", { a: cell("value", "5"), b: cell("value", "y"), c: cell("missing") })],
      ONE,
      next,
    );
    expect([created, gone]).toEqual([[], []]);
    expect(changed.map(({ cells, archived }) => [cells, archived])).toEqual([
      [
        { c: cell("missing") },
        [
          { field: "a", label: "Isian a", n: 1, cell: cell("value", "5") },
          { field: "b", label: "Isian b", n: 1, cell: cell("value", "y") },
        ],
      ],
    ]);
  });

  it("goes when its section goes, and new sections begin their rows", () => {
    const next = definition([form("dua", [entry("a")])]);
    const { changed, created, gone } = move([row("satu/isian", { a: cell("value", "5") })], ONE, next);
    expect([changed, created.map((each) => each.rowKey), gone.map((each) => each.rowKey)]).toEqual([
      [],
      ["dua/isian"],
      ["satu/isian"],
    ]);
  });

  it("stays as it is when nothing concerns it", () => {
    const standing = { ...row("satu/isian", { a: cell("value", "5") }), label: "Bagian satu" };
    expect(move([standing], ONE, ONE)).toEqual({ changed: [], created: [], gone: [] });
  });

  it("archives a second time beside the first", () => {
    const next = definition([form("satu", [entry("b", { type: "choice", choices: ["x"] })])]);
    const archived = [{ field: "a", label: "Isian a", n: 1, cell: cell("value", "4") }];
    const { changed } = refit([{ ...row("satu/isian", { a: cell("value", "5") }), archived }], wantedOf(next), {
      former: ONE,
      formerN: 3,
      next,
    });
    expect(changed[0]?.archived.map(({ n, cell: { v: value } }) => [n, value])).toEqual([
      [1, "4"],
      [3, "5"],
    ]);
  });

  it("keeps budget rows as the report opened them", () => {
    const rows = (fields: readonly object[]) =>
      definition([
        { id: "rincian", kind: "rows", label: "Rincian", source: "budget", fields, computed: [], rules: [] },
      ]);
    const standing = row("rincian/1.03", { a: cell("value", "5") });
    const wanted = [{ rowKey: "rincian/9.99", label: "Baris anggaran lain", group: [], context: {} }];
    const versions = { former: rows([entry("a")]), formerN: 1, next: rows([entry("a"), entry("b")]) };
    expect(refit([standing], wanted, versions)).toEqual({ changed: [], created: [], gone: [] });
  });
});

describe("what a move means in words", () => {
  it("is told by field: renamed, new, and required where it was not", () => {
    const next = definition([
      form("satu", [
        entry("a", { label: "Isian baru", required: "submit" }),
        entry("b", { type: "choice", choices: ["x", "y"] }),
        entry("c", { required: "submit" }),
      ]),
    ]);
    const words = wordsBetween({ former: ONE, formerN: 1, next });
    expect(words.renamed).toEqual([{ section: "satu", field: "a", before: "Isian a", after: "Isian baru" }]);
    expect(words.added.map(({ field, required }) => [field, required])).toEqual([["c", true]]);
    expect(words.stricter.map(({ field }) => field)).toEqual(["a"]);
  });
});

/* The property: whatever two versions look like, every value that was entered is found afterwards, once. */

const FIELDS = ["a", "b", "c", "d"];
const someField = fc
  .constantFrom(...FIELDS)
  .chain((id) =>
    fc.constantFrom(
      entry(id),
      entry(id, { decimals: 0 }),
      entry(id, { type: "text", length: 3 }),
      entry(id, { type: "choice", choices: ["x"] }),
      entry(id, { type: "choice", choices: ["x", "y"] }),
      entry(id, { zeroNeedsReason: true }),
    ),
  );
const someDefinition = fc
  .uniqueArray(fc.constantFrom("satu", "dua", "tiga"), { minLength: 1 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) => fc.uniqueArray(someField, { selector: (each) => each.id }).map((fields) => form(id, fields))),
    ),
  )
  .map((sections) => definition(sections));
const someCell = fc.constantFrom(
  cell("value", "5"),
  cell("value", "0"),
  cell("value", "1.25"),
  cell("value", "x"),
  cell("value", "uraian"),
  cell("nil"),
  cell("na"),
  cell("missing"),
);
const someRows = fc
  .uniqueArray(fc.constantFrom("satu", "dua", "tiga"))
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.dictionary(fc.constantFrom(...FIELDS), someCell).map((cells) => row(`${id}/isian`, { ...cells })),
      ),
    ),
  );

const valuesOf = (rows: readonly Kept[]): string[] =>
  rows.flatMap(({ rowKey, cells, archived = [] }) => [
    ...Object.entries(cells).flatMap(([field, each]) =>
      each.s === "missing" ? [] : [`${rowKey} ${field} ${each.s} ${each.v}`],
    ),
    ...archived.map(({ field, cell: each }) => `${rowKey} ${field} ${each.s} ${each.v}`),
  ]);

/** The rows as a move leaves them: those that stay, refitted, and those that went, as they stood. */
function after(rows: readonly Kept[], former: TemplateDefinition, next: TemplateDefinition) {
  const { changed, gone } = move(rows, former, next);
  const fitted = new Map(
    changed.map(({ row: each, frame, cells, archived }) => [
      each.rowKey,
      { ...each, ...frame, cells, archived: [...archived] },
    ]),
  );
  const lost = new Set(gone.map((each) => each.rowKey));
  return {
    stay: rows.filter((each) => !lost.has(each.rowKey)).map((each): Kept => fitted.get(each.rowKey) ?? each),
    archive: gone.filter(holdsSomething),
  };
}

describe("moving a report", () => {
  it("never loses an entered value, and doing it twice is doing it once", () => {
    fc.assert(
      fc.property(someRows, someDefinition, someDefinition, someDefinition, (rows, first, second, third) => {
        const once = after(rows, first, second);
        expect(valuesOf([...once.stay, ...once.archive]).sort()).toEqual(valuesOf(rows).sort());
        const again = move(once.stay, second, second);
        expect([again.changed, again.gone]).toEqual([[], []]);
        const twice = after(once.stay, second, third);
        expect(valuesOf([...twice.stay, ...twice.archive, ...once.archive]).sort()).toEqual(valuesOf(rows).sort());
      }),
      { numRuns: 500 },
    );
  });
});
