import { LIMITS } from "@selaras/core/kernel/limits.ts";
import type { ReportView } from "@selaras/core/report/schema.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Checkbox, Select } from "@selaras/ui/components/choice.tsx";
import { ConfirmDialog } from "@selaras/ui/components/dialog.tsx";
import { Alert, toast } from "@selaras/ui/components/notice.tsx";
import { IconArrowBackUp, IconRefresh } from "@selaras/ui/icons.ts";
import { createSignal, For, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import type { Decision } from "./decision.ts";
import { chainWords } from "./chain-words.ts";
import { words } from "./words.ts";

const w = chainWords.back;

/** Why a decision did not go through, with the way on. */
export function SetbackNotice(props: { decision: Decision; onReload: () => void }): JSX.Element {
  return (
    <Show when={props.decision.setback()}>
      {(setback) => (
        <Alert
          tone={setback().stale ? "warning" : "danger"}
          live
          title={setback().title}
          actions={
            <Show when={setback().stale}>
              <Button
                size="small"
                icon={IconRefresh}
                onPress={() => {
                  props.decision.clear();
                  props.onReload();
                }}
              >
                {words.review.reload}
              </Button>
            </Show>
          }
        >
          {setback().message}
        </Alert>
      )}
    </Show>
  );
}

/** "Kembalikan" with its reason. The decision names the content that was seen. */
export function SendBackButton(props: {
  report: ReportView;
  decision: Decision;
  wide?: boolean | undefined;
  onDone: () => void;
}): JSX.Element {
  const [open, setOpen] = createSignal(false);
  const action = () => props.report.actions.sendBack;
  const [target, setTarget] = createSignal("author");
  const [flagged, setFlagged] = createSignal<readonly string[]>([]);
  const targets = () => props.report.turn?.returnsTo ?? [];
  const mark = (row: string, on: boolean) =>
    setFlagged((before) => (on ? [...before, row] : before.filter((each) => each !== row)));
  const send = async (reason: string) => {
    const { id, hash, turn } = props.report;
    if (hash === null) return;
    const flags = flagged().map((rowKey) => ({ rowKey, field: null }));
    const input = { id, hash, reason, to: target(), flags, ...(turn ? { task: turn.taskId } : {}) };
    const done = await props.decision.decide((command) => api("report.sendBack", input, { command }));
    setOpen(false);
    if (!done) return;
    toast({ tone: "success", text: words.review.sentBack });
    props.onDone();
  };
  return (
    <>
      <Button
        icon={IconArrowBackUp}
        wide={props.wide}
        size={props.wide === true ? "large" : "medium"}
        disabledReason={action().allowed ? undefined : (action().reason ?? undefined)}
        onPress={() => setOpen(true)}
      >
        {words.review.sendBack}
      </Button>
      <ConfirmDialog
        open={open()}
        title={words.review.sendBackTitle}
        description={words.review.sendBackText}
        confirm={words.review.sendBack}
        busy={props.decision.busy()}
        reason={{ minimum: LIMITS.reasonCharactersLeast, maxLength: LIMITS.reasonCharactersMost }}
        onClose={() => setOpen(false)}
        onConfirm={(reason) => void send(reason)}
      >
        <div class="r-form">
          <Show when={targets().length > 1}>
            <Select
              label={w.target}
              placeholder={null}
              value={target()}
              options={targets().map(({ key, label }) => ({
                value: key,
                label: key === "author" ? w.author : label,
              }))}
              onChange={setTarget}
            />
          </Show>
          <Show when={target() === "author" && props.report.rows.length > 0}>
            <details class="r-details">
              <summary>{flagged().length > 0 ? w.flagged(flagged().length) : w.flags}</summary>
              <p class="r-small">{props.report.turn?.opens === "flagged" ? w.opensFlagged : w.opensAll}</p>
              <div class="r-flags">
                <For each={props.report.rows}>
                  {(row) => (
                    <Checkbox
                      label={row.label}
                      checked={flagged().includes(row.rowKey)}
                      onChange={(on) => mark(row.rowKey, on)}
                    />
                  )}
                </For>
              </div>
            </details>
          </Show>
        </div>
      </ConfirmDialog>
    </>
  );
}
