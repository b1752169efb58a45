import { randomBytes } from "node:crypto";
import type { Principal } from "./principal.ts";

/** A key pair, with a token when it belongs to a session. */
export interface AccessKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What a pair of access key and token turns out to be. */
export type Recognised =
  | { readonly kind: "known"; readonly principal: Principal; readonly secretAccessKey: string }
  | { readonly kind: "unknown" | "wrong token" | "expired" };

/** A session as the service gives it. */
export interface GivenSession {
  readonly keys: Required<AccessKeys>;
  /** When it ends, in milliseconds since 1970. */
  readonly until: number;
}

/** Everybody whose keys are known: those that stand for good, and the sessions that were given. */
export interface KeyRing {
  add(keys: AccessKeys, principal: Principal): void;
  /** Gives new keys that end `seconds` from now. */
  giveSession(principal: Principal, seconds: number): GivenSession;
  find(accessKeyId: string, token: string | undefined): Recognised;
}

type Kept = { readonly keys: AccessKeys; readonly principal: Principal; readonly until: number };

/** How long an ended session is still called expired instead of unknown, in milliseconds. */
const REMEMBERED_MS = 3_600_000;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** `now` gives milliseconds since 1970. */
export function keyRing(now: () => number): KeyRing {
  const kept = new Map<string, Kept>();
  const forgetOld = (): void => {
    for (const [id, { until }] of kept) if (until + REMEMBERED_MS < now()) kept.delete(id);
  };
  return {
    add(keys, principal) {
      kept.set(keys.accessKeyId, { keys, principal, until: Number.POSITIVE_INFINITY });
    },
    giveSession(principal, seconds) {
      forgetOld();
      const keys = {
        // Temporary keys of AWS begin with these letters, and some programs look at them.
        accessKeyId: `ASIA${[...randomBytes(16)].map((byte) => LETTERS[byte % LETTERS.length]).join("")}`,
        secretAccessKey: randomBytes(30).toString("base64"),
        sessionToken: randomBytes(96).toString("base64"),
      };
      const until = now() + seconds * 1000;
      kept.set(keys.accessKeyId, { keys, principal, until });
      return { keys, until };
    },
    find(accessKeyId, token) {
      const found = kept.get(accessKeyId);
      if (found === undefined) return { kind: "unknown" };
      if (found.keys.sessionToken !== token) return { kind: "wrong token" };
      if (found.until <= now()) return { kind: "expired" };
      return { kind: "known", principal: found.principal, secretAccessKey: found.keys.secretAccessKey };
    },
  };
}
