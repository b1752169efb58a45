import { A } from "@solidjs/router";
import { formatDate, formatTime } from "@selaras/core/kernel/format.ts";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Button, buttonClass } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Icon, type IconShape } from "@selaras/ui/components/icon.tsx";
import { toast } from "@selaras/ui/components/notice.tsx";
import { EmptyState } from "@selaras/ui/components/waiting.tsx";
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconBell,
  IconCalendarEvent,
  IconChecklist,
  IconClock,
  IconClockExclamation,
  IconFileText,
  IconInbox,
  IconPencil,
  IconRoute,
  IconUserCircle,
  IconWorldUpload,
} from "@selaras/ui/icons.ts";
import { createResource, createSignal, For, type JSX, Show } from "solid-js";
import { asFailure } from "../../api/client.ts";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { refreshUnread } from "../../frame/unread.ts";
import { t } from "../../i18n/index.ts";
import { paths } from "../../paths.ts";
import { useMe, useZone } from "../../session/me.tsx";
import { byDay, type Day, type Notice } from "./days.ts";
import { loadNotices, markAllRead, markRead } from "./notices.data.ts";
import { words } from "./words.ts";
import "./notices.css";

const ICONS: Readonly<Record<Notice["rule"], IconShape>> = {
  tiba: IconInbox,
  menjelang: IconClock,
  tenggat: IconClock,
  lewat: IconClockExclamation,
  atasan: IconClockExclamation,
  kosong: IconUserCircle,
  kembali: IconArrowBackUp,
  rantai: IconRoute,
  templat: IconFileText,
  koreksi: IconPencil,
  terbit: IconWorldUpload,
  "periode-menjelang": IconCalendarEvent,
  "periode-tenggat": IconCalendarEvent,
  "periode-kunci": IconCalendarEvent,
  ringkasan: IconChecklist,
};

/** "Pemberitahuan": everything that the person was told, by day, with the way to where it is done. */
export function NoticesPage(): JSX.Element {
  const [first, { refetch }] = createResource(() => loadNotices(null));
  const [older, setOlder] = createSignal<Awaited<ReturnType<typeof loadNotices>>>();
  const [busy, setBusy] = createSignal(false);
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (thrown) {
      toast({ tone: "danger", text: asFailure(thrown).message });
    } finally {
      setBusy(false);
    }
  };
  const shown = () => [...(first()?.notices ?? []), ...(older()?.notices ?? [])];
  const cursor = () => (older() === undefined ? first()?.cursor : older()?.cursor) ?? null;
  const more = () =>
    attempt(async () => {
      const next = await loadNotices(cursor());
      setOlder({ ...next, notices: [...(older()?.notices ?? []), ...next.notices] });
    });
  const markAll = () =>
    attempt(async () => {
      await markAllRead();
      setOlder(undefined);
      await refetch();
      refreshUnread();
      toast({ tone: "success", text: words.marked });
    });
  return (
    <>
      <Title text={t.frame.notices} />
      <PageHead
        title={t.frame.notices}
        description={words.about}
        actions={
          <>
            <A class={buttonClass("secondary")} href={paths.accountNotices()}>
              {words.settings}
            </A>
            <Show when={shown().some((notice) => !notice.read)}>
              <Button busy={busy()} onPress={() => void markAll()}>
                {words.markAll}
              </Button>
            </Show>
          </>
        }
      />
      <Await onRetry={refetch}>
        <Show when={first()}>
          <Notices shown={shown()} more={cursor() !== null} busy={busy()} onMore={() => void more()} />
        </Show>
      </Await>
    </>
  );
}

function Notices(props: { shown: readonly Notice[]; more: boolean; busy: boolean; onMore: () => void }): JSX.Element {
  const me = useMe();
  const zone = useZone();
  const days = () => byDay(props.shown, me.now, zone);
  const headOf = ({ near, date }: Day) => (near === null ? formatDate(date) : `${words[near]}, ${formatDate(date)}`);
  return (
    <Show
      when={props.shown.length > 0}
      fallback={
        <Card>
          <EmptyState icon={IconBell} title={words.emptyTitle}>
            {words.empty}
          </EmptyState>
        </Card>
      }
    >
      <div class="n-days">
        <For each={days()}>
          {(day) => (
            <Card title={headOf(day)} flush>
              <ul class="n-list">
                <For each={day.notices}>{(notice) => <Line notice={notice} />}</For>
              </ul>
            </Card>
          )}
        </For>
        <Show when={props.more}>
          <Button kind="secondary" busy={props.busy} onPress={() => props.onMore()}>
            {words.more}
          </Button>
        </Show>
      </div>
    </Show>
  );
}

function Line(props: { notice: Notice }): JSX.Element {
  const zone = useZone();
  const [opened, setOpened] = createSignal(false);
  const isUnread = () => !props.notice.read && !opened();
  // Leaving for the task does not wait for it: what could not be marked stays unread, which harms nobody.
  const open = () => {
    setOpened(true);
    markRead([props.notice]).catch(() => undefined);
  };
  const troubles = () =>
    props.notice.deliveries.flatMap(({ channel, state }) =>
      state === "waiting" || state === "failed" ? [words.trouble[channel][state]] : [],
    );
  return (
    <li>
      <A class="n-line" classList={{ "n-unread": isUnread() }} href={props.notice.path} onClick={open}>
        <span class="n-icon">
          <Icon of={ICONS[props.notice.rule]} />
        </span>
        <span class="n-words">
          <span class="n-title">
            <strong>{props.notice.title}</strong>
            <Show when={isUnread()}>
              <span class="n-mark">{words.unread}</span>
            </Show>
          </span>
          <span class="w-note">{props.notice.body}</span>
          <For each={troubles()}>
            {(trouble) => (
              <span class="n-trouble">
                <Icon of={IconAlertTriangle} />
                {trouble}
              </span>
            )}
          </For>
        </span>
        <time class="n-time" dateTime={props.notice.at}>
          {formatTime(props.notice.at, zone)}
        </time>
      </A>
    </li>
  );
}
