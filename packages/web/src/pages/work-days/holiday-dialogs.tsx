import { HOLIDAY_KINDS } from "@selaras/core/calendar/schema.ts";
import { formatDate } from "@selaras/core/kernel/format.ts";
import { isLocalDate } from "@selaras/core/kernel/zone.ts";
import { RadioGroup } from "@selaras/ui/components/choice.tsx";
import { DateTimeInput, TextInput } from "@selaras/ui/components/input.tsx";
import { createSignal, type JSX } from "solid-js";
import { api } from "../../api/client.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { t } from "../../i18n/index.ts";
import { type Holiday, type Holidays, unusedOf } from "./work-days.data.ts";
import { words } from "./words.ts";

type Closing = { onClose: () => void; onChanged: () => void };

/** Writes a year's list as it was seen with other days in it. */
const write = ({ year, rev }: Holidays, days: readonly Holiday[], command: string) =>
  api("calendar.setHolidays", { year, rev, days: [...days] }, { command });

/** A day added (`day` null) or changed. The whole list is sent with the revision that was seen. */
export function ChangeHoliday(props: { seen: Holidays; day: Holiday | null } & Closing): JSX.Element {
  const [date, setDate] = createSignal<string>(props.day?.date ?? "");
  const [name, setName] = createSignal(props.day?.name ?? "");
  const [kind, setKind] = createSignal(props.day?.kind ?? "libur-daerah");
  const others = () => props.seen.days.filter((each) => each.date !== props.day?.date);
  const lacking = () => {
    if (!isLocalDate(date()) || name().trim() === "") return words.holidays.lacking;
    if (!date().startsWith(`${props.seen.year}-`)) return words.holidays.otherYear(props.seen.year);
    return others().some((each) => each.date === date()) ? words.holidays.taken : undefined;
  };
  const next = (): Holiday => ({ date: date(), name: name().trim(), kind: kind() });
  return (
    <ActDialog
      title={props.day === null ? words.holidays.add : words.holidays.changeTitle(formatDate(props.day.date))}
      description={words.holidays.addAbout}
      act={t.act.save}
      sent={next()}
      lacking={lacking()}
      send={(command) => write(props.seen, [...others(), next()], command)}
      done={words.holidays.saved(isLocalDate(date()) ? formatDate(date()) : "")}
      onClose={props.onClose}
      onDone={props.onChanged}
      onStale={props.onChanged}
    >
      <DateTimeInput
        label={words.holidays.date}
        value={date()}
        min={`${props.seen.year}-01-01`}
        max={`${props.seen.year}-12-31`}
        required
        onInput={setDate}
      />
      <TextInput label={words.holidays.name} value={name()} maxLength={120} required onInput={setName} />
      <RadioGroup
        label={words.holidays.kind}
        options={HOLIDAY_KINDS.map((value) => ({ value, label: words.holidays.kinds[value] }))}
        value={kind()}
        onChange={setKind}
      />
    </ActDialog>
  );
}

export function RemoveHoliday(props: { seen: Holidays; day: Holiday | null } & Closing): JSX.Element {
  const date = () => formatDate(props.day?.date ?? `${props.seen.year}-01-01`);
  return (
    <ActDialog
      title={words.holidays.removeTitle(date())}
      description={words.holidays.removeAbout(props.day?.name ?? "")}
      act={words.holidays.remove}
      danger
      sent={props.day?.date}
      lacking={undefined}
      send={(command) =>
        write(
          props.seen,
          props.seen.days.filter((each) => each.date !== props.day?.date),
          command,
        )
      }
      done={words.holidays.removed(date())}
      onClose={props.onClose}
      onDone={props.onChanged}
      onStale={props.onChanged}
    />
  );
}

/** Puts the days of the decree back beside what the regency added. */
export function RestoreDecree(props: { seen: Holidays } & Closing): JSX.Element {
  return (
    <ActDialog
      title={words.holidays.restoreTitle(props.seen.year)}
      description={words.holidays.restoreAbout}
      act={words.holidays.restore}
      sent={props.seen.rev}
      lacking={undefined}
      send={(command) => write(props.seen, [...props.seen.days, ...unusedOf(props.seen)], command)}
      done={words.holidays.restored}
      onClose={props.onClose}
      onDone={props.onChanged}
      onStale={props.onChanged}
    />
  );
}
