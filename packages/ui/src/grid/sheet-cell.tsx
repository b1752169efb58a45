/** One cell of the spreadsheet: its value, its state in a word, and the editor when it is open. */
import { createMemo, type JSX, Show } from "solid-js";
import { CellEditor } from "./cell-editor.tsx";
import { CellMark, RemarkMarks } from "./cell-mark.tsx";
import type { Desk } from "./desk.ts";
import { IconBan, IconCircleDashed, IconMathFunction } from "./icons.ts";
import { type CellView, type GridColumn, type GridRow, isFlagged, isNumeric, whyFixed } from "./model.ts";
import { contains } from "./selection.ts";
import { selectionOf } from "./session.ts";
import { cellText } from "./words.ts";

interface SheetCellProps {
  readonly desk: Desk;
  readonly row: GridRow;
  readonly rowIndex: number;
  readonly column: GridColumn;
  readonly columnIndex: number;
}

export function SheetCell(props: SheetCellProps): JSX.Element {
  const cell = createMemo(() => props.desk.props.cell(props.row.key, props.column.id));
  const here = (at: { row: number; column: number } | undefined) =>
    at !== undefined && at.row === props.rowIndex && at.column === props.columnIndex;
  const active = createMemo(() => here(props.desk.session().active));
  const selected = createMemo(() => contains(selectionOf(props.desk.session()), props.rowIndex, props.columnIndex));
  const editing = createMemo(() => here(props.desk.session().editing?.at));
  const fixed = () => whyFixed(props.column, cell()) !== null;
  // One string: a changing `class` beside `classList` would wipe out what the list had set.
  const look = () =>
    [
      `sg-cell sg-is-${cell().state} sg-sync-${cell().sync}`,
      isNumeric(props.column.kind) ? "sg-figure" : "",
      props.column.kind === "computed" ? "sg-computed" : "",
      fixed() ? "sg-fixed" : "",
      isFlagged(cell()) ? "sg-flagged" : "",
      active() ? "sg-active" : "",
      selected() ? "sg-selected" : "",
    ].join(" ");
  const lowest = () => props.rowIndex > 1 && props.rowIndex >= props.desk.props.rows.length - 2;

  return (
    <div
      role="gridcell"
      class={look()}
      data-row={props.rowIndex}
      data-column={props.columnIndex}
      tabindex={active() && !editing() ? 0 : -1}
      aria-colindex={props.columnIndex + 2}
      aria-selected={selected()}
      aria-readonly={fixed() ? true : undefined}
      aria-invalid={cell().sync === "refused" ? true : undefined}
    >
      <Show when={!editing()} fallback={<OpenEditor {...props} above={lowest()} />}>
        <span class="sg-value">
          <StateIcon cell={cell()} computed={props.column.kind === "computed"} />
          <span class="sg-text">{cellText(cell())}</span>
        </span>
        <span class="sg-under">
          <RemarkMarks cell={cell()} quiet />
          <Show when={cell().state === "nil" || cell().state === "not-applicable"}>
            <span class="sg-why">{cell().reason}</span>
          </Show>
          <Show when={props.column.kind !== "computed"}>
            <CellMark cell={cell()} quiet />
          </Show>
        </span>
      </Show>
    </div>
  );
}

function OpenEditor(props: SheetCellProps & { readonly above: boolean }): JSX.Element {
  return (
    <CellEditor
      desk={props.desk}
      column={props.column}
      name={`${props.column.label}, ${props.row.label}`}
      above={props.above}
    />
  );
}

/** Nothing for a plain value, so that figures stay calm. */
function StateIcon(props: { readonly cell: CellView; readonly computed: boolean }): JSX.Element {
  return (
    <Show
      when={props.cell.state !== "value"}
      fallback={
        <Show when={props.computed}>
          <IconMathFunction class="sg-icon" size="0.875rem" aria-hidden="true" />
        </Show>
      }
    >
      <Show
        when={props.cell.state !== "missing"}
        fallback={<IconCircleDashed class="sg-icon" size="0.875rem" aria-hidden="true" />}
      >
        <IconBan class="sg-icon" size="0.875rem" aria-hidden="true" />
      </Show>
    </Show>
  );
}
