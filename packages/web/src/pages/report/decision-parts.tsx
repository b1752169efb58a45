import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { ConfirmDialog } from "@selaras/ui/components/dialog.tsx";
import { Alert, toast } from "@selaras/ui/components/notice.tsx";
import { IconArrowBackUp, IconRefresh } from "@selaras/ui/icons.ts";
import { createSignal, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import type { Decision } from "./decision.ts";
import { chainWords } from "./chain-words.ts";
import { type Flagging, FlagPicker } from "./flag-picker.tsx";
import type { Loaded } from "./report.data.ts";
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

/** "Kembalikan" with its reason and its marks. The decision names the content that was seen. */
export function SendBackButton(props: {
  loaded: Loaded;
  decision: Decision;
  flagging: Flagging;
  wide?: boolean | undefined;
  onDone: () => void;
}): JSX.Element {
  const [open, setOpen] = createSignal(false);
  const report = () => props.loaded.report;
  const action = () => report().actions.sendBack;
  const targets = () => report().turn?.returnsTo ?? [];
  const [chosen, setChosen] = createSignal<string | null>(null);
  const target = () => chosen() ?? targets().find(({ key }) => key === "author")?.key ?? targets()[0]?.key ?? "author";
  const flags = () => props.flagging.flags();
  const send = async (reason: string) => {
    const { id, hash, turn } = report();
    if (hash === null) return;
    const input = { id, hash, reason, to: target(), flags: [...flags()], ...(turn ? { task: turn.taskId } : {}) };
    const done = await props.decision.decide((command) => api("report.sendBack", input, { command }));
    setOpen(false);
    if (!done) return;
    props.flagging.setFlags([]);
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
              onChange={setChosen}
            />
          </Show>
          <Show when={report().rows.length > 0}>
            <details class="r-details">
              <summary>{flags().length > 0 ? w.flagged(flags().length) : w.flags}</summary>
              <Show when={target() === "author"}>
                <p class="r-small">{report().turn?.opens === "flagged" ? w.opensFlagged : w.opensAll}</p>
              </Show>
              <FlagPicker loaded={props.loaded} flagging={props.flagging} />
            </details>
          </Show>
        </div>
      </ConfirmDialog>
    </>
  );
}
