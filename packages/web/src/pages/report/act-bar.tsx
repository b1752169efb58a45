import { LIMITS } from "@selaras/core/kernel/limits.ts";
import type { ReportView } from "@selaras/core/report/schema.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { ConfirmDialog } from "@selaras/ui/components/dialog.tsx";
import { Alert, toast } from "@selaras/ui/components/notice.tsx";
import { IconArrowBackUp, IconSend } from "@selaras/ui/icons.ts";
import { createSignal, type JSX, Show } from "solid-js";
import { api, asFailure } from "../../api/client.ts";
import { type Loaded, loadReport } from "./report.data.ts";
import { SaveLine } from "./save-bar.tsx";
import { submitBlocked, SubmitDialog } from "./submit-dialog.tsx";
import { words } from "./words.ts";

export type ActBarProps = {
  loaded: Loaded;
  onLoaded: (loaded: Loaded) => void;
  /** Entries that are not saved yet. */
  unconfirmed: number;
  entering: boolean;
};

/** At the lower edge: how far saving is, and the one act of the author. */
export function ActBar(props: ActBarProps): JSX.Element {
  const [sending, setSending] = createSignal(false);
  const [withdrawing, setWithdrawing] = createSignal(false);
  const report = () => props.loaded.report;
  const open = () => report().state === "draft" || report().state === "returned";
  return (
    <Show when={props.entering || open() || report().actions.withdraw.allowed}>
      <div class="r-bar s-screen-only" data-lower-edge>
        <Show when={props.entering}>
          <SaveLine />
        </Show>
        <span class="r-bar-acts">
          <Show when={report().actions.withdraw.allowed}>
            <Button icon={IconArrowBackUp} onPress={() => setWithdrawing(true)}>
              {words.withdraw.act}
            </Button>
          </Show>
          <Show when={open()}>
            <Button
              kind="primary"
              icon={IconSend}
              disabledReason={submitBlocked(report(), props.unconfirmed)}
              onPress={() => setSending(true)}
            >
              {words.submit.act}
            </Button>
          </Show>
        </span>
      </div>
      <SubmitDialog id={report().id} open={sending()} onClose={() => setSending(false)} onFresh={props.onLoaded} />
      <WithdrawDialog
        report={report()}
        open={withdrawing()}
        onClose={() => setWithdrawing(false)}
        onLoaded={props.onLoaded}
      />
    </Show>
  );
}

/** What a withdrawal costs once the calendar has moved on. */
function consequence({ window }: ReportView): string | undefined {
  if (window.state === "locked") return words.withdraw.locked;
  return window.state === "late" || window.state === "extended" ? words.withdraw.late : undefined;
}

function WithdrawDialog(props: {
  report: ReportView;
  open: boolean;
  onClose: () => void;
  onLoaded: (loaded: Loaded) => void;
}): JSX.Element {
  const [busy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<string | null>(null);
  const withdraw = async (reason: string) => {
    setBusy(true);
    setFailure(null);
    try {
      await api("report.withdraw", { id: props.report.id, reason });
      toast({ tone: "success", text: words.withdraw.done });
      props.onClose();
      props.onLoaded(await loadReport(props.report.id));
    } catch (thrown) {
      setFailure(asFailure(thrown).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <ConfirmDialog
      open={props.open}
      title={words.withdraw.title}
      description={words.withdraw.text}
      kind="primary"
      confirm={words.withdraw.act}
      busy={busy()}
      reason={{ minimum: LIMITS.reasonCharactersLeast, maxLength: LIMITS.reasonCharactersMost }}
      onClose={() => props.onClose()}
      onConfirm={(reason) => void withdraw(reason)}
    >
      <Show when={consequence(props.report)}>{(text) => <Alert tone="warning">{text()}</Alert>}</Show>
      <Show when={failure()}>{(message) => <p class="r-problem">{message()}</p>}</Show>
    </ConfirmDialog>
  );
}
