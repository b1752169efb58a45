import { formatDate } from "@selaras/core/kernel/format.ts";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { addDays } from "@selaras/core/kernel/zone.ts";
import { DateTimeInput, TextArea, TextInput } from "@selaras/ui/components/input.tsx";
import { createSignal, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { todayOf } from "../../frame/year.ts";
import { useMe } from "../../session/me.tsx";
import { ActDialog } from "../../frame/act-dialog.tsx";
import type { Holding } from "./organisation.data.ts";
import { words } from "./words.ts";

type Props = { of: Holding; onClose: () => void; onDone: () => void };

const keyOf = ({ unit, kind, person, from, rev }: Holding) => ({ unit, kind, person, from, rev });

/** A later last day, by an SK of its own. */
export function ExtendDialog(props: Props): JSX.Element {
  const [until, setUntil] = createSignal("");
  const [decree, setDecree] = createSignal("");
  const [decreeDate, setDecreeDate] = createSignal("");
  const last = () => props.of.until ?? "";
  const lacking = () => {
    if (until() <= last()) return words.mandate.lackingLater(formatDate(last()));
    return decree().trim() === "" ? words.mandate.lackingDecree : undefined;
  };
  const input = () => ({
    ...keyOf(props.of),
    until: until(),
    decree: decree().trim(),
    decreeDate: decreeDate() === "" ? null : decreeDate(),
  });
  return (
    <ActDialog
      title={words.mandate.extendTitle(props.of.fullTitle, props.of.name)}
      description={words.mandate.extendAbout}
      act={words.post.extend}
      sent={input()}
      lacking={lacking()}
      send={(command) => api("position.extend", input(), { command })}
      done={words.mandate.extended(until() === "" ? "" : formatDate(until()))}
      onClose={props.onClose}
      onDone={props.onDone}
    >
      <DateTimeInput
        label={words.mandate.until}
        hint={words.mandate.untilHint}
        min={last() === "" ? undefined : addDays(last(), 1)}
        value={until()}
        required
        onInput={setUntil}
      />
      <TextInput label={words.mandate.decree} value={decree()} maxLength={120} required onInput={setDecree} />
      <DateTimeInput label={words.mandate.decreeDate} value={decreeDate()} onInput={setDecreeDate} />
    </ActDialog>
  );
}

/** An earlier last day, or taking back what has not begun; always with a reason. */
export function EndDialog(props: Props): JSX.Element {
  const me = useMe();
  const isAhead = () => props.of.state === "upcoming";
  const [until, setUntil] = createSignal(isAhead() ? addDays(props.of.from, -1) : todayOf(me));
  const [reason, setReason] = createSignal("");
  const lacking = () => {
    if (until() === "") return words.mandate.lackingUntil;
    return reason().trim().length < LIMITS.reasonCharactersLeast
      ? words.mandate.reasonShort(LIMITS.reasonCharactersLeast)
      : undefined;
  };
  const input = () => ({ ...keyOf(props.of), until: until(), reason: reason().trim() });
  return (
    <ActDialog
      title={words.mandate.endTitle(props.of.fullTitle, props.of.name)}
      description={isAhead() ? words.mandate.cancelAbout : words.mandate.endAbout}
      act={isAhead() ? words.post.cancel : words.post.end}
      danger
      sent={input()}
      lacking={lacking()}
      send={(command) => api("position.end", input(), { command })}
      done={words.mandate.ended}
      onClose={props.onClose}
      onDone={props.onDone}
    >
      <Show when={!isAhead()}>
        <DateTimeInput
          label={words.mandate.until}
          hint={words.mandate.untilHint}
          min={todayOf(me)}
          max={props.of.until ?? undefined}
          value={until()}
          required
          onInput={setUntil}
        />
      </Show>
      <TextArea
        label={words.mandate.reason}
        rows={3}
        required
        maxLength={LIMITS.reasonCharactersMost}
        value={reason()}
        onInput={setReason}
      />
    </ActDialog>
  );
}
