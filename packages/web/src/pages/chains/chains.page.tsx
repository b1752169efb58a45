import { A, useNavigate } from "@solidjs/router";
import { formatDateTime } from "@selaras/core/kernel/format.ts";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Button, buttonClass } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { ConfirmDialog } from "@selaras/ui/components/dialog.tsx";
import { Icon } from "@selaras/ui/components/icon.tsx";
import { Alert, toast } from "@selaras/ui/components/notice.tsx";
import { EmptyState } from "@selaras/ui/components/waiting.tsx";
import { IconPlus, IconRoute, IconUsers } from "@selaras/ui/icons.ts";
import { createResource, createSignal, For, type JSX, Show } from "solid-js";
import { api, asFailure, newCommandId } from "../../api/client.ts";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { paths } from "../../paths.ts";
import { useMe, useZone } from "../../session/me.tsx";
import { Above, DRAFT, VersionBadge } from "./parts.tsx";
import type { ChainRow } from "./editor.ts";
import { StartDialog } from "./start-dialog.tsx";
import { words } from "./words.ts";
import "./chains.css";

/** What is in use comes first: chains that templates bind, then those that are being drawn. */
async function loadChains(): Promise<readonly ChainRow[]> {
  const { chains } = await api("approval.chains", {});
  const weight = (row: ChainRow) => (row.templates.length > 0 ? 0 : row.draft ? 1 : 2);
  return [...chains].sort((a, b) => weight(a) - weight(b) || a.label.localeCompare(b.label));
}

/** The chains of the regency with their versions, what binds them and what runs on them. */
export function ChainsPage(): JSX.Element {
  const me = useMe();
  const navigate = useNavigate();
  const [starting, setStarting] = createSignal(false);
  const [found, { refetch }] = createResource(loadChains);
  return (
    <>
      <Title text={words.title} />
      <PageHead
        above={<Above />}
        title={words.title}
        description={words.about}
        actions={
          <>
            <A class={buttonClass()} href={paths.teams()}>
              <Icon of={IconUsers} />
              <span class="s-button-text">{words.teams}</span>
            </A>
            <Button
              kind="primary"
              icon={IconPlus}
              disabledReason={me.may.chains ? undefined : words.readOnly}
              onPress={() => setStarting(true)}
            >
              {words.start}
            </Button>
          </>
        }
      />
      <Await onRetry={refetch}>
        <Show when={!me.may.chains}>
          <Alert tone="info">{words.readOnly}</Alert>
        </Show>
        <Show when={found.latest}>
          {(chains) => (
            <>
              <Show
                when={chains().length > 0}
                fallback={
                  <EmptyState icon={IconRoute} title={words.none}>
                    {words.noneText}
                  </EmptyState>
                }
              >
                <div class="c-list">
                  <For each={chains()}>{(row) => <ChainCard row={row} onChanged={() => void refetch()} />}</For>
                </div>
              </Show>
              <Show when={starting()}>
                <StartDialog
                  chains={chains()}
                  onClose={() => setStarting(false)}
                  onStarted={(chain) => navigate(paths.chain(chain, DRAFT))}
                />
              </Show>
            </>
          )}
        </Show>
      </Await>
    </>
  );
}

type Version = ChainRow["versions"][number];

function ChainCard(props: { row: ChainRow; onChanged: () => void }): JSX.Element {
  const zone = useZone();
  const me = useMe();
  const [retiring, setRetiring] = createSignal<Version>();
  return (
    <Card
      title={props.row.label}
      description={
        <>
          {words.usedBy}:{" "}
          {props.row.templates.length === 0
            ? words.usedByNone
            : props.row.templates.map((each) => words.usedFrom(each.short, each.n)).join(", ")}
        </>
      }
    >
      <ul class="c-versions">
        <Show when={props.row.draft}>
          {(draft) => (
            <li class="c-version">
              <div class="c-words">
                <VersionBadge status="draft" n={(props.row.versions.at(-1)?.n ?? 0) + 1} inForce={false} />
                <span class="c-quiet">{words.draftBy(draft().by, formatDateTime(draft().at, zone))}</span>
              </div>
              <A
                class={buttonClass("secondary", "small")}
                href={paths.chain(props.row.chain, DRAFT)}
                aria-label={`${words.continueDraft}: ${props.row.label}`}
              >
                {words.continueDraft}
              </A>
            </li>
          )}
        </Show>
        <For each={[...props.row.versions].reverse()}>
          {(version) => (
            <li class="c-version">
              <div class="c-words">
                <VersionBadge status={version.status} n={version.n} inForce={version.inForce} />
                <span class="c-path">{words.stepsLine(version.steps)}</span>
                <span class="c-quiet">{words.reports(version.uses, version.usesMore)}</span>
              </div>
              <span class="c-acts-row">
                <Show when={me.may.chains && version.status === "published" && !version.inForce}>
                  <Button
                    size="small"
                    label={`${words.retire}: ${words.version(version.n)}`}
                    onPress={() => setRetiring(version)}
                  >
                    {words.retire}
                  </Button>
                </Show>
                <A
                  class={buttonClass("secondary", "small")}
                  href={paths.chain(props.row.chain, String(version.n))}
                  aria-label={`${words.view}: ${props.row.label}, ${words.version(version.n)}`}
                >
                  {words.view}
                </A>
              </span>
            </li>
          )}
        </For>
      </ul>
      <Show when={retiring()} keyed>
        {(version) => (
          <RetireDialog
            row={props.row}
            n={version.n}
            onClose={() => setRetiring(undefined)}
            onRetired={() => {
              setRetiring(undefined);
              props.onChanged();
            }}
          />
        )}
      </Show>
    </Card>
  );
}

function RetireDialog(props: { row: ChainRow; n: number; onClose: () => void; onRetired: () => void }): JSX.Element {
  const [busy, setBusy] = createSignal(false);
  const [refused, setRefused] = createSignal<string>();
  const command = newCommandId();
  const retire = async () => {
    setBusy(true);
    try {
      await api("approval.retire", { chain: props.row.chain, n: props.n }, { command });
      toast({ tone: "success", text: words.retiredNow(props.n) });
      props.onRetired();
    } catch (thrown) {
      setRefused(asFailure(thrown).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <ConfirmDialog
      open
      title={words.retireTitle(props.row.label, props.n)}
      description={words.retireText}
      confirm={words.retire}
      busy={busy()}
      onClose={() => props.onClose()}
      onConfirm={() => void retire()}
    >
      <Show when={refused()}>
        {(text) => (
          <Alert tone="danger" live>
            {text()}
          </Alert>
        )}
      </Show>
    </ConfirmDialog>
  );
}
