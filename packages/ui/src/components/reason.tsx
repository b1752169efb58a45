import { createSignal, createUniqueId, type JSX, onCleanup, Show } from "solid-js";
import { placeBeside } from "./place.ts";

/**
 * A note attached to a control: the reason why it cannot be used, or the name of an icon. Shown on hover and on focus
 * (so a tap shows it too), closed by Esc, and read out as the control's description.
 */
export function createNote() {
  const id = `note-${createUniqueId()}`;
  const [shown, setShown] = createSignal(false);
  let anchor: HTMLElement | undefined;
  let bubble: HTMLElement | undefined;

  const hide = () => {
    setShown(false);
    document.removeEventListener("keydown", closeByKey);
    window.removeEventListener("scroll", follow, true);
  };
  const closeByKey = (event: KeyboardEvent) => {
    if (event.key === "Escape") hide();
  };
  // Focus may scroll its control into view: the note goes along instead of vanishing.
  const follow = () => {
    if (anchor !== undefined && bubble !== undefined) placeBeside(anchor, bubble, "centre");
  };
  const show = () => {
    if (shown()) return;
    setShown(true);
    follow();
    document.addEventListener("keydown", closeByKey);
    window.addEventListener("scroll", follow, true);
  };
  onCleanup(() => {
    if (shown()) hide();
  });

  /** Wraps the control; `text` undefined shows nothing and costs one span. */
  function Note(props: { text: string | undefined; wide?: boolean | undefined; children: JSX.Element }): JSX.Element {
    return (
      <span
        class="s-note"
        classList={{ "s-note-wide": props.wide === true }}
        ref={(element) => {
          anchor = element;
        }}
        onPointerEnter={(event) => event.pointerType === "mouse" && show()}
        onPointerLeave={hide}
        onFocusIn={show}
        onFocusOut={hide}
      >
        {props.children}
        <Show when={props.text}>
          <span
            id={id}
            role="tooltip"
            class="s-note-bubble"
            classList={{ "s-note-shown": shown() }}
            ref={(element) => {
              bubble = element;
            }}
          >
            {props.text}
          </span>
        </Show>
      </span>
    );
  }
  return { id, Note };
}
