import { A } from "@solidjs/router";
import { formatDate, formatPeriod } from "@selaras/core/kernel/format.ts";
import { StatusBadge } from "@selaras/ui/components/badge.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Skeleton } from "@selaras/ui/components/waiting.tsx";
import { createResource, For, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { Await } from "../../frame/await.tsx";
import { todayOf } from "../../frame/year.ts";
import { t } from "../../i18n/index.ts";
import { paths } from "../../paths.ts";
import { useMe } from "../../session/me.tsx";
import { badgeOf } from "../reports/report-state.ts";

const REPORTS_SHOWN = 5;

/** For heads and verifiers of an OPD: how its newest reports stand. */
export function OwnReports(): JSX.Element {
  const me = useMe();
  const [mine, { refetch }] = createResource(() => api("report.mine", { year: todayOf(me).slice(0, 4) }));
  const shown = () => (mine()?.slots ?? []).filter((slot) => slot.window.state !== "upcoming").slice(0, REPORTS_SHOWN);
  return (
    <Await onRetry={refetch} waiting={<Skeleton shape="card" />}>
      <Show when={shown().length > 0}>
        <Card title={t.home.ownReports} footer={<A href={paths.reports()}>{t.home.allReports}</A>}>
          <ul class="w-tasks">
            <For each={shown()}>
              {(slot) => (
                <li class="w-own">
                  <span>
                    <Show when={slot.report} fallback={`${slot.templateShort} ${formatPeriod(slot.period)}`}>
                      {(report) => (
                        <A href={paths.report(report().id)}>{`${slot.templateShort} ${formatPeriod(slot.period)}`}</A>
                      )}
                    </Show>
                    <span class="w-note">{t.home.dueAt(formatDate(slot.window.dueOn))}</span>
                  </span>
                  <StatusBadge
                    state={badgeOf(slot)}
                    label={slot.report?.state === "in_review" ? t.state.in_review : undefined}
                  />
                </li>
              )}
            </For>
          </ul>
        </Card>
      </Show>
    </Await>
  );
}
