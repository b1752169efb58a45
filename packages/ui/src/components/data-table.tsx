import { createMemo, createSignal, createUniqueId, For, type JSX, Show } from "solid-js";
import { IconArrowsSort, IconSortAscending, IconSortDescending } from "../icons.ts";
import { words } from "../words.ts";
import { Icon } from "./icon.tsx";
import { type Sort, sortRows, type SortValue } from "./sort-rows.ts";

export type Column<Row> = {
  key: string;
  label: string;
  /** A longer name for the heading of the column, e.g. an abbreviation spelled out. */
  title?: string | undefined;
  cell: (row: Row) => JSX.Element;
  /** Figures stand at the end and are tabular. Default: start. */
  align?: "start" | "end" | "centre" | undefined;
  /** Makes the column sortable; undefined values come last in either direction. */
  sortBy?: ((row: Row) => SortValue) | undefined;
  /** CSS width. */
  width?: string | undefined;
  /** Hidden while rows are shown as cards. */
  wideOnly?: boolean | undefined;
};

export type DataTableProps<Row> = {
  /** Says what the table shows. */
  caption: string;
  hideCaption?: boolean | undefined;
  /** The first column names the row and sticks while the table scrolls. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** Tells rows apart; unique within the table. */
  rowKey: (row: Row) => string;
  /** Under 768 px: rows become cards (default) or the table scrolls in its frame. */
  narrow?: "cards" | "scroll" | undefined;
  /** The order, when the application keeps it in the address; without it the table keeps its own. */
  sort?: Sort | undefined;
  onSort?: ((sort: Sort) => void) | undefined;
  /** The application sorts (on the server); the table only shows the order. */
  sortedOutside?: boolean | undefined;
  /** A last row, such as totals: one content per column. */
  totals?: readonly JSX.Element[] | undefined;
  empty?: JSX.Element | undefined;
  /** CSS height beyond which the table scrolls under its heading. */
  maxHeight?: string | undefined;
};

// Roles are written out because a table laid out as cards loses its own in some browsers.
export function DataTable<Row>(props: DataTableProps<Row>): JSX.Element {
  const id = `table-${createUniqueId()}`;
  const [own, setOwn] = createSignal<Sort | undefined>();
  const sort = () => props.sort ?? own();
  const rows = createMemo(() =>
    props.sortedOutside === true ? props.rows : sortRows(props.rows, props.columns, sort()),
  );
  // Lines are kept by key, so that fresh rows from the server do not take the focus out of a line.
  const keys = createMemo(() => rows().map((row) => props.rowKey(row)));
  const byKey = createMemo(() => new Map(rows().map((row) => [props.rowKey(row), row] as const)));
  const turn = (column: string) => {
    const now = sort();
    const direction = now?.column === column && now.direction === "ascending" ? "descending" : "ascending";
    setOwn({ column, direction });
    props.onSort?.({ column, direction });
  };
  return (
    <div class={`s-table-block s-table-${props.narrow ?? "cards"}`}>
      <div
        class="s-table-frame"
        role="region"
        aria-labelledby={id}
        tabindex="0"
        style={props.maxHeight === undefined ? undefined : { "max-height": props.maxHeight }}
      >
        <table class="s-table" role="table" aria-labelledby={id}>
          <caption id={id} class={props.hideCaption === true ? "s-hidden-text" : "s-table-caption"}>
            {props.caption}
          </caption>
          <thead role="rowgroup">
            <tr role="row">
              <For each={props.columns}>
                {(column) => <Heading column={column} sort={sort()} onTurn={() => turn(column.key)} />}
              </For>
            </tr>
          </thead>
          <tbody role="rowgroup">
            <For each={keys()}>
              {(key) => <Show when={byKey().get(key)}>{(row) => <Line columns={props.columns} row={row()} />}</Show>}
            </For>
          </tbody>
          <Show when={props.totals}>
            {(totals) => (
              <tfoot role="rowgroup">
                <tr role="row">
                  <For each={props.columns}>
                    {(column, index) => (
                      <td
                        role="cell"
                        class={`s-cell-${column.align ?? "start"}`}
                        data-label={index() === 0 ? undefined : column.label}
                      >
                        {totals()[index()]}
                      </td>
                    )}
                  </For>
                </tr>
              </tfoot>
            )}
          </Show>
        </table>
      </div>
      <Show when={props.rows.length === 0}>
        <div class="s-table-empty">{props.empty ?? words.noRows}</div>
      </Show>
    </div>
  );
}

function Heading<Row>(props: { column: Column<Row>; sort: Sort | undefined; onTurn: () => void }): JSX.Element {
  const direction = () => (props.sort?.column === props.column.key ? props.sort.direction : undefined);
  const icon = () => {
    if (direction() === undefined) return IconArrowsSort;
    return direction() === "ascending" ? IconSortAscending : IconSortDescending;
  };
  return (
    <th
      role="columnheader"
      scope="col"
      class={`s-cell-${props.column.align ?? "start"}`}
      style={props.column.width === undefined ? undefined : { width: props.column.width }}
      title={props.column.title}
      aria-sort={props.column.sortBy === undefined ? undefined : (direction() ?? "none")}
    >
      <Show when={props.column.sortBy} fallback={props.column.label}>
        <button
          type="button"
          class="s-sort"
          aria-label={words.sortBy(props.column.label)}
          onClick={() => props.onTurn()}
        >
          {props.column.label}
          <Icon of={icon()} size="1rem" />
        </button>
      </Show>
    </th>
  );
}

function Line<Row>(props: { columns: readonly Column<Row>[]; row: Row }): JSX.Element {
  return (
    <tr role="row">
      <For each={props.columns}>
        {(column, index) => (
          <Show
            when={index() > 0}
            fallback={
              <th role="rowheader" scope="row" class={`s-cell-${column.align ?? "start"}`}>
                {column.cell(props.row)}
              </th>
            }
          >
            <td
              role="cell"
              class={`s-cell-${column.align ?? "start"}`}
              classList={{ "s-cell-wide-only": column.wideOnly === true }}
              data-label={column.label}
            >
              {column.cell(props.row)}
            </td>
          </Show>
        )}
      </For>
    </tr>
  );
}
