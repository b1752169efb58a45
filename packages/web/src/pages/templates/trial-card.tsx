import { formatDateTime } from "@selaras/core/kernel/format.ts";
import { Button, LinkButton } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { toast } from "@selaras/ui/components/notice.tsx";
import { createResource, createSignal, For, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { FailureNotice } from "../../frame/await.tsx";
import { useZone } from "../../session/me.tsx";
import { createSaving } from "../indicators/saving.ts";
import { PersonPicker } from "../organisation/person-picker.tsx";
import type { Person } from "../organisation/organisation.data.ts";
import type { Work } from "./work.ts";
import { words } from "./words.ts";

const w = words.trial;
type Tester = Pick<Person, "personId" | "name">;

/** Who may look at the draft before it is released. */
export function TrialCard(props: { work: Work }): JSX.Element {
  const zone = useZone();
  const trial = () => props.work.head().trial;
  const [known] = createResource(() => trial()?.testers, namesOf, { initialValue: [] });
  const [added, setAdded] = createSignal<readonly Tester[]>([]);
  const [dropped, setDropped] = createSignal<readonly string[]>([]);
  const [picked, setPicked] = createSignal<Person>();
  const testers = (): readonly Tester[] => [
    ...(known.latest ?? []).filter((each) => !dropped().includes(each.personId)),
    ...added().filter((each) => !(known.latest ?? []).some((own) => own.personId === each.personId)),
  ];
  const { busy, failure, save } = createSaving(() => [testers(), props.work.head().rev]);
  const send = (people: readonly Tester[]) =>
    save(async (command) => {
      await api(
        "template.trial",
        { template: props.work.template, rev: props.work.head().rev, testers: people.map((each) => each.personId) },
        { command },
      );
      toast({ tone: "success", text: people.length === 0 ? w.ended : w.begun(people.length) });
      setAdded([]);
      setDropped([]);
      await props.work.look();
    });
  return (
    <Card
      title={w.title}
      description={trial() ? w.running(trial()?.name ?? "", formatDateTime(trial()?.at ?? "", zone)) : w.text}
    >
      <div class="tp-editor">
        <Show when={failure()}>{(failed) => <FailureNotice failure={failed()} />}</Show>
        <ul class="tp-lines">
          <For each={testers()}>
            {(tester) => (
              <li>
                {tester.name}{" "}
                <LinkButton
                  label={w.drop(tester.name)}
                  onPress={() => {
                    setAdded(added().filter((each) => each.personId !== tester.personId));
                    setDropped([...dropped(), tester.personId]);
                  }}
                >
                  {words.judges.dropWord}
                </LinkButton>
              </li>
            )}
          </For>
        </ul>
        <PersonPicker
          chosen={picked()}
          onChoose={(person) => {
            if (person && testers().length < LIMITS.testersPerTrial) {
              setDropped(dropped().filter((each) => each !== person.personId));
              setAdded([...added().filter((each) => each.personId !== person.personId), person]);
            }
            setPicked(undefined);
          }}
        />
        <div class="tp-acts">
          <Button
            busy={busy()}
            disabledReason={testers().length === 0 ? w.noTesters : undefined}
            onPress={() => void send(testers())}
          >
            {trial() ? w.renew : w.begin}
          </Button>
          <Show when={trial()}>
            <Button kind="tertiary" busy={busy()} onPress={() => void send([])}>
              {w.end}
            </Button>
          </Show>
        </div>
      </div>
    </Card>
  );
}

/** Names of the testers of a running trial. */
async function namesOf(ids: readonly string[]): Promise<readonly Tester[]> {
  const { people } = await api("account.people", { q: "" });
  return ids.flatMap((id): Tester[] => {
    const found = people.find((each) => each.personId === id);
    return found ? [found] : [];
  });
}
