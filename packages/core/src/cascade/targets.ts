import { compare, type Decimal, decimal, divide, equals, sum } from "../kernel/decimal.ts";
import type { Aggregation, Indicator } from "./schema.ts";

/** A figure, or the periods that it lacks. */
export type Figure =
  | { readonly kind: "value"; readonly amount: Decimal }
  | { readonly kind: "missing"; readonly which: readonly string[] };

export const targetOf = ({ targets }: Pick<Indicator, "targets">, period: string): string | null =>
  targets.find((target) => target.period === period)?.value ?? null;

export const quartersOf = (year: string, upTo = 4): readonly string[] =>
  [1, 2, 3, 4].slice(0, upTo).map((n) => `${year}-T${n}`);

const JOINED: Readonly<Record<Aggregation, (terms: readonly [Decimal, ...Decimal[]]) => Decimal>> = {
  akumulatif: (terms) => sum(terms),
  "nilai-akhir": (terms) => terms.at(-1) ?? terms[0],
  "rata-rata": (terms) => divide(sum(terms), decimal(BigInt(terms.length))),
  maksimum: (terms) => terms.reduce((most, term) => (compare(term, most) > 0 ? term : most)),
};

/** Targets of some periods put together by the indicator's own aggregation. A missing one is named and never read as zero. */
export function joined(
  { targets, aggregation }: Pick<Indicator, "targets" | "aggregation">,
  periods: readonly string[],
): Figure {
  const which = periods.filter((period) => targetOf({ targets }, period) === null);
  const [first, ...rest] = periods.flatMap((period) => {
    const value = targetOf({ targets }, period);
    return value === null ? [] : [decimal(value)];
  });
  if (which.length > 0 || first === undefined) return { kind: "missing", which };
  return { kind: "value", amount: JOINED[aggregation]([first, ...rest]) };
}

/** The target of the quarters up to one. Every quarter up to it must have a target. */
export const targetUpTo = (
  indicator: Pick<Indicator, "targets" | "aggregation">,
  year: string,
  quarter: number,
): Figure => joined(indicator, quartersOf(year, quarter));

/** Whether quarters, where all four are set, say the same as the target of the year. */
export function quartersAgree(indicator: Pick<Indicator, "targets" | "aggregation">, year: string): boolean {
  const whole = targetOf(indicator, year);
  const joined = targetUpTo(indicator, year, 4);
  if (whole === null || joined.kind === "missing") return true;
  return equals(joined.amount, decimal(whole));
}
