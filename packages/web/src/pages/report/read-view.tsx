import { isNumeric } from "@selaras/core/kernel/field-type.ts";
import { formatDateTime } from "@selaras/core/kernel/format.ts";
import { computeSent, type Computed } from "@selaras/core/report/compute.ts";
import { tokenChoices } from "@selaras/core/report/telling.ts";
import type { Row } from "@selaras/core/report/schema.ts";
import { isMeasured } from "@selaras/core/template/measured.ts";
import { isDrawn } from "@selaras/core/template/query.ts";
import { computedOf, type EntrySection, FORM_ROW, sectionOf, isTable, isGiven } from "@selaras/core/template/fields.ts";
import type { EntryField, Section, TemplateDefinition } from "@selaras/core/template/schema.ts";
import { Card } from "@selaras/ui/components/card.tsx";
import { type Column, DataTable } from "@selaras/ui/components/data-table.tsx";
import { DescriptionList, PersonLine } from "@selaras/ui/components/trail.tsx";
import { createMemo, For, type JSX, Match, Show, Switch } from "solid-js";
import { Near } from "../../frame/near.tsx";
import { useZone } from "../../session/me.tsx";
import { EvidenceList } from "./evidence-list.tsx";
import { WantedList } from "./evidence-wanted.tsx";
import type { Explain } from "./explaining.ts";
import { cellText, figureText, unitOf } from "./figure-text.ts";
import { FigureTiles } from "./figure-tiles.tsx";
import { drawsWhole, slotsOf } from "./form-model.ts";
import { noIndicators } from "./no-indicators.tsx";
import { NotedValue, NotesLink } from "./notes.tsx";
import { readColumns, rowsOfSection, summaryOf, type SummaryLine, type Total, totalFigure } from "./read-model.ts";
import type { Loaded } from "./report.data.ts";
import { RichReading } from "./rich/reading.tsx";
import { DrawnNotice, type Drawings, NoDrawnRows } from "./drawn-notice.tsx";
import { drawnWords } from "./drawn-words.ts";
import { absencesOf, codeOf, rowHeading, textFields } from "./sheet-model.ts";
import { words } from "./words.ts";

/** A report for those who read it: figures, rows, texts and evidence, without a field to type in. */
export function ReadView(props: {
  loaded: Loaded;
  drawings?: Drawings | undefined;
  explain?: Explain | undefined;
}): JSX.Element {
  const report = () => props.loaded.report;
  const computed = createMemo(() => computeSent(props.loaded.definition, report().rows, report().carry, report().nil));
  return (
    <>
      <Provenance loaded={props.loaded} />
      <Card title={words.rows.total}>
        <FigureTiles
          definition={props.loaded.definition}
          computed={computed()}
          rows={report().rows}
          carry={report().carry}
          onExplain={props.explain?.total}
        />
      </Card>
      <ReadSections loaded={props.loaded} computed={computed()} explain={props.explain} drawings={props.drawings} />
    </>
  );
}

/** Who signed, when it was published, and the hash under which the snapshot stands. */
function Provenance(props: { loaded: Loaded }): JSX.Element {
  const zone = useZone();
  return (
    <Show when={props.loaded.report.signed}>
      {(signed) => (
        <Card title={props.loaded.report.publishedAt === null ? words.state.signed : words.read.title}>
          <DescriptionList
            columns={2}
            items={[
              { term: words.read.signer, value: <PersonLine name={signed().name} hat={signed().hat ?? undefined} /> },
              {
                term: words.read.publishedAt,
                value:
                  props.loaded.report.publishedAt === null
                    ? words.read.waiting
                    : formatDateTime(props.loaded.report.publishedAt, zone),
              },
              { term: words.read.snapshot, value: <code class="r-hash">{signed().snapshot}</code> },
            ]}
          />
        </Card>
      )}
    </Show>
  );
}

/** Whether other units fill a section: it belongs to their part of the work, or every row of it does. A drawn one says it. */
const isOthers = (section: EntrySection, rows: readonly Row[]): boolean =>
  (isTable(section) ? isGiven(section) && !isDrawn(section) : section.part !== undefined) && rows.length === 0;

/** Why a section has no rows in a report that is read: its tree had no such indicator, or others fill it. */
const absentWords = (section: Section, period: string): string =>
  isMeasured(section) && section.part === undefined ? noIndicators(section, period) : words.rows.elsewhere;

