import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { DEFAULT_REMINDERS, TaskCard } from "../approval/schema.ts";
import { DEFAULT_HOURS } from "../calendar/national.ts";
import type { WorkCalendar } from "../calendar/working.ts";
import type { Zone } from "../kernel/zone.ts";
import { isPushService } from "./endpoint.ts";
import {
  asked,
  type Clocked,
  dueNow,
  isMorning,
  momentsOf,
  nextLook,
  nextWake,
  pauseAfter,
  periodDays,
} from "./rules.ts";
import { digestLines, toHolder } from "./words.ts";

/* Office hours 07.30-12.00 and 13.00-16.00, on Fridays 07.30-11.30 and 13.00-16.30. All numbers worked by hand. */
const calendar = (zone: Zone, ...holidays: string[]): WorkCalendar => ({
  zone,
  hours: DEFAULT_HOURS,
  desks: {},
  holidays: new Set(holidays),
  daysEnd: "close-of-day",
});
const WITA = calendar("Asia/Makassar");
const WIB = calendar("Asia/Jakarta");
const task = (due: string, more: Partial<Clocked> = {}): Clocked => ({
  due: new Date(due),
  post: "kabid",
  reminders: DEFAULT_REMINDERS,
  escalation: null,
  ...more,
});
const told = (found: readonly { rule: string; at: Date }[]): string[] =>
  found.map(({ rule, at }) => `${rule} ${at.toISOString()}`);

describe("the moments of a task", () => {
  it.each([
    {
      says: "a working day before, at the limit, every second working day after (WITA: 16.00 is 08.00 UTC)",
      at: WITA,
      due: "2026-04-08T08:00:00.000Z",
      until: "2026-04-13T00:00:00.000Z",
      moments: [
        "menjelang 2026-04-07T08:00:00.000Z",
        "tenggat 2026-04-08T08:00:00.000Z",
        "lewat 2026-04-10T08:00:00.000Z",
        "lewat 2026-04-14T08:00:00.000Z",
      ],
    },
    {
      says: "the same office hour in WIB is one hour later in UTC",
      at: WIB,
      due: "2026-04-08T09:00:00.000Z",
      until: "2026-04-09T00:00:00.000Z",
      moments: [
        "menjelang 2026-04-07T09:00:00.000Z",
        "tenggat 2026-04-08T09:00:00.000Z",
        "lewat 2026-04-10T09:00:00.000Z",
      ],
    },
    {
      says: "over the turn of the year: 31 December is the first day, New Year and the weekend are none, Monday is the second",
      at: calendar("Asia/Jakarta", "2027-01-01"),
      due: "2026-12-30T09:00:00.000Z",
      until: "2026-12-31T00:00:00.000Z",
      moments: [
        "menjelang 2026-12-29T09:00:00.000Z",
        "tenggat 2026-12-30T09:00:00.000Z",
        "lewat 2027-01-04T09:00:00.000Z",
      ],
    },
    {
      says: "the day before a long holiday warns of the day after it",
      at: calendar("Asia/Makassar", "2026-03-19", "2026-03-20", "2026-03-23", "2026-03-24"),
      due: "2026-03-25T08:00:00.000Z",
      until: "2026-03-25T08:00:00.000Z",
      moments: [
        "menjelang 2026-03-18T08:00:00.000Z",
        "tenggat 2026-03-25T08:00:00.000Z",
        "lewat 2026-03-27T08:00:00.000Z",
      ],
    },
    {
      says: "a limit at midnight warns when the last day begins",
      at: WITA,
      due: "2026-04-20T16:00:00.000Z",
      until: "2026-04-20T16:00:00.000Z",
      moments: [
        "menjelang 2026-04-19T23:30:00.000Z",
        "tenggat 2026-04-20T16:00:00.000Z",
        "lewat 2026-04-22T23:30:00.000Z",
      ],
    },
  ])("are $says", ({ at, due, until, moments }) => {
    expect(told(momentsOf(task(due), at, new Date(until)))).toEqual(moments);
  });

  it("have the superior among them when the step says so: a working day after the limit, at its close", () => {
    const escalated = task("2026-04-08T08:00:00.000Z", { escalation: { after: { amount: 1, unit: "days" } } });
    expect(told(momentsOf(escalated, WITA, new Date("2026-04-09T09:00:00.000Z")))).toContain(
      "atasan 2026-04-09T08:00:00.000Z",
    );
  });

  it("are only those that the step wants", () => {
    const quiet = { atArrival: false, daysBefore: 0, atDue: false, everyDaysAfter: 0 };
    expect(momentsOf(task("2026-04-08T08:00:00.000Z", { reminders: quiet }), WITA, new Date("2027-01-01"))).toEqual([]);
  });
});

