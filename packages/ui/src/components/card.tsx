import { children, createUniqueId, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { words } from "../words.ts";
import { FigureBadge, type FigureState } from "./badge.tsx";

export type CardProps = {
  title?: string | undefined;
  /** The level of the heading. Default 2. */
  level?: 2 | 3 | 4 | undefined;
  description?: JSX.Element | undefined;
  /** Buttons or a menu beside the title. */
  actions?: JSX.Element | undefined;
  footer?: JSX.Element | undefined;
  /** No padding around the content: for tables that run to the edge. */
  flush?: boolean | undefined;
  children?: JSX.Element | undefined;
};

/** A raised surface; with a title it is a section of its own. */
export function Card(props: CardProps): JSX.Element {
  const id = `card-${createUniqueId()}`;
  // Resolved once: reading `props.children` twice would make everything in it twice.
  const content = children(() => props.children);
  const actions = children(() => props.actions);
  return (
    <section class="s-card" aria-labelledby={props.title === undefined ? undefined : id}>
      <Show when={props.title !== undefined || actions.toArray().length > 0}>
        <header class="s-card-head">
          <div class="s-card-words">
            <Show when={props.title}>
              <Dynamic component={`h${props.level ?? 2}`} class="s-card-title" id={id}>
                {props.title}
              </Dynamic>
            </Show>
            <Show when={props.description}>
              <div class="s-card-text">{props.description}</div>
            </Show>
          </div>
          <Show when={actions.toArray().length > 0}>
            <div class="s-card-actions">{actions()}</div>
          </Show>
        </header>
      </Show>
      <Show when={content.toArray().length > 0}>
        <div class={props.flush === true ? "s-card-flush" : "s-card-body"}>{content()}</div>
      </Show>
      <Show when={props.footer}>
        <footer class="s-card-foot">{props.footer}</footer>
      </Show>
    </section>
  );
}

export type StatProps = {
  label: string;
  /** The figure, already formatted; "–" when there is none. */
  figure: string;
  unit?: string | undefined;
  /** How much of the whole the figure covers: "38 dari 51". */
  coverage?: { part: string; whole: string; what?: string } | undefined;
  note?: JSX.Element | undefined;
  state?: FigureState | undefined;
  stateLabel?: string | undefined;
};

/** One figure with its name, what it covers, and its state. */
export function Stat(props: StatProps): JSX.Element {
  return (
    <div class="s-stat">
      <p class="s-stat-label">{props.label}</p>
      <p class="s-stat-figure">
        {props.figure}
        <Show when={props.unit}>
          <span class="s-stat-unit"> {props.unit}</span>
        </Show>
      </p>
      <Show when={props.state}>{(state) => <FigureBadge state={state()} label={props.stateLabel} />}</Show>
      <Show when={props.coverage}>
        {(coverage) => (
          <p class="s-stat-note s-figures">
            {words.outOf(coverage().part, coverage().whole)} {coverage().what}
          </p>
        )}
      </Show>
      <Show when={props.note}>
        <div class="s-stat-note">{props.note}</div>
      </Show>
    </div>
  );
}

/** Puts stats or cards side by side, as many as fit. */
export function Tiles(props: { children: JSX.Element; minimum?: string | undefined }): JSX.Element {
  return (
    <div
      class="s-tiles"
      style={{ "grid-template-columns": `repeat(auto-fit, minmax(min(100%, ${props.minimum ?? "14rem"}), 1fr))` }}
    >
      {props.children}
    </div>
  );
}
