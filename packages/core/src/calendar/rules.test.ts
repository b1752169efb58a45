import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { inOrder, isOnTime, mayEnter, windowsByRule, windowState } from "./rules.ts";
import { Extension, Window } from "./schema.ts";

const march = v.parse(Window, {
  template: "rfk",
  period: "2026-03",
  opensOn: "2026-03-11",
  dueOn: "2026-04-10",
  lockOn: "2026-04-20",
  rev: 1,
});
const until = (day: string) =>
  v.parse(Extension, {
    template: "rfk",
    period: "2026-03",
    unit: "dinas-pu",
    until: day,
    reason: "Gangguan jaringan.",
  });
const WITA = "Asia/Makassar";
const WIB = "Asia/Jakarta";
const at = (iso: string): Date => new Date(iso);

describe("a window", () => {
  // WITA is UTC+8: a day ends at 16.00 UTC. WIB is UTC+7: at 17.00 UTC.
  it.each([
    ["the last millisecond before the opening day", "2026-03-10T15:59:59.999Z", WITA, "upcoming"],
    ["00.00 of the opening day", "2026-03-10T16:00:00.000Z", WITA, "open"],
    ["the same instant one zone to the west", "2026-03-10T16:00:00.000Z", WIB, "upcoming"],
    ["00.00 of the opening day there", "2026-03-10T17:00:00.000Z", WIB, "open"],
    ["the last millisecond of the due day", "2026-04-10T15:59:59.999Z", WITA, "open"],
    ["24.00 of the due day", "2026-04-10T16:00:00.000Z", WITA, "open"],
    ["the next instant", "2026-04-10T16:00:00.001Z", WITA, "late"],
    ["that instant in the west", "2026-04-10T16:00:00.001Z", WIB, "open"],
    ["the instant after 24.00 in the west", "2026-04-10T17:00:00.001Z", WIB, "late"],
    ["24.00 of the day of the lock", "2026-04-20T16:00:00.000Z", WITA, "late"],
    ["the instant after the lock", "2026-04-20T16:00:00.001Z", WITA, "locked"],
    ["a year later", "2027-04-20T16:00:00.001Z", WITA, "locked"],
  ] as const)("is at %s (%s, %s): %s", (_, iso, zone, state) => {
    expect(windowState(march, null, at(iso), zone)).toBe(state);
    const decision = mayEnter(march, null, at(iso), zone);
    expect(decision.allowed).toBe(state === "open" || state === "late");
  });

  it("says why it is closed and what can be done", () => {
    const early = mayEnter(march, null, at("2026-03-01T00:00:00.000Z"), WITA);
    const locked = mayEnter(march, null, at("2026-05-01T00:00:00.000Z"), WITA);
    expect(early.allowed ? "" : [early.because.code, early.because.message]).toEqual([
      "calendar.not_open",
      "Periode ini baru dibuka pada 11 Maret 2026.",
    ]);
    expect(locked.allowed ? "" : locked.because.message).toContain("terkunci sejak akhir 20 April 2026");
  });
});

describe("an extension", () => {
  it.each([
    ["24.00 of its last day", "2026-04-25T16:00:00.000Z", "extended"],
    ["the next instant", "2026-04-25T16:00:00.001Z", "locked"],
    ["a day on which nothing is locked yet", "2026-04-15T02:00:00.000Z", "late"],
    ["the opening, which it does not move", "2026-03-10T15:59:59.999Z", "upcoming"],
  ] as const)("opens the lock until its day ends: at %s", (_, iso, state) => {
    expect(windowState(march, until("2026-04-25"), at(iso), WITA)).toBe(state);
  });

  it("never moves the due date", () => {
    expect(isOnTime(march, at("2026-04-22T00:00:00.000Z"), WITA)).toBe(false);
  });
});

describe("on time", () => {
  it.each([
    ["2026-04-10T15:59:59.999Z", WITA, true],
    ["2026-04-10T16:00:00.000Z", WITA, true],
    ["2026-04-10T16:00:00.001Z", WITA, false],
    ["2026-04-10T17:00:00.000Z", WIB, true],
    ["2026-04-10T17:00:00.001Z", WIB, false],
  ] as const)("means until 24.00 of the due day in the tenant's zone: %s in %s is %s", (iso, zone, onTime) => {
    expect(isOnTime(march, at(iso), zone)).toBe(onTime);
  });
});

