import { formatDateTime, formatPeriod } from "@selaras/core/kernel/format.ts";
import { isOut } from "@selaras/core/report/machine.ts";
import { noRowsOf } from "@selaras/core/report/no-rows.ts";
import type { Drawing, ReportView, Row } from "@selaras/core/report/schema.ts";
import { drawnSections, type QuerySection } from "@selaras/core/template/query.ts";
import { reportParts } from "@selaras/core/kernel/id.ts";
import type { TemplateDefinition } from "@selaras/core/template/schema.ts";
import { Button } from "@selaras/ui/components/button.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { IconRefresh } from "@selaras/ui/icons.ts";
import { A } from "@solidjs/router";
import { createResource, createSignal, For, type JSX, lazy, Show } from "solid-js";
import { type Api, api, newCommandId } from "../../api/client.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { paths } from "../../paths.ts";
import { useZone } from "../../session/me.tsx";
import { Await } from "../../frame/await.tsx";
import { drawnWords as w } from "./drawn-words.ts";

const DrawPreview = lazy(() => import("./draw-preview.tsx").then((m) => ({ default: m.DrawPreview })));

type Told = Api["report.drawings"]["reply"]["sections"][number];

/** From which published reports the rows of a section come, how many of how many, and what was not out. */
export function DrawnFrom(props: { drawing: Drawing; region: boolean }): JSX.Element {
  const zone = useZone();
  const many = () => props.drawing.reports.length;
  return (
    <div class="r-drawn">
      <p class="r-small">
        <Show when={many() > 0}>{w.from(props.drawing.short)} </Show>
        <Show when={props.region}>{w.counted(props.drawing.counted, props.drawing.expected)} </Show>
        {w.at(formatDateTime(props.drawing.at, zone))}
      </p>
      <Show when={props.drawing.awaited.length > 0}>
        <p class="r-small">
          <strong>{w.awaited}</strong>{" "}
          {props.drawing.awaited.map(({ name, periods }) => w.awaitedOf(name, periods.map(formatPeriod))).join("; ")}
        </p>
      </Show>
      <Show when={many() > 0}>
        <details>
          <summary class="r-small">{w.sources(many())}</summary>
          <ul class="r-small">
            <For each={props.drawing.reports}>
              {({ report, name, hash }) => (
                <li>
                  <A href={paths.report(report)}>{sourceName(props.drawing.short, report, name)}</A>{" "}
                  <span class="s-figures">{w.hash(hash.slice(0, 12))}</span>
                </li>
              )}
            </For>
          </ul>
        </details>
      </Show>
    </div>
  );
}

/** In place of the rows of a drawn section that has none: whom they wait for stands above it. */
export function NoDrawnRows(props: { report: ReportView; section: QuerySection; told: Told | undefined }): JSX.Element {
  const drawing = () => props.report.drawings?.find((each) => each.section === props.section.id);
  const short = () => drawing()?.short ?? props.told?.short ?? props.section.query.template;
  return <p class="r-elsewhere">{w.noRows[noRowsOf(props.section, drawing(), props.told?.own)](short())}</p>;
}

/** The source reports of one row, each with the way there. */
export function RowSources(props: { row: Pick<Row, "sources">; drawing: Drawing }): JSX.Element {
  const found = () => props.drawing.reports.filter(({ report }) => props.row.sources?.includes(report));
  return (
    <For each={found()}>
      {({ report, name }) => (
        <A class="r-small" href={paths.report(report)}>
          {sourceName(props.drawing.short, report, name)}
        </A>
      )}
    </For>
  );
}

/** "SPM Layanan Triwulan IV 2025, Dinas Kesehatan, versi 2". */
export function sourceName(short: string, report: Drawing["reports"][number]["report"], name: string): string {
  const { period, version } = reportParts(report);
  return w.source(short, formatPeriod(period), name, version);
}

/** What became of the sources of each drawn section since; undefined while that is not known. */
export type Drawings = { readonly of: (section: string) => Told | undefined };

