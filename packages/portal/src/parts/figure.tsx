import { type JSX, Show } from "solid-js";
import { figureText, type WireFigure, type Writing } from "../figure-text.ts";

type Shown = {
  readonly figure: WireFigure | undefined;
  readonly writing: Writing;
  readonly short?: boolean | undefined;
  /** The word for a missing one; "belum lengkap" unless told, as a figure over rows lacks some of them. */
  readonly missing?: string | undefined;
};

/** A figure in a line or a cell: the number, or a dash with the word that says why there is none. */
export function FigureWords(props: Shown): JSX.Element {
  const shown = () => figureText(props.figure, props.writing, props.short === true);
  return (
    <Show when={shown().number === null} fallback={<span class="s-figures">{shown().number}</span>}>
      <span class="p-none">
        <Show when={props.figure?.kind !== "text"} fallback={<span class="p-text">{shown().word}</span>}>
          <span aria-hidden="true">– </span>
          {props.figure?.kind === "missing" ? (props.missing ?? shown().word) : shown().word}
          <Show when={shown().why}>{(why) => <span class="p-why"> ({why()})</span>}</Show>
        </Show>
      </span>
    </Show>
  );
}

type Tile = {
  readonly label: string;
  readonly figure: string;
  /** Grey: there is no number. */
  readonly none?: boolean | undefined;
  readonly note?: JSX.Element | undefined;
};

/** A figure in large type with its name and what it covers. */
export function FigureTile(props: Tile): JSX.Element {
  // "miliar" in smaller type, so that the amount itself stays on one line.
  const scale = () => (props.none === true ? undefined : / (\p{L}+)$/u.exec(props.figure)?.[1]);
  const number = () => (scale() === undefined ? props.figure : props.figure.slice(0, -1 - (scale() ?? "").length));
  return (
    <div class="s-stat">
      <p class="s-stat-label">{props.label}</p>
      <p class="s-stat-figure" classList={{ "p-stat-none": props.none === true }}>
        {number()}
        <Show when={scale()}>
          <span class="s-stat-unit"> {scale()}</span>
        </Show>
      </p>
      <Show when={props.note}>
        <p class="s-stat-note">{props.note}</p>
      </Show>
    </div>
  );
}

/** The tile of a wire figure. */
export function LabelTile(
  props: { readonly label: string; readonly note?: JSX.Element | undefined } & Shown,
): JSX.Element {
  const shown = () => figureText(props.figure, props.writing, props.short ?? true);
  return (
    <FigureTile
      label={props.label}
      figure={shown().number ?? (shown().word === "Nihil" ? "Nihil" : `– ${shown().word ?? ""}`)}
      none={shown().number === null}
      note={props.note ?? shown().why}
    />
  );
}

/** A bar of percent; whatever it shows stands in words beside it. */
export function Bar(props: { readonly part: number; readonly tone?: "brand" | "positive" | undefined }): JSX.Element {
  const width = () => `${Math.round(Math.max(0, Math.min(100, props.part)) * 100) / 100}%`;
  return (
    <svg class="p-bar" width="100%" height="8" aria-hidden="true">
      <rect class="p-bar-track" width="100%" height="8" rx="4" />
      <rect class={`p-bar-${props.tone ?? "brand"}`} width={width()} height="8" rx="4" />
    </svg>
  );
}