describe("what is said now", () => {
  const on = (since: string, now: string) => {
    const found = dueNow(task("2026-04-08T08:00:00.000Z"), WITA, { since: new Date(since), now: new Date(now) });
    return found.reminder && told([found.reminder])[0];
  };
  it.each([
    ["nothing before the first moment", "2026-04-06T01:00:00.000Z", "2026-04-07T07:59:59.999Z", null],
    [
      "a moment at its very instant",
      "2026-04-06T01:00:00.000Z",
      "2026-04-07T08:00:00.000Z",
      "menjelang 2026-04-07T08:00:00.000Z",
    ],
    ["nothing twice", "2026-04-07T08:00:00.000Z", "2026-04-07T09:00:00.000Z", null],
    [
      "the newest only, after the clock stood still for two weeks",
      "2026-04-06T01:00:00.000Z",
      "2026-04-15T00:00:00.000Z",
      "lewat 2026-04-14T08:00:00.000Z",
    ],
    ["nothing of before the arrival", "2026-04-08T02:00:00.000Z", "2026-04-08T07:00:00.000Z", null],
  ])("is %s", (_, since, now, expected) => {
    expect(on(since, now)).toBe(expected);
  });
});

describe("the next look", () => {
  it.each([
    ["an hour later in office hours", "2026-04-08T02:00:00.000Z", "2026-04-08T03:00:00.000Z"],
    ["after the break when the hour ends in it", "2026-04-08T03:30:00.000Z", "2026-04-08T05:00:00.000Z"],
    ["when offices open, from the evening", "2026-04-08T12:00:00.000Z", "2026-04-08T23:30:00.000Z"],
    ["on Monday, from Friday's last hour", "2026-04-10T08:00:00.000Z", "2026-04-12T23:30:00.000Z"],
  ])("is %s", (_, now, expected) => {
    expect(nextLook(WITA, new Date(now), "kabid").toISOString()).toBe(expected);
  });

  it("is the moment that comes first, and while the step is held the clock stands", () => {
    const due = task("2026-04-08T02:20:00.000Z");
    const now = new Date("2026-04-08T02:00:00.000Z");
    expect(nextWake(due, WITA, now, false).toISOString()).toBe("2026-04-08T02:20:00.000Z");
    expect(nextWake(due, WITA, now, true).toISOString()).toBe("2026-04-08T03:00:00.000Z");
  });
});

describe("the days on which authors are reminded", () => {
  const window = { opensOn: "2026-04-01", dueOn: "2026-04-10", lockOn: "2026-04-20" };
  it.each([
    [
      "before due, due, before the lock (Friday), the lock (Monday)",
      null,
      {
        "2026-04-09": "periode-menjelang",
        "2026-04-10": "periode-tenggat",
        "2026-04-17": "periode-kunci",
        "2026-04-20": "periode-kunci",
      },
    ],
    [
      "moved with an extension",
      { until: "2026-04-24" },
      {
        "2026-04-09": "periode-menjelang",
        "2026-04-10": "periode-tenggat",
        "2026-04-23": "periode-kunci",
        "2026-04-24": "periode-kunci",
      },
    ],
  ])("are %s", (_, extension, expected) => {
    expect(Object.fromEntries(periodDays(window, extension, WITA))).toEqual(expected);
  });

  it("begin with the period: no day before it opened", () => {
    const short = { opensOn: "2026-04-10", dueOn: "2026-04-10", lockOn: "2026-04-10" };
    expect(Object.fromEntries(periodDays(short, null, WITA))).toEqual({ "2026-04-10": "periode-tenggat" });
  });

  it.each([
    ["2026-04-07T23:29:59.999Z", false],
    ["2026-04-07T23:30:00.000Z", true],
  ])("are told from 07.30 of the tenant on: %s", (now, expected) => {
    expect(isMorning(WITA, new Date(now), "07:30")).toBe(expected);
  });
});

