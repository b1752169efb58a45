/** The five states of a figure: a word, a shape of its own, and a colour that only repeats them. */
import { type JSX, Match, Switch } from "solid-js";

export type FigureState = "green" | "yellow" | "red" | "unreported" | "not-applicable";

export const FIGURE_STATES: readonly FigureState[] = ["green", "yellow", "red", "unreported", "not-applicable"];

const WORDS: Record<FigureState, string> = {
  green: "Hijau",
  yellow: "Kuning",
  red: "Merah",
  unreported: "Belum lapor",
  "not-applicable": "Tidak berlaku",
};

export function stateLabel(state: FigureState): string {
  return WORDS[state];
}

/** The shape of a state: circle with tick, triangle, square with cross, hatched circle, dash. */
export function StateShape(props: { readonly state: FigureState }): JSX.Element {
  return (
    <svg class={`sc-shape sc-shape-${props.state}`} width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <Switch>
        <Match when={props.state === "green"}>
          <circle cx="8" cy="8" r="7" />
          <path d="M4.8 8.2 7 10.4l4.2-4.6" />
        </Match>
        <Match when={props.state === "yellow"}>
          <path class="sc-solid" d="M8 1.2 15.4 14.4H.6z" />
          <path d="M8 6v3.6M8 11.8v.2" />
        </Match>
        <Match when={props.state === "red"}>
          <rect x="1" y="1" width="14" height="14" rx="2.5" />
          <path d="M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6" />
        </Match>
        <Match when={props.state === "unreported"}>
          <circle cx="8" cy="8" r="6.5" />
          <path d="M3.2 9.4 9.4 3.2M4.6 12.2l7.6-7.6M7.4 13.4l6-6" />
        </Match>
        <Match when={props.state === "not-applicable"}>
          <path d="M3 8h10" />
        </Match>
      </Switch>
    </svg>
  );
}

/** Shape and word. */
export function StateMark(props: { readonly state: FigureState; readonly word?: string | undefined }): JSX.Element {
  return (
    <span class={`sc-state sc-state-${props.state}`}>
      <StateShape state={props.state} />
      <span>{props.word ?? stateLabel(props.state)}</span>
    </span>
  );
}
