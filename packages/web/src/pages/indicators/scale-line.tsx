import type { ScaleProblem } from "@selaras/core/indicator/scale-problems.ts";
import { createMemo, For, type JSX } from "solid-js";
import { lineOf, type ScaleClass } from "./model.ts";
import { words } from "./words.ts";

/**
 * A scale as a line: each class in its colour with its name, gaps and overlaps hatched where they are. The same stands in
 * words below it, so that it is a picture only and hidden from screen readers.
 */
export function ScaleLine(props: { classes: readonly ScaleClass[]; problems: readonly ScaleProblem[] }): JSX.Element {
  const line = createMemo(() => lineOf(props.classes, props.problems));
  return (
    <div class="i-line" role="img" aria-label={words.lineLabel}>
      <div class="i-bar" aria-hidden="true">
        <For each={line().pieces}>
          {(piece) => (
            <span
              class={`i-piece i-piece-${piece.kind} i-${piece.tone}`}
              style={{ left: `${piece.start}%`, width: `${piece.width}%` }}
              title={piece.label}
            >
              <span class="i-piece-label">{piece.label}</span>
            </span>
          )}
        </For>
      </div>
      <div class="i-ticks s-figures" aria-hidden="true">
        <For each={line().ticks}>{(tick) => <span style={{ left: `${tick.at}%` }}>{tick.label}</span>}</For>
      </div>
    </div>
  );
}
