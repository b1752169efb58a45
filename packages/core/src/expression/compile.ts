import { checkTree } from "./check.ts";
import { parseSource } from "./environment.ts";
import { type Fault, type Program, readsOf, type Scope } from "./program.ts";
import { translate } from "./translate.ts";

export type Compiled =
  | { readonly ok: true; readonly program: Program }
  | { readonly ok: false; readonly errors: readonly Fault[] };

/**
 * Parses and checks an expression against the names it may use: grammar, limits, unknown names, types and units.
 * @returns a program to evaluate, or every fault with its place in the source and a message for the screen.
 */
export function compile(source: string, scope: Scope): Compiled {
  const parsed = parseSource(source);
  if (!parsed.ok) return parsed;
  const { root, errors: misshapen } = translate(parsed.ast, source, scope);
  // A part that could not be translated has no type; checking around it would only add echoes of the same fault.
  if (misshapen.length > 0) return { ok: false, errors: misshapen };
  const { shape, errors } = checkTree(root, scope);
  if (errors.length > 0) {
    return { ok: false, errors: errors.toSorted((a, b) => a.at.start - b.at.start || a.at.end - b.at.end) };
  }
  const program = { source, root, reads: readsOf(root), type: shape.type };
  return { ok: true, program: shape.unit === undefined ? program : { ...program, unit: shape.unit } };
}
