/** A small panel above everything: beside an anchor, or in the middle (from below on a phone) when it has none. */
import { type JSX, onCleanup, onMount } from "solid-js";
import type { Anchor } from "./desk.ts";

const MARGIN_PX = 8;

interface LayerProps {
  readonly role: "menu" | "dialog";
  readonly label: string;
  /** Absent: in the middle, with everything behind it out of reach. */
  readonly at?: Anchor | undefined;
  onClose(): void;
  readonly children: JSX.Element;
}

/** Keeps the keyboard inside, closes at Esc and at a press outside. The first `[data-first]` or button gets the keyboard. */
export function Layer(props: LayerProps): JSX.Element {
  let panel: HTMLDivElement | undefined;
  const outside = (event: Event) => {
    if (event.target instanceof Node && panel?.contains(event.target) === false) props.onClose();
  };
  const press = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape") {
      event.preventDefault();
      props.onClose();
    } else if (event.key === "Tab" && panel !== undefined) circle(panel, event);
  };
  onMount(() => {
    if (panel === undefined) return;
    if (props.at !== undefined) settle(panel, props.at);
    const first =
      panel.querySelector<HTMLElement>("[data-first]") ?? panel.querySelector<HTMLElement>("button, [tabindex]");
    first?.focus({ preventScroll: true });
    document.addEventListener("pointerdown", outside, true);
    onCleanup(() => document.removeEventListener("pointerdown", outside, true));
  });
  return (
    <div class="sg-layer" classList={{ "sg-layer-veil": props.at === undefined }}>
      <div
        ref={(element) => (panel = element)}
        role={props.role}
        aria-label={props.label}
        aria-modal={props.role === "dialog" && props.at === undefined ? true : undefined}
        class={`sg-panel sg-panel-${props.role}`}
        onKeyDown={press}
        onContextMenu={(event) => event.preventDefault()}
      >
        {props.children}
      </div>
    </div>
  );
}

/** Below the anchor, above it where there is no room, and never beyond the window. */
function settle(panel: HTMLElement, at: Anchor): void {
  const { offsetWidth, offsetHeight } = panel;
  const below = at.bottom + 4;
  const room = window.innerHeight - MARGIN_PX;
  const top =
    below + offsetHeight <= room
      ? below
      : Math.max(MARGIN_PX, Math.min(at.top - 4 - offsetHeight, room - offsetHeight));
  const left = Math.max(MARGIN_PX, Math.min(at.left, document.documentElement.clientWidth - offsetWidth - MARGIN_PX));
  panel.style.top = `${top}px`;
  panel.style.left = `${left}px`;
}

function circle(panel: HTMLElement, event: KeyboardEvent): void {
  const stops = [...panel.querySelectorAll<HTMLElement>("button:not(:disabled), textarea, input, select, [href]")];
  const edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
  const other = event.shiftKey ? stops[stops.length - 1] : stops[0];
  if (document.activeElement !== edge) return;
  event.preventDefault();
  other?.focus();
}
