/**
 * One person's work in the grid, as a pure step from one session to the next. The screen draws the session and
 * passes the changes on; nothing here knows whether it is a spreadsheet or the cards of a phone.
 */
import { type Clip, planPaste, type PastePlan, type PasteRefusal } from "./clipboard.ts";
import { editsFor, EMPTY_HISTORY, type History, record, redo, type Reversal, undo } from "./history.ts";
import type { EditMode } from "./keyboard.ts";
import {
  allowsAbsence,
  type Absence,
  type CellChange,
  type GridColumn,
  type GridRow,
  inputOf,
  sameInput,
} from "./model.ts";
import { type SheetView, whyFixed } from "./model.ts";
import {
  type Bounds,
  clamp,
  HEADING,
  type Position,
  positionsIn,
  type Range,
  rangeOf,
  type Step,
  travel,
} from "./selection.ts";
import { WORDS } from "./words.ts";

export interface Editing {
  readonly at: Position;
  readonly text: string;
  readonly mode: EditMode;
  /** Why the text cannot be taken; the editor stays open with it. */
  readonly refusal: string | null;
}

export interface Session {
  readonly active: Position;
  /** The other corner of the selection. */
  readonly anchor: Position;
  readonly editing: Editing | null;
  readonly history: History;
  /** After Esc the next Tab leaves the grid, so that nobody is caught in it. */
  readonly leaving: boolean;
}

export interface Outcome {
  readonly session: Session;
  readonly changes: readonly CellChange[];
  /** One short sentence for the live region. */
  readonly say?: string | undefined;
  readonly refused?: readonly PasteRefusal[] | undefined;
}

export const NEW_SESSION: Session = {
  active: { row: 0, column: 0 },
  anchor: { row: 0, column: 0 },
  editing: null,
  history: EMPTY_HISTORY,
  leaving: false,
};

export function selectionOf(session: Session): Range {
  return rangeOf(session.anchor, session.active);
}

function boundsOf(view: SheetView, page = 10): Bounds {
  return { rows: view.rows.length, columns: view.columns.length, page };
}

function place(view: SheetView, at: Position): { row: GridRow; column: GridColumn } | null {
  const row = view.rows[at.row];
  const column = view.columns[at.column];
  return row === undefined || column === undefined ? null : { row, column };
}

/** Stands elsewhere; with `extend` the other corner of the selection stays. */
export function standAt(session: Session, at: Position, extend: boolean): Session {
  const active = extend && at.column === HEADING ? { row: at.row, column: 0 } : at;
  return { ...session, active, anchor: extend ? session.anchor : active, leaving: false };
}

/** Moves one step. Null when Tab has reached the end and the browser should move on. */
export function move(view: SheetView, session: Session, step: Step, extend: boolean, page: number): Session | null {
  const at = travel(session.active, step, boundsOf(view, page));
  return at === null ? null : standAt(session, at, extend);
}

/** Follows the row in which one stood when rows are filtered, sorted or added. */
export function follow(view: SheetView, session: Session, rowKey: string | undefined): Session {
  const found = view.rows.findIndex((row) => row.key === rowKey);
  const row = found < 0 ? session.active.row : found;
  if (row === session.active.row && row < view.rows.length) return session;
  const active = clamp({ row, column: session.active.column }, boundsOf(view));
  return { ...session, active, anchor: active, editing: null };
}

export function selectAll(view: SheetView, session: Session): Session {
  const last = { row: Math.max(0, view.rows.length - 1), column: view.columns.length - 1 };
  return { ...session, anchor: { row: 0, column: 0 }, active: last };
}

/** Opens the editor on the active cell: with `typed` in place of its text, else with the text it has. */
export function startEditing(view: SheetView, session: Session, typed: string | null): Outcome {
  const spot = place(view, session.active);
  if (spot === null) return { session, changes: [] };
  const cell = view.cell(spot.row.key, spot.column.id);
  const fixed = whyFixed(spot.column, cell);
  if (fixed !== null) return { session, changes: [], say: fixed };
  const fresh = typed !== null && spot.column.kind !== "choice";
  const editing: Editing = {
    at: session.active,
    text: fresh ? typed : cell.raw,
    mode: fresh ? "type" : "edit",
    refusal: null,
  };
  return { session: { ...session, editing, anchor: session.active, leaving: false }, changes: [] };
}

export function retype(session: Session, text: string): Session {
  return session.editing === null ? session : { ...session, editing: { ...session.editing, text, refusal: null } };
}

export function cancelEditing(session: Session): Session {
  return { ...session, editing: null };
}

/** Takes the text of the editor and moves on; a refused text keeps the editor open with the reason. */
export function commitEditing(view: SheetView, session: Session, step: Step | null): Outcome {
  const editing = session.editing;
  const spot = editing === null ? null : place(view, editing.at);
  if (editing === null || spot === null) return { session: cancelEditing(session), changes: [] };
  const outcome = enterText(view, session, spot.row.key, spot.column.id, editing.text);
  if (outcome.refused !== undefined) {
    const refusal = outcome.refused[0]?.why ?? "";
    return { ...outcome, session: { ...session, editing: { ...editing, refusal } }, refused: undefined };
  }
  const closed = cancelEditing(outcome.session);
  const moved = step === null ? closed : (move(view, closed, step, false, 1) ?? closed);
  return { ...outcome, session: moved };
}

