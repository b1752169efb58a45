import { createUniqueId, For, type JSX, Show } from "solid-js";

export type Tab = {
  key: string;
  label: string;
  /** A number beside the label. */
  count?: number | undefined;
  /** The address of the tab, so that it can be opened in a new window and shared. */
  href?: string | undefined;
};

export type TabsProps = {
  /** What the tabs choose between, for screen readers. */
  label: string;
  tabs: readonly Tab[];
  selected: string;
  onSelect: (key: string) => void;
  /** The panel of the selected tab. */
  children: JSX.Element;
};

/** Tabs with one stop for the Tab key; arrows, Home and End move and select. */
export function Tabs(props: TabsProps): JSX.Element {
  const id = `t-${createUniqueId()}`;
  let list: HTMLDivElement | undefined;
  const select = (index: number) => {
    const tab = props.tabs[index];
    if (tab === undefined) return;
    props.onSelect(tab.key);
    list?.querySelectorAll<HTMLElement>("[role=tab]")[index]?.focus();
  };
  const steer = (event: KeyboardEvent) => {
    const [at, count] = [props.tabs.findIndex((tab) => tab.key === props.selected), props.tabs.length];
    const next = new Map([
      ["ArrowRight", (at + 1) % count],
      ["ArrowLeft", (at - 1 + count) % count],
      ["Home", 0],
      ["End", count - 1],
    ]).get(event.key);
    if (next === undefined) return;
    event.preventDefault();
    select(next);
  };
  const press = (tab: Tab, event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    props.onSelect(tab.key);
  };
  return (
    <div class="s-tabs">
      <div
        class="s-tab-list"
        role="tablist"
        aria-label={props.label}
        ref={(element) => {
          list = element;
        }}
        onKeyDown={steer}
      >
        <For each={props.tabs}>
          {(tab) => (
            <a
              class="s-tab"
              role="tab"
              id={`${id}-${tab.key}`}
              href={tab.href ?? `#${tab.key}`}
              aria-selected={tab.key === props.selected}
              aria-controls={tab.key === props.selected ? `${id}-panel` : undefined}
              tabindex={tab.key === props.selected ? 0 : -1}
              on:click={(event) => press(tab, event)}
            >
              {tab.label}
              <Show when={tab.count !== undefined}>
                <span class="s-count">{tab.count}</span>
              </Show>
            </a>
          )}
        </For>
      </div>
      <div
        class="s-tab-panel"
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${props.selected}`}
        tabindex="0"
      >
        {props.children}
      </div>
    </div>
  );
}
