import { AGGREGATIONS, DIRECTIONS, refOf } from "@selaras/core/cascade/schema.ts";
import { parseTyped } from "@selaras/core/kernel/number-input.ts";
import { decimal } from "@selaras/core/kernel/decimal.ts";
import { formatNumber } from "@selaras/core/kernel/format.ts";
import { Checkbox, Select } from "@selaras/ui/components/choice.tsx";
import { TextInput } from "@selaras/ui/components/input.tsx";
import { For, type JSX } from "solid-js";
import { createStore } from "solid-js/store";
import { api } from "../../api/client.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { freshId, type Indicator, type Loaded, type Node, type Place } from "./sakip.data.ts";
import { words } from "./words.ts";

type Props = {
  place: Place;
  tree: Loaded;
  /** The node under which a new indicator begins. */
  node: Node;
  indicator?: Indicator | undefined;
  onClose: () => void;
  onDone: () => void;
};
const NONE = "-";
const NUMBER = { decimals: 4, negative: true };

const periodsOf = (year: string): readonly string[] => [year, ...[1, 2, 3, 4].map((n) => `${year}-T${n}`)];
const labelOf = (period: string, year: string): string =>
  period === year ? words.indicator.target(year) : words.indicator.quarter(Number(period.slice(-1)));
const typedOf = (indicator: Indicator | undefined, period: string): string => {
  const value = indicator?.targets.find((target) => target.period === period)?.value;
  return value === undefined ? "" : formatNumber(decimal(value));
};

function fieldsOf(props: Props) {
  const { indicator, place, node } = props;
  return {
    text: indicator?.text ?? "",
    code: indicator?.code ?? "",
    unit: indicator?.unit ?? "",
    direction: indicator?.direction ?? ("naik" as const),
    method: indicator?.method ?? NONE,
    formula: indicator?.formula ?? "",
    aggregation: indicator?.aggregation ?? ("nilai-akhir" as const),
    source: indicator?.targets.find((target) => target.period === place.year)?.source ?? "",
    parents: indicator?.parents ?? [refOf(node)],
    typed: Object.fromEntries(periodsOf(place.year).map((period) => [period, typedOf(indicator, period)])),
  };
}
type Fields = ReturnType<typeof fieldsOf>;

const read = (typed: string) => (typed.trim() === "" ? undefined : parseTyped(typed, NUMBER));
const wrongOf = (typed: string): string | undefined => {
  const found = read(typed);
  return found && !found.ok ? found.message : undefined;
};

/** Targets as they were for other years, and as they were typed for this one. */
function targetsOf(fields: Fields, { indicator, place }: Props) {
  const periods = periodsOf(place.year);
  const others = indicator?.targets.filter((target) => !periods.includes(target.period)) ?? [];
  const now = periods.flatMap((period) => {
    const found = read(fields.typed[period] ?? "");
    return found?.ok ? [{ period, value: found.text, source: fields.source.trim() }] : [];
  });
  return [...others, ...now];
}

export function IndicatorDialog(props: Props): JSX.Element {
  const id = props.indicator?.id ?? freshId();
  const [fields, set] = createStore<Fields>(fieldsOf(props));
  const own = () =>
    props.tree.view.nodes.filter((node) => node.part === props.place.part && node.level === props.node.level);
  const content = () => ({
    code: fields.code.trim() === "" ? null : fields.code.trim(),
    text: fields.text.trim(),
    unit: fields.unit.trim(),
    direction: fields.direction,
    method: fields.method === NONE ? null : fields.method,
    formula: fields.formula.trim() === "" ? null : fields.formula.trim(),
    aggregation: fields.aggregation,
    parents: [...fields.parents],
    targets: targetsOf(fields, props),
  });
  const input = () => ({ ...props.place, id, rev: props.indicator?.rev ?? 0, content: content() });
  const lacking = () => {
    if (fields.text.trim() === "" || fields.unit.trim() === "") return words.indicator.lackingText;
    if (fields.parents.length === 0) return words.indicator.lackingParent;
    const wrong = Object.values(fields.typed).map(wrongOf).find(Boolean);
    if (wrong) return wrong;
    const any = Object.values(fields.typed).some((typed) => typed.trim() !== "");
    return any && fields.source.trim() === "" ? words.indicator.lackingSource : undefined;
  };
  const toggle = (ref: string, chosen: boolean) =>
    set("parents", (before) => (chosen ? [...before, ref] : before.filter((each) => each !== ref)));
  return (
    <ActDialog
      title={props.indicator ? words.indicator.edit : words.indicator.add}
      act={props.indicator ? words.indicator.edit : words.indicator.add}
      size="large"
      sent={input()}
      lacking={lacking()}
      send={(command) => api("cascade.saveIndicator", input(), { command })}
      done={words.indicator.saved}
      onClose={props.onClose}
      onDone={props.onDone}
    >
      <TextInput
        label={words.indicator.text}
        value={fields.text}
        maxLength={500}
        required
        onInput={(text) => set({ text })}
      />
      <MethodFields fields={fields} set={set} />
      <div class="k-targets">
        <For each={periodsOf(props.place.year)}>
          {(period) => (
            <TextInput
              label={labelOf(period, props.place.year)}
              value={fields.typed[period] ?? ""}
              figures
              inputMode="decimal"
              error={wrongOf(fields.typed[period] ?? "")}
              onInput={(typed) => set("typed", period, typed)}
            />
          )}
        </For>
      </div>
      <TextInput
        label={words.indicator.source}
        value={fields.source}
        maxLength={120}
        onInput={(source) => set({ source })}
      />
      <fieldset class="k-choices">
        <legend class="s-label">{words.indicator.parents}</legend>
        <For each={own()}>
          {(node) => (
            <Checkbox
              label={`${words.levels[node.level]} ${node.code ?? ""} ${node.text}`}
              checked={fields.parents.includes(refOf(node))}
              onChange={(chosen) => toggle(refOf(node), chosen)}
            />
          )}
        </For>
      </fieldset>
    </ActDialog>
  );
}

function MethodFields(props: { fields: Fields; set: (change: Partial<Fields>) => void }): JSX.Element {
  return (
    <>
      <div class="k-pair">
        <TextInput
          label={words.indicator.unit}
          value={props.fields.unit}
          maxLength={40}
          required
          onInput={(unit) => props.set({ unit })}
        />
        <Select
          label={words.indicator.direction}
          placeholder={null}
          options={DIRECTIONS.map((value) => ({ value, label: words.indicator.directions[value] }))}
          value={props.fields.direction}
          onChange={(direction) => props.set({ direction })}
        />
      </div>
      <div class="k-pair">
        <Select
          label={words.indicator.method}
          placeholder={null}
          options={[
            { value: NONE, label: words.indicator.noMethod },
            ...Object.entries(words.indicator.methods).map(([value, label]) => ({ value, label })),
          ]}
          value={props.fields.method}
          onChange={(method) => props.set({ method })}
        />
        <Select
          label={words.indicator.aggregation}
          placeholder={null}
          options={AGGREGATIONS.map((value) => ({ value, label: words.indicator.aggregations[value] }))}
          value={props.fields.aggregation}
          onChange={(aggregation) => props.set({ aggregation })}
        />
      </div>
      <TextInput
        label={words.indicator.formula}
        value={props.fields.formula}
        maxLength={500}
        onInput={(formula) => props.set({ formula })}
      />
    </>
  );
}
