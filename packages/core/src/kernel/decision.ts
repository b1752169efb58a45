import type { Failure } from "./failure.ts";

/** A rule's answer. The same answer disables a button with its reason and refuses the request. */
export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly because: Failure };

export const allow: Decision = { allowed: true };
export const refuse = (because: Failure): Decision => ({ allowed: false, because });

/** The first refusal of several decisions, or leave. */
export const all = (...decisions: readonly Decision[]): Decision => decisions.find((d) => !d.allowed) ?? allow;

/** Throws the refusal of a decision. */
export function ensure(decision: Decision): void {
  if (!decision.allowed) throw decision.because;
}
