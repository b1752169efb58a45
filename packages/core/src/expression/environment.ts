import { type ASTNode, Environment, ParseError } from "@marcbachmann/cel-js";
import type { Fault, Span } from "./program.ts";

/** Longest expression, in characters. */
export const MAX_SOURCE_CHARACTERS = 1_000;
/** Deepest nesting of the parsed tree. A chain a + b + c nests once per sign. */
export const MAX_TREE_DEPTH = 100;
const MAX_TREE_NODES = 500;
const MAX_NESTED_GROUPS = 24;
const MAX_ARGUMENTS = 32;

// The library gives grammar, precedence and limits; its evaluator is left aside. It turns 0.1 into a float and needs
// a bool for `?:` and `&&`, whereas here a literal is exact (its text is cut from the source by position) and a
// comparison may be missing. So the tree is translated (translate.ts), checked (check.ts) and run (evaluate.ts) by us.
let made: Environment | undefined;
/** Made with the first formula: it registers its hundreds of operators, and most requests meet no formula. */
function environment(): Environment {
  made ??= new Environment({
    limits: {
      maxAstNodes: MAX_TREE_NODES,
      maxDepth: MAX_NESTED_GROUPS,
      maxListElements: MAX_ARGUMENTS,
      maxMapEntries: MAX_ARGUMENTS,
      maxCallArguments: MAX_ARGUMENTS,
    },
  });
  return made;
}

export type { ASTNode };
export type Parsed =
  | { readonly ok: true; readonly ast: ASTNode }
  | { readonly ok: false; readonly errors: readonly Fault[] };

/** Parses CEL text within the limits. Never throws for a faulty source. */
export function parseSource(source: string): Parsed {
  if (source.trim() === "") return refused({ start: 0, end: source.length }, "Rumus masih kosong.");
  if (source.length > MAX_SOURCE_CHARACTERS) {
    return refused(
      { start: MAX_SOURCE_CHARACTERS, end: source.length },
      `Rumus terlalu panjang; paling banyak ${MAX_SOURCE_CHARACTERS} karakter.`,
    );
  }
  try {
    const { ast } = environment().parse(source);
    return depthOf(ast) > MAX_TREE_DEPTH ? refused(wholeOf(source), TOO_DEEP) : { ok: true, ast };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const at = error.range ?? wholeOf(source);
    return refused({ start: at.start, end: at.end }, explained(error, source, at));
  }
}

const TOO_DEEP = "Rumus terlalu rumit; pecah menjadi beberapa isian hitungan.";

function explained(error: ParseError, source: string, at: Span): string {
  if (error.code === "limit_exceeded") return TOO_DEEP;
  const around = source.slice(Math.max(0, at.start - 1), at.end + 1);
  if (/^\d?,\d?$/.test(around) && around.length > 1) {
    return "Di dalam rumus, desimal ditulis dengan titik, misalnya 0.5.";
  }
  if (at.start >= source.trimEnd().length) return "Rumus belum selesai; ada bagian atau kurung tutup yang kurang.";
  return `Bagian "${source.slice(at.start, Math.max(at.end, at.start + 1))}" tidak dapat dibaca di sini.`;
}

function depthOf(node: ASTNode): number {
  let deepest = 0;
  const waiting: { node: ASTNode; depth: number }[] = [{ node, depth: 1 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    deepest = Math.max(deepest, next.depth);
    for (const child of childrenOf(next.node)) waiting.push({ node: child, depth: next.depth + 1 });
  }
  return deepest;
}

function childrenOf(node: ASTNode): readonly ASTNode[] {
  const { args } = node;
  return isNode(args) ? [args] : Array.isArray(args) ? args.flat(2).filter(isNode) : [];
}

function isNode(candidate: unknown): candidate is ASTNode {
  return typeof candidate === "object" && candidate !== null && "op" in candidate && "args" in candidate;
}

function wholeOf(source: string): Span {
  return { start: 0, end: source.length };
}

function refused(at: Span, message: string): Parsed {
  return { ok: false, errors: [{ at, message }] };
}
