import { A } from "@solidjs/router";
import { buttonClass } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Skeleton } from "@selaras/ui/components/waiting.tsx";
import { createResource, For, type JSX, Show } from "solid-js";
import { Await } from "../../frame/await.tsx";
import { dueText } from "../../frame/due.ts";
import { loadInbox } from "../../frame/inbox.ts";
import { t } from "../../i18n/index.ts";
import { paths } from "../../paths.ts";
import { useMe, useZone } from "../../session/me.tsx";
import { taskAddress } from "../inbox/task-address.ts";

const TASKS_SHOWN = 3;

/** "Menunggu keputusan Anda": how much, the nearest due, and the way to it. */
export function DecideCard(): JSX.Element {
  const me = useMe();
  const zone = useZone();
  const [inbox, { refetch }] = createResource(loadInbox);
  const first = () => inbox()?.tasks[0];
  return (
    <Await onRetry={refetch} waiting={<Skeleton shape="card" />}>
      <Show when={inbox()}>
        {(found) => (
          <Show
            when={first()}
            fallback={
              <Show when={!me.wide}>
                <Card title={t.home.nothingTitle}>{t.home.nothing}</Card>
              </Show>
            }
          >
            {(oldest) => (
              <Card
                title={t.home.waiting(found().tasks.length)}
                description={t.home.nearest(dueText(oldest().due, zone), oldest().due < me.now)}
                footer={
                  <A
                    class={buttonClass("primary")}
                    href={found().tasks.length === 1 ? taskAddress(oldest()) : paths.inbox()}
                  >
                    {found().tasks.length === 1 ? t.home.openOne : t.home.openInbox}
                  </A>
                }
              >
                <ul class="w-tasks">
                  <For each={found().tasks.slice(0, TASKS_SHOWN)}>
                    {(task) => (
                      <li>
                        <A href={taskAddress(task)}>{task.title}</A>
                        <span class="w-note">
                          {task.unitName} · {task.stepLabel} · {t.home.dueAt(dueText(task.due, zone))}
                        </span>
                      </li>
                    )}
                  </For>
                </ul>
              </Card>
            )}
          </Show>
        )}
      </Show>
    </Await>
  );
}
