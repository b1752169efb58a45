import { formatDateTime } from "@selaras/core/kernel/format.ts";
import { addPeriods, periodsOf } from "@selaras/core/kernel/period.ts";
import { formatPeriod } from "@selaras/core/kernel/format.ts";
import type { Problem } from "@selaras/core/template/program.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Checkbox, Select } from "@selaras/ui/components/choice.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { IconWorldUpload } from "@selaras/ui/icons.ts";
import { useNavigate } from "@solidjs/router";
import { createResource, createSignal, For, type JSX, Show } from "solid-js";
import { type Api, api } from "../../api/client.ts";
import { forgetTemplates } from "../../api/catalogue.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { Await } from "../../frame/await.tsx";
import { yearOf } from "../../frame/year.ts";
import { paths } from "../../paths.ts";
import { useMe, useZone } from "../../session/me.tsx";
import { ChangeLine, ClassBadge } from "./change-list.tsx";
import { NoCalendar } from "./no-calendar.tsx";
import { TrialCard } from "./trial-card.tsx";
import { NotYet } from "./summary-view.tsx";
import type { Work } from "./work.ts";
import { words } from "./words.ts";

type Previewed = Api["template.preview"]["reply"];
const r = words.release;
const CLASSES = ["breaking", "needs-decision", "needs-input", "safe"] as const;

/** From draft to version: tried out by those who are named, looked through change by change, released by a second person. */
export function ReleasePanel(props: { work: Work; problems: readonly Problem[] }): JSX.Element {
  return (
    <Show when={props.problems.length === 0} fallback={<NotYet problems={props.problems} />}>
      <Show when={props.work.changed().length === 0} fallback={<Alert tone="info">{r.saveFirst}</Alert>}>
        <div class="tp-editor">
          <TrialCard work={props.work} />
          <Released work={props.work} />
        </div>
      </Show>
    </Show>
  );
}

function Released(props: { work: Work }): JSX.Element {
  const { template } = props.work;
  const [found, { refetch }] = createResource(
    () => props.work.head().rev,
    async () => {
      const [preview, { chains }] = await Promise.all([
        api("template.preview", { template }),
        api("approval.chains", {}),
      ]);
      return { preview, chains };
    },
  );
  const [releasing, setReleasing] = createSignal(false);
  return (
    <Await onRetry={refetch}>
      <Show when={found.latest}>
        {(loaded) => (
          <Card
            title={r.title(loaded().preview.n)}
            description={loaded().preview.against === null ? r.first : r.against(loaded().preview.against ?? 0)}
            actions={
              <Button
                kind="primary"
                icon={IconWorldUpload}
                disabledReason={
                  loaded().preview.release.allowed ? undefined : (loaded().preview.release.reason ?? undefined)
                }
                onPress={() => setReleasing(true)}
              >
                {r.act}
              </Button>
            }
          >
            <Show when={loaded().preview.against !== null} fallback={<Alert tone="info">{words.calendar.first}</Alert>}>
              <NoCalendar template={template} />
            </Show>
            <Differences preview={loaded().preview} />
            <Show when={releasing()}>
              <ReleaseDialog
                work={props.work}
                preview={loaded().preview}
                chains={loaded().chains}
                onClose={() => setReleasing(false)}
                onStale={() => void refetch()}
              />
            </Show>
          </Card>
        )}
      </Show>
    </Await>
  );
}

