/** The same entry on a phone: a card per row, its fields one below the other. */
import { createMemo, createSignal, For, type JSX, onCleanup, onMount, Show } from "solid-js";
import { CardField } from "./card-field.tsx";
import type { Desk } from "./desk.ts";
import { IconArrowBackUp, IconChevronRight } from "./icons.ts";
import { type GridLine, linesOf } from "./model.ts";
import { stepBack } from "./session.ts";
import { WORDS } from "./words.ts";

/** Cards are drawn as one scrolls towards them: 2,000 rows of fields would take an old phone minutes. */
const CARDS_AT_A_TIME = 12;

export function Cards(props: { readonly desk: Desk }): JSX.Element {
  const { desk } = props;
  const lines = createMemo(() => linesOf(desk.props.rows));
  const [drawn, setDrawn] = createSignal(CARDS_AT_A_TIME);
  const hidden = () => Math.max(0, lines().length - drawn());
  const more = () => setDrawn((before) => before + CARDS_AT_A_TIME);
  let end: HTMLButtonElement | undefined;
  let list: HTMLUListElement | undefined;

  onMount(() => {
    if (end === undefined) return;
    const watcher = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && more(), {
      rootMargin: "600px",
    });
    watcher.observe(end);
    onCleanup(() => watcher.disconnect());
  });
  desk.refocus.current = () => {
    const { row, column } = desk.session().active;
    queueMicrotask(() => list?.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`)?.focus());
  };

  return (
    <div class="sg-cards">
      <div class="sg-cards-bar">
        <span>{WORDS.rowsCount(desk.props.rows.length)}</span>
        <button
          type="button"
          class="sg-tool"
          disabled={desk.session().history.done.length === 0}
          onClick={() => desk.apply(stepBack(desk.props, desk.session()))}
        >
          <IconArrowBackUp size="1.125rem" aria-hidden="true" />
          {WORDS.undo}
        </button>
      </div>
      <ul class="sg-card-list" aria-label={desk.props.label} ref={(element) => (list = element)}>
        <For each={lines().slice(0, drawn())}>{(line) => <CardLine desk={desk} line={line} />}</For>
      </ul>
      <button
        type="button"
        class="sg-button sg-more"
        hidden={hidden() === 0}
        ref={(element) => (end = element)}
        onClick={more}
      >
        {WORDS.moreCards(hidden())}
      </button>
    </div>
  );
}

function CardLine(props: { readonly desk: Desk; readonly line: GridLine }): JSX.Element {
  const { desk, line } = props;
  if (line.kind === "group") {
    return (
      <li class="sg-card-group">
        <h2>{line.label}</h2>
      </li>
    );
  }
  return (
    <li class="sg-card">
      <h3 class="sg-card-title">
        <button type="button" class="sg-card-open" onClick={() => desk.props.onOpenRow(line.row.key)}>
          <span>
            <span class="sg-code">{line.row.code}</span>
            <span class="sg-card-label">{line.row.label}</span>
          </span>
          <IconChevronRight size="1.25rem" aria-hidden="true" />
        </button>
      </h3>
      <Show when={line.row.note}>{(note) => <p class="sg-card-note">{note()}</p>}</Show>
      <Show when={line.row.strip.length > 0}>
        <dl class="sg-card-strip">
          <For each={line.row.strip}>
            {(fact) => (
              <div>
                <dt>{fact.label}</dt>
                <dd>{fact.text}</dd>
              </div>
            )}
          </For>
        </dl>
      </Show>
      <For each={desk.props.columns}>
        {(column, index) => (
          <CardField desk={desk} row={line.row} rowIndex={line.index} column={column} columnIndex={index()} />
        )}
      </For>
    </li>
  );
}
