import { A } from "@solidjs/router";
import { formatDate, formatPeriod } from "@selaras/core/kernel/format.ts";
import { daysBetween } from "@selaras/core/kernel/zone.ts";
import { StatusBadge } from "@selaras/ui/components/badge.tsx";
import { buttonClass } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { Skeleton } from "@selaras/ui/components/waiting.tsx";
import { createResource, For, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { Await } from "../../frame/await.tsx";
import { todayOf } from "../../frame/year.ts";
import { t } from "../../i18n/index.ts";
import { paths } from "../../paths.ts";
import { useMe } from "../../session/me.tsx";
import { badgeOf, isToFill, type Slot } from "../reports/report-state.ts";

/** December, the last quarter and the whole year are filled in the first months of the next, so both years may hold something. */
async function loadSlots(today: string): Promise<readonly Slot[]> {
  const year = today.slice(0, 4);
  const years = today.slice(5, 7) <= "06" ? [year, String(Number(year) - 1)] : [year];
  const answers = await Promise.all(years.map((each) => api("report.mine", { year: each })));
  return answers.flatMap((answer) => answer.slots);
}

/** For who fills reports: what was returned first, then what is open, nearest due first. */
export function FillCards(): JSX.Element {
  const me = useMe();
  const [slots, { refetch }] = createResource(() => loadSlots(todayOf(me)));
  const toFill = () =>
    (slots() ?? [])
      .filter(isToFill)
      .sort(
        (a, b) =>
          Number(b.report?.state === "returned") - Number(a.report?.state === "returned") ||
          a.window.dueOn.localeCompare(b.window.dueOn),
      );
  return (
    <Await onRetry={refetch} waiting={<Skeleton shape="card" />}>
      <Show when={slots()}>
        <Show when={toFill().length > 0} fallback={<Card title={t.home.filledTitle}>{t.home.filled}</Card>}>
          <div class="w-fill">
            <For each={toFill()}>{(slot, index) => <FillCard slot={slot} first={index() === 0} />}</For>
          </div>
        </Show>
      </Show>
    </Await>
  );
}

function FillCard(props: { slot: Slot; first: boolean }): JSX.Element {
  const me = useMe();
  const left = () => daysBetween(todayOf(me), props.slot.window.dueOn);
  const name = () => `${props.slot.templateShort} ${formatPeriod(props.slot.period)}`;
  return (
    <Card
      title={name()}
      description={`${props.slot.unitName}. ${t.home.dueIn(formatDate(props.slot.window.dueOn), left())}`}
      actions={<StatusBadge state={badgeOf(props.slot)} />}
      footer={
        <Show when={props.slot.report} fallback={<p class="w-note">{t.reports.notOpened}</p>}>
          {(report) => (
            <A
              class={buttonClass(props.first ? "primary" : "secondary")}
              href={paths.report(report().id)}
              aria-label={`${t.act.fill}: ${name()}`}
            >
              {t.act.fill}
            </A>
          )}
        </Show>
      }
    >
      <Show
        when={props.slot.report?.returnedReason}
        fallback={<p>{t.home.lockAt(formatDate(props.slot.window.lockOn))}</p>}
      >
        {(reason) => (
          <Alert tone="warning" title={t.home.returned}>
            {reason()}
          </Alert>
        )}
      </Show>
    </Card>
  );
}
