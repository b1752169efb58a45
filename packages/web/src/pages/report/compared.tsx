import { formatDateTime } from "@selaras/core/kernel/format.ts";
import type { Base, Returned } from "@selaras/core/report/schema.ts";
import { Select } from "@selaras/ui/components/choice.tsx";
import { DataTable } from "@selaras/ui/components/data-table.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { PersonLine } from "@selaras/ui/components/trail.tsx";
import { createResource, createSignal, For, type JSX, Show } from "solid-js";
import { Await } from "../../frame/await.tsx";
import { useZone } from "../../session/me.tsx";
import { chainWords } from "./chain-words.ts";
import { DifferencesTable } from "./differences.tsx";
import { nameOfRef } from "./flags.ts";
import { type Differences, type Loaded, loadDifferences } from "./report.data.ts";
import { type SeenTotal, seenTotals } from "./totals.ts";
import { words } from "./words.ts";

const w = chainWords.compare;

/** What became of a report since `base`, or since another earlier content that one chooses. */
export function Compared(props: { loaded: Loaded; first: Differences; base: Base }): JSX.Element {
  const [since, setSince] = createSignal<string | null>(null);
  const [other, { refetch }] = createResource(since, (key) => loadDifferences(props.loaded.report.id, key));
  return (
    <>
      <BaseChoice bases={props.first.bases} chosen={since() ?? props.base.key} onChoose={setSince} />
      <Show when={since()} fallback={<Found loaded={props.loaded} found={props.first} />}>
        <Await onRetry={refetch}>
          <Show when={other()}>{(found) => <Found loaded={props.loaded} found={found()} />}</Show>
        </Await>
      </Show>
    </>
  );
}

function BaseChoice(props: { bases: readonly Base[]; chosen: string; onChoose: (key: string) => void }): JSX.Element {
  const zone = useZone();
  const label = ({ key, version, at, name }: Base): string =>
    key === "version" ? w.version(version, formatDateTime(at, zone)) : w.submission(formatDateTime(at, zone), name);
  const only = () => props.bases.find(({ key }) => key === props.chosen);
  return (
    <Show
      when={props.bases.length > 1}
      fallback={<Show when={only()}>{(base) => <p class="r-small">{w.comparedWith(label(base()))}</p>}</Show>}
    >
      <Select
        label={w.with}
        placeholder={null}
        value={props.chosen}
        options={props.bases.map((base) => ({ value: base.key, label: label(base) }))}
        onChange={props.onChoose}
      />
    </Show>
  );
}

function Found(props: { loaded: Loaded; found: Differences }): JSX.Element {
  const unasked = () => props.found.cells.filter((cell) => cell.flagged === false).length;
  const { added, removed } = props.found.evidence;
  return (
    <>
      <Answered loaded={props.loaded} returns={props.found.returns} />
      <Show when={unasked() > 0}>
        <Alert tone="warning" title={w.unasked(unasked())}>
          {w.unaskedText}
        </Alert>
      </Show>
      <Totals loaded={props.loaded} totals={props.found.totals} />
      <DifferencesTable loaded={props.loaded} cells={props.found.cells} />
      <p class="r-small">{added + removed === 0 ? w.sameFiles : w.files(added, removed)}</p>
    </>
  );
}

/** Why it was sent back in between: what the changes answer. */
function Answered(props: { loaded: Loaded; returns: readonly Returned[] }): JSX.Element {
  const zone = useZone();
  const marked = ({ flags }: Returned): string =>
    flags.map((flag) => nameOfRef(props.loaded.definition, props.loaded.report.rows, flag)).join("; ");
  return (
    <Show when={props.returns.length > 0}>
      <section>
        <h3 class="r-sub">{w.answered}</h3>
        <ul class="r-people">
          <For each={props.returns}>
            {(returned) => (
              <li>
                <PersonLine name={returned.name} hat={returned.hat ?? undefined} />
                <span class="r-small">{formatDateTime(returned.at, zone)}</span>
                <p class="r-quote">{returned.reason}</p>
                <Show when={returned.flags.length > 0}>
                  <p class="r-small">{w.marked(marked(returned))}</p>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}

/** Figures of the whole report, old and new: what changed in sight, the rest on demand. */
function Totals(props: { loaded: Loaded; totals: Differences["totals"] }): JSX.Element {
  const all = () => seenTotals(props.loaded.definition, props.totals);
  const changed = () => all().filter(({ change }) => change === "seen");
  const others = () => all().filter(({ change }) => change !== "seen");
  return (
    <Show when={all().length > 0}>
      <section>
        <h3 class="r-sub">{w.totals}</h3>
        <Show when={changed().length > 0} fallback={<p class="r-muted">{w.sameTotals}</p>}>
          <TotalsTable totals={changed()} caption={w.totals} />
        </Show>
        <Show when={others().length > 0}>
          <details class="r-details">
            <summary>{w.otherTotals(others().length)}</summary>
            <TotalsTable totals={others()} caption={w.otherTotals(others().length)} />
          </details>
        </Show>
      </section>
    </Show>
  );
}

function TotalsTable(props: { totals: readonly SeenTotal[]; caption: string }): JSX.Element {
  const now = ({ after, change }: SeenTotal): JSX.Element => (
    <Show when={change === "seen"} fallback={after}>
      <ins class="r-after">{after}</ins>
    </Show>
  );
  return (
    <DataTable
      caption={props.caption}
      hideCaption
      columns={[
        {
          key: "figure",
          label: w.figure,
          cell: ({ label, change }) => (
            <>
              {label}
              <Show when={change === "hidden"}>
                <span class="r-small r-block">{w.hiddenChange}</span>
              </Show>
            </>
          ),
        },
        {
          key: "before",
          label: words.review.before,
          align: "end",
          cell: ({ before, change }) => (
            <Show when={change === "seen"} fallback={before}>
              <del class="r-before">{before}</del>
            </Show>
          ),
        },
        { key: "after", label: words.review.after, align: "end", cell: now },
      ]}
      rows={props.totals}
      rowKey={({ figure }) => figure}
    />
  );
}
