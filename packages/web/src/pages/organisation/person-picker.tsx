import { Select } from "@selaras/ui/components/choice.tsx";
import { SearchInput } from "@selaras/ui/components/input.tsx";
import { createResource, createSignal, type JSX, onCleanup, Show } from "solid-js";
import { findPeople, type Person } from "./organisation.data.ts";
import { words } from "./words.ts";

const PAUSE_MS = 300;

/** Somebody from the list of employees: search, then choose. */
export function PersonPicker(props: {
  chosen: Person | undefined;
  onChoose: (person: Person | undefined) => void;
}): JSX.Element {
  const [typed, setTyped] = createSignal("");
  const [asked, setAsked] = createSignal("");
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  const type = (value: string) => {
    setTyped(value);
    clearTimeout(timer);
    timer = setTimeout(() => setAsked(value), PAUSE_MS);
  };
  const [found] = createResource(asked, findPeople, { initialValue: [] });
  const options = () => {
    const list = found.latest;
    const chosen = props.chosen;
    const all = chosen && !list.some((each) => each.personId === chosen.personId) ? [chosen, ...list] : list;
    return all.map((person) => ({
      value: person.personId as string,
      label: person.nip === null ? person.name : `${person.name} (NIP ${person.nip})`,
    }));
  };
  return (
    <>
      <SearchInput
        label={words.mandate.find}
        hideLabel={false}
        placeholder={words.mandate.find}
        value={typed()}
        onInput={type}
      />
      <Show when={asked().trim().length >= 2 || props.chosen}>
        <Select
          label={words.mandate.who}
          placeholder={options().length === 0 && !found.loading ? words.mandate.noPerson : words.mandate.found}
          options={options()}
          value={props.chosen?.personId ?? ""}
          required
          onChange={(id) => {
            const person = found.latest.find((each) => each.personId === id);
            if (person) props.onChoose(person);
          }}
        />
      </Show>
    </>
  );
}
