/** Where one stands in the grid, and where each key leads. Rows and columns count from 0. */

/** The row's own heading, left of the first column. */
export const HEADING = -1;

export interface Position {
  readonly row: number;
  readonly column: number;
}

export interface Range {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface Bounds {
  readonly rows: number;
  readonly columns: number;
  /** Rows that one PageUp or PageDown leaps over. */
  readonly page: number;
}

export type Step =
  | "up"
  | "down"
  | "left"
  | "right"
  | "home"
  | "end"
  | "first"
  | "last"
  | "page-up"
  | "page-down"
  | "next"
  | "previous";

/** The rectangle between two corners; the heading column never belongs to it. */
export function rangeOf(a: Position, b: Position): Range {
  return {
    top: Math.min(a.row, b.row),
    bottom: Math.max(a.row, b.row),
    left: Math.max(0, Math.min(a.column, b.column)),
    right: Math.max(0, a.column, b.column),
  };
}

export function contains(range: Range, row: number, column: number): boolean {
  return row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
}

export function sizeOf(range: Range): number {
  return (range.bottom - range.top + 1) * (range.right - range.left + 1);
}

/** The position itself, or the nearest one that exists. */
export function clamp(at: Position, bounds: Bounds): Position {
  return {
    row: Math.max(0, Math.min(at.row, bounds.rows - 1)),
    column: Math.max(HEADING, Math.min(at.column, bounds.columns - 1)),
  };
}

type Inside = Exclude<Step, "next" | "previous">;

const INSIDE: Record<Inside, (at: Position, bounds: Bounds) => Position> = {
  up: ({ row, column }) => ({ row: row - 1, column }),
  down: ({ row, column }) => ({ row: row + 1, column }),
  left: ({ row, column }) => ({ row, column: column - 1 }),
  right: ({ row, column }) => ({ row, column: column + 1 }),
  home: ({ row }) => ({ row, column: 0 }),
  end: ({ row }, bounds) => ({ row, column: bounds.columns - 1 }),
  first: () => ({ row: 0, column: 0 }),
  last: (_at, bounds) => ({ row: bounds.rows - 1, column: bounds.columns - 1 }),
  "page-up": ({ row, column }, bounds) => ({ row: row - bounds.page, column }),
  "page-down": ({ row, column }, bounds) => ({ row: row + bounds.page, column }),
};

/**
 * The position one step away, never outside the grid.
 * `next` and `previous` (Tab) run on into the neighbouring row and give null at the two ends: there Tab leaves the grid.
 */
export function travel(at: Position, step: Step, bounds: Bounds): Position | null {
  if (step === "next") {
    if (at.column < bounds.columns - 1) return { row: at.row, column: at.column + 1 };
    return at.row + 1 < bounds.rows ? { row: at.row + 1, column: 0 } : null;
  }
  if (step === "previous") {
    if (at.column > 0) return { row: at.row, column: at.column - 1 };
    return at.row > 0 ? { row: at.row - 1, column: bounds.columns - 1 } : null;
  }
  return clamp(INSIDE[step](at, bounds), bounds);
}

/** The positions of a range, row by row. */
export function positionsIn(range: Range): readonly Position[] {
  const all: Position[] = [];
  for (let row = range.top; row <= range.bottom; row += 1) {
    for (let column = range.left; column <= range.right; column += 1) all.push({ row, column });
  }
  return all;
}
