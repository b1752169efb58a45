import type { CellRef } from "@selaras/core/approval/schema.ts";
import { formatDateTime, formatPeriod } from "@selaras/core/kernel/format.ts";
import { computeSent, type Computed } from "@selaras/core/report/compute.ts";
import type { ReportView } from "@selaras/core/report/schema.ts";
import type { TemplateDefinition } from "@selaras/core/template/schema.ts";
import { Button, ButtonLink } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { ConfirmDialog } from "@selaras/ui/components/dialog.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { Progress } from "@selaras/ui/components/waiting.tsx";
import { PersonLine } from "@selaras/ui/components/trail.tsx";
import { IconExternalLink, IconSignature } from "@selaras/ui/icons.ts";
import { useNavigate, useParams } from "@solidjs/router";
import { createMemo, createResource, createSignal, For, type JSX, onCleanup, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { Await } from "../../frame/await.tsx";
import { paths } from "../../paths.ts";
import { runtimeConfig } from "../../session/config.ts";
import { createServerClock } from "../../session/clock.ts";
import { withFreshFactor } from "../../session/fresh-factor.tsx";
import { useMe, useZone } from "../../session/me.tsx";
import { DiffersNotice } from "../consistency/differs-notice.tsx";
import { chainWords } from "./chain-words.ts";
import { createDecision } from "./decision.ts";
import { SendBackButton, SetbackNotice } from "./decision-parts.tsx";
import { Comparison } from "./comparison.tsx";
import { createDrawings, SourcesChanged } from "./drawn-notice.tsx";
import { FigureTiles } from "./figure-tiles.tsx";
import {
  type Differences,
  type HistoryLine,
  type Loaded,
  loadDifferences,
  loadHistory,
  loadReport,
} from "./report.data.ts";
import { ReasonedAct } from "./reasoned-act.tsx";
import { ReportHead } from "./report-head.tsx";
import "./report.css";
import { SignatureBlock } from "./signature-block.tsx";
import { seenTotals } from "./totals.ts";
import { WaitingNotice } from "./waiting-notice.tsx";
import { Warnings } from "./warnings.tsx";
import { words } from "./words.ts";

const w = chainWords.issue;

type Seen = Loaded & { readonly differences: Differences; readonly verified: readonly HistoryLine[] };

const load = async (id: string): Promise<Seen> => {
  const [loaded, differences, history] = await Promise.all([loadReport(id), loadDifferences(id), loadHistory(id)]);
  // Newest first: the verifications since the last submission are those of this round.
  const since = history.entries.findIndex((line) => line.op === "report.submit");
  const verified = history.entries
    .slice(0, since < 0 ? undefined : since)
    .filter((line) => line.op === "report.verify");
  return { ...loaded, differences, verified: verified.reverse() };
};

/** The signer's page, made for a phone: what is signed, who looked at it, one big button. */
export function SignPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const [seen, { mutate, refetch }] = createResource(() => params.id, load);
  return (
    <Await onRetry={refetch}>
      <Show when={seen()}>
        {(now) => (
          <Sign seen={now()} onReload={() => void refetch()} onFresh={(loaded) => mutate({ ...now(), ...loaded })} />
        )}
      </Show>
    </Await>
  );
}

type SignProps = { seen: Seen; onReload: () => void; onFresh: (loaded: Loaded) => void };

function Sign(props: SignProps): JSX.Element {
  const report = () => props.seen.report;
  const decision = createDecision();
  const navigate = useNavigate();
  const computed = createMemo(() => computeSent(props.seen.definition, report().rows, report().carry, report().nil));
  const drawings = createDrawings(report, props.seen.definition);
  const done = () => report().state === "signed" || report().state === "published";
  return (
    <div class="r-page r-sign">
      <ReportHead report={report()} title={words.sign.title} brief />
      <WaitingNotice report={report()} onChanged={props.onReload} />
      <SetbackNotice decision={decision} onReload={props.onReload} />
      <SourcesChanged definition={props.seen.definition} drawings={drawings} />
      <Show
        when={done()}
        fallback={
          <Deciding {...props} decision={decision} computed={computed()} onSentBack={() => navigate(paths.inbox())} />
        }
      >
        <Outcome loaded={props.seen} onFresh={props.onFresh} />
        <Card title={words.sign.figures}>
          <Headlines definition={props.seen.definition} computed={computed()} loaded={props.seen} />
        </Card>
      </Show>
    </div>
  );
}

