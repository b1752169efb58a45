import { sound } from "@selaras/core/cascade/evaluation/rules.ts";
import { decimal } from "@selaras/core/kernel/decimal.ts";
import { formatNumber } from "@selaras/core/kernel/format.ts";
import { parseTyped } from "@selaras/core/kernel/number-input.ts";
import { Select } from "@selaras/ui/components/choice.tsx";
import { TextInput } from "@selaras/ui/components/input.tsx";
import { createSignal, Index, type JSX } from "solid-js";
import { createStore, unwrap } from "solid-js/store";
import { api } from "../../api/client.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import type { Sheets } from "./sakip.data.ts";
import { words } from "./words.ts";

const w = words.evaluation;
const PERCENT = { decimals: 4, negative: false };

/** The tenant's own way of evaluating: weights, letters or scores, and where it comes from. */
export function MethodDialog(props: { sheets: Sheets; onClose: () => void; onDone: () => void }): JSX.Element {
  const { method, rev } = props.sheets.method;
  const [source, setSource] = createSignal(method.source);
  const [parts, setParts] = createStore(
    method.components.map(({ weight, scored }) => ({ weight: formatNumber(decimal(weight)), scored })),
  );
  const weightOf = (typed: string): string => {
    const found = parseTyped(typed, PERCENT);
    return found.ok ? found.text : "0";
  };
  const changed = () => ({
    ...method,
    source: source().trim(),
    components: method.components.map((component, i) => ({
      ...component,
      weight: weightOf(parts[i]?.weight ?? ""),
      scored: parts[i]?.scored ?? component.scored,
    })),
  });
  const input = () => ({ method: changed(), rev });
  const lacking = () => {
    const decision = sound(changed());
    if (!decision.allowed) return decision.because.message;
    return source().trim() === "" ? w.methodSource : undefined;
  };
  return (
    <ActDialog
      title={w.setMethod}
      description={w.methodAbout}
      act={w.save}
      size="large"
      sent={input()}
      lacking={lacking()}
      send={(command) => api("cascade.setEvaluationMethod", structuredClone(unwrap(input())), { command })}
      done={w.methodSaved}
      onClose={props.onClose}
      onDone={props.onDone}
    >
      <Index each={method.components}>
        {(component, i) => (
          <div class="k-pair">
            <TextInput
              label={component().label}
              value={parts[i]?.weight ?? ""}
              figures
              inputMode="decimal"
              onInput={(weight) => setParts(i, { weight })}
            />
            <Select
              label={w.method}
              placeholder={null}
              options={(["letters", "score"] as const).map((value) => ({ value, label: w.scored[value] }))}
              value={parts[i]?.scored ?? "letters"}
              onChange={(scored) => setParts(i, { scored })}
            />
          </div>
        )}
      </Index>
      <TextInput label={w.methodSource} value={source()} maxLength={200} required onInput={setSource} />
    </ActDialog>
  );
}
