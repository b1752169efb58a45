import { useLocation } from "@solidjs/router";
import { AppFrame, type FrameEntry } from "@selaras/ui/components/app-frame.tsx";
import { Menu, type MenuEntry } from "@selaras/ui/components/menu.tsx";
import { TenantMark } from "@selaras/ui/components/tenant-mark.tsx";
import { ThemeToggle } from "@selaras/ui/components/theme.tsx";
import {
  IconBell,
  IconChartBar,
  IconChecklist,
  IconDownload,
  IconFileText,
  IconHistory,
  IconHome,
  IconInbox,
  IconLogout,
  IconSettings,
  IconSwitchHorizontal,
  IconShieldCheck,
  IconTarget,
  IconUserCircle,
} from "@selaras/ui/icons.ts";
import { createEffect, createSignal, type JSX, lazy, on, onCleanup, onMount, Show, Suspense } from "solid-js";
import { t } from "../i18n/index.ts";
import { paths, patterns } from "../paths.ts";
import { useMe } from "../session/me.tsx";
import { Banner } from "./banner.tsx";
import { inboxCount, refreshInbox } from "./inbox.ts";
import { actAs, signOut } from "./leave.ts";
import { refreshUnread, unreadCount } from "./unread.ts";
import { OtherTenants } from "./other-tenants.tsx";

const Search = lazy(() => import("./search.tsx").then((m) => ({ default: m.Search })));

const INBOX_EVERY_MS = 120_000;

/**
 * The entries of the menu, at most seven and the same for everybody. The organisation stands among the settings, the
 * trail under the own name of those who may read it.
 */
function entriesOf(): readonly FrameEntry[] {
  return [
    { key: patterns.home, label: t.frame.home, href: paths.home(), icon: IconHome },
    { key: patterns.inbox, label: t.frame.inbox, href: paths.inbox(), icon: IconInbox, count: inboxCount() },
    { key: patterns.reports, label: t.frame.reports, href: paths.reports(), icon: IconFileText },
    { key: patterns.board, label: t.frame.board, href: paths.board(), icon: IconChecklist },
    { key: patterns.figuresHome, label: t.frame.figures, href: paths.figuresHome(), icon: IconChartBar },
    { key: patterns.sakip, label: t.frame.sakip, href: paths.sakip(), icon: IconTarget },
    { key: patterns.settings, label: t.settings.title, href: paths.settings(), icon: IconSettings },
  ];
}

const ELSEWHERE: Readonly<Record<string, string>> = {
  [patterns.home]: patterns.home,
  [patterns.organisation]: patterns.settings,
};

/** The entry that an address belongs to: a report belongs to the reports. */
const entryAt = (path: string): string =>
  [patterns.inbox, patterns.reports, patterns.board, patterns.figuresHome, patterns.sakip, patterns.settings].find(
    (start) => path === start || path.startsWith(`${start}/`),
  ) ??
  ELSEWHERE[path] ??
  "";

/** Sidebar, top bar and search around every page of a signed-in official. */
export function Frame(props: { children: JSX.Element }): JSX.Element {
  const me = useMe();
  const location = useLocation();
  const [searching, setSearching] = createSignal(false);
  onMount(() => {
    const refresh = () => {
      refreshInbox();
      refreshUnread();
    };
    refresh();
    const again = setInterval(() => document.visibilityState === "visible" && refresh(), INBOX_EVERY_MS);
    onCleanup(() => clearInterval(again));
  });
  // A new page is read from its beginning; the keyboard goes on from there.
  createEffect(
    on(
      () => location.pathname,
      () => document.getElementById("isi")?.focus({ preventScroll: true }),
      { defer: true },
    ),
  );
  return (
    <AppFrame
      entries={entriesOf()}
      current={entryAt(location.pathname)}
      mark={() => <TenantMark withName name={me.tenant.name} note={t.app.name} brand={me.tenant.brand} />}
      onSearch={() => setSearching(true)}
      inbox={{ href: paths.inbox(), count: inboxCount() }}
      notices={{ href: paths.notices(), count: unreadCount() }}
      actingAs={<ActingAs />}
      userMenu={<PersonMenu />}
      banner={<Banner />}
      sidebarFoot={() => (
        <>
          <OtherTenants />
          <ThemeToggle />
        </>
      )}
    >
      {props.children}
      <Show when={searching()}>
        <Suspense>
          <Search onClose={() => setSearching(false)} />
        </Suspense>
      </Show>
    </AppFrame>
  );
}

/** "Bertindak sebagai": which post a person with several acts in. */
function ActingAs(): JSX.Element {
  const me = useMe();
  const entries = (): MenuEntry[] => [
    { key: "", label: t.frame.allPosts, current: me.actingAs === null, onSelect: () => actAs(null) },
    ...me.posts.map((post) => {
      const key = `${post.kind}@${post.unit}`;
      const hint = post.decree ?? post.unitName;
      return { key, label: post.title, hint, current: me.actingAs === key, onSelect: () => actAs(key) };
    }),
  ];
  const chosen = () => me.posts.find((post) => `${post.kind}@${post.unit}` === me.actingAs)?.title ?? t.frame.allPosts;
  return (
    <Show when={me.posts.length > 1}>
      <Menu label={t.frame.actingAs} icon={IconSwitchHorizontal} entries={entries()}>
        <span class="w-acting">{chosen()}</span>
      </Menu>
    </Show>
  );
}

function PersonMenu(): JSX.Element {
  const me = useMe();
  const entries: MenuEntry[] = [
    ...me.posts.map((post) => ({
      key: `${post.kind}@${post.unit}`,
      label: post.title,
      hint: post.unitName,
      icon: IconUserCircle,
      href: paths.unit(post.unit),
    })),
    {
      key: patterns.downloads,
      label: t.frame.downloads,
      icon: IconDownload,
      href: paths.downloads(),
      separated: me.posts.length > 0,
    },
    { key: patterns.accountNotices, label: t.frame.noticeSettings, icon: IconBell, href: paths.accountNotices() },
    { key: patterns.accountSecurity, label: t.frame.security, icon: IconShieldCheck, href: paths.accountSecurity() },
    ...(me.may.audit ? [{ key: patterns.audit, label: t.frame.audit, icon: IconHistory, href: paths.audit() }] : []),
    { key: "out", label: t.frame.signOut, icon: IconLogout, separated: true, onSelect: () => void signOut() },
  ];
  return (
    <Menu label={t.frame.account(me.person.name)} icon={IconUserCircle} iconOnly kind="tertiary" entries={entries} />
  );
}
