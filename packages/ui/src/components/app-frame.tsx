import { createSignal, For, type JSX, onCleanup, onMount, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { IconBell, IconInbox, IconMenu2, IconSearch } from "../icons.ts";
import { words } from "../words.ts";
import { IconButton } from "./button.tsx";
import { Drawer } from "./dialog.tsx";
import { Icon, type IconShape } from "./icon.tsx";
import { type LinkRenderer, PlainLink } from "./link.tsx";
import { ToastRegion } from "./notice.tsx";

export type FrameEntry = {
  key: string;
  label: string;
  href: string;
  icon: IconShape;
  /** Things waiting there. */
  count?: number | undefined;
};

export type AppFrameProps = {
  /** At most seven, by role. */
  entries: readonly FrameEntry[];
  /** The key of the entry one is in. */
  current?: string | undefined;
  /** How the application renders links; an ordinary link by default. */
  link?: LinkRenderer | undefined;
  /** Usually `<TenantMark withName …>`. Rendered in the sidebar, the drawer and, on a phone, the top bar. */
  mark: () => JSX.Element;
  /** Year and period switch. */
  period?: JSX.Element | undefined;
  /** Opens the search; also called by Ctrl+K. */
  onSearch?: (() => void) | undefined;
  inbox?: { href: string; count: number } | undefined;
  /** The bell: what the person was told and has not read yet. */
  notices?: { href: string; count: number } | undefined;
  /** The acting-as switch, usually a `<Menu>`. */
  actingAs?: JSX.Element | undefined;
  userMenu?: JSX.Element | undefined;
  /** A line over the content: offline, acting on behalf of, a notice of the operator. */
  banner?: JSX.Element | undefined;
  /** Under the sidebar's entries. */
  sidebarFoot?: (() => JSX.Element) | undefined;
  children: JSX.Element;
};

/** A router takes clicks on links for itself and only scrolls; whoever skips wants the keyboard to be there. */
function skip(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById("isi")?.focus();
}

/** The frame of the officials' pages: sidebar (a drawer under 1024 px), top bar, content, toasts. */
export function AppFrame(props: AppFrameProps): JSX.Element {
  const [open, setOpen] = createSignal(false);
  const listen = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k" || props.onSearch === undefined) return;
    event.preventDefault();
    props.onSearch();
  };
  onMount(() => document.addEventListener("keydown", listen));
  onCleanup(() => globalThis.document?.removeEventListener("keydown", listen));
  return (
    <div class="s-frame">
      <a class="s-skip" href="#isi" onClick={skip}>
        {words.skipToContent}
      </a>
      <aside class="s-side s-screen-only">
        <div class="s-side-mark">{props.mark()}</div>
        <Entries entries={props.entries} current={props.current} link={props.link} />
        <Show when={props.sidebarFoot}>{(foot) => <div class="s-side-foot">{foot()()}</div>}</Show>
      </aside>
      <Drawer open={open()} title={words.mainMenu} side="start" onClose={() => setOpen(false)}>
        <div
          class="s-side-drawer"
          onClick={(event) => event.target instanceof Element && event.target.closest("a") !== null && setOpen(false)}
        >
          <div class="s-side-mark">{props.mark()}</div>
          <Entries entries={props.entries} current={props.current} link={props.link} />
          <Show when={props.sidebarFoot}>{(foot) => <div class="s-side-foot">{foot()()}</div>}</Show>
        </div>
      </Drawer>
      <div class="s-frame-main">
        <header class="s-top s-screen-only">
          <span class="s-top-burger">
            <IconButton icon={IconMenu2} label={words.openMenu} expanded={open()} onPress={() => setOpen(true)} />
          </span>
          <span class="s-top-mark">{props.mark()}</span>
          <Show when={props.period}>
            <div class="s-top-period">{props.period}</div>
          </Show>
          <span class="s-top-gap" />
          <Show when={props.onSearch}>
            {(search) => (
              <button type="button" class="s-top-search" aria-keyshortcuts="Control+K" onClick={() => search()()}>
                <Icon of={IconSearch} />
                <span class="s-top-search-word">{words.search}</span>
                <kbd class="s-key">Ctrl K</kbd>
              </button>
            )}
          </Show>
          <Show when={props.inbox}>
            {(inbox) => (
              <CountedLink
                icon={IconInbox}
                href={inbox().href}
                count={inbox().count}
                label={inbox().count > 0 ? words.inboxCount(inbox().count) : words.inbox}
                link={props.link}
              />
            )}
          </Show>
          <Show when={props.notices}>
            {(notices) => (
              <CountedLink
                icon={IconBell}
                href={notices().href}
                count={notices().count}
                label={notices().count > 0 ? words.bellCount(notices().count) : words.bell}
                link={props.link}
              />
            )}
          </Show>
          <Show when={props.actingAs}>
            <div class="s-top-acting">{props.actingAs}</div>
          </Show>
          {props.userMenu}
        </header>
        <Show when={props.banner}>
          <div class="s-banner s-screen-only">{props.banner}</div>
        </Show>
        <main class="s-content" id="isi" tabindex="-1">
          {props.children}
        </main>
      </div>
      <ToastRegion />
    </div>
  );
}

type CountedLinkProps = {
  icon: IconShape;
  href: string;
  count: number;
  label: string;
  link: LinkRenderer | undefined;
};

/** An icon of the top bar with how many wait behind it. */
function CountedLink(props: CountedLinkProps): JSX.Element {
  return (
    <Dynamic
      component={props.link ?? PlainLink}
      href={props.href}
      class="s-button s-button-tertiary s-icon-button s-top-inbox"
      label={props.label}
    >
      <Icon of={props.icon} />
      <Show when={props.count > 0}>
        <span class="s-top-count">{props.count > 99 ? "99+" : props.count}</span>
      </Show>
    </Dynamic>
  );
}

function Entries(props: Pick<AppFrameProps, "entries" | "current" | "link">): JSX.Element {
  return (
    <nav aria-label={words.mainMenu}>
      <ul class="s-side-list">
        <For each={props.entries}>
          {(entry) => (
            <li>
              <Dynamic
                component={props.link ?? PlainLink}
                href={entry.href}
                class="s-side-entry"
                current={entry.key === props.current}
              >
                <Icon of={entry.icon} />
                <span class="s-side-word">{entry.label}</span>
                <Show when={entry.count}>
                  <span class="s-count">{entry.count}</span>
                </Show>
              </Dynamic>
            </li>
          )}
        </For>
      </ul>
    </nav>
  );
}

export type PageHeadProps = {
  title: string;
  description?: JSX.Element | undefined;
  /** Breadcrumb above the title. */
  above?: JSX.Element | undefined;
  /** Badges beside the title. */
  badges?: JSX.Element | undefined;
  actions?: JSX.Element | undefined;
};

/** The head of a page: its only h1, what it is about, and what one can do. */
export function PageHead(props: PageHeadProps): JSX.Element {
  return (
    <header class="s-page-head">
      {props.above}
      <div class="s-page-row">
        <div class="s-page-words">
          <h1 class="s-page-title" tabindex="-1">
            {props.title}
          </h1>
          <Show when={props.description}>
            <div class="s-page-text">{props.description}</div>
          </Show>
          <Show when={props.badges}>
            <div class="s-page-badges">{props.badges}</div>
          </Show>
        </div>
        <Show when={props.actions}>
          <div class="s-page-actions s-screen-only">{props.actions}</div>
        </Show>
      </div>
    </header>
  );
}
