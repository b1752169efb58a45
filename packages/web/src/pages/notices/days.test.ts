import { describe, expect, it } from "vitest";
import { byDay, type Notice } from "./days.ts";

const notice = (id: string, at: string): Notice =>
  ({ id, rule: "tiba", title: id, body: "", path: "/", at, read: false, deliveries: [] }) as unknown as Notice;

describe("notices by day", () => {
  it("stand newest first under the day of the zone, each once", () => {
    const given = [
      notice("a", "2026-04-06T15:59:00.000Z"),
      notice("b", "2026-04-06T16:00:00.000Z"),
      notice("c", "2026-04-07T01:00:00.000Z"),
      notice("a", "2026-04-06T15:59:00.000Z"),
      notice("d", "2026-03-01T01:00:00.000Z"),
    ];
    // 16.00 UTC is midnight in Makassar.
    const days = byDay(given, "2026-04-07T02:00:00.000Z", "Asia/Makassar");
    expect(days.map(({ date, near, notices }) => [date, near, notices.map((each) => each.id)])).toEqual([
      ["2026-04-07", "today", ["c", "b"]],
      ["2026-04-06", "yesterday", ["a"]],
      ["2026-03-01", null, ["d"]],
    ]);
  });
});
