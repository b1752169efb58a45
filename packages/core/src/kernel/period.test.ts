import { describe, expect, it } from "vitest";
import {
  addPeriods,
  comparePeriods,
  earlierPeriods,
  firstDay,
  isInside,
  isPeriod,
  lastDay,
  lastMonth,
  notBefore,
  periodAt,
  periodMonths,
  periodOfMonth,
  periodsOf,
  periodType,
  placeInYear,
} from "./period.ts";

describe("a period", () => {
  it.each([
    ["2026-03", "bulan", 3, ["2026-03"]],
    ["2026-TW2", "triwulan", 2, ["2026-04", "2026-05", "2026-06"]],
    ["2026-CW3", "caturwulan", 3, ["2026-09", "2026-10", "2026-11", "2026-12"]],
    ["2026-SM2", "semester", 2, ["2026-07", "2026-08", "2026-09", "2026-10", "2026-11", "2026-12"]],
  ] as const)("%s is of type %s, the %i. of its year, with its months", (period, type, place, months) => {
    expect(periodType(period)).toBe(type);
    expect(placeInYear(period)).toBe(place);
    expect(periodMonths(period)).toEqual(months);
    expect(periodAt(type, "2026", place)).toBe(period);
  });

  it("is a whole year, too", () => {
    expect(periodType("2026")).toBe("tahun");
    expect(placeInYear("2026")).toBe(1);
    expect(periodMonths("2026")).toHaveLength(12);
    expect([firstDay("2026"), lastDay("2026")]).toEqual(["2026-01-01", "2026-12-31"]);
  });

  it.each(["2026-13", "2026-TW5", "2026-CW4", "2026-SM0", "1999", "26-01", "2026-", "2026-tw1", "2026-3"])(
    "is not %s",
    (text) => {
      expect(isPeriod(text)).toBe(false);
      expect(() => periodType(text)).toThrow(RangeError);
    },
  );

  it("has neighbours of its own type, over the end of a year", () => {
    expect(addPeriods("2026-TW4", 1)).toBe("2027-TW1");
    expect(addPeriods("2026-CW1", -1)).toBe("2025-CW3");
    expect(addPeriods("2026-SM1", -1)).toBe("2025-SM2");
    expect(addPeriods("2026", -2)).toBe("2024");
    expect(addPeriods("2026-01", -1)).toBe("2025-12");
  });

  it("counts only what lies before it in its own year", () => {
    expect(earlierPeriods("2026-TW3")).toEqual(["2026-TW1", "2026-TW2"]);
    expect(earlierPeriods("2026-01")).toEqual([]);
    expect(earlierPeriods("2026")).toEqual([]);
  });

  it("names every period of a year, and the one of a month", () => {
    expect(periodsOf("caturwulan", "2025")).toEqual(["2025-CW1", "2025-CW2", "2025-CW3"]);
    expect(periodOfMonth("triwulan", "2026-09")).toBe("2026-TW3");
    expect(periodOfMonth("caturwulan", "2026-09")).toBe("2026-CW3");
    expect(periodOfMonth("tahun", "2026-09")).toBe("2026");
  });

  it("ends with a month and a day, in leap years as well", () => {
    expect(lastMonth("2026-SM1")).toBe("2026-06");
    expect(lastDay("2028-02")).toBe("2028-02-29");
    expect(lastDay("2026-TW1")).toBe("2026-03-31");
  });

  it("is compared by when it begins, whatever its type", () => {
    expect(notBefore("2026-TW2", "2026-04")).toBe(true);
    expect(notBefore("2026-TW1", "2026-02")).toBe(false);
    expect(notBefore("2026", "2026-01")).toBe(true);
    expect(["2026", "2026-TW1", "2026-01", "2025-12"].toSorted(comparePeriods)).toEqual([
      "2025-12",
      "2026-01",
      "2026-TW1",
      "2026",
    ]);
    expect(isInside("2026-05", "2026-TW2")).toBe(true);
    expect(isInside("2026-SM1", "2026-TW2")).toBe(false);
  });
});
