import { ActBar } from "./act-bar.tsx";
import { ArchivedCard } from "./archived-card.tsx";
import { Around } from "./around.tsx";
import { chainWords } from "./chain-words.ts";
import { isTable, sectionOfRow } from "@selaras/core/template/fields.ts";
import type { ReportView } from "@selaras/core/report/schema.ts";
import type { Section } from "@selaras/core/template/schema.ts";
import { Card } from "@selaras/ui/components/card.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { useBeforeLeave } from "@solidjs/router";
import {
  type Accessor,
  createEffect,
  createMemo,
  createSignal,
  For,
  type JSX,
  Match,
  on,
  onCleanup,
  onMount,
  Show,
  Switch,
} from "solid-js";
import { api, asFailure, newCommandId } from "../../api/client.ts";
import { DownloadButton } from "../../downloads/download-button.tsx";
import { Near } from "../../frame/near.tsx";
import { useZone } from "../../session/me.tsx";
import { createAutosave, type SaveFailure } from "./autosave.ts";
import { CorrectionActs, CorrectionNotices } from "./correction-card.tsx";
import { DeskProvider, type EntryDesk } from "./desk.tsx";
import { createDrawings } from "./drawn-notice.tsx";
import { EvidenceProvider, EvidenceSection } from "./evidence-section.tsx";
import { ExplainPanel } from "./explain-panel.tsx";
import { createExplaining } from "./explaining.ts";
import { FigureTiles } from "./figure-tiles.tsx";
import { rowHasFlags } from "./flags.ts";
import { drawsWhole, sectionAnchor } from "./form-model.ts";
import { FormSection } from "./form-section.tsx";
import { jumpTo } from "./jump.ts";
import { createLiveReport } from "./live-report.ts";
import { type Notes, NotesProvider } from "./notes.tsx";
import { type NotedAt, NotesDrawer } from "./notes-drawer.tsx";
import { OfferNotice } from "./offer-notice.tsx";
import { ReadView } from "./read-view.tsx";
import { ReadyCard } from "./ready-card.tsx";
import { type Loaded, loadReport } from "./report.data.ts";
import { DeskBanner, explainedMonths, ReportHead } from "./report-head.tsx";
import { ReturnedNotice } from "./returned-notice.tsx";
import { bringEditor } from "./rich/rich-cell.tsx";
import { RowPanel } from "./row-panel.tsx";
import { RowsSection } from "./rows-section.tsx";
import { SaveNotices } from "./save-bar.tsx";
import { createThreads } from "./threads.ts";
import type { UnsentStore } from "./unsent-store.ts";
import { WaitingNotice } from "./waiting-notice.tsx";
import { words } from "./words.ts";

const BUSY = [401, 408, 429, 500, 502, 503, 504];

/** A failed save in the terms of the queue: without an answer, or busy, the same command is sent again. */
function saveFailure(thrown: unknown): SaveFailure {
  const { message, status, fields } = asFailure(thrown);
  return { message, fields, again: status === 0 || BUSY.includes(status), unreadable: status === 400 };
}

/** What the return that is being answered points at, and what is said at the cells. */
function createNotes(report: Accessor<ReportView>, open: Notes["open"]): Notes {
  const answered = () => (report().state === "returned" ? report().returned : null);
  return {
    threads: createThreads(report),
    flags: () => answered()?.flags ?? [],
    flaggedBy: () => answered()?.name,
    open,
    act: () => chainWords.notes.comment,
  };
}

type BodyProps = { loaded: Loaded; store: UnsentStore | null; onLoaded: (loaded: Loaded) => void };

