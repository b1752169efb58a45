import { A, useSearchParams } from "@solidjs/router";
import { formatDateTime } from "@selaras/core/kernel/format.ts";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Badge } from "@selaras/ui/components/badge.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Checkbox, Select } from "@selaras/ui/components/choice.tsx";
import { DataTable } from "@selaras/ui/components/data-table.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { EmptyState } from "@selaras/ui/components/waiting.tsx";
import { IconCircleCheck, IconCircleX, IconClockExclamation, IconClockPause, IconInbox } from "@selaras/ui/icons.ts";
import { createResource, createSignal, For, type JSX, Show } from "solid-js";
import { type Api, api } from "../../api/client.ts";
import { Await } from "../../frame/await.tsx";
import { dueText } from "../../frame/due.ts";
import { type Inbox, loadInbox, type Task } from "../../frame/inbox.ts";
import { Title } from "../../frame/title.tsx";
import { t } from "../../i18n/index.ts";
import { paths } from "../../paths.ts";
import { useMe, useZone } from "../../session/me.tsx";
import { chainWords } from "../report/chain-words.ts";
import { ReasonedAct } from "../report/reasoned-act.tsx";
import { taskAddress } from "./task-address.ts";

const w = chainWords.inbox;
const KINDS = ["verify", "sign", "publish", "correction"] as const;
type Kind = (typeof KINDS)[number];
const kindOf = ({ kind }: Task): Kind =>
  kind === "sign" || kind === "publish" || kind === "correction" ? kind : "verify";
/** Only a report without warnings, at a step that checks and is not on hold, may be verified with others. */
const isClean = (task: Task): boolean =>
  task.warnings === 0 &&
  task.hash !== null &&
  task.onHold === undefined &&
  (task.kind === "verify" || task.kind === "review");
/** Why a task that is checked cannot be chosen with others. */
const whyAlone = (task: Task): string => {
  if (task.onHold !== undefined) return w.held;
  return task.warnings > 0 ? w.warned : "";
};
type Told = Api["report.verifyMany"]["reply"]["results"][number] & { readonly title: string };

/** What waits for the person's decision, the nearest due first. */
export function InboxPage(): JSX.Element {
  const [inbox, { refetch }] = createResource(loadInbox);
  return (
    <>
      <Title text={t.inbox.title} />
      <Await onRetry={refetch}>
        <PageHead title={t.inbox.title} description={inbox() && summary(inbox())} />
        <Show when={inbox()}>{(found) => <Tasks inbox={found()} onChanged={() => void refetch()} />}</Show>
      </Await>
    </>
  );
}

const summary = (inbox: Inbox | undefined): string =>
  inbox === undefined || inbox.tasks.length === 0
    ? t.inbox.nothing
    : t.inbox.summary(inbox.counts.verify, inbox.counts.sign);

