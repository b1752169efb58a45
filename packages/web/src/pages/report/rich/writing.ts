import { baseKeymap, chainCommands, exitCode } from "prosemirror-commands";
import { history } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import type { Node } from "prosemirror-model";
import { splitListItem } from "prosemirror-schema-list";
import { type Command, EditorState } from "prosemirror-state";
import { fixTables, goToNextCell, tableEditing } from "prosemirror-tables";
import { indent, outdent, redo, toggle, undo } from "./commands.ts";
import { editorSchema } from "./editor-schema.ts";

const { nodes } = editorSchema;

const breakLine: Command = chainCommands(exitCode, (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
});

/** Tab moves in tables and lists; elsewhere it leaves the editor, as in every field. */
const keys: Record<string, Command> = {
  "Mod-b": toggle("bold"),
  "Mod-i": toggle("italic"),
  "Mod-u": toggle("underline"),
  "Mod-z": undo,
  "Mod-y": redo,
  "Mod-Shift-z": redo,
  Enter: splitListItem(nodes.list_item),
  "Shift-Enter": breakLine,
  Tab: chainCommands(goToNextCell(1), indent),
  "Shift-Tab": chainCommands(goToNextCell(-1), outdent),
};

/** A fresh state of the editor around a document. */
export function writingState(doc: Node): EditorState {
  const state = EditorState.create({
    doc,
    plugins: [history(), keymap(keys), keymap(baseKeymap), tableEditing()],
  });
  const mended = fixTables(state);
  return mended ? state.apply(mended) : state;
}
