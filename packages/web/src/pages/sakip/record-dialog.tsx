import { Select } from "@selaras/ui/components/choice.tsx";
import { DateTimeInput, TextInput } from "@selaras/ui/components/input.tsx";
import { createSignal, type JSX } from "solid-js";
import { api } from "../../api/client.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import type { Place } from "./sakip.data.ts";
import { monthsOf, newestOf, type Stage, type Targets, versionOf } from "./targets-model.ts";
import { words } from "./words.ts";

const w = words.targets;

type Props = {
  place: Place;
  targets: Targets;
  stage: Stage;
  lines: Targets["sheets"][number]["lines"];
  onClose: () => void;
  onDone: () => void;
};

/** Records what was entered as the next version: from which month it counts, and which document sets it. */
export function RecordDialog(props: Props): JSX.Element {
  const months = monthsOf(props.place, props.targets);
  const own = versionOf(props.targets, props.stage);
  // The year begins with its first targets; since when a later stage counts is for its document to say.
  const first = newestOf(props.targets) ? "" : (months[0]?.value ?? "");
  const [month, setMonth] = createSignal(own?.effectiveFrom ?? first);
  // A correction of the same stage usually comes from the same document; another stage from another one.
  const [document, setDocument] = createSignal(own?.source.document ?? "");
  const [number, setNumber] = createSignal(own?.source.number ?? "");
  const [date, setDate] = createSignal<string>(own?.source.date ?? "");
  const orNone = (text: string) => (text.trim() === "" ? null : text.trim());
  const input = () => ({
    ...props.place,
    after: newestOf(props.targets)?.n ?? 0,
    stage: props.stage,
    effectiveFrom: month(),
    source: { document: document().trim(), number: orNone(number()), date: orNone(date()) },
    lines: props.lines.map((line) => ({ ...line, quarters: [...line.quarters] })),
  });
  const lacking = () => {
    if (month() === "") return w.lackingMonth;
    if (document().trim() === "") return w.lackingDocument;
    return orNone(number()) === null && orNone(date()) === null ? w.lackingNumber : undefined;
  };
  return (
    <ActDialog
      title={own ? w.saveTitle(own.label) : w.record(w.stages[props.stage])}
      description={w.recordAbout}
      act={own ? w.save : w.record(w.stages[props.stage])}
      sent={input()}
      lacking={lacking()}
      send={(command) => api("cascade.recordTargets", input(), { command })}
      done={w.recorded}
      onClose={props.onClose}
      onDone={props.onDone}
      onStale={props.onDone}
    >
      <Select
        label={w.month}
        hint={w.monthHint}
        placeholder={w.chooseMonth}
        options={months}
        value={month()}
        onChange={setMonth}
      />
      <TextInput
        label={w.document}
        hint={w.documentHint}
        value={document()}
        maxLength={120}
        required
        onInput={setDocument}
      />
      <div class="k-pair">
        <TextInput label={w.number} value={number()} maxLength={60} onInput={setNumber} />
        <DateTimeInput label={w.date} kind="date" value={date()} onInput={setDate} />
      </div>
    </ActDialog>
  );
}
