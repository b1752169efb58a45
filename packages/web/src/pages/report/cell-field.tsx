import { LIMITS } from "@selaras/core/kernel/limits.ts";
import type { EntryField } from "@selaras/core/template/schema.ts";
import { Button, LinkButton } from "@selaras/ui/components/button.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { ConfirmDialog } from "@selaras/ui/components/dialog.tsx";
import { DateInput, TextArea, TextInput } from "@selaras/ui/components/input.tsx";
import { Icon, type IconShape } from "@selaras/ui/components/icon.tsx";
import {
  IconAlertCircle,
  IconCircleCheck,
  IconCloudUpload,
  IconDeviceFloppy,
  IconAlertTriangle,
  IconLock,
} from "@selaras/ui/icons.ts";
import type { Absence, CellInput, CellView } from "@selaras/ui/grid/model.ts";
import { createEffect, createSignal, type JSX, Match, onCleanup, Show, Switch } from "solid-js";
import { isNumber, isWholeWhenLeft, verdictOf } from "./cell-model.ts";
import { cellView, enter, useDesk } from "./desk.tsx";
import { unitOf } from "./figure-text.ts";
import { anchorOf } from "./form-model.ts";
import { NotesLink, RemarkList } from "./notes.tsx";
import { RichCell } from "./rich/rich-cell.tsx";
import { cellKey, type Sync } from "./save-queue.ts";
import { words } from "./words.ts";

const syncLooks: Readonly<Record<Sync, { icon: IconShape; tone: string }>> = {
  saved: { icon: IconCircleCheck, tone: "positive" },
  unsent: { icon: IconDeviceFloppy, tone: "neutral" },
  sending: { icon: IconCloudUpload, tone: "info" },
  conflict: { icon: IconAlertTriangle, tone: "warning" },
  refused: { icon: IconAlertCircle, tone: "danger" },
};

/** How far a value has travelled, in a word with an icon. An empty cell that was never sent says nothing. */
export function SyncMark(props: { sync: Sync; empty: boolean }): JSX.Element {
  return (
    <Show when={!props.empty || props.sync !== "saved"}>
      <span class={`r-sync r-tone-${syncLooks[props.sync].tone}`}>
        <Icon of={syncLooks[props.sync].icon} size="1rem" /> {words.cell.sync[props.sync]}
      </span>
    </Show>
  );
}

