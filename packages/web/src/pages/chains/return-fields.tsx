import type { Step } from "@selaras/core/approval/schema.ts";
import { Checkbox, type Option, RadioGroup } from "@selaras/ui/components/choice.tsx";
import { For, type JSX, Show } from "solid-js";
import { labelOf } from "./describe.ts";
import { type PartProps, toggled, wrong } from "./editor.ts";
import { before } from "./model.ts";
import { words } from "./words.ts";

const options = <V extends string>(
  values: readonly V[],
  label: (value: V) => string,
  hint?: (value: V) => string,
): Option<V>[] => values.map((value) => ({ value, label: label(value), hint: hint?.(value) }));

/** Boxes for the author and the steps before, such as where a step may send back to. */
function Earlier(props: {
  part: PartProps;
  legend: string;
  hint: string;
  error: string | undefined;
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}): JSX.Element {
  const keys = () => ["author", ...before(props.part.content, props.part.step.key).map((step) => step.key)];
  return (
    <fieldset class="c-boxes">
      <legend class="s-label">{props.legend}</legend>
      <p class="s-hint">{props.hint}</p>
      <For each={keys()}>
        {(key) => (
          <Checkbox
            label={labelOf(props.part.content, key)}
            checked={props.chosen.includes(key)}
            onChange={(on) => props.onChange(toggled(props.chosen, key, on))}
          />
        )}
      </For>
      <Show when={props.error}>
        <p class="s-error">{props.error}</p>
      </Show>
    </fieldset>
  );
}

/** Where a step may send a report back to, and how it comes again. */
export function ReturnFields(props: PartProps): JSX.Element {
  return (
    <>
      <Earlier
        part={props}
        legend={words.editor.returnsTo}
        hint={words.editor.returnsToHint}
        error={wrong(props.problems, props.step.key, "returnsTo")}
        chosen={props.step.returnsTo}
        onChange={(returnsTo) => props.change({ returnsTo })}
      />
      <Show when={props.step.returnsTo.length > 0}>
        <RadioGroup<Step["resume"]>
          label={words.editor.resume}
          options={options(
            ["full", "from-step", "changed-sections"],
            (value) => words.resume[value],
            (value) => words.resumeText[value],
          )}
          value={props.step.resume}
          onChange={(resume) => props.change({ resume })}
        />
        <RadioGroup<Step["opens"]>
          label={words.editor.opens}
          options={options(
            ["all", "flagged"],
            (value) => words.opens[value],
            (value) => words.opensText[value],
          )}
          value={props.step.opens}
          onChange={(opens) => props.change({ opens })}
        />
      </Show>
      <RadioGroup<Step["threads"]>
        label={words.editor.threads}
        options={options(["inform", "block"], (value) => words.threads[value])}
        value={props.step.threads}
        onChange={(threads) => props.change({ threads })}
      />
    </>
  );
}

/** Separation of duties, and what happens while nobody holds the post. */
export function GuardFields(props: PartProps): JSX.Element {
  const signs = () => props.step.kind === "sign" || props.step.kind === "publish";
  return (
    <>
      <Earlier
        part={props}
        legend={words.editor.separateFrom}
        hint={words.editor.separateHint}
        error={wrong(props.problems, props.step.key, "separateFrom")}
        chosen={props.step.separateFrom}
        onChange={(separateFrom) => props.change({ separateFrom })}
      />
      <RadioGroup<Step["emptyHolder"]>
        label={words.editor.empty}
        error={wrong(props.problems, props.step.key, "emptyHolder")}
        options={(["wait", "parent", "admin"] as const).map((value) => ({
          value,
          label: value === "wait" ? `${words.empty.wait} (${words.editor.theDefault})` : words.empty[value],
          hint: words.emptyText[value],
          disabled: value === "admin" && signs(),
        }))}
        value={props.step.emptyHolder}
        onChange={(emptyHolder) => props.change({ emptyHolder })}
      />
    </>
  );
}
