import { LIMITS } from "@selaras/core/kernel/limits.ts";
import type { ReportView, StepView } from "@selaras/core/report/schema.ts";
import { Button, ButtonLink } from "@selaras/ui/components/button.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { ConfirmDialog } from "@selaras/ui/components/dialog.tsx";
import { TextInput } from "@selaras/ui/components/input.tsx";
import { Alert, toast } from "@selaras/ui/components/notice.tsx";
import { createSignal, For, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { paths } from "../../paths.ts";
import { useMe } from "../../session/me.tsx";
import { chainWords } from "./chain-words.ts";
import { createDecision } from "./decision.ts";

const w = chainWords.barred;
const DECREE_LEAST = 3;
const DECREE_MOST = 120;

type BarredProps = { report: ReportView; step: StepView; onChanged: () => void };

/** Whom the separation of duties keeps from an open step and why, and how the report gets on when nobody else is left. */
export function BarredNotice(props: BarredProps): JSX.Element {
  const me = useMe();
  const stuck = () => props.step.barred.length === props.step.holders.length;
  /** Nobody lifts the separation for himself. */
  const liftable = () => props.step.barred.filter(({ person }) => person !== me.person.id);
  return (
    <Show when={props.step.barred.length > 0}>
      <Alert
        tone={stuck() ? "warning" : "info"}
        title={stuck() ? w.stuck : w.some}
        actions={
          <Show when={stuck()}>
            <Show when={me.may.mandates}>
              <ButtonLink href={paths.organisation({ tab: "mandat" })}>{w.toMandates}</ButtonLink>
            </Show>
            <Show when={me.may.chains}>
              <ButtonLink href={paths.chains()}>{w.toChains}</ButtonLink>
            </Show>
            <Show when={props.report.authority && liftable().length > 0}>
              <ExceptionButton {...props} persons={liftable()} />
            </Show>
          </Show>
        }
      >
        <ul class="r-list">
          <For each={props.step.barred}>
            {({ name, acted }) => <li>{w.why(name, acted.join(", "), props.step.label)}</li>}
          </For>
        </ul>
        <Show when={stuck()}>
          <p>{w.waysOut}</p>
          <ol class="r-ways">
            <li>{w.wayMandate}</li>
            <li>{w.wayParent}</li>
            <li>{props.report.authority ? w.wayExceptionOwn : w.wayException}</li>
          </ol>
        </Show>
      </Alert>
    </Show>
  );
}

/** Records that one person may decide this step of this round after all, with the letter that says so. */
function ExceptionButton(props: BarredProps & { persons: StepView["barred"] }): JSX.Element {
  const decision = createDecision();
  const [open, setOpen] = createSignal(false);
  const [chosen, setChosen] = createSignal<string | null>(null);
  const [decree, setDecree] = createSignal("");
  const person = () => props.persons.find((each) => each.person === chosen()) ?? props.persons[0];
  const lacking = () => decree().trim().length < DECREE_LEAST;
  const [warned, setWarned] = createSignal(false);
  const record = async (reason: string) => {
    const whom = person();
    setWarned(lacking());
    if (!whom || lacking()) return;
    const input = { id: props.report.id, step: props.step.key, person: whom.person, reason, decree: decree().trim() };
    const done = await decision.decide((command) => api("report.exception", input, { command }));
    if (!done) return;
    setOpen(false);
    toast({ tone: "success", text: w.recorded(whom.name) });
    props.onChanged();
  };
  return (
    <>
      <Button
        onPress={() => {
          decision.clear();
          setOpen(true);
        }}
      >
        {w.record}
      </Button>
      <ConfirmDialog
        open={open()}
        title={w.recordTitle(person()?.name ?? "", props.step.label)}
        description={w.recordText}
        kind="primary"
        confirm={w.record}
        busy={decision.busy()}
        reason={{ minimum: LIMITS.reasonCharactersLeast, maxLength: LIMITS.reasonCharactersMost }}
        onClose={() => setOpen(false)}
        onConfirm={(reason) => void record(reason)}
      >
        <div class="r-form">
          <Show when={decision.setback()}>
            {(setback) => (
              <Alert tone="danger" live title={setback().title}>
                {setback().message}
              </Alert>
            )}
          </Show>
          <Show when={props.persons.length > 1}>
            <Select
              label={w.person}
              placeholder={null}
              value={person()?.person ?? ""}
              options={props.persons.map((each) => ({ value: each.person, label: each.name }))}
              onChange={setChosen}
            />
          </Show>
          <TextInput
            label={w.decree}
            hint={w.decreeHint}
            required
            maxLength={DECREE_MOST}
            value={decree()}
            error={warned() && lacking() ? w.decreeNeeded : undefined}
            onInput={setDecree}
          />
        </div>
      </ConfirmDialog>
    </>
  );
}
