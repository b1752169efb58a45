import { compute } from "@selaras/core/report/compute.ts";
import type { Problem } from "@selaras/core/template/program.ts";
import { computedOf, entrySections, isTable, sectionOfRow } from "@selaras/core/template/fields.ts";
import type { TemplateDefinition } from "@selaras/core/template/schema.ts";
import { Card } from "@selaras/ui/components/card.tsx";
import { Checkbox, RadioGroup } from "@selaras/ui/components/choice.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { useSearchParams } from "@solidjs/router";
import { createMemo, createSignal, For, type JSX, Match, onCleanup, Show, Switch } from "solid-js";
import { Near } from "../../frame/near.tsx";
import { yearOf } from "../../frame/year.ts";
import { useMe, useZone } from "../../session/me.tsx";
import { createAutosave } from "../report/autosave.ts";
import { DeskProvider, type EntryDesk } from "../report/desk.tsx";
import { EvidenceProvider } from "../report/evidence-section.tsx";
import { ExplainPanel } from "../report/explain-panel.tsx";
import { createExplaining } from "../report/explaining.ts";
import { cellText, figureText } from "../report/figure-text.ts";
import { FigureTiles } from "../report/figure-tiles.tsx";
import { drawsWhole } from "../report/form-model.ts";
import { createLiveReport } from "../report/live-report.ts";
import { type Notes, NotesProvider } from "../report/notes.tsx";
import { ReadSections } from "../report/read-view.tsx";
import { Sections } from "../report/report-body.tsx";
import { RowPanel } from "../report/row-panel.tsx";
import "../report/report.css";
import { sampleReport } from "@selaras/core/report/sample.ts";
import { NotYet } from "./summary-view.tsx";
import { words } from "./words.ts";

const WHO = ["pptk", "pemeriksa", "masyarakat"] as const;
const w = words.preview;

const NO_THREADS: Notes["threads"] = {
  all: () => [],
  ofRow: () => [],
  openAt: () => [],
  failure: () => null,
  write: async () => false,
  answer: async () => false,
  resolve: async () => false,
};
const SILENT: Notes = {
  threads: NO_THREADS,
  flags: () => [],
  flaggedBy: () => undefined,
  open: () => undefined,
  act: () => w.noNotes,
};

/** The template as those will see it who fill, check and read it, with rows and figures of an example. */
export function Preview(props: {
  definition: TemplateDefinition | undefined;
  problems: readonly Problem[];
}): JSX.Element {
  const [query, setQuery] = useSearchParams<{ sebagai?: string; ponsel?: string }>();
  const who = () => WHO.find((each) => each === query.sebagai) ?? "pptk";
  const phone = () => query.ponsel === "ya";
  return (
    <Show when={props.definition} fallback={<NotYet problems={props.problems} />}>
      {(definition) => (
        <div class="tp-editor">
          <div class="tp-acts tp-acts-end">
            <RadioGroup
              label={w.as}
              inline
              options={WHO.map((value): { value: (typeof WHO)[number]; label: string } => ({
                value,
                label: w.who[value],
              }))}
              value={who()}
              onChange={(value) => setQuery({ sebagai: value })}
            />
            <Checkbox
              label={w.phone}
              checked={phone()}
              onChange={(is) => setQuery({ ponsel: is ? "ya" : undefined })}
            />
          </div>
          <Alert tone="info">{w.about[who()]}</Alert>
          <div classList={{ "tp-phone": phone() }}>
            <Show when={{ definition: definition(), who: who(), phone: phone() }} keyed>
              {(shown) => (
                <Switch>
                  <Match when={shown.who === "pptk"}>
                    <AsAuthor definition={shown.definition} phone={shown.phone} />
                  </Match>
                  <Match when={shown.who === "pemeriksa"}>
                    <AsReviewer definition={shown.definition} />
                  </Match>
                  <Match when={shown.who === "masyarakat"}>
                    <AsCitizen definition={shown.definition} />
                  </Match>
                </Switch>
              )}
            </Show>
          </div>
        </div>
      )}
    </Show>
  );
}