describe("the days of a window", () => {
  it.each([
    ["2026-03-11", "2026-04-10", "2026-04-20", true],
    ["2026-03-11", "2026-03-11", "2026-03-11", true],
    ["2026-04-11", "2026-04-10", "2026-04-20", false],
    ["2026-03-11", "2026-04-21", "2026-04-20", false],
  ])("follow each other: %s, %s, %s is %s", (opensOn, dueOn, lockOn, allowed) => {
    expect(inOrder({ opensOn, dueOn, lockOn }).allowed).toBe(allowed);
  });

  it.each(["2026-02-29", "2026-02-30", "2026-04-31", "2026-13-01", "2026-00-10", "2026-4-1", "1999-01-01"])(
    "exist: %s does not, and would make every report of its period unreadable",
    (day) => {
      expect(v.safeParse(Window, { ...march, lockOn: day }).success).toBe(false);
    },
  );
});

describe("a year planned by a rule", () => {
  const on = (monthsAfter: number, day: number) => ({ monthsAfter, day });
  const usual = { opens: on(1, 1), due: on(1, 10), lock: on(1, 20) };
  const days = (...[type, year, rule]: Parameters<typeof windowsByRule>) =>
    windowsByRule(type, year, rule).map((window) => [window.period, window.opensOn, window.dueOn, window.lockOn]);

  it("counts from the last month of each period, across the end of the year", () => {
    expect(days("triwulan", "2027", usual)).toEqual([
      ["2027-TW1", "2027-04-01", "2027-04-10", "2027-04-20"],
      ["2027-TW2", "2027-07-01", "2027-07-10", "2027-07-20"],
      ["2027-TW3", "2027-10-01", "2027-10-10", "2027-10-20"],
      ["2027-TW4", "2028-01-01", "2028-01-10", "2028-01-20"],
    ]);
    expect(days("tahun", "2027", { opens: on(0, 15), due: on(1, 31), lock: on(3, 31) })).toEqual([
      ["2027", "2027-12-15", "2028-01-31", "2028-03-31"],
    ]);
    expect(days("semester", "2027", { opens: on(0, 1), due: on(1, 5), lock: on(6, 5) })).toEqual([
      ["2027-SM1", "2027-06-01", "2027-07-05", "2027-12-05"],
      ["2027-SM2", "2027-12-01", "2028-01-05", "2028-06-05"],
    ]);
  });

  it("ends with the month where the month is too short for the day, leap years included", () => {
    const ends = (year: string) => days("bulan", year, { opens: on(0, 30), due: on(0, 31), lock: on(1, 31) });
    expect(ends("2027")).toEqual([
      ["2027-01", "2027-01-30", "2027-01-31", "2027-02-28"],
      ["2027-02", "2027-02-28", "2027-02-28", "2027-03-31"],
      ["2027-03", "2027-03-30", "2027-03-31", "2027-04-30"],
      ["2027-04", "2027-04-30", "2027-04-30", "2027-05-31"],
      ["2027-05", "2027-05-30", "2027-05-31", "2027-06-30"],
      ["2027-06", "2027-06-30", "2027-06-30", "2027-07-31"],
      ["2027-07", "2027-07-30", "2027-07-31", "2027-08-31"],
      ["2027-08", "2027-08-30", "2027-08-31", "2027-09-30"],
      ["2027-09", "2027-09-30", "2027-09-30", "2027-10-31"],
      ["2027-10", "2027-10-30", "2027-10-31", "2027-11-30"],
      ["2027-11", "2027-11-30", "2027-11-30", "2027-12-31"],
      ["2027-12", "2027-12-30", "2027-12-31", "2028-01-31"],
    ]);
    expect(ends("2028")[0]).toEqual(["2028-01", "2028-01-30", "2028-01-31", "2028-02-29"]);
  });
});