/** What became of every report of a verification at once: verified, or refused with the reason. */
function BulkResults(props: { results: readonly Told[]; onDismiss: () => void }): JSX.Element {
  const refused = () => props.results.filter((result) => result.outcome === "refused");
  return (
    <Show when={props.results.length > 0}>
      <Alert
        tone={refused().length > 0 ? "warning" : "success"}
        live
        title={w.done(props.results.length - refused().length, props.results.length)}
        onDismiss={props.onDismiss}
      >
        <ul class="w-results">
          <For each={[...refused(), ...props.results.filter((result) => result.outcome === "done")]}>
            {(result) => (
              <li>
                <Show
                  when={result.outcome === "done"}
                  fallback={
                    <Badge tone="danger" icon={IconCircleX}>
                      {w.refused}
                    </Badge>
                  }
                >
                  <Badge tone="positive" icon={IconCircleCheck}>
                    {w.verified}
                  </Badge>
                </Show>{" "}
                <Show when={result.outcome === "refused"} fallback={result.title}>
                  <A href={paths.review(result.id)}>{result.title}</A>: {result.message}
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Alert>
    </Show>
  );
}

function Tasks(props: { inbox: Inbox; onChanged: () => void }): JSX.Element {
  const me = useMe();
  const zone = useZone();
  const [search, setSearch] = useSearchParams<{ jenis?: string }>();
  const [chosen, setChosen] = createSignal<readonly string[]>([]);
  const [results, setResults] = createSignal<readonly Told[]>([]);
  const overdue = (task: Task) => task.due < me.now;
  const kind = () => KINDS.find((each) => each === search.jenis);
  const shown = () => props.inbox.tasks.filter((task) => kind() === undefined || kindOf(task) === kind());
  const picked = () => shown().filter((task) => isClean(task) && chosen().includes(task.taskId + task.reportId));
  const choose = (task: Task, on: boolean) => {
    const key = task.taskId + task.reportId;
    setChosen((before) => (on ? [...before, key] : before.filter((each) => each !== key)));
  };
  const titleOf = (id: string): string => {
    const task = props.inbox.tasks.find((each) => each.reportId === id);
    return task ? `${task.title}, ${task.unitName}` : id;
  };
  const verifyAll = async (command: string) => {
    const items = picked().flatMap(({ reportId: id, hash, taskId }) =>
      hash === null ? [] : [{ id, hash, task: taskId.split("~")[0] ?? taskId }],
    );
    // Named now: what was decided is gone from the list a moment later.
    const titles = new Map(items.map(({ id }) => [id, titleOf(id)]));
    const answer = await api("report.verifyMany", { items }, { command });
    setResults(answer.results.map((result) => ({ ...result, title: titles.get(result.id) ?? result.id })));
    setChosen([]);
  };
  return (
    <>
      <Show when={props.inbox.tasks.length > 0}>
        <div class="w-filters">
          <Select
            label={w.kinds}
            placeholder={null}
            value={kind() ?? ""}
            options={[
              { value: "", label: w.all(props.inbox.tasks.length) },
              ...KINDS.map((each) => ({ value: each as string, label: w[each](props.inbox.counts[each]) })),
            ]}
            onChange={(jenis) => setSearch({ jenis: jenis === "" ? undefined : jenis })}
          />
          <Show when={shown().some(isClean)}>
            <ReasonedAct
              label={picked().length === 0 ? w.bulk(0) : w.bulk(picked().length)}
              title={w.bulkTitle(picked().length)}
              text={w.bulkText}
              reason={false}
              disabledReason={picked().length === 0 || picked().length > LIMITS.bulkDecisions ? w.bulkNone : undefined}
              act={(_, command) => verifyAll(command)}
              onDone={props.onChanged}
            />
          </Show>
        </div>
      </Show>
      <BulkResults results={results()} onDismiss={() => setResults([])} />
      <Card flush={shown().length > 0}>
        <Show
          when={shown().length > 0}
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
            rows={shown()}
            rowKey={(task) => `${task.reportId} ${task.taskId}`}
            columns={[
              {
                key: "title",
                label: t.inbox.report,
                sortBy: (task) => task.title,
                cell: (task) => (
                  <>
                    <A href={taskAddress(task)}>{task.title}</A>
                    <Show when={task.onHold}>
                      {(reason) => (
                        <p>
                          <Badge tone="neutral" icon={IconClockPause}>
                            {w.onHold(reason())}
                          </Badge>
                        </p>
                      )}
                    </Show>
                    <Show when={task.of > 1}>
                      {" "}
                      <span class="w-note">{w.votes(String(task.needed), String(task.of))}</span>
                    </Show>
                  </>
                ),
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
              {
                key: "choose",
                label: w.pick,
                cell: (task) => (
                  <Show when={isClean(task)} fallback={<span class="w-note">{whyAlone(task)}</span>}>
                    <Checkbox
                      label={w.choose(`${task.title}, ${task.unitName}`)}
                      checked={chosen().includes(task.taskId + task.reportId)}
                      onChange={(on) => choose(task, on)}
                    />
                  </Show>
                ),
              },
            ]}
          />
        </Show>
      </Card>
    </>
  );
}
