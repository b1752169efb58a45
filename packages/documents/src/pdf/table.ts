import { type Column, fitColumns, headStyle, PAD, type Part, styleOf } from "./columns.ts";
import { LINE, MARGIN, PALE, SHADE } from "./layout.ts";
import type { Paper } from "./paper.ts";
import { type Align, lineHeight, type Style } from "./typeset.ts";

export type { Column } from "./columns.ts";
export type TableRow =
  /** A line over the whole width, such as a programme; level 0 is the highest. */
  | { readonly kind: "group"; readonly level: number; readonly text: string }
  | { readonly kind: "row" | "total"; readonly cells: readonly string[] };
type Cells = Exclude<TableRow, { kind: "group" }>;
type Group = Exclude<TableRow, Cells>;

export type TableOptions = {
  /** Sizes of letters to try, largest first. */
  readonly sizes?: readonly number[];
  /** Columns that are repeated when the table is too wide for one page. */
  readonly held?: number;
  /** Numbers below the labels, as in official forms. */
  readonly numbered?: boolean;
  /** Without labels: every row is one of the table. */
  readonly headless?: boolean;
  /** Height of what stands below on the same page as the last two rows at least. */
  readonly after?: number;
  readonly x?: number;
  readonly width?: number;
  /** Said above the second part of a table that is too wide. */
  readonly partLabel?: (n: number, of: number) => string;
};

/** Share of a page up to which a table with what belongs below it is not torn; the rest is for its heading. */
export const WHOLE = 0.9;
/** Room below a table. */
const BELOW = 5;
const DEFAULT_SIZES = [8.5, 8, 7.5, 7] as const;
const isCells = (row: TableRow): row is Cells => row.kind !== "group";

/** A table on a paper; one part of it when it is too wide. */
class Drawn {
  readonly #paper: Paper;
  readonly #columns: readonly Column[];
  readonly #places: readonly number[];
  readonly #widths: readonly number[];
  readonly #size: number;
  readonly #x: number;
  readonly #numbers: readonly string[] | null;
  #made: ReturnType<Paper["holder"]> | null = null;
  /** Groups in which the present row stands. */
  #groups: readonly Group[] = [];
  #hasHead = false;
  readonly #isHeadless: boolean;

  constructor(
    paper: Paper,
    columns: readonly Column[],
    part: Part,
    size: number,
    x: number,
    { numbered, headless }: TableOptions,
  ) {
    this.#isHeadless = headless === true;
    this.#paper = paper;
    this.#places = part.columns;
    this.#columns = part.columns.flatMap((place) => columns[place] ?? []);
    this.#widths = part.widths;
    this.#size = size;
    this.#x = x;
    this.#numbers = numbered === true ? part.columns.map((place) => String(place + 1)) : null;
  }

