import { describe, expect, it } from "vitest";
import {
  allowsAbsence,
  type GridRow,
  inputOf,
  isFlagged,
  lineAt,
  linesOf,
  offsetsOf,
  sameInput,
  scrollFor,
  whyFixed,
  windowOf,
} from "./model.ts";
import { COLUMNS, MISSING, valueCell } from "./sheet-fixture.ts";

const row = (key: string, group?: string): GridRow => ({ key, code: key, label: key, group, strip: [] });
const HEIGHTS = { row: 50, group: 20 };

describe("lines", () => {
  it("puts a heading wherever the group changes, and again when it comes back", () => {
    const lines = linesOf([row("a", "P1"), row("b", "P1"), row("c", "P2"), row("d", "P1"), row("e")]);
    expect(lines.map((line) => line.key)).toEqual(["group:a", "a", "b", "group:c", "c", "group:d", "d", "e"]);
    expect(lines.map((line) => line.at)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it("measures every line from the top", () => {
    expect(offsetsOf(linesOf([row("a", "P"), row("b", "P")]), HEIGHTS)).toEqual([0, 20, 70, 120]);
  });
});

describe("the window of lines", () => {
  const many = offsetsOf(linesOf(Array.from({ length: 2000 }, (_unused, index) => row(`r${index}`))), HEIGHTS);

  it("draws all of a short sheet", () => {
    expect(windowOf(offsetsOf(linesOf([row("a"), row("b")]), HEIGHTS), 0, 10)).toEqual({ first: 0, end: 2 });
  });

  it("draws of 2,000 rows only those in sight and six beyond each edge", () => {
    // 500 pixels at 50,000: rows 1000 to 1010 are touched.
    expect(windowOf(many, 50_000, 500)).toEqual({ first: 994, end: 1017 });
    expect(windowOf(many, 0, 500)).toEqual({ first: 0, end: 17 });
    expect(windowOf(many, 99_500, 500)).toEqual({ first: 1984, end: 2000 });
  });

  it("finds the line under any pixel", () => {
    const offsets = [0, 20, 70, 120];
    expect([0, 19, 20, 69, 70, 119, 500, -5].map((y) => lineAt(offsets, y))).toEqual([0, 0, 1, 1, 2, 2, 2, 0]);
  });

  it("scrolls only as far as needed to show a line", () => {
    expect([scrollFor(100, 150, 0, 200), scrollFor(300, 350, 0, 200), scrollFor(100, 150, 120, 200)]).toEqual([
      0, 150, 100,
    ]);
  });
});

describe("cells", () => {
  it("know the input that brings them back", () => {
    expect(inputOf(MISSING)).toEqual({ kind: "clear" });
    expect(inputOf(valueCell("0"))).toEqual({ kind: "value", text: "0" });
    expect(inputOf({ ...MISSING, state: "nil", reason: "libur" })).toEqual({ kind: "nil", reason: "libur" });
  });

  it("never take a typed zero, an empty cell and nihil for the same", () => {
    const zero = { kind: "value", text: "0" } as const;
    const clear = { kind: "clear" } as const;
    const nil = { kind: "nil", reason: "" } as const;
    expect([sameInput(zero, clear), sameInput(zero, nil), sameInput(nil, clear), sameInput(zero, zero)]).toEqual([
      false,
      false,
      false,
      true,
    ]);
    expect(sameInput(nil, { kind: "not-applicable", reason: "" })).toBe(false);
  });

  it("are flagged by a mark, and not by a comment alone", () => {
    const comment = { kind: "comment", word: "1 komentar", text: "Komentar: cek SP2D" } as const;
    const mark = { kind: "flagged", word: "Ditandai", text: "Ditandai untuk diperbaiki." } as const;
    expect(
      [MISSING, { ...MISSING, remarks: [comment] }, { ...MISSING, remarks: [comment, mark] }].map(isFlagged),
    ).toEqual([false, false, true]);
  });

  it("say why they cannot be changed", () => {
    const [money, , share] = COLUMNS;
    if (money === undefined || share === undefined) throw new Error("columns");
    expect(whyFixed(share, MISSING)).toBe("Kolom ini dihitung otomatis.");
    expect(whyFixed({ ...money, readOnly: true }, MISSING)).toBe("Kolom ini hanya untuk dibaca.");
    expect(whyFixed(money, { ...MISSING, locked: "Sudah dikirim." })).toBe("Sudah dikirim.");
    expect(whyFixed(money, MISSING)).toBeNull();
  });

  it("take an absence only where the zero policy allows it", () => {
    const [money, physical, share] = COLUMNS;
    if (money === undefined || physical === undefined || share === undefined) throw new Error("columns");
    expect([
      allowsAbsence(money, "not-applicable"),
      allowsAbsence(physical, "not-applicable"),
      allowsAbsence(share, "nil"),
    ]).toEqual([true, false, false]);
  });
});
