import { formatDateTime } from "@selaras/core/kernel/format.ts";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { DataTable } from "@selaras/ui/components/data-table.tsx";
import { toast } from "@selaras/ui/components/notice.tsx";
import { EmptyState } from "@selaras/ui/components/waiting.tsx";
import { IconDownload, IconRefresh } from "@selaras/ui/icons.ts";
import { createResource, createSignal, type JSX, Match, Show, Switch } from "solid-js";
import { asFailure } from "../../api/client.ts";
import {
  type Download,
  downloads,
  fetchDownload,
  isUnmade,
  loadDownloads,
  requestDownload,
  watchDownloads,
} from "../../downloads/downloads.ts";
import { sizeText, StateBadge } from "../../downloads/state-badge.tsx";
import { words } from "../../downloads/words.ts";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { t } from "../../i18n/index.ts";
import { useZone } from "../../session/me.tsx";

/** "Unduhan saya": every file that the person asked for in the last days, with how far it is. */
export function DownloadsPage(): JSX.Element {
  watchDownloads();
  const [first, { refetch }] = createResource(loadDownloads);
  return (
    <>
      <Title text={t.frame.downloads} />
      <PageHead title={t.frame.downloads} description={words.about} />
      <Await onRetry={refetch}>
        <Show when={first()}>
          {(heard) => (
            <Card flush={(downloads() ?? heard()).length > 0}>
              <Show
                when={(downloads() ?? heard()).length > 0}
                fallback={
                  <EmptyState icon={IconDownload} title={words.emptyTitle}>
                    {words.empty}
                  </EmptyState>
                }
              >
                <Files files={downloads() ?? heard()} />
              </Show>
            </Card>
          )}
        </Show>
      </Await>
    </>
  );
}

function Files(props: { files: readonly Download[] }): JSX.Element {
  const zone = useZone();
  const at = (instant: string | null) => (instant === null ? "–" : formatDateTime(instant, zone));
  return (
    <DataTable
      caption={words.caption}
      hideCaption
      rows={props.files}
      rowKey={(file) => file.id}
      columns={[
        { key: "file", label: words.file, cell: (file) => file.title },
        { key: "state", label: words.stands, cell: (file) => <Standing file={file} /> },
        { key: "asked", label: words.asked, cell: (file) => at(file.askedAt) },
        { key: "made", label: words.made, cell: (file) => at(file.madeAt) },
        {
          key: "bytes",
          label: words.bytes,
          align: "end",
          cell: (file) => (file.bytes === null ? "–" : sizeText(file.bytes)),
        },
        { key: "act", label: words.act, cell: (file) => <Act file={file} /> },
      ]}
    />
  );
}

/** The state, and why it failed with the number under which the operator finds it. */
function Standing(props: { file: Download }): JSX.Element {
  return (
    <span class="w-excel-standing">
      <StateBadge state={props.file.state} />
      <Show when={props.file.problem}>
        {(problem) => (
          <>
            <span>{problem()}</span>
            <span class="w-request">{words.number(props.file.id)}</span>
          </>
        )}
      </Show>
    </span>
  );
}

function Act(props: { file: Download }): JSX.Element {
  const [busy, setBusy] = createSignal(false);
  const attempt = async (act: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await act();
    } catch (thrown) {
      toast({ tone: "danger", text: asFailure(thrown).message });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Switch fallback="–">
      <Match when={props.file.state === "ready"}>
        <Button
          size="small"
          icon={IconDownload}
          busy={busy()}
          label={words.fetchLabel(props.file.title)}
          onPress={() => void attempt(() => fetchDownload(props.file))}
        >
          {words.fetch}
        </Button>
      </Match>
      <Match when={!isUnmade(props.file)}>
        <Button
          size="small"
          icon={IconRefresh}
          busy={busy()}
          onPress={() => void attempt(() => requestDownload(props.file.wanted))}
        >
          {words.again}
        </Button>
      </Match>
    </Switch>
  );
}
