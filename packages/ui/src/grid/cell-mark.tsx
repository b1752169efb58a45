/** The small line under a value: how far it has travelled, with icon and word. */
import type { IconCheck as IconShape } from "@tabler/icons-solidjs";
import { For, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import {
  IconAlertTriangle,
  IconArrowsSplit2,
  IconCheck,
  IconCloudUp,
  IconFlag,
  IconLock,
  IconMessage,
  IconRefresh,
} from "./icons.ts";
import type { CellRemark, CellSync, CellView } from "./model.ts";
import { hasSyncWord, syncWord } from "./words.ts";

const ICONS: Record<CellSync, typeof IconShape> = {
  saved: IconCheck,
  unsent: IconCloudUp,
  sending: IconRefresh,
  conflict: IconArrowsSplit2,
  refused: IconAlertTriangle,
};

/** Icon and word for one cell; `quiet` keeps "tersimpan" to an icon with a spoken word, as it is said in full above the sheet. */
export function CellMark(props: { readonly cell: CellView; readonly quiet?: boolean | undefined }): JSX.Element {
  return (
    <Show when={props.cell.locked === undefined} fallback={<Locked />}>
      <Show when={hasSyncWord(props.cell)}>
        <span class={`sg-mark sg-mark-${props.cell.sync}`}>
          <Dynamic component={ICONS[props.cell.sync]} size="0.875rem" aria-hidden="true" />
          <span class={props.quiet === true && props.cell.sync === "saved" ? "sg-sr" : undefined}>
            {syncWord(props.cell.sync)}
          </span>
        </span>
      </Show>
    </Show>
  );
}

const REMARK_ICONS: Record<CellRemark["kind"], typeof IconShape> = { flagged: IconFlag, comment: IconMessage };

/** What others have to say of the cell, each as icon and word; `quiet` in the narrow cells of the spreadsheet. */
export function RemarkMarks(props: { readonly cell: CellView; readonly quiet?: boolean | undefined }): JSX.Element {
  return (
    <For each={props.cell.remarks ?? []}>
      {(remark) => (
        <span class={`sg-mark sg-mark-${remark.kind}`}>
          <Dynamic component={REMARK_ICONS[remark.kind]} size="0.875rem" aria-hidden="true" />
          <Show when={props.quiet === true && remark.short} fallback={<span>{remark.word}</span>}>
            {(short) => (
              <>
                <span aria-hidden="true">{short()}</span>
                <span class="sg-sr">{remark.word}</span>
              </>
            )}
          </Show>
        </span>
      )}
    </For>
  );
}

function Locked(): JSX.Element {
  return (
    <span class="sg-mark">
      <IconLock size="0.875rem" aria-hidden="true" />
      <span>terkunci</span>
    </span>
  );
}
