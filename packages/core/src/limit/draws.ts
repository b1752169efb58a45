import { LIMITS } from "../kernel/limits.ts";
import type { Allowance, Draw } from "./rules.ts";

/** What came of asking for one token. `error` is what the table said, told to the one request that met it. */
export type Taken =
  | { readonly kind: "taken" }
  | { readonly kind: "refused"; readonly waitMs: number }
  | { readonly kind: "uncounted"; readonly error: unknown };

/** Asks the table for a draw; the only way to it. `first`: this function has never had one of this owner. */
export type Source = (first: boolean) => Promise<{ readonly draw: Draw; readonly allowance: Allowance }>;

type Held = {
  met: boolean;
  left: number;
  /** Spent since the last draw. */
  used: number;
  least: number;
  drawnAt: number;
  refusedUntil: number;
  uncountedUntil: number;
  error: unknown;
  drawing: Promise<void> | null;
};

const SECOND_MS = 1_000;
const TAKEN: Taken = { kind: "taken" };

/**
 * The tokens that one warm function holds, by owner, and the refusals it remembers: it asks the table once per draw and
 * once per refusal, however many requests come. One object per function; tests make several for several functions.
 */
export class Draws {
  readonly #held = new Map<string, Held>();

  /** Takes one token of `key`, with a draw when there is none. `now` in milliseconds since 1970. */
  async take(key: string, now: number, source: Source): Promise<Taken> {
    const held = this.#of(key);
    for (;;) {
      letGo(held, now);
      if (held.left > 0) {
        held.left -= 1;
        held.used += 1;
        return TAKEN;
      }
      const waitMs = held.refusedUntil - now;
      if (waitMs > 0) return { kind: "refused", waitMs };
      if (held.uncountedUntil > now) {
        const { error } = held;
        held.error = null;
        return { kind: "uncounted", error };
      }
      // Requests of one owner that come together share one draw.
      held.drawing ??= fill(held, now, source);
      await held.drawing;
    }
  }

  /** Puts a token back that was taken for a request which did not come about. */
  giveBack(key: string): void {
    const held = this.#of(key);
    held.left += 1;
    held.used -= 1;
  }

  /** How long this function knows already that the bucket of `key` gives nothing; 0 = it does not know. */
  waitOf(key: string, now: number): number {
    const held = this.#held.get(key);
    return held && held.left === 0 ? Math.max(0, held.refusedUntil - now) : 0;
  }

  /** The entry of a key, most recently used last; the one used longest ago makes room. */
  #of(key: string): Held {
    const known = this.#held.get(key);
    if (known) {
      this.#held.delete(key);
      this.#held.set(key, known);
      return known;
    }
    for (const [oldest, { drawing }] of this.#held) {
      if (this.#held.size < LIMITS.drawOwnersKept) break;
      if (drawing === null) this.#held.delete(oldest);
    }
    const made: Held = {
      met: false,
      left: 0,
      used: 0,
      least: 0,
      drawnAt: 0,
      refusedUntil: 0,
      uncountedUntil: 0,
      error: null,
      drawing: null,
    };
    this.#held.set(key, made);
    return made;
  }
}

/**
 * A draw that was held too long loses what goes beyond the least one, so that an idle function sits on few tokens; the
 * least stays, because a slow caller would otherwise cost a write per request.
 */
function letGo(held: Held, now: number): void {
  if (now - held.drawnAt < LIMITS.drawSeconds * SECOND_MS) return;
  held.left = Math.min(held.left, Math.max(0, held.least - held.used));
}

/** Asks for a draw and notes what came. Never throws: availability comes before limits. */
async function fill(held: Held, now: number, source: Source): Promise<void> {
  try {
    const { draw, allowance } = await source(!held.met);
    if (draw.kind === "granted")
      Object.assign(held, { met: true, left: draw.tokens, used: 0, least: allowance.least, drawnAt: now });
    else held.refusedUntil = now + draw.waitMs;
  } catch (error) {
    held.uncountedUntil = now + LIMITS.uncountedSeconds * SECOND_MS;
    held.error = error;
  } finally {
    held.drawing = null;
  }
}
