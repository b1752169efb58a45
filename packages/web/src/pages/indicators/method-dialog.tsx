import { METHOD_INPUTS, writeMethod } from "@selaras/core/indicator/methods.ts";
import { MEAN_THROUGH, METHOD_KINDS } from "@selaras/core/indicator/schema.ts";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { Button, IconButton } from "@selaras/ui/components/button.tsx";
import { Checkbox, Select } from "@selaras/ui/components/choice.tsx";
import { TextInput } from "@selaras/ui/components/input.tsx";
import { IconPlus, IconTrash } from "@selaras/ui/icons.ts";
import { createSignal, Index, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { CatalogueDialog } from "./catalogue-dialog.tsx";
import { limitFault, methodDraft, type MethodDraft, methodFault, methodOf } from "./method-draft.ts";
import type { Method } from "./model.ts";
import { words } from "./words.ts";

const PLACES = ["0", "1", "2", "3", "4"] as const;
const DIRECTIONS = ["naik", "turun"] as const;

export type MethodDialogProps = {
  /** The version that the new one follows; null = a method of its own. */
  from: Method | null;
  taken: readonly string[];
  onClose: () => void;
  onSaved: () => void;
};

/** The next version of a method. Its formula stays; limits, rounding, scores and source change. */
export function MethodDialog(props: MethodDialogProps): JSX.Element {
  const [draft, setDraft] = createSignal(methodDraft(props.from));
  const change = (part: Partial<MethodDraft>) => setDraft({ ...draft(), ...part });
  return (
    <CatalogueDialog
      {...props}
      newTitle={words.form.newMethod}
      draft={draft()}
      onChange={change}
      fault={methodFault(draft())}
      send={(n, command) => api("indicator.saveMethod", { method: methodOf(draft(), n) }, { command })}
    >
      <Show when={props.from === null}>
        <Select
          label={words.form.kind}
          placeholder={null}
          options={METHOD_KINDS.map((value) => ({ value, label: words.kinds[value] }))}
          value={draft().kind}
          onChange={(kind) => change({ kind })}
        />
      </Show>
      <Show when={draft().kind === "rentang"}>
        <Select
          label={words.form.direction}
          placeholder={null}
          options={DIRECTIONS.map((value) => ({ value, label: words.form.directions[value] }))}
          value={draft().direction}
          onChange={(direction) => change({ direction })}
        />
      </Show>
      <Show when={draft().kind === "rata"}>
        <Select
          label={words.form.through}
          placeholder={null}
          options={MEAN_THROUGH.map((value) => ({ value, label: words.form.throughs[value] }))}
          value={draft().through}
          onChange={(through) => change({ through })}
        />
      </Show>
      <p class="i-formula s-figures">{writeMethod(methodOf(draft(), 1), METHOD_INPUTS[draft().kind])}</p>
      <Show when={draft().kind === "ordinal"}>
        <Scores draft={draft()} onChange={change} />
      </Show>
      <Limits draft={draft()} onChange={change} />
    </CatalogueDialog>
  );
}

type PartProps = { draft: MethodDraft; onChange: (part: Partial<MethodDraft>) => void };

function Limits(props: PartProps): JSX.Element {
  return (
    <>
      <div class="i-pair">
        <TextInput
          label={words.form.cap}
          hint={words.form.limitHint}
          inputMode="decimal"
          figures
          value={props.draft.cap}
          error={limitFault(props.draft.cap)}
          onInput={(cap) => props.onChange({ cap })}
        />
        <TextInput
          label={words.form.floor}
          hint={words.form.limitHint}
          inputMode="decimal"
          figures
          value={props.draft.floor}
          error={limitFault(props.draft.floor)}
          onInput={(floor) => props.onChange({ floor })}
        />
      </div>
      <div class="i-pair">
        <Select
          label={words.form.decimals}
          placeholder={null}
          options={PLACES.map((value) => ({ value, label: value }))}
          value={PLACES.find((each) => each === String(props.draft.decimals)) ?? ""}
          onChange={(decimals) => props.onChange({ decimals: Number(decimals) })}
        />
        <Checkbox
          label={words.form.rounded}
          hint={words.form.roundedHint}
          checked={props.draft.rounded}
          onChange={(rounded) => props.onChange({ rounded })}
        />
      </div>
    </>
  );
}

function Scores(props: PartProps): JSX.Element {
  const scores = () => props.draft.scores;
  const change = (at: number, part: Partial<MethodDraft["scores"][number]>) =>
    props.onChange({ scores: scores().map((each, i) => (i === at ? { ...each, ...part } : each)) });
  return (
    <div class="i-form">
      <h3 class="i-subtitle">{words.form.scores}</h3>
      <Index each={scores()}>
        {(each, at) => (
          <div class="i-score">
            <TextInput
              label={words.form.answer}
              value={each().answer}
              maxLength={LIMITS.indicatorLabelCharacters}
              onInput={(answer) => change(at, { answer })}
            />
            <TextInput
              label={words.form.score}
              inputMode="decimal"
              figures
              value={each().typed}
              error={limitFault(each().typed)}
              onInput={(typed) => change(at, { typed })}
            />
            <IconButton
              icon={IconTrash}
              label={words.form.removeScore(each().answer)}
              disabledReason={scores().length <= 2 ? words.form.scoresMissing : undefined}
              onPress={() => props.onChange({ scores: scores().filter((_, i) => i !== at) })}
            />
          </div>
        )}
      </Index>
      <Show when={scores().length < LIMITS.classesPerScale}>
        <Button icon={IconPlus} onPress={() => props.onChange({ scores: [...scores(), { answer: "", typed: "" }] })}>
          {words.form.addScore}
        </Button>
      </Show>
    </div>
  );
}
