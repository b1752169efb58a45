import path from "node:path";
import { writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { localClock } from "../src/clock/local-clock.ts";
import { type Schedules, startSchedules } from "../src/clock/schedules.ts";
import { ownFolder } from "./table-bench.ts";

let folder = "";
let remove = () => {};
const started: Schedules[] = [];
let machineAt = Date.parse("2026-03-01T00:00:00Z");
const machine = () => machineAt;

beforeEach(() => {
  ({ folder, remove } = ownFolder());
  machineAt = Date.parse("2026-03-01T00:00:00Z");
});
afterEach(async () => {
  for (const schedules of started.splice(0)) await schedules.stop();
  remove();
});

describe("the local clock", () => {
  it("shows real time unless told otherwise", () => {
    const before = Date.now();
    const shown = localClock().now().getTime();
    expect(shown).toBeGreaterThanOrEqual(before);
    expect(shown).toBeLessThanOrEqual(Date.now());
  });

  it("runs on from the instant it was started at, before or after the machine's", () => {
    for (const startAt of ["2025-12-31T23:00:00+08:00", "2026-12-31T23:00:00+08:00"]) {
      machineAt = Date.parse("2026-03-01T00:00:00Z");
      const clock = localClock({ startAt, machine });
      expect(clock.now()).toEqual(new Date(startAt));
      machineAt += 90_000;
      expect(clock.now().getTime()).toBe(Date.parse(startAt) + 90_000);
    }
  });

  it("moves forward and refuses to move back, to run back with the machine, or to guess a zone", () => {
    const clock = localClock({ machine });
    clock.moveTo("2026-04-05T00:00:00+08:00");
    expect(clock.now().toISOString()).toBe("2026-04-04T16:00:00.000Z");
    expect(() => clock.moveTo("2026-04-04T15:59:59Z")).toThrow(/hanya dapat dimajukan/);
    expect(() => clock.moveTo("2026-05-01")).toThrow(/bukan waktu yang lengkap/);
    expect(() => clock.moveTo("2026-13-01T00:00:00Z")).toThrow(/bukan waktu yang lengkap/);
    machineAt -= 3_600_000;
    expect(clock.now().toISOString()).toBe("2026-04-04T16:00:00.000Z");
  });

  it("goes on from where it stood after a restart, and never before it", () => {
    const stateFile = path.join(folder, "state", "clock.json");
    localClock({ startAt: "2026-06-01T00:00:00Z", stateFile, machine }).moveTo("2026-07-01T00:00:00Z");
    machineAt += 60_000;
    const later = localClock({ startAt: "2026-06-01T00:00:00Z", stateFile, machine });
    expect(later.now().toISOString()).toBe("2026-07-01T00:01:00.000Z");
    machineAt -= 86_400_000;
    expect(localClock({ stateFile, machine }).now().toISOString()).toBe("2026-07-01T00:01:00.000Z");
    writeFileSync(stateFile, "{}");
    expect(() => localClock({ stateFile, machine })).toThrow(/rusak/);
  });
});

describe("schedules", () => {
  it("make up for every missed slot of all jobs in the order of time when the clock jumps", async () => {
    const clock = localClock({ startAt: "2026-03-01T00:07:00Z", machine });
    const seen: string[] = [];
    const note = (name: string) => async (at: Date) => void seen.push(`${name} ${at.toISOString().slice(11, 16)}`);
    const schedules = startSchedules(clock, [
      { name: "remind", everyMinutes: 15, run: note("remind") },
      { name: "lock", everyMinutes: 20, run: note("lock") },
    ]);
    started.push(schedules);
    await schedules.idle();
    expect(seen).toEqual([]);
    clock.moveTo("2026-03-01T01:00:00Z");
    await schedules.idle();
    expect(seen).toEqual([
      "remind 00:15",
      "lock 00:20",
      "remind 00:30",
      "lock 00:40",
      "remind 00:45",
      "remind 01:00",
      "lock 01:00",
    ]);
    clock.moveTo("2026-03-01T01:14:59Z");
    await schedules.idle();
    expect(seen).toHaveLength(7);
    expect(schedules.status()[0]?.next).toEqual(new Date("2026-03-01T01:15:00Z"));
  });

  it("run by themselves when the time comes", async () => {
    const realStart = performance.now();
    const base = Date.parse("2026-03-01T00:14:59.950Z");
    const clock = localClock({ machine: () => base + (performance.now() - realStart) });
    const at = await new Promise<Date>((resolve) => {
      started.push(startSchedules(clock, [{ name: "due", everyMinutes: 15, run: async (slot) => resolve(slot) }]));
    });
    expect(at.toISOString()).toBe("2026-03-01T00:15:00.000Z");
  });

  it("keep the newest fifty slots of a long jump", async () => {
    const clock = localClock({ startAt: "2026-01-01T00:00:00Z", machine });
    const seen: Date[] = [];
    const schedules = startSchedules(clock, [
      { name: "often", everyMinutes: 5, run: async (at) => void seen.push(at) },
    ]);
    started.push(schedules);
    clock.moveTo("2026-02-01T00:00:00Z");
    await schedules.idle();
    // 31 days hold 31 * 288 = 8928 slots; the fiftieth from the end lies 49 * 5 = 245 minutes before midnight.
    expect(seen).toHaveLength(50);
    expect(seen[0]?.toISOString()).toBe("2026-01-31T19:55:00.000Z");
    expect(seen.at(-1)?.toISOString()).toBe("2026-02-01T00:00:00.000Z");
    expect(schedules.status()).toMatchObject([{ runs: 50, collapsed: 8878, failures: 0 }]);
  });

  it("never run a job twice at once, also when the clock jumps during a run", async () => {
    const clock = localClock({ startAt: "2026-01-01T00:00:00Z", machine });
    const seen: string[] = [];
    let inside = 0;
    let most = 0;
    let release = () => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    const run = async (at: Date) => {
      inside += 1;
      most = Math.max(most, inside);
      await gate;
      seen.push(at.toISOString().slice(11, 16));
      inside -= 1;
    };
    const schedules = startSchedules(clock, [{ name: "slow", everyMinutes: 5, run }]);
    started.push(schedules);
    clock.moveTo("2026-01-01T00:05:00Z");
    clock.moveTo("2026-01-01T00:15:00Z");
    release();
    await schedules.idle();
    expect(seen).toEqual(["00:05", "00:10", "00:15"]);
    expect(most).toBe(1);
  });

  it("keep the error of a failed run, show it, and go on", async () => {
    const shown = vi.spyOn(console, "error").mockImplementation(() => {});
    const clock = localClock({ startAt: "2026-01-01T00:00:00Z", machine });
    const run = async (at: Date) => {
      if (at.getUTCMinutes() === 5) throw new Error("no table");
    };
    const schedules = startSchedules(clock, [{ name: "fragile", everyMinutes: 5, run }]);
    started.push(schedules);
    clock.moveTo("2026-01-01T00:10:00Z");
    await schedules.idle();
    expect(schedules.errors()).toEqual([
      { job: "fragile", at: new Date("2026-01-01T00:05:00Z"), message: "Error: no table" },
    ]);
    expect(schedules.status()).toMatchObject([{ runs: 2, failures: 1 }]);
    expect(shown).toHaveBeenCalledOnce();
    shown.mockRestore();
  });

  it("start nothing more once stopped", async () => {
    const clock = localClock({ startAt: "2026-01-01T00:00:00Z", machine });
    const seen: Date[] = [];
    const schedules = startSchedules(clock, [{ name: "one", everyMinutes: 5, run: async (at) => void seen.push(at) }]);
    clock.moveTo("2026-01-01T00:30:00Z");
    await schedules.stop();
    const count = seen.length;
    expect(count).toBe(1);
    clock.moveTo("2026-01-01T01:00:00Z");
    await schedules.idle();
    expect(seen).toHaveLength(count);
  });
});
