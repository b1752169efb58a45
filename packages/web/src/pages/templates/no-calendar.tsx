import { yearOf } from "@selaras/core/kernel/period.ts";
import { ButtonLink } from "@selaras/ui/components/button.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { createResource, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { todayOf } from "../../frame/year.ts";
import { paths } from "../../paths.ts";
import { useMe } from "../../session/me.tsx";
import { words } from "./words.ts";

/** Says that a released template has no calendar, so that nobody waits for reports that cannot open. */
export function NoCalendar(props: { template: string; effectiveFrom?: string }): JSX.Element {
  const me = useMe();
  // A template of next year needs next year's calendar.
  const year = () => [yearOf(todayOf(me)), yearOf(props.effectiveFrom ?? "")].sort().at(-1) ?? "";
  const [lacking] = createResource(
    () => ({ template: props.template, year: year() }),
    // A notice only: a calendar that could not be asked for is not said to be absent.
    (asked) =>
      api("calendar.year", asked).then(
        ({ windows }) => windows.length === 0,
        () => false,
      ),
  );
  return (
    <Show when={lacking.latest === true}>
      <Alert
        tone="warning"
        title={words.calendar.title}
        actions={
          <ButtonLink size="small" href={paths.calendar({ template: props.template, year: year() })}>
            {words.calendar.act}
          </ButtonLink>
        }
      >
        {words.calendar.text(year())}
      </Alert>
    </Show>
  );
}
