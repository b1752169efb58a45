import { type Cut, later, order, sooner, type Span, spanOf, spanText } from "./scale-cuts.ts";
import type { Edge, ScaleClass } from "./schema.ts";

/** What is wrong with a scale and where; `classes` are the places in its list that are concerned. */
export type ScaleProblem = {
  readonly kind: "gap" | "overlap" | "empty" | "label" | "part";
  readonly message: string;
  readonly classes: readonly number[];
  /** The part of the line, for gap and overlap. */
  readonly from: Edge | null;
  readonly to: Edge | null;
};

/**
 * Everything that keeps a scale from giving each number exactly one class: gaps, overlaps, classes that hold nothing,
 * names used twice. Empty = sound. A scale with a problem is never saved.
 */
export function scaleProblems(classes: readonly ScaleClass[]): readonly ScaleProblem[] {
  const spans = classes.map(spanOf);
  const hollow = spans.flatMap(({ lo, hi }, i) => (order(lo, hi) >= 0 ? [i] : []));
  const kept = spans.map((span, i) => ({ ...span, i })).filter(({ i }) => !hollow.includes(i));
  return [
    ...doubles(classes),
    ...hollow.map((i) => ({
      kind: "empty" as const,
      message: `Kelas "${labelOf(classes, i)}" tidak memuat nilai apa pun: batas bawahnya tidak di bawah batas atasnya.`,
      classes: [i],
      from: null,
      to: null,
    })),
    ...gaps(kept, classes),
    ...overlaps(kept, classes),
    ...classes.flatMap((each, i) =>
      each.everyPart && each.from === null
        ? [{ ...nowhere, kind: "part" as const, classes: [i], message: partless(each.label) }]
        : [],
    ),
  ];
}

const nowhere = { from: null, to: null };
const partless = (label: string): string =>
  `Kelas "${label}" adalah kelas terbawah; tidak ada kelas di bawahnya bila satu bagian belum mencapai.`;
const labelOf = (classes: readonly ScaleClass[], i: number): string => classes[i]?.label || `kelas ke-${i + 1}`;

function doubles(classes: readonly ScaleClass[]): readonly ScaleProblem[] {
  const labels = classes.map((each) => each.label);
  const twice = [...new Set(labels.filter((label, i) => label !== "" && labels.indexOf(label) !== i))];
  return twice.map((label) => ({
    ...nowhere,
    kind: "label",
    message: `Nama kelas "${label}" dipakai lebih dari satu kali.`,
    classes: labels.flatMap((each, i) => (each === label ? [i] : [])),
  }));
}

type Placed = Span & { readonly i: number };

function gaps(spans: readonly Placed[], classes: readonly ScaleClass[]): readonly ScaleProblem[] {
  const found: ScaleProblem[] = [];
  let reached: Cut = "start";
  let last: number | null = null;
  const gap = (lo: Cut, hi: Cut, next: number | null): void => {
    const beside = [last, next].filter((i) => i !== null);
    const names = beside.map((i) => `"${labelOf(classes, i)}"`);
    const where = names.length === 2 ? ` (antara ${names.join(" dan ")})` : "";
    found.push({
      kind: "gap",
      message: `Celah: nilai ${spanText({ lo, hi })} tidak masuk kelas mana pun${where}.`,
      classes: beside,
      ...edges({ lo, hi }),
    });
  };
  for (const { lo, hi, i } of spans.toSorted((a, b) => order(a.lo, b.lo) || order(a.hi, b.hi))) {
    if (order(lo, reached) > 0) gap(reached, lo, i);
    if (order(hi, reached) > 0) last = i;
    reached = later(reached, hi);
  }
  if (reached !== "end") gap(reached, "end", null);
  return found;
}

function overlaps(spans: readonly Placed[], classes: readonly ScaleClass[]): readonly ScaleProblem[] {
  return spans.flatMap((a, at) =>
    spans.slice(at + 1).flatMap((b): ScaleProblem[] => {
      const both = { lo: later(a.lo, b.lo), hi: sooner(a.hi, b.hi) };
      if (order(both.lo, both.hi) >= 0) return [];
      const names = `"${labelOf(classes, a.i)}" dan "${labelOf(classes, b.i)}"`;
      const message = `Tumpang tindih: nilai ${spanText(both)} masuk kelas ${names} sekaligus.`;
      return [{ kind: "overlap", message, classes: [a.i, b.i], ...edges(both) }];
    }),
  );
}

/** The part of the line with its edges; null = without end. */
const edges = ({ lo, hi }: Span): { from: Edge | null; to: Edge | null } => ({
  from: typeof lo === "string" ? null : { value: lo.value.toFixed(), inclusive: !lo.after },
  to: typeof hi === "string" ? null : { value: hi.value.toFixed(), inclusive: hi.after },
});
