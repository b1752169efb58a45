import { describe, expect, it } from "vitest";
import type { WorkCalendar } from "@selaras/core/calendar/working.ts";
import { hoursText, readHours, skippedDays, weekMinutes } from "./week.ts";

describe("office hours as somebody types them", () => {
  it.each([
    ["07.30–12.00, 13.00–16.00", "07.30–12.00, 13.00–16.00"],
    ["7:30-12; 13 - 16", "07.30–12.00, 13.00–16.00"],
    ["8.00 sampai 14.00", "08.00–14.00"],
    ["libur", ""],
    ["", ""],
    [" - ", ""],
  ])("%s is read as %s", (typed, expected) => {
    const spans = readHours(typed);
    expect(spans && hoursText(spans)).toBe(expected);
  });

  it.each(["pagi", "07.30", "07.30-", "07.3-12", "07.30-12.00 13.00-16.00"])("%s is not understood", (typed) => {
    expect(readHours(typed)).toBe(null);
  });

  it("add up to the week of the regulation: four days of 7,5 hours and a Friday of 7,5", () => {
    const day = readHours("07.30-12.00, 13.00-16.00") ?? [];
    const friday = readHours("07.30-11.30, 13.00-16.30") ?? [];
    expect(weekMinutes([[], day, day, day, day, friday, []])).toBe(37 * 60 + 30);
  });
});

it("names the days that a limit passes over: the weekend and Nyepi between Friday and Thursday's arrival", () => {
  const day = readHours("07.30-16.00") ?? [];
  const calendar: WorkCalendar = {
    zone: "Asia/Makassar",
    hours: [[], day, day, day, day, day, []],
    desks: {},
    holidays: new Set(["2026-03-19"]),
    daysEnd: "close-of-day",
  };
  const friday = new Date("2026-03-13T05:00:00.000Z");
  const end = new Date("2026-03-20T08:00:00.000Z");
  expect(skippedDays(calendar, friday, end)).toEqual(["2026-03-14", "2026-03-15", "2026-03-19"]);
});
