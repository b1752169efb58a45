import { formatDate } from "@selaras/core/kernel/format.ts";
import { zoneLabel } from "@selaras/core/kernel/zone.ts";
import { RadioGroup, Select } from "@selaras/ui/components/choice.tsx";
import { DateTimeInput, TextInput } from "@selaras/ui/components/input.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { createResource, createSignal, For, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { todayOf } from "../../frame/year.ts";
import { useMe, useZone } from "../../session/me.tsx";
import { HOLDING_PREFIX } from "../unit/holding.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import type { Holding, Person, Seat } from "./organisation.data.ts";
import { PersonPicker } from "./person-picker.tsx";
import { words } from "./words.ts";

type How = Holding["holding"];
const HOWS: readonly How[] = ["plh", "plt", "pj", "definitif"];
const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());

/** Those who hold a seat in their own right today: a Plh stands in for one of them. */
const principalsOf = (seat: Seat | undefined): readonly Holding[] =>
  (seat?.holders ?? []).filter(
    (each) => ["now", "away"].includes(each.state) && (each.holding === "definitif" || each.holding === "pj"),
  );

export type MandateDialogProps = {
  unit: string;
  /** The seat to be filled; undefined = a post that was never filled. */
  seat: Seat | undefined;
  onClose: () => void;
  onDone: () => void;
};

/** Who takes which post, how, from when to when, by which SK; and what that will do. */
export function MandateDialog(props: MandateDialogProps): JSX.Element {
  const me = useMe();
  const zone = useZone();
  const principals = () => principalsOf(props.seat);
  const first: How = props.seat === undefined ? "definitif" : principals().length > 0 ? "plh" : "plt";
  const [how, setHow] = createSignal<How>(first);
  const [kind, setKind] = createSignal(props.seat?.kind ?? "");
  const [title, setTitle] = createSignal(props.seat?.title ?? "");
  const [standsFor, setStandsFor] = createSignal(principals()[0]?.person ?? "");
  const [who, setWho] = createSignal<Person>();
  const [from, setFrom] = createSignal(todayOf(me));
  const [until, setUntil] = createSignal("");
  const [decree, setDecree] = createSignal("");
  const [decreeDate, setDecreeDate] = createSignal("");
  const [kinds] = createResource(async () => (await api("position.kinds", {})).kinds, { initialValue: [] });
  const acting = () => how() !== "definitif";
  const lacking = (): string | undefined => {
    if (kind() === "" || title().trim() === "") return words.mandate.lackingKind;
    const person = who();
    if (person === undefined) return words.mandate.lackingPerson;
    if (person.personId === me.person.id) return words.mandate.self;
    if (from() === "") return words.mandate.lackingFrom;
    if (until() === "" ? acting() : until() < from()) return words.mandate.lackingUntil;
    return acting() && decree().trim() === "" ? words.mandate.lackingDecree : undefined;
  };
  const input = () => ({
    unit: props.unit,
    kind: kind(),
    person: who()?.personId ?? "",
    holding: how(),
    title: title().trim(),
    from: from(),
    until: orNull(until()),
    decree: orNull(decree()),
    decreeDate: orNull(decreeDate()),
    standsFor: how() === "plh" && !(props.seat?.single ?? false) ? orNull(standsFor()) : null,
  });
  const full = () => `${HOLDING_PREFIX[how()]}${title().trim()}`;
  const replaced = () => principals().find((each) => each.person === standsFor()) ?? principals()[0];
  const consequences = (): readonly string[] => {
    const person = who();
    if (lacking() !== undefined || person === undefined) return [];
    const label = zoneLabel(zone);
    const principal = replaced();
    return [
      words.mandate.starts(formatDate(from()), label, title().trim(), person.name),
      ...(how() === "plh" && principal ? [words.mandate.pauses(principal.name)] : []),
      ...(until() === "" ? [] : [words.mandate.stops(formatDate(until()), label)]),
      ...(acting() ? [words.mandate.prints(full()), words.mandate.never] : []),
    ];
  };
  return (
    <ActDialog
      title={props.seat === undefined ? words.mandate.titleNew : words.mandate.title(props.seat.title)}
      act={words.mandate.act}
      size="large"
      sent={input()}
      lacking={lacking()}
      send={(command) => api("position.mandate", input(), { command })}
      done={words.mandate.granted(full(), who()?.name ?? "")}
      onClose={props.onClose}
      onDone={props.onDone}
    >
      <Show when={props.seat === undefined}>
        <Select
          label={words.mandate.kind}
          options={kinds.latest.map((each) => ({ value: each.kind as string, label: each.label }))}
          value={kind()}
          required
          onChange={setKind}
        />
        <TextInput
          label={words.mandate.postTitle}
          hint={words.mandate.postTitleHint}
          maxLength={200}
          value={title()}
          required
          onInput={setTitle}
        />
      </Show>
      <RadioGroup<How>
        label={words.mandate.how}
        inline
        options={HOWS.map((value) => ({ value, label: words.mandate.hows[value] }))}
        value={how()}
        onChange={setHow}
      />
      <Show when={how() === "plh" && principals().length > 1}>
        <Select
          label={words.mandate.standsFor}
          placeholder={null}
          options={principals().map((each) => ({ value: each.person as string, label: each.name }))}
          value={standsFor()}
          onChange={setStandsFor}
        />
      </Show>
      <PersonPicker chosen={who()} onChoose={setWho} />
      <div class="o-pair">
        <DateTimeInput label={words.mandate.from} value={from()} required onInput={setFrom} />
        <DateTimeInput
          label={words.mandate.until}
          hint={acting() ? words.mandate.untilHint : words.mandate.untilOpen}
          min={from()}
          value={until()}
          required={acting()}
          onInput={setUntil}
        />
      </div>
      <div class="o-pair">
        <TextInput
          label={words.mandate.decree}
          value={decree()}
          maxLength={120}
          required={acting()}
          onInput={setDecree}
        />
        <DateTimeInput label={words.mandate.decreeDate} value={decreeDate()} onInput={setDecreeDate} />
      </div>
      <Show when={consequences().length > 0}>
        <Alert tone="info" title={words.mandate.consequences} live>
          <ul class="o-consequences">
            <For each={consequences()}>{(sentence) => <li>{sentence}</li>}</For>
          </ul>
        </Alert>
      </Show>
    </ActDialog>
  );
}
