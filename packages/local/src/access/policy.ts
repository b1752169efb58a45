import { type ConditionTest, readCondition, type RequestContext } from "./condition.ts";
import { fits, type Pattern, readPattern, type Resolve, UnknownPolicyElement } from "./pattern.ts";

/**
 * A small evaluator of IAM policy documents: Allow and Deny, Action, Resource, Condition. What it does not know it
 * refuses to read, so that no line of a policy is passed over in silence.
 * Source: IAM user guide, "Policy evaluation logic" and "JSON policy element reference".
 */

/** What is asked: may this action be done to this resource, in this context? */
export interface Question {
  /** Such as `dynamodb:Query`. */
  readonly action: string;
  /** An ARN, or `*` for what concerns no single thing. */
  readonly resource: string;
  readonly context: RequestContext;
}

/** `unmentioned`: no statement speaks of it, which refuses as well. */
export type Verdict = "allowed" | "forbidden" | "unmentioned";

interface Statement {
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly Pattern[];
  readonly resources: readonly ResourceTest[];
  readonly conditions: readonly ConditionTest[];
}
type ResourceTest = (arn: readonly string[] | null, resolve: Resolve) => boolean;

/** A document, compiled. */
export type Policy = readonly Statement[];

const STATEMENT_ELEMENTS = ["Sid", "Effect", "Action", "Resource", "Condition"];

/**
 * Compiles a policy document (its JSON, parsed).
 *
 * @throws UnknownPolicyElement for every element, operator or form that the evaluator does not know.
 */
export function readPolicy(document: unknown): Policy {
  const { Version, Statement, ...rest } = fieldsOf(document, "The policy");
  requireNone(rest, ["Id"]);
  // Older versions know no variables; a document without one would mean something else than it seems to.
  if (Version !== "2012-10-17") throw new UnknownPolicyElement("The policy's version must be 2012-10-17");
  const statements: readonly unknown[] = Array.isArray(Statement) ? Statement : [Statement];
  return statements.map(readStatement);
}

function readStatement(statement: unknown): Statement {
  const fields = fieldsOf(statement, "A statement");
  requireNone(fields, STATEMENT_ELEMENTS);
  const { Effect, Action, Resource, Condition = {} } = fields;
  if (Effect !== "Allow" && Effect !== "Deny") throw new UnknownPolicyElement("Effect is Allow or Deny");
  const conditions = Object.entries(fieldsOf(Condition, "Condition")).flatMap(([operator, keys]) =>
    Object.entries(fieldsOf(keys, operator)).map(([key, values]) => readCondition(operator, key, texts(values, key))),
  );
  return {
    effect: Effect,
    actions: texts(Action, "Action").map((action) => readPattern(action.toLowerCase(), { wildcards: true })),
    resources: texts(Resource, "Resource").map(readResource),
    conditions,
  };
}

const ARN_PARTS = 6;
const SEGMENTS = /^([^:]*):([^:]*):([^:]*):([^:]*):([^:]*):([^]*)$/;
const WILD = { wildcards: true };

/** An ARN is compared part by part, so that a wildcard in one part does not reach into the next. */
function readResource(text: string): ResourceTest {
  if (text === "*") return () => true;
  const parts = SEGMENTS.exec(text)?.slice(1);
  if (parts === undefined || parts.slice(0, -1).some((part) => part.includes("$"))) {
    throw new UnknownPolicyElement(`Resource is * or an ARN with variables in its last part only: ${text}`);
  }
  const patterns = parts.map((part) => readPattern(part, WILD));
  return (arn, resolve) => arn !== null && patterns.every((pattern, part) => fits(pattern, arn[part] ?? "", resolve));
}

/** Decides what one document says of a question. An explicit Deny wins over every Allow. */
export function verdictOf(policy: Policy, { action, resource, context }: Question): Verdict {
  const resolve: Resolve = (key) => {
    const value = context[key];
    return typeof value === "string" ? value : undefined;
  };
  const name = action.toLowerCase();
  const arn = SEGMENTS.exec(resource)?.slice(1, ARN_PARTS + 1) ?? null;
  const applies = ({ actions, resources, conditions }: Statement): boolean =>
    actions.some((pattern) => fits(pattern, name, resolve)) &&
    resources.some((test) => test(arn, resolve)) &&
    conditions.every((test) => test(context, resolve));
  let verdict: Verdict = "unmentioned";
  for (const statement of policy) {
    if (verdict === "allowed" && statement.effect === "Allow") continue;
    if (!applies(statement)) continue;
    if (statement.effect === "Deny") return "forbidden";
    verdict = "allowed";
  }
  return verdict;
}

function fieldsOf(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new UnknownPolicyElement(`${what} must be an object`);
  }
  return { ...value };
}

function requireNone(fields: Record<string, unknown>, known: readonly string[]): void {
  const strange = Object.keys(fields).find((name) => !known.includes(name));
  if (strange !== undefined) throw new UnknownPolicyElement(`Unknown policy element ${strange}`);
}

function texts(value: unknown, what: string): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const found = list.filter((each) => typeof each === "string");
  if (found.length !== list.length || found.length === 0) throw new UnknownPolicyElement(`${what} must be text`);
  return found;
}