/** Every difference with what it means, the gravest first, and who changed what. */
function Differences(props: { preview: Previewed }): JSX.Element {
  const zone = useZone();
  const sorted = () => CLASSES.flatMap((each) => props.preview.changes.filter((change) => change.class === each));
  return (
    <div class="tp-editor">
      <Show when={!props.preview.release.allowed}>
        <Alert tone="warning">{props.preview.release.reason}</Alert>
      </Show>
      <Show when={props.preview.against !== null}>
        <ul class="tp-counts" aria-label={r.counts}>
          <For each={CLASSES}>
            {(each) => (
              <li>
                <ClassBadge of={each} /> <strong>{props.preview.counts[each]}</strong>{" "}
                <span class="tp-quiet">{words.classText[each]}</span>
              </li>
            )}
          </For>
        </ul>
        <Show when={sorted().length > 0} fallback={<p>{r.same}</p>}>
          <ul class="tp-changes">
            <For each={sorted()}>{(change) => <ChangeLine change={change} />}</For>
          </ul>
        </Show>
        <Show when={props.preview.more}>
          <p class="tp-quiet">{r.more}</p>
        </Show>
      </Show>
      <details class="tp-fold">
        <summary>{r.editors}</summary>
        <ul class="tp-lines">
          <For each={props.preview.editors}>
            {(editor) => (
              <li>
                {editor.label}: {editor.name}, {formatDateTime(editor.at, zone)}
              </li>
            )}
          </For>
        </ul>
      </details>
    </div>
  );
}

type Chain = Api["approval.chains"]["reply"]["chains"][number];

function ReleaseDialog(props: {
  work: Work;
  preview: Previewed;
  chains: readonly Chain[];
  onClose: () => void;
  onStale: () => void;
}): JSX.Element {
  const me = useMe();
  const navigate = useNavigate();
  const { template } = props.work;
  const type = () => props.work.past.draft().frame.periodType;
  const year = yearOf(undefined, me);
  const periods = () => [...periodsOf(type(), year), ...periodsOf(type(), String(Number(year) + 1))];
  const usable = () =>
    props.chains.flatMap((chain) => {
      const inForce = chain.versions.find((version) => version.inForce);
      return inForce
        ? [{ value: chain.chain, label: `${chain.label} (${words.version(inForce.n)})`, n: inForce.n }]
        : [];
    });
  const [from, setFrom] = createSignal<string>("");
  const bound = () => props.chains.find((chain) => chain.templates.some((each) => each.template === template))?.chain;
  const [chain, setChain] = createSignal<string>(bound() ?? usable()[0]?.value ?? "");
  const [authors, setAuthors] = createSignal(true);
  const [decline, setDecline] = createSignal(false);
  const pinned = () => usable().find((each) => each.value === chain());
  const input = () => ({
    template,
    rev: props.preview.rev,
    effectiveFrom: from(),
    chain: { id: chain(), n: pinned()?.n ?? 0 },
    offer: { authors: authors(), decline: authors() && decline() },
  });
  return (
    <ActDialog
      title={r.dialogTitle(props.work.past.draft().frame.name, props.preview.n)}
      description={r.dialogText}
      act={r.act}
      size="large"
      sent={input()}
      lacking={from() === "" ? r.periodMissing : pinned() ? undefined : r.chainMissing}
      send={(command) => api("template.release", input(), { command })}
      done={r.done(props.preview.n)}
      onClose={() => props.onClose()}
      onStale={() => props.onStale()}
      onDone={() => {
        props.work.leave();
        forgetTemplates();
        navigate(`${paths.template(template)}?lihat=${props.preview.against === null ? "unit" : "laporan"}`);
      }}
    >
      <div class="tp-editor">
        <Select
          label={r.period}
          hint={r.periodHint}
          required
          options={periods().map((value): { value: string; label: string } => ({ value, label: formatPeriod(value) }))}
          value={from()}
          onChange={setFrom}
        />
        <Show when={from() !== ""}>
          <p class="tp-quiet">{r.before(formatPeriod(addPeriods(from(), -1)))}</p>
        </Show>
        <Select label={r.chain} required options={usable()} value={chain()} onChange={setChain} />
        <fieldset class="tp-checks">
          <legend class="s-label">{r.offer}</legend>
          <Checkbox label={r.authors} checked={authors()} onChange={setAuthors} />
          <Checkbox label={r.decline} checked={authors() && decline()} disabled={!authors()} onChange={setDecline} />
        </fieldset>
      </div>
    </ActDialog>
  );
}