/** One field's text, from the editor or from a card. `refused` holds the reason when it cannot be taken. */
export function enterText(view: SheetView, session: Session, rowKey: string, columnId: string, text: string): Outcome {
  const cell = view.cell(rowKey, columnId);
  const bare = text.trim();
  if (bare === cell.raw) return { session, changes: [] };
  if (bare === "") return apply(view, session, [{ rowKey, columnId, input: { kind: "clear" } }]);
  const verdict = view.validate(columnId, bare);
  if (!verdict.ok) {
    return {
      session,
      changes: [],
      say: verdict.message,
      refused: [{ rowKey, columnId, text: bare, why: verdict.message }],
    };
  }
  return apply(view, session, [{ rowKey, columnId, input: { kind: "value", text: verdict.text } }]);
}

function apply(view: SheetView, session: Session, changes: readonly CellChange[], say?: string): Outcome {
  const edits = editsFor(view, changes);
  const kept = edits.map((edit): CellChange => ({ rowKey: edit.rowKey, columnId: edit.columnId, input: edit.after }));
  return { session: { ...session, history: record(session.history, edits) }, changes: kept, say };
}

/** Empties every cell of the selection that may be changed. */
export function clearSelection(view: SheetView, session: Session): Outcome {
  return changeSelection(view, session, () => ({ kind: "clear" }), WORDS.cleared);
}

/** Marks the selection as nihil or tidak berlaku with one reason. */
export function markSelection(view: SheetView, session: Session, absence: Absence, reason: string): Outcome {
  const words = absence === "nil" ? WORDS.markedNil : WORDS.markedNotApplicable;
  return changeSelection(
    view,
    session,
    (column) => (allowsAbsence(column, absence) ? { kind: absence, reason } : null),
    words,
  );
}

function changeSelection(
  view: SheetView,
  session: Session,
  wanted: (column: GridColumn) => CellChange["input"] | null,
  words: (cells: number) => string,
): Outcome {
  const fixed: string[] = [];
  const changes = positionsIn(selectionOf(session)).flatMap((at) => {
    const spot = place(view, at);
    const input = spot === null ? null : wanted(spot.column);
    if (spot === null || input === null) return [];
    const cell = view.cell(spot.row.key, spot.column.id);
    const why = whyFixed(spot.column, cell);
    if (why !== null) fixed.push(why);
    return why === null && !sameInput(inputOf(cell), input)
      ? [{ rowKey: spot.row.key, columnId: spot.column.id, input }]
      : [];
  });
  const say = changes.length > 0 ? words(changes.length) : (fixed[0] ?? WORDS.nothingChanged);
  return apply(
    view,
    session,
    changes,
    fixed.length > 0 && changes.length > 0 ? `${say} ${WORDS.keptFixed(fixed.length)}` : say,
  );
}

/** Pastes at the selection: what fits is one step back with Ctrl+Z, what does not is named with its reason. */
export function paste(view: SheetView, session: Session, clips: readonly (readonly Clip[])[]): Outcome {
  const plan = planPaste(view, selectionOf(session), clips);
  const outcome = apply(view, session, plan.changes, sayPasted(plan));
  const { top, left, bottom, right } = plan.covered;
  const active = { row: top, column: left };
  const selected = { ...outcome.session, active, anchor: { row: bottom, column: right } };
  return { ...outcome, session: selected, refused: plan.refused };
}

function sayPasted(plan: PastePlan): string {
  const parts = [WORDS.pasted(plan.changes.length)];
  if (plan.refused.length > 0) parts.push(WORDS.pasteRefused(plan.refused.length));
  if (plan.beyond.rows > 0) parts.push(WORDS.rowsBeyond(plan.beyond.rows));
  if (plan.beyond.columns > 0) parts.push(WORDS.columnsBeyond(plan.beyond.columns));
  return parts.join(" ");
}

export function stepBack(view: SheetView, session: Session): Outcome {
  return reversed(view, session, undo(view, session.history), WORDS.undone, WORDS.nothingToUndo);
}

export function stepForward(view: SheetView, session: Session): Outcome {
  return reversed(view, session, redo(view, session.history), WORDS.redone, WORDS.nothingToRedo);
}

function reversed(
  view: SheetView,
  session: Session,
  reversal: Reversal | null,
  words: (cells: number) => string,
  none: string,
): Outcome {
  if (reversal === null) return { session, changes: [], say: none };
  const skipped = reversal.skipped > 0 ? ` ${WORDS.skipped(reversal.skipped)}` : "";
  const moved = standAtChange(view, session, reversal.changes[0]);
  return {
    session: { ...moved, history: reversal.history },
    changes: reversal.changes,
    say: `${words(reversal.changes.length)}${skipped}`,
  };
}

/** Goes to what was taken back: an undo out of sight surprises. */
function standAtChange(view: SheetView, session: Session, change: CellChange | undefined): Session {
  if (change === undefined) return session;
  const row = view.rows.findIndex((candidate) => candidate.key === change.rowKey);
  const column = view.columns.findIndex((candidate) => candidate.id === change.columnId);
  return row < 0 || column < 0 ? session : standAt(session, { row, column }, false);
}
