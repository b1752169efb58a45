import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { parseTyped } from "@selaras/core/kernel/number-input.ts";
import { Button, IconButton } from "@selaras/ui/components/button.tsx";
import { RadioGroup, Select } from "@selaras/ui/components/choice.tsx";
import { TextInput } from "@selaras/ui/components/input.tsx";
import { IconPlus, IconTrash } from "@selaras/ui/icons.ts";
import { createSignal, Index, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import {
  type Choice,
  emptySide,
  keyFrom,
  type LinkDraft,
  placesOf,
  type SideDraft,
  typedOf,
} from "./consistency.data.ts";
import { words } from "./words.ts";

const w = words.form;
const TOLERANCE = { decimals: 6, negative: false };

type LinkDialogProps = {
  draft: LinkDraft;
  choices: readonly Choice[];
  taken: readonly string[];
  onClose: () => void;
  onDone: () => void;
};

/** Declares which figures are one. */
export function LinkDialog(props: LinkDialogProps): JSX.Element {
  const [label, setLabel] = createSignal(props.draft.label);
  const [level, setLevel] = createSignal(props.draft.level);
  const [sides, setSides] = createSignal(props.draft.sides);
  const [tolerance, setTolerance] = createSignal(typedOf(props.draft.tolerance));
  const typed = () => parseTyped(tolerance(), TOLERANCE);
  const amount = () => {
    const parsed = typed();
    return parsed.ok ? parsed.text : undefined;
  };
  const fault = () => {
    const parsed = typed();
    return parsed.ok ? undefined : parsed.message;
  };
  const link = () => props.draft.link || keyFrom(label(), props.taken);
  const sent = () => ({
    link: link(),
    label: label().trim(),
    level: level(),
    sides: sides().map((side) => ({ ...side })),
    tolerance: amount() ?? "0",
    rev: props.draft.rev,
  });
  const lacking = () => {
    if (label().trim().length < 3 || sides().some((side) => side.figure === "")) return w.lacking;
    return fault();
  };
  const change = (at: number, part: Partial<SideDraft>) =>
    setSides(sides().map((side, i) => (i === at ? { ...side, ...part } : side)));
  return (
    <ActDialog
      title={props.draft.rev === 0 ? w.newTitle : w.editTitle}
      act={w.save}
      size="large"
      sent={sent()}
      lacking={lacking()}
      send={(command) => api("consistency.link", sent(), { command })}
      done={w.saved}
      onClose={() => props.onClose()}
      onDone={() => props.onDone()}
    >
      <div class="w-form">
        <TextInput label={w.label} hint={w.labelHint} value={label()} maxLength={120} required onInput={setLabel} />
        <RadioGroup
          label={w.level}
          options={[
            { value: "unit", label: w.levelUnit },
            { value: "region", label: w.levelRegion },
          ]}
          value={level()}
          onChange={setLevel}
        />
        <Index each={sides()}>
          {(side, at) => (
            <SideFields
              side={side()}
              number={at + 1}
              choices={props.choices}
              only={sides().length <= 2}
              onChange={(part) => change(at, part)}
              onRemove={() => setSides(sides().filter((_, i) => i !== at))}
            />
          )}
        </Index>
        <Show when={sides().length < LIMITS.figureLinkSides}>
          <div>
            <Button icon={IconPlus} onPress={() => setSides([...sides(), emptySide(props.choices)])}>
              {w.addSide}
            </Button>
          </div>
        </Show>
        <TextInput
          label={w.tolerance}
          hint={w.toleranceHint}
          value={tolerance()}
          maxLength={30}
          error={fault()}
          onInput={setTolerance}
        />
      </div>
    </ActDialog>
  );
}

function SideFields(props: {
  side: SideDraft;
  number: number;
  choices: readonly Choice[];
  only: boolean;
  onChange: (part: Partial<SideDraft>) => void;
  onRemove: () => void;
}): JSX.Element {
  const choice = () => props.choices.find((each) => each.template === props.side.template);
  return (
    <fieldset class="w-side">
      <legend>{w.side(props.number)}</legend>
      <div class="w-filters">
        <Select
          label={w.template}
          placeholder={null}
          options={props.choices.map((each) => ({ value: each.template, label: each.short }))}
          value={props.side.template}
          onChange={(template) => props.onChange({ template, figure: "", part: null })}
        />
        <Select
          label={w.figure}
          options={(choice()?.figures ?? []).map((each) => ({ value: each.id, label: each.label }))}
          value={props.side.figure === "" ? undefined : props.side.figure}
          onChange={(figure) => props.onChange({ figure })}
        />
        <Select
          label={w.period}
          placeholder={null}
          options={placesOf(choice()?.periodType ?? "tahun")}
          value={props.side.part === null ? "" : String(props.side.part)}
          onChange={(part) => props.onChange({ part: part === "" ? null : Number(part) })}
        />
        <Show when={!props.only}>
          <IconButton icon={IconTrash} label={w.removeSide(props.number)} onPress={() => props.onRemove()} />
        </Show>
      </div>
    </fieldset>
  );
}
