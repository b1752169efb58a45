import type { Element, ElementContent, Nodes } from "hast";
import { fromHtml } from "hast-util-from-html";
import { defaultSchema, sanitize, type Schema } from "hast-util-sanitize";
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
  LIST_LEVELS,
  type Mark,
  type TableCell,
  type RichText,
} from "./schema.ts";
import { isBlank } from "./reading.ts";
import { withTokens } from "./tokens.ts";

/**
 * HTML from outside as a document. The parser reads it as a browser would, the sanitiser keeps what is named here, and what
 * is left is read into the closed tree: three doors, each shut for everything that it does not know. Server only.
 */
const words = (text: string): string[] => text.split(" ");
const KEPT: Schema = {
  ...defaultSchema,
  tagNames: words(
    "h1 h2 h3 h4 h5 h6 p div blockquote br pre b strong i em u a ul ol li img table thead tbody tfoot tr th td",
  ),
  attributes: { a: ["href"], img: ["dataHash", "alt"], td: ["colSpan", "rowSpan"], th: ["colSpan", "rowSpan"] },
  protocols: { href: ["https"] },
  ancestors: {},
  required: {},
  clobber: [],
  // Not only the element: what stands in it is no text of an official either.
  strip: words(
    "script style svg math iframe object embed template noscript title head textarea select xmp noembed noframes " +
      "plaintext audio video canvas form",
  ),
};

/** What was left out of a text, in words. */
export type Dropped =
  | "skrip"
  | "gaya"
  | "tautan selain https"
  | "gambar dari luar laporan"
  | "unsur yang tidak dikenal";
const SCRIPTS: readonly string[] = [
  "script",
  "iframe",
  "object",
  "embed",
  "noscript",
  "template",
  "svg",
  "math",
  "form",
];

function droppedFrom(element: Element): readonly Dropped[] {
  const { tagName, properties } = element;
  const names = Object.keys(properties);
  const { href } = properties;
  return [
    ...(SCRIPTS.includes(tagName) || names.some((name) => /^on/i.test(name)) ? ["skrip" as const] : []),
    ...(tagName === "style" ? ["gaya" as const] : []),
    ...(tagName === "a" && href !== undefined && !v.is(Address, href) ? ["tautan selain https" as const] : []),
    ...(tagName === "img" && !v.is(Sha256, properties["dataHash"]) ? ["gambar dari luar laporan" as const] : []),
    ...(KEPT.strip?.includes(tagName) && !SCRIPTS.includes(tagName) && tagName !== "style"
      ? ["unsur yang tidak dikenal" as const]
      : []),
  ];
}

function droppedIn(root: Nodes): readonly Dropped[] {
  const found = new Set<Dropped>();
  const ahead: Nodes[] = [root];
  for (let node = ahead.pop(); node !== undefined; node = ahead.pop()) {
    if (node.type === "element") for (const each of droppedFrom(node)) found.add(each);
    if ("children" in node) ahead.push(...node.children);
  }
  return [...found].sort();
}

type Looks = { readonly marks: readonly Mark[]; readonly href?: string };
const MARKED: Readonly<Record<string, Mark>> = { b: "b", strong: "b", i: "i", em: "i", u: "u" };
const isContent = (node: Nodes): node is ElementContent => node.type === "element" || node.type === "text";
const childrenOf = (node: Nodes): readonly ElementContent[] => {
  const all: readonly Nodes[] = "children" in node ? node.children : [];
  return all.filter(isContent);
};

function inlineOf(node: ElementContent, looks: Looks): Line {
  if (node.type === "text") {
    const text = node.value.replaceAll(/[\s\u00A0]+/g, " ");
    const { marks, href } = looks;
    const more = { ...(marks.length > 0 ? { marks: [...marks] } : {}), ...(href === undefined ? {} : { href }) };
    return text === "" ? [] : [{ k: "t", text, ...more }];
  }
  if (node.type !== "element") return [];
  if (node.tagName === "br") return [{ k: "br" }];
  const mark = MARKED[node.tagName];
  const href = node.tagName === "a" ? v.safeParse(Address, node.properties["href"]) : null;
  const own: Looks = {
    marks: mark ? [...new Set([...looks.marks, mark])] : looks.marks,
    ...(href?.success ? { href: href.output } : looks.href === undefined ? {} : { href: looks.href }),
  };
  return childrenOf(node).flatMap((each) => inlineOf(each, own));
}

/** A line without room at its ends. */
function trimmed(line: Line): Line {
  const kept = [...line];
  const isRoom = (each: Inline | undefined) => each?.k === "br" || (each?.k === "t" && each.text.trim() === "");
  while (isRoom(kept[0])) kept.shift();
  while (isRoom(kept.at(-1))) kept.pop();
  return kept.map((each, index) => {
    if (each.k !== "t") return each;
    const left = index === 0 ? each.text.trimStart() : each.text;
    return { ...each, text: index === kept.length - 1 ? left.trimEnd() : left };
  });
}
const lineOf = (nodes: readonly ElementContent[]): Line =>
  withTokens(trimmed(nodes.flatMap((node) => inlineOf(node, { marks: [] }))));

