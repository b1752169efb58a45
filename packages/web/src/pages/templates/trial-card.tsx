import { formatDateTime } from "@selaras/core/kernel/format.ts";
import { Button, LinkButton } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { toast } from "@selaras/ui/components/notice.tsx";
import { createSignal, For, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { FailureNotice } from "../../frame/await.tsx";
import { useZone } from "../../session/me.tsx";
import { createSaving } from "../indicators/saving.ts";
import { PersonPicker } from "../organisation/person-picker.tsx";
import type { Person } from "../organisation/organisation.data.ts";
import type { Work } from "./work.ts";
import { words } from "./words.ts";

const w = words.trial;
type Tester = NonNullable<ReturnType<Work["head"]>["trial"]>["testers"][number];

/** Who may look at the draft before it is released. */
export function TrialCard(props: { work: Work }): JSX.Element {
  const zone = useZone();
  const trial = () => props.work.head().trial;
  const known = (): readonly Tester[] => trial()?.testers ?? [];
  const [added, setAdded] = createSignal<readonly Tester[]>([]);
  const [dropped, setDropped] = createSignal<readonly string[]>([]);
  const [picked, setPicked] = createSignal<Person>();
  const testers = (): readonly Tester[] => [
    ...known().filter((each) => !dropped().includes(each.person)),
    ...added().filter((each) => !known().some((own) => own.person === each.person)),
  ];
  const { busy, failure, save } = createSaving(() => [testers(), props.work.head().rev]);
  const send = (people: readonly Tester[]) =>
    save(async (command) => {
      await api(
        "template.trial",
        { template: props.work.template, rev: props.work.head().rev, testers: people.map((each) => each.person) },
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
                    setAdded(added().filter((each) => each.person !== tester.person));
                    setDropped([...dropped(), tester.person]);
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
              const { personId, name } = person;
              setDropped(dropped().filter((each) => each !== personId));
              setAdded([...added().filter((each) => each.person !== personId), { person: personId, name }]);
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
