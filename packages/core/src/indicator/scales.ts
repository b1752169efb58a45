import { amountOf, blocking, type Figure, NOT_A_NUMBER, textOf, undefinedBecause } from "../expression/figure.ts";
import type { Classified, ScaleInScope } from "../expression/judgement.ts";
import { compare, type Decimal, decimal, round } from "../kernel/decimal.ts";
import { formatNumber } from "../kernel/format.ts";
import type { Edge, Scale, ScaleClass } from "./schema.ts";

/**
 * A cut in the line of numbers: just before a value, just after it, or an end of the line. Between two neighbouring cuts
 * of one value lies that value alone, so that inclusive and exclusive edges are compared like numbers.
 */
type Cut = "start" | "end" | { readonly value: Decimal; readonly after: boolean };
type Span = { readonly lo: Cut; readonly hi: Cut };

/** What is wrong with a scale and where; `classes` are the places in its list that are concerned. */
export type ScaleProblem = {
  readonly kind: "gap" | "overlap" | "empty" | "label" | "part";
  readonly message: string;
  readonly classes: readonly number[];
  /** The part of the line, for gap and overlap. */
  readonly from: Edge | null;
  readonly to: Edge | null;
};

const lowOf = ({ from }: Pick<ScaleClass, "from">): Cut =>
  from === null ? "start" : { value: decimal(from.value), after: !from.inclusive };
const highOf = ({ to }: Pick<ScaleClass, "to">): Cut =>
  to === null ? "end" : { value: decimal(to.value), after: to.inclusive };
const spanOf = (each: Pick<ScaleClass, "from" | "to">): Span => ({ lo: lowOf(each), hi: highOf(each) });

function order(a: Cut, b: Cut): number {
  if (a === b) return 0;
  if (a === "start" || b === "end") return -1;
  if (a === "end" || b === "start") return 1;
  const apart = compare(a.value, b.value);
  if (apart !== 0 || a.after === b.after) return apart;
  return a.after ? 1 : -1;
}
const later = (a: Cut, b: Cut): Cut => (order(a, b) >= 0 ? a : b);
const sooner = (a: Cut, b: Cut): Cut => (order(a, b) <= 0 ? a : b);

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

/** "lebih dari 70 sampai dengan 80", "tepat 90", "kurang dari 60". */
function spanText({ lo, hi }: Span): string {
  if (typeof lo !== "string" && typeof hi !== "string" && compare(lo.value, hi.value) === 0) {
    return `tepat ${formatNumber(lo.value)}`;
  }
  const from = typeof lo === "string" ? "" : `${lo.after ? "lebih dari" : "mulai"} ${formatNumber(lo.value)}`;
  const to = typeof hi === "string" ? "" : `${hi.after ? "sampai dengan" : "kurang dari"} ${formatNumber(hi.value)}`;
  if (from === "" && to === "") return "berapa pun";
  if (to !== "" && from !== "")
    return hi !== "end" && hi !== "start" && hi.after ? `${from} ${to}` : `${from} dan ${to}`;
  return from || to;
}

/** The bounds of a class in words. */
export const rangeText = (each: Pick<ScaleClass, "from" | "to">): string =>
  spanText({ lo: lowOf(each), hi: highOf(each) });

const holds = (each: Pick<ScaleClass, "from" | "to">, amount: Decimal): boolean => {
  const { lo, hi } = spanOf(each);
  return order(lo, { value: amount, after: false }) <= 0 && order({ value: amount, after: true }, hi) <= 0;
};

/** The class in which an amount lies as it is; undefined where the classes leave it out. */
export const classHolding = <C extends Pick<ScaleClass, "from" | "to">>(
  classes: readonly C[],
  amount: Decimal,
): C | undefined => classes.find((each) => holds(each, amount));

/**
 * The class of a figure. The unrounded figure is classified, unless the scale says that it is rounded first. `parts`:
 * what the figure was made of; a class marked `everyPart` is given only when each of them lies in it too, otherwise the
 * class below is given: 99,996 prints as 100,00 and is still below a class that begins at 100.
 */
export function classOf(scale: Scale, figure: Figure, parts: readonly Figure[] = []): ScaleClass | Figure {
  const blocked = blocking([figure, ...parts]);
  if (blocked !== undefined) return blocked;
  const amount = amountOf(figure);
  const amounts = parts.map(amountOf);
  if (amount === undefined || amounts.includes(undefined)) return undefinedBecause(NOT_A_NUMBER);
  const placed = scale.rounding === null ? amount : round(amount, scale.rounding, "half-up");
  const rising = scale.classes.toSorted((a, b) => order(lowOf(a), lowOf(b)));
  const at = rising.findIndex((each) => holds(each, placed));
  const reachable = rising
    .slice(0, at + 1)
    .findLast((each) => !each.everyPart || [amount, ...amounts].every((one) => one !== undefined && holds(each, one)));
  return reachable ?? undefinedBecause("tidak masuk kelas mana pun");
}

/** The class of a figure as a figure, with its bounds in words. */
export function classify(scale: Scale, figure: Figure, parts: readonly Figure[] = []): Classified {
  const found = classOf(scale, figure, parts);
  if ("kind" in found) return { figure: found, range: null, tone: null };
  return { figure: textOf(found.label), range: rangeText(found), tone: found.tone };
}

/** A scale as expressions see it. */
export const scaleInScope = (scale: Scale): ScaleInScope => ({
  id: scale.id,
  n: scale.n,
  label: scale.label,
  source: scale.source,
  classes: scale.classes.map((each) => each.label),
  classify: (figure, parts) => classify(scale, figure, parts),
});

/** Scales by id, for the scope of an expression. */
export const scalesInScope = (scales: readonly Scale[]): Readonly<Record<string, ScaleInScope>> =>
  Object.fromEntries(scales.map((scale) => [scale.id, scaleInScope(scale)]));
