import type { CellRef } from "@selaras/core/approval/schema.ts";
import { computeSent } from "@selaras/core/report/compute.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { ConfirmDialog } from "@selaras/ui/components/dialog.tsx";
import { toast } from "@selaras/ui/components/notice.tsx";
import { IconCircleCheck } from "@selaras/ui/icons.ts";
import { useNavigate, useParams } from "@solidjs/router";
import { createMemo, createResource, createSignal, lazy, Show, Suspense, type JSX } from "solid-js";
import { api } from "../../api/client.ts";
import { Await } from "../../frame/await.tsx";
import { paths } from "../../paths.ts";
import { chainWords } from "./chain-words.ts";
import { CorrectionNotices } from "./correction-card.tsx";
import { createDecision } from "./decision.ts";
import { SendBackButton, SetbackNotice } from "./decision-parts.tsx";
import { Comparison } from "./comparison.tsx";
import type { AskedFigure } from "./explained.tsx";
import type { Explain } from "./explaining.ts";
import { FigureTiles } from "./figure-tiles.tsx";
import { FindingsCard } from "./findings-card.tsx";
import type { Flagging } from "./flag-picker.tsx";
import { History } from "./history.tsx";
import { type Notes, NotesProvider } from "./notes.tsx";
import { type NotedAt, NotesDrawer } from "./notes-drawer.tsx";
import { createDrawings, SourcesChanged } from "./drawn-notice.tsx";
import { ReadSections, SummaryTable } from "./read-view.tsx";
import { type Differences, type Loaded, loadDifferences, loadReport } from "./report.data.ts";
import { Pins, ReportHead } from "./report-head.tsx";
import "./report.css";
import { ReturnedNotice } from "./returned-notice.tsx";
import { StepsCard } from "./steps-card.tsx";
import { ThreadsCard } from "./threads-card.tsx";
import { createThreads } from "./threads.ts";
import { WaitingNotice } from "./waiting-notice.tsx";
import { Warnings } from "./warnings.tsx";
import { words } from "./words.ts";

// Few who check a report ask for an explanation, and those only once they read it.
const ExplainedFigure = lazy(() => import("./explained.tsx").then((m) => ({ default: m.ExplainedFigure })));

// Asks for figures of other reports by itself: nothing on this page waits for it.
const DiffersNotice = lazy(() =>
  import("../consistency/differs-notice.tsx").then((m) => ({ default: m.DiffersNotice })),
);

type Seen = Loaded & { readonly differences: Differences };

const load = async (id: string): Promise<Seen> => {
  const [loaded, differences] = await Promise.all([loadReport(id), loadDifferences(id)]);
  return { ...loaded, differences };
};

/** The reviewer's page: what is odd first, then the figures in their surroundings, then everything. */
export function ReviewPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const [seen, { refetch }] = createResource(() => params.id, load);
  return (
    <Await onRetry={refetch}>
      <Show when={seen()}>{(now) => <Review seen={now()} onReload={() => void refetch()} />}</Show>
    </Await>
  );
}

