import { formatTime } from "@selaras/core/kernel/format.ts";
import { fieldOfCell } from "@selaras/core/report/compute.ts";
import { Button, LinkButton } from "@selaras/ui/components/button.tsx";
import { Icon, type IconShape } from "@selaras/ui/components/icon.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import {
  IconAlertCircle,
  IconAlertTriangle,
  IconCircleCheck,
  IconCloudUpload,
  IconDeviceFloppy,
  IconDownload,
} from "@selaras/ui/icons.ts";
import { createSignal, For, type JSX, onCleanup, onMount, Show } from "solid-js";
import { cellOf, conflictText } from "./cell-model.ts";
import { ConflictChoice } from "./cell-field.tsx";
import { cellView, useDesk } from "./desk.tsx";
import { cellKey, type Entry, latestOf } from "./save-queue.ts";
import { words } from "./words.ts";

/** Whether the device says that it has no network. */
export function createOnline(): () => boolean {
  const [online, setOnline] = createSignal(navigator.onLine);
  const listen = () => setOnline(navigator.onLine);
  onMount(() => {
    addEventListener("online", listen);
    addEventListener("offline", listen);
    onCleanup(() => {
      removeEventListener("online", listen);
      removeEventListener("offline", listen);
    });
  });
  return online;
}

const NOTICES = "catatan-simpan";
type Saying = { readonly icon: IconShape; readonly tone: string; readonly text: string };

/** Always in sight: how far the entries have come. Says "tersimpan" only after the server said so. */
export function SaveLine(): JSX.Element {
  const { autosave, zone, live, untaken } = useDesk();
  const ready = () => {
    const { required, missing } = live.computed();
    return missing.length === 0 ? words.ready.whole : words.ready.short(required - missing.length, required);
  };
  const sayings = (): readonly Saying[] => {
    const { unsent, sending, conflict, refused } = autosave.tally();
    const list: Saying[] = [];
    if (sending > 0) list.push({ icon: IconCloudUpload, tone: "info", text: words.save.sending(sending) });
    if (unsent > 0) list.push({ icon: IconDeviceFloppy, tone: "neutral", text: words.save.unsent(unsent) });
    if (conflict > 0) list.push({ icon: IconAlertTriangle, tone: "warning", text: words.save.conflicts(conflict) });
    if (refused > 0) list.push({ icon: IconAlertCircle, tone: "danger", text: words.save.refused(refused) });
    if (untaken() > 0) list.push({ icon: IconAlertCircle, tone: "danger", text: words.save.untaken(untaken()) });
    if (list.length > 0) return list;
    const at = autosave.savedAt();
    return at === null
      ? [{ icon: IconDeviceFloppy, tone: "muted", text: words.save.nothingYet }]
      : [{ icon: IconCircleCheck, tone: "positive", text: `${words.save.allSaved}, ${formatTime(at, zone)}` }];
  };
  return (
    <p class="r-save-line" role="status" aria-live="polite">
      <For each={sayings()}>
        {(one) => (
          <span class={`r-sync r-tone-${one.tone}`}>
            <Icon of={one.icon} size="1.125rem" /> {one.text}
          </span>
        )}
      </For>
      <Show when={autosave.tally().conflict + autosave.tally().refused > 0}>
        <LinkButton onPress={() => document.getElementById(NOTICES)?.scrollIntoView({ block: "center" })}>
          {words.save.goto}
        </LinkButton>
      </Show>
      <span class="r-small">{ready()}</span>
    </p>
  );
}

