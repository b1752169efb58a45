import { formatPeriod } from "@selaras/core/kernel/format.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Dialog } from "@selaras/ui/components/dialog.tsx";
import { DateTimeInput } from "@selaras/ui/components/input.tsx";
import { Alert, toast } from "@selaras/ui/components/notice.tsx";
import { createSignal, type JSX, Show } from "solid-js";
import { api, type ApiFailure, asFailure, newCommandId } from "../../api/client.ts";
import { FailureNotice } from "../../frame/await.tsx";
import { t } from "../../i18n/index.ts";
import type { Window } from "./calendar.page.tsx";

const STALE = "calendar.stale";

export type ChangeDialogProps = {
  window: Window;
  onClose: () => void;
  onChanged: () => void;
  /** Somebody else was faster: the page behind should show what they wrote. */
  onStale: () => void;
};

/** The three dates of a period. A date changed by somebody else meanwhile is never overwritten. */
export function ChangeDialog(props: ChangeDialogProps): JSX.Element {
  const [opensOn, setOpensOn] = createSignal(props.window.opensOn);
  const [dueOn, setDueOn] = createSignal(props.window.dueOn);
  const [lockOn, setLockOn] = createSignal(props.window.lockOn);
  const [busy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<ApiFailure>();
  // One id per set of dates: pressing again after a lost answer repeats the same command.
  let command = newCommandId();
  const edit = (set: (value: string) => void) => (value: string) => {
    command = newCommandId();
    set(value);
  };
  const order = () => {
    if ([opensOn(), dueOn(), lockOn()].includes("")) return t.calendar.datesMissing;
    return opensOn() <= dueOn() && dueOn() <= lockOn() ? undefined : t.calendar.order;
  };
  const save = async () => {
    setBusy(true);
    setFailure(undefined);
    const { template, period, rev } = props.window;
    try {
      await api(
        "calendar.change",
        { template, period, rev, opensOn: opensOn(), dueOn: dueOn(), lockOn: lockOn() },
        { command },
      );
      toast({ tone: "success", text: t.calendar.changed(formatPeriod(period)) });
      props.onChanged();
    } catch (thrown) {
      const failed = asFailure(thrown);
      setFailure(failed);
      if (failed.code === STALE) props.onStale();
    } finally {
      setBusy(false);
    }
  };
  const stale = () => failure()?.code === STALE;
  return (
    <Dialog
      open
      title={t.calendar.changeTitle(formatPeriod(props.window.period))}
      description={t.calendar.changeAbout}
      dismissable={!busy()}
      onClose={() => props.onClose()}
      actions={
        <>
          <Button onPress={() => props.onClose()}>{stale() ? t.calendar.seePresent : t.act.cancel}</Button>
          <Button
            kind="primary"
            busy={busy()}
            disabledReason={stale() ? t.calendar.stale : order()}
            onPress={() => void save()}
          >
            {t.act.save}
          </Button>
        </>
      }
    >
      <div class="w-form">
        <Show when={failure()}>
          {(failed) => (
            <FailureNotice failure={failed()} title={stale() ? t.calendar.staleTitle : t.calendar.notSaved} />
          )}
        </Show>
        <DateTimeInput label={t.calendar.opens} value={opensOn()} required onInput={edit(setOpensOn)} />
        <DateTimeInput
          label={t.calendar.due}
          hint={t.calendar.dueHint}
          value={dueOn()}
          required
          onInput={edit(setDueOn)}
        />
        <DateTimeInput
          label={t.calendar.lock}
          hint={t.calendar.lockHint}
          value={lockOn()}
          required
          onInput={edit(setLockOn)}
        />
        <Show when={order()}>{(sentence) => <Alert tone="warning">{sentence()}</Alert>}</Show>
      </div>
    </Dialog>
  );
}
