import { zoneLabel } from "@selaras/core/kernel/zone.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { RadioGroup } from "@selaras/ui/components/choice.tsx";
import { DataTable } from "@selaras/ui/components/data-table.tsx";
import { IconPencil } from "@selaras/ui/icons.ts";
import { createSignal, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { t } from "../../i18n/index.ts";
import { useMe } from "../../session/me.tsx";
import { HoursFields, readWeek, typedWeek } from "./hours-fields.tsx";
import { DAYS_IN_ORDER, hoursText, weekMinutes } from "./week.ts";
import type { Week, Work, WorkHours } from "./work-days.data.ts";
import { words } from "./words.ts";

type Day = { readonly name: string; readonly text: string };
const ENDINGS = ["close-of-day", "exact-hours"] as const;

/** "37 jam 30 menit". */
export const lengthOf = (week: Week): string => {
  const minutes = weekMinutes(week);
  return words.office.length(Math.floor(minutes / 60), minutes % 60);
};

/** Office hours of the regency, day by day, and how limits in days end. */
export function HoursCard(props: { work: Work; onChanged: () => void }): JSX.Element {
  const me = useMe();
  const [changing, setChanging] = createSignal<WorkHours>();
  const hours = () => props.work.hours;
  const days = (): readonly Day[] =>
    DAYS_IN_ORDER.map((day) => ({ name: words.days[day] ?? "", text: hoursText(hours().hours[day] ?? []) }));
  return (
    <>
      <Card
        title={words.office.title}
        description={
          <>
            <p>
              {words.office.zone(zoneLabel(me.tenant.zone))} {words.office.week(lengthOf(hours().hours))}
            </p>
            <Show when={props.work.hoursSource}>
              {(source) => <p class="w-note">{words.office.builtIn(source())}</p>}
            </Show>
          </>
        }
        flush
        actions={
          <Button
            icon={IconPencil}
            disabledReason={me.may.calendar ? undefined : words.readOnly}
            onPress={() => setChanging(hours())}
          >
            {words.office.change}
          </Button>
        }
        footer={
          <p>
            {words.office.ends} {words.office.endings[hours().daysEnd]}.
          </p>
        }
      >
        <DataTable<Day>
          caption={words.office.title}
          hideCaption
          narrow="scroll"
          rows={days()}
          rowKey={(day) => day.name}
          columns={[
            { key: "day", label: words.day, cell: (day) => day.name },
            { key: "hours", label: words.hours, cell: (day) => day.text || words.dayOff },
          ]}
        />
      </Card>
      <Show when={changing()} keyed>
        {(seen) => <ChangeHours hours={seen} onClose={() => setChanging(undefined)} onChanged={props.onChanged} />}
      </Show>
    </>
  );
}

function ChangeHours(props: { hours: WorkHours; onClose: () => void; onChanged: () => void }): JSX.Element {
  const [typed, setTyped] = createSignal(typedWeek(props.hours.hours));
  const [daysEnd, setDaysEnd] = createSignal(props.hours.daysEnd);
  const read = () => readWeek(typed());
  const lacking = () => {
    const found = read();
    return "lacking" in found ? found.lacking : undefined;
  };
  const send = (command: string) => {
    const found = read();
    const week = "week" in found ? found.week : props.hours.hours;
    return api("calendar.setHours", { ...props.hours, hours: week, daysEnd: daysEnd() }, { command });
  };
  return (
    <ActDialog
      title={words.office.change}
      description={words.office.changeAbout}
      act={t.act.save}
      size="large"
      sent={[typed(), daysEnd()]}
      lacking={lacking()}
      send={send}
      done={words.office.saved}
      onClose={props.onClose}
      onDone={props.onChanged}
      onStale={props.onChanged}
    >
      <p class="w-note">{words.office.hint}</p>
      <HoursFields typed={typed()} onInput={setTyped} />
      <RadioGroup
        label={words.office.ends}
        options={ENDINGS.map((value) => ({ value, label: words.office.endings[value] }))}
        value={daysEnd()}
        onChange={setDaysEnd}
      />
    </ActDialog>
  );
}
