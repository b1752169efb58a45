import type { Demand } from "../access/demand.ts";
import { Refusal } from "./refusal.ts";

/** Somebody whose signature the store verifies, and what it may do. */
export interface StoreCaller {
  readonly secretAccessKey: string;
  /** Why the demands are refused, as a sentence for the caller; null when all of them may pass. */
  refusal(demands: readonly Demand[]): string | null;
  /** Whether it may learn that a bucket does not hold a key. */
  maySeeAbsence(bucket: string): boolean;
}

/** Everybody whom the store knows. */
export interface Callers {
  /** Raises InvalidAccessKeyId, InvalidToken or ExpiredToken. */
  find(accessKeyId: string, token: string | undefined): StoreCaller;
}

/** The one key pair of a store without policies: it may do everything. */
export function keyHolder(accessKeyId: string, secretAccessKey: string): Callers {
  const caller: StoreCaller = { secretAccessKey, refusal: () => null, maySeeAbsence: () => true };
  return {
    find(id, token) {
      if (id !== accessKeyId) throw new Refusal("InvalidAccessKeyId");
      if (token !== undefined) throw new Refusal("InvalidToken");
      return caller;
    },
  };
}

/** Raises AccessDenied, with the sentence that says why, unless the caller may do all of it. */
export function requireAllowed(caller: StoreCaller, demands: readonly Demand[]): void {
  const why = caller.refusal(demands);
  if (why !== null) throw new Refusal("AccessDenied", why);
}

/** Does something with an object; who may not list the bucket hears "denied" about a key that is not there. */
export async function withoutTellingAbsence<T>(caller: StoreCaller, bucket: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const tells = error instanceof Refusal && (error.code === "NoSuchKey" || error.code === "NoSuchVersion");
    if (tells && !caller.maySeeAbsence(bucket)) throw new Refusal("AccessDenied");
    throw error;
  }
}
