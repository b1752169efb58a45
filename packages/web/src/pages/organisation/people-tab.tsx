import { RANKS } from "@selaras/core/account/schema.ts";
import { Badge } from "@selaras/ui/components/badge.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { DataTable } from "@selaras/ui/components/data-table.tsx";
import { Menu } from "@selaras/ui/components/menu.tsx";
import { SearchInput } from "@selaras/ui/components/input.tsx";
import { IconBan, IconCircleCheck, IconDots, IconPlus } from "@selaras/ui/icons.ts";
import { createResource, createSignal, type JSX, onCleanup, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { Await } from "../../frame/await.tsx";
import { useMe } from "../../session/me.tsx";
import type { Person } from "./organisation.data.ts";
import { ActiveDialog, PersonDialog, PostsDialog } from "./person-dialogs.tsx";
import { words } from "./words.ts";

const PAUSE_MS = 350;
type Doing = { readonly what: "add" } | { readonly what: "change" | "active" | "posts"; readonly of: Person };
const RANK_ORDER = new Map(RANKS.map((rank, place) => [rank, place]));

/** The employees: search, add, change, deactivate. */
export function PeopleTab(): JSX.Element {
  const me = useMe();
  const [typed, setTyped] = createSignal("");
  const [q, setQ] = createSignal("");
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  const [earlier, setEarlier] = createSignal<readonly Person[]>([]);
  const [cursor, setCursor] = createSignal<string>();
  const [page, { refetch }] = createResource(
    () => ({ q: q(), cursor: cursor() }),
    (asked) => api("account.people", { q: asked.q, ...(asked.cursor === undefined ? {} : { cursor: asked.cursor }) }),
  );
  const [doing, setDoing] = createSignal<Doing>();
  const anew = () => {
    setEarlier([]);
    setCursor(undefined);
  };
  const type = (value: string) => {
    setTyped(value);
    clearTimeout(timer);
    timer = setTimeout(() => {
      anew();
      setQ(value.trim());
    }, PAUSE_MS);
  };
  const rows = () => [...earlier(), ...(page.latest?.people ?? [])];
  const more = () => {
    const next = page.latest?.cursor;
    if (next === undefined || next === null) return;
    setEarlier(rows());
    setCursor(next);
  };
  const changed = () => {
    anew();
    void refetch();
  };
  const keeper = me.may.people ? undefined : words.person.notKeeper;
  const actsOf = (of: Person) => [
    { key: "posts", label: words.person.posts, onSelect: () => setDoing({ what: "posts", of }) },
    ...(me.may.people
      ? [
          { key: "change", label: words.person.change, onSelect: () => setDoing({ what: "change", of }) },
          {
            key: "active",
            label: of.active ? words.person.deactivate : words.person.activate,
            onSelect: () => setDoing({ what: "active", of }),
          },
        ]
      : []),
  ];
  return (
    <Await onRetry={refetch}>
      <Card
        title={words.tabs.pegawai}
        flush
        actions={
          <Button icon={IconPlus} disabledReason={keeper} onPress={() => setDoing({ what: "add" })}>
            {words.person.add}
          </Button>
        }
      >
        <div class="w-table-tools">
          <SearchInput label={words.person.search} placeholder={words.person.search} value={typed()} onInput={type} />
        </div>
        <DataTable<Person>
          caption={words.tabs.pegawai}
          hideCaption
          rows={rows()}
          rowKey={(each) => each.personId}
          empty={page.loading ? undefined : words.person.none(q())}
          columns={[
            {
              key: "name",
              label: words.person.name,
              width: "34%",
              sortBy: (each) => each.name,
              cell: (each) => (
                <span>
                  {each.name}
                  <span class="o-small">{each.nip === null ? "" : `NIP ${each.nip}`}</span>
                </span>
              ),
            },
            {
              key: "rank",
              label: words.person.rank,
              sortBy: (each) => RANK_ORDER.get(each.rank ?? "") ?? -1,
              cell: (each) => each.rank ?? words.person.noRank,
            },
            {
              key: "account",
              label: words.person.account,
              wideOnly: true,
              cell: (each) => (each.account ? words.person.hasAccount : words.person.noAccount),
            },
            {
              key: "active",
              label: words.unit.state,
              sortBy: (each) => (each.active ? 0 : 1),
              cell: (each) => (
                <Badge tone={each.active ? "positive" : "neutral"} icon={each.active ? IconCircleCheck : IconBan}>
                  {each.active ? words.person.active : words.person.inactive}
                </Badge>
              ),
            },
            {
              key: "acts",
              label: words.acts,
              cell: (each) => (
                <Menu
                  label={`${words.acts}: ${each.name}`}
                  icon={IconDots}
                  iconOnly
                  kind="tertiary"
                  entries={actsOf(each)}
                />
              ),
            },
          ]}
        />
      </Card>
      <Show when={page.latest?.cursor}>
        <Button busy={page.loading} onPress={more}>
          {words.more}
        </Button>
      </Show>
      <Doings doing={doing()} onClose={() => setDoing(undefined)} onDone={changed} />
    </Await>
  );
}

function Doings(props: { doing: Doing | undefined; onClose: () => void; onDone: () => void }): JSX.Element {
  const of = (what: Doing["what"]) =>
    props.doing !== undefined && props.doing.what !== "add" && props.doing.what === what ? props.doing.of : undefined;
  return (
    <>
      <Show when={props.doing?.what === "add"}>
        <PersonDialog of={undefined} onClose={props.onClose} onDone={props.onDone} />
      </Show>
      <Show when={of("change")} keyed>
        {(person) => <PersonDialog of={person} onClose={props.onClose} onDone={props.onDone} />}
      </Show>
      <Show when={of("active")} keyed>
        {(person) => <ActiveDialog of={person} onClose={props.onClose} onDone={props.onDone} />}
      </Show>
      <Show when={of("posts")} keyed>
        {(person) => <PostsDialog of={person} onClose={props.onClose} />}
      </Show>
    </>
  );
}
