import { A } from "@solidjs/router";
import { formatDateTime } from "@selaras/core/kernel/format.ts";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Badge } from "@selaras/ui/components/badge.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { DataTable } from "@selaras/ui/components/data-table.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { EmptyState } from "@selaras/ui/components/waiting.tsx";
import { IconClockExclamation, IconInbox } from "@selaras/ui/icons.ts";
import { createResource, type JSX, Show } from "solid-js";
import { Await } from "../../frame/await.tsx";
import { dueText } from "../../frame/due.ts";
import { type Inbox, loadInbox, type Task } from "../../frame/inbox.ts";
import { Title } from "../../frame/title.tsx";
import { t } from "../../i18n/index.ts";
import { useMe, useZone } from "../../session/me.tsx";
import { taskAddress } from "./task-address.ts";

/** What waits for the person's decision, the nearest due first. */
export function InboxPage(): JSX.Element {
  const [inbox, { refetch }] = createResource(loadInbox);
  return (
    <>
      <Title text={t.inbox.title} />
      <Await onRetry={refetch}>
        <PageHead title={t.inbox.title} description={inbox() && summary(inbox())} />
        <Show when={inbox()}>{(found) => <Tasks inbox={found()} />}</Show>
      </Await>
    </>
  );
}

const summary = (inbox: Inbox | undefined): string =>
  inbox === undefined || inbox.tasks.length === 0
    ? t.inbox.nothing
    : t.inbox.summary(inbox.counts.verify, inbox.counts.sign);

function Tasks(props: { inbox: Inbox }): JSX.Element {
  const me = useMe();
  const zone = useZone();
  const overdue = (task: Task) => task.due < me.now;
  return (
    <Card flush={props.inbox.tasks.length > 0}>
      <Show
        when={props.inbox.tasks.length > 0}
        fallback={
          <EmptyState icon={IconInbox} title={t.inbox.emptyTitle}>
            {t.inbox.empty}
          </EmptyState>
        }
      >
        <Show when={props.inbox.more}>
          <Alert tone="info">{t.inbox.more}</Alert>
        </Show>
        <DataTable
          caption={t.inbox.title}
          hideCaption
          rows={props.inbox.tasks}
          rowKey={(task) => `${task.reportId} ${task.taskId}`}
          columns={[
            {
              key: "title",
              label: t.inbox.report,
              sortBy: (task) => task.title,
              cell: (task) => <A href={taskAddress(task)}>{task.title}</A>,
            },
            { key: "unit", label: t.inbox.unit, sortBy: (task) => task.unitName, cell: (task) => task.unitName },
            {
              key: "step",
              label: t.inbox.step,
              sortBy: (task) => task.stepLabel,
              cell: (task) => (task.round > 1 ? t.inbox.again(task.stepLabel, task.round) : task.stepLabel),
            },
            {
              key: "due",
              label: t.inbox.due,
              sortBy: (task) => task.due,
              cell: (task) => (
                <>
                  {dueText(task.due, zone)}{" "}
                  <Show when={overdue(task)}>
                    <Badge tone="danger" icon={IconClockExclamation}>
                      {t.inbox.overdue}
                    </Badge>
                  </Show>
                </>
              ),
            },
            {
              key: "arrived",
              label: t.inbox.arrived,
              sortBy: (task) => task.arrivedAt,
              cell: (task) => formatDateTime(task.arrivedAt, zone),
            },
          ]}
        />
      </Show>
    </Card>
  );
}
