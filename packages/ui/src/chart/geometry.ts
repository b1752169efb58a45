/** Where things stand in a chart. Positions are percent of the plot, so that a chart needs no measuring and draws on a server. */

/** A figure to draw: the number for its place, the text for its reader (rounded by whoever owns the exact value). */
export interface Figure {
  readonly value: number;
  readonly text: string;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Segment {
  readonly from: Point;
  readonly to: Point;
}

export interface Trace {
  readonly segments: readonly Segment[];
  readonly points: readonly Point[];
}

/** A number as SVG wants it: percent with at most two decimals. */
export function percent(value: number): string {
  return `${Math.round(value * 100) / 100}%`;
}

/** The middle of each of `count` equal columns. */
export function columnMiddle(index: number, count: number): number {
  return count === 0 ? 0 : ((index + 0.5) / count) * 100;
}

/** How high `value` stands from the top when the scale runs from 0 to `top`; values outside stay at the edge. */
export function heightOf(value: number, top: number): number {
  if (top <= 0) return 100;
  return 100 - (Math.max(0, Math.min(value, top)) / top) * 100;
}

/**
 * A line through the figures up to and with `last`, over `columns` months; figures may be fewer than months. A gap stays a gap: only neighbours that both have a figure are
 * joined, and a figure alone is a point.
 */
export function trace(figures: readonly (Figure | null)[], columns: number, last: number, top: number): Trace {
  const placed = figures.map((figure, index): Point | null =>
    figure === null || index > last ? null : { x: columnMiddle(index, columns), y: heightOf(figure.value, top) },
  );
  const segments = placed.flatMap((to, index): readonly Segment[] => {
    const from = placed[index - 1] ?? null;
    return from === null || to === null ? [] : [{ from, to }];
  });
  return { segments, points: placed.filter((point) => point !== null) };
}

const ROUND_STEPS = [1, 2, 2.5, 5, 10];

/** Round marks from 0 to at least `highest`, about `wanted` of them above zero. */
export function marksUpTo(highest: number, wanted = 4): readonly number[] {
  if (highest <= 0) return [0, 1];
  const rough = highest / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (ROUND_STEPS.find((candidate) => candidate * power >= rough * 0.999) ?? 10) * power;
  const count = Math.ceil(highest / step - 1e-9);
  return Array.from({ length: count + 1 }, (_unused, index) => Number((index * step).toPrecision(12)));
}

/** The highest mark that holds every figure, at least `least` (100 for percentages). */
export function highestOf(series: readonly (readonly (Figure | null)[])[], least: number): number {
  return series.flat().reduce((highest, figure) => Math.max(highest, figure?.value ?? 0), least);
}

/** The last figure at or before `last`, with its place; null when there is none. */
export function lastFigure(
  figures: readonly (Figure | null)[],
  last: number,
): { index: number; figure: Figure } | null {
  for (let index = Math.min(last, figures.length - 1); index >= 0; index -= 1) {
    const figure = figures[index] ?? null;
    if (figure !== null) return { index, figure };
  }
  return null;
}

export interface Bar {
  readonly x: number;
  readonly width: number;
}

/** The place of zero on an axis that holds all `values` on both sides, in percent. */
export function zeroOf(values: readonly number[]): number {
  const { low, high } = reach(values);
  return (Math.abs(low) / (high - low)) * 100;
}

/** A bar from zero to `value` on the same axis. */
export function barOf(value: number, values: readonly number[]): Bar {
  const { low, high } = reach(values);
  const length = (Math.abs(value) / (high - low)) * 100;
  const zero = zeroOf(values);
  return value < 0 ? { x: zero - length, width: length } : { x: zero, width: length };
}

function reach(values: readonly number[]): { low: number; high: number } {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  return low === high ? { low: 0, high: 1 } : { low, high };
}

export interface Sortable {
  readonly label: string;
  readonly deviation: Figure | null;
}

/** The furthest behind first; equal ones by name; those without a figure last, unranked. */
export function byDeviation<T extends Sortable>(items: readonly T[]): readonly T[] {
  const names = (a: T, b: T) => a.label.localeCompare(b.label, "id");
  return [...items].sort((a, b) => {
    if (a.deviation === null || b.deviation === null) {
      return Number(a.deviation === null) - Number(b.deviation === null) || names(a, b);
    }
    return a.deviation.value - b.deviation.value || names(a, b);
  });
}

/** The share of `value` in `top`, in percent from 0 to 100. */
export function shareOf(value: number, top: number): number {
  return top <= 0 ? 0 : (Math.max(0, Math.min(value, top)) / top) * 100;
}
