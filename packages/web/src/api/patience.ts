import { type ApiFailure, cancelled } from "./failure.ts";

/** A call that the server asked to come later, as the person sees it. */
export type Hold = {
  /** Entries are kept whatever happens; an act is the person's and may be given up; a page only loads later. */
  readonly kind: "save" | "act" | "read";
  /** Too many requests of this account or regency; otherwise the service is busy. */
  readonly rush: boolean;
  /** When it is sent again, in milliseconds since 1970 by the device's clock. */
  readonly until: number;
  /** Gives an act up; null for what is never given up or simply left. */
  readonly cancel: (() => void) | null;
};

export type Pausing = {
  readonly now: () => number;
  /** A number in [0, 1), so that those who were refused together do not come back together. */
  readonly chance: () => number;
  /** Resolves after that long; rejects at once when the signal aborts. */
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Shows that a call is held; the result ends it. */
  readonly hold: (hold: Hold) => () => void;
};

/** An answer that asks to come later: `until` is the instant it names, `failure` what is told when nobody waits so long. */
export type Later = { readonly until: number; readonly failure: ApiFailure };

/** All waits of one call together; a person who sees no end after two minutes is told instead. */
const LONGEST_MS = 120_000;
const SPREAD_MS = 2_000;
const UNTOLD_MS = 2_000;
/** Also when the server says "at once": a call that was refused never runs against the door. */
const LEAST_MS = 1_000;
const TOO_MANY = 429;
const UNAVAILABLE = 503;

/** What `Retry-After` says, in milliseconds: seconds or a date (RFC 9110, 10.2.3); null when it says nothing readable. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1_000;
  // Dates begin with the day's name; what else a browser takes for a date is none.
  const date = /^\s*[A-Z][a-z]{2},/.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** Resolves after that long; an abort ends it at once with an `AbortError`. */
export const wait = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    const abort = () => {
      clearTimeout(timer);
      reject(new DOMException("The wait was given up", "AbortError"));
    };
    if (signal?.aborted === true) abort();
    else signal?.addEventListener("abort", abort, { once: true });
  });

/** The server is short of something for this one act, not for everybody: others need not wait. */
const ofOneAct = (failure: ApiFailure): boolean => failure.code === "kernel.busy";

/** Waits as the server says. One for all calls of a tab: what one was told, the others need not ask again. */
export function createPatience(around: Pausing) {
  let shut: Later | null = null;

  /** Until when this answer asks to wait; null when it does not ask. */
  const told = (failure: ApiFailure, retryAfter: string | null): Later | null => {
    const asked = retryAfterMs(retryAfter, around.now());
    const milliseconds = asked ?? (failure.status === TOO_MANY ? UNTOLD_MS : null);
    if (milliseconds === null || ![TOO_MANY, UNAVAILABLE].includes(failure.status)) return null;
    const later = { until: around.now() + Math.max(LEAST_MS, milliseconds), failure };
    if (!ofOneAct(failure) && later.until > (shut?.until ?? 0)) shut = later;
    return later;
  };

  /** What every call of this tab waits for at the moment. */
  const standing = (): Later | null => (shut !== null && shut.until > around.now() ? shut : null);

  /**
   * The patience of one call. `inDoubt`: an earlier attempt may have arrived.
   * @throws ApiFailure the server's refusal when the wait would be too long, or `cancelled` when the person gave it up
   */
  const ofCall = (kind: Hold["kind"], signal: AbortSignal | undefined) => {
    let left = LONGEST_MS;
    return async ({ until, failure }: Later, inDoubt: boolean): Promise<void> => {
      const milliseconds = until - around.now() + around.chance() * SPREAD_MS;
      if (milliseconds > left) throw failure;
      left -= milliseconds;
      const stop = new AbortController();
      const abort = () => stop.abort();
      signal?.addEventListener("abort", abort);
      const release = around.hold({
        kind,
        rush: failure.status === TOO_MANY && !ofOneAct(failure),
        until: around.now() + milliseconds,
        cancel: kind === "act" ? abort : null,
      });
      try {
        await around.wait(milliseconds, stop.signal);
      } catch (thrown) {
        throw signal?.aborted === true ? thrown : cancelled(failure.requestId, inDoubt);
      } finally {
        release();
        signal?.removeEventListener("abort", abort);
      }
    };
  };

  return { told, standing, ofCall };
}