function Review(props: { seen: Seen; onReload: () => void }): JSX.Element {
  const report = () => props.seen.report;
  const decision = createDecision();
  const navigate = useNavigate();
  const computed = createMemo(() => computeSent(props.seen.definition, report().rows, report().carry, report().nil));
  const [asked, setAsked] = createSignal<AskedFigure | null>(null);
  const explain: Explain = {
    cell: (rowKey, field) => setAsked({ rowKey, field }),
    total: (figure) => setAsked({ figure }),
  };
  const drawings = createDrawings(report, props.seen.definition);
  const finished = () => navigate(paths.inbox());
  const [flags, setFlags] = createSignal<readonly CellRef[]>([]);
  const flagging: Flagging = { flags, setFlags };
  const [noted, setNoted] = createSignal<NotedAt | null>(null);
  const marks = () => report().actions.sendBack.allowed;
  const notes: Notes = {
    threads: createThreads(report),
    flags,
    flaggedBy: () => undefined,
    open: setNoted,
    act: () => (marks() ? chainWords.notes.mark : chainWords.notes.comment),
  };
  return (
    <NotesProvider value={notes}>
      <div class="r-page">
        <ReportHead
          report={report()}
          title={words.review.title}
          brief
          returned={<ReturnedNotice loaded={props.seen} />}
        />
        <WaitingNotice report={report()} onChanged={props.onReload} />
        <CorrectionNotices report={report()} onChanged={props.onReload} />
        <SetbackNotice decision={decision} onReload={props.onReload} />
        <Suspense>
          <DiffersNotice report={report()} computed={computed()} />
        </Suspense>
        <SourcesChanged definition={props.seen.definition} drawings={drawings} />
        <Card title={words.review.warnings}>
          <Warnings report={report()} computed={computed()} informs />
        </Card>
        <Card title={chainWords.compare.title}>
          <Comparison loaded={props.seen} first={props.seen.differences} />
        </Card>
        <Card title={words.review.figures}>
          <div class="r-form">
            <FigureTiles
              definition={props.seen.definition}
              computed={computed()}
              rows={report().rows}
              carry={report().carry}
              onExplain={explain.total}
            />
            <SummaryTable loaded={props.seen} computed={computed()} />
          </div>
        </Card>
        <FindingsCard report={report()} />
        <ThreadsCard loaded={props.seen} threads={notes.threads} />
        <StepsCard report={report()} onChanged={props.onReload} />
        <Card title={words.head.pins}>
          <Pins report={report()} />
        </Card>
        <ReadSections loaded={props.seen} computed={computed()} explain={explain} drawings={drawings} />
        <Card title={words.review.history}>
          <History id={report().id} round={report().round} state={report().state} />
        </Card>
        <div class="r-bar s-screen-only" data-lower-edge>
          <span class="r-bar-acts">
            <SendBackButton loaded={props.seen} decision={decision} flagging={flagging} onDone={finished} />
            <VerifyButton seen={props.seen} decision={decision} onDone={finished} />
          </span>
        </div>
        <Suspense>
          <Show when={asked()} keyed>
            {(figure) => (
              <ExplainedFigure
                asked={figure}
                report={report()}
                definition={props.seen.definition}
                computed={computed()}
                onClose={() => setAsked(null)}
              />
            )}
          </Show>
        </Suspense>
        <NotesDrawer
          loaded={props.seen}
          threads={notes.threads}
          at={noted()}
          flagging={marks() ? flagging : undefined}
          onClose={() => setNoted(null)}
        />
      </div>
    </NotesProvider>
  );
}

function VerifyButton(props: {
  seen: Seen;
  decision: ReturnType<typeof createDecision>;
  onDone: () => void;
}): JSX.Element {
  const [open, setOpen] = createSignal(false);
  /** A step that decides the publication is decided here as well. */
  const releases = () => props.seen.report.turn?.kind === "publish";
  const action = () => props.seen.report.actions[releases() ? "release" : "verify"];
  const label = () => (releases() ? chainWords.release.act : words.review.verify);
  const verify = async () => {
    const { id, hash, turn } = props.seen.report;
    if (hash === null) return;
    const input = { id, hash, ...(turn ? { task: turn.taskId } : {}) };
    const act = releases() ? "report.release" : "report.verify";
    const done = await props.decision.decide((command) => api(act, input, { command }));
    setOpen(false);
    if (!done) return;
    toast({ tone: "success", text: releases() ? chainWords.release.done : words.review.verified });
    props.onDone();
  };
  return (
    <>
      <Button
        kind="primary"
        icon={IconCircleCheck}
        disabledReason={action().allowed ? undefined : (action().reason ?? undefined)}
        onPress={() => setOpen(true)}
      >
        {label()}
      </Button>
      <ConfirmDialog
        open={open()}
        title={releases() ? chainWords.release.title : words.review.verifyTitle}
        description={releases() ? chainWords.release.text : words.review.verifyText}
        kind="primary"
        confirm={label()}
        busy={props.decision.busy()}
        onClose={() => setOpen(false)}
        onConfirm={() => void verify()}
      />
    </>
  );
}
