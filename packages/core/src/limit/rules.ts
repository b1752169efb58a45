import { LIMITS } from "../kernel/limits.ts";
import type { RequestLimits } from "../tenant/schema.ts";

/** A bucket that fills by itself, and how much of it a warm function takes with one write. */
export type Allowance = {
  /** Tokens that a full bucket holds; one token is one request. */
  readonly burst: number;
  readonly perMinute: number;
  /** What a function takes that never met this owner. */
  readonly first: number;
  readonly draw: number;
  /** A bucket gives no fewer: a write that bought two requests would cost more than it is worth. */
  readonly least: number;
};

export const DEFAULT_LIMITS: RequestLimits = {
  requestsPerPersonBurst: LIMITS.requestsPerPersonBurst,
  requestsPerPersonPerMinute: LIMITS.requestsPerPersonPerMinute,
  requestsPerTenantBurst: LIMITS.requestsPerTenantBurst,
  requestsPerTenantPerMinute: LIMITS.requestsPerTenantPerMinute,
};

export const personAllowance = (limits: RequestLimits = DEFAULT_LIMITS): Allowance => ({
  burst: limits.requestsPerPersonBurst,
  perMinute: limits.requestsPerPersonPerMinute,
  first: LIMITS.requestsPerPersonFirstDraw,
  draw: LIMITS.requestsPerPersonDraw,
  least: LIMITS.requestsPerPersonDrawLeast,
});

export const tenantAllowance = (limits: RequestLimits = DEFAULT_LIMITS): Allowance => ({
  burst: limits.requestsPerTenantBurst,
  perMinute: limits.requestsPerTenantPerMinute,
  first: LIMITS.requestsPerTenantFirstDraw,
  draw: LIMITS.requestsPerTenantDraw,
  least: LIMITS.requestsPerTenantDrawLeast,
});

/** The allowance as a function asks for it that never met the owner: so many tokens, or none. */
export const atFirst = (allowance: Allowance): Allowance => ({
  ...allowance,
  draw: allowance.first,
  least: allowance.first,
});

export type Draw =
  | {
      readonly kind: "granted";
      readonly tokens: number;
      /** When the bucket will be full again after this draw, in milliseconds since 1970. */
      readonly fullAt: number;
      /** What the draw adds to a bucket that is not full, in milliseconds. */
      readonly costMs: number;
      /** The latest `fullAt` before the draw at which the bucket still holds so many tokens. */
      readonly latest: number;
      /** Nothing is missing in the bucket: `fullAt` is written, not added to. */
      readonly fresh: boolean;
    }
  | { readonly kind: "refused"; readonly waitMs: number };

const MINUTE_MS = 60_000;

/** How long `tokens` take to flow in; rounded up, so that rounding never gives anything away. */
const inflowMs = (tokens: number, { perMinute }: Allowance): number => Math.ceil((tokens * MINUTE_MS) / perMinute);

/** The latest `fullAt` at which a bucket holds `tokens` at the instant `now`. */
const latestWith = (tokens: number, { burst, perMinute }: Allowance, now: number): number =>
  now + Math.floor(((burst - tokens) * MINUTE_MS) / perMinute);

/**
 * Tokens in a bucket at `now`. A bucket is known by one instant, the one at which it is full again if nobody draws;
 * null and the past mean full. All times in milliseconds since 1970.
 */
export function tokensAt(fullAt: number | null, { burst, perMinute }: Allowance, now: number): number {
  const missingMs = Math.max(0, (fullAt ?? now) - now);
  return Math.max(0, Math.floor((burst * MINUTE_MS - missingMs * perMinute) / MINUTE_MS));
}

/** What a bucket gives at `now`: as much as a draw takes, less when it holds less, or the time until the least one. */
export function drawAt(fullAt: number | null, allowance: Allowance, now: number): Draw {
  const tokens = Math.min(allowance.draw, tokensAt(fullAt, allowance, now));
  if (tokens < allowance.least) {
    return { kind: "refused", waitMs: (fullAt ?? now) - latestWith(allowance.least, allowance, now) };
  }
  const costMs = inflowMs(tokens, allowance);
  const fresh = fullAt === null || fullAt <= now;
  const latest = latestWith(tokens, allowance, now);
  return { kind: "granted", tokens, fullAt: (fresh ? now : fullAt) + costMs, costMs, latest, fresh };
}

/** Seconds since 1970 at which the table may forget a bucket, however empty it is now. */
export const expiresAt = (allowance: Allowance, now: number): number =>
  Math.ceil((now + inflowMs(allowance.burst, allowance)) / 1_000) + LIMITS.bucketKeptSeconds;
