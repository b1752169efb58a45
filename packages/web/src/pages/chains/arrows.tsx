import { createEffect, createSignal, For, type JSX, onCleanup } from "solid-js";
import type { Content } from "./model.ts";

type Arrow = { readonly path: string; readonly head: string; readonly author: boolean };

const LANE_PX = 13;
const FIRST_LANE_PX = 15;
const BEND_PX = 9;
const HEAD_PX = 5;

/** Middle of the left edge of a card, within the picture. */
function doorOf(frame: HTMLElement, key: string, shift: number): { x: number; y: number } | null {
  const card = frame.querySelector<HTMLElement>(`[data-step="${key}"]`);
  if (!card) return null;
  const [own, around] = [card.getBoundingClientRect(), frame.getBoundingClientRect()];
  return { x: own.left - around.left, y: own.top - around.top + Math.min(own.height / 2, 40) + shift };
}

/**
 * One lane per place to return to: every step that may go there joins it, and one arrow head arrives. The nearest lane
 * belongs to the nearest place, so that lanes do not cross.
 */
function arrowsOf(frame: HTMLElement, { steps }: Content): readonly Arrow[] {
  const targets = [...steps.map((step) => step.key).reverse(), "author"].filter((to) =>
    steps.some((step) => step.returnsTo.includes(to)),
  );
  const lanes = targets.length;
  return targets.flatMap((to, lane) => {
    const end = doorOf(frame, to, 8);
    if (!end) return [];
    const sources = steps.filter((step) => step.returnsTo.includes(to));
    const x = Math.max(2, FIRST_LANE_PX + (lanes - 1 - lane) * LANE_PX);
    return sources.flatMap((step) => {
      const start = doorOf(frame, step.key, -8);
      if (!start) return [];
      const bend = Math.min(BEND_PX, Math.abs(start.y - end.y) / 2);
      const path = `M${start.x} ${start.y} H${x + bend} Q${x} ${start.y} ${x} ${start.y - bend} V${end.y + bend} Q${x} ${end.y} ${x + bend} ${end.y} H${end.x - 2}`;
      const head = `M${end.x - 2 - HEAD_PX} ${end.y - HEAD_PX} L${end.x - 2} ${end.y} L${end.x - 2 - HEAD_PX} ${end.y + HEAD_PX}`;
      return [{ path, head, author: to === "author" }];
    });
  });
}

/** The ways back, drawn beside the cards. The same is written on every card, so that nobody needs to see them. */
export function ReturnArrows(props: { frame: HTMLElement | undefined; content: Content }): JSX.Element {
  const [arrows, setArrows] = createSignal<readonly Arrow[]>([]);
  createEffect(() => {
    const { frame, content } = props;
    if (!frame) return;
    const draw = () => setArrows(arrowsOf(frame, content));
    // Cards are laid out after this effect; the observer calls once at the start and whenever a size changes.
    const seen = new ResizeObserver(draw);
    seen.observe(frame);
    for (const card of frame.querySelectorAll("[data-step]")) seen.observe(card);
    onCleanup(() => seen.disconnect());
  });
  return (
    <svg class="c-arrows" aria-hidden="true">
      <For each={arrows()}>
        {(arrow) => (
          <g class={arrow.author ? "c-arrow c-arrow-author" : "c-arrow"}>
            <path d={arrow.path} />
            <path d={arrow.head} class="c-arrow-head" />
          </g>
        )}
      </For>
    </svg>
  );
}
