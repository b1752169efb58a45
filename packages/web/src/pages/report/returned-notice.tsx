import type { CellRef } from "@selaras/core/approval/schema.ts";
import { formatDateTime } from "@selaras/core/kernel/format.ts";
import { LinkButton } from "@selaras/ui/components/button.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { For, type JSX, Show } from "solid-js";
import { useZone } from "../../session/me.tsx";
import { chainWords } from "./chain-words.ts";
import { fieldsOfRow, nameOfRef } from "./flags.ts";
import type { Loaded } from "./report.data.ts";
import { words } from "./words.ts";

const w = chainWords.back;

/** Who sent the report back and why, with a way to every cell that was marked. */
export function ReturnedNotice(props: {
  loaded: Loaded;
  /** Goes to where a cell is entered; absent for those who only read. */
  onJump?: ((rowKey: string, field: string) => void) | undefined;
}): JSX.Element {
  const zone = useZone();
  const report = () => props.loaded.report;
  return (
    <Show when={report().state === "returned" && report().returned}>
      {(returned) => (
        <Alert tone="warning" title={words.head.returnedTitle(returned().name, returned().step)}>
          <p class="r-quote">{returned().reason}</p>
          <Show when={returned().flags.length > 0}>
            <p class="r-small">{w.flaggedList}:</p>
            <ul class="r-list">
              <For each={returned().flags}>
                {(flag) => (
                  <li>
                    <FlagLink {...props} flag={flag} />
                  </li>
                )}
              </For>
            </ul>
            <Show when={returned().opens === "flagged"}>
              <p>{w.closed}</p>
            </Show>
          </Show>
          <p class="r-small">
            {[returned().hat, formatDateTime(returned().at, zone)].filter(Boolean).join(", ")}.{" "}
            {words.head.returnedNext}
          </p>
        </Alert>
      )}
    </Show>
  );
}

function FlagLink(props: {
  loaded: Loaded;
  flag: CellRef;
  onJump?: ((rowKey: string, field: string) => void) | undefined;
}): JSX.Element {
  const name = () => nameOfRef(props.loaded.definition, props.loaded.report.rows, props.flag);
  const place = () => {
    const { rowKey, field } = props.flag;
    const cell = rowKey === null ? undefined : (field ?? fieldsOfRow(props.loaded.definition, rowKey)[0]?.id);
    const jump = props.onJump;
    return rowKey === null || cell === undefined || !jump ? undefined : () => jump(rowKey, cell);
  };
  return (
    <Show when={place()} fallback={name()}>
      {(go) => <LinkButton onPress={() => go()()}>{name()}</LinkButton>}
    </Show>
  );
}
