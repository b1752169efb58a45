import { A } from "@solidjs/router";
import { formatDateTime } from "@selaras/core/kernel/format.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { toast } from "@selaras/ui/components/notice.tsx";
import { IconDownload, IconFileSpreadsheet, IconFileText, IconPrinter, IconRefresh } from "@selaras/ui/icons.ts";
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

/** What the file is to whoever presses: a workbook, the signed document, or a draft to lay on a desk. */
export type FileForm = keyof typeof words.forms;

const LABELS: Readonly<Record<Exclude<Download["state"], "ready">, string>> = {
  waiting: words.state.waiting,
  making: words.state.making,
  failed: words.again,
};
const FORM_ICONS = { excel: IconFileSpreadsheet, pdf: IconFileText, draft: IconPrinter } as const;

/**
 * Asks for the thing as a file and shows in place how far it is. One button all the way, so that the keyboard
 * stays where it was; what it does follows the state, which the server keeps and every page finds again.
 */
export function DownloadButton(props: { wanted: Wanted; form: FileForm }): JSX.Element {
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
  const texts = () => words.forms[props.form];
  const icon = () => {
    const now = state();
    return now === "ready" ? IconDownload : now === "failed" ? IconRefresh : FORM_ICONS[props.form];
  };
  const label = () => {
    const now = state();
    if (now === "ready") return texts().fetch;
    return now === undefined ? texts().ask : LABELS[now];
  };
  const told = () => {
    const now = newest();
    if (now === undefined) return "";
    if (now.state === "ready")
      return texts().ready(formatDateTime(now.madeAt ?? now.askedAt, zone), sizeText(now.bytes ?? 0));
    return now.state === "failed" ? (now.problem ?? "") : texts()[now.state];
  };
  const waits = () => {
    const now = newest();
    return now !== undefined && isUnmade(now);
  };
  return (
    <div class="w-excel">
      <div class="w-excel-acts">
        <Button
          icon={icon()}
          busy={sending() || waits()}
          label={state() === "ready" ? texts().fetchReady : undefined}
          onPress={() => void press()}
        >
          {label()}
        </Button>
        <Show when={state() === "ready" && props.form !== "pdf"}>
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
