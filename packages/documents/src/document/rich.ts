import { lineText, readRich, type Telling, told as toldWord } from "@selaras/core/narrative/reading.ts";
import type { Block, Line, List, Table } from "@selaras/core/narrative/schema.ts";
import type { Paper } from "../pdf/paper.ts";
import { printableSize } from "../pdf/picture.ts";
import { type Run, runsOn } from "../pdf/runs.ts";
import { table } from "../pdf/table.ts";
import type { Style } from "../pdf/typeset.ts";
import { words } from "./words.ts";

const SIZE = 9.5;
const STEP = 16;
const MOST_HIGH = 320;
type Structure = ReturnType<Paper["holder"]>;
type Pictures = Readonly<Record<string, Uint8Array>>;

function runsOf(line: Line, telling: Telling): readonly Run[] {
  return line.flatMap((part): Run[] => {
    if (part.k === "br") return [{ text: "\n", style: { size: SIZE } }];
    if (part.k === "token") return [{ text: toldWord(part.name, telling), style: { size: SIZE, figures: true } }];
    const has = (mark: "b" | "i" | "u") => part.marks?.includes(mark) === true;
    const style: Style = {
      size: SIZE,
      ...(has("b") ? { face: "strong" as const } : {}),
      ...(has("i") ? { slanted: true } : {}),
      ...(has("u") ? { underlined: true } : {}),
    };
    // On paper an address is of use only when it can be read.
    const address = part.href === undefined || part.href === part.text ? "" : ` (${part.href})`;
    return [{ text: part.text, style }, ...(address === "" ? [] : [{ text: address, style: { size: SIZE } }])];
  });
}

function list(paper: Paper, { k, items }: List, telling: Telling, level: number, within?: Structure): void {
  const holder = within ? paper.holder("L", within) : paper.holder("L");
  for (const [index, { line, below }] of items.entries()) {
    const entry = paper.holder("LI", holder);
    const x = paper.left + level * STEP;
    paper.ensure(SIZE * 1.3);
    const sign = k === "ul" ? "•" : `${index + 1}.`;
    const top = paper.y;
    paper.element("Lbl", () => void paper.type.set([sign], x, top, STEP, { size: SIZE }), entry);
    const body = paper.holder("LBody", entry);
    runsOn(paper, runsOf(line, telling), { size: SIZE, x: x + STEP, gap: 1.5, within: body });
    if (below) list(paper, below, telling, level + 1, body);
    body.end();
    entry.end();
  }
  holder.end();
  if (!within) paper.y += 3;
}

function rows(paper: Paper, { rows: all }: Table, telling: Telling): void {
  const texts = all.map((row) => row.map(({ lines }) => lines.map((line) => lineText(line, telling)).join("\n")));
  const hasHead = all[0]?.every(({ head }) => head) === true;
  const columns = (texts[0] ?? []).map((text) => ({ label: hasHead ? text : "", wish: 80 }));
  const body = (hasHead ? texts.slice(1) : texts).map((cells) => ({ kind: "row" as const, cells }));
  if (body.length === 0) body.push({ kind: "row", cells: columns.map(() => "") });
  table(paper, columns, body, { sizes: [8.5, 8, 7.5, 7], headless: !hasHead, partLabel: words.part });
}

function picture(paper: Paper, hash: string, alt: string, pictures: Pictures): void {
  const bytes = pictures[hash];
  const size = bytes ? printableSize(bytes) : null;
  if (!bytes || !size) {
    paper.text(words.picture.absent(alt, hash.slice(0, 12)), { size: 8.5, gap: 5 });
    return;
  }
  const scale = Math.min(paper.width / size[0], MOST_HIGH / size[1], 0.75);
  const [width, height] = [size[0] * scale, size[1] * scale];
  paper.ensure(height + 14);
  const top = paper.y;
  // Into a box, and not to a size: a photo that the phone turned keeps its shape.
  const draw = () => void paper.doc.image(Buffer.from(bytes), paper.left, top, { fit: [width, height] });
  paper.figure(alt === "" ? words.picture.unnamed : alt, draw);
  paper.y = top + height + 3;
  if (alt !== "") paper.text(alt, { size: 8, gap: 5 });
}

function block(paper: Paper, of: Block, telling: Telling, pictures: Pictures): void {
  switch (of.k) {
    case "img":
      return picture(paper, of.hash, of.alt, pictures);
    case "table":
      return rows(paper, of, telling);
    case "ul":
    case "ol":
      return list(paper, of, telling, 0);
    case "p":
      return runsOn(paper, runsOf(of.line, telling), { size: SIZE });
    default:
      return paper.heading(lineText(of.line, telling), 26, of.k === "h1" ? "H3" : "H4");
  }
}

/** A text with headings, lists, tables and pictures; its figures say what they said when the report was sent. */
export function richText(paper: Paper, stored: string | null, telling: Telling, pictures: Pictures): void {
  for (const each of readRich(stored).blocks) block(paper, each, telling, pictures);
  paper.y += 2;
}
