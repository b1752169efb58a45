import { describe, expect, it } from "vitest";
import { expiryOf, isCurrent, mayFetch, mayMake, standing } from "./rules.ts";
import { EXPORT_STATES } from "./schema.ts";

const ASKED = "2026-04-05T02:00:00.000Z";
const NOW = new Date("2026-04-05T02:10:00.000Z");
/** The last instant of the six hours in which the request may still be delivered, and the first after them. */
const LAST = new Date("2026-04-05T07:59:59.999Z");
const LATER = new Date("2026-04-05T08:00:00.000Z");

const at = (state: (typeof EXPORT_STATES)[number], problem: "broken" | "reach" | null = null) => ({
  state,
  problem,
  askedAt: ASKED,
});
const told = (given: Parameters<typeof mayFetch>[0], now: Date): string => {
  const decision = mayFetch(given, now);
  return decision.allowed ? "allow" : decision.because.code;
};

describe("a request for a file", () => {
  it.each(EXPORT_STATES)("in state %s stands there for six hours; what is unmade then has failed", (state) => {
    const unmade = state === "waiting" || state === "making";
    expect(standing(at(state), NOW)).toEqual({ state, problem: null });
    expect(standing(at(state), LAST)).toEqual({ state, problem: null });
    expect(standing(at(state), LATER)).toEqual(
      unmade ? { state: "failed", problem: "late" } : { state, problem: null },
    );
  });

  it("keeps the reason for which it failed", () => {
    expect(standing(at("failed", "reach"), LATER)).toEqual({ state: "failed", problem: "reach" });
  });

  it.each([
    ["waiting", NOW, "export.not_ready"],
    ["making", NOW, "export.not_ready"],
    ["ready", NOW, "allow"],
    ["failed", NOW, "export.failed"],
    ["waiting", LATER, "export.failed"],
    ["ready", LATER, "allow"],
  ] as const)("in state %s is fetched or refused: %s %s", (state, now, answer) => {
    expect(told(at(state), now)).toBe(answer);
  });

  it.each([
    ["waiting", 0, "make"],
    ["making", 1, "make"],
    ["making", 2, "make"],
    ["making", 3, "give up"],
    ["waiting", 3, "give up"],
    ["ready", 0, "nothing"],
    ["ready", 9, "nothing"],
    ["failed", 0, "nothing"],
    ["failed", 3, "nothing"],
  ] as const)("in state %s after %i tries: %s", (state, attempts, turn) => {
    expect(mayMake({ ...at(state), attempts })).toBe(turn);
  });

  it("is gone after seven days to the second, whether the table has deleted it or not", () => {
    const expires = expiryOf(NOW);
    // 5 April 02.10.00 UTC and seven days of 86.400 seconds.
    expect(new Date(expires * 1000).toISOString()).toBe("2026-04-12T02:10:00.000Z");
    expect(isCurrent({ expires }, new Date("2026-04-12T02:09:59.999Z"))).toBe(true);
    expect(isCurrent({ expires }, new Date("2026-04-12T02:10:00.000Z"))).toBe(false);
  });
});
