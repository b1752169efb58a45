/** Why a cell is as it is: a conflict with both values, a refusal, the reason of an absence, what others say of it. */
import { For, type JSX, Show } from "solid-js";
import type { Anchor, Desk, Spot } from "./desk.ts";
import { Layer } from "./layer.tsx";
import type { CellView, Resolution } from "./model.ts";
import { WORDS, withUnit } from "./words.ts";

/** Whether there is more to say of the active cell than the bar already does. */
export function hasExplanation(desk: Desk): boolean {
  const spot = desk.spot();
  if (spot === null) return false;
  const { sync, state, remarks } = desk.props.cell(spot.row.key, spot.column.id);
  if (sync === "conflict" || sync === "refused") return true;
  return state === "nil" || state === "not-applicable" || (remarks ?? []).length > 0;
}

export function Explanation(props: { readonly desk: Desk; readonly at: Anchor }): JSX.Element {
  const { desk } = props;
  return (
    <Show when={desk.spot()}>
      {(spot) => {
        const cell = () => desk.props.cell(spot().row.key, spot().column.id);
        return (
          <Layer role="dialog" label={titleOf(cell())} at={props.at} onClose={() => desk.open(null)}>
            <h3 class="sg-panel-title">{titleOf(cell())}</h3>
            <p class="sg-panel-of">
              {spot().column.label}, {spot().row.label}
            </p>
            <Show when={cell().message ?? cell().reason}>{(text) => <p>{text()}</p>}</Show>
            <For each={cell().remarks ?? []}>{(remark) => <p>{remark.text}</p>}</For>
            <Show when={cell().sync === "conflict"} fallback={<Close desk={desk} />}>
              <BothValues cell={cell()} spot={spot()} />
              <Settle desk={desk} spot={spot()} />
            </Show>
          </Layer>
        );
      }}
    </Show>
  );
}

function titleOf(cell: CellView): string {
  if (cell.sync === "conflict") return WORDS.conflictTitle;
  if (cell.sync === "refused") return WORDS.refusedTitle;
  return cell.state === "nil" || cell.state === "not-applicable" ? WORDS.absenceTitle : WORDS.remarksTitle;
}

function BothValues(props: { readonly cell: CellView; readonly spot: Spot }): JSX.Element {
  return (
    <Show when={props.cell.conflict}>
      {(conflict) => (
        <dl class="sg-both">
          <dt>{WORDS.mine}</dt>
          <dd>{withUnit(props.spot.column, conflict().mine)}</dd>
          <dt>
            {WORDS.theirs}
            <Show when={conflict().by}>
              {(by) => <span class="sg-by"> ({[by(), conflict().at].filter(Boolean).join(", ")})</span>}
            </Show>
          </dt>
          <dd>{withUnit(props.spot.column, conflict().theirs)}</dd>
        </dl>
      )}
    </Show>
  );
}

function Settle(props: { readonly desk: Desk; readonly spot: Spot }): JSX.Element {
  const choose = (choice: Resolution) => {
    const { row, column } = props.spot;
    props.desk.open(null);
    props.desk.props.onResolve(row.key, column.id, choice);
  };
  return (
    <div class="sg-panel-actions">
      <button type="button" class="sg-button" data-first="" onClick={() => choose("mine")}>
        {WORDS.useMine}
      </button>
      <button type="button" class="sg-button" onClick={() => choose("theirs")}>
        {WORDS.useTheirs}
      </button>
    </div>
  );
}

function Close(props: { readonly desk: Desk }): JSX.Element {
  return (
    <div class="sg-panel-actions">
      <button type="button" class="sg-button" data-first="" onClick={() => props.desk.open(null)}>
        {WORDS.close}
      </button>
    </div>
  );
}
