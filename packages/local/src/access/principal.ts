import type { RequestContext } from "./condition.ts";
import { type Policy, type Question, verdictOf } from "./policy.ts";

/** Somebody who asks: a function on its role, a session of a tenant role, or the admin of the local house. */
export interface Principal {
  /** As in the cloud's messages: `arn:aws:sts::<account>:assumed-role/<role>/<session>`. */
  readonly arn: string;
  /** Policy of the role; null for the admin, who may do everything. */
  readonly rolePolicy: Policy | null;
  /** Policy sent along when the session was taken; null without one. */
  readonly sessionPolicy: Policy | null;
  /** Context keys of the principal itself, such as `aws:principaltag/tenant`. */
  readonly context: RequestContext;
}

/** The key under which policies find a session tag. */
export const tagKey = (tag: string): string => `aws:principaltag/${tag}`.toLowerCase();

/**
 * Why a principal may not do what it asks, in the words of the cloud; null when it may. Role and session policy must
 * both allow.
 */
export function refusalOf(principal: Principal, question: Question): string | null {
  if (principal.rolePolicy === null) return null;
  const asked = { ...question, context: { ...question.context, ...principal.context } };
  return (
    spoken(principal.rolePolicy, asked, "identity-based policy") ??
    (principal.sessionPolicy === null ? null : spoken(principal.sessionPolicy, asked, "session policy"))
  );
}

function spoken(policy: Policy, question: Question, kind: string): string | null {
  const verdict = verdictOf(policy, question);
  if (verdict === "allowed") return null;
  if (verdict === "forbidden") return `with an explicit deny in ${kind === "session policy" ? "a" : "an"} ${kind}`;
  return `because no ${kind} allows the ${question.action} action`;
}

/** The sentence with which AWS refuses. */
export const refusalSentence = (principal: Principal, { action, resource }: Omit<Question, "context">, why: string) =>
  `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
