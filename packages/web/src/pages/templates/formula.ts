import type { Fault } from "@selaras/core/expression/program.ts";

/* The parts of the formula editor that know no screen. */

/** Something a formula may name: an entry, a figure, or a function with what it is given. */
export type Name = {
  /** What is written into the formula. */
  readonly text: string;
  readonly label: string;
  readonly kind: "name" | "function" | "judge";
};

export type Word = { readonly start: number; readonly text: string };

/** The name that is being written where the caret stands. */
export function wordAt(source: string, caret: number): Word {
  const text = /[A-Za-z_]\w*$/.exec(source.slice(0, caret))?.[0] ?? "";
  return { start: caret - text.length, text };
}

const MOST_SHOWN = 8;
/** Names that go with what was begun, those that begin so first; without a beginning everything, in the given order. */
export function suggestions(begun: string, names: readonly Name[]): readonly Name[] {
  const wanted = begun.toLowerCase();
  const begins = names.filter((name) => name.text.toLowerCase().startsWith(wanted));
  const within = names.filter(
    (name) =>
      !begins.includes(name) &&
      wanted.length > 1 &&
      (name.text.toLowerCase().includes(wanted) || name.label.toLowerCase().includes(wanted)),
  );
  const found = [...begins, ...within];
  // What is already written in full needs no list.
  return found.length === 1 && found[0]?.text === begun ? [] : found.slice(0, MOST_SHOWN);
}

/** The source with a name in place of what was begun, and where the caret stands then: inside the brackets of a function. */
export function completed(source: string, word: Word, name: Name): { readonly source: string; readonly caret: number } {
  const after = source.slice(word.start + word.text.length);
  const open = name.kind === "function" && !after.startsWith("(");
  const written = open ? `${name.text}()` : name.text;
  const caret = word.start + written.length - (open ? 1 : 0);
  return { source: `${source.slice(0, word.start)}${written}${after}`, caret };
}

export type Piece = { readonly text: string; readonly faulty: boolean };
/** The source cut where faults begin and end. A fault at the very end marks a place to write on. */
export function pieces(source: string, faults: readonly Fault[]): readonly Piece[] {
  const spans = faults.map(({ at }) => [at.start, Math.max(at.end, at.start + 1)] as const);
  const faulty = (i: number): boolean => spans.some(([start, end]) => i >= start && i < end);
  const found: { text: string; faulty: boolean }[] = [];
  const length = Math.max(source.length, ...spans.map(([, end]) => Math.min(end, source.length + 1)));
  for (let i = 0; i < length; i += 1) {
    const letter = source[i] ?? " ";
    const last = found.at(-1);
    if (last && last.faulty === faulty(i)) last.text += letter;
    else found.push({ text: letter, faulty: faulty(i) });
  }
  return found;
}
