import { Button, IconButton } from "@selaras/ui/components/button.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { TextArea, TextInput } from "@selaras/ui/components/input.tsx";
import { IconPlus, IconTrash } from "@selaras/ui/icons.ts";
import { Index, type JSX, Show } from "solid-js";
import { amountFault, type ComponentDraft, freeKey, type SubDraft } from "./method-draft.ts";
import { words } from "./words.ts";

const w = words.evaluation;
const MOST = 10;
const SCORED = ["letters", "score"] as const;

type Props = {
  components: readonly ComponentDraft[];
  onChange: (components: readonly ComponentDraft[]) => void;
};

/** Components with their weights, and what is answered in each. */
export function ComponentsEditor(props: Props): JSX.Element {
  const change = (at: number, part: Partial<ComponentDraft>) =>
    props.onChange(props.components.map((each, i) => (i === at ? { ...each, ...part } : each)));
  const add = () => {
    const id = freeKey("komponen", props.components);
    props.onChange([...props.components, { id, label: "", weight: "", scored: "letters", subs: [] }]);
  };
  return (
    <section class="i-form">
      <h3 class="i-subtitle">{w.components}</h3>
      <Index each={props.components}>
        {(each, at) => (
          <fieldset class="k-method-part">
            <legend class="s-label">{each().label || w.nameless}</legend>
            <TextInput
              label={w.component}
              value={each().label}
              maxLength={120}
              required
              onInput={(label) => change(at, { label })}
            />
            <div class="k-pair">
              <WeightInput value={each().weight} onInput={(weight) => change(at, { weight })} />
              <Select
                label={w.method}
                placeholder={null}
                options={SCORED.map((value) => ({ value, label: w.scored[value] }))}
                value={each().scored}
                onChange={(scored) => change(at, { scored })}
              />
            </div>
            <Show when={each().scored === "letters"}>
              <Subs subs={each().subs} onChange={(subs) => change(at, { subs })} />
            </Show>
            <Button
              kind="tertiary"
              icon={IconTrash}
              disabledReason={props.components.length === 1 ? w.lastComponent : undefined}
              onPress={() => props.onChange(props.components.filter((_, i) => i !== at))}
            >
              {w.removeComponent(each().label || w.nameless)}
            </Button>
          </fieldset>
        )}
      </Index>
      <Show when={props.components.length < MOST}>
        <Button icon={IconPlus} onPress={add}>
          {w.addComponent}
        </Button>
      </Show>
    </section>
  );
}

const WeightInput = (props: { value: string; onInput: (weight: string) => void }): JSX.Element => (
  <TextInput
    label={w.weightLabel}
    figures
    inputMode="decimal"
    value={props.value}
    error={amountFault(props.value)}
    onInput={(weight) => props.onInput(weight)}
  />
);

function Subs(props: { subs: readonly SubDraft[]; onChange: (subs: readonly SubDraft[]) => void }): JSX.Element {
  const change = (at: number, part: Partial<SubDraft>) =>
    props.onChange(props.subs.map((each, i) => (i === at ? { ...each, ...part } : each)));
  const add = () =>
    props.onChange([...props.subs, { id: freeKey("sub", props.subs), label: "", weight: "", criteria: "" }]);
  return (
    <>
      <Index each={props.subs}>
        {(each, at) => (
          <div class="k-method-sub">
            <div class="i-score">
              <TextInput
                label={w.subComponent}
                value={each().label}
                maxLength={120}
                onInput={(label) => change(at, { label })}
              />
              <WeightInput value={each().weight} onInput={(weight) => change(at, { weight })} />
              <IconButton
                icon={IconTrash}
                label={w.removeSub(each().label || w.nameless)}
                onPress={() => props.onChange(props.subs.filter((_, i) => i !== at))}
              />
            </div>
            <TextArea
              label={w.criteria}
              hint={w.criteriaHint}
              rows={2}
              maxLength={4_000}
              value={each().criteria}
              onInput={(criteria) => change(at, { criteria })}
            />
          </div>
        )}
      </Index>
      <Show when={props.subs.length < MOST}>
        <Button size="small" icon={IconPlus} onPress={add}>
          {w.addSub}
        </Button>
      </Show>
    </>
  );
}
