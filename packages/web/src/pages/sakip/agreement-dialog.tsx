import { promisesOf } from "@selaras/core/cascade/agreement/content.ts";
import { decimal } from "@selaras/core/kernel/decimal.ts";
import { formatNumber } from "@selaras/core/kernel/format.ts";
import { parseTyped } from "@selaras/core/kernel/number-input.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { TextArea, TextInput } from "@selaras/ui/components/input.tsx";
import { IconPlus, IconTrash } from "@selaras/ui/icons.ts";
import { createResource, createSignal, Index, type JSX, Show } from "solid-js";
import { createStore } from "solid-js/store";
import { api } from "../../api/client.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { type AgreementView, type Frame, loadHolders } from "./sakip.data.ts";
import { words } from "./words.ts";

type Key = { year: string; unit: string; post: string; person: string };
type Props = {
  frame: Frame;
  plan: string;
  year: string;
  /** The unit to begin with; "" asks for one. */
  unit: string;
  /** The agreement that is changed; its parties stay. */
  view?: AgreementView | undefined;
  onClose: () => void;
  onDone: (key: Key, version: number) => void;
};
type Line = { indicator: string; activity: string; budget: string; quarters: string[] };

const ALONE = "-";
const seatOf = (value: string) => {
  const [unit = "", post = "", person = ""] = value.split(" ");
  return { unit, post, person };
};
const NUMBER = { decimals: 4, negative: true };
const MONEY = { decimals: 2, negative: false };
const shown = (value: string | null): string => (value === null ? "" : formatNumber(decimal(value)));
const canonical = (typed: string, rule = NUMBER): string | null => {
  const found = parseTyped(typed, rule);
  return found.ok ? found.text : null;
};
const wrong = (typed: string, rule = NUMBER): string | undefined => {
  if (typed.trim() === "") return undefined;
  const found = parseTyped(typed, rule);
  return found.ok ? undefined : found.message;
};

const linesOf = (view: AgreementView | undefined): Line[] =>
  (view?.agreement.actions ?? []).map(({ indicator, activity, budget, quarters }) => ({
    indicator,
    activity,
    budget: shown(budget),
    quarters: quarters.map(shown),
  }));

/** Draws up an agreement, or the change of one: who with whom, why, and the rencana aksi. */
export function AgreementDialog(props: Props): JSX.Element {
  const known = props.view?.agreement;
  const [unit, setUnit] = createSignal(known?.unit ?? props.unit);
  const [seat, setSeat] = createSignal(known ? `${known.unit} ${known.post} ${known.person}` : "");
  const [above, setAbove] = createSignal(known ? (known.superior?.unit ?? ALONE) : "");
  const [superior, setSuperior] = createSignal(
    known?.superior ? `${known.superior.unit} ${known.superior.post} ${known.superior.person}` : "",
  );
  const changing = known !== undefined && (known.state === "signed" || known.version > 1);
  const [reason, setReason] = createSignal(known?.state === "draft" ? (known.reason ?? "") : "");
  const [lines, setLines] = createStore<Line[]>(linesOf(props.view));
  const actions = () =>
    lines.map((line) => ({
      indicator: line.indicator,
      activity: line.activity.trim(),
      budget: canonical(line.budget, MONEY),
      quarters: line.quarters.map((typed) => canonical(typed)),
    }));
  const input = () => ({
    year: props.year,
    plan: known?.plan ?? props.plan,
    ...seatOf(seat()),
    superior: above() === ALONE ? null : seatOf(superior()),
    actions: actions(),
    reason: changing ? reason().trim() : null,
    rev: known?.state === "draft" ? known.rev : 0,
  });
  const lacking = () => {
    if (seat() === "" || above() === "" || (above() !== ALONE && superior() === ""))
      return words.agreement.lackingHolder;
    if (changing && reason().trim().length < 10) return words.agreement.reasonHint;
    const typed = lines.flatMap(({ quarters, budget }) => [
      ...quarters.map((each) => wrong(each)),
      wrong(budget, MONEY),
    ]);
    const bad = typed.find((each) => each !== undefined);
    if (bad) return bad;
    return lines.some((line) => line.indicator === "" || line.activity.trim() === "")
      ? words.agreement.lackingAction
      : undefined;
  };
  let version = 1;
  return (
    <ActDialog
      title={known ? words.agreement.edit : words.agreement.draft}
      act={changing && known?.state === "signed" ? words.agreement.change : words.agreement.draft}
      size="large"
      sent={input()}
      lacking={lacking()}
      send={async (command) => {
        ({ version } = await api("cascade.draftAgreement", input(), { command }));
      }}
      done={words.agreement.saved}
      onClose={props.onClose}
      onDone={() => props.onDone({ year: props.year, ...seatOf(seat()) }, version)}
    >
      <Show when={!known}>
        <SeatFields
          frame={props.frame}
          label={words.evaluation.unit}
          person={words.agreement.person}
          unit={unit()}
          seat={seat()}
          onUnit={setUnit}
          onSeat={setSeat}
        />
      </Show>
      <SeatFields
        frame={props.frame}
        label={words.agreement.superior}
        person={words.agreement.person}
        alone
        unit={above()}
        seat={superior()}
        onUnit={setAbove}
        onSeat={setSuperior}
      />
      <Show when={changing}>
        <TextArea
          label={words.agreement.reason}
          hint={words.agreement.reasonHint}
          value={reason()}
          rows={2}
          required
          maxLength={1000}
          onInput={setReason}
        />
      </Show>
      <Show when={props.view?.content}>
        {(content) => <Actions lines={lines} set={setLines} scope={content().scope} />}
      </Show>
    </ActDialog>
  );
}

