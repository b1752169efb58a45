import { A } from "@solidjs/router";
import { formatDateTime } from "@selaras/core/kernel/format.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { toast } from "@selaras/ui/components/notice.tsx";
import { IconDownload, IconFileSpreadsheet, IconRefresh } from "@selaras/ui/icons.ts";
import { createSignal, type JSX, Show } from "solid-js";
import { asFailure } from "../api/client.ts";
import { t } from "../i18n/index.ts";
import { paths } from "../paths.ts";
import { useZone } from "../session/me.tsx";
import {
  type Download,
  fetchDownload,
  isUnmade,
  newestFor,
  requestDownload,
  type Wanted,
  watchDownloads,
} from "./downloads.ts";
import { sizeText } from "./state-badge.tsx";
import { words } from "./words.ts";

const LABELS: Readonly<Record<Download["state"], string>> = {
  waiting: words.state.waiting,
  making: words.state.making,
  ready: words.fetch,
  failed: words.again,
};
const ICONS = { waiting: IconFileSpreadsheet, making: IconFileSpreadsheet, ready: IconDownload, failed: IconRefresh };

/**
 * Asks for the thing as an Excel file and shows in place how far it is. One button all the way, so that the keyboard
 * stays where it was; what it does follows the state, which the server keeps and every page finds again.
 */
export function ExcelButton(props: { wanted: Wanted }): JSX.Element {
  watchDownloads();
  const zone = useZone();
  const [sending, setSending] = createSignal(false);
  const newest = () => newestFor(props.wanted);
  const state = () => newest()?.state;
  const attempt = async (act: () => Promise<unknown>) => {
    if (sending()) return;
    setSending(true);
    try {
      await act();
    } catch (thrown) {
      toast({ tone: "danger", text: asFailure(thrown).message });
    } finally {
      setSending(false);
    }
  };
  const ask = () => attempt(() => requestDownload(props.wanted));
  const press = () => {
    const ready = newest();
    return ready?.state === "ready" ? attempt(() => fetchDownload(ready)) : ask();
  };
  const label = () => {
    const now = state();
    return now === undefined ? words.ask : LABELS[now];
  };
  const told = () => {
    const now = newest();
    if (now === undefined) return "";
    if (now.state === "ready")
      return words.ready(formatDateTime(now.madeAt ?? now.askedAt, zone), sizeText(now.bytes ?? 0));
    return now.state === "failed" ? (now.problem ?? "") : words[now.state];
  };
  const waits = () => {
    const now = newest();
    return now !== undefined && isUnmade(now);
  };
  return (
    <div class="w-excel">
      <div class="w-excel-acts">
        <Button
          icon={ICONS[state() ?? "waiting"]}
          busy={sending() || waits()}
          label={state() === "ready" ? words.fetchReady : undefined}
          onPress={() => void press()}
        >
          {label()}
        </Button>
        <Show when={state() === "ready"}>
          <Button kind="tertiary" label={words.anewLabel} onPress={() => void ask()}>
            {words.anew}
          </Button>
        </Show>
      </div>
      <p class="w-excel-state" role="status">
        {told()}
        <Show when={newest()}>
          {" "}
          <A href={paths.downloads()}>{t.frame.downloads}</A>
        </Show>
      </p>
    </div>
  );
}
