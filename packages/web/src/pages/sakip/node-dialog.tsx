import { levelsOf } from "@selaras/core/cascade/levels.ts";
import { PARENTS_OF } from "@selaras/core/cascade/rules.ts";
import { refOf } from "@selaras/core/cascade/schema.ts";
import { Checkbox, Select } from "@selaras/ui/components/choice.tsx";
import { TextArea, TextInput } from "@selaras/ui/components/input.tsx";
import { createResource, createSignal, For, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { type Frame, freshId, type Loaded, loadHolders, type Node, type Place, REGENCY } from "./sakip.data.ts";
import { words } from "./words.ts";

type Level = Node["level"];
type Props = {
  frame: Frame;
  place: Place;
  tree: Loaded;
  /** The node that is changed; a new one without. */
  node?: Node | undefined;
  /** Under which a new node begins. */
  parent: Node | undefined;
  onClose: () => void;
  onDone: () => void;
};
const NOBODY = "-";

/** Levels that may hang under a parent within the part. */
function levelChoices({ place, parent }: Props): readonly Level[] {
  const levels = levelsOf(place.part);
  return parent ? levels.filter((level) => PARENTS_OF[level].includes(parent.level)) : levels;
}

export function NodeDialog(props: Props): JSX.Element {
  const id = props.node?.id ?? freshId();
  const [level, setLevel] = createSignal<Level>(props.node?.level ?? levelChoices(props)[0] ?? "sasaran");
  const [code, setCode] = createSignal(props.node?.code ?? "");
  const [text, setText] = createSignal(props.node?.text ?? "");
  const [unit, setUnit] = createSignal<string>(props.node?.owner?.unit ?? NOBODY);
  const [post, setPost] = createSignal<string>(props.node?.owner?.post ?? "");
  const [parents, setParents] = createSignal<readonly string[]>(
    props.node?.parents ?? (props.parent ? [refOf(props.parent)] : []),
  );
  const candidates = () => props.tree.view.nodes.filter((node) => PARENTS_OF[level()].includes(node.level));
  const content = () => ({
    level: level(),
    code: code().trim() === "" ? null : code().trim(),
    text: text().trim(),
    owner: unit() === NOBODY ? null : { unit: unit(), post: post() },
    parents: parents().filter((ref) => candidates().some((node) => refOf(node) === ref)),
  });
  const input = () => ({ ...props.place, id, rev: props.node?.rev ?? 0, content: content() });
  const lacking = () => {
    if (text().trim() === "") return words.node.lackingText;
    return unit() !== NOBODY && post() === "" ? words.node.lackingPost : undefined;
  };
  const toggle = (ref: string, chosen: boolean) =>
    setParents((before) => (chosen ? [...before, ref] : before.filter((each) => each !== ref)));
  return (
    <ActDialog
      title={props.node ? `${words.node.edit}: ${words.levels[props.node.level]}` : words.node.add}
      act={props.node ? words.node.edit : words.node.add}
      size="large"
      sent={input()}
      lacking={lacking()}
      send={(command) => api("cascade.saveNode", input(), { command })}
      done={words.node.saved}
      onClose={props.onClose}
      onDone={props.onDone}
    >
      <div class="k-pair">
        <Select
          label={words.node.level}
          placeholder={null}
          disabled={props.node !== undefined}
          options={levelChoices(props).map((value) => ({ value, label: words.levels[value] }))}
          value={level()}
          onChange={setLevel}
        />
        <TextInput label={words.node.code} hint={words.node.codeHint} value={code()} maxLength={30} onInput={setCode} />
      </div>
      <TextArea label={words.node.text} value={text()} rows={3} maxLength={500} required onInput={setText} />
      <Show when={PARENTS_OF[level()].length > 0}>
        <fieldset class="k-choices">
          <legend class="s-label">{words.node.parents}</legend>
          <p class="w-note">{candidates().length === 0 ? words.node.noParents : words.node.parentsHint}</p>
          <For each={candidates()}>
            {(node) => (
              <Checkbox
                label={`${words.levels[node.level]} ${node.code ?? ""} ${node.text}`}
                checked={parents().includes(refOf(node))}
                onChange={(chosen) => toggle(refOf(node), chosen)}
              />
            )}
          </For>
        </fieldset>
      </Show>
      <OwnerFields
        frame={props.frame}
        part={props.place.part}
        unit={unit()}
        post={post()}
        onUnit={setUnit}
        onPost={setPost}
      />
    </ActDialog>
  );
}

type OwnerProps = {
  frame: Frame;
  part: string;
  unit: string;
  post: string;
  onUnit: (unit: string) => void;
  onPost: (post: string) => void;
};

/** Who answers: a unit of the part, and one of the posts that somebody holds there. */
function OwnerFields(props: OwnerProps): JSX.Element {
  const [holders] = createResource(() => (props.unit === NOBODY ? "" : props.unit), loadHolders);
  const within = () =>
    props.frame.units.filter((unit) => {
      if (props.part === REGENCY) return unit.opd;
      return unit.unitId === props.part || unit.parent === props.part;
    });
  const posts = () => {
    const found = new Map((holders.latest ?? []).map((post) => [post.kind as string, post.title]));
    if (props.post !== "" && !found.has(props.post)) found.set(props.post, props.post);
    return [...found].map(([value, label]) => ({ value, label }));
  };
  return (
    <div class="k-pair">
      <Select
        label={words.node.owner}
        placeholder={null}
        options={[
          { value: NOBODY, label: words.node.noOwner },
          ...within().map((unit) => ({ value: unit.unitId as string, label: unit.name })),
        ]}
        value={props.unit}
        onChange={(unit) => {
          props.onUnit(unit);
          props.onPost("");
        }}
      />
      <Show when={props.unit !== NOBODY}>
        <Select label={words.node.post} options={posts()} value={props.post} required onChange={props.onPost} />
      </Show>
    </div>
  );
}
