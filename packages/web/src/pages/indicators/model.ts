import { decimal } from "@selaras/core/kernel/decimal.ts";
import { formatNumber } from "@selaras/core/kernel/format.ts";
import { parseTyped } from "@selaras/core/kernel/number-input.ts";
import { type ScaleProblem, scaleProblems } from "@selaras/core/indicator/scale-problems.ts";
import type { Edge, Method, Scale, ScaleClass } from "@selaras/core/indicator/schema.ts";
import { words } from "./words.ts";

/** A number as the catalogue keeps it, for reading and for typing. */
export const shownAmount = (amount: string): string => formatNumber(decimal(amount));

const RULE = { decimals: 6, negative: true };
/** What was typed as a number: its decimal text, or why it is none. */
export const typedAmount = (typed: string) => parseTyped(typed, RULE);

export type EdgeKind = "open" | "inclusive" | "exclusive";
export type EdgeDraft = { readonly kind: EdgeKind; readonly typed: string };
/** A class while it is being typed. */
export type ClassDraft = Pick<ScaleClass, "label" | "tone" | "everyPart"> & {
  readonly from: EdgeDraft;
  readonly to: EdgeDraft;
};

/** A class of which nothing is typed yet. */
export const NEW_CLASS: ClassDraft = {
  label: "",
  tone: "neutral",
  everyPart: false,
  from: { kind: "open", typed: "" },
  to: { kind: "open", typed: "" },
};

const edgeDraft = (edge: Edge | null): EdgeDraft =>
  edge === null
    ? { kind: "open", typed: "" }
    : { kind: edge.inclusive ? "inclusive" : "exclusive", typed: shownAmount(edge.value) };
export const classDraft = (each: ScaleClass): ClassDraft => ({
  ...each,
  from: edgeDraft(each.from),
  to: edgeDraft(each.to),
});

/** Why a bound cannot be read; undefined when it can. */
export function edgeFault({ kind, typed }: EdgeDraft): string | undefined {
  if (kind === "open") return undefined;
  const read = typedAmount(typed);
  return read.ok ? undefined : read.message;
}

function edgeOf({ kind, typed }: EdgeDraft): Edge | null {
  const read = kind === "open" ? undefined : typedAmount(typed);
  return read?.ok ? { value: read.text, inclusive: kind === "inclusive" } : null;
}

export type Judged = {
  readonly classes: readonly ScaleClass[];
  /** Empty = it may be saved. */
  readonly faults: readonly string[];
  readonly problems: readonly ScaleProblem[];
};

/** The classes as typed, and everything that keeps them from being saved. Bounds are compared once all can be read. */
export function judge(drafts: readonly ClassDraft[]): Judged {
  const classes = drafts.map(
    (each): ScaleClass => ({
      label: each.label.trim(),
      tone: each.tone,
      everyPart: each.everyPart,
      from: edgeOf(each.from),
      to: edgeOf(each.to),
    }),
  );
  const unreadable = drafts.flatMap((each, i) =>
    [each.from, each.to].flatMap((edge) => {
      const fault = edgeFault(edge);
      return fault === undefined ? [] : [words.form.unreadable(each.label || words.form.nth(i + 1), fault)];
    }),
  );
  const nameless = classes.some((each) => each.label === "") ? [words.form.classNameless] : [];
  const problems = unreadable.length > 0 ? [] : scaleProblems(classes);
  return { classes, problems, faults: [...unreadable, ...nameless, ...problems.map((each) => each.message)] };
}

/** A piece of the line, in hundredths of its width. */
export type LinePiece = {
  readonly kind: "class" | "gap" | "overlap";
  readonly label: string;
  readonly tone: ScaleClass["tone"];
  readonly start: number;
  readonly width: number;
};
export type LineTick = { readonly at: number; readonly label: string };
type Bounds = { readonly from: Edge | null; readonly to: Edge | null };

/** Width of the parts without an end, in hundredths. */
const OPEN = 14;
/** A gap or overlap of one value would have no width; it must still be seen. */
const LEAST = 1.5;

/**
 * Classes, gaps and overlaps on one line. Every bound has a place of its own at even distances, because bounds such as
 * 30 and 99,99 stand too far apart and too close together to be drawn by their amounts.
 */
export function lineOf(classes: readonly ScaleClass[], problems: readonly ScaleProblem[]) {
  const values = [...new Set(classes.flatMap(({ from, to }) => [from?.value ?? [], to?.value ?? []].flat()))];
  const sorted = values.map((value) => decimal(value)).toSorted((a, b) => a.cmp(b));
  const step = sorted.length > 1 ? (100 - 2 * OPEN) / (sorted.length - 1) : 0;
  const place = (edge: Edge): number => {
    const at = sorted.findIndex((value) => value.eq(decimal(edge.value)));
    return sorted.length > 1 ? OPEN + at * step : 50;
  };
  const piece = (kind: LinePiece["kind"], label: string, tone: ScaleClass["tone"], { from, to }: Bounds): LinePiece => {
    const start = from === null ? 0 : place(from);
    const width = (to === null ? 100 : place(to)) - start;
    if (width >= LEAST || kind === "class") return { kind, label, tone, start, width: Math.max(0, width) };
    return { kind, label, tone, start: Math.max(0, start - LEAST / 2), width: LEAST };
  };
  const pieces = [
    ...classes.map((each) => piece("class", each.label, each.tone, each)),
    ...problems.flatMap((each) =>
      each.kind === "gap" || each.kind === "overlap" ? [piece(each.kind, words[each.kind], "danger", each)] : [],
    ),
  ];
  const ticks = sorted.map((value): LineTick => {
    const written = formatNumber(value);
    return { at: place({ value: value.toFixed(), inclusive: true }), label: written };
  });
  return { pieces, ticks };
}

/** What every entry of the catalogue has: its name, the code under which formulas know it, and its source. */
export type Named = { readonly label: string; readonly id: string; readonly source: string };

/** What keeps an entry from being saved, the first thing: its name, its code, what is its own, its source. */
export function firstFault(
  { label, source }: Named,
  code: string | undefined,
  own: string | undefined,
): string | undefined {
  if (label.trim() === "") return words.form.labelMissing;
  return code ?? own ?? (source.trim() === "" ? words.form.sourceMissing : undefined);
}

/** The newest version of each id, with all its versions, newest first; by name. */
export function grouped<V>(versions: readonly V[], of: (version: V) => { id: string; label: string }) {
  const ids = [...new Set(versions.map((each) => of(each).id))];
  return ids
    .flatMap((id) => {
      const all = versions.filter((each) => of(each).id === id).toReversed();
      const [newest] = all;
      return newest === undefined ? [] : [{ id, newest, all }];
    })
    .toSorted((a, b) => of(a.newest).label.localeCompare(of(b.newest).label, "id"));
}

/** A code that nobody has yet, made of a name: "Zona Rapat 2026" gives "zona-rapat-2026". */
export function codeFor(label: string, taken: readonly string[]): string {
  const plain = label
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "")
    .slice(0, 40);
  if (plain.length < 2 || !taken.includes(plain)) return plain;
  const free = [2, 3, 4, 5, 6, 7, 8, 9].map((n) => `${plain.slice(0, 38)}-${n}`).find((code) => !taken.includes(code));
  return free ?? plain;
}

export type { Method, Scale, ScaleClass };