/** The open report: its desk (autosave, live figures), its sections, and the acts of its author. */
export function ReportBody(props: BodyProps): JSX.Element {
  const zone = useZone();
  const report = () => props.loaded.report;
  const { definition } = props.loaded;
  const { id } = report();
  const [row, setRow] = createSignal<{ key: string; field: string | null } | null>(null);
  const [noted, setNoted] = createSignal<NotedAt | null>(null);
  const [onlyFlagged, setOnlyFlagged] = createSignal(false);
  const autosave = createAutosave(report().rows, {
    send: async (changes, command) => (await api("report.save", { id, changes: [...changes] }, { command })).cells,
    explain: saveFailure,
    store: props.store,
    newId: newCommandId,
    now: () => new Date(),
  });
  onCleanup(autosave.dispose);
  createEffect(on(report, (now) => autosave.arrive(now.rows), { defer: true }));
  const live = createLiveReport(report, definition, autosave);
  const explaining = createExplaining(report, definition, live);
  const notes = createNotes(report, setNoted);
  const [untaken, setUntaken] = createSignal<ReadonlySet<string>>(new Set());
  const unconfirmed = () => autosave.queue().entries.size;
  const unsettled = () => unconfirmed() + untaken().size;
  guardLeaving(() => unsettled() > 0);
  onMount(() => report().actions.save.allowed && bringEditor(definition));

  const put = (change: Partial<ReportView>) => props.onLoaded({ definition, report: { ...report(), ...change } });
  const desk: EntryDesk = {
    report,
    definition,
    autosave,
    live,
    zone,
    locked: () => (report().actions.save.allowed ? undefined : (report().actions.save.reason ?? undefined)),
    openRow: (key) => setRow({ key, field: null }),
    untaken: () => untaken().size,
    setUntaken: (key, is) =>
      setUntaken((before) =>
        before.has(key) === is ? before : new Set(is ? [...before, key] : [...before].filter((each) => each !== key)),
      ),
    notes,
    onlyFlagged,
    setOnlyFlagged,
    rowsOf: (section) => {
      const own = report().rows.filter((each) => sectionOfRow(each.rowKey) === section);
      return onlyFlagged() ? own.filter((each) => rowHasFlags(notes.flags(), each.rowKey)) : own;
    },
    drawings: createDrawings(report, definition),
    again: () => again(),
    explain: explaining.explain,
  };
  const jump = (rowKey: string, field: string) => jumpTo(desk, rowKey, field, () => setRow({ key: rowKey, field }));
  // Made once: the page's head looks at its actions more than once.
  const again = () => void loadReport(id).then(props.onLoaded, () => undefined);
  /** Once there is the document that was signed, no draft is printed any more. */
  const isPrinted = () => Boolean(report().signed?.document);
  const acts = () => (
    <>
      <CorrectionActs report={report()} onChanged={again} />
      <DownloadButton
        wanted={{ kind: "document", report: id, draft: !isPrinted() }}
        form={isPrinted() ? "pdf" : "draft"}
      />
      <DownloadButton wanted={{ kind: "report", report: id }} form="excel" />
    </>
  );
  const entering = () => report().actions.save.allowed || unconfirmed() > 0;

  return (
    <DeskProvider value={desk}>
      <NotesProvider value={notes}>
        <EvidenceProvider
          report={report()}
          onAdded={(file) =>
            put({ evidence: [...report().evidence.filter((each) => each.evidenceId !== file.evidenceId), file] })
          }
          onRemoved={(gone) => put({ evidence: report().evidence.filter((each) => each.evidenceId !== gone) })}
        >
          <div class="r-page">
            <ReportHead
              report={report()}
              actions={acts()}
              returned={<ReturnedNotice loaded={props.loaded} onJump={entering() ? jump : undefined} />}
            />
            <WaitingNotice report={report()} onChanged={again} />
            <CorrectionNotices report={report()} onChanged={again} />
            <DeskBanner report={report()} />
            <OfferNotice report={report()} unsaved={unsettled() > 0} onChanged={again} />
            <Show when={props.store === null && report().actions.save.allowed}>
              <Alert tone="warning">{words.save.noShelf}</Alert>
            </Show>
            <SaveNotices />
            <Show
              when={entering()}
              fallback={<ReadView loaded={props.loaded} drawings={desk.drawings} explain={desk.explain} />}
            >
              <Sections desk={desk} />
              <ReadyCard onJump={jump} />
              <Show when={definition.figures.length > 0}>
                <Card title={words.rows.total}>
                  <FigureTiles
                    definition={definition}
                    computed={live.computed()}
                    rows={live.rows()}
                    carry={report().carry}
                    onExplain={desk.explain.total}
                  />
                </Card>
              </Show>
            </Show>
            <ArchivedCard report={report()} />
            <Around loaded={props.loaded} threads={notes.threads} onChanged={again} />
            <ActBar {...props} unconfirmed={unsettled()} entering={entering()} />
          </div>
          <RowPanel rowKey={row()?.key ?? null} field={row()?.field ?? null} onClose={() => setRow(null)} />
          <NotesDrawer loaded={props.loaded} threads={notes.threads} at={noted()} onClose={() => setNoted(null)} />
        </EvidenceProvider>
      </NotesProvider>
      <ExplainPanel explained={explaining.explained()} months={explainedMonths(report())} onClose={explaining.close} />
    </DeskProvider>
  );
}

/** Every section of a report as it is filled. */
export function Sections(props: { desk: EntryDesk }): JSX.Element {
  const whole = createMemo(() => drawsWhole(props.desk.definition, props.desk.report().rows));
  return (
    <For each={props.desk.definition.sections}>
      {(section) => (
        <section
          class="r-section"
          id={sectionAnchor(section.id)}
          aria-labelledby={`${sectionAnchor(section.id)}-judul`}
        >
          <h2 id={`${sectionAnchor(section.id)}-judul`}>{section.label}</h2>
          <Near whole={whole()}>
            <SectionBody section={section} />
          </Near>
        </section>
      )}
    </For>
  );
}

function SectionBody(props: { section: Section }): JSX.Element {
  const is = <K extends Section["kind"]>(kind: K) =>
    props.section.kind === kind ? (props.section as Extract<Section, { kind: K }>) : undefined;
  return (
    <Switch>
      <Match when={isTable(props.section) && props.section}>{(section) => <RowsSection section={section()} />}</Match>
      <Match when={is("form") ?? is("narrative")}>
        {(section) => (
          <Card>
            <FormSection section={section()} />
          </Card>
        )}
      </Match>
      <Match when={is("evidence")}>
        {(section) => (
          <Card>
            <EvidenceSection section={section()} />
          </Card>
        )}
      </Match>
    </Switch>
  );
}

/** Asks before the page is left while something is not confirmed. What is unconfirmed stays on the device either way. */
function guardLeaving(pending: () => boolean): void {
  useBeforeLeave((leaving) => {
    if (!pending() || leaving.defaultPrevented) return;
    leaving.preventDefault();
    if (globalThis.confirm(words.save.leave)) leaving.retry(true);
  });
  const warn = (event: BeforeUnloadEvent) => {
    if (pending()) event.preventDefault();
  };
  onMount(() => {
    addEventListener("beforeunload", warn);
    onCleanup(() => removeEventListener("beforeunload", warn));
  });
}