  get #table(): ReturnType<Paper["holder"]> {
    this.#made ??= this.#paper.holder("Table");
    return this.#made;
  }

  get #width(): number {
    return this.#widths.reduce((sum, each) => sum + each, 0);
  }
  get #line(): number {
    return lineHeight({ size: this.#size });
  }

  #style(kind: "head" | "row" | "total", column: Column): Style {
    const style = styleOf(column, this.#size);
    return kind === "row" ? style : { ...style, face: "strong" };
  }

  #broken(cells: readonly string[], kind: "head" | "row" | "total"): readonly (readonly string[])[] {
    return this.#columns.map((column, index) => {
      const style = kind === "head" ? headStyle(this.#size) : this.#style(kind, column);
      return this.#paper.type.lines(cells[index] ?? "", (this.#widths[index] ?? 0) - 2 * PAD, style);
    });
  }

  #heightOf = (lines: readonly (readonly string[])[]): number =>
    2 * PAD + Math.max(1, ...lines.map((each) => each.length)) * this.#line;

  #own = (row: Cells): readonly string[] => this.#places.map((place) => row.cells[place] ?? "");
  #groupStyle = (level: number): Style => ({
    size: this.#size,
    face: level === 0 ? "bold" : "strong",
    figures: true,
  });
  #groupLines = ({ text, level }: Group): readonly string[] =>
    this.#paper.type.lines(text, this.#width - 2 * PAD - level * 8, this.#groupStyle(level));

  heightOfRow(row: TableRow): number {
    if (isCells(row)) return this.#heightOf(this.#broken(this.#own(row), row.kind));
    return 2 * PAD + this.#groupLines(row).length * this.#line;
  }

  get headHeight(): number {
    if (this.#isHeadless) return 0;
    const numbers = this.#numbers === null ? 0 : this.#line + 3;
    return this.#heightOf(this.#broken(this.#labels, "head")) + numbers;
  }
  get #labels(): readonly string[] {
    return this.#columns.map((column) => column.label);
  }

  #frame(top: number, height: number, shade: string | null, inner: boolean): void {
    const { doc } = this.#paper;
    this.#paper.ornament(() => {
      if (shade !== null) doc.rect(this.#x, top, this.#width, height).fill(shade);
      doc.rect(this.#x, top, this.#width, height);
      let x = this.#x;
      for (const width of inner ? this.#widths.slice(0, -1) : []) {
        x += width;
        doc.moveTo(x, top).lineTo(x, top + height);
      }
      doc.lineWidth(0.5).strokeColor(LINE).stroke();
    });
  }

  #setCells(lines: readonly (readonly string[])[], top: number, kind: "head" | "row" | "total", tagged: boolean): void {
    const { type } = this.#paper;
    const row = tagged ? this.#paper.holder("TR", this.#table) : null;
    const most = Math.max(1, ...lines.map((each) => each.length));
    let x = this.#x;
    for (const [index, column] of this.#columns.entries()) {
      const width = this.#widths[index] ?? 0;
      const own = lines[index] ?? [];
      const style = kind === "head" ? headStyle(this.#size) : this.#style(kind, column);
      const align: Align = kind === "head" ? "center" : column.numeric === true ? "right" : "left";
      const down = kind === "head" ? ((most - own.length) * this.#line) / 2 : 0;
      const at = x + PAD;
      const draw = () => void type.set(own, at, top + PAD + down, width - 2 * PAD, style, align);
      if (row && kind === "head") this.#paper.element("TH", draw, row, { scope: "Column" });
      else if (row) this.#paper.element("TD", draw, row);
      else draw();
      x += width;
    }
    row?.end();
  }

  #setNumbers(top: number): void {
    const height = this.#line + 3;
    this.#frame(top, height, PALE, true);
    this.#paper.ornament(() => {
      let x = this.#x;
      for (const [index, width] of this.#widths.entries()) {
        const style: Style = { size: this.#size - 0.5 };
        this.#paper.type.set([this.#numbers?.[index] ?? ""], x, top + 2, width, style, "center");
        x += width;
      }
    });
  }

  /** The labels; on later pages they are ornament, so that nobody hears them twice. */
  head(): void {
    if (this.#isHeadless) return;
    const paper = this.#paper;
    const lines = this.#broken(this.#labels, "head");
    const height = this.#heightOf(lines);
    const top = paper.y;
    this.#frame(top, height, SHADE, true);
    if (this.#hasHead) paper.ornament(() => this.#setCells(lines, top, "head", false), "Pagination");
    else this.#setCells(lines, top, "head", true);
    paper.y = top + height;
    if (this.#numbers !== null) {
      this.#setNumbers(paper.y);
      paper.y += this.#line + 3;
    }
    this.#hasHead = true;
  }

  #group(group: Group, again: boolean): void {
    const paper = this.#paper;
    const told: Group = again ? { ...group, text: `${group.text} (lanjutan)` } : group;
    const lines = this.#groupLines(told);
    const height = 2 * PAD + lines.length * this.#line;
    const top = paper.y;
    const inset = PAD + group.level * 8;
    this.#frame(top, height, PALE, false);
    const set = () =>
      void paper.type.set(lines, this.#x + inset, top + PAD, this.#width - inset, this.#groupStyle(group.level));
    if (again) paper.ornament(set, "Pagination");
    else {
      const row = paper.holder("TR", this.#table);
      paper.element("TD", set, row);
      row.end();
    }
    paper.y = top + height;
  }

  #turn(groups: readonly Group[]): void {
    this.#paper.turn();
    this.head();
    for (const group of groups) this.#group(group, true);
  }

  /** One row; torn only when it is higher than most of a page. */
  #cells(row: Cells, reserve: number): void {
    const paper = this.#paper;
    let rest = this.#broken(this.#own(row), row.kind);
    const room = (): number => paper.bottom - paper.y;
    const fits = this.#heightOf(rest) + reserve <= room();
    if (!fits && this.#heightOf(rest) + reserve < paper.whole * 0.7) this.#turn(this.#groups);
    for (;;) {
      const count = Math.floor((room() - 2 * PAD + 0.01) / this.#line);
      const most = Math.max(1, ...rest.map((each) => each.length));
      const last = most <= count;
      if (!last && count < 3) {
        this.#turn(this.#groups);
        continue;
      }
      const now = last ? rest : rest.map((each) => each.slice(0, count));
      const height = this.#heightOf(now);
      this.#frame(paper.y, height, row.kind === "total" ? SHADE : null, true);
      this.#setCells(now, paper.y, row.kind, true);
      paper.y += height;
      if (last) return;
      rest = rest.map((each) => each.slice(count));
      this.#turn(this.#groups);
    }
  }

  /** Height that must follow a row on its page: a total and, for the last two rows, what stands below the table. */
  #reserve(rows: readonly TableRow[], index: number, after: number): number {
    const next = rows.slice(index + 1);
    const heights = () => next.reduce((sum, row) => sum + this.heightOfRow(row), 0);
    if (next.length <= 1) return heights() + after;
    return 0;
  }

  rows(rows: readonly TableRow[], after: number): void {
    for (const [index, row] of rows.entries()) {
      if (isCells(row)) {
        this.#cells(row, this.#reserve(rows, index, after));
        continue;
      }
      const above = this.#groups.filter((group) => group.level < row.level);
      this.#groups = above;
      // A group never stands alone at the foot of a page.
      if (this.#paper.y + this.blockFrom(rows, index) > this.#paper.bottom) this.#turn(above);
      this.#group(row, false);
      this.#groups = [...above, row];
    }
    this.#table.end();
  }

  /** Height of the groups from here on with the first row below them. */
  blockFrom(rows: readonly TableRow[], from: number): number {
    let block = 0;
    for (const row of rows.slice(from)) {
      block += Math.min(this.heightOfRow(row), this.#paper.whole / 3);
      if (isCells(row)) break;
    }
    return block;
  }
}

const fittedTo = (paper: Paper, columns: readonly Column[], rows: readonly TableRow[], options: TableOptions) =>
  fitColumns({
    columns,
    rows: rows.filter(isCells).map((row) => ({ cells: row.cells, isTotal: row.kind === "total" })),
    width: options.width ?? paper.width,
    sizes: options.sizes ?? DEFAULT_SIZES,
    held: options.held ?? 1,
    type: paper.type,
  });

/** A table; its head is repeated on every page, and no row is torn unless it is higher than most of a page. */
export function table(
  paper: Paper,
  columns: readonly Column[],
  rows: readonly TableRow[],
  options: TableOptions = {},
): void {
  const { size, parts } = fittedTo(paper, columns, rows, options);
  const after = options.after ?? 0;
  for (const [index, part] of parts.entries()) {
    const label = parts.length > 1 ? options.partLabel?.(index + 1, parts.length) : undefined;
    if (label !== undefined) paper.heading(label, 60, "H3");
    const drawn = new Drawn(paper, columns, part, size, options.x ?? MARGIN.left, options);
    const own = index === parts.length - 1 ? after : 0;
    const all =
      own === 0 ? 0 : drawn.headHeight + rows.reduce((sum, row) => sum + drawn.heightOfRow(row), 0) + BELOW + own;
    // What fits on a page with what belongs below it stays whole; else at least the head with its first row.
    const isWhole = own > 0 && all < paper.whole * WHOLE;
    paper.ensure(isWhole ? all : drawn.headHeight + drawn.blockFrom(rows, 0));
    drawn.head();
    drawn.rows(rows, own);
    paper.y += BELOW;
  }
}

/** In how many parts a table must be laid out where there is so much width, in points; 1 = it fits. */
export const partsOfTable = (
  paper: Paper,
  columns: readonly Column[],
  rows: readonly TableRow[],
  options: TableOptions,
): number => fittedTo(paper, columns, rows, options).parts.length;

/** Height of a table that is not torn, its head included. */
export function heightOfTable(
  paper: Paper,
  columns: readonly Column[],
  rows: readonly TableRow[],
  options: TableOptions = {},
): number {
  const { size, parts } = fittedTo(paper, columns, rows, options);
  return parts.reduce((sum, part) => {
    const drawn = new Drawn(paper, columns, part, size, MARGIN.left, options);
    return sum + drawn.headHeight + rows.reduce((all, row) => all + drawn.heightOfRow(row), 0) + BELOW;
  }, 0);
}
