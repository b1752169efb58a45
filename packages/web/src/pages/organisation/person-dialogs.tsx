import { isNip, RANKS } from "@selaras/core/account/schema.ts";
import { Dialog } from "@selaras/ui/components/dialog.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { TextInput } from "@selaras/ui/components/input.tsx";
import { createResource, createSignal, For, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { Await } from "../../frame/await.tsx";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { Days, History, HoldingBadge } from "./holding-lines.tsx";
import type { Person } from "./organisation.data.ts";
import { words } from "./words.ts";

type Props = { of: Person; onClose: () => void; onDone: () => void };
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** A new employee, or what is recorded of one. */
export function PersonDialog(props: Omit<Props, "of"> & { of: Person | undefined }): JSX.Element {
  const [name, setName] = createSignal(props.of?.name ?? "");
  const [nip, setNip] = createSignal(props.of?.nip ?? "");
  const [rank, setRank] = createSignal(props.of?.rank ?? "");
  const [email, setEmail] = createSignal(props.of?.email ?? "");
  const digits = () => nip().replaceAll(/\s/g, "");
  const nipError = () => (digits() === "" || isNip(digits()) ? undefined : words.person.nipBad);
  const person = () => ({
    name: name().trim(),
    nip: digits() === "" ? null : digits(),
    rank: rank() === "" ? null : rank(),
    email: email().trim(),
  });
  const lacking = () => {
    if (name().trim() === "") return words.person.nameMissing;
    return nipError() ?? (MAIL.test(email().trim()) ? undefined : words.person.emailBad);
  };
  const send = (command: string) => {
    const known = props.of;
    return known === undefined
      ? api("account.addPerson", { person: person() }, { command })
      : api("account.changePerson", { personId: known.personId, rev: known.rev, person: person() }, { command });
  };
  return (
    <ActDialog
      title={props.of === undefined ? words.person.add : words.person.change}
      description={props.of === undefined ? undefined : words.person.changeAbout}
      act={props.of === undefined ? words.person.add : words.person.change}
      sent={person()}
      lacking={lacking()}
      send={send}
      done={words.person.saved(name().trim())}
      onClose={props.onClose}
      onDone={props.onDone}
    >
      <TextInput label={words.person.name} value={name()} maxLength={120} required onInput={setName} />
      <TextInput
        label={words.person.nip}
        hint={words.person.nipHint}
        inputMode="numeric"
        value={nip()}
        maxLength={24}
        error={digits().length >= 18 ? nipError() : undefined}
        onInput={setNip}
      />
      <Select
        label={words.person.rank}
        placeholder={words.person.noRank}
        options={RANKS.map((value) => ({ value, label: value }))}
        value={rank()}
        onChange={setRank}
      />
      <TextInput label={words.person.email} type="email" value={email()} maxLength={200} required onInput={setEmail} />
    </ActDialog>
  );
}

/** Deactivating at once, or activating again. */
export function ActiveDialog(props: Props): JSX.Element {
  const input = () => ({ personId: props.of.personId, active: !props.of.active, rev: props.of.rev });
  return (
    <ActDialog
      title={props.of.active ? words.person.deactivate : words.person.activate}
      description={
        props.of.active ? words.person.deactivateAbout(props.of.name) : words.person.activateAbout(props.of.name)
      }
      act={props.of.active ? words.person.deactivate : words.person.activate}
      danger={props.of.active}
      sent={input()}
      lacking={undefined}
      send={(command) => api("account.setActive", input(), { command })}
      done={words.person.saved(props.of.name)}
      onClose={props.onClose}
      onDone={props.onDone}
    />
  );
}

/** Every post somebody holds, held and will hold. */
export function PostsDialog(props: Pick<Props, "of" | "onClose">): JSX.Element {
  const [posts, { refetch }] = createResource(
    () => props.of.personId,
    async (person) => (await api("position.ofPerson", { person })).posts,
  );
  return (
    <Dialog open title={words.person.postsOf(props.of.name)} size="large" onClose={() => props.onClose()}>
      <Await onRetry={refetch}>
        <Show when={(posts() ?? []).length > 0} fallback={<p class="w-note">{words.person.noPosts}</p>}>
          <ul class="o-holdings">
            <For each={posts()}>
              {(post) => (
                <li class="o-holding">
                  <div class="o-holding-words">
                    <strong>{post.fullTitle}</strong>
                    <p class="w-note">
                      {post.decree === null ? words.post.noDecree : words.post.decree(post.decree)}, <Days of={post} />
                    </p>
                    <History of={post} />
                  </div>
                  <HoldingBadge of={post} />
                </li>
              )}
            </For>
          </ul>
        </Show>
      </Await>
    </Dialog>
  );
}
