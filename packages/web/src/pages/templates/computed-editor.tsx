import { Checkbox, Select } from "@selaras/ui/components/choice.tsx";
import { TextArea, TextInput } from "@selaras/ui/components/input.tsx";
import { TIME_AGGREGATIONS } from "@selaras/core/template/schema.ts";
import { type JSX, Show } from "solid-js";
import { NamedFields, PlacesSelect } from "./field-editor.tsx";
import { FormulaField } from "./formula-field.tsx";
import { inComputed, inFigure, inSection } from "./names.ts";
import {
  COMPUTED_TYPES,
  type Computed,
  type Draft,
  type Figure,
  isTableKind,
  type Rule,
  type Section,
  SEVERITIES,
} from "@selaras/core/template/draft-shape.ts";
import { words } from "./words.ts";

const c = words.computed;
const typeOptions = COMPUTED_TYPES.map((value): { value: Computed["type"]; label: string } => ({
  value,
  label: words.field.types[value],
}));

type Common = { draft: Draft; section: Section; taken: readonly string[]; settled: boolean };

/** Type, unit and decimals of what a formula gives. */
function Result(props: {
  value: Pick<Computed, "type" | "unit" | "decimals">;
  onChange: (part: Partial<Pick<Computed, "type" | "unit" | "decimals">>, tag?: string) => void;
}): JSX.Element {
  return (
    <div class="tp-pair">
      <Select
        label={c.type}
        placeholder={null}
        options={typeOptions}
        value={props.value.type}
        onChange={(type) => props.onChange({ type, unit: type === "percent" ? "%" : undefined })}
      />
      <Show when={props.value.type === "number" || props.value.type === "percent"}>
        <TextInput
          label={words.field.unit}
          value={props.value.unit ?? ""}
          maxLength={40}
          onInput={(unit) => props.onChange({ unit: unit || undefined }, "unit")}
        />
      </Show>
      <Show when={props.value.type !== "text"}>
        <PlacesSelect
          label={c.decimals}
          value={props.value.decimals}
          onChange={(decimals) => props.onChange({ decimals })}
        />
      </Show>
    </div>
  );
}

/** Whether the figure reads its own row or the rows of another table, and by which column those name this row. */
function Gathering(
  props: Pick<Common, "draft" | "section"> & { value: Computed; onChange: (part: Partial<Computed>) => void },
): JSX.Element {
  const naming = (section: Section | undefined) => (section?.fields ?? []).filter((field) => field.type === "choice");
  const others = () =>
    props.draft.sections.filter(
      (each) => each.id !== props.section.id && isTableKind(each.kind) && naming(each).length > 0,
    );
  const over = () => props.value.over;
  const other = () => props.draft.sections.find((each) => each.id === over()?.section);
  return (
    <Show when={isTableKind(props.section.kind) && (others().length > 0 || over())}>
      <Select
        label={c.over}
        hint={c.overHint}
        placeholder={null}
        options={[
          { value: "", label: c.ownRow },
          ...others().map(({ id, label }): { value: string; label: string } => ({ value: id, label: c.rowsOf(label) })),
        ]}
        value={over()?.section ?? ""}
        onChange={(section) => {
          const [by] = naming(props.draft.sections.find((each) => each.id === section));
          props.onChange({ over: by && { section, by: by.id } });
        }}
      />
      <Show when={over()}>
        {(gathered) => (
          <Select
            label={c.by}
            placeholder={null}
            options={naming(other()).map(({ id, label }): { value: string; label: string } => ({ value: id, label }))}
            value={gathered().by}
            onChange={(by) => props.onChange({ over: { section: gathered().section, by } })}
          />
        )}
      </Show>
    </Show>
  );
}

/** A figure that the computer works out in every row or in the form. */
export function ComputedEditor(
  props: Common & { value: Computed; onChange: (value: Computed, tag?: string) => void },
): JSX.Element {
  const change = (part: Partial<Computed>, tag?: string) => props.onChange({ ...props.value, ...part }, tag);
  const vocabulary = () => inComputed(props.draft, props.section, props.value);
  return (
    <div class="tp-editor">
      <NamedFields
        id={props.value.id}
        label={props.value.label}
        taken={props.taken}
        settled={props.settled}
        onChange={change}
      />
      <Gathering draft={props.draft} section={props.section} value={props.value} onChange={change} />
      <FormulaField
        label={c.formula}
        hint={props.value.over && c.gatheredHint}
        value={props.value.expression}
        scope={vocabulary().scope}
        names={vocabulary().names}
        gives={props.value.type === "text" ? "text" : "number"}
        onInput={(expression) => change({ expression }, "expression")}
      />
      <Result value={props.value} onChange={change} />
      <TextInput
        label={words.field.help}
        optional
        value={props.value.help ?? ""}
        maxLength={500}
        onInput={(help) => change({ help: help || undefined }, "help")}
      />
      <Checkbox label={words.field.public} checked={props.value.public} onChange={(is) => change({ public: is })} />
    </div>
  );
}

