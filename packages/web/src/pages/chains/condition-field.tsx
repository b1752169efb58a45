import { CHAIN_FACTS } from "@selaras/core/approval/rules.ts";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { TextArea } from "@selaras/ui/components/input.tsx";
import { Icon } from "@selaras/ui/components/icon.tsx";
import { IconCircleCheck } from "@selaras/ui/icons.ts";
import { For, type JSX, Show } from "solid-js";
import type { PartProps } from "./editor.ts";
import { wrong } from "./editor.ts";
import { words } from "./words.ts";

type Name = { readonly name: string; readonly label: string };

/** The condition of a step: checked while it is typed, with the names it may use a press away. */
export function ConditionField(props: PartProps): JSX.Element {
  let area: HTMLTextAreaElement | undefined;
  const text = () => props.step.condition ?? "";
  const fault = () => wrong(props.problems, props.step.key, "condition");
  const names = (): readonly Name[] => [
    ...props.around.vocabulary.figures,
    ...Object.entries(CHAIN_FACTS).map(([name, { label }]) => ({ name, label })),
  ];
  const write = (condition: string, tag?: string) =>
    props.change({ condition: condition === "" ? null : condition }, tag);
  const insert = (name: string) => {
    const at = area?.selectionStart ?? text().length;
    const head = text().slice(0, at);
    const space = head === "" || head.endsWith(" ") || head.endsWith("(") ? "" : " ";
    write(`${head}${space}${name}${text().slice(area?.selectionEnd ?? at)}`);
    area?.focus();
  };
  return (
    <div class="c-condition-field">
      <TextArea
        label={words.editor.condition}
        hint={words.editor.conditionHint}
        rows={2}
        maxLength={LIMITS.conditionCharacters}
        value={text()}
        error={fault()}
        placeholder={words.editor.conditionExample}
        ref={(element) => {
          area = element;
        }}
        onInput={(typed) => write(typed, `condition ${props.step.key}`)}
      />
      <Show when={text() !== "" && fault() === undefined}>
        <p class="c-good">
          <Icon of={IconCircleCheck} /> {words.editor.conditionOk}
        </p>
      </Show>
      <details class="c-names">
        <summary>{words.editor.conditionNames}</summary>
        <Show when={props.around.vocabulary.figures.length === 0}>
          <p class="c-quiet">{words.editor.noFigures}</p>
        </Show>
        <ul>
          <For each={names()}>
            {(each) => (
              <li>
                <button
                  type="button"
                  class="c-name"
                  aria-label={words.editor.insert(each.name, each.label)}
                  onClick={() => insert(each.name)}
                >
                  <code>{each.name}</code>
                </button>
                <span class="c-quiet">{each.label}</span>
              </li>
            )}
          </For>
        </ul>
      </details>
    </div>
  );
}
