import { For, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { words } from "../words.ts";
import { type LinkRenderer, PlainLink } from "./link.tsx";

export type PublicContact = { label: string; value: string; href?: string | undefined };

export type PublicFrameProps = {
  /** Usually `<TenantMark withName …>`. */
  mark: JSX.Element;
  homeHref: string;
  entries: readonly { key: string; label: string; href: string }[];
  current?: string | undefined;
  link?: LinkRenderer | undefined;
  /** At the end of the header, such as the way to sign in. */
  aside?: JSX.Element | undefined;
  /** Address, telephone, mail of the region. */
  contacts: readonly PublicContact[];
  /** What the page is and as of when. */
  footnote?: JSX.Element | undefined;
  children: JSX.Element;
};

/** The frame of the public pages: works without script, therefore no drawer. */
export function PublicFrame(props: PublicFrameProps): JSX.Element {
  return (
    <div class="s-public">
      <a class="s-skip" href="#isi">
        {words.skipToContent}
      </a>
      <header class="s-public-head s-screen-only">
        <div class="s-public-inner s-public-bar">
          <Dynamic component={props.link ?? PlainLink} href={props.homeHref} class="s-public-home">
            <span class="s-hidden-text">{words.home}: </span>
            {props.mark}
          </Dynamic>
          <nav class="s-public-nav" aria-label={words.mainMenu}>
            <For each={props.entries}>
              {(entry) => (
                <Dynamic
                  component={props.link ?? PlainLink}
                  href={entry.href}
                  class="s-public-entry"
                  current={entry.key === props.current}
                >
                  {entry.label}
                </Dynamic>
              )}
            </For>
          </nav>
          <Show when={props.aside}>
            <div class="s-public-aside">{props.aside}</div>
          </Show>
        </div>
      </header>
      <main class="s-public-main s-public-inner" id="isi" tabindex="-1">
        {props.children}
      </main>
      <footer class="s-public-foot">
        <div class="s-public-inner s-public-foot-row">
          <section aria-label={words.contact}>
            <p class="s-public-foot-title">{words.contact}</p>
            <ul class="s-public-contacts">
              <For each={props.contacts}>
                {(contact) => (
                  <li>
                    <span class="s-public-contact-label">{contact.label}: </span>
                    <Show when={contact.href} fallback={contact.value}>
                      <a href={contact.href}>{contact.value}</a>
                    </Show>
                  </li>
                )}
              </For>
            </ul>
          </section>
          <Show when={props.footnote}>
            <div class="s-public-footnote">{props.footnote}</div>
          </Show>
        </div>
      </footer>
    </div>
  );
}
