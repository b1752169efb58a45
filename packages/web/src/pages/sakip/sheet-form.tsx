import { questionsOf, scoreOf } from "@selaras/core/cascade/evaluation/compute.ts";
import { decimal } from "@selaras/core/kernel/decimal.ts";
import { formatDateTime, formatNumber } from "@selaras/core/kernel/format.ts";
import { parseTyped } from "@selaras/core/kernel/number-input.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { TextInput } from "@selaras/ui/components/input.tsx";
import { toast } from "@selaras/ui/components/notice.tsx";
import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { createStore } from "solid-js/store";
import { api, type ApiFailure, asFailure } from "../../api/client.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { FailureNotice } from "../../frame/await.tsx";
import { useZone } from "../../session/me.tsx";
import type { Sheet } from "./sakip.data.ts";
import { words } from "./words.ts";

const w = words.evaluation;
type Side = "self" | "evaluator";
type May = { readonly self: boolean; readonly evaluator: boolean };
type Answers = Record<string, { value: string; note: string }>;
type Props = { sheet: Sheet; may: May; onChanged: () => void };
type Component = Sheet["method"]["components"][number];

const PERCENT = { decimals: 4, negative: false };
const shown = (value: string): string => (/^\d/.test(value) ? formatNumber(decimal(value)) : value);
const answersOf = (sheet: Sheet, side: Side): Answers =>
  Object.fromEntries(
    sheet[side].answers.map(({ key, value, note }) => [key, { value: shown(value), note: note ?? "" }]),
  );
const canonical = (value: string): string => {
  const found = parseTyped(value, PERCENT);
  return found.ok ? found.text : value;
};
const given = (answers: Answers) =>
  Object.entries(answers)
    .filter(([, { value }]) => value !== "")
    .map(([key, { value, note }]) => ({
      key,
      value: canonical(value),
      note: note.trim() === "" ? null : note.trim(),
    }));

/** Which side somebody fills: the own one, while it was not handed in. */
const sideOf = ({ sheet, may }: Props): Side | undefined => {
  if (may.evaluator && !sheet.evaluator.final) return "evaluator";
  return may.self && !sheet.self.final ? "self" : undefined;
};

/** Both sides of a sheet beside each other; the own one can be filled until it is handed in. */
export function SheetForm(props: Props): JSX.Element {
  const side = createMemo(() => sideOf(props));
  const began = side();
  const [answers, setAnswers] = createStore<Answers>(began ? answersOf(props.sheet, began) : {});
  const [busy, setBusy] = createSignal(false);
  const [handing, setHanding] = createSignal(false);
  const [failure, setFailure] = createSignal<ApiFailure>();
  const zone = useZone();
  const input = (final: boolean) => {
    const { year, unit, rev } = props.sheet;
    return { year, unit, rev, answers: given(answers), final };
  };
  const send = (final: boolean, command?: string) => {
    const options = command === undefined ? {} : { command };
    return side() === "self"
      ? api("cascade.scoreSelf", input(final), options)
      : api("cascade.score", input(final), options);
  };
  const save = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await send(false);
      toast({ tone: "success", text: w.saved });
      props.onChanged();
    } catch (thrown) {
      setFailure(asFailure(thrown));
    } finally {
      setBusy(false);
    }
  };
  const missing = () => scoreOf(props.sheet.method, given(answers)).missing.length;
  const state = (which: Side) => {
    const { by, final } = props.sheet[which];
    const word = final ? w.final : w.openState;
    return by === null ? words.none : `${word}: ${w.by(by.name, formatDateTime(by.at, zone))}`;
  };
  return (
    <Card
      title={words.tabs.evaluasi}
      description={`${w.self}: ${state("self")}. ${w.evaluator}: ${state("evaluator")}.`}
      footer={
        <Show when={side()}>
          <div class="k-acts">
            <Button busy={busy()} onPress={() => void save()}>
              {w.save}
            </Button>
            <Button
              kind="primary"
              disabledReason={missing() > 0 ? w.missing(missing()) : undefined}
              onPress={() => setHanding(true)}
            >
              {w.handIn}
            </Button>
          </div>
        </Show>
      }
    >
      <Show when={failure()}>{(failed) => <FailureNotice failure={failed()} />}</Show>
      <div class="k-sheet">
        <For each={props.sheet.method.components}>
          {(component) => (
            <ComponentRows
              sheet={props.sheet}
              component={component}
              side={side()}
              answers={answers}
              onAnswer={(key, answer) => setAnswers(key, answer)}
            />
          )}
        </For>
      </div>
      <Show when={handing()}>
        <ActDialog
          title={w.handInTitle}
          description={w.handInText}
          act={w.handIn}
          sent={input(true)}
          lacking={undefined}
          send={(command) => send(true, command)}
          done={w.handedIn}
          onClose={() => setHanding(false)}
          onDone={props.onChanged}
        />
      </Show>
    </Card>
  );
}

