import { formatDate } from "@selaras/core/kernel/format.ts";
import { addDays } from "@selaras/core/kernel/zone.ts";
import { Checkbox, Select } from "@selaras/ui/components/choice.tsx";
import { DateTimeInput, TextInput } from "@selaras/ui/components/input.tsx";
import { createSignal, For, type JSX } from "solid-js";
import { api } from "../../api/client.ts";
import { todayOf } from "../../frame/year.ts";
import { useMe } from "../../session/me.tsx";
import { ActDialog } from "../../frame/act-dialog.tsx";
import type { TreeLine } from "./organisation.data.ts";
import { words } from "./words.ts";

type Shared = { onClose: () => void; onDone: () => void };
const ID = /^[a-z][a-z0-9-]{1,59}$/;

/** "Dinas Pekerjaan Umum" becomes "dinas-pekerjaan-umum". */
const idFrom = (name: string): string =>
  name
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "")
    .slice(0, 60);

const choicesOf = (lines: readonly TreeLine[], but?: string) =>
  lines
    .filter((line) => line.state !== "ended" && line.row.unitId !== but)
    .map(({ row, depth }) => ({ value: row.unitId as string, label: `${"\u2003".repeat(depth)}${row.name}` }));

const NO_PARENT = "-";
const parentChoices = (lines: readonly TreeLine[], but?: string) => [
  { value: NO_PARENT, label: words.unit.noParent },
  ...choicesOf(lines, but),
];

/** A change begins the day after the newest row did, at the earliest. */
const earliest = ({ latest }: TreeLine): string => addDays(latest.from, 1);
const tooEarly = (line: TreeLine, from: string): string | undefined =>
  from < earliest(line) ? words.mandate.lackingLater(formatDate(latestDay(line))) : undefined;
const latestDay = ({ latest }: TreeLine): string => latest.from;

export function FormUnitDialog(props: Shared & { lines: readonly TreeLine[] }): JSX.Element {
  const me = useMe();
  const [name, setName] = createSignal("");
  const [short, setShort] = createSignal("");
  const [id, setId] = createSignal<string>();
  const [kind, setKind] = createSignal("");
  const [code, setCode] = createSignal("");
  const [parent, setParent] = createSignal(NO_PARENT);
  const [from, setFrom] = createSignal(todayOf(me));
  const unitId = () => id() ?? idFrom(name());
  const lacking = () => {
    if (name().trim() === "" || short().trim() === "" || kind() === "" || from() === "") return words.unit.create;
    return ID.test(unitId()) ? undefined : words.unit.idHint;
  };
  const input = () => ({
    unitId: unitId(),
    name: name().trim(),
    short: short().trim(),
    kind: kind(),
    from: from(),
    code: code().trim() === "" ? null : code().trim(),
    parent: parent() === NO_PARENT ? null : parent(),
  });
  return (
    <ActDialog
      title={words.unit.create}
      description={words.unit.createAbout}
      act={words.unit.create}
      size="large"
      sent={input()}
      lacking={lacking()}
      send={(command) => api("orgunit.create", input(), { command })}
      done={words.unit.created(name().trim())}
      onClose={props.onClose}
      onDone={props.onDone}
    >
      <TextInput label={words.unit.name} value={name()} maxLength={200} required onInput={setName} />
      <div class="o-pair">
        <TextInput label={words.unit.short} value={short()} maxLength={80} required onInput={setShort} />
        <TextInput label={words.unit.id} hint={words.unit.idHint} value={unitId()} maxLength={60} onInput={setId} />
      </div>
      <div class="o-pair">
        <Select
          label={words.unit.kind}
          options={Object.entries(words.unit.kinds).map(([value, label]) => ({ value, label }))}
          value={kind()}
          required
          onChange={setKind}
        />
        <TextInput label={words.unit.code} value={code()} maxLength={40} onInput={setCode} />
      </div>
      <Select
        label={words.unit.parent}
        placeholder={null}
        options={parentChoices(props.lines)}
        value={parent()}
        onChange={setParent}
      />
      <DateTimeInput label={words.unit.from} value={from()} required onInput={setFrom} />
    </ActDialog>
  );
}

const startOf = (line: TreeLine, today: string): string => (today > line.latest.from ? today : earliest(line));

