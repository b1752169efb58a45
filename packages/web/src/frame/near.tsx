import { createSignal, type JSX, onCleanup, onMount, Show } from "solid-js";

/** How far below or above the window something is drawn already. */
const MARGIN = "200px";
const NEAR = "selaras-near";

/**
 * Draws its content when it comes near the window, and keeps it. For long pages only: a report of 2,000 rows and 80
 * columns has more cells than a browser can hold. `whole` draws at once; so does printing.
 */
export function Near(props: { whole: boolean; children: JSX.Element }): JSX.Element {
  const [near, setNear] = createSignal(false);
  const draw = () => setNear(true);
  const [held, setHeld] = createSignal<HTMLElement>();
  onMount(() => {
    const room = held();
    if (room === undefined) return;
    const watcher = new IntersectionObserver((seen) => seen.some((each) => each.isIntersecting) && draw(), {
      rootMargin: MARGIN,
    });
    watcher.observe(room);
    room.addEventListener(NEAR, draw);
    addEventListener("beforeprint", draw);
    onCleanup(() => {
      watcher.disconnect();
      removeEventListener("beforeprint", draw);
    });
  });
  return (
    <Show when={props.whole || near()} fallback={<div ref={setHeld} class="w-far" data-far />}>
      {props.children}
    </Show>
  );
}

/** Draws what is still far within an element, before somebody is led into it. */
export function drawWithin(element: HTMLElement | null): void {
  for (const far of element?.querySelectorAll("[data-far]") ?? []) far.dispatchEvent(new Event(NEAR));
}
