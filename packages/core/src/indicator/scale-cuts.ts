import { compare, type Decimal, decimal } from "../kernel/decimal.ts";
import { formatNumber } from "../kernel/format.ts";
import type { ScaleClass } from "./schema.ts";

/**
 * A cut in the line of numbers: just before a value, just after it, or an end of the line. Between two neighbouring cuts
 * of one value lies that value alone, so that inclusive and exclusive edges are compared like numbers.
 */
export type Cut = "start" | "end" | { readonly value: Decimal; readonly after: boolean };
export type Span = { readonly lo: Cut; readonly hi: Cut };

/** Where a class begins. */
export const lowOf = ({ from }: Pick<ScaleClass, "from">): Cut =>
  from === null ? "start" : { value: decimal(from.value), after: !from.inclusive };
/** Where a class ends. */
export const highOf = ({ to }: Pick<ScaleClass, "to">): Cut =>
  to === null ? "end" : { value: decimal(to.value), after: to.inclusive };
/** From where to where a class reaches. */
export const spanOf = (each: Pick<ScaleClass, "from" | "to">): Span => ({ lo: lowOf(each), hi: highOf(each) });

/** Negative when the first cut lies before the second. */
export function order(a: Cut, b: Cut): number {
  if (a === b) return 0;
  if (a === "start" || b === "end") return -1;
  if (a === "end" || b === "start") return 1;
  const apart = compare(a.value, b.value);
  if (apart !== 0 || a.after === b.after) return apart;
  return a.after ? 1 : -1;
}
/** The later of two cuts. */
export const later = (a: Cut, b: Cut): Cut => (order(a, b) >= 0 ? a : b);
/** The earlier of two cuts. */
export const sooner = (a: Cut, b: Cut): Cut => (order(a, b) <= 0 ? a : b);

/** "lebih dari 70 sampai dengan 80", "tepat 90", "kurang dari 60". */
export function spanText({ lo, hi }: Span): string {
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