export function RenameUnitDialog(props: Shared & { line: TreeLine }): JSX.Element {
  const me = useMe();
  const [name, setName] = createSignal(props.line.latest.name);
  const [short, setShort] = createSignal(props.line.latest.short);
  const [from, setFrom] = createSignal(startOf(props.line, todayOf(me)));
  const input = () => ({
    unitId: props.line.row.unitId,
    asOf: props.line.latest.from,
    from: from(),
    name: name().trim(),
    short: short().trim(),
  });
  const lacking = () =>
    name().trim() === "" || short().trim() === "" ? words.unit.name : tooEarly(props.line, from());
  return (
    <ActDialog
      title={`${words.unit.rename}: ${props.line.latest.name}`}
      description={words.unit.renameAbout}
      act={words.unit.rename}
      sent={input()}
      lacking={lacking()}
      send={(command) => api("orgunit.rename", input(), { command })}
      done={words.unit.changed(name().trim())}
      onClose={props.onClose}
      onDone={props.onDone}
    >
      <TextInput label={words.unit.name} value={name()} maxLength={200} required onInput={setName} />
      <TextInput label={words.unit.short} value={short()} maxLength={80} required onInput={setShort} />
      <DateTimeInput label={words.unit.from} min={earliest(props.line)} value={from()} required onInput={setFrom} />
    </ActDialog>
  );
}

export function MoveUnitDialog(props: Shared & { line: TreeLine; lines: readonly TreeLine[] }): JSX.Element {
  const me = useMe();
  const [parent, setParent] = createSignal<string>(props.line.latest.parent ?? NO_PARENT);
  const [from, setFrom] = createSignal(startOf(props.line, todayOf(me)));
  const input = () => ({
    unitId: props.line.row.unitId,
    asOf: props.line.latest.from,
    from: from(),
    parent: parent() === NO_PARENT ? null : parent(),
  });
  return (
    <ActDialog
      title={`${words.unit.move}: ${props.line.latest.name}`}
      description={words.unit.moveAbout}
      act={words.unit.move}
      sent={input()}
      lacking={tooEarly(props.line, from())}
      send={(command) => api("orgunit.move", input(), { command })}
      done={words.unit.changed(props.line.latest.name)}
      onClose={props.onClose}
      onDone={props.onDone}
    >
      <Select
        label={words.unit.parent}
        placeholder={null}
        options={parentChoices(props.lines, props.line.row.unitId)}
        value={parent()}
        onChange={setParent}
      />
      <DateTimeInput label={words.unit.from} min={earliest(props.line)} value={from()} required onInput={setFrom} />
    </ActDialog>
  );
}

export function EndUnitDialog(props: Shared & { line: TreeLine; lines: readonly TreeLine[] }): JSX.Element {
  const me = useMe();
  const [until, setUntil] = createSignal(todayOf(me));
  const [successors, setSuccessors] = createSignal<readonly string[]>([]);
  const input = () => ({
    unitId: props.line.row.unitId,
    asOf: props.line.latest.from,
    until: until(),
    successors: [...successors()],
  });
  const toggle = (unit: string, chosen: boolean) =>
    setSuccessors((before) => (chosen ? [...before, unit] : before.filter((each) => each !== unit)));
  return (
    <ActDialog
      title={`${words.unit.end}: ${props.line.latest.name}`}
      description={words.unit.endAbout}
      act={words.unit.end}
      danger
      size="large"
      sent={input()}
      lacking={until() === "" ? words.unit.until : undefined}
      send={(command) => api("orgunit.end", input(), { command })}
      done={words.unit.changed(props.line.latest.name)}
      onClose={props.onClose}
      onDone={props.onDone}
    >
      <DateTimeInput label={words.unit.until} min={todayOf(me)} value={until()} required onInput={setUntil} />
      <fieldset class="o-successors">
        <legend class="s-label">{words.unit.successor}</legend>
        <For each={choicesOf(props.lines, props.line.row.unitId)}>
          {(choice) => (
            <Checkbox
              label={choice.label}
              checked={successors().includes(choice.value)}
              onChange={(chosen) => toggle(choice.value, chosen)}
            />
          )}
        </For>
      </fieldset>
    </ActDialog>
  );
}
