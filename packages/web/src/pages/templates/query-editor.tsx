import type { Query, Section } from "@selaras/core/template/draft-shape.ts";
import { type Offered, offeredBy, offeringSections } from "@selaras/core/template/query.ts";
import { isNumeric } from "@selaras/core/kernel/field-type.ts";
import { QUERY_PERIODS, QUERY_UNITS } from "@selaras/core/template/schema.ts";
import { Checkbox, Select } from "@selaras/ui/components/choice.tsx";
import { TextInput } from "@selaras/ui/components/input.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { For, type JSX, Show } from "solid-js";
import { freeId, idsIn, newField } from "./model.ts";
import { useSourcing } from "./query-sources.tsx";
import { words } from "./words.ts";

const q = words.query;
const START: Query = { template: "", section: "", period: "last", units: "own" };

/** The section of a source that another section draws from; undefined while it is not known. */
export function useSource(section: () => Section) {
  const sourcing = useSourcing();
  return () => {
    const query = section().query;
    const definition = query && sourcing.sources()?.get(query.template);
    return definition ? offeringSections(definition).find((each) => each.id === query.section) : undefined;
  };
}

/** A drawn column, as its source declares it. It keeps the name of its source where that is free. */
export function drawnField(column: Offered, taken: readonly string[]) {
  const isWord = !isNumeric(column.type);
  const isDate = column.type === "date";
  const { length: _length, unit: _unit, decimals: _decimals, ...plain } = newField(column.label, taken, isWord);
  return {
    ...plain,
    id: taken.includes(column.id) ? freeId(column.label, taken) : column.id,
    from: column.id,
    type: isWord && !isDate ? ("text" as const) : column.type,
    ...(isWord ? (isDate ? {} : { length: 500 }) : { decimals: column.decimals ?? 2 }),
    ...(column.unit === undefined || isWord ? {} : { unit: column.unit }),
    entry: isWord ? ("text" as const) : ("stock" as const),
    timeAgg: isWord && !isDate ? ("none" as const) : ("last" as const),
    orgAgg: "none" as const,
  };
}

type Props = { section: Section; change: (part: Partial<Section>, tag?: string) => void };

/** Where the rows are drawn from: template, section, periods, units, and which columns. */
export function QueryEditor(props: Props): JSX.Element {
  const sourcing = useSourcing();
  const query = () => props.section.query ?? START;
  const source = useSource(() => props.section);
  const change = (part: Partial<Query>) => props.change({ query: { ...query(), ...part } }, "query");
  const sections = () => {
    const definition = sourcing.sources()?.get(query().template);
    return definition ? offeringSections(definition) : [];
  };
  return (
    <fieldset class="tp-box">
      <legend class="s-label">{q.title}</legend>
      <p class="tp-quiet">{q.text}</p>
      <div class="tp-pair">
        <Select
          label={q.template}
          placeholder={q.choose}
          options={sourcing.templates.map((each): { value: string; label: string } => ({
            value: each.template,
            label: each.name,
          }))}
          value={query().template}
          onChange={(template) => change({ template, section: "" })}
        />
        <Select
          label={q.section}
          placeholder={q.choose}
          hint={query().template === "" ? q.templateFirst : undefined}
          options={sections().map((each): { value: string; label: string } => ({ value: each.id, label: each.label }))}
          value={query().section}
          onChange={(section) => change({ section })}
        />
        <Select
          label={q.period}
          hint={q.periodText[query().period]}
          placeholder={null}
          options={QUERY_PERIODS.map((value): { value: Query["period"]; label: string } => ({
            value,
            label: q.periods[value],
          }))}
          value={query().period}
          onChange={(period) => change({ period })}
        />
        <Select
          label={q.units}
          hint={q.unitsText[query().units]}
          placeholder={null}
          options={QUERY_UNITS.map((value): { value: Query["units"]; label: string } => ({
            value,
            label: q.unitsOf[value],
          }))}
          value={query().units}
          onChange={(units) => change({ units })}
        />
        <TextInput
          label={q.part}
          hint={q.partHint}
          optional
          maxLength={40}
          value={props.section.part ?? ""}
          onInput={(part) => props.change({ part: part.trim() || undefined }, "part")}
        />
      </div>
      <Show when={source()} fallback={<Show when={query().section}>{<Alert tone="info">{q.fetching}</Alert>}</Show>}>
        {(from) => <DrawnColumns {...props} offered={offeredBy(from())} />}
      </Show>
    </fieldset>
  );
}

/** Which columns of the source stand here. A column that is taken out goes with its field. */
function DrawnColumns(props: Props & { offered: readonly Offered[] }): JSX.Element {
  const fields = () => props.section.fields ?? [];
  const put = (column: Offered, is: boolean) =>
    props.change({
      fields: is
        ? [...fields(), drawnField(column, idsIn(props.section))]
        : fields().filter((field) => field.from !== column.id),
    });
  return (
    <fieldset class="tp-checks">
      <legend class="s-label">{q.columns}</legend>
      <For each={props.offered}>
        {(column) => (
          <Checkbox
            label={`${column.label} (${words.field.types[column.type]})`}
            checked={fields().some((field) => field.from === column.id)}
            onChange={(is) => put(column, is)}
          />
        )}
      </For>
    </fieldset>
  );
}
