import { For, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { IconCircle, IconChevronRight, IconUser } from "../icons.ts";
import { words } from "../words.ts";
import type { Tone } from "./badge.tsx";
import { Button } from "./button.tsx";
import { Icon, type IconShape } from "./icon.tsx";
import { type LinkRenderer, PlainLink } from "./link.tsx";

export type TimelineEvent = {
  key: string;
  title: string;
  /** The moment for people: "12 Maret 2026, 14.05 WITA". */
  at?: string | undefined;
  /** The same moment for machines (ISO 8601). */
  instant?: string | undefined;
  by?: JSX.Element | undefined;
  note?: JSX.Element | undefined;
  tone?: Tone | undefined;
  icon?: IconShape | undefined;
  /** Still to come. */
  ahead?: boolean | undefined;
};

/** What happened to a report or a file, oldest first, and what is still to come. */
export function Timeline(props: { events: readonly TimelineEvent[]; label: string }): JSX.Element {
  return (
    <ol class="s-timeline" aria-label={props.label}>
      <For each={props.events}>
        {(event) => (
          <li class="s-moment" classList={{ "s-moment-ahead": event.ahead === true }}>
            <span class={`s-moment-mark s-tone-${event.tone ?? "neutral"}`}>
              <Icon of={event.icon ?? IconCircle} />
            </span>
            <div class="s-moment-words">
              <p class="s-moment-title">{event.title}</p>
              <Show when={event.at}>
                <time class="s-moment-at" dateTime={event.instant}>
                  {event.at}
                </time>
              </Show>
              <Show when={event.by}>
                <div class="s-moment-by">{event.by}</div>
              </Show>
              <Show when={event.note}>
                <div class="s-moment-note">{event.note}</div>
              </Show>
            </div>
          </li>
        )}
      </For>
    </ol>
  );
}

export type Crumb = { label: string; href?: string | undefined };

/** The way from the start to this page; the last crumb is the page itself. */
export function Breadcrumb(props: { crumbs: readonly Crumb[]; link?: LinkRenderer | undefined }): JSX.Element {
  return (
    <nav class="s-crumbs" aria-label={words.breadcrumb}>
      <ol class="s-crumb-list">
        <For each={props.crumbs}>
          {(crumb, index) => (
            <li class="s-crumb">
              <Show when={index() > 0}>
                <Icon of={IconChevronRight} size="1rem" />
              </Show>
              <Show when={crumb.href} fallback={<span aria-current="page">{crumb.label}</span>}>
                {(href) => (
                  <Dynamic component={props.link ?? PlainLink} href={href()}>
                    {crumb.label}
                  </Dynamic>
                )}
              </Show>
            </li>
          )}
        </For>
      </ol>
    </nav>
  );
}

export type PaginationProps = {
  /** How many rows are shown, and of how many; formatted. */
  shown: string;
  total?: string | undefined;
  more: boolean;
  busy?: boolean | undefined;
  onMore: () => void;
};

/** "Muat lagi": the next page is added below. */
export function Pagination(props: PaginationProps): JSX.Element {
  return (
    <div class="s-more">
      <Show when={props.total}>
        {(total) => (
          <p class="s-more-count s-figures" role="status">
            {words.shownOf(props.shown, total())}
          </p>
        )}
      </Show>
      <Show when={props.more}>
        <Button busy={props.busy} onPress={() => props.onMore()}>
          {words.loadMore}
        </Button>
      </Show>
    </div>
  );
}

export type Description = { term: string; value: JSX.Element };

/** Terms and their values. */
export function DescriptionList(props: { items: readonly Description[]; columns?: 1 | 2 | undefined }): JSX.Element {
  return (
    <dl class="s-descriptions" classList={{ "s-descriptions-two": props.columns === 2 }}>
      <For each={props.items}>
        {(item) => (
          <div class="s-description">
            <dt>{item.term}</dt>
            <dd>{item.value}</dd>
          </div>
        )}
      </For>
    </dl>
  );
}

export type PersonLineProps = {
  name: string;
  /** The position in which the person acts: "Kepala Bidang Bina Marga". */
  hat?: string | undefined;
  unit?: string | undefined;
  /** "atas nama", "Plt.": how the hat is worn. */
  capacity?: string | undefined;
};

/** A person and the hat worn; no picture. */
export function PersonLine(props: PersonLineProps): JSX.Element {
  return (
    <span class="s-person">
      <span class="s-person-mark">
        <Icon of={IconUser} />
      </span>
      <span class="s-person-words">
        <span class="s-person-name">{props.name}</span>
        <Show when={props.hat}>
          <span class="s-person-hat">
            {props.capacity === undefined ? "" : `${props.capacity} `}
            {props.hat}
            {props.unit === undefined ? "" : `, ${props.unit}`}
          </span>
        </Show>
      </span>
    </span>
  );
}
