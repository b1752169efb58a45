import { CognitoFailure } from "./failure.ts";
import type { LockoutRecord } from "./records.ts";

const FREE_FAILURES = 5;
const FIRST_LOCK_MS = 1000;
const LONGEST_LOCK_MS = 15 * 60_000;
/** Failures are forgotten after this much quiet. */
const MEMORY_MS = 15 * 60_000;

/** Counts wrong passwords and codes per name, whether anybody bears the name or not. */
export interface Lockout {
  /** Refuses while the name is locked; such a try neither counts nor prolongs the lock. */
  check(key: string): void;
  fail(key: string): void;
  clear(key: string): void;
  /** Entries still worth remembering. */
  entries(): [string, LockoutRecord][];
}

/**
 * The service's own rule: from the fifth failure on the name is locked, first for one second, then for twice as long
 * each time, up to 15 minutes; a full sign-in or 15 quiet minutes clears it.
 */
export function createLockout(remembered: readonly [string, LockoutRecord][], now: () => Date): Lockout {
  const records = new Map(remembered);

  function fresh(key: string): LockoutRecord | undefined {
    const record = records.get(key);
    if (record && now().getTime() - record.lastFailureMs >= MEMORY_MS) {
      records.delete(key);
      return undefined;
    }
    return record;
  }

  return {
    check(key) {
      const record = fresh(key);
      if (record && now().getTime() < record.lockedUntilMs) {
        throw new CognitoFailure("NotAuthorizedException", "Password attempts exceeded");
      }
    },
    fail(key) {
      const failures = (fresh(key)?.failures ?? 0) + 1;
      const lockMs =
        failures < FREE_FAILURES ? 0 : Math.min(FIRST_LOCK_MS * 2 ** (failures - FREE_FAILURES), LONGEST_LOCK_MS);
      const lastFailureMs = now().getTime();
      records.set(key, { failures, lastFailureMs, lockedUntilMs: lastFailureMs + lockMs });
    },
    clear(key) {
      records.delete(key);
    },
    entries() {
      return [...records].filter(([key]) => fresh(key) !== undefined);
    },
  };
}
