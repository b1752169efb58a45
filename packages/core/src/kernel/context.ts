import { AsyncLocalStorage } from "node:async_hooks";
import { decodeTime, ulid } from "ulid";
import * as v from "valibot";
import { presentInstant } from "./clock.ts";
import { notFound } from "./failure.ts";
import { CommandId, type PersonId, type PostKind, type Subject, type TenantId, type UnitId } from "./id.ts";

/** A post held now: the source of every authority. */
export type HeldPost = {
  readonly kind: PostKind;
  readonly unit: UnitId;
  readonly title: string;
  readonly holding: "definitif" | "plt" | "plh" | "pj";
  readonly decree: string | null;
};

export type Official = {
  readonly kind: "official";
  readonly tenant: TenantId;
  readonly subject: Subject;
  readonly person: PersonId;
  readonly name: string;
  /** The posts in force now; when the person chose one to act in, only that one. */
  readonly posts: readonly HeldPost[];
  /** When the person last gave password and code, by the machine's time; absent or null where nobody knows. */
  readonly authenticatedAt?: Date | null;
};
/** The product itself: jobs, stream consumers, seeds. Always within one tenant, always by name. */
export type System = { readonly kind: "system"; readonly tenant: TenantId; readonly job: string };
/** Somebody who signed in but has not chosen a tenant yet: may ask for the own memberships and nothing else. */
export type Identity = { readonly kind: "identity"; readonly subject: Subject };
/** Anybody, without signing in, on the public site of one tenant: sees public projections and nothing else. */
export type Visitor = { readonly kind: "visitor"; readonly tenant: TenantId };
export type Actor = Official | System | Identity | Visitor;

export type Context = {
  readonly actor: Actor;
  readonly now: Date;
  readonly command: CommandId;
  readonly requestId: string;
};

const storage = new AsyncLocalStorage<Context>();

/** Runs `work` on behalf of an actor at one fixed instant. */
export const within = <T>(context: Context, work: () => Promise<T>): Promise<T> => storage.run(context, work);

/** The context of the running request. There is no fallback: code outside a context is a defect. */
export function context(): Context {
  const found = storage.getStore();
  if (!found) throw new Error("No actor: this code runs outside of a context");
  return found;
}

/**
 * The tenant on whose records the running request works. Never a parameter. Visitors and identities have none: whatever
 * they ask for does not exist.
 */
export function tenantId(): TenantId {
  const { actor } = context();
  if (actor.kind === "official" || actor.kind === "system") return actor.tenant;
  throw notFound({});
}

/** The tenant whose credentials the running request works on; null outside of a request, for visitors and identities. */
export function actingTenant(): TenantId | null {
  const actor = storage.getStore()?.actor;
  return actor?.kind === "official" || actor?.kind === "system" ? actor.tenant : null;
}

/** The tenant whose public projections a visitor reads or the product itself writes. For anybody else there are none. */
export function publicTenantId(): TenantId {
  const { actor } = context();
  if (actor.kind === "visitor" || actor.kind === "system") return actor.tenant;
  throw notFound({});
}

/** A new ULID at the instant given. */
export const newId = (at: Date): CommandId => v.parse(CommandId, ulid(at.getTime()));

/** When a command was made, by the device's clock (milliseconds since 1970). */
export const commandTime = (id: CommandId): number => decodeTime(id);

/** The context of a job of the product inside one tenant. */
export function systemContext(tenant: TenantId, job: string, command?: CommandId): Context {
  const now = presentInstant();
  const id = command ?? newId(now);
  return { actor: { kind: "system", tenant, job }, now, command: id, requestId: id };
}
