import { Button } from "@selaras/ui/components/button.tsx";
import { Dialog } from "@selaras/ui/components/dialog.tsx";
import { toast } from "@selaras/ui/components/notice.tsx";
import { createMemo, createSignal, type JSX, on, Show } from "solid-js";
import { type ApiFailure, asFailure, newCommandId } from "../api/client.ts";
import { FailureNotice } from "./await.tsx";
import { t } from "../i18n/index.ts";

const STALE = "stale";

export type ActDialogProps = {
  title: string;
  description?: string | undefined;
  /** The word on the button. */
  act: string;
  danger?: boolean | undefined;
  size?: "medium" | "large" | undefined;
  /** Everything that is sent: when it changes it is another command. */
  sent: unknown;
  /** Why it cannot be sent yet. */
  lacking: string | undefined;
  send: (command: string) => Promise<unknown>;
  /** Said when the server confirmed. */
  done: string;
  onClose: () => void;
  onDone: () => void;
  /** Somebody else was faster: the page behind should show what they wrote, and this form may not overwrite it. */
  onStale?: (() => void) | undefined;
  /** What somebody else did meanwhile, in words of the act. */
  staleTitle?: string | undefined;
  children?: JSX.Element | undefined;
};

/** A form in a dialog: one command, repeated under the same number after a lost answer, closed only when confirmed. */
export function ActDialog(props: ActDialogProps): JSX.Element {
  const [busy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<ApiFailure>();
  const command = createMemo(
    on(
      () => JSON.stringify(props.sent),
      () => newCommandId(),
    ),
  );
  const send = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await props.send(command());
      toast({ tone: "success", text: props.done });
      props.onClose();
      props.onDone();
    } catch (thrown) {
      const failed = asFailure(thrown);
      setFailure(failed);
      if (failed.code.endsWith(STALE)) props.onStale?.();
    } finally {
      setBusy(false);
    }
  };
  const stale = () => props.onStale !== undefined && failure()?.code.endsWith(STALE) === true;
  return (
    <Dialog
      open
      title={props.title}
      description={props.description}
      size={props.size}
      dismissable={!busy()}
      onClose={() => props.onClose()}
      actions={
        <>
          <Button onPress={() => props.onClose()}>{stale() ? t.act.seePresent : t.act.cancel}</Button>
          <Button
            kind={props.danger === true ? "danger" : "primary"}
            busy={busy()}
            disabledReason={stale() ? t.act.changedMeanwhile : props.lacking}
            onPress={() => void send()}
          >
            {props.act}
          </Button>
        </>
      }
    >
      <div class="w-form">
        <Show when={failure()}>
          {(failed) => (
            <FailureNotice failure={failed()} title={(stale() ? props.staleTitle : undefined) ?? t.act.notSaved} />
          )}
        </Show>
        {props.children}
      </div>
    </Dialog>
  );
}