type RowsProps = {
  sheet: Sheet;
  component: Component;
  side: Side | undefined;
  answers: Answers;
  onAnswer: (key: string, answer: { value: string; note: string }) => void;
};

function ComponentRows(props: RowsProps): JSX.Element {
  const points = (side: Side) => {
    const answers = props.side === side ? given(props.answers) : props.sheet[side].answers;
    const found = scoreOf(props.sheet.method, answers).components.find(({ id }) => id === props.component.id);
    // What nobody has answered is no zero.
    return found && found.missing.length === 0 ? formatNumber(found.points, 2) : words.dash;
  };
  return (
    <section class="k-component">
      <header class="k-component-head">
        <h3 class="k-small-title">{props.component.label}</h3>
        <span class="w-note s-figures">{w.weight(formatNumber(decimal(props.component.weight)))}</span>
        <span class="k-points s-figures">
          {w.self}: <strong>{points("self")}</strong>
        </span>
        <span class="k-points s-figures">
          {w.evaluator}: <strong>{points("evaluator")}</strong>
        </span>
      </header>
      <For each={questionsOf(props.component)}>
        {({ key, label, weight, criteria }) => (
          <div class="k-question">
            <p class="k-question-label">
              {label} <span class="w-note s-figures">{w.weight(formatNumber(decimal(weight)))}</span>
            </p>
            <Show when={criteria.length > 0}>
              <ul class="k-criteria w-note">
                <For each={criteria}>{(criterion) => <li>{criterion}</li>}</For>
              </ul>
            </Show>
            <AnswerCell {...props} which="self" question={key} />
            <AnswerCell {...props} which="evaluator" question={key} />
          </div>
        )}
      </For>
    </section>
  );
}

function AnswerCell(props: RowsProps & { which: Side; question: string }): JSX.Element {
  const label = () => (props.which === "self" ? w.self : w.evaluator);
  const stored = () => props.sheet[props.which].answers.find(({ key }) => key === props.question);
  const own = () => props.answers[props.question] ?? { value: "", note: "" };
  return (
    <div class="k-answer">
      <Show
        when={props.side === props.which}
        fallback={
          <>
            <span class="k-answer-side">{label()}</span>
            <span class="k-answer-value s-figures">{stored() ? shown(stored()?.value ?? "") : words.dash}</span>
            <Show when={stored()?.note}>{(note) => <span class="w-note">{note()}</span>}</Show>
          </>
        }
      >
        <Show
          when={props.component.scored === "letters"}
          fallback={
            <TextInput
              label={`${label()}: ${w.score}`}
              figures
              inputMode="decimal"
              value={own().value}
              onInput={(value) => props.onAnswer(props.question, { ...own(), value })}
            />
          }
        >
          <Select
            label={label()}
            placeholder={w.choose}
            options={props.sheet.method.letters.map(({ letter, score }) => ({
              value: letter,
              label: `${letter} (${formatNumber(decimal(score))})`,
            }))}
            value={own().value}
            onChange={(value) => props.onAnswer(props.question, { ...own(), value })}
          />
        </Show>
        <TextInput
          label={w.note}
          value={own().note}
          maxLength={500}
          onInput={(note) => props.onAnswer(props.question, { ...own(), note })}
        />
      </Show>
    </div>
  );
}
