import { createEffect, createSignal, createUniqueId, For, type JSX, on, Show } from "solid-js";
import { IconArrowRight, IconSearch } from "../icons.ts";
import { words } from "../words.ts";
import { Dialog } from "./dialog.tsx";
import { Icon, type IconShape } from "./icon.tsx";

export type Command = {
  key: string;
  label: string;
  hint?: string | undefined;
  /** Entries of the same group stand together under its name. */
  group?: string | undefined;
  icon?: IconShape | undefined;
};

export type CommandPaletteProps = {
  open: boolean;
  query: string;
  onQuery: (query: string) => void;
  /** What matches, best first, groups together. Searching is the application's part. */
  commands: readonly Command[];
  busy?: boolean | undefined;
  onChoose: (command: Command) => void;
  onClose: () => void;
};

/** Search over pages, units and acts: a text field steers a list; the focus never leaves the field. */
export function CommandPalette(props: CommandPaletteProps): JSX.Element {
  const id = `k-${createUniqueId()}`;
  const [at, setAt] = createSignal(0);
  createEffect(on([() => props.query, () => props.open], () => setAt(0)));
  createEffect(() => {
    if (props.open) document.getElementById(`${id}-${at()}`)?.scrollIntoView?.({ block: "nearest" });
  });
  const steer = (event: KeyboardEvent) => {
    const count = props.commands.length;
    if (count === 0 || event.isComposing) return;
    if (event.key === "ArrowDown") setAt((at() + 1) % count);
    else if (event.key === "ArrowUp") setAt((at() - 1 + count) % count);
    else if (event.key === "Enter") choose(at());
    else return;
    event.preventDefault();
  };
  const choose = (index: number) => {
    const command = props.commands[index];
    if (command !== undefined) props.onChoose(command);
  };
  const opensGroup = (index: number) => {
    const group = props.commands[index]?.group;
    return group !== undefined && group !== props.commands[index - 1]?.group ? group : undefined;
  };
  return (
    <Dialog open={props.open} title={words.commandTitle} onClose={() => props.onClose()}>
      <div class="s-palette">
        <span class="s-control">
          <span class="s-control-icon">
            <Icon of={IconSearch} />
          </span>
          <input
            class="s-input"
            role="combobox"
            autofocus
            autocomplete="off"
            aria-label={words.commandTitle}
            aria-expanded={props.commands.length > 0}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={props.commands.length > 0 ? `${id}-${at()}` : undefined}
            placeholder={words.commandPlaceholder}
            value={props.query}
            onInput={(event) => props.onQuery(event.currentTarget.value)}
            onKeyDown={steer}
          />
        </span>
        <div
          class="s-palette-list"
          id={`${id}-list`}
          role="listbox"
          aria-label={words.commandTitle}
          aria-busy={props.busy === true}
        >
          <For each={props.commands}>
            {(command, index) => (
              <>
                <Show when={opensGroup(index())}>
                  {(group) => (
                    <div class="s-palette-group" role="presentation">
                      {group()}
                    </div>
                  )}
                </Show>
                <div
                  class="s-palette-item"
                  id={`${id}-${index()}`}
                  role="option"
                  aria-selected={index() === at()}
                  onPointerMove={() => setAt(index())}
                  onClick={() => choose(index())}
                >
                  <Icon of={command.icon ?? IconArrowRight} />
                  <span class="s-menu-text">
                    {command.label}
                    <Show when={command.hint}>
                      <span class="s-menu-hint"> {command.hint}</span>
                    </Show>
                  </span>
                </div>
              </>
            )}
          </For>
        </div>
        <p class="s-palette-note" role="status">
          <Show when={props.commands.length === 0 && props.busy !== true} fallback={words.commandHint}>
            {words.commandEmpty}
          </Show>
        </p>
      </div>
    </Dialog>
  );
}
