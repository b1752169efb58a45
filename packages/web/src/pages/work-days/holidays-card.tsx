import type { HOLIDAY_KINDS } from "@selaras/core/calendar/schema.ts";
import { formatDate } from "@selaras/core/kernel/format.ts";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { weekday } from "@selaras/core/kernel/zone.ts";
import { Badge } from "@selaras/ui/components/badge.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { DataTable } from "@selaras/ui/components/data-table.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { EmptyState } from "@selaras/ui/components/waiting.tsx";
import { IconBuildingBank, IconCalendarEvent, IconMapPin, IconPlus, IconUsers } from "@selaras/ui/icons.ts";
import { createSignal, For, type JSX, Match, Show, Switch } from "solid-js";
import { useMe } from "../../session/me.tsx";
import { ChangeHoliday, RemoveHoliday, RestoreDecree } from "./holiday-dialogs.tsx";
import { type Holiday, type Holidays, unusedOf } from "./work-days.data.ts";
import { words } from "./words.ts";

const LOOKS = {
  "libur-nasional": { tone: "info", icon: IconBuildingBank },
  "cuti-bersama": { tone: "warning", icon: IconUsers },
  "libur-daerah": { tone: "neutral", icon: IconMapPin },
} as const satisfies Record<(typeof HOLIDAY_KINDS)[number], object>;

const dayName = (date: string): string => words.days[weekday(date) % 7] ?? "";
/** "Kamis, 19 Maret 2026". */
export const dayText = (date: string): string => `${dayName(date)}, ${formatDate(date)}`;

/** Whether a day stands in the decree as it stands here. */
const decreed = ({ decree }: Holidays, day: Holiday): boolean =>
  decree?.days.some((each) => each.date === day.date && each.kind === day.kind) === true;

function Origin(props: { holidays: Holidays }): JSX.Element {
  return (
    <Switch fallback={<p>{words.holidays.unknown(props.holidays.year)}</p>}>
      <Match when={props.holidays.source}>
        {(source) => (
          <p>
            {words.holidays.count(props.holidays.days.length)} {words.holidays.builtIn(source())}
          </p>
        )}
      </Match>
      <Match when={props.holidays.rev > 0}>
        <p>
          {words.holidays.count(props.holidays.days.length)} {words.holidays.own}
        </p>
      </Match>
    </Switch>
  );
}

type Doing = { readonly seen: Holidays; readonly day: Holiday | null };

/** Holidays and shared leave of a year; those of the decree are marked as such. */
export function HolidaysCard(props: { holidays: Holidays; onChanged: () => void }): JSX.Element {
  const me = useMe();
  const [changing, setChanging] = createSignal<Doing>();
  const [removing, setRemoving] = createSignal<Doing>();
  const [restoring, setRestoring] = createSignal<Holidays>();
  const barrier = () => (me.may.calendar ? undefined : words.readOnly);
  const full = () =>
    props.holidays.days.length >= LIMITS.holidaysPerYear ? words.holidays.full(LIMITS.holidaysPerYear) : undefined;
  return (
    <>
      <Card
        title={words.holidays.title(props.holidays.year)}
        description={<Origin holidays={props.holidays} />}
        flush={props.holidays.days.length > 0}
        actions={
          <Button
            icon={IconPlus}
            disabledReason={barrier() ?? full()}
            onPress={() => setChanging({ seen: props.holidays, day: null })}
          >
            {words.holidays.add}
          </Button>
        }
        footer={
          unusedOf(props.holidays).length === 0 ? undefined : (
            <Unused
              days={unusedOf(props.holidays)}
              barrier={barrier()}
              onRestore={() => setRestoring(props.holidays)}
            />
          )
        }
      >
        <Show
          when={props.holidays.days.length > 0}
          fallback={<EmptyState icon={IconCalendarEvent} title={words.holidays.none} />}
        >
          <HolidaysTable
            holidays={props.holidays}
            barrier={barrier()}
            onChange={(day) => setChanging({ seen: props.holidays, day })}
            onRemove={(day) => setRemoving({ seen: props.holidays, day })}
          />
        </Show>
      </Card>
      <Show when={changing()} keyed>
        {(doing) => <ChangeHoliday {...doing} onClose={() => setChanging(undefined)} onChanged={props.onChanged} />}
      </Show>
      <Show when={removing()} keyed>
        {(doing) => <RemoveHoliday {...doing} onClose={() => setRemoving(undefined)} onChanged={props.onChanged} />}
      </Show>
      <Show when={restoring()} keyed>
        {(seen) => <RestoreDecree seen={seen} onClose={() => setRestoring(undefined)} onChanged={props.onChanged} />}
      </Show>
    </>
  );
}

type TableProps = {
  holidays: Holidays;
  barrier: string | undefined;
  onChange: (day: Holiday) => void;
  onRemove: (day: Holiday) => void;
};

function HolidaysTable(props: TableProps): JSX.Element {
  return (
    <DataTable<Holiday>
      caption={words.holidays.title(props.holidays.year)}
      hideCaption
      rows={props.holidays.days}
      rowKey={(day) => day.date}
      columns={[
        { key: "date", label: words.holidays.date, cell: (day) => dayText(day.date) },
        { key: "name", label: words.holidays.name, cell: (day) => day.name },
        {
          key: "kind",
          label: words.holidays.kind,
          cell: (day) => (
            <Badge tone={LOOKS[day.kind].tone} icon={LOOKS[day.kind].icon}>
              {words.holidays.kinds[day.kind]}
            </Badge>
          ),
        },
        {
          key: "source",
          label: words.holidays.source,
          wideOnly: true,
          cell: (day) => (decreed(props.holidays, day) ? words.holidays.national : words.holidays.regional),
        },
        {
          key: "acts",
          label: words.acts,
          cell: (day) => (
            <span class="d-acts">
              <Button
                size="small"
                label={words.holidays.changeTitle(formatDate(day.date))}
                disabledReason={props.barrier}
                onPress={() => props.onChange(day)}
              >
                {words.holidays.change}
              </Button>
              <Button
                size="small"
                label={words.holidays.removeTitle(formatDate(day.date))}
                disabledReason={props.barrier}
                onPress={() => props.onRemove(day)}
              >
                {words.holidays.remove}
              </Button>
            </span>
          ),
        },
      ]}
    />
  );
}

function Unused(props: { days: readonly Holiday[]; barrier: string | undefined; onRestore: () => void }): JSX.Element {
  return (
    <Alert
      tone="info"
      actions={
        <Button size="small" disabledReason={props.barrier} onPress={() => props.onRestore()}>
          {words.holidays.restore}
        </Button>
      }
    >
      <p>{words.holidays.missing(props.days.length)}</p>
      <ul class="d-list">
        <For each={props.days}>
          {(day) => (
            <li>
              {dayText(day.date)}: {day.name}
            </li>
          )}
        </For>
      </ul>
    </Alert>
  );
}
