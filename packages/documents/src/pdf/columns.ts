import type { Style, Typesetter } from "./typeset.ts";

export type Column = {
  readonly label: string;
  /** Numbers stand to the right, with digits of one width. */
  readonly numeric?: boolean;
  /** Text with numbers that belong under each other, such as codes. */
  readonly figures?: boolean;
  /** Wished width of a column of text, in points; it gets less or more as there is room. */
  readonly wish?: number;
  /** Narrower than this a column of text is not laid out, in points. */
  readonly floor?: number;
  /** Width that the layout asks for, in points: neither more nor less, but that no number is cut. */
  readonly fixed?: number;
};
/** What a column has to hold: a sum is set stronger, hence wider. */
export type Row = { readonly cells: readonly string[]; readonly isTotal: boolean };
/** Columns that stand beside each other on one page: their places in the table, and their widths in points. */
export type Part = { readonly columns: readonly number[]; readonly widths: readonly number[] };
export type Fitted = { readonly size: number; readonly parts: readonly Part[] };

export const PAD = 2.4;
/** No word is so long that a column of text has to be wider for it: it is broken instead. */
const TEXT_LEAST = 74;
const HEAD_LEAST = 58;

export const styleOf = (column: Column, size: number): Style => ({
  size,
  figures: column.numeric === true || column.figures === true,
});
export const headStyle = (size: number): Style => ({ size, face: "strong" });

type Need = { readonly least: number; readonly wish: number };

function needOf(column: Column, index: number, rows: readonly Row[], size: number, type: Typesetter): Need {
  const style = styleOf(column, size);
  const head = headStyle(size);
  const cells = rows.map((row) => row.cells[index] ?? "");
  const widest = rows.map((row) =>
    type.least(row.cells[index] ?? "", row.isTotal ? { ...style, face: "strong" } : style),
  );
  const word = Math.max(0, ...widest);
  const label = Math.min(type.least(column.label, head), HEAD_LEAST);
  if (column.fixed !== undefined) {
    const asked = Math.max(column.fixed, column.numeric === true ? 2 * PAD + word : 0);
    return { least: asked, wish: asked };
  }
  const floor = (column.floor ?? 0) - 2 * PAD;
  const least = 2 * PAD + Math.max(floor, label, column.numeric === true ? word : Math.min(word, TEXT_LEAST));
  if (column.wish !== undefined) return { least, wish: Math.max(least, column.wish) };
  const natural = Math.max(0, ...cells.map((cell) => type.natural(cell, style)));
  // A label should not need more than about three lines.
  const headed = type.natural(column.label, head) / 2.6;
  return { least, wish: 2 * PAD + Math.max(least - 2 * PAD, headed, Math.min(natural, 110)) };
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

/** Widths that fill the page: first what each needs, then what each wishes, then more for columns of text. */
function shared(needs: readonly Need[], columns: readonly Column[], width: number): readonly number[] {
  const least = needs.map((need) => need.least);
  const wanted = needs.map((need) => need.wish - need.least);
  const free = width - total(least);
  const given = Math.min(1, free / Math.max(1, total(wanted)));
  const widths = least.map((each, index) => each + (wanted[index] ?? 0) * given);
  const over = width - total(widths);
  if (over <= 0) return widths;
  const elastic = ({ numeric, fixed }: Column): number => (fixed !== undefined ? 0 : numeric === true ? 0.4 : 1);
  const grows = columns.map((column, index) => elastic(column) * (widths[index] ?? 0));
  return widths.map((each, index) => each + (over * (grows[index] ?? 0)) / Math.max(1, total(grows)));
}

/**
 * Finds letters and columns for a table: the largest size at which everything stands beside each other without breaking a
 * number. When even the smallest is too wide the columns are laid out in parts, each beginning with the first `held` ones.
 */
export function fitColumns(given: {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly width: number;
  readonly sizes: readonly number[];
  readonly held: number;
  readonly type: Typesetter;
}): Fitted {
  const { columns, rows, width, sizes, held, type } = given;
  const needsAt = (size: number): readonly Need[] =>
    columns.map((column, index) => needOf(column, index, rows, size, type));
  const comfortable = (needs: readonly Need[]): boolean =>
    total(needs.map(({ least, wish }) => least + (wish - least) * 0.35)) <= width;
  const smallest = sizes.at(-1) ?? 7;
  const every = columns.map((_, index) => index);
  const part = (of: readonly number[], needs: readonly Need[]): Part => {
    const own = of.flatMap((index) => needs[index] ?? []);
    return {
      columns: of,
      widths: shared(
        own,
        of.flatMap((index) => columns[index] ?? []),
        width,
      ),
    };
  };
  const whole = sizes.find((each) => comfortable(needsAt(each))) ?? smallest;
  if (total(needsAt(whole).map((need) => need.least)) <= width) {
    return { size: whole, parts: [part(every, needsAt(whole))] };
  }
  const groupsAt = (size: number) => inGroups(needsAt(size), held, width);
  // As few parts as there must be, and then the largest letters with which there are no more.
  const fewest = groupsAt(smallest).length;
  const size = sizes.find((each) => groupsAt(each).length === fewest) ?? smallest;
  const first = every.slice(0, held);
  return { size, parts: groupsAt(size).map((group) => part([...first, ...group], needsAt(size))) };
}

/** The columns after the first `held` ones, in as many parts as the width asks for. */
function inGroups(needs: readonly Need[], held: number, width: number): readonly (readonly number[])[] {
  const base = total(needs.slice(0, held).map((need) => need.wish));
  const groups: number[][] = [];
  let used = 0;
  for (const [index, need] of needs.entries()) {
    if (index < held) continue;
    if (groups.length === 0 || used + need.least > width) {
      groups.push([]);
      used = base;
    }
    groups.at(-1)?.push(index);
    used += need.least;
  }
  return groups;
}
