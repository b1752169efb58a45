import type { CellRef } from "@selaras/core/approval/schema.ts";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import type { Row } from "@selaras/core/report/schema.ts";
import { Checkbox } from "@selaras/ui/components/choice.tsx";
import { Icon } from "@selaras/ui/components/icon.tsx";
import { SearchInput } from "@selaras/ui/components/input.tsx";
import { IconFlag } from "@selaras/ui/icons.ts";
import { createSignal, For, type JSX, Show } from "solid-js";
import { chainWords } from "./chain-words.ts";
import { cellText } from "./figure-text.ts";
import { cellIsFlagged, cellsFlagged, fieldsOfRow, markCell, markRow, rowIsFlagged } from "./flags.ts";
import type { Loaded } from "./report.data.ts";
import { codeOf } from "./sheet-model.ts";

const w = chainWords.flags;
/** With more rows than fit on a phone's screen one searches. */
const ROWS_AT_A_GLANCE = 10;

export type Flagging = {
  readonly flags: () => readonly CellRef[];
  readonly setFlags: (flags: readonly CellRef[]) => void;
};

type PickerProps = { loaded: Loaded; flagging: Flagging };

/** Every row of a report with its cells, to be marked one by one. */
export function FlagPicker(props: PickerProps): JSX.Element {
  const [wanted, setWanted] = createSignal("");
  const rows = () => {
    const text = wanted().trim().toLowerCase();
    const all = props.loaded.report.rows;
    return text === "" ? all : all.filter((row) => `${codeOf(row)} ${row.label}`.toLowerCase().includes(text));
  };
  return (
    <>
      <Show when={props.loaded.report.rows.length > ROWS_AT_A_GLANCE}>
        <SearchInput label={w.search} value={wanted()} onInput={setWanted} />
      </Show>
      <div class="r-flags">
        <For each={rows()} fallback={<p class="r-muted">{w.notFound}</p>}>
          {(row) => (
            <details class="r-flag-row">
              <summary>
                <span class="r-row-name">
                  <Show when={codeOf(row)}>{(code) => <span class="r-small s-figures">{code()}</span>}</Show>
                  <span>{row.label}</span>
                  <Flagged row={row} flagging={props.flagging} />
                </span>
              </summary>
              <RowFlags {...props} row={row} />
            </details>
          )}
        </For>
      </div>
    </>
  );
}

function Flagged(props: { row: Row; flagging: Flagging }): JSX.Element {
  const { rowKey } = props.row;
  const whole = () => rowIsFlagged(props.flagging.flags(), rowKey);
  const some = () => cellsFlagged(props.flagging.flags(), rowKey);
  return (
    <Show when={whole() || some() > 0}>
      <span class="r-sync r-tone-warning">
        <Icon of={IconFlag} size="1rem" /> {whole() ? w.wholeRow : w.cells(some())}
      </span>
    </Show>
  );
}

/** The marks of one row: the whole of it, or cells with what stands in them. */
export function RowFlags(props: PickerProps & { row: Row }): JSX.Element {
  const { rowKey } = props.row;
  const flags = () => props.flagging.flags();
  const fields = fieldsOfRow(props.loaded.definition, rowKey);
  const full = () => flags().length >= LIMITS.flagsPerReturn;
  return (
    <fieldset class="r-flag-cells">
      <legend class="s-hidden-text">{w.legend(props.row.label)}</legend>
      <Show when={fields.length > 1}>
        <Checkbox
          label={w.whole}
          checked={rowIsFlagged(flags(), rowKey)}
          disabled={full() && !rowIsFlagged(flags(), rowKey)}
          onChange={(on) => props.flagging.setFlags(markRow(flags(), rowKey, on))}
        />
      </Show>
      <For each={fields}>
        {(field) => (
          <Checkbox
            label={field.label}
            hint={cellText(props.row.cells[field.id], field, props.row)}
            checked={cellIsFlagged(flags(), rowKey, field.id)}
            disabled={rowIsFlagged(flags(), rowKey) || (full() && !cellIsFlagged(flags(), rowKey, field.id))}
            onChange={(on) => props.flagging.setFlags(markCell(flags(), rowKey, field.id, on))}
          />
        )}
      </For>
      <Show when={full()}>
        <p class="r-small">{w.full(LIMITS.flagsPerReturn)}</p>
      </Show>
    </fieldset>
  );
}
