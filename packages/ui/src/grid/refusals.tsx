/** Names every pasted entry that was not taken, so that none is lost without a word. */
import { For, type JSX, Show } from "solid-js";
import type { PasteRefusal } from "./clipboard.ts";
import type { Desk } from "./desk.ts";
import { Layer } from "./layer.tsx";
import { WORDS } from "./words.ts";

const SHOWN = 50;

export function Refusals(props: { readonly desk: Desk; readonly refused: readonly PasteRefusal[] }): JSX.Element {
  const { desk } = props;
  const columnLabel = (id: string) => desk.props.columns.find((column) => column.id === id)?.label ?? id;
  const rowCode = (key: string) => desk.props.rows.find((row) => row.key === key)?.code ?? key;
  return (
    <Layer role="dialog" label={WORDS.pasteTitle(props.refused.length)} onClose={() => desk.open(null)}>
      <h3 class="sg-panel-title">{WORDS.pasteTitle(props.refused.length)}</h3>
      <p>{WORDS.pasteAdvice}</p>
      <ul class="sg-refused-list">
        <For each={props.refused.slice(0, SHOWN)}>
          {(entry) => (
            <li>
              <b>{entry.text === "" ? WORDS.clear : entry.text}</b>
              <span class="sg-panel-of">
                {rowCode(entry.rowKey)} · {columnLabel(entry.columnId)}
              </span>
              <span>{entry.why}</span>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.refused.length > SHOWN}>
        <p>{WORDS.more(props.refused.length - SHOWN)}</p>
      </Show>
      <div class="sg-panel-actions">
        <button type="button" class="sg-button" data-first="" onClick={() => desk.open(null)}>
          {WORDS.close}
        </button>
      </div>
    </Layer>
  );
}
