import { limitEnds, type WorkCalendar } from "@selaras/core/calendar/working.ts";
import { formatTime } from "@selaras/core/kernel/format.ts";
import { instantAt, isLocalDate, localDate } from "@selaras/core/kernel/zone.ts";
import { Card } from "@selaras/ui/components/card.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { DateTimeInput, TextInput } from "@selaras/ui/components/input.tsx";
import { createResource, createSignal, type JSX, Show } from "solid-js";
import { todayOf } from "../../frame/year.ts";
import { useMe } from "../../session/me.tsx";
import { dayText } from "./holidays-card.tsx";
import { skippedDays } from "./week.ts";
import { type Kind, loadCalendar, type Work } from "./work-days.data.ts";
import { words } from "./words.ts";

const UNITS = ["days", "minutes"] as const;
type UnitOfLimit = (typeof UNITS)[number];
const OFFICE = "kantor";
const AMOUNT_MOST = 60;
const MINUTES_PER_HOUR = 60;
const DAYS_SHOWN = 8;

type Asked = { readonly amount: number; readonly unit: UnitOfLimit; readonly arrival: Date; readonly post?: string };

/** What a limit comes to with the hours and holidays that stand: an admin sees the effect of a change. */
export function ReckonCard(props: { kinds: readonly Kind[]; work: Work }): JSX.Element {
  const me = useMe();
  const [amount, setAmount] = createSignal("3");
  const [unit, setUnit] = createSignal<UnitOfLimit>("days");
  const [date, setDate] = createSignal(todayOf(me));
  const [time, setTime] = createSignal("13:00");
  const [post, setPost] = createSignal(OFFICE);
  const year = () => (isLocalDate(date()) ? date().slice(0, 4) : todayOf(me).slice(0, 4));
  // What was just saved counts: the calendar is asked for anew when the page's own copy changed.
  const [calendar] = createResource(
    () => ({ year: year(), of: props.work }),
    (asked) => loadCalendar(asked.year, me.tenant.zone),
  );
  const asked = (): Asked | null => {
    const wanted = Number(amount());
    const [hour, minute] = time().split(":").map(Number);
    const whole = Number.isInteger(wanted) && wanted >= 1 && wanted <= AMOUNT_MOST;
    if (!whole || !isLocalDate(date()) || hour === undefined || minute === undefined) return null;
    const arrival = new Date(instantAt(date(), hour, minute, me.tenant.zone));
    return { amount: wanted, unit: unit(), arrival, ...(post() === OFFICE ? {} : { post: post() }) };
  };
  const own = () => props.kinds.filter((each) => each.kind in props.work.hours.desks);
  return (
    <Card title={words.reckon.title} description={words.reckon.about}>
      <div class="d-reckon">
        <TextInput label={words.reckon.amount} inputMode="numeric" maxLength={2} value={amount()} onInput={setAmount} />
        <Select
          label={words.reckon.unit}
          placeholder={null}
          options={UNITS.map((value) => ({ value, label: words.reckon.units[value] }))}
          value={unit()}
          onChange={setUnit}
        />
        <DateTimeInput label={words.reckon.date} value={date()} onInput={setDate} />
        <DateTimeInput label={words.reckon.time} kind="time" value={time()} onInput={setTime} />
        <Show when={own().length > 0}>
          <Select
            label={words.reckon.post}
            placeholder={null}
            options={[
              { value: OFFICE, label: words.reckon.office },
              ...own().map((each) => ({ value: each.kind, label: each.label })),
            ]}
            value={post()}
            onChange={setPost}
          />
        </Show>
      </div>
      <Show when={calendar.latest}>
        {(known) => (
          <Show when={asked()} fallback={<p class="w-note">{words.reckon.lacking}</p>}>
            {(question) => <Result calendar={known()} asked={question()} work={props.work} />}
          </Show>
        )}
      </Show>
    </Card>
  );
}

function Result(props: { calendar: WorkCalendar; asked: Asked; work: Work }): JSX.Element {
  const me = useMe();
  const moment = (at: Date) => `${dayText(localDate(at, me.tenant.zone))} ${formatTime(at, me.tenant.zone)}`;
  const end = () => {
    const { amount, unit, arrival, post } = props.asked;
    const limit = unit === "days" ? { amount, unit } : { amount: amount * MINUTES_PER_HOUR, unit };
    return limitEnds(props.calendar, arrival, limit, post);
  };
  const skipped = () => skippedDays(props.calendar, props.asked.arrival, end(), props.asked.post);
  const nameOf = (day: string) => props.work.holidays.days.find((each) => each.date === day)?.name;
  const shown = () =>
    skipped()
      .slice(0, DAYS_SHOWN)
      .map((day) => `${dayText(day)}${nameOf(day) === undefined ? "" : ` (${nameOf(day)})`}`);
  const more = () => skipped().length - DAYS_SHOWN;
  const said = () => `${props.asked.amount} ${words.reckon.units[props.asked.unit]}`;
  return (
    <div class="d-result" aria-live="polite">
      <p>
        <strong>{words.reckon.result(said(), moment(props.asked.arrival), moment(end()))}</strong>
      </p>
      <p class="w-note">
        <Show when={skipped().length > 0} fallback={words.reckon.nothing}>
          {words.reckon.skipped} {shown().join("; ")}
          <Show when={more() > 0}> {words.reckon.more(more())}</Show>.
        </Show>
      </p>
    </div>
  );
}
