import { amountOf, blocking, type Figure, NOT_A_NUMBER, textOf, undefinedBecause } from "../expression/figure.ts";
import type { Classified, ScaleInScope } from "../expression/judgement.ts";
import { type Decimal, round } from "../kernel/decimal.ts";
import { highOf, lowOf, order, spanOf, spanText } from "./scale-cuts.ts";
import type { Scale, ScaleClass } from "./schema.ts";

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
