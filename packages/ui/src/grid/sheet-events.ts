/** Keys, pointer and clipboard of the spreadsheet, heard once on its frame. */
import { readClipboard, writeClipboard } from "./clipboard.ts";
import { anchorOf, type Desk } from "./desk.ts";
import { type Intent, intentOf, pressOf } from "./keyboard.ts";
import { HEADING, type Position, sizeOf } from "./selection.ts";
import {
  clearSelection,
  commitEditing,
  move,
  type Outcome,
  paste,
  selectAll,
  selectionOf,
  standAt,
  startEditing,
  stepBack,
  stepForward,
} from "./session.ts";
import { hasExplanation } from "./explanation.tsx";
import { WORDS } from "./words.ts";

/** Connects the frame with the desk and gives back how to let go. `page` is the rows that PageDown leaps. */
export function connectSheet(frame: HTMLElement, desk: Desk, page: () => number): () => void {
  const letGo = new AbortController();
  const { signal } = letGo;
  frame.addEventListener("keydown", (event) => press(frame, desk, page(), event), { signal });
  connectPointer(frame, desk, signal);
  connectClipboard(frame, desk, signal);
  return () => letGo.abort();
}

function press(frame: HTMLElement, desk: Desk, page: number, event: KeyboardEvent): void {
  if (desk.session().editing !== null || event.isComposing) return;
  const intent = intentOf(pressOf(event));
  if (intent === null) return;
  if (!obey(frame, desk, page, intent)) return;
  event.preventDefault();
  // The active row may only be drawn by now, or have been drawn out of sight: the keyboard goes there by name.
  if (desk.panel() === null) desk.refocus.current();
}

/** Does what the key asks for; false when the browser should have it. */
function obey(frame: HTMLElement, desk: Desk, page: number, intent: Intent): boolean {
  const session = desk.session();
  const view = desk.props;
  const onHeading = session.active.column === HEADING;
  const edit = (typed: string | null) => desk.apply(startEditing(view, session, typed));
  switch (intent.kind) {
    case "move":
      moveOn(desk, intent.step, intent.extend, page);
      return true;
    case "enter":
      if (onHeading) openRow(desk);
      else moveOn(desk, intent.step, false, page);
      return true;
    case "tab": {
      const next = session.leaving ? null : move(view, session, intent.step, false, page);
      if (next === null) desk.settle({ ...session, leaving: false });
      else desk.settle(next);
      return next !== null;
    }
    case "edit":
    case "type":
      if (onHeading) return false;
      edit(intent.kind === "type" ? intent.text : null);
      return true;
    case "leave":
      desk.settle({ ...standAt(session, session.active, false), leaving: true });
      desk.say(WORDS.leaving);
      return true;
    case "menu":
    case "explain":
      return openBeside(frame, desk, intent.kind);
    case "all":
      desk.settle(selectAll(view, session));
      return true;
    case "clear":
    case "undo":
    case "redo":
      desk.apply(CHANGES[intent.kind](desk));
      return true;
    case "commit":
    case "cancel":
      return false;
  }
  return false;
}

const CHANGES: Record<"clear" | "undo" | "redo", (desk: Desk) => Outcome> = {
  clear: (desk) => clearSelection(desk.props, desk.session()),
  undo: (desk) => stepBack(desk.props, desk.session()),
  redo: (desk) => stepForward(desk.props, desk.session()),
};

function moveOn(desk: Desk, step: Parameters<typeof move>[2], extend: boolean, page: number): void {
  const next = move(desk.props, desk.session(), step, extend, page);
  if (next === null) return;
  desk.settle(next);
  const cells = sizeOf(selectionOf(next));
  if (extend && cells > 1) desk.say(WORDS.selected(cells));
}

/** Opens the panel of the row in which one stands. */
export function openRow(desk: Desk): void {
  const row = desk.activeRow();
  if (row !== undefined) desk.props.onOpenRow(row.key);
}

function openBeside(frame: HTMLElement, desk: Desk, kind: "menu" | "explain"): boolean {
  const { row, column } = desk.session().active;
  const cell = frame.querySelector(`[data-row="${row}"][data-column="${column}"]`);
  if (cell === null) return false;
  if (kind === "menu") desk.open({ kind: "menu", at: anchorOf(cell) });
  else if (hasExplanation(desk)) desk.open({ kind: "explanation", at: anchorOf(cell) });
  return true;
}