describe("who is asked", () => {
  it("is everybody at the desk but those who are kept away and those who voted", () => {
    expect(asked(["a", "b", "c", "c"], ["a"], ["b"])).toEqual(["c"]);
  });
});

describe("a try that failed", () => {
  it("is repeated after 5, 15 and 60 minutes, 4, 12 and 24 hours, and then given up", () => {
    expect([1, 2, 3, 4, 5, 6, 7].map(pauseAfter)).toEqual([5, 15, 60, 240, 720, 1440, null]);
  });
});

describe("where a push message may go", () => {
  it.each([
    ["https://fcm.googleapis.com/fcm/send/abc", true],
    ["https://updates.push.services.mozilla.com/wpush/v2/abc", true],
    ["https://web.push.apple.com/abc", true],
    ["https://wns2-sg2p.notify.windows.com/w/?token=abc", true],
    ["http://fcm.googleapis.com/fcm/send/abc", false],
    ["https://fcm.googleapis.com:8443/abc", false],
    ["https://user:word@fcm.googleapis.com/abc", false],
    ["https://fcm.googleapis.com.jahat.example/abc", false],
    ["https://jahatnotify.windows.com/abc", false],
    ["https://169.254.169.254/latest/meta-data", false],
    ["https://localhost/abc", false],
    ["http://127.0.0.1:9999/push", false],
    ["file:///etc/passwd", false],
    ["bukan alamat", false],
  ])("%s: %s", (endpoint, expected) => {
    expect(isPushService(endpoint, null)).toBe(expected);
  });

  it("is the house's own service on one machine, and no other port of it", () => {
    const local = "http://127.0.0.1:9999";
    expect(isPushService(`${local}/push/abc`, local)).toBe(true);
    expect(isPushService("http://127.0.0.1:9998/push/abc", local)).toBe(false);
  });
});

describe("the words", () => {
  const card = v.parse(TaskCard, {
    taskId: "verifikasi-0001",
    reportId: "rfk.2026-03.dinas-pu.1",
    desk: "kabid@dinas-pu",
    step: "verifikasi",
    stepLabel: "Verifikasi",
    kind: "verify",
    title: "RFK Maret 2026",
    unit: "dinas-pu",
    unitName: "Dinas PU",
    period: "2026-03",
    version: 1,
    due: "2026-04-08T08:00:00.000Z",
    arrivedAt: "2026-04-06T01:00:00.000Z",
    round: 1,
    hash: null,
    warnings: 3,
    needed: 1,
    of: 1,
    voted: [],
  });

  it("name report, unit, step and limit, and lead to where the thing is done", () => {
    expect(toHolder("tiba", card, "Asia/Makassar")).toEqual({
      title: "Verifikasi menunggu Anda: RFK Maret 2026",
      body: "Dinas PU. Langkah: Verifikasi. Tenggat 8 April 2026, 16.00 WITA.",
      path: "/laporan/rfk.2026-03.dinas-pu.1/periksa",
    });
  });

  it("of the morning are sorted by kind and limit, with what is late", () => {
    const sign = { ...card, kind: "sign" as const, stepLabel: "Tanda tangan", due: "2026-04-07T08:00:00.000Z" };
    expect(digestLines([card, sign], new Date("2026-04-07T23:30:00.000Z"), "Asia/Makassar")).toEqual([
      "Perlu tanda tangan (1)",
      "- RFK Maret 2026, Dinas PU: Tanda tangan, tenggat 7 April 2026, 16.00 WITA (lewat tenggat)",
      "",
      "Perlu pemeriksaan (1)",
      "- RFK Maret 2026, Dinas PU: Verifikasi, tenggat 8 April 2026, 16.00 WITA",
    ]);
  });
});