/** Asks what became of the sources. Nothing is asked where nothing is drawn, and of a report that is out. */
export function createDrawings(report: () => ReportView, definition: TemplateDefinition): Drawings {
  const drawn = drawnSections(definition).length > 0;
  const asked = () => (drawn && !isOut(report().state) ? `${report().id} ${report().rev}` : undefined);
  const [told] = createResource(asked, async () => (await api("report.drawings", { id: report().id })).sections);
  return {
    of: (section) => (told.error ? undefined : told.latest?.find((each) => each.section === section)),
  };
}

const inWords = ({ news }: Told): string =>
  news.map(({ name, period, what }) => w.news[what](name, formatPeriod(period))).join("; ");

/** For those who check and sign: which drawn sections do not follow their sources any more. */
export function SourcesChanged(props: { definition: TemplateDefinition; drawings: Drawings }): JSX.Element {
  const stale = () =>
    drawnSections(props.definition).flatMap(({ id, label }) => {
      const told = props.drawings.of(id);
      return told && told.news.length > 0 ? [{ label, told }] : [];
    });
  return (
    <For each={stale()}>
      {({ label, told }) => (
        <Alert tone="warning" title={`${w.changed}: ${label}`}>
          {inWords(told)}
        </Alert>
      )}
    </For>
  );
}

/** Above a drawn section: where it comes from, whether that changed since, and the act that draws it again. */
export function DrawnNotice(props: {
  report: ReportView;
  section: QuerySection;
  told: Told | undefined;
  unsaved: boolean;
  /** Absent where nothing is stored. */
  onChanged?: (() => void) | undefined;
}): JSX.Element {
  const [open, setOpen] = createSignal(false);
  const { id } = props.report;
  const drawing = () => props.report.drawings?.find((each) => each.section === props.section.id);
  const short = () => props.told?.short ?? drawing()?.short ?? props.section.query.template;
  const stale = () =>
    props.told && props.told.own && (!props.told.drawn || props.told.unfinished || props.told.news.length > 0);
  const editing = () =>
    props.onChanged !== undefined && (props.report.state === "draft" || props.report.state === "returned");
  const barrier = () =>
    props.unsaved
      ? w.saveFirst
      : props.told && !props.told.draw.allowed
        ? (props.told.draw.reason ?? undefined)
        : undefined;
  /** Rows follow in passes; each is a command of its own. */
  const take = async (command: string): Promise<void> => {
    const input = { id, section: props.section.id };
    let { left } = await api("report.draw", input, { command });
    while (left > 0) ({ left } = await api("report.draw", input, { command: newCommandId() }));
  };
  const act = () => (
    <Show when={editing() && props.told?.own}>
      <Button size="small" icon={IconRefresh} disabledReason={barrier()} onPress={() => setOpen(true)}>
        {w.again(short())}
      </Button>
    </Show>
  );
  return (
    <>
      <Show when={drawing() && (props.told?.own ?? drawing()?.expected !== 0) && drawing()}>
        {(known) => <DrawnFrom drawing={known()} region={props.section.query.units === "region"} />}
      </Show>
      <Show when={stale() && props.told} fallback={act()}>
        {(told) => (
          <Alert tone="warning" title={told().drawn && !told().unfinished ? w.changed : w.undrawn} actions={act()}>
            {inWords(told())}
          </Alert>
        )}
      </Show>
      <Show when={open()}>
        <ActDialog
          title={w.title(short())}
          description={w.text}
          act={w.act}
          size="large"
          sent={props.section.id}
          lacking={undefined}
          send={take}
          done={w.done(short())}
          onClose={() => setOpen(false)}
          onDone={() => props.onChanged?.()}
          onStale={() => props.onChanged?.()}
        >
          <Await>
            <DrawPreview report={id} section={props.section} />
          </Await>
        </ActDialog>
      </Show>
    </>
  );
}
