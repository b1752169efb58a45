import { type JSX, Show } from "solid-js";
import { Icon, type IconShape } from "./icon.tsx";
import { createNote } from "./reason.tsx";
import { words } from "../words.ts";

export type ButtonKind = "primary" | "secondary" | "tertiary" | "danger";
export type ButtonSize = "small" | "medium" | "large";

export type ButtonProps = {
  children: JSX.Element;
  /** One primary button per layer. Default: secondary. */
  kind?: ButtonKind | undefined;
  size?: ButtonSize | undefined;
  type?: "button" | "submit" | "reset" | undefined;
  icon?: IconShape | undefined;
  iconAfter?: IconShape | undefined;
  /** Work is under way: the button stays focusable and ignores presses. */
  busy?: boolean | undefined;
  /** Why it cannot be used now. Shown and read out; the button stays focusable and ignores presses. */
  disabledReason?: string | undefined;
  /** Takes the whole width. */
  wide?: boolean | undefined;
  pressed?: boolean | undefined;
  expanded?: boolean | undefined;
  controls?: string | undefined;
  /** An accessible name that differs from the visible text, which it must contain. */
  label?: string | undefined;
  form?: string | undefined;
  autofocus?: boolean | undefined;
  ref?: ((element: HTMLButtonElement) => void) | undefined;
  onPress?: ((event: MouseEvent) => void) | undefined;
};

/** The classes of a button, for links drawn as one by a router. */
export function buttonClass(kind: ButtonKind = "secondary", size: ButtonSize = "medium", wide = false): string {
  return `s-button s-button-${kind} s-button-${size}${wide ? " s-button-wide" : ""}`;
}

export function Button(props: ButtonProps): JSX.Element {
  const { id, Note } = createNote();
  const blocked = () => props.busy === true || props.disabledReason !== undefined;
  const press = (event: MouseEvent) => {
    if (!blocked()) return props.onPress?.(event);
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Note text={props.disabledReason} wide={props.wide}>
      <button
        ref={(element) => props.ref?.(element)}
        type={props.type ?? "button"}
        class={buttonClass(props.kind, props.size, props.wide)}
        aria-disabled={blocked() ? "true" : undefined}
        aria-busy={props.busy === true ? "true" : undefined}
        aria-describedby={props.disabledReason === undefined ? undefined : id}
        aria-pressed={props.pressed}
        aria-expanded={props.expanded}
        aria-controls={props.controls}
        aria-label={props.label}
        form={props.form}
        autofocus={props.autofocus}
        onClick={press}
      >
        <Show when={props.busy} fallback={<Show when={props.icon}>{(icon) => <Icon of={icon()} />}</Show>}>
          <span class="s-spinner" aria-hidden="true" />
          <span class="s-hidden-text">{words.busy}: </span>
        </Show>
        <span class="s-button-text">{props.children}</span>
        <Show when={props.iconAfter}>{(icon) => <Icon of={icon()} />}</Show>
      </button>
    </Note>
  );
}

export type ButtonLinkProps = {
  href: string;
  children: JSX.Element;
  kind?: ButtonKind | undefined;
  size?: ButtonSize | undefined;
  icon?: IconShape | undefined;
  iconAfter?: IconShape | undefined;
  wide?: boolean | undefined;
  /** The file name under which the target is saved. */
  download?: string | undefined;
  /** Besides going there, such as closing the layer that the link stands in. */
  onPress?: (() => void) | undefined;
};

/** A link that looks like a button: for going somewhere and for downloads. */
export function ButtonLink(props: ButtonLinkProps): JSX.Element {
  return (
    <a
      href={props.href}
      download={props.download}
      class={buttonClass(props.kind, props.size, props.wide)}
      onClick={() => props.onPress?.()}
    >
      <Show when={props.icon}>{(icon) => <Icon of={icon()} />}</Show>
      <span class="s-button-text">{props.children}</span>
      <Show when={props.iconAfter}>{(icon) => <Icon of={icon()} />}</Show>
    </a>
  );
}

export type LinkButtonProps = {
  children: JSX.Element;
  label?: string | undefined;
  onPress: (event: MouseEvent) => void;
};

/** A button that looks like a link: a small act within a sentence. */
export function LinkButton(props: LinkButtonProps): JSX.Element {
  return (
    <button type="button" class="s-link-button" aria-label={props.label} onClick={(event) => props.onPress(event)}>
      {props.children}
    </button>
  );
}

export type IconButtonProps = {
  icon: IconShape;
  /** The accessible name, also shown as a tooltip. */
  label: string;
  kind?: ButtonKind | undefined;
  disabledReason?: string | undefined;
  pressed?: boolean | undefined;
  expanded?: boolean | undefined;
  controls?: string | undefined;
  ref?: ((element: HTMLButtonElement) => void) | undefined;
  onPress: (event: MouseEvent) => void;
};

export function IconButton(props: IconButtonProps): JSX.Element {
  const { id, Note } = createNote();
  return (
    <Note text={props.disabledReason ?? props.label}>
      <button
        ref={(element) => props.ref?.(element)}
        type="button"
        class={`${buttonClass(props.kind ?? "tertiary")} s-icon-button`}
        aria-label={props.label}
        aria-disabled={props.disabledReason === undefined ? undefined : "true"}
        aria-describedby={props.disabledReason === undefined ? undefined : id}
        aria-pressed={props.pressed}
        aria-expanded={props.expanded}
        aria-controls={props.controls}
        onClick={(event) => props.disabledReason === undefined && props.onPress(event)}
      >
        <Icon of={props.icon} />
      </button>
    </Note>
  );
}
