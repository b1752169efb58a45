/** The spreadsheet: one frame that scrolls, a sticky header and first column, and only the lines in sight. */
import {
  createEffect,
  createMemo,
  createSignal,
  createUniqueId,
  For,
  type JSX,
  on,
  onCleanup,
  onMount,
  Show,
} from "solid-js";
import { ContextBar } from "./context-bar.tsx";
import type { Desk } from "./desk.ts";
import {
  type GridColumn,
  type GridLine,
  isNumeric,
  linesOf,
  offsetsOf,
  scrollFor,
  widthOf,
  windowOf,
} from "./model.ts";
import { HEADING } from "./selection.ts";
import { SheetCell } from "./sheet-cell.tsx";
import { connectSheet } from "./sheet-events.ts";
import { WORDS } from "./words.ts";
import { IconChevronRight } from "./icons.ts";

const ROW_REM = 2.875;
const STRIP_REM = 1.5;
const GROUP_REM = 2.125;

export function Sheet(props: { readonly desk: Desk }): JSX.Element {
  const { desk } = props;
  const hint = createUniqueId();
  const [rem, setRem] = createSignal(16);
  const [scrollTop, setScrollTop] = createSignal(0);
  const [viewport, setViewport] = createSignal(600);
  const [frame, setFrame] = createSignal<HTMLElement>();
  const [header, setHeader] = createSignal<HTMLElement>();

  const striped = createMemo(() => desk.props.rows.some((row) => row.strip.length > 0));
  const rowHeight = () => (ROW_REM + (striped() ? STRIP_REM : 0)) * rem();
  const lines = createMemo(() => linesOf(desk.props.rows));
  const offsets = createMemo(() => offsetsOf(lines(), { row: rowHeight(), group: GROUP_REM * rem() }));
  const lineOfRow = createMemo(() => lines().filter((line) => line.kind === "row"));
  const window = createMemo(() => windowOf(offsets(), scrollTop(), viewport()));
  const shown = createMemo((): readonly GridLine[] => {
    const { first, end } = window();
    const active = lineOfRow()[desk.session().active.row];
    const seen = lines().slice(first, end);
    // The active row stays in the page even when scrolled away: it holds the keyboard.
    return active === undefined || (active.at >= first && active.at < end) ? seen : [...seen, active];
  });
  const columns = () => `var(--sg-head) ${desk.props.columns.map(trackOf).join(" ")}`;

  const measure = () => {
    const element = frame();
    if (element === undefined) return;
    setRem(Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
    setViewport(element.clientHeight - (header()?.offsetHeight ?? 0));
  };
  const bringIntoSight = () => {
    const element = frame();
    const line = lineOfRow()[desk.session().active.row];
    if (element === undefined || line === undefined) return;
    const top = scrollFor(offsets()[line.at] ?? 0, offsets()[line.at + 1] ?? 0, element.scrollTop, viewport());
    if (top !== element.scrollTop) element.scrollTop = top;
    setScrollTop(element.scrollTop);
  };
  const activeCell = () => {
    const { row, column } = desk.session().active;
    return frame()?.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`) ?? null;
  };
  const focusActive = () => {
    const cell = activeCell();
    const element = frame();
    if (cell === null || element === undefined) return;
    if (desk.session().editing === null) cell.focus({ preventScroll: true });
    keepColumnInSight(element, cell);
  };

  onMount(() => {
    const element = frame();
    if (element === undefined) return;
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    onCleanup(() => watcher.disconnect());
    onCleanup(connectSheet(element, desk, () => Math.max(1, Math.floor(viewport() / rowHeight()) - 1)));
    desk.refocus.current = () => queueMicrotask(focusActive);
  });
  createEffect(on(() => desk.session().active, bringIntoSight, { defer: true }));

  return (
    <div class="sg-sheet">
      <ContextBar desk={desk} />
      <p id={hint} hidden>
        {WORDS.gridHint}
      </p>
      <div class="sg-frame" ref={setFrame} onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}>
        <div
          role="grid"
          class="sg-grid"
          aria-label={desk.props.label}
          aria-describedby={hint}
          aria-multiselectable="true"
          aria-rowcount={lines().length + 1}
          aria-colcount={desk.props.columns.length + 1}
          style={{ "--sg-columns": columns() }}
        >
          <div role="row" class="sg-top" aria-rowindex="1" ref={setHeader}>
            <div role="columnheader" class="sg-corner" aria-colindex="1">
              {desk.props.rowHeading ?? WORDS.rowHeading}
            </div>
            <For each={desk.props.columns}>{(column, index) => <ColumnHeader column={column} at={index()} />}</For>
          </div>
          <div role="rowgroup" class="sg-body" style={{ height: `${offsets()[lines().length] ?? 0}px` }}>
            <For each={shown()}>
              {(line) => <Line desk={desk} line={line} top={offsets()[line.at] ?? 0} striped={striped()} />}
            </For>
          </div>
        </div>
      </div>
    </div>
  );
}

function trackOf(column: GridColumn): string {
  const width = `${widthOf(column) / 16}rem`;
  // Words take the room that is left; figures stay where the eye expects them.
  return column.kind === "text" ? `minmax(${width}, 1fr)` : width;
}

/** Scrolls sideways just so far that the cell does not hide under the sticky first column. */
function keepColumnInSight(frame: HTMLElement, cell: HTMLElement): void {
  if (cell.dataset["column"] === String(HEADING)) return;
  const covered = cell.parentElement?.firstElementChild?.clientWidth ?? 0;
  const left = cell.offsetLeft - covered;
  const right = cell.offsetLeft + cell.offsetWidth;
  if (left < frame.scrollLeft) frame.scrollLeft = left;
  else if (right > frame.scrollLeft + frame.clientWidth) frame.scrollLeft = Math.min(left, right - frame.clientWidth);
}

function ColumnHeader(props: { readonly column: GridColumn; readonly at: number }): JSX.Element {
  return (
    <div
      role="columnheader"
      class="sg-column"
      classList={{ "sg-figure": isNumeric(props.column.kind) }}
      aria-colindex={props.at + 2}
      title={props.column.help}
    >
      {props.column.label}
      <Show when={props.column.unit}>{(unit) => <span class="sg-unit"> ({unit()})</span>}</Show>
    </div>
  );
}

interface LineProps {
  readonly desk: Desk;
  readonly line: GridLine;
  readonly top: number;
  readonly striped: boolean;
}

function Line(props: LineProps): JSX.Element {
  const { line, desk } = props;
  const strip = createUniqueId();
  if (line.kind === "group") {
    return (
      <div role="row" class="sg-line sg-group" aria-rowindex={line.at + 2} style={{ top: `${props.top}px` }}>
        <div role="rowheader" class="sg-group-label" aria-colspan={desk.props.columns.length + 1} title={line.label}>
          <span>{line.label}</span>
        </div>
      </div>
    );
  }
  const standing = () => desk.session().active.row === line.index;
  const headed = () => standing() && desk.session().active.column === HEADING;
  return (
    <div
      role="row"
      class="sg-line sg-row"
      classList={{ "sg-standing": standing(), "sg-striped": props.striped }}
      aria-rowindex={line.at + 2}
      style={{ top: `${props.top}px` }}
    >
      <div
        role="rowheader"
        class="sg-head"
        classList={{ "sg-active": headed() }}
        data-row={line.index}
        data-column={HEADING}
        tabindex={headed() ? 0 : -1}
        aria-colindex="1"
        aria-describedby={props.striped ? strip : undefined}
        title={line.row.label}
      >
        <span class="sg-code">{line.row.code}</span>
        <span class="sg-label">{line.row.label}</span>
        <span class="sg-open" data-open="">
          <IconChevronRight size="1rem" aria-hidden="true" />
        </span>
      </div>
      <For each={desk.props.columns}>
        {(column, index) => (
          <SheetCell desk={desk} row={line.row} rowIndex={line.index} column={column} columnIndex={index()} />
        )}
      </For>
      <Show when={props.striped}>
        <div class="sg-strip" id={strip} aria-hidden="true">
          <span class="sg-facts">
            <For each={line.row.strip}>
              {(fact) => (
                <span class="sg-fact">
                  {fact.label} <b>{fact.text}</b>
                </span>
              )}
            </For>
          </span>
        </div>
      </Show>
    </div>
  );
}
