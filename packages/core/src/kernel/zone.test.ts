import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  addMonths,
  daysBetween,
  endOfDay,
  endOfMonth,
  epochMilliseconds,
  instantAt,
  instantOf,
  isAfterDay,
  isInstant,
  isLocalDate,
  isZone,
  localDate,
  localTime,
  monthsBetween,
  startOfDay,
  weekday,
  zoneLabel,
  zoneNames,
} from "./zone.ts";

const instants = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2099, 11, 31) }).map(instantOf);

describe("zones", () => {
  it("starts a day at a different instant in each zone", () => {
    expect(startOfDay("2026-02-09", "Asia/Jakarta")).toBe("2026-02-08T17:00:00.000Z");
    expect(startOfDay("2026-02-09", "Asia/Makassar")).toBe("2026-02-08T16:00:00.000Z");
    expect(startOfDay("2026-02-09", "Asia/Jayapura")).toBe("2026-02-08T15:00:00.000Z");
    expect(zoneNames.map(zoneLabel)).toEqual(["WIB", "WITA", "WIT"]);
    expect(isZone("Asia/Pontianak")).toBe(false);
    expect(isZone("toString")).toBe(false);
  });

  it("calls the instant after 24.00 of the due date late, and 24.00 itself not", () => {
    const end = endOfDay("2026-04-05", "Asia/Makassar");
    expect(end).toBe("2026-04-05T16:00:00.000Z");
    expect(isAfterDay(end, "2026-04-05", "Asia/Makassar")).toBe(false);
    expect(isAfterDay("2026-04-05T16:00:00.001Z", "2026-04-05", "Asia/Makassar")).toBe(true);
    expect(isAfterDay("2026-04-05T16:00:00.001Z", "2026-04-05", "Asia/Jakarta")).toBe(false);
  });

  it("puts an instant on the calendar day of the zone", () => {
    expect(localDate("2026-12-31T15:59:59.999Z", "Asia/Makassar")).toBe("2026-12-31");
    expect(localDate("2026-12-31T16:00:00.000Z", "Asia/Makassar")).toBe("2027-01-01");
    expect(localTime("2026-02-09T06:30:05.000Z", "Asia/Makassar")).toEqual({
      date: "2026-02-09",
      hour: 14,
      minute: 30,
      second: 5,
    });
    expect(instantAt("2026-02-09", 14, 30, "Asia/Makassar")).toBe("2026-02-09T06:30:00.000Z");
    expect(() => instantAt("2026-02-09", 24, 1, "Asia/Makassar")).toThrow(RangeError);
  });

  it("keeps every instant inside its own local day", () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zoneNames), (instant, zone) => {
        const date = localDate(instant, zone);
        const at = epochMilliseconds(instant);
        expect(at).toBeGreaterThanOrEqual(epochMilliseconds(startOfDay(date, zone)));
        expect(at).toBeLessThan(epochMilliseconds(endOfDay(date, zone)));
      }),
    );
  });
});

describe("calendar arithmetic", () => {
  it("counts months across years", () => {
    expect(addMonths("2026-03", 1)).toBe("2026-04");
    expect(addMonths("2026-12", 1)).toBe("2027-01");
    expect(addMonths("2026-01", -1)).toBe("2025-12");
    expect(addMonths("2026-03", -15)).toBe("2024-12");
    expect(() => addMonths("2026-3", 1)).toThrow(RangeError);
    expect(() => addMonths("2026-13", 1)).toThrow(RangeError);
  });

  it("knows the last day of a month", () => {
    expect(endOfMonth("2026-02")).toBe("2026-02-28");
    expect(endOfMonth("2028-02")).toBe("2028-02-29");
    expect(endOfMonth("2100-02")).toBe("2100-02-28");
    expect(endOfMonth("2026-12")).toBe("2026-12-31");
  });

  it("counts days and names weekdays", () => {
    expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
    expect(daysBetween("2026-01-01", "2027-01-01")).toBe(365);
    // 9 February 2026 is a Monday, 15 February a Sunday.
    expect(weekday("2026-02-09")).toBe(1);
    expect(weekday("2026-02-15")).toBe(7);
  });

  it("refuses days and instants that do not exist", () => {
    expect(isLocalDate("2026-02-29")).toBe(false);
    expect(isLocalDate("2028-02-29")).toBe(true);
    expect(isLocalDate("2026-2-9")).toBe(false);
    expect(isInstant("2026-02-09T06:30:00Z")).toBe(false);
    expect(isInstant("2026-02-09T25:00:00.000Z")).toBe(false);
  });

  it("undoes adding months", () => {
    fc.assert(
      fc.property(fc.integer({ min: -600, max: 600 }), (count) => {
        const later = addMonths("2026-03", count);
        expect(addMonths(later, -count)).toBe("2026-03");
        expect(monthsBetween("2026-03", later)).toBe(count);
      }),
    );
  });
});