function positionOf(event: Event): Position | null {
  const cell = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-column]") : null;
  if (cell === null) return null;
  return { row: Number(cell.dataset["row"]), column: Number(cell.dataset["column"]) };
}

/** Takes an open editor's text before one goes elsewhere; false when the text was refused. */
function finishEditing(desk: Desk): boolean {
  if (desk.session().editing === null) return true;
  desk.apply(commitEditing(desk.props, desk.session(), null));
  return desk.session().editing === null;
}

function connectPointer(frame: HTMLElement, desk: Desk, signal: AbortSignal): void {
  let dragging = false;
  let finger = false;
  const inEditor = (event: Event) => event.target instanceof Element && event.target.closest(".sg-editor") !== null;

  frame.addEventListener(
    "pointerdown",
    (event) => {
      finger = event.pointerType !== "mouse";
      const at = positionOf(event);
      if (finger || event.button === 2 || at === null || inEditor(event)) return;
      if (!finishEditing(desk)) return event.preventDefault();
      dragging = at.column !== HEADING;
      desk.settle(standAt(desk.session(), at, event.shiftKey && at.column !== HEADING));
    },
    { signal },
  );
  frame.addEventListener(
    "pointerover",
    (event) => {
      const at = dragging && event.buttons === 1 ? positionOf(event) : null;
      if (at !== null && at.column !== HEADING) desk.settle(standAt(desk.session(), at, true));
    },
    { signal },
  );
  window.addEventListener("pointerup", () => (dragging = false), { signal });
  // A finger that scrolls also touches down, so a tap counts only when it ends: the first stands, the second edits.
  frame.addEventListener(
    "click",
    (event) => {
      const at = positionOf(event);
      if (at === null || inEditor(event)) return;
      if (event.target instanceof Element && event.target.closest("[data-open]") !== null) {
        desk.settle(standAt(desk.session(), at, false));
        return openRow(desk);
      }
      if (finger) tap(desk, at);
    },
    { signal },
  );
  frame.addEventListener(
    "dblclick",
    (event) => {
      const at = positionOf(event);
      if (at === null || inEditor(event)) return;
      if (at.column === HEADING) openRow(desk);
      else desk.apply(startEditing(desk.props, desk.session(), null));
    },
    { signal },
  );
  frame.addEventListener(
    "contextmenu",
    (event) => {
      const at = positionOf(event);
      if (at === null || inEditor(event) || !finishEditing(desk)) return;
      event.preventDefault();
      const { top, bottom, left, right } = selectionOf(desk.session());
      const inside = at.row >= top && at.row <= bottom && at.column >= left && at.column <= right;
      if (!inside) desk.settle(standAt(desk.session(), at, false));
      desk.open({ kind: "menu", at: { left: event.clientX, top: event.clientY, bottom: event.clientY } });
    },
    { signal },
  );
}

function tap(desk: Desk, at: Position): void {
  if (!finishEditing(desk)) return;
  const { active } = desk.session();
  const again = active.row === at.row && active.column === at.column && at.column !== HEADING;
  if (again) desk.apply(startEditing(desk.props, desk.session(), null));
  else desk.settle(standAt(desk.session(), at, false));
}

function connectClipboard(frame: HTMLElement, desk: Desk, signal: AbortSignal): void {
  const copy = (event: ClipboardEvent): boolean => {
    if (desk.session().editing !== null || event.clipboardData === null) return false;
    const range = selectionOf(desk.session());
    const { plain, html } = writeClipboard(desk.props, range);
    event.clipboardData.setData("text/plain", plain);
    event.clipboardData.setData("text/html", html);
    event.preventDefault();
    desk.say(WORDS.copied(sizeOf(range)));
    return true;
  };
  frame.addEventListener("copy", copy, { signal });
  frame.addEventListener(
    "cut",
    (event) => {
      if (copy(event)) desk.apply(clearSelection(desk.props, desk.session()));
    },
    { signal },
  );
  frame.addEventListener(
    "paste",
    (event) => {
      if (desk.session().editing !== null || event.clipboardData === null) return;
      event.preventDefault();
      const clips = readClipboard(event.clipboardData.getData("text/plain"), event.clipboardData.getData("text/html"));
      desk.apply(paste(desk.props, desk.session(), clips));
      if (desk.panel() === null) desk.refocus.current();
    },
    { signal },
  );
}
