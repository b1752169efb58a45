import * as fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { RequestLimits } from "../tenant/schema.ts";
import {
  type Allowance,
  atFirst,
  DEFAULT_LIMITS,
  drawAt,
  expiresAt,
  personAllowance,
  tenantAllowance,
  tokensAt,
} from "./rules.ts";

/** Four tokens a second, as of one person. */
const PERSON: Allowance = { burst: 120, perMinute: 240, first: 10, draw: 20, least: 15 };
const NOW = 1_775_354_400_000;

describe("tokens in a bucket", () => {
  it.each([
    ["never drawn from", null, 120],
    ["full since long", NOW - 3_600_000, 120],
    ["full at this instant", NOW, 120],
    ["a quarter of a second short", NOW + 250, 119],
    ["a millisecond short", NOW + 1, 119],
    ["five seconds short", NOW + 5_000, 100],
    ["empty", NOW + 30_000, 0],
    ["emptied under a slower limit", NOW + 200_000, 0],
  ])("%s", (_, fullAt, tokens) => {
    expect(tokensAt(fullAt, PERSON, NOW)).toBe(tokens);
  });
});

describe("a draw", () => {
  it("takes twenty and moves the instant at which the bucket is full by what they cost", () => {
    const first = drawAt(null, PERSON, NOW);
    expect(first).toMatchObject({ kind: "granted", tokens: 20, costMs: 5_000, fullAt: NOW + 5_000, fresh: true });
    expect(drawAt(NOW + 5_000, PERSON, NOW)).toMatchObject({
      kind: "granted",
      tokens: 20,
      fullAt: NOW + 10_000,
      latest: NOW + 25_000,
      fresh: false,
    });
  });

  it.each([
    ["20 left", NOW + 25_000, { kind: "granted", tokens: 20, costMs: 5_000 }],
    ["19 left", NOW + 25_001, { kind: "granted", tokens: 19, costMs: 4_750 }],
    ["15 left", NOW + 26_250, { kind: "granted", tokens: 15, costMs: 3_750 }],
    ["14 left, the fifteenth a millisecond away", NOW + 26_251, { kind: "refused", waitMs: 1 }],
    ["none left", NOW + 30_000, { kind: "refused", waitMs: 3_750 }],
  ])("gives what there is, but never less than is worth a write: %s", (_, fullAt, wanted) => {
    expect(drawAt(fullAt, PERSON, NOW)).toMatchObject(wanted);
  });

  it.each([
    [NOW + 27_500, { kind: "granted", tokens: 10, costMs: 2_500 }],
    [NOW + 27_501, { kind: "refused", waitMs: 1 }],
  ])("is ten or nothing for a function that never met the owner", (fullAt, wanted) => {
    expect(drawAt(fullAt, atFirst(PERSON), NOW)).toMatchObject(wanted);
    expect(drawAt(null, atFirst(PERSON), NOW)).toMatchObject({ tokens: 10, fullAt: NOW + 2_500 });
  });

  it("is granted at the end of the wait that it was told, and not a millisecond before", () => {
    const speeds = fc.record({
      burst: fc.integer({ min: 20, max: 5_000 }),
      perMinute: fc.integer({ min: 1, max: 100_000 }),
      missingMs: fc.integer({ min: 1, max: 10_000_000 }),
    });
    fc.assert(
      fc.property(speeds, ({ burst, perMinute, missingMs }) => {
        const allowance = { burst, perMinute, first: 10, draw: 20, least: 15 };
        const drawn = drawAt(NOW + missingMs, allowance, NOW);
        if (drawn.kind === "granted") return;
        expect(drawAt(NOW + missingMs, allowance, NOW + drawn.waitMs).kind).toBe("granted");
        expect(drawAt(NOW + missingMs, allowance, NOW + drawn.waitMs - 1).kind).toBe("refused");
      }),
    );
  });

  it("rounds what it costs up: seven tokens a minute are not one more in the hour", () => {
    const slow = { burst: 20, perMinute: 7, first: 10, draw: 20, least: 15 };
    expect(drawAt(null, slow, NOW)).toMatchObject({ tokens: 20, costMs: 171_429 });
  });
});

describe("a bucket in the table", () => {
  it("may be forgotten an hour after it is full again", () => {
    expect(expiresAt(PERSON, NOW)).toBe(NOW / 1_000 + 30 + 3_600);
  });
});

describe("limits of a tenant", () => {
  it("are the service's own when the tenant sets none", () => {
    expect(personAllowance()).toEqual({ burst: 300, perMinute: 240, first: 10, draw: 20, least: 15 });
    expect(tenantAllowance()).toEqual({ burst: 6_000, perMinute: 6_000, first: 30, draw: 50, least: 30 });
    expect(v.is(RequestLimits, DEFAULT_LIMITS)).toBe(true);
  });

  it("buy at least ten requests with one write, the person's and the tenant's bucket together", () => {
    expect(personAllowance().first).toBeGreaterThanOrEqual(10);
    expect(1 / personAllowance().least + 1 / tenantAllowance().least).toBeLessThanOrEqual(1 / 10);
  });

  it.each([
    ["a person's burst smaller than two draws", { requestsPerPersonBurst: 29 }],
    ["a person who may use up more than a tenth of the tenant at once", { requestsPerPersonBurst: 601 }],
    ["a person who may use up more than a tenth of the tenant per minute", { requestsPerPersonPerMinute: 601 }],
    ["a bucket that takes longer than ten minutes to fill", { requestsPerPersonPerMinute: 29 }],
    ["none at all", { requestsPerTenantPerMinute: 0 }],
    ["half a request", { requestsPerPersonPerMinute: 240.5 }],
  ])("are refused: %s", (_, change) => {
    expect(v.is(RequestLimits, { ...DEFAULT_LIMITS, ...change })).toBe(false);
  });
});
