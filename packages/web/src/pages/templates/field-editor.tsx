import { ENTRY_KINDS, GIVEN, TIME_AGGREGATIONS } from "@selaras/core/template/schema.ts";
import { Checkbox, Select } from "@selaras/ui/components/choice.tsx";
import { TextArea, TextInput } from "@selaras/ui/components/input.tsx";
import { createSignal, type JSX, Show } from "solid-js";
import { offeredBy } from "@selaras/core/template/query.ts";
import { DEFAULT_LENGTH, freeId, isName, ofType } from "./model.ts";
import { drawnField, useSource } from "./query-editor.tsx";
import { FIELD_TYPES, type Field, ORG_AGGREGATIONS, type Section } from "@selaras/core/template/draft-shape.ts";
import { isNumeric } from "@selaras/core/kernel/field-type.ts";
import { words } from "./words.ts";

const f = words.field;
const PLACES = ["0", "1", "2", "3", "4", "5", "6"] as const;
const ENTERED = "typed";
const options = <const V extends string>(values: readonly V[], labels: Readonly<Record<V, string>>) =>
  values.map((value): { value: V; label: string } => ({ value, label: labels[value] }));

export type NamedProps = {
  id: string;
  label: string;
  taken: readonly string[];
  /** Ids that were saved before are in formulas and in the years before: they follow no label. */
  settled: boolean;
  onChange: (part: { id: string; label: string }, tag: string) => void;
};

/**
 * Label and the name under which formulas know it. The name follows the label until the draft was saved with it. A name that
 * is typed counts when it is left, whole and free: half of it might be somebody else's, and formulas follow what counts.
 */
export function NamedFields(props: NamedProps): JSX.Element {
  const others = () => props.taken.filter((id) => id !== props.id);
  const name = (label: string) => {
    const follows = !props.settled && props.id === freeId(props.label, others());
    props.onChange({ label, id: follows ? freeId(label, others()) : props.id }, "label");
  };
  const [typed, setTyped] = createSignal<string>();
  const shown = () => typed() ?? props.id;
  const fault = () => {
    if (!isName(shown())) return f.idBad;
    // What stands twice already is found by the check of the whole; what is typed is measured against all others.
    const most = shown() === props.id ? 1 : 0;
    return props.taken.filter((id) => id === shown()).length > most ? f.idTaken : undefined;
  };
  const settle = () => {
    if (typed() === undefined || fault() !== undefined) return;
    props.onChange({ id: shown(), label: props.label }, "id");
    setTyped(undefined);
  };
  return (
    <div class="tp-pair">
      <TextInput
        label={f.label}
        value={props.label}
        maxLength={200}
        required
        error={props.label.trim() === "" ? f.labelMissing : undefined}
        onInput={name}
      />
      <TextInput
        label={f.id}
        hint={props.settled ? f.idSettled : f.idHint}
        value={shown()}
        maxLength={40}
        error={fault()}
        onInput={(id) => setTyped(id.trim())}
        onChange={settle}
      />
    </div>
  );
}

/** Decimals as a choice: what is rounded, and to what. */
export function PlacesSelect(props: { label: string; value: number; onChange: (places: number) => void }): JSX.Element {
  return (
    <Select
      label={props.label}
      placeholder={null}
      options={PLACES.map((value): { value: string; label: string } => ({ value, label: f.places(Number(value)) }))}
      value={String(props.value)}
      onChange={(value) => props.onChange(Number(value))}
    />
  );
}

export type FieldEditorProps = {
  field: Field;
  section: Section;
  taken: readonly string[];
  settled: boolean;
  onChange: (field: Field, tag?: string) => void;
};

/** Everything an entry declares. What it cannot have is not shown. */
export function FieldEditor(props: FieldEditorProps): JSX.Element {
  const field = () => props.field;
  const change = (part: Partial<Field>, tag?: string) => props.onChange({ ...field(), ...part }, tag);
  const narrative = () => props.section.kind === "narrative";
  return (
    <div class="tp-editor">
      <NamedFields
        id={field().id}
        label={field().label}
        taken={props.taken}
        settled={props.settled}
        onChange={change}
      />
      <TextInput
        label={f.help}
        optional
        value={field().help ?? ""}
        maxLength={500}
        onInput={(help) => change({ help: help || undefined }, "help")}
      />
      <Show when={props.section.source === "query"}>
        <From {...props} change={change} />
      </Show>
      <Show when={!narrative() && field().from === undefined}>
        <Select
          label={f.type}
          placeholder={null}
          options={options(FIELD_TYPES, f.types)}
          value={field().type}
          onChange={(type) => change(ofType(field(), type))}
        />
      </Show>
      <Nature {...props} change={change} />
      <Show when={isNumeric(field().type)}>
        <Adding {...props} change={change} />
        <Select
          label={f.given}
          hint={f.givenHint}
          placeholder={null}
          options={[{ value: ENTERED, label: f.givenTyped }, ...options(GIVEN, f.givens)]}
          value={field().given ?? ENTERED}
          onChange={(given) => change({ given: given === ENTERED ? undefined : given })}
        />
      </Show>
      <div class="tp-checks">
        <Show when={field().from === undefined}>
          <Checkbox
            label={f.required}
            checked={field().required === "submit"}
            onChange={(is) => change({ required: is ? "submit" : "no" })}
          />
        </Show>
        <Show when={isNumeric(field().type) && field().from === undefined}>
          <Checkbox
            label={f.zero}
            hint={f.zeroHint}
            checked={field().zeroNeedsReason}
            onChange={(zeroNeedsReason) => change({ zeroNeedsReason })}
          />
          <Checkbox
            label={f.negative}
            checked={field().negative === true}
            onChange={(is) => change({ negative: is || undefined })}
          />
        </Show>
        <Checkbox
          label={f.public}
          hint={f.publicHint}
          checked={field().public}
          onChange={(is) => change({ public: is })}
        />
      </div>
    </div>
  );
}