const ENOUGH = 3;

/** The figures that say most in little room: percentages of the whole report first. */
function Headlines(props: { definition: TemplateDefinition; computed: Computed; loaded: Loaded }): JSX.Element {
  const headline = (): TemplateDefinition => {
    const percentages = props.definition.figures.filter((figure) => figure.type === "percent");
    const figures = percentages.length >= ENOUGH ? percentages : props.definition.figures.slice(0, 6);
    return { ...props.definition, figures };
  };
  return (
    <FigureTiles
      definition={headline()}
      computed={props.computed}
      rows={props.loaded.report.rows}
      carry={props.loaded.report.carry}
      large
    />
  );
}

/** What follows from a signature: publication at once, or after the time in which it can be recalled. */
const afterSigning = ({ chain }: ReportView): string =>
  chain.waitingHours > 0 ? words.sign.confirmWaiting(chain.waitingHours) : words.sign.confirmText;

type DecidingProps = SignProps & {
  decision: ReturnType<typeof createDecision>;
  computed: Computed;
  onSentBack: () => void;
};

function Deciding(props: DecidingProps): JSX.Element {
  const me = useMe();
  const report = () => props.seen.report;
  const [asking, setAsking] = createSignal(false);
  const [flags, setFlags] = createSignal<readonly CellRef[]>([]);
  const action = () => report().actions.sign;
  const name = () => `${report().template.short} ${formatPeriod(report().period)}`;
  const sign = async () => {
    const { id, hash, turn } = report();
    if (hash === null) return;
    const input = { id, hash, ...(turn ? { task: turn.taskId } : {}) };
    const done = await props.decision.decide((command) =>
      withFreshFactor(() => api("report.sign", input, { command })),
    );
    setAsking(false);
    if (done) props.onReload();
  };
  return (
    <>
      <Card title={words.sign.figures}>
        <Headlines definition={props.seen.definition} computed={props.computed} loaded={props.seen} />
      </Card>
      <DiffersNotice report={report()} computed={props.computed} />
      <Card title={words.review.warnings}>
        <Warnings report={report()} computed={props.computed} />
      </Card>
      <Card title={words.sign.verified}>
        <VerifiedBy lines={props.seen.verified} />
        <Changes seen={props.seen} />
      </Card>
      <Card title={words.sign.block} description={words.sign.fitness}>
        <SignatureBlock me={me} report={report()} />
      </Card>
      <p class="r-links">
        <a href={paths.review(report().id)}>{words.sign.details}</a>
        <a href={paths.report(report().id)}>{words.review.openReport}</a>
      </p>
      <div class="r-bar r-bar-wide s-screen-only" data-lower-edge>
        <SendBackButton
          loaded={props.seen}
          decision={props.decision}
          flagging={{ flags, setFlags }}
          wide
          onDone={props.onSentBack}
        />
        <Button
          kind="primary"
          size="large"
          wide
          icon={IconSignature}
          disabledReason={action().allowed ? undefined : (action().reason ?? undefined)}
          onPress={() => setAsking(true)}
        >
          {words.sign.act}
        </Button>
      </div>
      <ConfirmDialog
        open={asking()}
        title={words.sign.confirmTitle(name())}
        description={afterSigning(report())}
        kind="primary"
        confirm={words.sign.act}
        busy={props.decision.busy()}
        onClose={() => setAsking(false)}
        onConfirm={() => void sign()}
      />
    </>
  );
}

