import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { IconPlus } from "@selaras/ui/icons.ts";
import { For, Index, type JSX, Show } from "solid-js";
import { ClassFields } from "./class-fields.tsx";
import type { ClassDraft, Judged } from "./model.ts";
import { ScaleLine } from "./scale-line.tsx";
import { words } from "./words.ts";

export type ClassesEditorProps<C extends ClassDraft> = {
  classes: readonly C[];
  judged: Judged;
  /** What another class begins as. */
  fresh: C;
  onChange: (classes: readonly C[]) => void;
  /** Fields that a class has besides its name, colour and bounds; absent = the mark that every part must reach it. */
  more?: ((each: () => C, change: (part: Partial<C>) => void) => JSX.Element) | undefined;
};

/** Classes over the whole line of numbers, drawn and judged while they are typed. */
export function ClassesEditor<C extends ClassDraft>(props: ClassesEditorProps<C>): JSX.Element {
  const change = (at: number, part: Partial<C>) =>
    props.onChange(props.classes.map((each, i) => (i === at ? { ...each, ...part } : each)));
  return (
    <>
      <div class="i-judged">
        <ScaleLine classes={props.judged.classes} problems={props.judged.problems} />
        <Faults faults={props.judged.faults} />
      </div>
      <h3 class="i-subtitle">{words.form.classes}</h3>
      <Index each={props.classes}>
        {(each, at) => {
          // Made once per class: a field that is made again while somebody types in it loses the keyboard.
          const more = props.more?.(each, (part) => change(at, part));
          return (
            <ClassFields
              draft={each()}
              only={props.classes.length === 1}
              more={more}
              onChange={(part) => change(at, { ...each(), ...part })}
              onRemove={() => props.onChange(props.classes.filter((_, i) => i !== at))}
            />
          );
        }}
      </Index>
      <Show when={props.classes.length < LIMITS.classesPerScale}>
        <Button icon={IconPlus} onPress={() => props.onChange([...props.classes, props.fresh])}>
          {words.form.addClass}
        </Button>
      </Show>
    </>
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
