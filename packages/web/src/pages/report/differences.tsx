import { fieldOfCell } from "@selaras/core/report/compute.ts";
import { Badge } from "@selaras/ui/components/badge.tsx";
import { type Column, DataTable } from "@selaras/ui/components/data-table.tsx";
import { IconAlertTriangle, IconFlag } from "@selaras/ui/icons.ts";
import { For, type JSX, Match, Show, Switch } from "solid-js";
import { chainWords } from "./chain-words.ts";
import { cellText } from "./figure-text.ts";
import { fieldLabel } from "./read-model.ts";
import type { Differences, Loaded } from "./report.data.ts";
import { shortened, type Stretch, textDiff } from "./text-diff.ts";
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
  /** Of a text that was there before and after: what of it changed, word by word. */
  const stretches = (change: Changed): readonly Stretch[] | null => {
    const isText = fieldOfCell(props.loaded.definition, change.rowKey, change.field)?.type === "text";
    if (!isText || change.before?.s !== "value" || change.after?.s !== "value") return null;
    return shortened(textDiff(text(change, "before"), text(change, "after")));
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
              cell: (change) => (
                <Show when={stretches(change)} fallback={<del class="r-before">{text(change, "before")}</del>}>
                  {(found) => <Stretches found={found()} side="gone" />}
                </Show>
              ),
            },
            {
              key: "after",
              label: words.review.after,
              cell: (change) => (
                <Show when={stretches(change)} fallback={<ins class="r-after">{text(change, "after")}</ins>}>
                  {(found) => <Stretches found={found()} side="new" />}
                </Show>
              ),
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

/** One side of a changed text: what stayed as it is, what went or came marked. */
function Stretches(props: { found: readonly Stretch[]; side: "gone" | "new" }): JSX.Element {
  return (
    <span class="r-prose">
      <For each={props.found.filter((each) => each.kind === "same" || each.kind === props.side)}>
        {(each) => (
          <Switch fallback={each.text}>
            <Match when={each.kind === "gone"}>
              <del class="r-before">{each.text}</del>
            </Match>
            <Match when={each.kind === "new"}>
              <ins class="r-after">{each.text}</ins>
            </Match>
          </Switch>
        )}
      </For>
    </span>
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