type PartProps = FieldEditorProps & { change: (part: Partial<Field>, tag?: string) => void };

const TYPED = " ";
/** The column of the source from which a field is drawn, or that it is typed here. Its type follows its source. */
function From(props: PartProps): JSX.Element {
  const source = useSource(() => props.section);
  const offered = () => {
    const from = source();
    return from ? offeredBy(from) : [];
  };
  const take = (id: string) => {
    const column = offered().find((each) => each.id === id);
    if (!column) {
      props.change({ from: undefined });
      return;
    }
    const { id: _id, label: _label, public: _public, ...drawn } = drawnField(column, []);
    props.change({ ...ofType(props.field, drawn.type), ...drawn, id: props.field.id, label: props.field.label });
  };
  return (
    <Select
      label={words.query.from}
      hint={words.query.fromHint}
      placeholder={null}
      options={[
        { value: TYPED, label: words.query.typed },
        ...offered().map((each): { value: string; label: string } => ({ value: each.id, label: each.label })),
      ]}
      value={props.field.from ?? TYPED}
      onChange={take}
    />
  );
}

/** Unit and decimals of a number, the answers of a choice, the length of a text. */
function Nature(props: PartProps): JSX.Element {
  const field = () => props.field;
  const numeric = () => isNumeric(field().type);
  return (
    <>
      <Show when={numeric()}>
        <div class="tp-pair">
          <Show when={field().type !== "money"}>
            <TextInput
              label={f.unit}
              hint={f.unitHint}
              value={field().unit ?? ""}
              maxLength={40}
              onInput={(unit) => props.change({ unit: unit || undefined }, "unit")}
            />
          </Show>
          <PlacesSelect
            label={f.decimals}
            value={field().decimals ?? 0}
            onChange={(decimals) => props.change({ decimals })}
          />
        </div>
      </Show>
      <Show when={field().type === "choice"}>
        <TextArea
          label={f.choices}
          hint={f.choicesHint}
          rows={4}
          value={(field().choices ?? []).join("\n")}
          error={(field().choices ?? []).length === 0 ? f.choicesMissing : undefined}
          onChange={(text) =>
            props.change({
              choices: text
                .split("\n")
                .map((each) => each.trim())
                .filter(Boolean),
            })
          }
        />
      </Show>
      <Show when={field().type === "text"}>
        <TextInput
          label={f.length}
          inputMode="numeric"
          figures
          value={String(field().length ?? DEFAULT_LENGTH)}
          onChange={(typed) => props.change({ length: Math.max(1, Math.min(4_000, Number(typed) || DEFAULT_LENGTH)) })}
        />
      </Show>
    </>
  );
}

/** How it adds up: over the periods of a year, over units, and what a missing value does to either. */
function Adding(props: PartProps): JSX.Element {
  const field = () => props.field;
  const weights = () => [
    ...(props.section.fields ?? []),
    ...(props.section.computed ?? []),
    ...(props.section.context ?? []),
  ];
  return (
    <fieldset class="tp-box">
      <legend class="s-label">{f.adding}</legend>
      <div class="tp-pair">
        <Select
          label={f.entry}
          hint={f.entryText[field().entry]}
          placeholder={null}
          options={options(ENTRY_KINDS, f.entries)}
          value={field().entry}
          onChange={(entry) => props.change({ entry })}
        />
        <Select
          label={f.timeAgg}
          hint={f.timeHint}
          placeholder={null}
          options={options(TIME_AGGREGATIONS, f.times)}
          value={field().timeAgg}
          onChange={(timeAgg) => props.change({ timeAgg })}
        />
        <Select
          label={f.orgAgg}
          placeholder={null}
          options={options(ORG_AGGREGATIONS, f.orgs)}
          value={field().orgAgg}
          onChange={(orgAgg) => props.change({ orgAgg })}
        />
        <Show when={field().orgAgg === "weighted"}>
          <Select
            label={f.weight}
            options={weights().map(({ id, label }): { value: string; label: string } => ({ value: id, label }))}
            value={field().weight ?? ""}
            onChange={(weight) => props.change({ weight })}
          />
        </Show>
        <Select
          label={f.missing}
          placeholder={null}
          options={options(["incomplete", "leave-out"], f.missings)}
          value={field().missing ?? "incomplete"}
          onChange={(missing) => props.change({ missing: missing === "incomplete" ? undefined : missing })}
        />
      </div>
    </fieldset>
  );
}