/** The real entry page over rows of an example: it computes and checks while one types, and stores nothing. */
function AsAuthor(props: { definition: TemplateDefinition; phone: boolean }): JSX.Element {
  const zone = useZone();
  const me = useMe();
  const { definition } = props;
  const [report] = createSignal(
    sampleReport(definition, { year: yearOf(undefined, me), full: false, words: words.sample }),
  );
  const [row, setRow] = createSignal<{ key: string; field: string | null } | null>(null);
  let sent = 0;
  const autosave = createAutosave(report().rows, {
    send: async (changes) =>
      changes.map(({ id, rowKey, field, base }) => ({ id, rowKey, field, outcome: "accepted" as const, n: base + 1 })),
    explain: () => ({ message: w.failed, again: false, unreadable: false, fields: [] }),
    store: null,
    newId: () => `contoh-${(sent += 1)}`,
    now: () => new Date(),
  });
  onCleanup(autosave.dispose);
  const live = createLiveReport(report, definition, autosave);
  const explaining = createExplaining(report, definition, live);
  const desk: EntryDesk = {
    report,
    definition,
    autosave,
    live,
    zone,
    layout: props.phone ? "cards" : undefined,
    locked: () => undefined,
    openRow: (key) => setRow({ key, field: null }),
    untaken: () => 0,
    setUntaken: () => undefined,
    notes: SILENT,
    onlyFlagged: () => false,
    setOnlyFlagged: () => undefined,
    rowsOf: (section) => report().rows.filter((each) => sectionOfRow(each.rowKey) === section),
    explain: explaining.explain,
  };
  return (
    <DeskProvider value={desk}>
      <NotesProvider value={SILENT}>
        <EvidenceProvider report={report()} onAdded={() => undefined} onRemoved={() => undefined}>
          <div class="r-page">
            <Sections desk={desk} />
            <Show when={definition.figures.length > 0}>
              <Card title={w.figures}>
                <FigureTiles
                  definition={definition}
                  computed={live.computed()}
                  rows={live.rows()}
                  carry={report().carry}
                  onExplain={desk.explain.total}
                />
              </Card>
            </Show>
          </div>
          <RowPanel rowKey={row()?.key ?? null} field={row()?.field ?? null} onClose={() => setRow(null)} />
        </EvidenceProvider>
      </NotesProvider>
      <ExplainPanel explained={explaining.explained()} months="" onClose={explaining.close} />
    </DeskProvider>
  );
}

/** The reading view with every field filled. */
function AsReviewer(props: { definition: TemplateDefinition }): JSX.Element {
  const me = useMe();
  const report = createMemo(() =>
    sampleReport(props.definition, { year: yearOf(undefined, me), full: true, words: words.sample }),
  );
  const computed = createMemo(() => compute(props.definition, report().rows, report().carry));
  return (
    <div class="r-page">
      <Card title={w.figures}>
        <FigureTiles definition={props.definition} computed={computed()} rows={report().rows} carry={report().carry} />
      </Card>
      <ReadSections loaded={{ report: report(), definition: props.definition }} computed={computed()} />
    </div>
  );
}

/** What may be seen without a password: only what the template declares public. */
function AsCitizen(props: { definition: TemplateDefinition }): JSX.Element {
  const me = useMe();
  const report = createMemo(() =>
    sampleReport(props.definition, { year: yearOf(undefined, me), full: true, words: words.sample }),
  );
  const computed = createMemo(() => compute(props.definition, report().rows, report().carry));
  const figures = () => props.definition.figures.filter((figure) => figure.public);
  const open = () =>
    entrySections(props.definition).flatMap((section) => {
      const fields = section.fields.filter((field) => field.public);
      const derived = computedOf(section).filter((field) => field.public);
      return fields.length + derived.length === 0 ? [] : [{ section, fields, derived }];
    });
  return (
    <div class="r-page">
      <Show when={figures().length + open().length > 0} fallback={<Alert tone="warning">{w.nothingPublic}</Alert>}>
        <Show when={figures().length > 0}>
          <Card title={w.figures}>
            <dl class="r-figures">
              <For each={figures()}>
                {(figure) => (
                  <div>
                    <dt>{figure.label}</dt>
                    <dd class="s-figures">{figureText(computed().figures[figure.id], figure)}</dd>
                  </div>
                )}
              </For>
            </dl>
          </Card>
        </Show>
        <For each={open()}>
          {({ section, fields, derived }) => (
            <Card title={section.label} flush>
              <Near whole={drawsWhole(props.definition, report().rows)}>
                <div class="tp-scroll">
                  <table class="tp-table">
                    <thead>
                      <tr>
                        <Show when={isTable(section)}>
                          <th scope="col">{w.row}</th>
                        </Show>
                        <For each={[...fields, ...derived]}>{(field) => <th scope="col">{field.label}</th>}</For>
                      </tr>
                    </thead>
                    <tbody>
                      <For
                        each={report()
                          .rows.filter((row) => sectionOfRow(row.rowKey) === section.id)
                          .slice(0, 8)}
                      >
                        {(row) => (
                          <tr>
                            <Show when={isTable(section)}>
                              <th scope="row">{row.label}</th>
                            </Show>
                            <For each={fields}>
                              {(field) => <td class="s-figures">{cellText(row.cells[field.id], field, row)}</td>}
                            </For>
                            <For each={derived}>
                              {(field) => (
                                <td class="s-figures">
                                  {figureText(computed().rows.get(row.rowKey)?.computed[field.id], field, row)}
                                </td>
                              )}
                            </For>
                          </tr>
                        )}
                      </For>
                    </tbody>
                  </table>
                </div>
              </Near>
            </Card>
          )}
        </For>
      </Show>
    </div>
  );
}
