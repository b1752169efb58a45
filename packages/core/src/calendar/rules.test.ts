import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { inOrder, isOnTime, mayEnter, windowState } from "./rules.ts";
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
