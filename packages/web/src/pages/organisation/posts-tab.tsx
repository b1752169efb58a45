import { Badge } from "@selaras/ui/components/badge.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Checkbox, Select } from "@selaras/ui/components/choice.tsx";
import { EmptyState, Skeleton } from "@selaras/ui/components/waiting.tsx";
import { IconAlertTriangle, IconPlus } from "@selaras/ui/icons.ts";
import { createEffect, createMemo, createResource, createSignal, For, type JSX, on, Show } from "solid-js";
import { Await } from "../../frame/await.tsx";
import { useMe } from "../../session/me.tsx";
import { EndDialog, ExtendDialog } from "./end-dialogs.tsx";
import { HoldingLine } from "./holding-lines.tsx";
import { KindsDialog } from "./kinds-dialog.tsx";
import { MandateDialog } from "./mandate-dialog.tsx";
import { type Holding, loadBoard, loadTree, type Seat, treeLines, type UnitSeats } from "./organisation.data.ts";
import { words } from "./words.ts";

type Doing =
  | { readonly what: "appoint"; readonly unit: string; readonly seat: Seat | undefined }
  | { readonly what: "extend" | "end"; readonly of: Holding };

/** Which posts a unit has, who holds them, and which have nobody. */
export function PostsTab(props: { unit: string; onUnit: (unit: string) => void }): JSX.Element {
  const [tree, { refetch: again }] = createResource(loadTree);
  const units = createMemo(() => {
    const found = tree();
    return found === undefined ? [] : treeLines(found).filter((line) => line.state !== "ended");
  });
  const [vacantOnly, setVacantOnly] = createSignal(false);
  const [after, setAfter] = createSignal<string>();
  const [earlier, setEarlier] = createSignal<readonly UnitSeats[]>([]);
  const [page, { refetch }] = createResource(
    () => ({ unit: props.unit, after: after() }),
    (asked) => loadBoard(asked.unit, asked.after),
  );
  createEffect(
    on(
      () => props.unit,
      () => {
        setEarlier([]);
        setAfter(undefined);
      },
      { defer: true },
    ),
  );
  const [doing, setDoing] = createSignal<Doing>();
  const [listing, setListing] = createSignal(false);
  const changed = () => {
    setEarlier([]);
    setAfter(undefined);
    void refetch();
  };
  const shown = () => [...earlier(), ...(page.latest?.units ?? [])];
  const seen = () =>
    shown()
      .map((each) => ({ ...each, seats: vacantOnly() ? each.seats.filter((seat) => seat.vacant) : each.seats }))
      .filter((each) => each.seats.length > 0 || (props.unit !== "" && !vacantOnly()));
  const more = () => {
    const next = page.latest?.next;
    if (next === undefined || next === null) return;
    setEarlier(shown());
    setAfter(next);
  };
  return (
    <Await onRetry={again}>
      <div class="w-filters">
        <Select
          label={words.post.unit}
          placeholder={null}
          options={[
            { value: "", label: words.post.all },
            ...units().map(({ row, depth }) => ({
              value: row.unitId as string,
              label: `${"\u2003".repeat(depth)}${row.name}`,
            })),
          ]}
          value={props.unit}
          onChange={props.onUnit}
        />
        <Button onPress={() => setListing(true)}>{words.kinds.title}</Button>
        <Checkbox label={words.post.vacantOnly} checked={vacantOnly()} onChange={setVacantOnly} />
      </div>
      <Show when={page.latest} fallback={<Skeleton shape="table" />}>
        <For
          each={seen()}
          fallback={
            <EmptyState title={vacantOnly() ? words.post.noneVacant : words.post.none}>{words.about}</EmptyState>
          }
        >
          {(unit) => <UnitCard unit={unit} onDo={setDoing} />}
        </For>
        <Show when={page.latest?.next}>
          <Button busy={page.loading} onPress={more}>
            {words.more}
          </Button>
        </Show>
      </Show>
      <Show when={listing()}>
        <KindsDialog onClose={() => setListing(false)} />
      </Show>
      <Doings doing={doing()} onClose={() => setDoing(undefined)} onDone={changed} />
    </Await>
  );
}

function Doings(props: { doing: Doing | undefined; onClose: () => void; onDone: () => void }): JSX.Element {
  const appointing = () => (props.doing?.what === "appoint" ? props.doing : undefined);
  const holding = (what: "extend" | "end") =>
    props.doing !== undefined && props.doing.what !== "appoint" && props.doing.what === what
      ? props.doing.of
      : undefined;
  return (
    <>
      <Show when={appointing()} keyed>
        {(it) => <MandateDialog unit={it.unit} seat={it.seat} onClose={props.onClose} onDone={props.onDone} />}
      </Show>
      <Show when={holding("extend")} keyed>
        {(of) => <ExtendDialog of={of} onClose={props.onClose} onDone={props.onDone} />}
      </Show>
      <Show when={holding("end")} keyed>
        {(of) => <EndDialog of={of} onClose={props.onClose} onDone={props.onDone} />}
      </Show>
    </>
  );
}

function UnitCard(props: { unit: UnitSeats; onDo: (doing: Doing) => void }): JSX.Element {
  const me = useMe();
  return (
    <Card
      title={props.unit.name}
      actions={
        <Show when={me.may.mandates}>
          <Button
            size="small"
            icon={IconPlus}
            onPress={() => props.onDo({ what: "appoint", unit: props.unit.unit, seat: undefined })}
          >
            {words.post.new}
          </Button>
        </Show>
      }
    >
      <Show when={props.unit.seats.length > 0} fallback={<p class="w-note">{words.post.none}</p>}>
        <ul class="o-seats">
          <For each={props.unit.seats}>
            {(seat) => (
              <li class="o-seat">
                <div class="o-seat-head">
                  <div>
                    <h3 class="o-seat-title">{seat.title}</h3>
                    <p class="w-note">{seat.label}</p>
                  </div>
                  <Show when={seat.vacant}>
                    <Badge tone="warning" icon={IconAlertTriangle}>
                      {words.post.vacant}
                    </Badge>
                  </Show>
                  <Show when={me.may.mandates}>
                    <Button
                      size="small"
                      label={`${words.post.appoint}: ${seat.title}`}
                      disabledReason={seat.may ? undefined : words.post.notOfficer}
                      onPress={() => props.onDo({ what: "appoint", unit: props.unit.unit, seat })}
                    >
                      {words.post.appoint}
                    </Button>
                  </Show>
                </div>
                <ul class="o-holdings">
                  <For each={seat.holders}>
                    {(holding) => (
                      <HoldingLine
                        of={holding}
                        may={seat.may}
                        onExtend={(of) => props.onDo({ what: "extend", of })}
                        onEnd={(of) => props.onDo({ what: "end", of })}
                      />
                    )}
                  </For>
                </ul>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Card>
  );
}
