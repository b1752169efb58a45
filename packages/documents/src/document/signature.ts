import type { DocumentContent } from "@selaras/core/report/snapshot.ts";
import { encode } from "uqr";
import { INK, LINE } from "../pdf/layout.ts";
import type { Paper } from "../pdf/paper.ts";
import { lineHeight } from "../pdf/typeset.ts";
import { type Block, blocksOf, FINE, type Line } from "./blocks.ts";
import { drawPanel, heightOfPanel } from "./proof.ts";
import { words } from "./words.ts";

/** About 27 mm: a phone reads it from paper at arm's length. */
const QR = 76;
/** White around the code, which a reader needs to find it. */
const QUIET = 9;
const ABOVE = 12;
/** Room for a signature by hand. */
const BY_HAND = 52;
/** Between two rows of blocks. */
const BETWEEN = 14;
const GUTTER = 22;

function qr(paper: Paper, text: string, x: number, y: number): void {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const dot = QR / size;
  const draw = (): void => {
    for (const [row, line] of data.entries()) {
      // Neighbours are drawn as one, so that no hair of white runs between them.
      let from = -1;
      for (const [column, dark] of [...line, false].entries()) {
        if (dark && from < 0) from = column;
        if (!dark && from >= 0) {
          paper.doc.rect(x + from * dot, y + row * dot, (column - from) * dot, dot * 1.02);
          from = -1;
        }
      }
    }
    paper.doc.fillColor("#000000").fill();
  };
  paper.element("Figure", draw, undefined, { alt: words.signature.qr(text) });
}

type Set = Line & { readonly lines: readonly string[] };
type Measured = Block & { readonly upside: readonly Set[]; readonly underside: readonly Set[] };
type Row = {
  readonly left: Measured | undefined;
  readonly right: Measured | undefined;
  readonly above: number;
  readonly space: number;
  readonly height: number;
};

const heightOf = (list: readonly Set[]): number =>
  list.reduce((sum, { lines, style, below = 0 }) => sum + lines.length * lineHeight(style) + below, 0);
const spaceOf = ({ room }: Block): number => (room.kind === "code" ? QR + 2 * QUIET : BY_HAND);

/** Blocks beside each other, name beside name. */
function rowsOf(paper: Paper, blocks: readonly Block[], width: number): readonly Row[] {
  const set = (list: readonly Line[]): readonly Set[] =>
    list.map((line) => ({ ...line, lines: paper.type.lines(line.text, width, line.style) }));
  const measured = blocks.map((block) => ({ ...block, upside: set(block.above), underside: set(block.below) }));
  const of = (side: Block["side"]) => measured.filter((block) => block.side === side);
  const [lefts, rights] = [of("left"), of("right")];
  return Array.from({ length: Math.max(lefts.length, rights.length) }, (_, i): Row => {
    const [left, right] = [lefts[i], rights[i]];
    const both = [left, right].flatMap((each) => each ?? []);
    const above = Math.max(...both.map(({ upside }) => heightOf(upside)));
    const space = Math.max(...both.map(spaceOf));
    return { left, right, above, space, height: above + space + Math.max(...both.map((b) => heightOf(b.underside))) };
  });
}

/** What stands beside each other and is never torn: a row of blocks, or the proof across the page. */
type Band = { readonly height: number; readonly draw: (y: number) => void };

/** Rows of the blocks and the proof, which takes the place beside the signer, or the width below. */
function bandsOf(paper: Paper, content: DocumentContent): readonly Band[] {
  const half = paper.width / 2;
  const sets = blocksOf(content);
  const isAlone = sets.flat().length === 1;
  const rows = sets.flatMap((blocks) => rowsOf(paper, blocks, isAlone ? half : half - GUTTER));
  const signing = rows.find(({ left, right }) => left?.isSigner === true || right?.isSigner === true);
  const free = signing?.left === undefined ? "left" : signing.right === undefined ? "right" : null;
  const width = free === null ? paper.width : half - GUTTER;
  const panel = heightOfPanel(paper, content, width);
  const prove = (x: number, y: number): void => {
    if (panel > 0) drawPanel(paper, content, x, y, width);
  };
  const bands = rows.map((row): Band => {
    if (row !== signing || free === null) return { height: row.height, draw: (y) => drawRow(paper, content, row, y) };
    const draw = (y: number): void => {
      drawRow(paper, content, row, y);
      prove(free === "right" ? paper.left + half : paper.left, y);
    };
    return { height: Math.max(row.height, panel), draw };
  });
  if (free !== null || panel === 0) return bands;
  return [...bands, { height: panel, draw: (y) => prove(paper.left, y) }];
}

const together = (bands: readonly Band[]): number =>
  bands.reduce((sum, { height }) => sum + height, 0) + BETWEEN * Math.max(0, bands.length - 1);

