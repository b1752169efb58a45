/** What was changed, so that Ctrl+Z can take it back. A batch (one paste, one delete) goes back as a whole. */
import { type CellChange, type CellInput, inputOf, sameInput, type SheetView } from "./model.ts";

export interface Edit {
  readonly rowKey: string;
  readonly columnId: string;
  readonly before: CellInput;
  readonly after: CellInput;
}

export interface History {
  readonly done: readonly (readonly Edit[])[];
  readonly undone: readonly (readonly Edit[])[];
}

export const EMPTY_HISTORY: History = { done: [], undone: [] };
const KEPT_BATCHES = 100;

/** The edits that `changes` make to the sheet as it stands, without those that change nothing. */
export function editsFor(view: SheetView, changes: readonly CellChange[]): readonly Edit[] {
  return changes.flatMap((change) => {
    const before = inputOf(view.cell(change.rowKey, change.columnId));
    if (sameInput(before, change.input)) return [];
    return [{ rowKey: change.rowKey, columnId: change.columnId, before, after: change.input }];
  });
}

/** The history after `batch`; what had been undone can no longer be redone. */
export function record(history: History, batch: readonly Edit[]): History {
  if (batch.length === 0) return history;
  return { done: [...history.done, batch].slice(-KEPT_BATCHES), undone: [] };
}

export interface Reversal {
  readonly history: History;
  readonly changes: readonly CellChange[];
  /** Cells left alone because they hold something else by now, for example a colleague's figure, or are locked. */
  readonly skipped: number;
}

/** Takes back the latest batch, or null when there is none. */
export function undo(view: SheetView, history: History): Reversal | null {
  const batch = history.done[history.done.length - 1];
  if (batch === undefined) return null;
  const kept = batch.filter((edit) => stillHolds(view, edit, edit.after));
  return {
    history: { done: history.done.slice(0, -1), undone: kept.length > 0 ? [...history.undone, kept] : history.undone },
    changes: kept.map((edit) => ({ rowKey: edit.rowKey, columnId: edit.columnId, input: edit.before })),
    skipped: batch.length - kept.length,
  };
}

/** Makes the batch that was last undone once more, or null when there is none. */
export function redo(view: SheetView, history: History): Reversal | null {
  const batch = history.undone[history.undone.length - 1];
  if (batch === undefined) return null;
  const kept = batch.filter((edit) => stillHolds(view, edit, edit.before));
  return {
    history: { done: kept.length > 0 ? [...history.done, kept] : history.done, undone: history.undone.slice(0, -1) },
    changes: kept.map((edit) => ({ rowKey: edit.rowKey, columnId: edit.columnId, input: edit.after })),
    skipped: batch.length - kept.length,
  };
}

/** Undoing must never overwrite what somebody else wrote since, nor write to a locked cell. */
function stillHolds(view: SheetView, edit: Edit, expected: CellInput): boolean {
  const row = view.rows.some((candidate) => candidate.key === edit.rowKey);
  if (!row) return false;
  const cell = view.cell(edit.rowKey, edit.columnId);
  return cell.locked === undefined && sameInput(inputOf(cell), expected);
}
