import { For, type JSX } from "solid-js";

export type Column<Row> = {
  readonly key: string;
  readonly label: string;
  readonly align?: "start" | "end" | undefined;
  readonly cell: (row: Row) => JSX.Element;
};

type Rows<Row> = {
  readonly caption: string;
  readonly hideCaption?: boolean | undefined;
  /** The first column names the row. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** `cards` under 768 px unless told; `compact` stays a table: for three or four short columns. */
  readonly narrow?: "cards" | "compact" | undefined;
  readonly class?: string | undefined;
  readonly rowClass?: ((row: Row) => string | undefined) | undefined;
};

/**
 * The table of the ui package in its own classes, less the sorting: that needs a script, and its icons a library.
 * Under 768 px every row becomes a card; roles are written out because such a table loses its own in some browsers.
 */
export function Table<Row>(props: Rows<Row>): JSX.Element {
  return (
    <div class={`s-table-block ${props.narrow === "compact" ? "p-compact" : "s-table-cards"} ${props.class ?? ""}`}>
      <div class="s-table-frame" role="region" aria-label={props.caption} tabindex="0">
        <table class="s-table" role="table">
          <caption class={props.hideCaption === true ? "s-hidden-text" : "s-table-caption"}>{props.caption}</caption>
          <Heads columns={props.columns} />
          <tbody role="rowgroup">
            <For each={props.rows}>
              {(row) => <Line columns={props.columns} row={row} class={props.rowClass?.(row)} />}
            </For>
          </tbody>
        </table>
      </div>
    </div>
  );
}

export function Heads<Row>(props: { readonly columns: readonly Column<Row>[] }): JSX.Element {
  return (
    <thead role="rowgroup">
      <tr role="row">
        <For each={props.columns}>
          {(column) => (
            <th role="columnheader" scope="col" class={`s-cell-${column.align ?? "start"}`}>
              {column.label}
            </th>
          )}
        </For>
      </tr>
    </thead>
  );
}

export function Line<Row>(props: {
  readonly columns: readonly Column<Row>[];
  readonly row: Row;
  readonly class?: string | undefined;
}): JSX.Element {
  return (
    <tr role="row" class={props.class}>
      <For each={props.columns}>
        {(column, index) =>
          index() === 0 ? (
            <th role="rowheader" scope="row">
              {column.cell(props.row)}
            </th>
          ) : (
            <td role="cell" class={`s-cell-${column.align ?? "start"}`} data-label={column.label}>
              <div class="p-cell">{column.cell(props.row)}</div>
            </td>
          )
        }
      </For>
    </tr>
  );
}
