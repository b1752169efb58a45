import { INK } from "./layout.ts";
import type { Paper } from "./paper.ts";
import { lineHeight, type Style } from "./typeset.ts";

/** A stretch of a line in looks of its own; a line break is a run of "\n". */
export type Run = { readonly text: string; readonly style: Style };
type Structure = ReturnType<Paper["holder"]>;

/** Words with the room before them, each in its looks. */
function wordsOf(runs: readonly Run[]): readonly Run[] {
  return runs.flatMap(({ text, style }) =>
    text
      .split(/(\n)|(?<=\s)(?=\S)/)
      .filter((part): part is string => part !== undefined && part !== "")
      .map((part) => ({ text: part, style })),
  );
}

/** Breaks runs into lines of a width; a word that is wider than the line is broken by the typesetter. */
function linesOf(paper: Paper, runs: readonly Run[], width: number): readonly (readonly Run[])[] {
  const lines: Run[][] = [[]];
  let filled = 0;
  const next = () => {
    lines.push([]);
    filled = 0;
  };
  for (const word of wordsOf(runs)) {
    if (word.text === "\n") {
      next();
      continue;
    }
    const own = paper.type.width(word.text.trimEnd(), word.style);
    if (filled > 0 && filled + own > width + 0.01) next();
    const pieces = own > width ? paper.type.lines(word.text, width, word.style) : [word.text];
    for (const [index, text] of pieces.entries()) {
      if (index > 0) next();
      lines.at(-1)?.push({ text, style: word.style });
      filled += paper.type.width(text, word.style);
    }
  }
  return lines;
}

function setLine(paper: Paper, line: readonly Run[], x: number, height: number, size: number): void {
  let at = x;
  for (const { text, style } of line) {
    const width = paper.type.width(text, style);
    paper.type.set([text], at, paper.y, width, style);
    if (style.underlined === true && text.trim() !== "") {
      const y = paper.y + size * 1.12;
      paper.doc.moveTo(at, y).lineTo(at + paper.type.width(text.trimEnd(), style), y);
      paper.doc
        .lineWidth(0.6)
        .strokeColor(style.colour ?? INK)
        .stroke();
    }
    at += width;
  }
  paper.y += height;
}

/** A paragraph in several looks; it flows over pages, never with a single line alone. */
export function runsOn(
  paper: Paper,
  runs: readonly Run[],
  options: {
    readonly size: number;
    readonly x?: number;
    readonly gap?: number;
    readonly tag?: string;
    readonly within?: Structure;
  },
): void {
  const { size, x = paper.left, gap = 4, tag = "P", within } = options;
  const height = lineHeight({ size });
  const lines = linesOf(paper, runs, paper.left + paper.width - x);
  const element = within ? paper.holder(tag, within) : paper.holder(tag);
  paper.ensure(Math.min(lines.length, lines.length <= 6 ? 6 : 2) * height);
  for (const [index, line] of lines.entries()) {
    const isSecondLast = lines.length > 3 && index === lines.length - 2;
    paper.ensure(isSecondLast ? 2 * height : height);
    element.add(() => setLine(paper, line, x, height, size));
  }
  element.end();
  paper.y += gap;
}