/** Bands by page: so many as fit what is `left` of this one, which may be none, then as many as a page holds. */
function pagesOf(bands: readonly Band[], left: number, whole: number): readonly (readonly Band[])[] {
  const pages: Band[][] = [[]];
  for (const band of bands) {
    const room = pages.length === 1 ? left : whole;
    const page = pages.at(-1) ?? [];
    if (together([...page, band]) <= room) page.push(band);
    else pages.push([band]);
  }
  // The signer or the proof does not stand alone behind a team: the row before comes along.
  const [before, last] = pages.slice(-2);
  const moved = before?.at(-1);
  if (before && last?.length === 1 && moved && before.length > 1 && together([moved, ...last]) <= whole) {
    last.unshift(moved);
    before.pop();
  }
  return pages;
}

function drawBands(paper: Paper, bands: readonly Band[]): void {
  for (const [index, page] of pagesOf(bands, paper.bottom - paper.y - ABOVE, paper.whole).entries()) {
    if (index > 0) paper.turn();
    else paper.y += ABOVE;
    for (const { height, draw } of page) {
      draw(paper.y);
      paper.y += height + BETWEEN;
    }
  }
}

/** Height of the table above that stands with the blocks on their page: its head and last two rows, in points. */
const KEPT = 72;
/** Height that has to be free for the blocks, with the room above: of all where a page holds them, else of the first row. */
export function heightOfSignature(paper: Paper, content: DocumentContent): number {
  const bands = bandsOf(paper, content);
  const height = together(bands);
  return ABOVE + (height <= paper.whole - KEPT ? height : together(bands.slice(0, 1))) + 8;
}

/** The blocks of the signatures, and how to prove the document. */
export const signature = (paper: Paper, content: DocumentContent): void => drawBands(paper, bandsOf(paper, content));

/** Blocks of a document that has no code and no box of proof, together on one page as long as it holds them. */
export function plainBlocks(paper: Paper, blocks: readonly Block[]): void {
  const bands = rowsOf(paper, blocks, paper.width / 2 - GUTTER).map(
    (row): Band => ({ height: row.height, draw: (y) => drawRow(paper, null, row, y) }),
  );
  paper.ensure(ABOVE + together(bands));
  drawBands(paper, bands);
}

function drawRow(paper: Paper, content: DocumentContent | null, row: Row, y: number): void {
  const half = paper.width / 2;
  if (row.left) drawBlock(paper, content, row.left, row, paper.left, y, half);
  if (row.right) drawBlock(paper, content, row.right, row, paper.left + half, y, half);
}

function setLines(paper: Paper, list: readonly Set[], x: number, from: number, width: number): void {
  let y = from;
  for (const { lines, style, below = 0, underlined } of list) {
    const here = y;
    paper.element("P", () => {
      y = paper.type.set(lines, x, here, width, style) + below;
    });
    if (underlined === true) underline(paper, lines, x, here, style);
  }
}

function drawBlock(
  paper: Paper,
  content: DocumentContent | null,
  { upside, underside, room }: Measured,
  { above, space }: Row,
  x: number,
  top: number,
  half: number,
): void {
  setLines(paper, upside, x, top + above - heightOf(upside), half);
  const y = top + above;
  if (room.kind === "code" && content) codeRoom(paper, content, x, y, half);
  if (room.kind === "deed") deedRoom(paper, room.text, x, y, space, half);
  setLines(paper, underside, x, y + space, half);
}

/** The words that a deed was done, in the middle of the room for a signature. */
function deedRoom(paper: Paper, text: string, x: number, y: number, space: number, half: number): void {
  const width = Math.min(half - GUTTER, 150);
  const lines = paper.type.lines(text, width, FINE);
  const at = y + (space - lines.length * lineHeight(FINE)) / 2;
  paper.element("P", () => void paper.type.set(lines, x, at, width, FINE));
}

function codeRoom(paper: Paper, { verification, seal }: DocumentContent, x: number, y: number, half: number): void {
  if (verification === null) {
    paper.ornament(() =>
      paper.doc
        .rect(x, y + QUIET, QR, QR)
        .lineWidth(0.6)
        .dash(2, { space: 2 })
        .strokeColor(LINE)
        .stroke(),
    );
    paper.doc.undash();
  } else qr(paper, verification.url, x, y + QUIET);
  const made =
    verification === null
      ? words.signature.specimen
      : seal?.by === "bsre"
        ? words.signature.bsreMade
        : words.signature.made;
  const beside = x + QR + QUIET + 3;
  const width = half - QR - QUIET - 3;
  const lines = paper.type.lines(made, Math.min(width, 96), FINE);
  const middle = y + QUIET + QR / 2 - (lines.length * lineHeight(FINE)) / 2;
  paper.element("P", () => void paper.type.set(lines, beside, middle, width, FINE));
}

function underline(paper: Paper, lines: readonly string[], x: number, y: number, style: Line["style"]): void {
  paper.ornament(() => {
    for (const [index, line] of lines.entries()) {
      const base = y + index * lineHeight(style) + style.size * 1.17;
      paper.doc.moveTo(x, base).lineTo(x + paper.type.natural(line, style), base);
      paper.doc.lineWidth(0.7).strokeColor(INK).stroke();
    }
  });
}
