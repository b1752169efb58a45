import { TextInput } from "@selaras/ui/components/input.tsx";
import { createSignal, type JSX } from "solid-js";
import { api } from "../../api/client.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { words } from "./words.ts";

const YEAR = /^20\d\d$/;

/** Records a plan of several years. */
export function PlanDialog(props: { onClose: () => void; onDone: () => void }): JSX.Element {
  const [from, setFrom] = createSignal("");
  const [until, setUntil] = createSignal("");
  const [label, setLabel] = createSignal("");
  const [source, setSource] = createSignal("");
  const [id, setId] = createSignal<string>();
  const plan = () => id() ?? `rpjmd-${from()}-${until()}`;
  const input = () => ({
    plan: plan(),
    label: label().trim(),
    from: from(),
    until: until(),
    source: source().trim(),
    rev: 0,
  });
  const lacking = () => {
    if (!YEAR.test(from()) || !YEAR.test(until()) || from() > until()) return words.planFrom;
    return label().trim() === "" || source().trim() === "" ? words.planSource : undefined;
  };
  return (
    <ActDialog
      title={words.newPlan}
      act={words.newPlan}
      sent={input()}
      lacking={lacking()}
      send={(command) => api("cascade.definePlan", input(), { command })}
      done={words.planSaved(label().trim())}
      onClose={props.onClose}
      onDone={props.onDone}
    >
      <TextInput label={words.planLabel} value={label()} maxLength={120} required onInput={setLabel} />
      <div class="k-pair">
        <TextInput label={words.planFrom} value={from()} inputMode="numeric" maxLength={4} required onInput={setFrom} />
        <TextInput
          label={words.planUntil}
          value={until()}
          inputMode="numeric"
          maxLength={4}
          required
          onInput={setUntil}
        />
      </div>
      <TextInput label={words.planSource} value={source()} maxLength={200} required onInput={setSource} />
      <TextInput label={words.planId} hint={words.planIdHint} value={plan()} maxLength={40} onInput={setId} />
    </ActDialog>
  );
}
