import { CHAIN_FACTS } from "@selaras/core/approval/rules.ts";
import { compile } from "@selaras/core/expression/compile.ts";
import { formatDate, formatDateTime } from "@selaras/core/kernel/format.ts";
import { parseTyped } from "@selaras/core/kernel/number-input.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { DateTimeInput, TextInput } from "@selaras/ui/components/input.tsx";
import { Icon } from "@selaras/ui/components/icon.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { IconAlertTriangle, IconClock, IconPlayerPlay, IconUserCheck } from "@selaras/ui/icons.ts";
import { createSignal, For, type JSX, Show } from "solid-js";
import { type Api, api, type ApiFailure, asFailure } from "../../api/client.ts";
import { FailureNotice } from "../../frame/await.tsx";
import { todayOf } from "../../frame/year.ts";
import { useMe, useZone } from "../../session/me.tsx";
import { type Names, postName } from "./describe.ts";
import type { Around } from "./editor.ts";
import type { Content } from "./model.ts";
import { words } from "./words.ts";

export type Simulation = Api["approval.simulate"]["reply"];
type SimulatedStep = Simulation["steps"][number];
type Chair = SimulatedStep["seats"][number]["chair"];
export type UnitRow = Api["orgunit.list"]["reply"]["units"][number];

/** Facts that follow from the unit itself. */
const KNOWN_BY_UNIT = ["unit", "jenis_unit"];

/** Names that the conditions of a chain look at, besides those that the unit answers. */
function askedNames(content: Content, around: Around): readonly { name: string; label: string }[] {
  const figures = Object.fromEntries(around.vocabulary.figures.map(({ name }) => [name, { type: "number" as const }]));
  const fields = { ...CHAIN_FACTS, ...figures };
  const names = content.steps.flatMap(({ condition }) => {
    const compiled = condition === null ? null : compile(condition, { fields });
    return compiled?.ok === true ? compiled.program.reads : [];
  });
  const labels = new Map([
    ...Object.entries(CHAIN_FACTS).map(([name, { label }]): [string, string] => [name, label]),
    ...around.vocabulary.figures.map(({ name, label }): [string, string] => [name, label]),
  ]);
  return [...new Set(names)]
    .filter((name) => !KNOWN_BY_UNIT.includes(name))
    .map((name) => ({ name, label: labels.get(name) ?? name }));
}

/** A number as Indonesians type it becomes decimal text; what is none stays as typed, for facts that are words. */
function factText(typed: string): string {
  const number = parseTyped(typed, { decimals: 6, negative: true });
  return number.ok ? number.text : typed.trim();
}

export type SimulatePanelProps = {
  content: Content;
  around: Around;
  units: readonly UnitRow[];
  result: Simulation | undefined;
  onResult: (result: Simulation | undefined) => void;
};

