/** The bar above the sheet: where one stands in full words, and for fingers what keys do otherwise. */
import { type JSX, Show } from "solid-js";
import { anchorOf, type Desk } from "./desk.ts";
import { hasExplanation } from "./explanation.tsx";
import { IconArrowBackUp, IconArrowForwardUp, IconDots } from "./icons.ts";
import { whyFixed } from "./model.ts";
import { stepBack, stepForward } from "./session.ts";
import { openRow } from "./sheet-events.ts";
import { cellSentence, WORDS } from "./words.ts";

export function ContextBar(props: { readonly desk: Desk }): JSX.Element {
  const { desk } = props;
  return (
    <div class="sg-bar">
      <div class="sg-where">
        <p class="sg-where-row">
          <Show when={desk.activeRow()}>
            {(row) => (
              <>
                <span class="sg-where-code">{row().code}</span> {row().label}
              </>
            )}
          </Show>
        </p>
        <p class="sg-where-cell">{standing(desk)}</p>
      </div>
      <div class="sg-tools">
        <button
          type="button"
          class="sg-tool"
          disabled={desk.session().history.done.length === 0}
          title={`${WORDS.undo} (Ctrl+Z)`}
          onClick={() => desk.apply(stepBack(desk.props, desk.session()))}
        >
          <IconArrowBackUp size="1.125rem" aria-hidden="true" />
          <span class="sg-tool-word">{WORDS.undo}</span>
        </button>
        <button
          type="button"
          class="sg-tool"
          disabled={desk.session().history.undone.length === 0}
          title={`${WORDS.redo} (Ctrl+Y)`}
          onClick={() => desk.apply(stepForward(desk.props, desk.session()))}
        >
          <IconArrowForwardUp size="1.125rem" aria-hidden="true" />
          <span class="sg-tool-word">{WORDS.redo}</span>
        </button>
        <Show when={hasExplanation(desk)}>
          <button
            type="button"
            class="sg-tool sg-tool-alert"
            onClick={(event) => desk.open({ kind: "explanation", at: anchorOf(event.currentTarget) })}
          >
            {WORDS.explain}
          </button>
        </Show>
        <button
          type="button"
          class="sg-tool"
          aria-haspopup="menu"
          disabled={desk.spot() === null}
          title={`${WORDS.actions} (Shift+F10)`}
          onClick={(event) => desk.open({ kind: "menu", at: anchorOf(event.currentTarget) })}
        >
          <IconDots size="1.125rem" aria-hidden="true" />
          <span class="sg-tool-word">{WORDS.actions}</span>
        </button>
        <button type="button" class="sg-tool" disabled={desk.activeRow() === undefined} onClick={() => openRow(desk)}>
          {WORDS.details}
        </button>
      </div>
    </div>
  );
}

/** The active cell in words: column, value, state, and whatever keeps it from being changed. */
function standing(desk: Desk): JSX.Element {
  return (
    <Show when={desk.spot()} fallback={desk.activeRow()?.note ?? ""}>
      {(spot) => {
        const cell = () => desk.props.cell(spot().row.key, spot().column.id);
        const others = () => (cell().remarks ?? []).map((each) => each.text).join(" ");
        const remark = () =>
          desk.session().editing?.refusal ??
          cell().message ??
          (others() || (whyFixed(spot().column, cell()) ?? spot().column.help));
        return (
          <>
            <b>{spot().column.label}:</b> {cellSentence(spot().column, cell())}
            <Show when={remark()}>{(text) => <span class="sg-remark"> — {text()}</span>}</Show>
          </>
        );
      }}
    </Show>
  );
}
