/** The progress of one figure with a mark where the plan stands; the words beside it say all that the bar shows. */
import { type JSX, Show } from "solid-js";
import { type Figure, percent, shareOf } from "./geometry.ts";
import { type FigureState, StateMark } from "./state.tsx";

export interface SmallBarProps {
  /** "Realisasi fisik". */
  readonly label: string;
  /** Null when there is no figure: nothing is drawn, the state says why. */
  readonly value: Figure | null;
  readonly plan?: Figure | null | undefined;
  /** The value of a full bar; 100 unless told. */
  readonly top?: number | undefined;
  readonly state: FigureState;
  /** "31 dari 47 OPD". */
  readonly note?: string | undefined;
}

export function SmallBar(props: SmallBarProps): JSX.Element {
  const top = () => props.top ?? 100;
  return (
    <div class="sc-small">
      <p class="sc-small-line">
        <span>{props.label}</span>
        <span class="sc-small-value">
          <b>{props.value?.text ?? ""}</b> <StateMark state={props.state} />
        </span>
      </p>
      <svg class="sc-small-bar" width="100%" height="14" aria-hidden="true">
        <rect class="sc-small-track" x="0" y="3" width="100%" height="8" rx="4" />
        <Show when={props.value}>
          {(value) => (
            <rect
              class={`sc-fill sc-fill-${props.state}`}
              x="0"
              y="3"
              height="8"
              rx="4"
              width={percent(shareOf(value().value, top()))}
            />
          )}
        </Show>
        <Show when={props.plan}>
          {(plan) => (
            <line
              class="sc-plan-mark"
              x1={percent(shareOf(plan().value, top()))}
              x2={percent(shareOf(plan().value, top()))}
              y1="0"
              y2="14"
            />
          )}
        </Show>
      </svg>
      <Show when={noteOf(props) !== ""}>
        <p class="sc-small-note">{noteOf(props)}</p>
      </Show>
    </div>
  );
}

function noteOf(props: SmallBarProps): string {
  const plan = props.plan ?? null;
  return [plan === null ? "" : `Rencana ${plan.text}`, props.note ?? ""].filter((part) => part !== "").join(" · ");
}
