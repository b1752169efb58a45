import { describe, expect, it } from "vitest";
import {
  barOf,
  byDeviation,
  columnMiddle,
  type Figure,
  heightOf,
  highestOf,
  lastFigure,
  marksUpTo,
  percent,
} from "./geometry.ts";
import { shareOf, trace, zeroOf } from "./geometry.ts";

const at = (value: number): Figure => ({ value, text: String(value) });

describe("trace", () => {
  it("leaves a gap where a month has no figure and never draws it as zero", () => {
    const { segments, points } = trace([at(10), at(20), null, at(40), at(50)], 5, 4, 100);
    expect(segments).toEqual([
      { from: { x: 10, y: 90 }, to: { x: 30, y: 80 } },
      { from: { x: 70, y: 60 }, to: { x: 90, y: 50 } },
    ]);
    expect(points).toHaveLength(4);
  });

  it("ends at the last published month, whatever figures come after it", () => {
    expect(trace([at(10), at(20), at(30), at(40)], 4, 1, 100).points).toEqual([
      { x: 12.5, y: 90 },
      { x: 37.5, y: 80 },
    ]);
  });

  it("keeps a figure in its month when fewer figures than months are given", () => {
    expect(trace([at(10)], 12, 11, 100).points).toEqual([{ x: columnMiddle(0, 12), y: 90 }]);
  });

  it("draws nothing when no month is published", () => {
    expect(trace([at(10)], 1, -1, 100)).toEqual({ segments: [], points: [] });
  });

  it("shows a lonely figure as a point", () => {
    expect(trace([null, at(50), null], 3, 2, 100)).toEqual({ segments: [], points: [{ x: 50, y: 50 }] });
  });
});

describe("the scale", () => {
  it.each([
    [100, [0, 25, 50, 75, 100]],
    [7, [0, 2, 4, 6, 8]],
    [130, [0, 50, 100, 150]],
    [0.9, [0, 0.25, 0.5, 0.75, 1]],
    [0, [0, 1]],
  ])("marks %d in round steps", (highest, marks) => {
    expect(marksUpTo(highest)).toEqual(marks);
  });

  it("grows beyond 100 percent rather than cutting a figure off", () => {
    expect(highestOf([[at(60), null], [at(112)]], 100)).toBe(112);
    expect(highestOf([[null]], 100)).toBe(100);
  });

  it("puts zero at the bottom and the top at the top, and keeps what lies outside at the edge", () => {
    expect([heightOf(0, 80), heightOf(80, 80), heightOf(90, 80), heightOf(-5, 80), heightOf(1, 0)]).toEqual([
      100, 0, 0, 100, 100,
    ]);
  });

  it("writes percent with two decimals at most", () => {
    expect([percent(33.333333), percent(50)]).toEqual(["33.33%", "50%"]);
  });
});

describe("deviation bars", () => {
  const values = [-12, 4];
  it("grow from one zero to both sides", () => {
    expect(zeroOf(values)).toBe(75);
    expect(barOf(-12, values)).toEqual({ x: 0, width: 75 });
    expect(barOf(4, values)).toEqual({ x: 75, width: 25 });
  });

  it("stand still when nothing deviates", () => {
    expect(barOf(0, [0])).toEqual({ x: 0, width: 0 });
  });

  it("come furthest behind first, and never rank what has no figure", () => {
    const item = (label: string, value: number | null) => ({ label, deviation: value === null ? null : at(value) });
    const items = [item("B", null), item("Z", 0), item("C", -3), item("A", 0), item("D", 8), item("A2", null)];
    expect(byDeviation(items).map((one) => one.label)).toEqual(["C", "A", "Z", "D", "A2", "B"]);
  });
});

it("names the last figure at or before a month", () => {
  expect(lastFigure([at(1), at(2), null, at(4)], 2)).toEqual({ index: 1, figure: at(2) });
  expect(lastFigure([null, at(2)], 0)).toBeNull();
  expect(lastFigure([at(1)], -1)).toBeNull();
});

it("keeps a share between nothing and the whole", () => {
  expect([shareOf(45, 90), shareOf(120, 100), shareOf(-1, 100), shareOf(5, 0)]).toEqual([50, 100, 0, 0]);
});
