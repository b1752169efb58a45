import type { Draft, Row, Section } from "@selaras/core/template/draft-shape.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Checkbox, Select } from "@selaras/ui/components/choice.tsx";
import { TextInput } from "@selaras/ui/components/input.tsx";
import { For, type JSX, Show } from "solid-js";
import { FormulaField } from "./formula-field.tsx";
import { usedParts, withValue } from "./model.ts";
import { inSection } from "./names.ts";
import { words } from "./words.ts";

const r = words.rows;
type Option = { value: string; label: string };
type Props = { draft: Draft; section: Section; row: Row; onChange: (part: Partial<Row>) => void };

/** What this row alone has otherwise: formulas of its own, fields it does not have, fields another part fills. */
export function RowParticulars(props: Props): JSX.Element {
  const fields = () => props.section.fields ?? [];
  const closed = () => props.row.closed ?? [];
  const close = (id: string, is: boolean) => {
    const next = is ? [...closed(), id] : closed().filter((each) => each !== id);
    props.onChange({ closed: next.length === 0 ? undefined : next });
  };
  // As it begins: taking away the last formula must not fold what one is looking at.
  const opened = props.row.formulas !== undefined;
  return (
    <details class="tp-fold" open={opened}>
      <summary>{r.particular}</summary>
      <div class="tp-editor">
        <OwnFormulas {...props} />
        <fieldset class="tp-checks">
          <legend class="s-label">{r.closed}</legend>
          <For each={fields()}>
            {(field) => (
              <Checkbox
                label={field.label}
                checked={closed().includes(field.id)}
                onChange={(is) => close(field.id, is)}
              />
            )}
          </For>
        </fieldset>
        <OtherParts {...props} />
      </div>
    </details>
  );
}

const named = (all: readonly Option[], taken: Readonly<Record<string, string>> | undefined): readonly Option[] =>
  all.filter(({ value }) => taken?.[value] === undefined);
const optionsOf = (list: readonly { readonly id: string; readonly label: string }[] | undefined): readonly Option[] =>
  (list ?? []).map(({ id, label }) => ({ value: id, label }));
const kept = (values: Record<string, string>): Record<string, string> | undefined =>
  Object.keys(values).length === 0 ? undefined : values;

/** Formulas that this row has instead of the section's. */
function OwnFormulas(props: Props): JSX.Element {
  const computed = () => props.section.computed ?? [];
  const own = () => props.row.formulas ?? {};
  const put = (id: string, source: string | undefined) =>
    props.onChange({ formulas: kept(withValue(own(), id, source)) });
  const vocabulary = () => inSection(props.draft, props.section);
  return (
    <Show when={computed().length > 0}>
      {/* By id, so that typing in a formula does not make its field anew. */}
      <For each={Object.keys(own())}>
        {(id) => {
          const label = computed().find((each) => each.id === id)?.label ?? id;
          return (
            <div class="tp-box">
              <FormulaField
                label={r.ownFormula(label)}
                hint={r.ownFormulaHint(computed().find((each) => each.id === id)?.expression ?? "")}
                value={own()[id] ?? ""}
                scope={vocabulary().scope}
                names={vocabulary().names}
                onInput={(source) => put(id, source)}
              />
              <Button size="small" kind="tertiary" onPress={() => put(id, undefined)}>
                {r.ownFormulaDrop(label)}
              </Button>
            </div>
          );
        }}
      </For>
      <Show when={named(optionsOf(computed()), own()).length > 0}>
        <Select
          label={r.ownFormulaAdd}
          placeholder={r.ownFormulaNone}
          options={named(optionsOf(computed()), own())}
          value=""
          onChange={(id) => put(id, computed().find((each) => each.id === id)?.expression ?? "")}
        />
      </Show>
    </Show>
  );
}

/** Fields of this row that another part of the work fills than the row's own. */
function OtherParts(props: Props): JSX.Element {
  const parts = () => props.row.parts ?? {};
  const put = (id: string, part: string | undefined) => props.onChange({ parts: kept(withValue(parts(), id, part)) });
  return (
    <fieldset class="tp-box">
      <legend class="s-label">{r.parts}</legend>
      <p class="s-hint">{r.partsHint}</p>
      <div class="tp-pair">
        <For each={props.section.fields ?? []}>
          {(field) => (
            <TextInput
              label={field.label}
              optional
              suggestions={usedParts(props.draft)}
              value={parts()[field.id] ?? ""}
              onChange={(part) => put(field.id, part.trim() || undefined)}
            />
          )}
        </For>
      </div>
    </fieldset>
  );
}
