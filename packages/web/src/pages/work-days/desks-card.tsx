import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { DataTable } from "@selaras/ui/components/data-table.tsx";
import { IconPlus } from "@selaras/ui/icons.ts";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { createSignal, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { t } from "../../i18n/index.ts";
import { useMe } from "../../session/me.tsx";
import { lengthOf } from "./hours-card.tsx";
import { HoursFields, readWeek, typedWeek } from "./hours-fields.tsx";
import { DAYS_IN_ORDER, hoursText } from "./week.ts";
import type { Kind, Week, WorkHours } from "./work-days.data.ts";
import { words } from "./words.ts";

type Props = { hours: WorkHours; kinds: readonly Kind[]; onChanged: () => void };
type Row = { readonly kind: string; readonly week: Week };
/** The post whose hours are edited; null = one that is still to be chosen. */
type Editing = { readonly seen: WorkHours; readonly kind: string | null };

const nameIn = (kinds: readonly Kind[], kind: string): string =>
  kinds.find((each) => each.kind === kind)?.label ?? kind;

/** "Senin 08.00–16.00, Selasa ..." of the days on which somebody works. */
const summary = (week: Week): string =>
  DAYS_IN_ORDER.flatMap((day) => {
    const text = hoursText(week[day] ?? []);
    return text === "" ? [] : [`${words.days[day]} ${text}`];
  }).join("; ");

/** Posts whose office hours differ from the regency's. */
export function DesksCard(props: Props): JSX.Element {
  const me = useMe();
  const [editing, setEditing] = createSignal<Editing>();
  const [removing, setRemoving] = createSignal<Editing>();
  const barrier = () => (me.may.calendar ? undefined : words.readOnly);
  const rows = (): readonly Row[] => Object.entries(props.hours.desks).map(([kind, week]) => ({ kind, week }));
  return (
    <>
      <Card
        title={words.desks.title}
        description={words.desks.about}
        flush={rows().length > 0}
        actions={
          <Button
            icon={IconPlus}
            disabledReason={barrier()}
            onPress={() => setEditing({ seen: props.hours, kind: null })}
          >
            {words.desks.add}
          </Button>
        }
      >
        <Show when={rows().length > 0} fallback={<p class="w-note">{words.desks.none}</p>}>
          <DataTable<Row>
            caption={words.desks.title}
            hideCaption
            rows={rows()}
            rowKey={(row) => row.kind}
            columns={[
              { key: "post", label: words.desks.post, cell: (row) => nameIn(props.kinds, row.kind) },
              {
                key: "hours",
                label: words.hours,
                cell: (row) => (
                  <span>
                    {lengthOf(row.week)}
                    <span class="d-small">{summary(row.week)}</span>
                  </span>
                ),
              },
              {
                key: "acts",
                label: words.acts,
                cell: (row) => (
                  <span class="d-acts">
                    <Button
                      size="small"
                      label={words.desks.change(nameIn(props.kinds, row.kind))}
                      disabledReason={barrier()}
                      onPress={() => setEditing({ seen: props.hours, kind: row.kind })}
                    >
                      {words.holidays.change}
                    </Button>
                    <Button
                      size="small"
                      label={words.desks.removeTitle(nameIn(props.kinds, row.kind))}
                      disabledReason={barrier()}
                      onPress={() => setRemoving({ seen: props.hours, kind: row.kind })}
                    >
                      {words.desks.remove}
                    </Button>
                  </span>
                ),
              },
            ]}
          />
        </Show>
      </Card>
      <Show when={editing()} keyed>
        {(edited) => <ChangeDesk {...props} {...edited} onClose={() => setEditing(undefined)} />}
      </Show>
      <Show when={removing()} keyed>
        {(gone) => (
          <RemoveDesk {...props} seen={gone.seen} kind={gone.kind ?? ""} onClose={() => setRemoving(undefined)} />
        )}
      </Show>
    </>
  );
}

function ChangeDesk(props: Props & Editing & { onClose: () => void }): JSX.Element {
  const own = Object.entries(props.seen.desks).find(([each]) => each === props.kind)?.[1];
  const [kind, setKind] = createSignal(props.kind ?? "");
  const [typed, setTyped] = createSignal(typedWeek(own ?? props.seen.hours));
  const name = () => nameIn(props.kinds, kind());
  const free = () => props.kinds.filter((each) => !(each.kind in props.seen.desks));
  const read = () => readWeek(typed());
  const lacking = () => {
    if (kind() === "") return words.desks.choose;
    if (props.kind === null && Object.keys(props.seen.desks).length >= LIMITS.desksWithOwnHours) {
      return words.holidays.full(LIMITS.desksWithOwnHours);
    }
    const found = read();
    return "lacking" in found ? found.lacking : undefined;
  };
  const send = (command: string) => {
    const found = read();
    const desks = "week" in found ? { ...props.seen.desks, [kind()]: found.week } : props.seen.desks;
    return api("calendar.setHours", { ...props.seen, desks }, { command });
  };
  return (
    <ActDialog
      title={props.kind === null ? words.desks.add : words.desks.change(name())}
      description={words.office.changeAbout}
      act={t.act.save}
      size="large"
      sent={[kind(), typed()]}
      lacking={lacking()}
      send={send}
      done={words.desks.saved(name())}
      onClose={props.onClose}
      onDone={props.onChanged}
      onStale={props.onChanged}
    >
      <Show when={props.kind === null}>
        <Select
          label={words.desks.post}
          options={free().map((each) => ({ value: each.kind, label: each.label }))}
          value={kind()}
          required
          onChange={setKind}
        />
      </Show>
      <p class="w-note">{words.office.hint}</p>
      <HoursFields typed={typed()} onInput={setTyped} />
    </ActDialog>
  );
}

function RemoveDesk(props: Props & { seen: WorkHours; kind: string; onClose: () => void }): JSX.Element {
  const name = () => nameIn(props.kinds, props.kind);
  const send = (command: string) => {
    const desks = Object.fromEntries(Object.entries(props.seen.desks).filter(([kind]) => kind !== props.kind));
    return api("calendar.setHours", { ...props.seen, desks }, { command });
  };
  return (
    <ActDialog
      title={words.desks.removeTitle(name())}
      description={words.desks.removeAbout}
      act={words.desks.remove}
      danger
      sent={props.kind}
      lacking={undefined}
      send={send}
      done={words.desks.removed(name())}
      onClose={props.onClose}
      onDone={props.onChanged}
      onStale={props.onChanged}
    />
  );
}
