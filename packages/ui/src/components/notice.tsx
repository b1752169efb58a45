import { children, For, type JSX, Show } from "solid-js";
import { createStore } from "solid-js/store";
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck, IconInfoCircle, IconX } from "../icons.ts";
import { words } from "../words.ts";
import { Button, IconButton } from "./button.tsx";
import { Icon, type IconShape } from "./icon.tsx";

export type NoticeTone = "info" | "success" | "warning" | "danger";

const looks: Readonly<Record<NoticeTone, { icon: IconShape; word: string; colour: string }>> = {
  info: { icon: IconInfoCircle, word: words.info, colour: "info" },
  success: { icon: IconCircleCheck, word: words.success, colour: "positive" },
  warning: { icon: IconAlertTriangle, word: words.warning, colour: "warning" },
  danger: { icon: IconAlertCircle, word: words.danger, colour: "danger" },
};

export type AlertProps = {
  tone: NoticeTone;
  title?: string | undefined;
  /** What happened, why, and what to do next. */
  children?: JSX.Element | undefined;
  actions?: JSX.Element | undefined;
  /** The alert appears after an act: read it out at once. */
  live?: boolean | undefined;
  onDismiss?: (() => void) | undefined;
};

export function Alert(props: AlertProps): JSX.Element {
  const role = () => {
    if (props.live !== true) return undefined;
    return props.tone === "danger" || props.tone === "warning" ? ("alert" as const) : ("status" as const);
  };
  const content = children(() => props.children);
  const actions = children(() => props.actions);
  return (
    <div class={`s-alert s-alert-${looks[props.tone].colour}`} role={role()}>
      <span class="s-alert-icon">
        <Icon of={looks[props.tone].icon} />
      </span>
      <div class="s-alert-words">
        <span class="s-hidden-text">{looks[props.tone].word}: </span>
        <Show when={props.title}>
          <p class="s-alert-title">{props.title}</p>
        </Show>
        <Show when={content.toArray().length > 0}>
          <div class="s-alert-text">{content()}</div>
        </Show>
        <Show when={actions.toArray().length > 0}>
          <div class="s-alert-actions">{actions()}</div>
        </Show>
      </div>
      <Show when={props.onDismiss}>
        {(dismiss) => <IconButton icon={IconX} label={words.dismiss} onPress={() => dismiss()()} />}
      </Show>
    </div>
  );
}

export type Toast = {
  tone: NoticeTone;
  text: string;
  /** One act, such as undoing. A toast with an act stays until it is closed. */
  action?: { label: string; onPress: () => void } | undefined;
};

type ShownToast = Toast & { readonly number: number };

const shownFor = 7000;
const [toasts, setToasts] = createStore<{ list: ShownToast[]; next: number }>({ list: [], next: 1 });

function dismissToast(number: number): void {
  setToasts("list", (list) => list.filter((toast) => toast.number !== number));
}

/** Tells what just happened, at the lower edge of the window. Failures and toasts with an act stay until closed. */
export function toast(notice: Toast): void {
  const number = toasts.next;
  setToasts("next", number + 1);
  setToasts("list", (list) => [...list.slice(-3), { ...notice, number }]);
  if (notice.action === undefined && notice.tone !== "danger") setTimeout(() => dismissToast(number), shownFor);
}

/** Where toasts appear; once per page. */
export function ToastRegion(): JSX.Element {
  return (
    <section class="s-toasts" aria-label={words.notices} aria-live="polite" aria-relevant="additions">
      <For each={toasts.list}>
        {(one) => (
          <div class="s-toast">
            <span class={`s-toast-icon s-tone-${looks[one.tone].colour}`}>
              <Icon of={looks[one.tone].icon} />
            </span>
            <p class="s-toast-text">
              <span class="s-hidden-text">{looks[one.tone].word}: </span>
              {one.text}
            </p>
            <Show when={one.action}>
              {(action) => (
                <Button
                  kind="tertiary"
                  size="small"
                  onPress={() => {
                    action().onPress();
                    dismissToast(one.number);
                  }}
                >
                  {action().label}
                </Button>
              )}
            </Show>
            <IconButton icon={IconX} label={words.dismiss} onPress={() => dismissToast(one.number)} />
          </div>
        )}
      </For>
    </section>
  );
}
