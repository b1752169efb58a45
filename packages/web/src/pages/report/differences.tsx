import { formatDateTime } from "@selaras/core/kernel/format.ts";
import { fieldOfCell } from "@selaras/core/report/compute.ts";
import type { CellDifference } from "@selaras/core/report/schema.ts";
import { DataTable } from "@selaras/ui/components/data-table.tsx";
import { type JSX, Show } from "solid-js";
import { useZone } from "../../session/me.tsx";
import { cellText } from "./figure-text.ts";
import { fieldLabel } from "./read-model.ts";
import type { Differences, Loaded } from "./report.data.ts";
import { words } from "./words.ts";

/** What changed since the submission before: old and new, cell by cell. */
export function DifferencesTable(props: { loaded: Loaded; differences: Differences }): JSX.Element {
  const zone = useZone();
  const text = (change: CellDifference, side: "before" | "after"): string => {
    const field = fieldOfCell(props.loaded.definition, change.rowKey, change.field);
    const row = props.loaded.report.rows.find((each) => each.rowKey === change.rowKey);
    return field ? cellText(change[side], field, row) : (change[side]?.v ?? words.state.missing);
  };
  return (
    <Show when={props.differences.since} fallback={<p class="r-muted">{words.review.firstTime}</p>}>
      {(since) => (
        <>
          <p class="r-small">{words.review.since(formatDateTime(since(), zone))}</p>
          <Show when={props.differences.cells.length > 0} fallback={<p class="r-muted">{words.review.noChanges}</p>}>
            <DataTable
              caption={words.review.changes}
              hideCaption
              columns={[
                { key: "row", label: words.review.rowHeading, cell: (change) => change.label },
                {
                  key: "field",
                  label: words.review.field,
                  cell: (change) => fieldLabel(props.loaded.definition, change.rowKey, change.field),
                },
                {
                  key: "before",
                  label: words.review.before,
                  cell: (change) => <del class="r-before">{text(change, "before")}</del>,
                },
                {
                  key: "after",
                  label: words.review.after,
                  cell: (change) => <ins class="r-after">{text(change, "after")}</ins>,
                },
              ]}
              rows={props.differences.cells}
              rowKey={(change) => `${change.rowKey} ${change.field}`}
            />
          </Show>
        </>
      )}
    </Show>
  );
}
