import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addWorkingMinutes,
  hoursProblem,
  isWorkingDay,
  limitEnds,
  type WeekHours,
  type WorkCalendar,
  workingDaysAfter,
  workingDaysBefore,
  workingMinutesBetween,
} from "./working.ts";

const MORNING = { from: "07:30", until: "12:00" };
const DAY = [MORNING, { from: "13:00", until: "16:00" }];
const FRIDAY = [
  { from: "07:30", until: "11:30" },
  { from: "13:00", until: "16:30" },
];
const WEEK: WeekHours = [[], DAY, DAY, DAY, DAY, FRIDAY, []];
/** Counters that open on Saturday mornings as well. */
const COUNTER: WeekHours = [[], DAY, DAY, DAY, DAY, FRIDAY, [MORNING]];
const wita: WorkCalendar = {
  zone: "Asia/Makassar",
  hours: WEEK,
  desks: { loket: COUNTER },
  // Thursday 1 January 2026, and Thursday 19 and Friday 20 March.
  holidays: new Set(["2026-01-01", "2026-03-19", "2026-03-20"]),
  daysEnd: "close-of-day",
};
const wib: WorkCalendar = { ...wita, zone: "Asia/Jakarta" };
/** A local time in WITA (UTC+8). */
const at = (local: string): Date => new Date(`${local}:00+08:00`);
const local = (instant: Date): string => new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 16);

describe("working minutes", () => {
  // 2026-03-09 is a Monday.
  it.each([
    ["within a morning", "2026-03-09T08:00", "2026-03-09T09:15", 75],
    ["over the break", "2026-03-09T11:30", "2026-03-09T13:30", 60],
    ["a whole day from midnight to midnight", "2026-03-09T00:00", "2026-03-10T00:00", 450],
    ["over the longer break of a Friday", "2026-03-13T11:00", "2026-03-13T13:30", 60],
    ["over a weekend: Friday 16.00 to Monday 08.00", "2026-03-13T16:00", "2026-03-16T08:00", 60],
    ["outside of office hours", "2026-03-09T17:00", "2026-03-10T07:00", 0],
    ["over two holidays: Wednesday 15.00 to Monday 08.30", "2026-03-18T15:00", "2026-03-23T08:30", 120],
    [
      "over the turn of the year: Wednesday 31 December 15.00 to Friday 2 January 08.00",
      "2025-12-31T15:00",
      "2026-01-02T08:00",
      90,
    ],
    ["of a week", "2026-03-09T00:00", "2026-03-16T00:00", 2_250],
    ["backwards", "2026-03-09T10:00", "2026-03-09T09:00", 0],
  ])("%s", (_, from, until, minutes) => {
    expect(workingMinutesBetween(wita, at(from), at(until))).toBe(minutes);
  });

  it("are those of the zone: 07.30 WITA is 06.30 WIB, before the office opens in the west", () => {
    expect(workingMinutesBetween(wita, at("2026-03-09T07:30"), at("2026-03-09T09:30"))).toBe(120);
    expect(workingMinutesBetween(wib, at("2026-03-09T07:30"), at("2026-03-09T09:30"))).toBe(60);
  });

  it("are those of the desk, where it keeps other hours", () => {
    const saturday = [at("2026-03-14T08:00"), at("2026-03-14T10:00")] as const;
    expect(workingMinutesBetween(wita, ...saturday)).toBe(0);
    expect(workingMinutesBetween(wita, ...saturday, "loket")).toBe(120);
    expect([isWorkingDay(wita, "2026-03-14"), isWorkingDay(wita, "2026-03-14", "loket")]).toEqual([false, true]);
  });

  it("round down to whole minutes", () => {
    expect(
      workingMinutesBetween(wita, new Date("2026-03-09T00:00:00.000Z"), new Date("2026-03-09T00:01:59.999Z")),
    ).toBe(1);
  });
});

