import { createSignal, createUniqueId, For, type JSX, onCleanup, Show } from "solid-js";
import { IconChevronDown } from "../icons.ts";
import { Icon, type IconShape } from "./icon.tsx";
import { placeBeside } from "./place.ts";
import { buttonClass, type ButtonKind } from "./button.tsx";

export type MenuEntry = {
  key: string;
  label: string;
  hint?: string | undefined;
  icon?: IconShape | undefined;
  /** A link instead of an act. */
  href?: string | undefined;
  danger?: boolean | undefined;
  /** The entry is the one in force, as in a switch. */
  current?: boolean | undefined;
  disabledReason?: string | undefined;
  /** A line above this entry. */
  separated?: boolean | undefined;
  onSelect?: (() => void) | undefined;
};

export type MenuProps = {
  /** The text of the button; with `children` it is read out before them. */
  label: string;
  children?: JSX.Element | undefined;
  icon?: IconShape | undefined;
  /** Only the icon is drawn. */
  iconOnly?: boolean | undefined;
  kind?: ButtonKind | undefined;
  align?: "start" | "end" | undefined;
  entries: readonly MenuEntry[];
};

/** The entry to focus after a key, or undefined when the key does not move. */
function target(key: string, at: number, labels: readonly string[]): number | undefined {
  const count = labels.length;
  if (key === "ArrowDown") return (at + 1) % count;
  if (key === "ArrowUp") return (at - 1 + count) % count;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  if (key.length !== 1) return undefined;
  const order = labels.map((_, offset) => (at + 1 + offset) % count);
  return order.find((index) => labels[index]?.toLowerCase().startsWith(key.toLowerCase()) === true);
}

/** A button that opens a list of acts. Arrows, Home, End and letters move; Enter chooses; Esc closes and goes back. */
export function Menu(props: MenuProps): JSX.Element {
  const id = `m-${createUniqueId()}`;
  const [open, setOpen] = createSignal(false);
  let button: HTMLButtonElement | undefined;
  let list: HTMLDivElement | undefined;

  const items = () => [...(list?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];
  const close = (back: boolean) => {
    setOpen(false);
    document.removeEventListener("pointerdown", closeOutside, true);
    window.removeEventListener("resize", closeQuietly);
    if (back) button?.focus();
  };
  const closeQuietly = () => close(false);
  const closeOutside = (event: PointerEvent) => {
    if (
      !(event.target instanceof Node) ||
      list?.contains(event.target) === true ||
      button?.contains(event.target) === true
    )
      return;
    close(false);
  };
  const show = (last: boolean) => {
    setOpen(true);
    if (button !== undefined && list !== undefined) placeBeside(button, list, props.align ?? "end");
    document.addEventListener("pointerdown", closeOutside, true);
    window.addEventListener("resize", closeQuietly);
    const all = items();
    all[last ? all.length - 1 : 0]?.focus();
  };
  onCleanup(() => close(false));

  const steer = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      return close(true);
    }
    if (event.key === "Tab") return close(false);
    const all = items();
    const active = all.findIndex((item) => item === document.activeElement);
    const labels = all.map((item) => item.textContent?.trim() ?? "");
    const next = event.key === " " ? undefined : target(event.key, active, labels);
    if (next === undefined) return;
    event.preventDefault();
    all[next]?.focus();
  };
  const choose = (entry: MenuEntry, event: MouseEvent) => {
    if (entry.disabledReason !== undefined) return event.preventDefault();
    close(entry.href === undefined);
    entry.onSelect?.();
  };

  return (
    <span class="s-menu">
      <button
        ref={(element) => {
          button = element;
        }}
        type="button"
        class={`${buttonClass(props.kind ?? "secondary")}${props.iconOnly === true ? " s-icon-button" : ""}`}
        aria-haspopup="menu"
        aria-expanded={open()}
        aria-controls={open() ? id : undefined}
        aria-label={props.iconOnly === true ? props.label : undefined}
        onClick={() => (open() ? close(true) : show(false))}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
          event.preventDefault();
          show(event.key === "ArrowUp");
        }}
      >
        <Show when={props.icon}>{(icon) => <Icon of={icon()} />}</Show>
        <Show when={props.iconOnly !== true}>
          <span class="s-button-text">
            <Show when={props.children !== undefined} fallback={props.label}>
              <span class="s-hidden-text">{props.label}: </span>
              {props.children}
            </Show>
          </span>
          <Icon of={IconChevronDown} />
        </Show>
      </button>
      <Show when={open()}>
        <div
          id={id}
          role="menu"
          aria-label={props.label}
          class="s-menu-list"
          ref={(element) => {
            list = element;
          }}
          onKeyDown={steer}
        >
          <For each={props.entries}>
            {(entry) => <MenuItem entry={entry} onChoose={(event) => choose(entry, event)} />}
          </For>
        </div>
      </Show>
    </span>
  );
}

function MenuItem(props: { entry: MenuEntry; onChoose: (event: MouseEvent) => void }): JSX.Element {
  const shared = () => ({
    class: `s-menu-item${props.entry.danger === true ? " s-menu-danger" : ""}`,
    role: props.entry.current === undefined ? ("menuitem" as const) : ("menuitemradio" as const),
    tabindex: -1,
    "aria-checked": props.entry.current,
    "aria-disabled": props.entry.disabledReason === undefined ? undefined : ("true" as const),
  });
  const content = () => (
    <>
      <Show when={props.entry.icon}>{(icon) => <Icon of={icon()} />}</Show>
      <span class="s-menu-text">
        {props.entry.label}
        <Show when={props.entry.disabledReason ?? props.entry.hint}>
          <span class="s-menu-hint"> {props.entry.disabledReason ?? props.entry.hint}</span>
        </Show>
      </span>
    </>
  );
  return (
    <>
      <Show when={props.entry.separated}>
        <div role="separator" class="s-menu-line" />
      </Show>
      <Show
        when={props.entry.href}
        fallback={
          <button type="button" {...shared()} onClick={(event) => props.onChoose(event)}>
            {content()}
          </button>
        }
      >
        {(href) => (
          <a href={href()} {...shared()} onClick={(event) => props.onChoose(event)}>
            {content()}
          </a>
        )}
      </Show>
    </>
  );
}
