import { useBeforeLeave, useNavigate } from "@solidjs/router";
import { sourceText } from "@selaras/core/cascade/target/rules.ts";
import { refOf } from "@selaras/core/cascade/schema.ts";
import { formatDateTime, formatPeriod } from "@selaras/core/kernel/format.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { Tabs } from "@selaras/ui/components/tabs.tsx";
import { EmptyState } from "@selaras/ui/components/waiting.tsx";
import { IconTarget } from "@selaras/ui/icons.ts";
import { EntryGrid } from "@selaras/ui/grid/entry-grid.tsx";
import "@selaras/ui/grid/grid.css";
import type { CellChange } from "@selaras/ui/grid/model.ts";
import {
  createEffect,
  createMemo,
  createResource,
  createSignal,
  For,
  type JSX,
  on,
  onCleanup,
  onMount,
  Show,
} from "solid-js";
import { api } from "../../api/client.ts";
import { Await } from "../../frame/await.tsx";
import { paths } from "../../paths.ts";
import { useZone } from "../../session/me.tsx";
import { RecordDialog } from "./record-dialog.tsx";
import { type Loaded, loadTree, type Place } from "./sakip.data.ts";
import {
  baseOf,
  beforeOf,
  cellOf,
  changed,
  changesBetween,
  columnsOf,
  enteredOf,
  faultsOf,
  indicatorsOf,
  newestOf,
  rankOf,
  rowsOf,
  sentLines,
  type Stage,
  STAGES,
  type Targets,
  type Version,
  verdictOf,
  versionOf,
} from "./targets-model.ts";
import { words } from "./words.ts";

const w = words.targets;
type Props = { place: Place; stage: string | undefined; onStage: (stage: string) => void };
type Found = { readonly tree: Loaded; readonly targets: Targets; readonly place: Place };

async function load(place: Place): Promise<Found> {
  const [tree, targets] = await Promise.all([loadTree(place), api("cascade.targets", place)]);
  return { tree, targets, place };
}

/** The targets of a part's indicators by stage of the budget: read by everybody, entered like a sheet by its keepers. */
export function TargetsTab(props: Props): JSX.Element {
  const [found, { refetch }] = createResource(() => props.place, load);
  const current = () => {
    const held = found.latest;
    return held?.place.part === props.place.part && held.place.year === props.place.year ? held : found();
  };
  return (
    <Await onRetry={refetch}>
      <Show when={current()}>
        {(all) => (
          <Show
            when={indicatorsOf(all().tree, props.place.part).length > 0}
            fallback={
              <EmptyState icon={IconTarget} title={w.noIndicators}>
                {w.noIndicatorsText}
              </EmptyState>
            }
          >
            <Stages {...props} found={all()} onSaved={() => void refetch()} />
          </Show>
        )}
      </Show>
    </Await>
  );
}

type StageProps = Props & { found: Found; onSaved: () => void };

function Stages(props: StageProps): JSX.Element {
  const chosen = (): Stage =>
    STAGES.find((each) => each === props.stage) ?? newestOf(props.found.targets)?.stage ?? "murni";
  const href = (tahap: Stage) =>
    paths.sakip({
      tab: "target",
      plan: props.place.plan,
      year: props.place.year,
      part: props.place.part,
      stage: tahap,
    });
  return (
    <>
      <Tabs
        label={w.stage}
        tabs={STAGES.map((key) => ({ key, label: w.stages[key], href: href(key) }))}
        selected={chosen()}
        onSelect={props.onStage}
      >
        <div class="k-panel">
          <Show when={chosen()} keyed>
            {(stage) => <Sheet {...props} stage={stage} />}
          </Show>
        </div>
      </Tabs>
      <History versions={props.found.targets.versions} />
    </>
  );
}

/** Why the targets of a stage cannot be changed; undefined when they can. */
function lockedAt({ targets }: Found, stage: Stage): string | undefined {
  if (!targets.mayEdit) return w.notKeeper;
  const newest = newestOf(targets);
  return newest && rankOf(newest.stage) > rankOf(stage) ? w.passed(newest.label) : undefined;
}

/** What is being entered for one stage, and what stands in the way of recording it. */
function createEntry(props: StageProps & { stage: Stage }) {
  const saved = createMemo(() => enteredOf(props.found.targets, props.stage));
  const [entered, setEntered] = createSignal(saved());
  createEffect(on(saved, (fresh) => setEntered(fresh), { defer: true }));
  const indicators = createMemo(() => indicatorsOf(props.found.tree, props.place.part));
  const lines = createMemo(() => sentLines(entered(), indicators()));
  const faults = createMemo(() => faultsOf(lines(), indicators(), props.place.year));
  const locked = () => lockedAt(props.found, props.stage);
  const own = () => versionOf(props.found.targets, props.stage);
  const changes = () => changesBetween(saved(), entered());
  const lacking = () => {
    if (locked()) return locked();
    if (faults().size > 0) return w.faults(faults().size);
    if (lines().length === 0) return w.nothing;
    return own() && changes() === 0 ? w.unchanged : undefined;
  };
  const cell = (row: string, column: string) =>
    cellOf({ entered: entered(), saved: saved(), faults: faults(), locked: locked() }, row, column);
  return {
    cell,
    changes,
    faults,
    indicators,
    lacking,
    lines,
    own,
    edit: (batch: readonly CellChange[]) => setEntered(changed(entered(), batch)),
    undo: () => setEntered(saved()),
  };
}