function VerifiedBy(props: { lines: readonly HistoryLine[] }): JSX.Element {
  const zone = useZone();
  return (
    <Show when={props.lines.length > 0} fallback={<p class="r-muted">{words.sign.nobodyYet}</p>}>
      <ul class="r-people">
        <For each={props.lines}>
          {(line) => (
            <li>
              <PersonLine name={line.by} hat={line.hat ?? undefined} />
              <span class="r-small">{formatDateTime(line.at, zone)}</span>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

/** How much changed in one line, and everything behind it. */
function Changes(props: { seen: Seen }): JSX.Element {
  const { cells, totals, since } = props.seen.differences;
  const unasked = cells.filter((cell) => cell.flagged === false).length;
  const changed = seenTotals(props.seen.definition, totals).filter(({ change }) => change === "seen").length;
  return (
    <Show when={since !== null}>
      <details class="r-details">
        <summary>{cells.length === 0 ? words.sign.noChange : words.sign.changed(cells.length, changed)}</summary>
        <Comparison loaded={props.seen} first={props.seen.differences} />
      </details>
      <Show when={unasked > 0}>
        <Alert tone="warning" title={chainWords.compare.unasked(unasked)} />
      </Show>
    </Show>
  );
}

const LOOKS = 20;
const LOOK_EVERY_MS = 1_500;

/** After the signature: waits until the report is out, then leads to what citizens see. */
function Outcome(props: { loaded: Loaded; onFresh: (loaded: Loaded) => void }): JSX.Element {
  const zone = useZone();
  const me = useMe();
  const report = () => props.loaded.report;
  const [looks, setLooks] = createSignal(0);
  const [config] = createResource(runtimeConfig);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = createServerClock();
  /** Nothing is published while it may be taken back: the notice above counts that time. */
  const mayBeRecalled = createMemo(() => Date.parse(report().signed?.until ?? "") > now());
  const look = async () => {
    if (report().state !== "signed") return;
    if (looks() < LOOKS && !mayBeRecalled()) {
      setLooks((before) => before + 1);
      // A failed look is no failed signature: the next one may succeed.
      await loadReport(report().id).then(props.onFresh, () => undefined);
    }
    timer = setTimeout(() => void look(), LOOK_EVERY_MS);
  };
  void look();
  onCleanup(() => clearTimeout(timer));
  const address = () => {
    const base = config()?.base;
    const { template, period, unit } = report();
    return base === undefined
      ? undefined
      : `${location.protocol}//${me.tenant.id}.${base}/laporan/${template.id}/${period}/${unit.id}`;
  };
  return (
    <Show
      when={report().publishedAt}
      fallback={
        <Show when={!mayBeRecalled() || report().signed?.trouble}>
          <Alert tone="info" live title={words.sign.signing}>
            <Show when={!mayBeRecalled()}>
              <Show when={looks() < LOOKS} fallback={words.sign.publishLater}>
                <Progress label={words.read.waiting} />
              </Show>
            </Show>
            <Show when={report().signed?.trouble}>
              {(trouble) => (
                <p>
                  {w.trouble}: {trouble()}
                </p>
              )}
            </Show>
            <span class="r-bar-acts">
              <Show when={report().signed?.trouble || looks() >= LOOKS}>
                <ReasonedAct
                  label={w.again}
                  title={w.again}
                  done={w.asked}
                  reason={false}
                  act={(_, command) => api("report.issue", { id: report().id }, { command })}
                  onDone={() => setLooks(0)}
                />
              </Show>
            </span>
          </Alert>
        </Show>
      }
    >
      {(at) => (
        <Alert
          tone="success"
          live
          title={words.sign.published}
          actions={
            <Show when={address()}>
              {(href) => (
                <ButtonLink kind="primary" icon={IconExternalLink} href={href()}>
                  {words.sign.publicPage}
                </ButtonLink>
              )}
            </Show>
          }
        >
          <p>{words.sign.publishedText(formatDateTime(at(), zone))}</p>
          <Show when={report().signed}>
            {(signed) => (
              <p class="r-small">
                {words.read.snapshot}: <code class="r-hash">{signed().snapshot}</code>
              </p>
            )}
          </Show>
        </Alert>
      )}
    </Show>
  );
}
