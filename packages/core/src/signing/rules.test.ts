import { describe, expect, it } from "vitest";
import { freshEnough } from "./rules.ts";

const NOW = new Date("2026-04-05T02:00:00.000Z");
const SECONDS = NOW.getTime() / 1000;

describe("a fresh second factor", () => {
  it.each([
    [true, SECONDS, "allowed"],
    [true, SECONDS - 300, "allowed"],
    [true, SECONDS - 301, "enrolled"],
    [true, SECONDS + 60, "allowed"],
    [true, SECONDS + 61, "enrolled"],
    [true, null, "enrolled"],
    [true, Number.NaN, "enrolled"],
    [false, SECONDS, "not enrolled"],
    [false, null, "not enrolled"],
  ] as const)("with a device: %s, given at %s, is %s", (mfa, authTimeSeconds, expected) => {
    const decision = freshEnough({ authTimeSeconds, mfa }, NOW, 300);
    const enrolled = decision.allowed || decision.because.facts["enrolled"];
    expect(decision.allowed ? "allowed" : enrolled ? "enrolled" : "not enrolled").toBe(expected);
    if (!decision.allowed) expect(decision.because.code).toBe("signing.factor_needed");
  });
});
