import * as v from "valibot";
import { Sha256 } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import {
  Address,
  type Block,
  type Inline,
  type Item,
  type Line,
  type List,
  RichDocument,
  type RichText,
  TokenName,
} from "./schema.ts";

/* What is read of a stored text, and how it is written. Pure: browser and server use the same. */

const EMPTY: RichText = { rich: 1, blocks: [] };

/** The document that a stored text is; null when it is none. */
export function asDocument(stored: string): RichText | null {
  if (!stored.startsWith('{"')) return null;
  try {
    const read = v.safeParse(RichDocument, JSON.parse(stored));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
}

/** Whether a text is markup rather than words or a document. */
export const isMarkup = (text: string): boolean => /<[a-z!/?]/i.test(text) && asDocument(text) === null;

/** Plain text as a document: an empty line parts paragraphs, a line break stays one. */
export function fromPlain(text: string): RichText {
  const paragraphs = text
    .replaceAll(/\r\n?/g, "\n")
    .split(/\n\s*\n/)
    .filter((each) => each.trim() !== "");
  const lineOf = (paragraph: string): Line =>
    paragraph
      .split("\n")
      .flatMap((part, index): Inline[] => [
        ...(index > 0 ? [{ k: "br" as const }] : []),
        ...(part.trim() === "" ? [] : [{ k: "t" as const, text: part.trim() }]),
      ]);
  return { rich: 1, blocks: paragraphs.map((paragraph): Block => ({ k: "p", line: lineOf(paragraph.trim()) })) };
}

/** A stored text as a document. What was written before the field was rich is plain text, never markup. */
export const readRich = (stored: string | null | undefined): RichText =>
  stored ? (asDocument(stored) ?? fromPlain(stored)) : EMPTY;

/** The one form in which a document is stored: the same document is the same text. */
export function writeRich({ blocks }: RichText): string {
  return JSON.stringify({ rich: 1, blocks: blocks.map(blockOut) });
}
const inlineOut = (inline: Inline): Inline => {
  if (inline.k === "br") return { k: "br" };
  if (inline.k === "token") return { k: "token", name: inline.name };
  const marks = [...new Set(inline.marks ?? [])].sort();
  const { text, href } = inline;
  return { k: "t", text, ...(marks.length > 0 ? { marks } : {}), ...(href === undefined ? {} : { href }) };
};
const lineOut = (line: Line): Line => line.map(inlineOut);
const listOut = ({ k, items }: List): List => ({
  k,
  items: items.map(({ line, below }): Item => ({ line: lineOut(line), ...(below ? { below: listOut(below) } : {}) })),
});
function blockOut(block: Block): Block {
  switch (block.k) {
    case "img":
      return { k: "img", hash: block.hash, alt: block.alt };
    case "table":
      return {
        k: "table",
        rows: block.rows.map((row) =>
          row.map(({ head, lines }) => ({ ...(head ? { head } : {}), lines: lines.map(lineOut) })),
        ),
      };
    case "ul":
    case "ol":
      return listOut(block);
    default:
      return { k: block.k, line: lineOut(block.line) };
  }
}

const linesOfList = ({ items }: List): readonly Line[] =>
  items.flatMap(({ line, below }) => [line, ...(below ? linesOfList(below) : [])]);

/** Every line of a document, in the order of reading. */
export function linesOf({ blocks }: RichText): readonly Line[] {
  return blocks.flatMap((block): readonly Line[] => {
    switch (block.k) {
      case "img":
        return [];
      case "table":
        return block.rows.flatMap((row) => row.flatMap(({ lines }) => lines));
      case "ul":
      case "ol":
        return linesOfList(block);
      default:
        return [block.line];
    }
  });
}

/** Names of the live figures in a text, each once. */
export const tokensOf = (document: RichText): readonly string[] => [
  ...new Set(linesOf(document).flatMap((line) => line.flatMap((each) => (each.k === "token" ? [each.name] : [])))),
];

/** Hashes of the pictures in a text, each once. */
export const picturesOf = ({ blocks }: RichText): readonly string[] => [
  ...new Set(blocks.flatMap((block) => (block.k === "img" ? [block.hash] : []))),
];

/** What a token says; undefined = nobody knows it, and its name is shown in braces. */
export type Telling = (name: string) => string | undefined;
const UNTOLD: Telling = () => undefined;
/** The words of a token: the figure it stands for, or its name in braces. */
export const told = (name: string, telling: Telling): string => telling(name) ?? `{${name}}`;

/** A line without its looks. */
export const lineText = (line: Line, telling: Telling = UNTOLD): string =>
  line.map((each) => (each.k === "br" ? "\n" : each.k === "token" ? told(each.name, telling) : each.text)).join("");

function listText({ k, items }: List, telling: Telling, indent: string): string {
  return items
    .map(({ line, below }, index) => {
      const sign = k === "ul" ? "•" : `${index + 1}.`;
      const own = `${indent}${sign} ${lineText(line, telling)}`;
      return below ? `${own}\n${listText(below, telling, `${indent}   `)}` : own;
    })
    .join("\n");
}

function blockText(block: Block, telling: Telling): string {
  switch (block.k) {
    case "img":
      return block.alt === "" ? "[Gambar]" : `[Gambar: ${block.alt}]`;
    case "table":
      return block.rows
        .map((row) => row.map(({ lines }) => lines.map((line) => lineText(line, telling).trim()).join(" ")).join(" | "))
        .join("\n");
    case "ul":
    case "ol":
      return listText(block, telling, "");
    default:
      return lineText(block.line, telling);
  }
}

/** A text for search, tables, differences and formulas: blocks below each other, an empty line between them. */
export const plainText = (document: RichText, telling: Telling = UNTOLD): string =>
  document.blocks.map((block) => blockText(block, telling)).join("\n\n");

/** Letters of a text, as its bound counts them: a token counts as its name. */
export const lengthOf = (document: RichText): number =>
  linesOf(document).reduce((sum, line) => sum + lineText(line).length, 0);

/** Nothing to read in it: no letter, figure or picture. */
export const isBlank = (document: RichText): boolean =>
  picturesOf(document).length === 0 && linesOf(document).every((line) => lineText(line).trim() === "");

const tellLine = (line: Line, telling: Telling): Line =>
  line.map((each) => (each.k === "token" ? { k: "t", text: told(each.name, telling) } : each));
const tellList = ({ k, items }: List, telling: Telling): List => ({
  k,
  items: items.map(({ line, below }) => ({
    line: tellLine(line, telling),
    ...(below ? { below: tellList(below, telling) } : {}),
  })),
});

/** The same document with words in place of tokens: for readers that know no report, such as the public page. */
export function toldIn(document: RichText, telling: Telling): RichText {
  const blocks = document.blocks.map((block): Block => {
    switch (block.k) {
      case "img":
        return block;
      case "table":
        return {
          k: "table",
          rows: block.rows.map((row) =>
            row.map((cell) => ({ ...cell, lines: cell.lines.map((line) => tellLine(line, telling)) })),
          ),
        };
      case "ul":
      case "ol":
        return tellList(block, telling);
      default:
        return { k: block.k, line: tellLine(block.line, telling) };
    }
  });
  return { rich: 1, blocks };
}

/** A document in which pictures are their words, for readers who have no right to the files. */
export const withoutPictures = ({ blocks }: RichText): RichText => ({
  rich: 1,
  blocks: blocks.map((block) =>
    block.k === "img" ? { k: "p", line: [{ k: "t", text: blockText(block, UNTOLD), marks: ["i"] }] } : block,
  ),
});

/* What an editor may put into a document: nothing that would not be read back. */

export const isAddress = (text: string): boolean => v.is(Address, text);
export const isTokenName = (text: string): boolean => v.is(TokenName, text);
/** A picture by the hash of its file; null when it is none. */
export function pictureBy(hash: string, alt: string): Block | null {
  const known = v.safeParse(Sha256, hash);
  return known.success ? { k: "img", hash: known.output, alt: alt.slice(0, LIMITS.pictureTextCharacters) } : null;
}
