/**
 * Texts of access policies with their wildcards and variables: `*`, `?`, `${aws:PrincipalTag/tenant}`.
 * Source: IAM user guide, "Policy variables" and "Wildcards".
 */

/** Gives the value of a context key, or undefined when the request has none (or several: they cannot stand in a text). */
export type Resolve = (key: string) => string | undefined;

const MANY = Symbol("*");
const ONE = Symbol("?");
type Token = string | typeof MANY | typeof ONE;
type Part = Token | { readonly variable: string };

/** A policy that uses something this evaluator does not know: guessing would be worse than stopping. */
export class UnknownPolicyElement extends Error {}

/** A compiled text. */
export interface Pattern {
  readonly parts: readonly Part[];
  /** The parts, when none is a variable; compiled once. */
  readonly fixed: readonly Token[] | null;
}

const PIECE = /\$\{([^}]*)\}|([*?])|((?:(?!\$\{)[^*?])+)|(\$\{)/g;
const SIGNS = ["*", "?", "$"];
const VARIABLE = /^[A-Za-z0-9-]+:[A-Za-z0-9/+=._@-]+$/;

/**
 * Compiles a text. Without `wildcards` the signs `*` and `?` mean themselves.
 *
 * @throws UnknownPolicyElement for a variable with a default value and for anything else between `${` and `}`.
 */
export function readPattern(text: string, { wildcards }: { readonly wildcards: boolean }): Pattern {
  const parts = [...text.matchAll(PIECE)].map(([whole, variable, sign]): Part => {
    if (sign !== undefined) return !wildcards ? sign : sign === "*" ? MANY : ONE;
    if (variable === undefined && whole !== "${") return whole;
    if (variable !== undefined && SIGNS.includes(variable)) return variable;
    if (variable === undefined || !VARIABLE.test(variable))
      throw new UnknownPolicyElement(`Unknown variable in ${text}`);
    return { variable: variable.toLowerCase() };
  });
  const tokens = parts.filter((part) => typeof part !== "object");
  return { parts, fixed: tokens.length === parts.length ? tokens : null };
}

/** Whether a compiled text has variables. */
export const hasVariables = (pattern: Pattern): boolean => pattern.fixed === null;

/** Whether a value fits. A variable without a value never fits; what is put in for one is literal, wildcards included. */
export function fits(pattern: Pattern, value: string, resolve: Resolve): boolean {
  const tokens = pattern.fixed ?? resolved(pattern.parts, resolve);
  if (tokens === null) return false;
  // Most texts of our policies are plain ones.
  return tokens.length === 1 && typeof tokens[0] === "string" ? tokens[0] === value : matches(tokens, value);
}

function resolved(parts: readonly Part[], resolve: Resolve): readonly Token[] | null {
  const tokens: Token[] = [];
  for (const part of parts) {
    if (typeof part !== "object") tokens.push(part);
    else {
      const value = resolve(part.variable);
      if (value === undefined) return null;
      tokens.push(value);
    }
  }
  return tokens;
}

/** After a mismatch only the last `*` takes one sign more, so a long text costs little whatever the pattern. */
function matches(tokens: readonly Token[], value: string): boolean {
  let at = 0;
  let position = 0;
  let many = -1;
  let taken = 0;
  for (;;) {
    const token = tokens[at];
    if (token === undefined && position === value.length) return true;
    if (token === MANY) {
      many = at;
      taken = position;
      at += 1;
    } else if (token === ONE && position < value.length) {
      position += 1;
      at += 1;
    } else if (typeof token === "string" && value.startsWith(token, position)) {
      position += token.length;
      at += 1;
    } else {
      if (many < 0 || taken >= value.length) return false;
      taken += 1;
      position = taken;
      at = many + 1;
    }
  }
}