export function ReadSections(props: {
  loaded: Loaded;
  computed: Computed;
  explain?: Explain | undefined;
  /** What became of the sources of drawn sections; absent where nothing is asked. */
  drawings?: Drawings | undefined;
}): JSX.Element {
  const report = () => props.loaded.report;
  const whole = createMemo(() => drawsWhole(props.loaded.definition, report().rows));
  const entry = (id: string) => sectionOf(props.loaded.definition, id);
  return (
    <For each={props.loaded.definition.sections}>
      {(section) => {
        const own = () => rowsOfSection(report().rows, section.id);
        return (
          <Card title={section.label} flush={isTable(section)}>
            <Near whole={whole()}>
              <Switch>
                <Match when={isTable(section) && entry(section.id)}>
                  {(rows) => (
                    <Show
                      when={!isOthers(rows(), own())}
                      fallback={<p class="r-elsewhere">{absentWords(section, report().period)}</p>}
                    >
                      <Show when={isDrawn(section) && section}>
                        {(drawn) => {
                          const told = () => props.drawings?.of(section.id);
                          return (
                            <>
                              <div class="r-drawn-head">
                                <DrawnNotice report={report()} section={drawn()} told={told()} unsaved={false} />
                              </div>
                              <Show when={own().length === 0}>
                                <NoDrawnRows report={report()} section={drawn()} told={told()} />
                              </Show>
                            </>
                          );
                        }}
                      </Show>
                      <Show when={!isDrawn(section) || own().length > 0}>
                        <RowsTable
                          section={rows()}
                          definition={props.loaded.definition}
                          rows={own()}
                          computed={props.computed}
                          explain={props.explain}
                        />
                      </Show>
                    </Show>
                  )}
                </Match>
                <Match when={section.kind === "evidence"}>
                  <div class="r-form">
                    <WantedList section={section.id} definition={props.loaded.definition} files={report().evidence} />
                    <EvidenceList report={report()} definition={props.loaded.definition} />
                  </div>
                </Match>
                <Match when={entry(section.id)}>
                  {(form) => (
                    <Show when={!isOthers(form(), own())} fallback={<p class="r-elsewhere">{words.rows.elsewhere}</p>}>
                      <FormText
                        section={form()}
                        loaded={props.loaded}
                        computed={props.computed}
                        explain={props.explain}
                      />
                    </Show>
                  )}
                </Match>
              </Switch>
            </Near>
          </Card>
        );
      }}
    </For>
  );
}

const heading = (label: string, unit: string | undefined): string =>
  unit === undefined || unit === "%" ? label : `${label} (${unit})`;

/** A drawn cell; one that is missing was not left empty here, it is not there yet. */
const drawnText = (row: Row, field: EntryField): string => {
  const cell = row.cells[field.id];
  return !cell || cell.s === "missing" ? drawnWords.absent : cellText(cell, field, row);
};

/** The rows of a section as a table: every figure in its state, texts under the name of the row. */
export function RowsTable(props: {
  section: EntrySection;
  definition: TemplateDefinition;
  rows: readonly Row[];
  computed: Computed;
  explain?: Explain | undefined;
}): JSX.Element {
  const shown = (row: Row, field: ReturnType<typeof readColumns>[number]): JSX.Element => {
    const entered = !("expression" in field);
    if (entered && field.from === undefined) return row.closed?.[field.id] ?? cellText(row.cells[field.id], field, row);
    return (
      <ComputedText
        text={
          entered
            ? drawnText(row, field)
            : figureText(props.computed.rows.get(row.rowKey)?.computed[field.id], field, row)
        }
        label={`${field.label}, ${row.label}`}
        onExplain={props.explain && (() => props.explain?.cell(row.rowKey, field.id))}
      />
    );
  };
  const columns = (): readonly Column<Row>[] => [
    {
      key: "row",
      label: rowHeading(props.section),
      width: "22rem",
      cell: (row) => <RowName row={row} section={props.section} />,
      sortBy: (row) => codeOf(row),
    },
    ...readColumns(props.section).map(
      (field): Column<Row> => ({
        key: field.id,
        label: heading(field.label, field.unit === "@unit" || field.type === "money" ? undefined : unitOf(field)),
        align: isNumeric(field.type) ? "end" : "start",
        cell: (row) => (
          <NotedValue rowKey={row.rowKey} field={field.id}>
            {shown(row, field)}
          </NotedValue>
        ),
      }),
    ),
  ];
  return (
    <DataTable
      caption={props.section.label}
      hideCaption
      columns={columns()}
      rows={props.rows}
      rowKey={(row) => row.rowKey}
      narrow="scroll"
      maxHeight="36rem"
    />
  );
}

/** A computed figure; where it can be explained, pressing it does. */
function ComputedText(props: { text: string; label: string; onExplain: (() => void) | undefined }): JSX.Element {
  return (
    <Show when={props.onExplain} fallback={props.text}>
      {(explain) => (
        <button
          type="button"
          class="r-explained s-figures"
          title={words.rows.explain}
          aria-label={`${props.text}. ${words.rows.explain}: ${props.label}`}
          onClick={() => explain()()}
        >
          {props.text}
        </button>
      )}
    </Show>
  );
}

