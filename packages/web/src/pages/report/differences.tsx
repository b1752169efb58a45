import { fieldOfCell } from "@selaras/core/report/compute.ts";
import { Badge } from "@selaras/ui/components/badge.tsx";
import { type Column, DataTable } from "@selaras/ui/components/data-table.tsx";
import { IconAlertTriangle, IconFlag } from "@selaras/ui/icons.ts";
import { type JSX, Show } from "solid-js";
import { chainWords } from "./chain-words.ts";
import { cellText } from "./figure-text.ts";
import { fieldLabel } from "./read-model.ts";
import type { Differences, Loaded } from "./report.data.ts";
import { words } from "./words.ts";

type Changed = Differences["cells"][number];
const w = chainWords.compare;

/** Every cell that changed, old and new; where a return had marked cells, also whether it had asked for this one. */
export function DifferencesTable(props: { loaded: Loaded; cells: readonly Changed[] }): JSX.Element {
  const text = (change: Changed, side: "before" | "after"): string => {
    const field = fieldOfCell(props.loaded.definition, change.rowKey, change.field);
    const row = props.loaded.report.rows.find((each) => each.rowKey === change.rowKey);
    return field ? cellText(change[side], field, row) : (change[side]?.v ?? words.state.missing);
  };
  const asked = (): readonly Column<Changed>[] =>
    props.cells.every((cell) => cell.flagged === null)
      ? []
      : [{ key: "asked", label: w.asked, cell: (change) => <Asked flagged={change.flagged} /> }];
  return (
    <section>
      <h3 class="r-sub">{w.cells(props.cells.length)}</h3>
      <Show when={props.cells.length > 0} fallback={<p class="r-muted">{words.review.noChanges}</p>}>
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
            ...asked(),
          ]}
          rows={props.cells}
          rowKey={(change) => `${change.rowKey} ${change.field}`}
        />
      </Show>
    </section>
  );
}

function Asked(props: { flagged: boolean | null }): JSX.Element {
  return (
    <Show
      when={props.flagged === true}
      fallback={
        <Badge tone="warning" icon={IconAlertTriangle}>
          {w.notAsked}
        </Badge>
      }
    >
      <Badge tone="info" icon={IconFlag}>
        {w.wasAsked}
      </Badge>
    </Show>
  );
}
