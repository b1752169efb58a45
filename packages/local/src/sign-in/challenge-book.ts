import { randomBytes } from "node:crypto";
import { invalidSession } from "./failure.ts";
import type { SrpExchange } from "./srp.ts";

const LIFE_MS = 3 * 60_000;
const MOST_OPEN = 10_000;

export type StepName = "NEW_PASSWORD_REQUIRED" | "SOFTWARE_TOKEN_MFA" | "MFA_SETUP";

interface Opened {
  poolId: string;
  clientId: string;
  userId: string;
}

/** A password exchange under way. Also opened for names nobody bears: the answers must not tell. */
export interface OpenExchange extends Opened {
  kind: "PASSWORD_VERIFIER";
  exchange: SrpExchange;
}

/** A further step for somebody who has proven the password. */
export interface OpenStep extends Opened {
  kind: StepName;
  /** Salt of the proven password: when the password changes meanwhile, the step is void. */
  passwordSalt: string;
  wrongTries: number;
  /** MFA_SETUP only: a code of the new device has been shown within this very step. */
  deviceProven: boolean;
}

export type OpenChallenge = OpenExchange | OpenStep;

/** Challenges under way. They live three minutes, in memory only, and are used once. */
export interface ChallengeBook {
  /** Remembers a challenge and returns its unguessable name. */
  open(challenge: OpenChallenge): string;
  /** The named password exchange, removed: a proof is judged once. */
  takeExchange(name: string): OpenExchange;
  /** The named step, left in place so that a typing error can be mended. */
  step(name: string, kind: StepName): OpenStep;
  close(name: string): void;
}

export function createChallengeBook(now: () => Date): ChallengeBook {
  const open = new Map<string, { challenge: OpenChallenge; untilMs: number }>();

  function find(name: string): OpenChallenge {
    const entry = open.get(name);
    if (!entry || entry.untilMs <= now().getTime()) throw invalidSession();
    return entry.challenge;
  }

  // Insertion order is order of expiry: the stale ones stand in front.
  function prune(): void {
    for (const [name, entry] of open) {
      if (entry.untilMs > now().getTime() && open.size < MOST_OPEN) break;
      open.delete(name);
    }
  }

  return {
    open(challenge) {
      prune();
      const name = randomBytes(96).toString("base64");
      open.set(name, { challenge, untilMs: now().getTime() + LIFE_MS });
      return name;
    },
    takeExchange(name) {
      const challenge = find(name);
      if (challenge.kind !== "PASSWORD_VERIFIER") throw invalidSession();
      open.delete(name);
      return challenge;
    },
    step(name, kind) {
      const challenge = find(name);
      if (challenge.kind !== kind) throw invalidSession();
      return challenge;
    },
    close(name) {
      open.delete(name);
    },
  };
}
