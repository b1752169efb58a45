import { type Actor, type HeldPost, newId, within } from "@selaras/core/kernel/context.ts";
import { PersonId, Subject, TenantId } from "@selaras/core/kernel/id.ts";
import * as v from "valibot";
import { actAs } from "../environment.ts";

/**
 * Runs an operation of the product as the product itself, at an instant of the past: on the operator's role, or as the
 * program that does such work later.
 */
export function asProduct<T>(
  tenant: string,
  at: Date,
  work: () => Promise<T>,
  program: "operator" | "worker" = "operator",
): Promise<T> {
  const command = newId(at);
  const actor: Actor = { kind: "system", tenant: v.parse(TenantId, tenant), job: "benih" };
  return actAs(program, () => within({ actor, now: at, command, requestId: command }, work));
}

export type Somebody = {
  readonly person: string;
  readonly subject: string;
  readonly name: string;
  readonly posts: readonly HeldPost[];
};

/** Runs an operation of the product as one of its officials would have, at an instant of the past. */
export function asOfficial<T>(tenant: string, who: Somebody, at: Date, work: () => Promise<T>): Promise<T> {
  const command = newId(at);
  const actor: Actor = {
    kind: "official",
    tenant: v.parse(TenantId, tenant),
    subject: v.parse(Subject, who.subject),
    person: v.parse(PersonId, who.person),
    name: who.name,
    posts: who.posts,
  };
  return actAs("api", () => within({ actor, now: at, command, requestId: command }, work));
}