type SeatProps = {
  frame: Frame;
  label: string;
  person: string;
  alone?: boolean;
  unit: string;
  seat: string;
  onUnit: (unit: string) => void;
  onSeat: (seat: string) => void;
};

function SeatFields(props: SeatProps): JSX.Element {
  const [holders] = createResource(() => (props.unit === ALONE ? "" : props.unit), loadHolders);
  const seats = () =>
    (holders.latest ?? []).map((post) => ({
      value: `${post.unit} ${post.kind} ${post.person}`,
      label: `${post.name}, ${post.title}`,
    }));
  return (
    <div class="k-pair">
      <Select
        label={props.label}
        options={[
          ...(props.alone ? [{ value: ALONE, label: words.agreement.noSuperior }] : []),
          ...props.frame.units.map((unit) => ({ value: unit.unitId as string, label: unit.name })),
        ]}
        value={props.unit}
        onChange={(unit) => {
          props.onUnit(unit);
          props.onSeat("");
        }}
      />
      <Show when={props.unit !== ALONE}>
        <Select label={props.person} options={seats()} value={props.seat} required onChange={props.onSeat} />
      </Show>
    </div>
  );
}

type ActionsProps = {
  lines: readonly Line[];
  set: (lines: Line[]) => void;
  scope: NonNullable<AgreementView["content"]>["scope"];
};

/** The rencana aksi, line by line. */
function Actions(props: ActionsProps): JSX.Element {
  const choices = () =>
    promisesOf(props.scope).map(({ ref, text, unit }) => ({ value: ref, label: `${text} (${unit})` }));
  const change = (at: number, part: Partial<Line>) =>
    props.set(props.lines.map((line, i) => (i === at ? { ...line, ...part } : line)));
  const quarter = (at: number, n: number, typed: string) => {
    const quarters = props.lines[at]?.quarters ?? ["", "", "", ""];
    change(at, { quarters: quarters.map((before, i) => (i === n ? typed : before)) });
  };
  const add = () =>
    props.set([...props.lines, { indicator: "", activity: "", budget: "", quarters: ["", "", "", ""] }]);
  return (
    <fieldset class="k-actions">
      <legend class="s-label">{words.agreement.actions}</legend>
      <p class="w-note">{words.agreement.actionsHint}</p>
      <Index each={props.lines}>
        {(line, at) => (
          <div class="k-action">
            <Select
              label={words.agreement.indicator}
              options={choices()}
              value={line().indicator}
              onChange={(indicator) => change(at, { indicator })}
            />
            <TextInput
              label={words.agreement.activity}
              value={line().activity}
              maxLength={500}
              onInput={(activity) => change(at, { activity })}
            />
            <div class="k-targets">
              <TextInput
                label={words.agreement.budget}
                prefix="Rp"
                figures
                inputMode="decimal"
                value={line().budget}
                error={wrong(line().budget, MONEY)}
                onInput={(budget) => change(at, { budget })}
              />
              <Index each={line().quarters}>
                {(typed, n) => (
                  <TextInput
                    label={words.indicator.quarter(n + 1)}
                    figures
                    inputMode="decimal"
                    value={typed()}
                    error={wrong(typed())}
                    onInput={(value) => quarter(at, n, value)}
                  />
                )}
              </Index>
            </div>
            <Button
              size="small"
              kind="tertiary"
              icon={IconTrash}
              onPress={() => props.set(props.lines.filter((_, i) => i !== at))}
            >
              {words.agreement.removeAction}
            </Button>
          </div>
        )}
      </Index>
      <Button size="small" icon={IconPlus} onPress={add}>
        {words.agreement.addAction}
      </Button>
    </fieldset>
  );
}
