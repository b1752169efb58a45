import { hoursProblem } from "@selaras/core/calendar/working.ts";
import { TextInput } from "@selaras/ui/components/input.tsx";
import { For, type JSX } from "solid-js";
import { DAYS_IN_ORDER, hoursText, readHours } from "./week.ts";
import type { Week } from "./work-days.data.ts";
import { words } from "./words.ts";

const nameOf = (day: number): string => words.days[day] ?? "";
/** Seven texts, Sunday first as `WeekHours`. */
export type TypedWeek = readonly string[];

export const typedWeek = (week: Week): TypedWeek => week.map(hoursText);

/** What a typed week means, or why it means nothing yet. */
export function readWeek(typed: TypedWeek): { readonly week: Week } | { readonly lacking: string } {
  const week: Week = [];
  for (const [day, text] of typed.entries()) {
    const spans = readHours(text);
    if (spans === null) return { lacking: words.office.unread(nameOf(day)) };
    week.push(spans);
  }
  const wrong = hoursProblem(week);
  return wrong ? { lacking: words.office.wrong(nameOf(wrong.weekday), wrong.problem) } : { week };
}

/** One field per weekday, Monday first. */
export function HoursFields(props: { typed: TypedWeek; onInput: (typed: TypedWeek) => void }): JSX.Element {
  return (
    <div class="d-week">
      <For each={DAYS_IN_ORDER}>
        {(day) => (
          <TextInput
            label={nameOf(day)}
            value={props.typed[day]}
            placeholder={words.dayOff}
            maxLength={80}
            error={readHours(props.typed[day] ?? "") === null ? words.office.unread(nameOf(day)) : undefined}
            onInput={(text) => props.onInput(props.typed.map((each, i) => (i === day ? text : each)))}
          />
        )}
      </For>
    </div>
  );
}