describe("a limit", () => {
  it.each([
    ["90 minutes on a Monday morning", "2026-03-09T08:00", 90, "minutes", "2026-03-09T09:30"],
    ["90 minutes over the break", "2026-03-09T11:30", 90, "minutes", "2026-03-09T14:00"],
    ["60 minutes late on a Friday", "2026-03-13T16:00", 60, "minutes", "2026-03-16T08:00"],
    ["60 minutes that begin at night", "2026-03-09T22:00", 60, "minutes", "2026-03-10T08:30"],
    ["exactly to the close", "2026-03-09T15:00", 60, "minutes", "2026-03-09T16:00"],
    ["2 days from a Monday", "2026-03-09T10:00", 2, "days", "2026-03-11T16:00"],
    ["2 days from a Thursday: over the weekend", "2026-03-12T10:00", 2, "days", "2026-03-16T16:00"],
    ["1 day from a Thursday: the close of Friday", "2026-03-12T10:00", 1, "days", "2026-03-13T16:30"],
    ["2 days from a Saturday", "2026-03-14T10:00", 2, "days", "2026-03-17T16:00"],
    ["1 day from Wednesday before two holidays and a weekend", "2026-03-18T10:00", 1, "days", "2026-03-23T16:00"],
    ["2 days over the turn of the year", "2025-12-31T10:00", 2, "days", "2026-01-05T16:00"],
  ] as const)("of %s", (_, arrival, amount, unit, ends) => {
    expect(local(limitEnds(wita, at(arrival), { amount, unit }))).toBe(ends);
  });

  it("in exact hours ends at the same clock time, moved into office hours", () => {
    const exact = { ...wita, daysEnd: "exact-hours" as const };
    const days = (arrival: string) => local(limitEnds(exact, at(arrival), { amount: 1, unit: "days" }));
    expect(days("2026-03-09T10:00")).toBe("2026-03-10T10:00");
    expect(days("2026-03-09T22:00")).toBe("2026-03-10T16:00");
    expect(days("2026-03-09T05:00")).toBe("2026-03-10T07:30");
    expect(days("2026-03-12T12:00")).toBe("2026-03-13T13:00");
  });

  it("looks back for reminders: one working day before", () => {
    expect(local(workingDaysBefore(wita, at("2026-03-16T16:00"), 1))).toBe("2026-03-13T16:00");
    expect(local(workingDaysBefore(wita, at("2026-03-23T08:00"), 1))).toBe("2026-03-18T08:00");
    expect(local(workingDaysAfter(wita, at("2026-03-13T16:30"), 2))).toBe("2026-03-17T16:00");
  });

  it("of a calendar without working time is a fault that says so, not an endless search", () => {
    const closed = { ...wita, hours: [[], [], [], [], [], [], []] };
    expect(() => addWorkingMinutes(closed, at("2026-03-09T08:00"), 1)).toThrow("no working time");
    expect(() => limitEnds(closed, at("2026-03-09T08:00"), { amount: 1, unit: "days" })).toThrow("no working time");
  });
});

describe("the hours of a week", () => {
  it.each([
    ["the usual ones", WEEK, null],
    ["none at all", [[], [], [], [], [], [], []], 1],
    ["an end before the beginning", [[], [{ from: "16:00", until: "07:30" }], [], [], [], [], []], 1],
    [
      "an overlap",
      [
        [],
        [],
        [
          { from: "07:30", until: "12:00" },
          { from: "11:00", until: "16:00" },
        ],
        [],
        [],
        [],
        [],
      ],
      2,
    ],
    ["no time", [[], [], [], [{ from: "7.30", until: "12:00" }], [], [], []], 3],
  ] as const)("with %s", (_, hours, wrong) => {
    expect(hoursProblem(hours)?.weekday ?? null).toBe(wrong);
  });
});

describe("working time, whatever the instants", () => {
  const minute = fc.integer({ min: 0, max: 60 * 24 * 400 });
  const instant = (n: number): Date => new Date(Date.UTC(2025, 11, 1) + n * 60_000);

  it("comes out again: what was added lies in between", () => {
    fc.assert(
      fc.property(minute, fc.integer({ min: 0, max: 9_000 }), (from, minutes) => {
        expect(workingMinutesBetween(wita, instant(from), addWorkingMinutes(wita, instant(from), minutes))).toBe(
          minutes,
        );
      }),
      { numRuns: 400 },
    );
  });

  it("adds up over any instant between, and never runs backwards", () => {
    fc.assert(
      fc.property(minute, minute, minute, (...drawn) => {
        const [a = 0, b = 0, c = 0] = drawn.toSorted((x, y) => x - y);
        const between = (x: number, y: number): number => workingMinutesBetween(wita, instant(x), instant(y));
        expect(between(a, b) + between(b, c)).toBe(between(a, c));
      }),
      { numRuns: 200 },
    );
  });

  it("is nothing on a day that becomes a holiday, and unchanged on the others", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), (n) => {
        const date = new Date(Date.UTC(2026, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);
        const more = { ...wita, holidays: new Set([...wita.holidays, date]) };
        const year = [at("2026-01-01T00:00"), at("2027-01-01T00:00")] as const;
        const day = workingMinutesBetween(wita, at(`${date}T00:00`), at(`${date}T23:59`));
        expect(workingMinutesBetween(more, ...year)).toBe(workingMinutesBetween(wita, ...year) - day);
      }),
      { numRuns: 60 },
    );
  });
});