/** "For this OPD on that day these persons will act", step by step. */
export function SimulatePanel(props: SimulatePanelProps): JSX.Element {
  const me = useMe();
  const [unit, setUnit] = createSignal(props.units.find((each) => each.opd)?.unitId);
  const [date, setDate] = createSignal(todayOf(me));
  const [facts, setFacts] = createSignal<Readonly<Record<string, string>>>({});
  const [shown, setShown] = createSignal("");
  const [busy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<ApiFailure>();
  const given = () =>
    Object.fromEntries(
      askedNames(props.content, props.around).flatMap(({ name }) => {
        const typed = facts()[name]?.trim() ?? "";
        return typed === "" ? [] : [[name, factText(typed)]];
      }),
    );
  const run = async () => {
    const chosen = unit();
    if (chosen === undefined) return;
    setBusy(true);
    setFailure(undefined);
    const { label, steps, waitingHours, correction } = props.content;
    try {
      const content = { label, steps: [...steps], waitingHours, correction };
      props.onResult(await api("approval.simulate", { content, unit: chosen, date: date(), facts: given() }));
      setShown(
        words.simulate.result(props.units.find((each) => each.unitId === chosen)?.name ?? "", formatDate(date())),
      );
    } catch (thrown) {
      setFailure(asFailure(thrown));
      props.onResult(undefined);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="c-editor">
      <p class="c-quiet">{words.simulate.about}</p>
      <Select
        label={words.simulate.unit}
        placeholder={null}
        options={props.units.map((each) => ({ value: each.unitId, label: each.name }))}
        value={unit() ?? ""}
        onChange={(chosen) => setUnit(() => chosen)}
      />
      <DateTimeInput label={words.simulate.date} value={date()} required onInput={setDate} />
      <Show when={askedNames(props.content, props.around).length > 0}>
        <fieldset class="c-boxes">
          <legend class="s-label">{words.simulate.facts}</legend>
          <p class="s-hint">{words.simulate.factsHint}</p>
          <For each={askedNames(props.content, props.around).map((each) => each.name)}>
            {(name) => (
              <TextInput
                label={name}
                hint={askedNames(props.content, props.around).find((each) => each.name === name)?.label}
                value={facts()[name] ?? ""}
                inputMode="decimal"
                onInput={(typed) => setFacts({ ...facts(), [name]: typed })}
              />
            )}
          </For>
        </fieldset>
      </Show>
      <Button kind="primary" icon={IconPlayerPlay} busy={busy()} onPress={() => void run()}>
        {words.simulate.run}
      </Button>
      <Show when={failure()}>{(failed) => <FailureNotice failure={failed()} />}</Show>
      <Show when={props.result}>
        {(result) => (
          <section class="c-result" aria-label={shown()} aria-live="polite">
            <h3 class="c-subtitle">{shown()}</h3>
            <Verdict result={result()} />
            <ol class="c-acts">
              <For each={result().steps}>{(step) => <ActingStep step={step} names={props.around.names} />}</For>
            </ol>
          </section>
        )}
      </Show>
    </div>
  );
}

const isEmpty = (step: SimulatedStep): boolean =>
  step.runs !== "no" && step.seats.some((seat) => seat.chair.holders.length === 0);

function Verdict(props: { result: Simulation }): JSX.Element {
  const empty = () => props.result.steps.filter(isEmpty).length;
  return (
    <Alert tone={empty() === 0 ? "success" : "warning"}>
      {empty() === 0 ? words.simulate.complete : words.simulate.lacking(empty())}
    </Alert>
  );
}

const placeOf = (chair: Chair): string => chair.unitName ?? words.simulate.anywhere;

function ActingStep(props: { step: SimulatedStep; names: Names }): JSX.Element {
  const zone = useZone();
  return (
    <li classList={{ "c-act-skipped": props.step.runs === "no" }}>
      <p class="c-act-head">
        <strong>{props.step.label}</strong>
        <Show when={props.step.runs === "no"}>
          <span class="c-chip">{words.simulate.skipped}</span>
        </Show>
        <Show when={props.step.runs === "unknown"}>
          <span class="c-chip">{words.simulate.unknown}</span>
        </Show>
        <Show when={props.step.of > 1}>
          <span class="c-chip">{words.simulate.needed(props.step.needed, props.step.of)}</span>
        </Show>
      </p>
      <Show when={props.step.runs !== "no"}>
        <For each={props.step.seats}>
          {(seat) => (
            <Show
              when={seat.chair.holders.length > 0}
              fallback={
                <p class="c-empty">
                  <Icon of={IconAlertTriangle} />{" "}
                  {words.simulate.nobody(postName(seat.chair.kind, props.names), placeOf(seat.chair))}{" "}
                  {seat.goesTo === null
                    ? words.simulate.waits
                    : words.simulate.goes(
                        postName(seat.goesTo.kind, props.names),
                        placeOf(seat.goesTo),
                        seat.goesTo.holders.map((holder) => holder.name).join(", "),
                      )}
                </p>
              }
            >
              <For each={seat.chair.holders}>
                {(holder) => (
                  <p class="c-holder">
                    <Icon of={IconUserCheck} />
                    <span>
                      <strong>{holder.name}</strong>
                      <span class="c-quiet">{holder.title}</span>
                    </span>
                  </p>
                )}
              </For>
            </Show>
          )}
        </For>
        <p class="c-quiet c-due">
          <Icon of={IconClock} />{" "}
          {props.step.due === null ? words.simulate.noDue : words.simulate.due(formatDateTime(props.step.due, zone))}
        </p>
      </Show>
    </li>
  );
}
