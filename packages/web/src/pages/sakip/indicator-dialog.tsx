import { judgesTargets } from "@selaras/core/indicator/methods.ts";
import { AGGREGATIONS, DIRECTIONS, refOf } from "@selaras/core/cascade/schema.ts";
import { Checkbox, Select } from "@selaras/ui/components/choice.tsx";
import { TextInput } from "@selaras/ui/components/input.tsx";
import { createResource, For, type JSX } from "solid-js";
import { createStore } from "solid-js/store";
import { api } from "../../api/client.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { freshId, type Indicator, type Loaded, loadMethods, type Method, type Node, type Place } from "./sakip.data.ts";
import { words } from "./words.ts";

type MethodPin = NonNullable<Indicator["method"]>;
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
const keyOf = ({ id, n }: MethodPin): string => `${id}#${n}`;
const pinIn = (key: string): MethodPin | null => {
  const at = key.lastIndexOf("#");
  return at < 0 ? null : { id: key.slice(0, at), n: Number(key.slice(at + 1)) };
};

function fieldsOf({ indicator, node }: Props) {
  return {
    text: indicator?.text ?? "",
    code: indicator?.code ?? "",
    unit: indicator?.unit ?? "",
    direction: indicator?.direction ?? ("naik" as const),
    method: indicator?.method ? keyOf(indicator.method) : NONE,
    formula: indicator?.formula ?? "",
    aggregation: indicator?.aggregation ?? ("nilai-akhir" as const),
    parents: indicator?.parents ?? [refOf(node)],
  };
}
type Fields = ReturnType<typeof fieldsOf>;

/** The newest version of every method of the catalogue, and the older one that the indicator is pinned to. */
function methodChoices(methods: readonly Method[], pinned: MethodPin | null | undefined) {
  const fit = methods.filter(judgesTargets);
  const newest = fit.filter((each) => !fit.some(({ id, n }) => id === each.id && n > each.n));
  const old = methods.filter((each) => each.id === pinned?.id && each.n === pinned.n && !newest.includes(each));
  return [...old, ...newest].map((each) => ({
    value: keyOf(each),
    label: words.indicator.methodOf(each.label, each.n),
  }));
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
    method: pinIn(fields.method),
    formula: fields.formula.trim() === "" ? null : fields.formula.trim(),
    aggregation: fields.aggregation,
    parents: [...fields.parents],
  });
  const input = () => ({ ...props.place, id, rev: props.indicator?.rev ?? 0, content: content() });
  const codeFault = () =>
    fields.code.trim() === "" || /^[A-Za-z0-9.]{1,30}$/.test(fields.code.trim()) ? undefined : words.indicator.codeBad;
  const lacking = () => {
    if (fields.text.trim() === "" || fields.unit.trim() === "") return words.indicator.lackingText;
    if (fields.parents.length === 0) return words.indicator.lackingParent;
    return codeFault();
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
      <MethodFields fields={fields} set={set} pinned={props.indicator?.method} />
      <TextInput
        label={words.indicator.code}
        hint={words.indicator.codeHint}
        value={fields.code}
        maxLength={30}
        error={codeFault()}
        onInput={(code) => set({ code })}
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

type MethodProps = {
  fields: Fields;
  set: (change: Partial<Fields>) => void;
  pinned: MethodPin | null | undefined;
};

function MethodFields(props: MethodProps): JSX.Element {
  const [methods] = createResource(loadMethods, { initialValue: [] });
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
          hint={words.indicator.methodHint}
          placeholder={null}
          options={[{ value: NONE, label: words.indicator.noMethod }, ...methodChoices(methods(), props.pinned)]}
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
