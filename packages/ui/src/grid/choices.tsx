/** The options of a column of choices. */
import { For, type JSX } from "solid-js";
import type { GridColumn } from "./model.ts";
import { WORDS } from "./words.ts";

export function Choices(props: { readonly column: GridColumn; readonly chosen: string }): JSX.Element {
  return (
    <>
      <option value="" selected={props.chosen === ""}>
        {WORDS.choose}
      </option>
      <For each={props.column.choices ?? []}>
        {(choice) => (
          <option value={choice.value} selected={props.chosen === choice.value}>
            {choice.label}
          </option>
        )}
      </For>
    </>
  );
}
