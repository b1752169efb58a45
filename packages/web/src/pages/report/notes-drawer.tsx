import { Button } from "@selaras/ui/components/button.tsx";
import { Drawer } from "@selaras/ui/components/dialog.tsx";
import { type JSX, Show } from "solid-js";
import { chainWords } from "./chain-words.ts";
import { type Flagging, RowFlags } from "./flag-picker.tsx";
import type { Loaded } from "./report.data.ts";
import { codeOf } from "./sheet-model.ts";
import { RowTalk } from "./threads-card.tsx";
import type { Threads } from "./threads.ts";
import { words } from "./words.ts";

export type NotedAt = { readonly rowKey: string; readonly field: string | null };

/** One row as a reviewer and an author speak of it: the marks, where they may be set, and the conversations. */
export function NotesDrawer(props: {
  loaded: Loaded;
  threads: Threads;
  at: NotedAt | null;
  /** Absent for those who cannot send the report back. */
  flagging?: Flagging | undefined;
  onClose: () => void;
}): JSX.Element {
  const row = () => props.loaded.report.rows.find((each) => each.rowKey === props.at?.rowKey);
  return (
    <Drawer
      open={row() !== undefined}
      title={row()?.label ?? ""}
      description={((here) => here && codeOf(here))(row()) || undefined}
      onClose={() => props.onClose()}
      actions={<Button onPress={() => props.onClose()}>{words.rows.close}</Button>}
    >
      <Show when={props.at} keyed>
        {(at) => (
          <div class="r-panel">
            <Show when={props.flagging && row()}>
              {(here) => (
                <Show when={props.flagging}>
                  {(flagging) => (
                    <section class="r-form">
                      <h3 class="r-sub">{chainWords.flags.title}</h3>
                      <p class="r-small">{chainWords.flags.hint}</p>
                      <RowFlags loaded={props.loaded} flagging={flagging()} row={here()} />
                    </section>
                  )}
                </Show>
              )}
            </Show>
            <h3 class="r-sub">{chainWords.threads.title}</h3>
            <RowTalk loaded={props.loaded} threads={props.threads} rowKey={at.rowKey} field={at.field} />
          </div>
        )}
      </Show>
    </Drawer>
  );
}
