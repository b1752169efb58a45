import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { isAddress, isBlank, isTokenName, pictureBy, writeRich } from "@selaras/core/narrative/reading.ts";
import {
  type Block,
  type Inline,
  type Item,
  type Line,
  type List,
  LIST_LEVELS,
  type Mark,
  type RichText,
  type TableCell,
} from "@selaras/core/narrative/schema.ts";
import type { Node, Mark as EditorMark } from "prosemirror-model";
import { TableMap } from "prosemirror-tables";
import { editorSchema } from "./editor-schema.ts";

/* Between the tree that is stored and the document of the editor. Pure: it is tried without a browser. */

const { nodes, marks } = editorSchema;
const EDITOR_MARK = { b: "bold", i: "italic", u: "underline" } as const satisfies Record<Mark, string>;

function inlineNode(inline: Inline): Node {
  if (inline.k === "br") return nodes.hard_break.create();
  if (inline.k === "token") return nodes.token.create({ name: inline.name });
  const looks = (inline.marks ?? []).map((mark): EditorMark => marks[EDITOR_MARK[mark]].create());
  const link = inline.href === undefined ? [] : [marks.link.create({ href: inline.href })];
  return editorSchema.text(inline.text, [...link, ...looks]);
}
const lineNodes = (line: Line): Node[] => line.map(inlineNode);
const paragraph = (line: Line): Node => nodes.paragraph.create(null, lineNodes(line));

const listNode = ({ k, items }: List): Node =>
  nodes[k === "ul" ? "bullet_list" : "ordered_list"].create(
    null,
    items.map(({ line, below }) =>
      nodes.list_item.create(null, [paragraph(line), ...(below ? [listNode(below)] : [])]),
    ),
  );
const cellNode = ({ head, lines }: TableCell): Node =>
  (head ? nodes.table_header : nodes.table_cell).create(null, lines.map(paragraph));

function blockNode(block: Block): Node {
  switch (block.k) {
    case "img":
      return nodes.picture.create({ hash: block.hash, alt: block.alt });
    case "table":
      return nodes.table.create(
        null,
        block.rows.map((row) => nodes.table_row.create(null, row.map(cellNode))),
      );
    case "ul":
    case "ol":
      return listNode(block);
    case "p":
      return paragraph(block.line);
    default:
      return nodes.heading.create({ level: block.k === "h1" ? 1 : 2 }, lineNodes(block.line));
  }
}

/** A stored tree as a document of the editor; an empty one has a paragraph to write in. */
export const toEditor = ({ blocks }: RichText): Node =>
  nodes.doc.create(null, blocks.length === 0 ? [nodes.paragraph.create()] : blocks.map(blockNode));

function marksOf(node: Node): Mark[] {
  const own = node.marks.map((mark) => mark.type.name);
  return (["b", "i", "u"] as const).filter((mark) => own.includes(EDITOR_MARK[mark]));
}
function textOf(node: Node): Inline {
  const looks = marksOf(node);
  const href = String(node.marks.find((mark) => mark.type === marks.link)?.attrs["href"] ?? "");
  return {
    k: "t",
    text: node.text ?? "",
    ...(looks.length > 0 ? { marks: looks } : {}),
    ...(isAddress(href) ? { href } : {}),
  };
}
function lineOf(node: Node): Line {
  return node.children.flatMap((child): Inline[] => {
    if (child.isText) return [textOf(child)];
    if (child.type === nodes.hard_break) return [{ k: "br" }];
    const name = String(child.attrs["name"]);
    return isTokenName(name) ? [{ k: "token", name }] : [];
  });
}

/** A list; what hangs deeper than texts may nest comes up to the last level. */
function listOf(node: Node, depth: number): List {
  const items = node.children.flatMap((item): Item[] => {
    const [first, ...rest] = item.children;
    const line = first ? lineOf(first) : [];
    const lists = rest.map((each) => listOf(each, depth + 1));
    const [head] = lists;
    if (!head) return [{ line }];
    const below: List = { k: head.k, items: lists.flatMap((each) => each.items) };
    return depth < LIST_LEVELS ? [{ line, below }] : [{ line }, ...below.items];
  });
  return { k: node.type === nodes.bullet_list ? "ul" : "ol", items };
}

/** A table as rows of one length: a cell that spans others is followed by empty ones. */
function tableOf(node: Node): Block {
  const map = TableMap.get(node);
  const width = Math.min(map.width, LIMITS.richTableColumns);
  const seen = new Set<number>();
  const rows = Array.from({ length: Math.min(map.height, LIMITS.richTableRows) }, (_, y) =>
    Array.from({ length: width }, (_column, x): TableCell => {
      const at = map.map[y * map.width + x] ?? 0;
      const cell = node.nodeAt(at);
      if (!cell || seen.has(at)) return { lines: [[]] };
      seen.add(at);
      const head = cell.type === nodes.table_header ? { head: true as const } : {};
      return { ...head, lines: cell.children.slice(0, 20).map(lineOf) };
    }),
  );
  return { k: "table", rows };
}

function blockOf(node: Node): Block {
  if (node.type === nodes.picture) {
    return pictureBy(String(node.attrs["hash"]), String(node.attrs["alt"])) ?? { k: "p", line: [] };
  }
  if (node.type === nodes.table) return tableOf(node);
  if (node.type === nodes.bullet_list || node.type === nodes.ordered_list) return listOf(node, 1);
  if (node.type === nodes.heading) return { k: node.attrs["level"] === 1 ? "h1" : "h2", line: lineOf(node) };
  return { k: "p", line: lineOf(node) };
}

/** A document of the editor as the tree that is stored. Empty paragraphs at its end are not kept. */
export function fromEditor(document: Node): RichText {
  const blocks = document.children.map(blockOf);
  const isEmpty = (block: Block | undefined): boolean => block?.k === "p" && block.line.length === 0;
  while (isEmpty(blocks.at(-1))) blocks.pop();
  return { rich: 1, blocks };
}

/** What is put into the cell: the stored form, or nothing when nothing is written. */
export function storedFrom(document: Node): string {
  const text = fromEditor(document);
  return isBlank(text) ? "" : writeRich(text);
}
