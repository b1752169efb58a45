import { type Mode, STEP_KINDS } from "@selaras/core/approval/schema.ts";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Checkbox, RadioGroup, Select } from "@selaras/ui/components/choice.tsx";
import { TextInput } from "@selaras/ui/components/input.tsx";
import { IconTrash } from "@selaras/ui/icons.ts";
import { For, type JSX, Show } from "solid-js";
import { ConditionField } from "./condition-field.tsx";
import { modeText } from "./describe.ts";
import { type PartProps, toggled, wrong } from "./editor.ts";
import { isBeside } from "./model.ts";
import { GuardFields, ReturnFields } from "./return-fields.tsx";
import { TimeFields } from "./time-fields.tsx";
import { WhoFields } from "./who-fields.tsx";
import { WholeInput } from "./whole-input.tsx";
import { words } from "./words.ts";

export type StepEditorProps = PartProps & {
  onParallel: (beside: boolean) => void;
  onRemove: () => void;
};

const MODES = ["any", "all", "majority", "count", "share"] as const;
const MOST_SHARE = 100;

const modeOf = (kind: Mode["kind"]): Mode => {
  if (kind === "count") return { kind, k: 2 };
  return kind === "share" ? { kind, a: 2, b: 3 } : { kind };
};

/** Everything one step decides, the plain things first and the rest folded away. */
export function StepEditor(props: StepEditorProps): JSX.Element {
  const place = () => props.content.steps.findIndex((step) => step.key === props.step.key);
  return (
    <div class="c-editor">
      <p class="c-quiet">{words.editor.step(place() + 1, props.content.steps.length)}</p>
      <TextInput
        label={words.editor.label}
        value={props.step.label}
        maxLength={120}
        error={
          props.step.label.trim() === "" ? words.editor.labelMissing : wrong(props.problems, props.step.key, "key")
        }
        onInput={(label) => props.change({ label }, `label ${props.step.key}`)}
      />
      <Select
        label={words.editor.kind}
        hint={words.kindText[props.step.kind]}
        error={wrong(props.problems, props.step.key, "kind")}
        placeholder={null}
        options={STEP_KINDS.map((kind) => ({ value: kind, label: words.kind[kind] }))}
        value={props.step.kind}
        onChange={(kind) => props.change({ kind })}
      />
      <WhoFields
        around={props.around}
        value={props.step.assignee}
        fallback={props.around.fallback}
        error={wrong(props.problems, props.step.key, "assignee")}
        onChange={(assignee) => props.change({ assignee })}
      />
      <ModeFields {...props} />
      <Show when={place() > 0}>
        <Checkbox
          label={words.editor.parallel}
          hint={words.editor.parallelHint}
          error={wrong(props.problems, props.step.key, "group")}
          checked={isBeside(props.content, props.step.key)}
          onChange={props.onParallel}
        />
      </Show>
      <Fold title={words.editor.when} open={props.step.condition !== null}>
        <ConditionField {...props} />
        <SectionBoxes {...props} />
      </Fold>
      <Fold title={words.editor.time} open={false}>
        <TimeFields {...props} />
      </Fold>
      <Fold title={words.editor.back} open={wrong(props.problems, props.step.key, "returnsTo") !== undefined}>
        <ReturnFields {...props} />
      </Fold>
      <Fold title={words.editor.guards} open={wrong(props.problems, props.step.key, "separateFrom") !== undefined}>
        <GuardFields {...props} />
      </Fold>
      <Button
        kind="tertiary"
        icon={IconTrash}
        disabledReason={props.content.steps.length === 1 ? words.picture.only : undefined}
        onPress={() => props.onRemove()}
      >
        {words.editor.remove}
      </Button>
    </div>
  );
}

/** A part of the editor that opens on demand. */
function Fold(props: { title: string; open: boolean; children: JSX.Element }): JSX.Element {
  return (
    <details class="c-fold" open={props.open}>
      <summary>{props.title}</summary>
      <div class="c-fold-body">{props.children}</div>
    </details>
  );
}

/** How many of those asked must agree, and what one refusal means. */
function ModeFields(props: PartProps): JSX.Element {
  const mode = () => props.step.mode;
  const tag = () => `mode ${props.step.key}`;
  const count = () => {
    const own = mode();
    return own.kind === "count" ? own : undefined;
  };
  const share = () => {
    const own = mode();
    return own.kind === "share" ? own : undefined;
  };
  return (
    <>
      <Select
        label={words.editor.mode}
        hint={`${words.modeText[mode().kind]}${mode().kind === "any" ? "" : ` (${modeText(props.step)})`}`}
        error={wrong(props.problems, props.step.key, "mode")}
        placeholder={null}
        options={MODES.map((kind) => ({ value: kind, label: words.mode[kind] }))}
        value={mode().kind}
        onChange={(kind) => props.change({ mode: modeOf(kind) })}
      />
      <Show when={count()}>
        {(own) => (
          <WholeInput
            label={words.editor.count}
            value={own().k}
            least={1}
            most={LIMITS.seatsPerTeam}
            onChange={(k) => props.change({ mode: { kind: "count", k } }, tag())}
          />
        )}
      </Show>
      <Show when={share()}>
        {(own) => (
          <div class="c-pair">
            <WholeInput
              label={words.editor.shareA}
              value={own().a}
              least={1}
              most={MOST_SHARE}
              onChange={(a) => props.change({ mode: { ...own(), a } }, tag())}
            />
            <WholeInput
              label={words.editor.shareB}
              value={own().b}
              least={1}
              most={MOST_SHARE}
              onChange={(b) => props.change({ mode: { ...own(), b } }, tag())}
            />
          </div>
        )}
      </Show>
      <Show when={mode().kind !== "any"}>
        <RadioGroup
          label={words.editor.rejection}
          options={(["one", "majority"] as const).map((value) => ({ value, label: words.rejection[value] }))}
          value={props.step.rejection}
          onChange={(rejection) => props.change({ rejection })}
        />
      </Show>
    </>
  );
}

function SectionBoxes(props: PartProps): JSX.Element {
  return (
    <Show when={props.around.vocabulary.sections.length > 0}>
      <fieldset class="c-boxes">
        <legend class="s-label">{words.editor.sections}</legend>
        <p class="s-hint">{words.editor.sectionsHint}</p>
        <For each={props.around.vocabulary.sections}>
          {(section) => (
            <Checkbox
              label={section.label}
              checked={props.step.sections.includes(section.id)}
              onChange={(on) => props.change({ sections: toggled(props.step.sections, section.id, on) })}
            />
          )}
        </For>
      </fieldset>
    </Show>
  );
}
