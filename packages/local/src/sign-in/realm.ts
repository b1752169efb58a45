import { createHmac } from "node:crypto";
import { CognitoFailure, userNotFound } from "./failure.ts";
import type { ChallengeBook } from "./challenge-book.ts";
import type { Lockout } from "./lockout.ts";
import type { ClientSettings, PoolSettings, UserRecord } from "./records.ts";
import type { Signer } from "./signer.ts";
import { folded, type Directory } from "./users.ts";

/** A mail with something secret in it: a temporary password (`invite`) or a code of six digits. */
export interface SignInMail {
  to: string;
  kind: "invite" | "reset" | "verify";
  username: string;
  code: string;
}

export interface Pool {
  readonly id: string;
  /** The part of the id behind the underscore: it goes into every password proof. */
  readonly name: string;
  settings: PoolSettings;
  readonly clients: Map<string, ClientSettings>;
  readonly users: Directory;
}

/** A client of a pool, as public calls name it. */
export interface Client {
  pool: Pool;
  settings: ClientSettings;
}

/** Everything an operation works on. */
export interface Realm {
  readonly region: string;
  readonly pools: Map<string, Pool>;
  readonly signer: Signer;
  readonly lockout: Lockout;
  readonly challenges: ChallengeBook;
  readonly simulationSecret: string;
  now: () => Date;
  /** Something changed outside a durable operation; it reaches the disk a little later. */
  touch: () => void;
  sendMail: (mail: SignInMail) => void;
}

/** The pool an operator names. */
export function poolOf(realm: Realm, poolId: string): Pool {
  const pool = realm.pools.get(poolId);
  if (!pool) throw new CognitoFailure("ResourceNotFoundException", `User pool ${poolId} does not exist.`);
  return pool;
}

/** The client a public call names, with its pool. */
export function clientOf(realm: Realm, clientId: string): Client {
  for (const pool of realm.pools.values()) {
    const settings = pool.clients.get(clientId);
    if (settings) return { pool, settings };
  }
  throw new CognitoFailure("ResourceNotFoundException", `User pool client ${clientId} does not exist.`);
}

/** The user an operator names. */
export function userOf(pool: Pool, name: string): UserRecord {
  const user = pool.users.find(name);
  if (!user) throw userNotFound();
  return user;
}

/** The name under which failures are counted: one per person, however they spell it. */
export function lockoutKey(pool: Pool, name: string): string {
  return `${pool.id}/${folded(pool.users.find(name)?.username ?? name)}`;
}

/**
 * A stable made-up value (64 hexadecimal digits) for a name nobody bears: asked twice, the answer is the same, as it
 * would be for a real user.
 */
export function simulated(realm: Realm, pool: Pool, purpose: string, name: string): string {
  return createHmac("sha256", realm.simulationSecret)
    .update(`${purpose}/${pool.id}/${folded(name)}`)
    .digest("hex");
}
