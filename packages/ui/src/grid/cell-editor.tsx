/** The open editor of one cell. It lies over the cell and grows downwards for long texts. */
import { type JSX, Match, onMount, Show, Switch } from "solid-js";
import type { Desk } from "./desk.ts";
import { type EditMode, editingIntentOf, pressOf } from "./keyboard.ts";
import { type GridColumn, isNumeric } from "./model.ts";
import { cancelEditing, commitEditing, retype } from "./session.ts";
import { Choices } from "./choices.tsx";

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

interface CellEditorProps {
  readonly desk: Desk;
  readonly column: GridColumn;
  readonly name: string;
  /** The refusal stands above the cell where there is no room below it. */
  readonly above: boolean;
}

export function CellEditor(props: CellEditorProps): JSX.Element {
  let field: Field | undefined;
  let byKey = false;
  const editing = () => props.desk.session().editing;
  const refusal = () => editing()?.refusal ?? null;
  const mode = (): EditMode => editing()?.mode ?? "edit";

  const commit = (step: Parameters<typeof commitEditing>[2]) => {
    if (editing() === null) return;
    const typed = field === undefined ? props.desk.session() : retype(props.desk.session(), field.value);
    props.desk.apply(commitEditing(props.desk.props, typed, step));
  };
  const press = (event: KeyboardEvent) => {
    byKey = true;
    event.stopPropagation();
    if (event.isComposing) return;
    const lines = props.column.kind === "text" ? "many" : "one";
    const intent = editingIntentOf(pressOf(event), mode(), lines);
    if (intent === null) {
      if (event.key === "Enter" && field instanceof HTMLTextAreaElement) breakLine(field, props.desk);
      return;
    }
    event.preventDefault();
    if (intent.kind === "cancel") props.desk.settle(cancelEditing(props.desk.session()));
    else if (intent.kind === "commit") commit(intent.step);
    // The field that had the keyboard is gone by now, unless its text was refused.
    props.desk.refocus.current();
  };
  const type = (event: InputEvent & { currentTarget: Field }) =>
    props.desk.settle(retype(props.desk.session(), event.currentTarget.value));
  const choose = (event: Event & { currentTarget: Field }) => {
    props.desk.settle(retype(props.desk.session(), event.currentTarget.value));
    // Arrowing through a closed list changes it at every key; only a pointer's choice is final at once.
    if (byKey) return;
    commit(null);
    props.desk.refocus.current();
  };
  const leave = () => commit(null);
  onMount(() => {
    if (field === undefined) return;
    field.focus({ preventScroll: true });
    field.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (field instanceof HTMLSelectElement) return;
    const end = field.value.length;
    field.setSelectionRange(mode() === "edit" && isNumeric(props.column.kind) ? 0 : end, end);
  });
  const attributes = () => ({
    "aria-label": props.name,
    "aria-invalid": refusal() !== null,
    "aria-describedby": refusal() === null ? undefined : "sg-refusal",
  });

  return (
    <div class="sg-editor">
      <Switch>
        <Match when={props.column.kind === "choice"}>
          <select
            ref={(element) => (field = element)}
            {...attributes()}
            class="sg-input"
            onChange={choose}
            onKeyDown={press}
            onPointerDown={() => (byKey = false)}
            onBlur={leave}
          >
            <Choices column={props.column} chosen={editing()?.text ?? ""} />
          </select>
        </Match>
        <Match when={props.column.kind === "text"}>
          <textarea
            ref={(element) => (field = element)}
            {...attributes()}
            class="sg-input sg-input-text"
            classList={{ "sg-input-up": props.above }}
            rows="4"
            value={editing()?.text ?? ""}
            onInput={type}
            onKeyDown={press}
            onBlur={leave}
          />
        </Match>
        <Match when={true}>
          <input
            ref={(element) => (field = element)}
            {...attributes()}
            class="sg-input"
            classList={{ "sg-input-figure": isNumeric(props.column.kind) }}
            type="text"
            inputmode={isNumeric(props.column.kind) ? "decimal" : "text"}
            autocomplete="off"
            value={editing()?.text ?? ""}
            onInput={type}
            onKeyDown={press}
            onBlur={leave}
          />
        </Match>
      </Switch>
      <Show when={refusal()}>
        {(why) => (
          <p ref={showWhole} id="sg-refusal" class="sg-refusal" classList={{ "sg-refusal-up": props.above }}>
            {why()}
          </p>
        )}
      </Show>
    </div>
  );
}

/** The frame scrolls until the whole reason can be read. */
function showWhole(element: HTMLElement): void {
  queueMicrotask(() => element.scrollIntoView({ block: "nearest", inline: "nearest" }));
}

function breakLine(field: HTMLTextAreaElement, desk: Desk): void {
  field.setRangeText("\n", field.selectionStart, field.selectionEnd, "end");
  desk.settle(retype(desk.session(), field.value));
}
