import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { Button, IconButton } from "@selaras/ui/components/button.tsx";
import { TextInput } from "@selaras/ui/components/input.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { IconPlus, IconTrash } from "@selaras/ui/icons.ts";
import { createMemo, createSignal, For, Index, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { ClassesEditor } from "../indicators/classes-editor.tsx";
import "../indicators/indicators.css";
import { judge, NEW_CLASS } from "../indicators/model.ts";
import { ComponentsEditor } from "./method-components.tsx";
import {
  amountFault,
  evaluationDraft,
  type EvaluationDraft,
  type GradeDraft,
  type LetterDraft,
  methodOf,
  problemsOf,
} from "./method-draft.ts";
import type { Sheets } from "./sakip.data.ts";
import { words } from "./words.ts";

const w = words.evaluation;
const NEW_GRADE: GradeDraft = { ...NEW_CLASS, meaning: "" };

/** The next version of the tenant's own way of evaluating: everything that it declares, judged while it is typed. */
export function MethodDialog(props: { sheets: Sheets; onClose: () => void; onDone: () => void }): JSX.Element {
  const latest = props.sheets.methods.at(-1);
  if (!latest) return null;
  const [draft, setDraft] = createSignal(evaluationDraft(latest.method));
  const change = (part: Partial<EvaluationDraft>) => setDraft({ ...draft(), ...part });
  const problems = createMemo(() => problemsOf(draft()));
  const input = () => ({ method: methodOf(draft()), after: latest.n });
  const lacking = () => {
    if (draft().label.trim() === "" || draft().source.trim() === "") return w.lackingSource;
    return problems().length > 0 ? w.refused(problems().length) : undefined;
  };
  return (
    <ActDialog
      title={w.methodVersion(latest.method.label, latest.n + 1)}
      description={w.methodAbout}
      act={w.saveVersion(latest.n + 1)}
      size="large"
      sent={input()}
      lacking={lacking()}
      send={(command) => api("cascade.setEvaluationMethod", input(), { command })}
      done={w.methodSaved}
      onClose={props.onClose}
      onDone={props.onDone}
      onStale={props.onDone}
    >
      <Show when={problems().length > 0}>
        <Alert tone="warning" title={w.broken}>
          <ul class="i-faults">
            <For each={problems()}>{(problem) => <li>{problem}</li>}</For>
          </ul>
        </Alert>
      </Show>
      <TextInput
        label={w.methodLabel}
        value={draft().label}
        maxLength={120}
        required
        onInput={(label) => change({ label })}
      />
      <ComponentsEditor components={draft().components} onChange={(components) => change({ components })} />
      <LettersEditor letters={draft().letters} onChange={(letters) => change({ letters })} />
      <h3 class="i-subtitle">{w.grades}</h3>
      <ClassesEditor
        classes={draft().grades}
        judged={judge(draft().grades)}
        fresh={NEW_GRADE}
        onChange={(grades) => change({ grades })}
        more={(each, changeGrade) => (
          <TextInput
            label={w.meaning}
            value={each().meaning}
            maxLength={60}
            required
            onInput={(meaning) => changeGrade({ meaning })}
          />
        )}
      />
      <TextInput
        label={w.methodSource}
        value={draft().source}
        maxLength={200}
        required
        onInput={(source) => change({ source })}
      />
    </ActDialog>
  );
}

function LettersEditor(props: {
  letters: readonly LetterDraft[];
  onChange: (letters: readonly LetterDraft[]) => void;
}): JSX.Element {
  const change = (at: number, part: Partial<LetterDraft>) =>
    props.onChange(props.letters.map((each, i) => (i === at ? { ...each, ...part } : each)));
  return (
    <section class="i-form">
      <h3 class="i-subtitle">{w.letters}</h3>
      <Index each={props.letters}>
        {(each, at) => (
          <div class="i-score">
            <TextInput
              label={w.letter}
              value={each().letter}
              maxLength={2}
              onInput={(letter) => change(at, { letter: letter.toUpperCase() })}
            />
            <TextInput
              label={w.score}
              inputMode="decimal"
              figures
              value={each().score}
              error={amountFault(each().score)}
              onInput={(score) => change(at, { score })}
            />
            <IconButton
              icon={IconTrash}
              label={w.removeLetter(each().letter)}
              disabledReason={props.letters.length <= 2 ? w.twoLetters : undefined}
              onPress={() => props.onChange(props.letters.filter((_, i) => i !== at))}
            />
          </div>
        )}
      </Index>
      <Show when={props.letters.length < LIMITS.classesPerScale}>
        <Button icon={IconPlus} onPress={() => props.onChange([...props.letters, { letter: "", score: "" }])}>
          {w.addLetter}
        </Button>
      </Show>
    </section>
  );
}
