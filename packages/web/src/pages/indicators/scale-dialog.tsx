import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { Dialog } from "@selaras/ui/components/dialog.tsx";
import { TextArea, TextInput } from "@selaras/ui/components/input.tsx";
import { Alert, toast } from "@selaras/ui/components/notice.tsx";
import { IconPlus } from "@selaras/ui/icons.ts";
import { createMemo, createSignal, For, Index, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { FailureNotice } from "../../frame/await.tsx";
import { ClassFields } from "./class-fields.tsx";
import { codeFault, CodeField } from "./code-field.tsx";
import { type ClassDraft, classDraft, codeFor, judge, type Scale } from "./model.ts";
import { createSaving } from "./saving.ts";
import { ScaleLine } from "./scale-line.tsx";
import { words } from "./words.ts";

const EMPTY: ClassDraft = {
  label: "",
  tone: "neutral",
  everyPart: false,
  from: { kind: "open", typed: "" },
  to: { kind: "open", typed: "" },
};
/** Two classes that fill the line: the smallest scale that says something. */
const FIRST: readonly ClassDraft[] = [
  { ...EMPTY, label: "Tercapai", tone: "positive", from: { kind: "inclusive", typed: "100" } },
  { ...EMPTY, label: "Belum tercapai", tone: "warning", to: { kind: "exclusive", typed: "100" } },
];
const PLACES = ["", "0", "1", "2"] as const;
type Places = (typeof PLACES)[number];

export type ScaleDialogProps = {
  /** The version that the new one follows; null = a scale of its own. */
  from: Scale | null;
  taken: readonly string[];
  onClose: () => void;
  onSaved: () => void;
};

/** The next version of a scale. What is typed is judged at once; a scale with a gap or an overlap cannot be saved. */
export function ScaleDialog(props: ScaleDialogProps): JSX.Element {
  const [label, setLabel] = createSignal(props.from?.label ?? "");
  const [code, setCode] = createSignal(props.from?.id ?? "");
  const [source, setSource] = createSignal(props.from?.source ?? "");
  const [places, setPlaces] = createSignal<Places>(
    PLACES.find((each) => each === String(props.from?.rounding ?? "")) ?? "",
  );
  const [classes, setClasses] = createSignal<readonly ClassDraft[]>(props.from?.classes.map(classDraft) ?? FIRST);
  const judged = createMemo(() => judge(classes()));
  const n = () => (props.from?.n ?? 0) + 1;
  const content = () => [label(), code(), source(), places(), classes()];
  const { busy, failure, save } = createSaving(content);
  const isNew = () => props.from === null;
  const name = (typed: string) => {
    if (isNew() && code() === codeFor(label(), props.taken)) setCode(codeFor(typed, props.taken));
    setLabel(typed);
  };
  const barrier = (): string | undefined => {
    if (label().trim() === "") return words.form.labelMissing;
    if (isNew() && codeFault(code(), props.taken)) return codeFault(code(), props.taken);
    if (judged().faults.length > 0) return words.form.refused(judged().faults.length);
    return source().trim() === "" ? words.form.sourceMissing : undefined;
  };
  const change = (at: number, part: Partial<ClassDraft>) =>
    setClasses(classes().map((each, i) => (i === at ? { ...each, ...part } : each)));
  const send = async (command: string) => {
    const rounding = places() === "" ? null : Number(places());
    const parts = { id: code(), n: n(), label: label().trim(), source: source().trim(), rounding };
    await api("indicator.saveScale", { scale: { ...parts, classes: [...judged().classes] } }, { command });
    toast({ tone: "success", text: words.form.saved(label().trim(), n()) });
    props.onSaved();
  };
  return (
    <Dialog
      open
      size="large"
      title={props.from === null ? words.form.newScale : words.form.methodVersion(props.from.label, n())}
      description={props.from === null ? undefined : words.form.past}
      dismissable={!busy()}
      onClose={() => props.onClose()}
      actions={
        <>
          <Button onPress={() => props.onClose()}>{words.form.cancel}</Button>
          <Button kind="primary" busy={busy()} disabledReason={barrier()} onPress={() => void save(send)}>
            {words.form.save(n())}
          </Button>
        </>
      }
    >
      <div class="i-form">
        <Show when={failure()}>{(failed) => <FailureNotice failure={failed()} />}</Show>
        <TextInput
          label={words.form.label}
          value={label()}
          maxLength={LIMITS.indicatorLabelCharacters}
          required
          onInput={name}
        />
        <Show when={isNew()}>
          <CodeField code={code()} taken={props.taken} onInput={setCode} />
        </Show>
        <div class="i-judged">
          <ScaleLine classes={judged().classes} problems={judged().problems} />
          <Faults faults={judged().faults} />
        </div>
        <h3 class="i-subtitle">{words.form.classes}</h3>
        <Index each={classes()}>
          {(each, at) => (
            <ClassFields
              draft={each()}
              only={classes().length === 1}
              onChange={(part) => change(at, part)}
              onRemove={() => setClasses(classes().filter((_, i) => i !== at))}
            />
          )}
        </Index>
        <Show when={classes().length < LIMITS.classesPerScale}>
          <Button icon={IconPlus} onPress={() => setClasses([...classes(), EMPTY])}>
            {words.form.addClass}
          </Button>
        </Show>
        <Select
          label={words.form.scaleRounding}
          placeholder={null}
          options={PLACES.map((value): { value: Places; label: string } => ({
            value,
            label: value === "" ? words.form.unrounded : words.form.roundTo(Number(value)),
          }))}
          value={places()}
          onChange={setPlaces}
        />
        <TextArea
          label={words.form.source}
          hint={words.form.sourceHint}
          rows={3}
          maxLength={LIMITS.indicatorSourceCharacters}
          required
          value={source()}
          onInput={setSource}
        />
      </div>
    </Dialog>
  );
}

/** What keeps the scale from being saved, each with its place, or that nothing does. */
function Faults(props: { faults: readonly string[] }): JSX.Element {
  return (
    <Show when={props.faults.length > 0} fallback={<Alert tone="success">{words.form.sound}</Alert>}>
      <Alert tone="warning" title={words.form.broken}>
        <ul class="i-faults">
          <For each={props.faults}>{(fault) => <li>{fault}</li>}</For>
        </ul>
      </Alert>
    </Show>
  );
}
