/** One field of a card: label, field, state in words, and its menu. */
import { createEffect, createMemo, createSignal, createUniqueId, For, type JSX, Match, Show, Switch } from "solid-js";
import { DatePick } from "../components/date-pick.tsx";
import { CellMark, RemarkMarks } from "./cell-mark.tsx";
import { Choices } from "./choices.tsx";
import { anchorOf, type Desk } from "./desk.ts";
import { IconBan, IconDots } from "./icons.ts";
import { type GridColumn, type GridRow, isFlagged, isNumeric, whyFixed } from "./model.ts";
import { cancelEditing, enterText, standAt } from "./session.ts";
import { cellText, WORDS, withUnit } from "./words.ts";

interface CardFieldProps {
  readonly desk: Desk;
  readonly row: GridRow;
  readonly rowIndex: number;
  readonly column: GridColumn;
  readonly columnIndex: number;
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export function CardField(props: CardFieldProps): JSX.Element {
  const { desk } = props;
  const id = createUniqueId();
  const cell = createMemo(() => desk.props.cell(props.row.key, props.column.id));
  /** What stands in the field while one types, and after a refusal; null when the field shows the cell. */
  const [draft, setDraft] = createSignal<string | null>(null);
  const [refusal, setRefusal] = createSignal<string | null>(null);
  const fixed = () => whyFixed(props.column, cell());
  const absent = () => cell().state === "nil" || cell().state === "not-applicable";

  const stand = () => desk.settle(standAt(desk.session(), { row: props.rowIndex, column: props.columnIndex }, false));
  const enter = (event: FocusEvent & { currentTarget: Field }) => {
    stand();
    if (draft() === null) setDraft(cell().raw);
    if (event.currentTarget instanceof HTMLInputElement) event.currentTarget.select();
  };
  const take = (text: string) => {
    const outcome = enterText(desk.props, desk.session(), props.row.key, props.column.id, text);
    setRefusal(outcome.refused?.[0]?.why ?? null);
    setDraft(outcome.refused === undefined ? null : text);
    desk.apply({ ...outcome, refused: undefined });
  };
  const leave = () => {
    const text = draft();
    if (text !== null) take(text);
  };
  // "Ubah isi" of the menu: a field that said nihil becomes an empty one, ready to be typed in.
  createEffect(() => {
    const at = desk.session().editing?.at;
    if (at?.row !== props.rowIndex || at.column !== props.columnIndex) return;
    desk.settle(cancelEditing(desk.session()));
    if (absent()) setDraft("");
    queueMicrotask(() => document.getElementById(id)?.focus());
  });
  const attributes = () => ({
    id,
    "data-row": props.rowIndex,
    "data-column": props.columnIndex,
    "aria-invalid": refusal() !== null || cell().sync === "refused" ? true : undefined,
    "aria-describedby": `${id}-state`,
  });

  return (
    <div class={`sg-field sg-sync-${cell().sync}`} classList={{ "sg-flagged": isFlagged(cell()) }}>
      <label class="sg-field-label" for={id}>
        {props.column.label}
        <Show when={props.column.unit}>{(unit) => <span class="sg-unit"> ({unit()})</span>}</Show>
      </label>
      <div class="sg-field-line">
        <Switch>
          <Match when={fixed() !== null}>
            <output id={id} class="sg-field-fixed">
              {cell().state === "value" ? withUnit(props.column, cell().shown) : cellText(cell())}
            </output>
          </Match>
          <Match when={absent() && draft() === null}>
            <button {...attributes()} type="button" class="sg-field-absent" onClick={stand} onFocus={stand}>
              <IconBan size="1rem" aria-hidden="true" />
              {cellText(cell())}
            </button>
          </Match>
          <Match when={props.column.kind === "choice"}>
            <select
              {...attributes()}
              class="sg-field-input"
              onFocus={stand}
              onChange={(event) => take(event.currentTarget.value)}
            >
              <Choices column={props.column} chosen={cell().raw} />
            </select>
          </Match>
          <Match when={props.column.kind === "text"}>
            <textarea
              {...attributes()}
              class="sg-field-input"
              rows="2"
              value={draft() ?? cell().raw}
              onFocus={enter}
              onInput={(event) => setDraft(event.currentTarget.value)}
              onBlur={leave}
            />
          </Match>
          <Match when={true}>
            <input
              {...attributes()}
              class="sg-field-input"
              classList={{ "sg-field-figure": isNumeric(props.column.kind) }}
              type="text"
              inputmode={isNumeric(props.column.kind) ? "decimal" : "text"}
              autocomplete="off"
              enterkeyhint="next"
              value={draft() ?? cell().shown}
              onFocus={enter}
              onInput={(event) => setDraft(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter") event.currentTarget.blur();
              }}
              onBlur={leave}
            />
          </Match>
        </Switch>
        <Show when={props.column.kind === "date" && fixed() === null && !absent()}>
          <DatePick
            label={props.column.label}
            value={cell().raw}
            onPick={(date) => {
              stand();
              take(date);
            }}
          />
        </Show>
        <Show when={fixed() === null || (desk.props.cellActs?.(props.row.key, props.column.id) ?? []).length > 0}>
          <button
            type="button"
            class="sg-tool sg-field-menu"
            aria-haspopup="menu"
            aria-label={WORDS.fieldActions(props.column.label)}
            onClick={(event) => {
              stand();
              desk.open({ kind: "menu", at: anchorOf(event.currentTarget) });
            }}
          >
            <IconDots size="1.25rem" aria-hidden="true" />
          </button>
        </Show>
      </div>
      <p class="sg-field-state" id={`${id}-state`}>
        <Show when={refusal()} fallback={<FieldState {...props} />}>
          {(why) => <span class="sg-field-refusal">{why()}</span>}
        </Show>
      </p>
    </div>
  );
}

/** The state of the cell in words, with its reason or the server's message. */
function FieldState(props: CardFieldProps): JSX.Element {
  const cell = createMemo(() => props.desk.props.cell(props.row.key, props.column.id));
  const remark = () =>
    cell().message ??
    cell().reason ??
    whyFixed(props.column, cell()) ??
    (cell().state === "missing" ? props.column.help : undefined);
  const conflict = () => cell().sync === "conflict";
  return (
    <>
      <RemarkMarks cell={cell()} />
      <Show when={props.column.kind !== "computed"}>
        <Show
          when={cell().locked !== undefined || cell().state !== "missing" || cell().sync !== "saved"}
          fallback={<span class="sg-muted">{cellText(cell())}</span>}
        >
          <CellMark cell={cell()} />
        </Show>
      </Show>
      <Show when={remark()}>{(text) => <span class="sg-muted"> {text()}</span>}</Show>
      <For each={cell().remarks ?? []}>{(each) => <span class="sg-muted sg-field-remark">{each.text}</span>}</For>
      <Show when={conflict()}>
        <button
          type="button"
          class="sg-button sg-field-settle"
          onClick={(event) => {
            const { desk, rowIndex, columnIndex } = props;
            desk.settle(standAt(desk.session(), { row: rowIndex, column: columnIndex }, false));
            desk.open({ kind: "explanation", at: anchorOf(event.currentTarget) });
          }}
        >
          {WORDS.explain}
        </button>
      </Show>
    </>
  );
}