function RowName(props: { row: Row; section: EntrySection }): JSX.Element {
  const notes = () => textFields(props.section).filter((field) => props.row.cells[field.id]?.s === "value");
  /** Where figures come from that nobody typed here. */
  const sources = () => [...new Set(Object.values(props.row.given ?? {}))];
  return (
    <span class="r-row-name">
      <span class="r-small s-figures">{codeOf(props.row)}</span>
      <span>{props.row.label}</span>
      <For each={absencesOf(props.section, props.row)}>
        {(why) => <span class="r-small">{drawnWords.lockedWhy(why)}</span>}
      </For>
      <For each={notes()}>
        {(field) => (
          <span class="r-small">
            <NotedValue rowKey={props.row.rowKey} field={field.id}>
              {field.label}: {cellText(props.row.cells[field.id], field)}
            </NotedValue>
          </span>
        )}
      </For>
      <For each={sources()}>{(source) => <span class="r-small">{source}</span>}</For>
      <NotesLink rowKey={props.row.rowKey} about={props.row.label} />
    </span>
  );
}

function FormText(props: {
  section: EntrySection;
  loaded: Loaded;
  computed: Computed;
  explain: Explain | undefined;
}): JSX.Element {
  const report = () => props.loaded.report;
  const figures = createMemo(() =>
    props.section.fields.some((field) => field.rich)
      ? tokenChoices(props.loaded.definition, report().rows, props.computed, false)
      : [],
  );
  const cellOf = (rowKey: string, id: string) => report().rows.find((row) => row.rowKey === rowKey)?.cells[id];
  const items = () => {
    if (isTable(props.section)) return [];
    const done = props.computed.rows.get(`${props.section.id}/${FORM_ROW}`);
    const entered = slotsOf(props.section).map(({ rowKey, field }) => ({
      term: field.label,
      value: (
        <NotedValue rowKey={rowKey} field={field.id}>
          <Show
            when={field.rich && cellOf(rowKey, field.id)?.s === "value"}
            fallback={<span class="r-prose">{cellText(cellOf(rowKey, field.id), field)}</span>}
          >
            <RichReading stored={cellOf(rowKey, field.id)?.v ?? null} report={report()} figures={figures()} />
          </Show>{" "}
          <NotesLink rowKey={rowKey} field={field.id} about={field.label} />
        </NotedValue>
      ),
    }));
    const derived = computedOf(props.section).map((field) => ({
      term: field.label,
      value: (
        <ComputedText
          text={figureText(done?.computed[field.id], field)}
          label={field.label}
          onExplain={props.explain && (() => props.explain?.cell(`${props.section.id}/${FORM_ROW}`, field.id))}
        />
      ),
    }));
    return [...entered, ...derived];
  };
  return <DescriptionList items={items()} />;
}

/** All the decimals an amount has and no more: four amounts stand side by side. */
const EXACT_RUPIAH = { type: "money" } as const;

/** Month, month before, running total and plan side by side; a total over k of n says so. */
export function SummaryTable(props: { loaded: Loaded; computed: Computed }): JSX.Element {
  const lines = () =>
    props.loaded.definition.sections.flatMap((section) =>
      isTable(section) ? summaryOf(section, props.loaded.report.rows, props.computed, props.loaded.report.carry) : [],
    );
  const span = () => props.loaded.definition.periodType;
  const shown = (total: Total | null, line: SummaryLine) => {
    if (total === null) return "–";
    const figure = totalFigure(total);
    return (
      <>
        {figure === undefined
          ? words.strip.none
          : figureText(figure, line.field.type === "money" ? EXACT_RUPIAH : line.field)}
        <Show when={figure !== undefined && total.counted < total.of}>
          <span class="r-small r-block">{words.review.counted(String(total.counted), String(total.of))}</span>
        </Show>
      </>
    );
  };
  const column = (key: "now" | "last" | "sofar" | "plan", label: string): Column<SummaryLine> => ({
    key,
    label,
    align: "end",
    cell: (line) => shown(line[key], line),
  });
  return (
    <Show when={lines().length > 0}>
      <DataTable
        caption={words.review.figures}
        hideCaption
        columns={[
          { key: "field", label: words.review.field, cell: (line) => line.field.label },
          column("now", words.review.now(span())),
          column("last", words.review.last(span())),
          column("sofar", words.review.sofar),
          column("plan", words.review.plan),
        ]}
        rows={lines()}
        rowKey={(line) => line.field.id}
      />
    </Show>
  );
}
