import { describe, expect, it } from "vitest";
import { clamp, contains, HEADING, positionsIn, rangeOf, sizeOf, type Step, travel } from "./selection.ts";

const BOUNDS = { rows: 20, columns: 5, page: 8 };

describe("travel", () => {
  it.each<[Step, [number, number], [number, number] | null]>([
    ["up", [0, 2], [0, 2]],
    ["down", [19, 2], [19, 2]],
    ["left", [3, 0], [3, HEADING]],
    ["left", [3, HEADING], [3, HEADING]],
    ["right", [3, HEADING], [3, 0]],
    ["right", [3, 4], [3, 4]],
    ["home", [3, 4], [3, 0]],
    ["end", [3, 0], [3, 4]],
    ["first", [9, 3], [0, 0]],
    ["last", [9, 3], [19, 4]],
    ["page-up", [5, 1], [0, 1]],
    ["page-down", [5, 1], [13, 1]],
    ["page-down", [15, 1], [19, 1]],
    ["next", [3, 4], [4, 0]],
    ["next", [3, 1], [3, 2]],
    ["previous", [3, 0], [2, 4]],
    ["previous", [0, 0], null],
    ["next", [19, 4], null],
  ])("%s from %j leads to %j", (step, [row, column], expected) => {
    const at = travel({ row, column }, step, BOUNDS);
    expect(at === null ? null : [at.row, at.column]).toEqual(expected);
  });

  it("stays in a sheet that has become shorter", () => {
    expect(clamp({ row: 30, column: 9 }, BOUNDS)).toEqual({ row: 19, column: 4 });
    expect(clamp({ row: 3, column: 1 }, { ...BOUNDS, rows: 0 })).toEqual({ row: 0, column: 1 });
  });
});

describe("a range", () => {
  it("is the same from whichever corner it was drawn, and leaves the heading out", () => {
    const range = { top: 1, bottom: 3, left: 0, right: 2 };
    expect(rangeOf({ row: 3, column: 0 }, { row: 1, column: 2 })).toEqual(range);
    expect(rangeOf({ row: 1, column: HEADING }, { row: 3, column: 2 })).toEqual(range);
    expect(sizeOf(range)).toBe(9);
    expect(contains(range, 3, 2)).toBe(true);
    expect(contains(range, 4, 2)).toBe(false);
    expect(positionsIn({ top: 0, bottom: 1, left: 1, right: 1 })).toEqual([
      { row: 0, column: 1 },
      { row: 1, column: 1 },
    ]);
  });
});