const BLOCKS = ["h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "blockquote", "pre", "ul", "ol", "table", "img", "li"];
const isBlock = (node: ElementContent): node is Element =>
  node.type === "element" && (BLOCKS.includes(node.tagName) || childrenOf(node).some(isBlock));

function listOf(element: Element, depth: number): List | null {
  const items = childrenOf(element).flatMap((node): Item[] => {
    if (node.type !== "element") return [];
    const isList = (each: ElementContent): each is Element =>
      each.type === "element" && (each.tagName === "ul" || each.tagName === "ol");
    const line = lineOf(childrenOf(node).filter((each) => !isList(each)));
    const lists = (isList(node) ? [node] : childrenOf(node).filter(isList)).flatMap(
      (each) => listOf(each, depth + 1) ?? [],
    );
    const [first] = lists;
    if (!first) return line.length > 0 ? [{ line }] : [];
    const all = { k: first.k, items: lists.flatMap((each) => each.items) };
    return depth < LIST_LEVELS ? [{ line, below: all }] : [...(line.length > 0 ? [{ line }] : []), ...all.items];
  });
  return items.length > 0 ? { k: element.tagName === "ol" ? "ol" : "ul", items } : null;
}

function rowsIn(element: Element): readonly Element[] {
  return childrenOf(element).flatMap((node) =>
    node.type !== "element" ? [] : node.tagName === "tr" ? [node] : node.tagName === "table" ? [] : rowsIn(node),
  );
}
const MOST_SPANNED = 100;
function span(cell: Element, name: "colSpan" | "rowSpan"): number {
  const said = cell.properties[name];
  return typeof said === "number" && said > 1 ? Math.min(said, MOST_SPANNED) : 1;
}

/** A table as rows of one length: a cell that spans others is followed by empty ones. */
function tableOf(element: Element): Block | null {
  const grid: (TableCell | undefined)[][] = [];
  rowsIn(element)
    .slice(0, LIMITS.richTableRows)
    .forEach((row, y) => {
      let x = 0;
      for (const cell of childrenOf(row)) {
        if (cell.type !== "element" || (cell.tagName !== "td" && cell.tagName !== "th")) continue;
        while (grid[y]?.[x] !== undefined) x += 1;
        for (let down = 0; down < span(cell, "rowSpan") && y + down < LIMITS.richTableRows; down += 1) {
          for (let right = 0; right < span(cell, "colSpan"); right += 1) {
            const line = (grid[y + down] ??= []);
            line[x + right] = down === 0 && right === 0 ? cellOf(cell) : { lines: [[]] };
          }
        }
        x += span(cell, "colSpan");
      }
    });
  const rows = grid.slice(0, rowsIn(element).length);
  const width = Math.max(0, ...rows.map((row) => row.length));
  const empty = { lines: [[]] };
  return width === 0
    ? null
    : { k: "table", rows: rows.map((row) => Array.from({ length: width }, (_, x) => row[x] ?? empty)) };
}
function cellOf(cell: Element): TableCell {
  const lines = blocksOf(childrenOf(cell)).flatMap((block): Line[] =>
    "line" in block ? [block.line] : block.k === "ul" || block.k === "ol" ? block.items.map((item) => item.line) : [],
  );
  return { ...(cell.tagName === "th" ? { head: true as const } : {}), lines: lines.length > 0 ? lines : [[]] };
}

function blockOf(element: Element): readonly Block[] {
  const { tagName } = element;
  if (tagName === "ul" || tagName === "ol") return [listOf(element, 1) ?? []].flat();
  if (tagName === "table") return [tableOf(element) ?? []].flat();
  if (tagName === "img") {
    const hash = v.safeParse(Sha256, element.properties["dataHash"]);
    const alt = element.properties["alt"];
    const said = typeof alt === "string" ? alt.slice(0, LIMITS.pictureTextCharacters) : "";
    return hash.success ? [{ k: "img", hash: hash.output, alt: said }] : [];
  }
  const level = /^h([1-6])$/.exec(tagName)?.[1];
  if (level === undefined || childrenOf(element).some(isBlock)) return blocksOf(childrenOf(element));
  const line = lineOf(childrenOf(element));
  return line.length > 0 ? [{ k: level === "1" ? "h1" : "h2", line }] : [];
}

function blocksOf(nodes: readonly ElementContent[]): readonly Block[] {
  const blocks: Block[] = [];
  let loose: ElementContent[] = [];
  const close = () => {
    const line = lineOf(loose);
    if (line.length > 0) blocks.push({ k: "p", line });
    loose = [];
  };
  for (const node of nodes) {
    if (!isBlock(node)) {
      loose.push(node);
      continue;
    }
    close();
    blocks.push(...blockOf(node));
  }
  close();
  return blocks;
}

/**
 * HTML as a document, with what was left out in words.
 * @returns null when it cannot be read: nested without end.
 */
export function fromMarkup(html: string): { readonly document: RichText; readonly dropped: readonly Dropped[] } | null {
  try {
    const tree = fromHtml(html, { fragment: true });
    const dropped = droppedIn(tree);
    const document: RichText = { rich: 1, blocks: [...blocksOf(childrenOf(sanitize(tree, KEPT)))] };
    return { document: isBlank(document) ? { rich: 1, blocks: [] } : document, dropped };
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}
