import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { Button, type ButtonKind } from "@selaras/ui/components/button.tsx";
import { ConfirmDialog } from "@selaras/ui/components/dialog.tsx";
import { Alert, toast } from "@selaras/ui/components/notice.tsx";
import type { IconShape } from "@selaras/ui/components/icon.tsx";
import { createSignal, type JSX, Show } from "solid-js";
import { asFailure, newCommandId } from "../../api/client.ts";
import { refreshInbox } from "../../frame/inbox.ts";
import { chainWords } from "./chain-words.ts";

type ReasonedActProps = {
  label: string;
  title: string;
  text?: string | undefined;
  /** Said when it is done; absent where the page says more by itself. */
  done?: string | undefined;
  kind?: ButtonKind | undefined;
  icon?: IconShape | undefined;
  /** Why it is not open to this person now. */
  disabledReason?: string | undefined;
  /** Who will read the reason, where that is more than those at work. */
  hint?: string | undefined;
  /** false: no reason is asked. */
  reason?: boolean | undefined;
  act: (reason: string, command: string) => Promise<unknown>;
  onDone: () => void;
};

/** A button that asks, with a reason where one is due, and repeats the same command after a lost answer. */
export function ReasonedAct(props: ReasonedActProps): JSX.Element {
  const [open, setOpen] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<string | null>(null);
  let command = newCommandId();
  const confirm = async (reason: string) => {
    setBusy(true);
    setFailure(null);
    try {
      await props.act(reason, command);
      command = newCommandId();
      setOpen(false);
      if (props.done !== undefined) toast({ tone: "success", text: props.done });
      refreshInbox();
      props.onDone();
    } catch (thrown) {
      const { message, unanswered } = asFailure(thrown);
      if (!unanswered) command = newCommandId();
      setFailure(message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button
        kind={props.kind}
        icon={props.icon}
        disabledReason={props.disabledReason}
        onPress={() => {
          setFailure(null);
          setOpen(true);
        }}
      >
        {props.label}
      </Button>
      <ConfirmDialog
        open={open()}
        title={props.title}
        description={props.text}
        kind={props.kind === "danger" ? "danger" : "primary"}
        confirm={props.label}
        busy={busy()}
        reason={
          props.reason === false
            ? undefined
            : {
                minimum: LIMITS.reasonCharactersLeast,
                maxLength: LIMITS.reasonCharactersMost,
                ...(props.hint === undefined ? {} : { hint: props.hint }),
              }
        }
        onClose={() => setOpen(false)}
        onConfirm={(reason) => void confirm(reason)}
      >
        <Show when={failure()}>
          {(message) => (
            <Alert tone="danger" live title={chainWords.correction.failed}>
              {message()}
            </Alert>
          )}
        </Show>
      </ConfirmDialog>
    </>
  );
}
