import { desk } from "@selaras/core/kernel/id.ts";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { Button, IconButton } from "@selaras/ui/components/button.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { Dialog } from "@selaras/ui/components/dialog.tsx";
import { TextInput } from "@selaras/ui/components/input.tsx";
import { toast } from "@selaras/ui/components/notice.tsx";
import { IconPlus, IconTrash } from "@selaras/ui/icons.ts";
import { createMemo, createSignal, Index, type JSX, on, Show } from "solid-js";
import { api, type ApiFailure, asFailure, newCommandId } from "../../api/client.ts";
import { FailureNotice } from "../../frame/await.tsx";
import { freeKey } from "./model.ts";
import type { Vocabulary } from "./editor.ts";
import type { UnitRow } from "./simulate-panel.tsx";
import { words } from "./words.ts";

type PostRow = Vocabulary["posts"][number];
type SeatDraft = { readonly seat: string; readonly label: string; readonly desk: string };
export type TeamDraft = {
  readonly team: string;
  readonly label: string;
  readonly seats: readonly SeatDraft[];
  readonly rev: number;
  readonly isNew: boolean;
};

const ANYWHERE = "daerah";
const CODE = /^[a-z][a-z0-9-]{1,29}$/;
export const NEW_TEAM: TeamDraft = {
  team: "",
  label: "",
  seats: [{ seat: "kursi-1", label: "", desk: `@${ANYWHERE}` }],
  rev: 0,
  isNew: true,
};

const partsOf = (at: string): { kind: string; unit: string } => {
  const [kind = "", unit = ""] = at.split("@");
  return { kind, unit };
};

export type TeamDialogProps = {
  team: TeamDraft;
  units: readonly UnitRow[];
  /** Kinds of posts that somebody holds. */
  posts: readonly PostRow[];
  taken: readonly string[];
  onClose: () => void;
  onSaved: () => void;
};

/** A team and its seats. */
export function TeamDialog(props: TeamDialogProps): JSX.Element {
  const [label, setLabel] = createSignal(props.team.label);
  const [code, setCode] = createSignal(props.team.team);
  const [seats, setSeats] = createSignal(props.team.seats);
  const [busy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<ApiFailure>();
  const command = createMemo(on([label, code, seats], () => newCommandId()));
  const codeFault = () => {
    if (!props.team.isNew) return undefined;
    if (!CODE.test(code())) return words.codeBad;
    return props.taken.includes(code()) ? words.codeTaken : undefined;
  };
  const incomplete = () =>
    label().trim() === "" || seats().some((seat) => seat.label.trim() === "" || partsOf(seat.desk).kind === "");
  const change = (at: number, part: Partial<SeatDraft>) =>
    setSeats(seats().map((seat, i) => (i === at ? { ...seat, ...part } : seat)));
  const add = () => {
    const seat = freeKey(
      seats().map((each) => each.seat),
      `kursi-${seats().length + 1}`,
    );
    setSeats([...seats(), { seat, label: "", desk: `@${ANYWHERE}` }]);
  };
  const save = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const sent = seats().map((seat) => {
        const { kind, unit } = partsOf(seat.desk);
        return { seat: seat.seat, label: seat.label.trim(), desk: desk(kind, unit) };
      });
      const input = { team: code(), label: label().trim(), seats: sent, rev: props.team.rev };
      await api("approval.saveTeam", input, { command: command() });
      toast({ tone: "success", text: words.teamsPage.saved(label().trim()) });
      props.onSaved();
    } catch (thrown) {
      setFailure(asFailure(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      size="large"
      title={props.team.isNew ? words.teamsPage.newTitle : words.teamsPage.editTitle(props.team.label)}
      description={words.teamsPage.running}
      dismissable={!busy()}
      onClose={() => props.onClose()}
      actions={
        <>
          <Button onPress={() => props.onClose()}>{words.stay}</Button>
          <Button
            kind="primary"
            busy={busy()}
            disabledReason={codeFault() ?? (incomplete() ? words.teamsPage.incomplete : undefined)}
            onPress={() => void save()}
          >
            {words.saveTeam}
          </Button>
        </>
      }
    >
      <div class="c-editor">
        <Show when={failure()}>{(failed) => <FailureNotice failure={failed()} />}</Show>
        <TextInput label={words.teamsPage.label} value={label()} maxLength={120} required onInput={setLabel} />
        <Show when={props.team.isNew}>
          <TextInput
            label={words.teamsPage.code}
            hint={words.codeHint}
            value={code()}
            maxLength={30}
            required
            error={code() === "" ? undefined : codeFault()}
            onInput={(typed) => setCode(typed.trim())}
          />
        </Show>
        <h3 class="c-subtitle">{words.teamsPage.seats}</h3>
        <Index each={seats()}>
          {(seat, at) => (
            <SeatFields
              seat={seat()}
              units={props.units}
              posts={props.posts}
              only={seats().length === 1}
              onChange={(part) => change(at, part)}
              onRemove={() => setSeats(seats().filter((_, i) => i !== at))}
            />
          )}
        </Index>
        <Show when={seats().length < LIMITS.seatsPerTeam}>
          <Button icon={IconPlus} onPress={add}>
            {words.teamsPage.addSeat}
          </Button>
        </Show>
      </div>
    </Dialog>
  );
}

type SeatFieldsProps = {
  posts: readonly PostRow[];
  seat: SeatDraft;
  units: readonly UnitRow[];
  only: boolean;
  onChange: (part: Partial<SeatDraft>) => void;
  onRemove: () => void;
};

function SeatFields(props: SeatFieldsProps): JSX.Element {
  const parts = () => partsOf(props.seat.desk);
  const options = () => {
    const known = props.posts.map((post): { value: string; label: string } => ({
      value: post.kind,
      label: post.label,
    }));
    const own = parts().kind;
    return own === "" || known.some((each) => each.value === own) ? known : [{ value: own, label: own }, ...known];
  };
  return (
    <div class="c-seat">
      <TextInput
        label={words.teamsPage.seatLabel}
        value={props.seat.label}
        maxLength={120}
        onInput={(label) => props.onChange({ label })}
      />
      <Select
        label={words.teamsPage.seatPost}
        options={options()}
        value={parts().kind}
        onChange={(kind) => props.onChange({ desk: `${kind}@${parts().unit}` })}
      />
      <Select
        label={words.teamsPage.seatUnit}
        placeholder={null}
        options={[
          { value: ANYWHERE, label: words.teamsPage.anywhere },
          ...props.units.map((unit): { value: string; label: string } => ({ value: unit.unitId, label: unit.name })),
        ]}
        value={parts().unit}
        onChange={(unit) => props.onChange({ desk: `${parts().kind}@${unit}` })}
      />
      <IconButton
        icon={IconTrash}
        label={words.teamsPage.removeSeat(props.seat.label)}
        disabledReason={props.only ? words.teamsPage.lastSeat : undefined}
        onPress={() => props.onRemove()}
      />
    </div>
  );
}
