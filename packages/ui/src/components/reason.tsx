import { createEffect, createSignal, createUniqueId, type JSX, onCleanup, Show } from "solid-js";
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
    window.removeEventListener("resize", follow);
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
    document.addEventListener("keydown", closeByKey);
    window.addEventListener("scroll", follow, true);
    window.addEventListener("resize", follow);
  };
  onCleanup(() => {
    if (shown()) hide();
  });

  /** Wraps the control; `text` undefined shows nothing and costs one span. */
  function Note(props: { text: string | undefined; wide?: boolean | undefined; children: JSX.Element }): JSX.Element {
    // Shown and placed in one go, because only what is shown can be measured: a dialog gives the focus while it is still
    // being put up. And a text that changes while it is read changes the room it takes.
    createEffect(() => {
      if (props.text === undefined) return;
      bubble?.classList.toggle("s-note-shown", shown());
      if (shown()) follow();
    });
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
