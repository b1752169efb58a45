import type { Node, NodeType } from "prosemirror-model";
import { setBlockType, toggleMark } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { liftListItem, sinkListItem, wrapInList } from "prosemirror-schema-list";
import type { Command, EditorState } from "prosemirror-state";
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  isInTable,
  toggleHeaderRow,
} from "prosemirror-tables";
import { editorSchema } from "./editor-schema.ts";

/* What the tools do. All of it works on the state alone, so that it is tried without a browser. */

const { nodes, marks } = editorSchema;

export type Style = "p" | "h1" | "h2";
export const styleOf = ({ selection }: EditorState): Style => {
  const { parent } = selection.$from;
  return parent.type !== nodes.heading ? "p" : parent.attrs["level"] === 1 ? "h1" : "h2";
};
export const setStyle = (style: Style): Command =>
  style === "p" ? setBlockType(nodes.paragraph) : setBlockType(nodes.heading, { level: style === "h1" ? 1 : 2 });

const MARKS = { bold: marks.bold, italic: marks.italic, underline: marks.underline } as const;
export type MarkName = keyof typeof MARKS;
export const toggle = (name: MarkName): Command => toggleMark(MARKS[name]);
export function hasMark(state: EditorState, name: MarkName | "link"): boolean {
  const type = marks[name];
  const { from, to, empty, $from } = state.selection;
  return empty
    ? type.isInSet(state.storedMarks ?? $from.marks()) !== undefined
    : state.doc.rangeHasMark(from, to, type);
}

const LISTS = { ul: nodes.bullet_list, ol: nodes.ordered_list } as const;
/** The list around the cursor, and where it begins. */
function listAround({ selection: { $from } }: EditorState): { readonly node: Node; readonly at: number } | null {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const node = $from.node(depth);
    if (node.type === LISTS.ul || node.type === LISTS.ol) return { node, at: $from.before(depth) };
  }
  return null;
}
export const listOf = (state: EditorState): "ul" | "ol" | null => {
  const around = listAround(state);
  return around === null ? null : around.node.type === LISTS.ul ? "ul" : "ol";
};
/** Makes a list, turns one kind into the other, or takes the line out of its list. */
export const toggleList =
  (kind: "ul" | "ol"): Command =>
  (state, dispatch) => {
    const type: NodeType = LISTS[kind];
    const around = listAround(state);
    if (!around) return wrapInList(type)(state, dispatch);
    if (around.node.type === type) return liftListItem(nodes.list_item)(state, dispatch);
    dispatch?.(state.tr.setNodeMarkup(around.at, type));
    return true;
  };
export const indent = sinkListItem(nodes.list_item);
export const outdent = liftListItem(nodes.list_item);

/** An address on the selected words; null takes it away. */
export const setLink =
  (href: string | null): Command =>
  (state, dispatch) => {
    const { from, to, empty } = state.selection;
    if (empty) return false;
    const { tr } = state;
    tr.removeMark(from, to, marks.link);
    if (href !== null) tr.addMark(from, to, marks.link.create({ href }));
    dispatch?.(tr);
    return true;
  };

const insertInline =
  (node: Node): Command =>
  (state, dispatch) => {
    dispatch?.(state.tr.replaceSelectionWith(node, true).scrollIntoView());
    return true;
  };
export const insertToken = (name: string): Command => insertInline(nodes.token.create({ name }));

export const insertBlock =
  (node: Node): Command =>
  (state, dispatch) => {
    if (isInTable(state)) return false;
    const { $to } = state.selection;
    const after = $to.depth === 0 ? $to.pos : $to.after(1);
    // Below the block of the cursor; at the end with a line to go on writing in.
    const more = after === state.doc.content.size ? [nodes.paragraph.create()] : [];
    dispatch?.(state.tr.insert(after, [node, ...more]).scrollIntoView());
    return true;
  };
export const insertPicture = (hash: string, alt: string): Command => insertBlock(nodes.picture.create({ hash, alt }));

/** A table of 3 x 3 whose first row is its heading. */
export function emptyTable(): Node {
  const cell = (type: NodeType | undefined): Node | null => type?.createAndFill() ?? null;
  const row = (type: NodeType | undefined): Node | null =>
    nodes.table_row.create(
      null,
      [0, 1, 2].flatMap(() => cell(type) ?? []),
    ) ?? null;
  const rows = [row(nodes.table_header), row(nodes.table_cell), row(nodes.table_cell)];
  const table = nodes.table.create(
    null,
    rows.flatMap((each) => each ?? []),
  );
  if (!table) throw new Error("the editor knows no tables");
  return table;
}

export const tableActs = {
  rowBelow: addRowAfter,
  columnAfter: addColumnAfter,
  headRow: toggleHeaderRow,
  dropRow: deleteRow,
  dropColumn: deleteColumn,
  dropTable: deleteTable,
} as const satisfies Record<string, Command>;
export { isInTable, redo, undo };