/** Everything that is not confirmed, as a JSON file on the device. */
function saveToFile(name: string, content: unknown): void {
  const address = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Offline, unsent, disputed and refused entries: what happened, and what one can do. */
export function SaveNotices(): JSX.Element {
  const desk = useDesk();
  const { autosave } = desk;
  const online = createOnline();
  const [greeted, setGreeted] = createSignal(false);
  const unconfirmed = () => {
    const { unsent, sending, conflict, refused } = autosave.tally();
    return unsent + sending + conflict + refused;
  };
  const toFile = () => saveToFile(`isian-${desk.report().id}.json`, { report: desk.report().id, ...autosave.stored() });
  const FileButton = () => (
    <Button size="small" icon={IconDownload} onPress={toFile}>
      {words.save.toFile}
    </Button>
  );
  return (
    <div class="r-notices" id={NOTICES}>
      <Show when={!greeted() && autosave.takenUp()}>
        {(found) => (
          <Alert
            tone="info"
            live
            title={words.save.takenUpTitle}
            onDismiss={() => setGreeted(true)}
            actions={
              <Show when={unconfirmed() > 0}>
                <FileButton />
              </Show>
            }
          >
            <Show when={found().count > 0}>{words.save.takenUp(found().count)} </Show>
            <Show when={found().unreadable > 0}>{words.save.lostPart(found().unreadable)}</Show>
          </Alert>
        )}
      </Show>
      <Show when={!online() && unconfirmed() > 0}>
        <Alert tone="warning" live title={words.save.offlineTitle} actions={<FileButton />}>
          {words.save.offline(unconfirmed())}
        </Alert>
      </Show>
      <Show when={online() && autosave.tally().unsent > 0 && autosave.problem()}>
        {(problem) => (
          <Alert
            tone="warning"
            live
            title={words.save.problem}
            actions={
              <>
                <Button size="small" icon={IconCloudUpload} onPress={() => autosave.flush()}>
                  {words.save.sendNow}
                </Button>
                <FileButton />
              </>
            }
          >
            {words.save.stuck(problem())}
          </Alert>
        )}
      </Show>
      <Disputes />
      <Refused file={<FileButton />} />
    </div>
  );
}

const entriesIn = (entries: ReadonlyMap<string, Entry>, state: Entry["state"]): readonly Entry[] =>
  [...entries.values()].filter((entry) => entry.state === state);

/** "Baris: isian" of an entry. */
function useName(): (entry: Entry) => string {
  const desk = useDesk();
  return (entry) => {
    const row = desk.report().rows.find((each) => each.rowKey === entry.rowKey);
    const field = fieldOfCell(desk.definition, entry.rowKey, entry.field);
    return [row?.label, field?.label === row?.label ? undefined : field?.label].filter(Boolean).join(": ");
  };
}

function Disputes(): JSX.Element {
  const desk = useDesk();
  const name = useName();
  const disputes = () => entriesIn(desk.autosave.queue().entries, "conflict");
  return (
    <Show when={disputes().length > 0}>
      <Alert tone="warning" live title={words.save.conflicts(disputes().length)}>
        <For each={disputes().map((entry) => cellKey(entry.rowKey, entry.field))}>
          {(key) => {
            const entry = () => desk.autosave.queue().entries.get(key);
            return (
              <Show when={entry()}>
                {(one) => {
                  const field = fieldOfCell(desk.definition, one().rowKey, one().field);
                  return (
                    <div class="r-dispute">
                      <strong>{name(one())}</strong>
                      <Show when={field}>
                        {(known) => (
                          <ConflictChoice
                            cell={cellView(desk, one().rowKey, known())}
                            onChoose={(choice) => desk.autosave.resolve(key, choice)}
                          />
                        )}
                      </Show>
                    </div>
                  );
                }}
              </Show>
            );
          }}
        </For>
      </Alert>
    </Show>
  );
}

function Refused(props: { file: JSX.Element }): JSX.Element {
  const desk = useDesk();
  const name = useName();
  const refused = () => entriesIn(desk.autosave.queue().entries, "refused");
  const value = (entry: Entry) => {
    const field = fieldOfCell(desk.definition, entry.rowKey, entry.field);
    const { input, at } = latestOf(entry);
    return field ? conflictText(field, cellOf(input, entry.base, at)) : "";
  };
  return (
    <Show when={refused().length > 0}>
      <Alert
        tone="danger"
        live
        title={words.save.refused(refused().length)}
        actions={
          <>
            <Show when={desk.locked() === undefined}>
              <Button size="small" onPress={() => desk.autosave.retry()}>
                {words.save.again}
              </Button>
            </Show>
            {props.file}
          </>
        }
      >
        <ul class="r-list">
          <For each={refused().slice(0, 12)}>
            {(entry) => (
              <li>
                <strong>{name(entry)}</strong> <span class="s-figures">({value(entry)})</span>. {entry.message}{" "}
                <LinkButton
                  label={`${words.cell.drop}: ${name(entry)}`}
                  onPress={() => desk.autosave.dismiss(cellKey(entry.rowKey, entry.field))}
                >
                  {words.cell.drop}
                </LinkButton>
              </li>
            )}
          </For>
        </ul>
        <Show when={refused().length > 12}>{words.ready.more(refused().length - 12)}</Show>
      </Alert>
    </Show>
  );
}