/** Asks before something unsaved is left, by a link, by another tab, or by closing the window. */
function guard(pending: () => boolean): void {
  useBeforeLeave((leaving) => {
    if (!pending() || leaving.defaultPrevented) return;
    leaving.preventDefault();
    if (globalThis.confirm(w.leave)) leaving.retry(true);
  });
  const warn = (event: BeforeUnloadEvent) => {
    if (pending()) event.preventDefault();
  };
  onMount(() => addEventListener("beforeunload", warn));
  onCleanup(() => removeEventListener("beforeunload", warn));
}

function Sheet(props: StageProps & { stage: Stage }): JSX.Element {
  const navigate = useNavigate();
  const [recording, setRecording] = createSignal(false);
  const entry = createEntry(props);
  guard(() => entry.changes() > 0);
  const rows = createMemo(() =>
    rowsOf(props.found.tree, entry.indicators(), beforeOf(props.found.targets, props.stage)),
  );
  const columns = columnsOf(props.place.year);
  const open = (id: string) => {
    const indicator = entry.indicators().find((each) => each.id === id);
    const node = props.found.tree.view.nodes.find((each) => indicator?.parents.includes(refOf(each)));
    if (node) navigate(paths.sakip({ ...props.place, node: refOf(node) }));
  };
  const act = () => (entry.own() ? w.save : w.record(w.stages[props.stage]));
  return (
    <Card
      title={entry.own()?.label ?? w.none(w.stages[props.stage])}
      description={<Standing version={entry.own()} base={baseOf(props.found.targets, props.stage)} />}
      flush
      footer={
        <div class="k-acts">
          <span class="w-note" aria-live="polite">
            {entry.changes() === 0 ? "" : w.unsaved(entry.changes())}
          </span>
          <Show when={entry.changes() > 0}>
            <Button onPress={entry.undo}>{w.undo}</Button>
          </Show>
          <Button kind="primary" disabledReason={entry.lacking()} onPress={() => setRecording(true)}>
            {act()}
          </Button>
        </div>
      }
    >
      <Faults entry={entry} />
      <EntryGrid
        label={w.grid(w.stages[props.stage], props.place.year)}
        rowHeading={words.indicator.text}
        columns={columns}
        rows={rows()}
        cell={entry.cell}
        validate={(_, text) => verdictOf(text)}
        onEdit={entry.edit}
        onOpenRow={open}
        onResolve={() => undefined}
      />
      <Show when={recording()}>
        <RecordDialog
          place={props.place}
          targets={props.found.targets}
          stage={props.stage}
          lines={entry.lines()}
          onClose={() => setRecording(false)}
          onDone={props.onSaved}
        />
      </Show>
    </Card>
  );
}

/** Indicators whose quarters say something else than their year. */
function Faults(props: { entry: ReturnType<typeof createEntry> }): JSX.Element {
  const faults = () => props.entry.faults();
  return (
    <Show when={faults().size > 0}>
      <Alert tone="warning" title={w.faults(faults().size)}>
        <ul class="k-plain">
          <For each={props.entry.indicators().filter(({ id }) => faults().has(id))}>
            {(indicator) => (
              <li>
                {indicator.text}: {faults().get(indicator.id)}
              </li>
            )}
          </For>
        </ul>
      </Alert>
    </Show>
  );
}

/** Since when a version counts and which document sets it; of a stage that has none, what it would begin with. */
function Standing(props: { version: Version | undefined; base: Version | undefined }): JSX.Element {
  return (
    <Show when={props.version} fallback={props.base ? w.beginsWith(props.base.label) : w.beginsEmpty}>
      {(version) => w.standing(formatPeriod(version().effectiveFrom), sourceText(version().source))}
    </Show>
  );
}

function History(props: { versions: readonly Version[] }): JSX.Element {
  const zone = useZone();
  return (
    <Show when={props.versions.length > 0}>
      <Card title={w.history} description={w.historyText}>
        <ol class="k-versions" reversed>
          <For each={props.versions.toReversed()}>
            {(version) => (
              <li>
                <strong>{version.label}</strong>,{" "}
                {w.standing(formatPeriod(version.effectiveFrom), sourceText(version.source))}
                <span class="w-note">{w.by(version.by, formatDateTime(version.at, zone))}</span>
              </li>
            )}
          </For>
        </ol>
      </Card>
    </Show>
  );
}
