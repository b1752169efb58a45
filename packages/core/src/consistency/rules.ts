import { allow, type Decision, refuse } from "../kernel/decision.ts";
import { compare, type Decimal, decimal, subtract, text } from "../kernel/decimal.ts";
import { failure } from "../kernel/failure.ts";
import { MONTHS_IN, periodAt, type PeriodType } from "../kernel/period.ts";
import { amountOf, type Figure } from "../expression/figure.ts";
import type { LinkState, Side } from "./schema.ts";

export const linkStale = failure(
  "consistency.stale",
  "stale",
  () => "Tautan angka ini baru saja diubah orang lain. Muat ulang untuk melihatnya, lalu ulangi perubahan Anda.",
);
export const linksFull = failure<{ most: number }>(
  "consistency.full",
  "refused",
  ({ most }) => `Daerah ini sudah memiliki ${most} tautan angka. Hapus yang tidak dipakai lebih dahulu.`,
);
export const unknownSide = failure<{ place: number }>(
  "consistency.side_unknown",
  "refused",
  ({ place }) =>
    `Angka ke-${place} tidak ada pada laporannya, atau periodenya tidak ada dalam setahun. Pilih angka dan periode dari daftar.`,
);
export const unlikeSides = failure<{ first: string; other: string }>(
  "consistency.sides_unlike",
  "refused",
  ({ first, other }) =>
    `“${first}” dan “${other}” berbeda jenis atau satuan, sehingga tidak dapat dibandingkan. Pilih angka yang sejenis.`,
);
export const sameSide = failure(
  "consistency.side_twice",
  "refused",
  () => "Angka dan periode yang sama dipilih dua kali. Pilih angka dari laporan atau periode lain.",
);

/** The period of a year in which a side stands; null when the year has no such period. */
export function periodOfSide({ part }: Pick<Side, "part">, type: PeriodType, year: string): string | null {
  if (part === null) return year;
  return part <= 12 / MONTHS_IN[type] ? periodAt(type, year, part) : null;
}

type Measured = { readonly label: string; readonly type: string; readonly unit: string | null };
const isLike = (a: Measured, b: Measured): boolean => a.type === b.type && a.unit === b.unit;

/** Whether figures are of one kind, each named once. */
export function comparable(sides: readonly Side[], measured: readonly Measured[]): Decision {
  const keys = new Set(sides.map(({ template, figure, part }) => `${template} ${figure} ${part}`));
  if (keys.size < sides.length) return refuse(sameSide({}));
  const [first] = measured;
  const other = measured.find((each) => first && !isLike(first, each));
  return first && other ? refuse(unlikeSides({ first: first.label, other: other.label })) : allow;
}

export type Comparison = { readonly state: LinkState; readonly difference: string | null };

/**
 * Whether figures that should be one are one. What is not there is neither equal nor different: it waits, unless those that are
 * there differ already. `tolerance` in the figures' own unit.
 */
export function compared(figures: readonly (Figure | null)[], tolerance: Decimal): Comparison {
  const amounts = figures.flatMap((figure) => (figure ? (amountOf(figure) ?? []) : []));
  const [first, ...rest] = amounts;
  if (first === undefined || rest.length === 0) return { state: "waiting", difference: null };
  const least = rest.reduce((a, b) => (compare(b, a) < 0 ? b : a), first);
  const most = rest.reduce((a, b) => (compare(b, a) > 0 ? b : a), first);
  const difference = subtract(most, least);
  if (compare(difference, tolerance) > 0) return { state: "different", difference: text(difference) };
  return { state: amounts.length < figures.length ? "waiting" : "same", difference: text(difference) };
}

export const toleranceOf = (written: string): Decimal => decimal(written);