/** A statement that must not hold, and what happens when it does. */
export function RuleEditor(
  props: Omit<Common, "settled" | "taken"> & { value: Rule; onChange: (value: Rule, tag?: string) => void },
): JSX.Element {
  const r = words.rule;
  const change = (part: Partial<Rule>, tag?: string) => props.onChange({ ...props.value, ...part }, tag);
  const vocabulary = () => inSection(props.draft, props.section);
  return (
    <div class="tp-editor">
      <FormulaField
        label={r.when}
        hint={r.whenHint}
        value={props.value.when}
        scope={vocabulary().scope}
        names={vocabulary().names}
        gives="boolean"
        onInput={(when) => change({ when }, "when")}
      />
      <Select
        label={r.severity}
        hint={r.severityText[props.value.severity]}
        placeholder={null}
        options={SEVERITIES.map((value): { value: Rule["severity"]; label: string } => ({
          value,
          label: r.severities[value],
        }))}
        value={props.value.severity}
        onChange={(severity) => change({ severity })}
      />
      <TextArea
        label={r.message}
        hint={r.messageHint}
        rows={2}
        value={props.value.message}
        error={props.value.message.trim() === "" ? r.messageMissing : undefined}
        onInput={(message) => change({ message }, "message")}
      />
      <Select
        label={r.field}
        options={(props.section.fields ?? []).map(({ id, label }): { value: string; label: string } => ({
          value: id,
          label,
        }))}
        value={props.value.field}
        onChange={(field) => change({ field })}
      />
    </div>
  );
}

/** A figure of the whole report. */
export function FigureEditor(props: {
  draft: Draft;
  taken: readonly string[];
  settled: boolean;
  value: Figure;
  onChange: (value: Figure, tag?: string) => void;
}): JSX.Element {
  const g = words.figure;
  const change = (part: Partial<Figure>, tag?: string) => props.onChange({ ...props.value, ...part }, tag);
  const vocabulary = () => inFigure(props.draft, props.value);
  const sections = () => props.draft.sections.filter((each) => each.kind !== "evidence" && each.kind !== "narrative");
  const ofTable = () => sections().some((each) => each.id === props.value.section && isTableKind(each.kind));
  return (
    <div class="tp-editor">
      <NamedFields
        id={props.value.id}
        label={props.value.label}
        taken={props.taken}
        settled={props.settled}
        onChange={change}
      />
      <Select
        label={g.over}
        hint={g.overHint}
        placeholder={null}
        options={[
          { value: "", label: g.others },
          ...sections().map(({ id, label }): { value: string; label: string } => ({
            value: id,
            label: g.rowsOf(label),
          })),
        ]}
        value={props.value.section ?? ""}
        onChange={(section) => change({ section: section === "" ? null : section })}
      />
      <FormulaField
        label={c.formula}
        hint={ofTable() ? g.formulaHint : undefined}
        value={props.value.expression}
        scope={vocabulary().scope}
        names={vocabulary().names}
        gives={props.value.type === "text" ? "text" : "number"}
        onInput={(expression) => change({ expression }, "expression")}
      />
      <Result value={props.value} onChange={change} />
      <div class="tp-pair">
        <Show when={ofTable()}>
          <Select
            label={g.through}
            placeholder={null}
            options={(["rows", "groups"] as const).map((value): { value: "rows" | "groups"; label: string } => ({
              value,
              label: g.throughs[value],
            }))}
            value={props.value.through ?? "rows"}
            onChange={(through) => change({ through: through === "rows" ? undefined : through })}
          />
        </Show>
        <Select
          label={words.field.timeAgg}
          placeholder={null}
          options={TIME_AGGREGATIONS.map((value): { value: (typeof TIME_AGGREGATIONS)[number]; label: string } => ({
            value,
            label: words.field.times[value],
          }))}
          value={props.value.timeAgg ?? "none"}
          onChange={(timeAgg) => change({ timeAgg: timeAgg === "none" ? undefined : timeAgg })}
        />
      </div>
      <Checkbox label={words.field.public} checked={props.value.public} onChange={(is) => change({ public: is })} />
    </div>
  );
}
