import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { SCALE_TONES } from "@selaras/core/indicator/schema.ts";
import { IconButton } from "@selaras/ui/components/button.tsx";
import { Checkbox, Select } from "@selaras/ui/components/choice.tsx";
import { TextInput } from "@selaras/ui/components/input.tsx";
import { IconTrash } from "@selaras/ui/icons.ts";
import { type JSX, Show } from "solid-js";
import { type ClassDraft, type EdgeDraft, edgeFault, type EdgeKind } from "./model.ts";
import { words } from "./words.ts";

const KINDS: readonly EdgeKind[] = ["open", "inclusive", "exclusive"];

/** One class of a scale: its name, colour and both bounds. */
export function ClassFields(props: {
  draft: ClassDraft;
  only: boolean;
  /** Stands in place of the mark that every part must reach the class. */
  more?: JSX.Element | undefined;
  onChange: (part: Partial<ClassDraft>) => void;
  onRemove: () => void;
}): JSX.Element {
  return (
    <div class="i-class">
      <div class="i-class-name">
        <TextInput
          label={words.form.classLabel}
          value={props.draft.label}
          maxLength={LIMITS.indicatorLabelCharacters}
          required
          onInput={(label) => props.onChange({ label })}
        />
        <Select
          label={words.form.tone}
          placeholder={null}
          options={SCALE_TONES.map((value) => ({ value, label: words.tones[value] }))}
          value={props.draft.tone}
          onChange={(tone) => props.onChange({ tone })}
        />
        <IconButton
          icon={IconTrash}
          label={words.form.removeClass(props.draft.label)}
          disabledReason={props.only ? words.form.lastClass : undefined}
          onPress={() => props.onRemove()}
        />
      </div>
      <EdgeFields side="from" edge={props.draft.from} onChange={(from) => props.onChange({ from })} />
      <EdgeFields side="to" edge={props.draft.to} onChange={(to) => props.onChange({ to })} />
      <Show when={props.more === undefined} fallback={props.more}>
        <Checkbox
          label={words.form.everyPart}
          checked={props.draft.everyPart}
          onChange={(everyPart) => props.onChange({ everyPart })}
        />
      </Show>
    </div>
  );
}

function EdgeFields(props: { side: "from" | "to"; edge: EdgeDraft; onChange: (edge: EdgeDraft) => void }): JSX.Element {
  const fault = () => (props.edge.typed === "" ? undefined : edgeFault(props.edge));
  return (
    <div class="i-edge">
      <Select
        label={words.form[props.side]}
        placeholder={null}
        options={KINDS.map((value) => ({ value, label: words.form.edges[props.side][value] }))}
        value={props.edge.kind}
        onChange={(kind) => props.onChange({ ...props.edge, kind })}
      />
      <Show when={props.edge.kind !== "open"}>
        <TextInput
          label={props.side === "from" ? words.form.fromValue : words.form.toValue}
          inputMode="decimal"
          figures
          value={props.edge.typed}
          error={fault()}
          onInput={(typed) => props.onChange({ ...props.edge, typed })}
        />
      </Show>
    </div>
  );
}
