import { fits, hasVariables, type Pattern, readPattern, type Resolve, UnknownPolicyElement } from "./pattern.ts";

/** What a request says about itself, by context key in lower case. A key with a list is multi-valued even with one value. */
export type RequestContext = Readonly<Record<string, string | readonly string[]>>;

/** One line of a Condition: whether it holds in a context. */
export type ConditionTest = (context: RequestContext, resolve: Resolve) => boolean;

type Every = "ForAllValues" | "ForAnyValue" | undefined;
type Operator = "StringEquals" | "StringLike" | "StringNotEquals" | "Bool" | "Null";
const OPERATORS: readonly Operator[] = ["StringEquals", "StringLike", "StringNotEquals", "Bool", "Null"];
const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/;

/**
 * Compiles one operator with one key and its values.
 *
 * @throws UnknownPolicyElement for an operator that is not among the known ones.
 */
export function readCondition(name: string, key: string, values: readonly string[]): ConditionTest {
  const [, every, word, ifExists] = OPERATOR.exec(name) ?? [];
  const operator = OPERATORS.find((known) => known === word);
  if (operator === undefined) throw new UnknownPolicyElement(`Unknown condition operator ${name}`);
  const contextKey = key.toLowerCase();
  if (operator === "Null") {
    if (every !== undefined || ifExists !== undefined) throw new UnknownPolicyElement(`Unknown operator ${name}`);
    const absent = values.map((value) => truth(value, name));
    return (context) => absent.includes(valueOf(context, contextKey) === undefined);
  }
  const holds = comparison(operator, name, values);
  const set: Every = every === "ForAllValues" || every === "ForAnyValue" ? every : undefined;
  const whenAbsent = absentAnswer(set, operator, ifExists !== undefined);
  return (context, resolve) => {
    const value = valueOf(context, contextKey);
    if (value === undefined) return whenAbsent;
    if (set === undefined) return typeof value === "string" && holds(value, resolve);
    const each = typeof value === "string" ? [value] : value;
    return set === "ForAllValues" ? each.every((one) => holds(one, resolve)) : each.some((one) => holds(one, resolve));
  };
}

/** An empty list says as little as no list. */
function valueOf(context: RequestContext, key: string): string | readonly string[] | undefined {
  const value = context[key];
  return value === undefined || (typeof value !== "string" && value.length === 0) ? undefined : value;
}

/**
 * What a comparison answers about a key that is not there: ForAllValues holds, ForAnyValue never does (also with
 * IfExists), and "not equal" is true of nothing.
 */
function absentAnswer(set: Every, operator: Operator, ifExists: boolean): boolean {
  if (set !== undefined) return set === "ForAllValues";
  return ifExists || operator === "StringNotEquals";
}

function comparison(operator: Exclude<Operator, "Null">, name: string, values: readonly string[]) {
  if (operator === "Bool") {
    const wanted = values.map((value) => truth(value, name));
    return (value: string): boolean => wanted.includes(value.toLowerCase() === "true") && /^(true|false)$/i.test(value);
  }
  const patterns = values.map((value) => readPattern(value, { wildcards: operator === "StringLike" }));
  const among = (value: string, resolve: Resolve): boolean =>
    patterns.some((pattern: Pattern) => fits(pattern, value, resolve));
  if (operator !== "StringNotEquals") return among;
  // The sources disagree about "not equal to a variable that has no value", and nothing of ours needs it.
  if (patterns.some(hasVariables)) throw new UnknownPolicyElement(`A variable in ${name} has no agreed meaning`);
  return (value: string, resolve: Resolve): boolean => !among(value, resolve);
}

function truth(value: string, name: string): boolean {
  if (value !== "true" && value !== "false") throw new UnknownPolicyElement(`${name} compares with true or false only`);
  return value === "true";
}
