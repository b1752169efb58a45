import type { JSX } from "solid-js";
import { IconCalendar } from "../icons.ts";
import { words } from "../words.ts";
import { Icon } from "./icon.tsx";

type DatePickProps = {
  /** What the date is, for whoever hears the button. */
  label: string;
  /** The date as it is typed, "31/03/2026"; any other text opens the calendar at today. */
  value: string;
  /** The day that was pressed, "2026-03-31"; an empty text when the calendar was emptied. */
  onPick: (date: string) => void;
};

/** "31/03/2026" as calendars of browsers want it. */
const ofCalendar = (typed: string): string => {
  const [, day, month, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(typed) ?? [];
  return year === undefined ? "" : `${year}-${month}-${day}`;
};

/**
 * The calendar of the browser behind a button, beside a field in which the date is typed. Its own field is never seen: it
 * would show the date in the order of the browser's language, which may be the American one. The keyboard passes
 * it by, as whoever types needs no calendar.
 */
export function DatePick(props: DatePickProps): JSX.Element {
  return (
    <span class="s-date-pick">
      <Icon of={IconCalendar} />
      <input
        type="date"
        tabindex="-1"
        min="1945-01-01"
        max="2100-12-31"
        aria-label={words.pickDate(props.label)}
        title={words.pickDate(props.label)}
        value={ofCalendar(props.value)}
        onChange={(event) => props.onPick(event.currentTarget.value)}
      />
    </span>
  );
}
