import { For, type JSX, Show } from "solid-js";

/** Where one is. The last crumb is the page itself. */
export function Trail(props: {
  readonly crumbs: readonly { readonly label: string; readonly href?: string | undefined }[];
}): JSX.Element {
  return (
    <nav class="p-trail s-screen-only" aria-label="Jejak halaman">
      <ol class="p-trail-list">
        <For each={props.crumbs}>
          {(crumb) => (
            <li>
              <Show when={crumb.href} fallback={<span aria-current="page">{crumb.label}</span>}>
                <a href={crumb.href}>{crumb.label}</a>
              </Show>
            </li>
          )}
        </For>
      </ol>
    </nav>
  );
}
