/** Asks why the selected cells are nihil or tidak berlaku: neither is accepted without a reason. */
import { createSignal, createUniqueId, type JSX, Show } from "solid-js";
import type { Desk } from "./desk.ts";
import { Layer } from "./layer.tsx";
import type { Absence } from "./model.ts";
import { sizeOf } from "./selection.ts";
import { markSelection, selectionOf } from "./session.ts";
import { WORDS } from "./words.ts";

/** As the server demands it of every reason. */
const SHORTEST_REASON_LETTERS = 10;

export function ReasonDialog(props: { readonly desk: Desk; readonly absence: Absence }): JSX.Element {
  const { desk } = props;
  const field = createUniqueId();
  const [reason, setReason] = createSignal("");
  const [refused, setRefused] = createSignal(false);
  const title = () => (props.absence === "nil" ? WORDS.nilTitle : WORDS.notApplicableTitle);
  const meaning = () => (props.absence === "nil" ? WORDS.nilMeaning : WORDS.notApplicableMeaning);
  const cells = () => sizeOf(selectionOf(desk.session()));
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    if (reason().trim().length < SHORTEST_REASON_LETTERS) {
      setRefused(true);
      return;
    }
    const outcome = markSelection(desk.props, desk.session(), props.absence, reason().trim());
    desk.open(null);
    desk.apply(outcome);
  };
  return (
    <Layer role="dialog" label={title()} onClose={() => desk.open(null)}>
      <form onSubmit={save}>
        <h3 class="sg-panel-title">{title()}</h3>
        <p class="sg-panel-of">
          {desk.spot()?.column.label}, {desk.spot()?.row.label}
        </p>
        <p>
          {meaning()} {WORDS.cells(cells())}
        </p>
        <label class="sg-field-label" for={field}>
          {WORDS.reason}
        </label>
        <textarea
          id={field}
          class="sg-field-input"
          data-first=""
          rows="3"
          maxlength="500"
          aria-invalid={refused()}
          aria-describedby={refused() ? `${field}-why` : undefined}
          onInput={(event) => {
            setReason(event.currentTarget.value);
            setRefused(false);
          }}
        />
        <Show when={refused()}>
          <p class="sg-field-refusal" id={`${field}-why`} role="alert">
            {WORDS.reasonNeeded}
          </p>
        </Show>
        <div class="sg-panel-actions">
          <button type="submit" class="sg-button sg-button-primary">
            {WORDS.save}
          </button>
          <button type="button" class="sg-button" onClick={() => desk.open(null)}>
            {WORDS.cancel}
          </button>
        </div>
      </form>
    </Layer>
  );
}
