import type { Evaluation, Fields, Found, Plain } from "./evaluation.ts";

/* Questions to an evaluation. */

/** The stages that the suites look at: two with everything, and one of a person, without a domain. */
export type Stages = { readonly production: Evaluation; readonly staging: Evaluation; readonly personal: Evaluation };
export const STAGE_NAMES = ["production", "staging", "personal"] as const;

/** Resources of a type such as `aws:iam/role:Role`. */
export const ofType = ({ resources }: Evaluation, type: string): readonly Found[] =>
  resources.filter((each) => each.type === type);

/** The one resource of this type and name. @throws Error when there is none, or several. */
export function theOne(evaluation: Evaluation, type: string, name: string): Found {
  const found = ofType(evaluation, type).filter((each) => each.name === name);
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} resources ${type} called ${name}`);
  return only;
}

export const isFields = (value: Plain): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A part of the inputs, by steps. Null where there is none. */
export function at(value: Plain, ...steps: readonly (string | number)[]): Plain {
  let here: Plain = value;
  for (const step of steps) {
    if (typeof step === "number") here = Array.isArray(here) ? here[step] : null;
    else here = isFields(here) ? here[step] : null;
  }
  return here ?? null;
}

/** The text at a place; empty where there is none. */
export function textAt(value: Plain, ...steps: readonly (string | number)[]): string {
  const found = at(value, ...steps);
  return typeof found === "string" ? found : "";
}

export const listAt = (value: Plain, ...steps: readonly (string | number)[]): readonly Plain[] => {
  const found = at(value, ...steps);
  return Array.isArray(found) ? found : [];
};

export type Statement = {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};
export type Document = { readonly Version: string; readonly Statement: readonly Statement[] };

/** A policy that a resource carries as text. */
export function documentIn({ inputs, name }: Found, field: string): Document {
  const text = inputs[field];
  if (typeof text !== "string") throw new Error(`${name} has no ${field}`);
  return JSON.parse(text) as Document;
}

export const several = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : [value].flat();
