import { createEffect, createSignal, createUniqueId, type JSX, onCleanup, Show } from "solid-js";
import { IconX } from "../icons.ts";
import { words } from "../words.ts";
import { Button, type ButtonKind, IconButton } from "./button.tsx";
import { TextArea } from "./input.tsx";

type LayerProps = {
  open: boolean;
  title: string;
  description?: JSX.Element | undefined;
  /** Esc, the cross, or a press beside the layer. */
  onClose: () => void;
  /** false: only the actions close it. */
  dismissable?: boolean | undefined;
  actions?: JSX.Element | undefined;
  children?: JSX.Element | undefined;
};

function openModal(layer: HTMLDialogElement): void {
  if (layer.open) return;
  // Browsers of 2020 other than Chrome know <dialog> as an unknown element: there it is shown without a top layer.
  if (typeof layer.showModal === "function") layer.showModal();
  else layer.setAttribute("open", "");
}

function closeModal(layer: HTMLDialogElement): void {
  if (typeof layer.close === "function") layer.close();
  else layer.removeAttribute("open");
}

/** A native modal dialog; `class` decides whether it stands in the middle or at an edge. */
function Layer(props: LayerProps & { class: string }): JSX.Element {
  const id = `d-${createUniqueId()}`;
  let layer: HTMLDialogElement | undefined;
  let opener: Element | null = null;

  const returnFocus = () => {
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    opener = null;
  };
  createEffect(() => {
    if (layer === undefined) return;
    if (props.open) {
      opener ??= document.activeElement;
      openModal(layer);
    } else if (layer.open) {
      closeModal(layer);
      returnFocus();
    }
  });
  onCleanup(() => {
    if (layer?.open === true) {
      closeModal(layer);
      returnFocus();
    }
  });
  const dismiss = () => props.dismissable !== false && props.onClose();

  return (
    <dialog
      ref={(element) => {
        layer = element;
      }}
      class={`s-layer ${props.class}`}
      aria-labelledby={`${id}-title`}
      aria-describedby={props.description === undefined ? undefined : `${id}-text`}
      on:cancel={(event) => {
        if (event.target !== layer) return;
        event.preventDefault();
        dismiss();
      }}
      on:close={(event) => event.target === layer && props.open && props.onClose()}
      on:mousedown={(event) => event.target === layer && dismiss()}
    >
      <Show when={props.open}>
        <div class="s-layer-box">
          <header class="s-layer-head">
            <h2 class="s-layer-title" id={`${id}-title`}>
              {props.title}
            </h2>
            <Show when={props.dismissable !== false}>
              <IconButton icon={IconX} label={words.close} onPress={() => props.onClose()} />
            </Show>
          </header>
          <div class="s-layer-body">
            <Show when={props.description}>
              <div class="s-layer-text" id={`${id}-text`}>
                {props.description}
              </div>
            </Show>
            {props.children}
          </div>
          <Show when={props.actions}>
            <footer class="s-layer-actions">{props.actions}</footer>
          </Show>
        </div>
      </Show>
    </dialog>
  );
}

export type DialogProps = LayerProps & { size?: "medium" | "large" | undefined };

/** A modal dialog. The focus goes in when it opens and back to where it was when it closes. */
export function Dialog(props: DialogProps): JSX.Element {
  return <Layer {...props} class={`s-dialog s-dialog-${props.size ?? "medium"}`} />;
}

export type DrawerProps = LayerProps & { side?: "start" | "end" | undefined };

/** A modal layer along an edge of the window. */
export function Drawer(props: DrawerProps): JSX.Element {
  return <Layer {...props} class={`s-drawer s-drawer-${props.side ?? "end"}`} />;
}

export type ConfirmDialogProps = {
  open: boolean;
  /** A question that names the object: "Hapus draf RFK Maret 2026?" */
  title: string;
  /** What follows from it. */
  description?: JSX.Element | undefined;
  /** The verb of the act; never "OK". */
  confirm: string;
  kind?: Extract<ButtonKind, "primary" | "danger"> | undefined;
  cancel?: string | undefined;
  busy?: boolean | undefined;
  /** Asks for a reason of at least so many characters. */
  reason?: { label?: string; hint?: string; minimum: number; maxLength?: number } | undefined;
  children?: JSX.Element | undefined;
  /** `reason` is trimmed, and empty when none was asked. */
  onConfirm: (reason: string) => void;
  onClose: () => void;
};

/** Asks before an act. The confirming button names what is missing while the reason is too short. */
export function ConfirmDialog(props: ConfirmDialogProps): JSX.Element {
  const [reason, setReason] = createSignal("");
  createEffect(() => props.open && setReason(""));
  const missing = () => Math.max(0, (props.reason?.minimum ?? 0) - reason().trim().length);
  return (
    <Dialog
      open={props.open}
      title={props.title}
      description={props.description}
      onClose={() => props.onClose()}
      dismissable={props.busy !== true}
      actions={
        <>
          <Button kind="secondary" onPress={() => props.onClose()}>
            {props.cancel ?? words.cancel}
          </Button>
          <Button
            kind={props.kind ?? "danger"}
            busy={props.busy}
            disabledReason={missing() > 0 ? words.reasonTooShort(missing()) : undefined}
            onPress={() => props.onConfirm(reason().trim())}
          >
            {props.confirm}
          </Button>
        </>
      }
    >
      {props.children}
      <Show when={props.reason}>
        {(asked) => (
          <TextArea
            label={asked().label ?? words.reason}
            hint={asked().hint ?? words.reasonHint(asked().minimum)}
            required={asked().minimum > 0}
            rows={3}
            maxLength={asked().maxLength}
            value={reason()}
            onInput={setReason}
          />
        )}
      </Show>
    </Dialog>
  );
}