/** One cell as a field of a form: value, state in words, Nihil and Tidak berlaku with a reason, conflict. */
export function CellField(props: { rowKey: string; field: EntryField; rows?: number | undefined }): JSX.Element {
  const desk = useDesk();
  const [draft, setDraft] = createSignal<string | null>(null);
  const [objection, setObjection] = createSignal<string | undefined>();
  const [asking, setAsking] = createSignal<Absence | null>(null);
  const cell = () => cellView(desk, props.rowKey, props.field);
  const key = () => cellKey(props.rowKey, props.field.id);
  createEffect(() => desk.setUntaken(key(), objection() !== undefined));
  onCleanup(() => desk.setUntaken(key(), false));
  const put = (input: CellInput) =>
    enter(desk, [props.field], [{ rowKey: props.rowKey, field: props.field.id, input }]);
  const absent = () => cell().state === "nil" || cell().state === "not-applicable";

  /** Takes the text if it can stand there; otherwise it stays in the field with the reason. */
  const take = (text: string) => {
    const bare = isWholeWhenLeft(props.field) ? text.trim() : text;
    if (bare === cell().raw) {
      setObjection(undefined);
      return true;
    }
    if (bare.trim() === "") {
      setObjection(undefined);
      put({ kind: "clear" });
      return true;
    }
    const verdict = verdictOf(props.field, bare);
    setObjection(verdict.ok ? undefined : verdict.message);
    if (verdict.ok && verdict.text !== cell().raw) put({ kind: "value", text: verdict.text });
    return verdict.ok;
  };
  const typing = (text: string) => {
    setDraft(text);
    // Texts are saved while one writes.
    if (!isWholeWhenLeft(props.field)) take(text);
  };
  const leave = () => {
    const text = draft();
    if (text !== null && take(text)) setDraft(null);
    desk.autosave.flush();
  };
  const pick = (date: string) => {
    setDraft(null);
    take(date);
  };
  /** A number is edited as one types it, without the dots of reading, and a date in digits. */
  const arrive = (event: FocusEvent) => {
    const { target } = event;
    const isTyped = target instanceof HTMLInputElement && target.type === "text";
    if (isWholeWhenLeft(props.field) && draft() === null && isTyped) setDraft(cell().raw);
  };
  const common = () => ({
    id: anchorOf(props.rowKey, props.field.id),
    label: props.field.label,
    hint: props.field.help,
    required: props.field.required === "submit",
    error: objection() ?? (cell().sync === "refused" ? cell().message : undefined),
  });

  return (
    <div class="r-cell" data-cell={key()} onFocusIn={arrive} onFocusOut={leave}>
      <Switch>
        <Match when={absent()}>
          <AbsentCell
            cell={cell()}
            id={common().id}
            label={props.field.label}
            locked={cell().locked}
            onRefill={() => put({ kind: "clear" })}
          />
        </Match>
        <Match when={props.field.type === "choice"}>
          <Select
            {...common()}
            options={(props.field.choices ?? []).map((choice) => ({ value: choice, label: choice }))}
            value={cell().raw}
            disabled={cell().locked !== undefined}
            onChange={(value) => take(value)}
          />
        </Match>
        <Match when={props.field.type === "date"}>
          <DateInput
            {...common()}
            value={draft() ?? cell().shown}
            date={cell().raw}
            readonly={cell().locked !== undefined}
            onInput={typing}
            onPick={pick}
          />
        </Match>
        <Match when={props.field.rich}>
          <RichCell
            id={common().id}
            field={props.field}
            error={common().error}
            value={cell().raw}
            locked={cell().locked !== undefined}
            onInput={take}
          />
        </Match>
        <Match when={props.field.type === "text"}>
          <TextArea
            {...common()}
            rows={props.rows ?? 4}
            value={draft() ?? cell().raw}
            maxLength={props.field.length ?? LIMITS.textCharacters}
            readonly={cell().locked !== undefined}
            onInput={typing}
          />
        </Match>
        <Match when={true}>
          <TextInput
            {...common()}
            figures
            inputMode="decimal"
            autocomplete="off"
            prefix={props.field.type === "money" ? "Rp" : undefined}
            suffix={
              props.field.type === "money"
                ? undefined
                : unitOf(
                    props.field,
                    desk.report().rows.find((row) => row.rowKey === props.rowKey),
                  )
            }
            value={draft() ?? cell().shown}
            readonly={cell().locked !== undefined}
            onInput={typing}
          />
        </Match>
      </Switch>
      <div class="r-cell-foot">
        <SyncMark sync={cell().sync} empty={cell().state === "missing"} />
        <RemarkList remarks={cell().remarks ?? []} full />
        <Show when={desk.locked() === undefined && cell().locked}>
          {(why) => (
            <span class="r-sync r-tone-muted">
              <Icon of={IconLock} size="1rem" /> {words.cell.locked}. {why()}
            </span>
          )}
        </Show>
        <NotesLink rowKey={props.rowKey} field={props.field.id} about={props.field.label} />
        <Show when={cell().sync !== "refused" && cell().sync !== "conflict" && cell().message}>
          {(warning) => (
            <span class="r-sync r-tone-warning">
              <Icon of={IconAlertTriangle} size="1rem" /> {warning()}
            </span>
          )}
        </Show>
        <Show when={isWholeWhenLeft(props.field) && !absent() && cell().locked === undefined}>
          <span class="r-cell-acts">
            <Show when={isNumber(props.field)}>
              <LinkButton label={`${words.cell.nilAct}: ${props.field.label}`} onPress={() => setAsking("nil")}>
                {words.cell.nilAct}
              </LinkButton>
            </Show>
            <LinkButton label={`${words.cell.naAct}: ${props.field.label}`} onPress={() => setAsking("not-applicable")}>
              {words.cell.naAct}
            </LinkButton>
          </span>
        </Show>
      </div>
      <Show when={cell().sync === "conflict"}>
        <ConflictChoice cell={cell()} onChoose={(choice) => desk.autosave.resolve(key(), choice)} />
      </Show>
      <ConfirmDialog
        open={asking() !== null}
        title={asking() === "nil" ? words.cell.nilTitle(props.field.label) : words.cell.naTitle(props.field.label)}
        description={asking() === "nil" ? words.cell.nilMeaning : words.cell.naMeaning}
        kind="primary"
        confirm={words.cell.declare}
        reason={{ minimum: LIMITS.reasonCharactersLeast, maxLength: LIMITS.reasonCharactersMost }}
        onClose={() => setAsking(null)}
        onConfirm={(reason) => {
          put({ kind: asking() === "nil" ? "nil" : "not-applicable", reason });
          setDraft(null);
          setAsking(null);
        }}
      />
    </div>
  );
}

function AbsentCell(props: {
  cell: CellView;
  id: string;
  label: string;
  locked: string | undefined;
  onRefill: () => void;
}): JSX.Element {
  return (
    <div class="r-absent" id={props.id} tabindex="-1">
      <span class="s-label">{props.label}</span>
      <p>
        <strong>{props.cell.state === "nil" ? words.state.nil : words.state.na}</strong>: {props.cell.reason}
      </p>
      <Show when={props.locked === undefined}>
        <LinkButton label={`${words.cell.refill}: ${props.label}`} onPress={props.onRefill}>
          {words.cell.refill}
        </LinkButton>
      </Show>
    </div>
  );
}

/** Both values of a conflict and the two ways out. */
export function ConflictChoice(props: { cell: CellView; onChoose: (choice: "mine" | "theirs") => void }): JSX.Element {
  return (
    <Show when={props.cell.conflict}>
      {(conflict) => (
        <div class="r-conflict" role="group" aria-label={words.cell.conflictTitle}>
          <p>{props.cell.message}</p>
          <dl>
            <dt>{words.cell.mine}</dt>
            <dd class="s-figures">{conflict().mine}</dd>
            <dt>{words.cell.theirs([conflict().by, conflict().at].filter(Boolean).join(", "))}</dt>
            <dd class="s-figures">{conflict().theirs}</dd>
          </dl>
          <div class="r-acts">
            <Button size="small" onPress={() => props.onChoose("mine")}>
              {words.cell.useMine}
            </Button>
            <Button size="small" onPress={() => props.onChoose("theirs")}>
              {words.cell.useTheirs}
            </Button>
          </div>
        </div>
      )}
    </Show>
  );
}
