import { A, useNavigate, useSearchParams } from "@solidjs/router";
import { formatDate, formatDateTime, formatPeriod, formatPeriodShort } from "@selaras/core/kernel/format.ts";
import "@selaras/ui/chart/chart.css";
import "@selaras/ui/chart/heat.css";
import { type HeatCell, HeatGrid } from "@selaras/ui/chart/heat-grid.tsx";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Card, Stat, Tiles } from "@selaras/ui/components/card.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { EmptyState } from "@selaras/ui/components/waiting.tsx";
import { IconChecklist, IconCircleCheck } from "@selaras/ui/icons.ts";
import { children, createResource, type JSX, Show } from "solid-js";
import { chosenTemplate, templates } from "../../api/catalogue.ts";
import type { Wanted } from "../../downloads/downloads.ts";
import { DownloadButton } from "../../downloads/download-button.tsx";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { yearOf, yearOptions } from "../../frame/year.ts";
import { t } from "../../i18n/index.ts";
import { paths } from "../../paths.ts";
import { useMe, useZone } from "../../session/me.tsx";
import { RegionCards } from "../figures/region-cards.tsx";
import { type Board, type BoardPeriod, focusPeriod, loadBoard, seesAll, silentUnits, squareOf } from "./board.data.ts";
import { SilentList } from "./silent-list.tsx";

type Filter = { templat?: string; tahun?: string; periode?: string };

/** "Siapa belum lapor": every unit and month of a year, and the silent ones by name. */
export function BoardPage(): JSX.Element {
  const me = useMe();
  const [search, setSearch] = useSearchParams<Filter>();
  const year = () => yearOf(search.tahun, me);
  const [board, { refetch }] = createResource(
    () => ({ template: search.templat, year: year() }),
    (asked) => loadBoard(asked.template, asked.year),
  );
  const [all] = createResource(templates);
  const period = (found: Board) => focusPeriod(found.periods, search.periode);
  // Made once: the page's head looks at its actions more than once.
  const file = children(() => (
    <Show when={board.latest && fileOf(board.latest, search.periode)}>
      {(wanted) => <DownloadButton wanted={wanted()} form="excel" />}
    </Show>
  ));
  return (
    <>
      <Title text={t.board.title} />
      <Await onRetry={refetch}>
        <PageHead title={t.board.title} description={summary(board.latest, search.periode)} actions={file()} />
        <div class="w-filters">
          <Select
            label={t.filter.template}
            placeholder={null}
            options={(all() ?? []).map((each) => ({ value: each.template, label: each.short }))}
            value={chosenTemplate(all() ?? [], search.templat)?.template}
            onChange={(templat) => setSearch({ templat, periode: undefined })}
          />
          <Select
            label={t.filter.year}
            placeholder={null}
            options={yearOptions(year(), me)}
            value={year()}
            onChange={(tahun) => setSearch({ tahun, periode: undefined })}
          />
          <Select
            label={t.filter.period}
            placeholder={null}
            options={(board()?.periods ?? []).map((each) => ({ value: each.period, label: formatPeriod(each.period) }))}
            value={board() === undefined ? undefined : focusPeriod(board()?.periods ?? [], search.periode)?.period}
            onChange={(periode) => setSearch({ periode })}
          />
        </div>
        <Show when={board()} fallback={<NoBoard />}>
          {(found) => (
            <Show when={found().units.length > 0 ? period(found()) : undefined} fallback={<NoBoard />}>
              {(focus) => <BoardBody board={found()} focus={focus()} />}
            </Show>
          )}
        </Show>
      </Await>
    </>
  );
}

/** The figures of the month in focus as a file; none where nobody is expected to report. */
function fileOf(board: Board, wanted: string | undefined): Wanted | undefined {
  const focus = focusPeriod(board.periods, wanted);
  if (focus === undefined || focus.expected === 0) return undefined;
  return { kind: "board", template: board.template, period: focus.period };
}

function NoBoard(): JSX.Element {
  return (
    <Card>
      <EmptyState icon={IconChecklist} title={t.board.emptyTitle}>
        {t.board.empty}
      </EmptyState>
    </Card>
  );
}

function summary(board: Board | undefined, wanted: string | undefined): string | undefined {
  const focus = board && focusPeriod(board.periods, wanted);
  if (focus === undefined) return undefined;
  if (focus.expected === 0) return t.board.noneExpected(formatPeriod(focus.period));
  return t.board.summary(focus.published, focus.expected, formatPeriod(focus.period), focus.silent);
}

function BoardBody(props: { board: Board; focus: BoardPeriod }): JSX.Element {
  const zone = useZone();
  const navigate = useNavigate();
  const silent = () => silentUnits(props.board, props.focus.period);
  const all = () => seesAll(props.board);
  const asOf = () => t.board.asOf(formatDateTime(props.board.asOf, zone));
  const whole = () => String(props.focus.expected);
  const open = (cell: HeatCell) => {
    const month = props.board.units.find((unit) => unit.unit === cell.row.key)?.months[periodAt(cell.monthIndex)];
    return month ? paths.report(month.report) : paths.unit(cell.row.key);
  };
  const periodAt = (index: number) => props.board.periods[index]?.period ?? "";
  return (
    <>
      <Show when={props.focus.expected > 0}>
        <Tiles minimum="7.5rem">
          <Stat
            label={t.board.published}
            figure={String(props.focus.published)}
            coverage={{ part: String(props.focus.published), whole: whole(), what: "OPD" }}
          />
          <Stat
            label={t.board.onTime}
            figure={String(props.focus.onTime)}
            coverage={{ part: String(props.focus.onTime), whole: whole(), what: "OPD" }}
          />
          <Stat
            label={t.board.inReview}
            figure={String(props.focus.inReview)}
            coverage={{ part: String(props.focus.inReview), whole: whole(), what: "OPD" }}
          />
          <Stat
            label={t.board.silent}
            figure={String(props.focus.silent)}
            coverage={{ part: String(props.focus.silent), whole: whole(), what: "OPD" }}
          />
        </Tiles>
        <Card
          title={
            all()
              ? t.board.silentTitle(props.focus.silent, formatPeriod(props.focus.period))
              : t.board.silentTitleOwn(silent().length, formatPeriod(props.focus.period))
          }
          description={`${t.board.due(formatDate(props.focus.dueOn))} ${asOf()}${all() ? "" : ` ${t.board.othersHidden}`}`}
          flush={silent().length > 0}
        >
          <Show
            when={silent().length > 0}
            fallback={
              <EmptyState icon={IconCircleCheck} title={all() ? t.board.noneSilentTitle : t.board.noneSilentTitleOwn}>
                {all() ? t.board.noneSilent : t.board.noneSilentOwn}
              </EmptyState>
            }
          >
            <SilentList silent={silent()} />
          </Show>
        </Card>
      </Show>
      <RegionCards template={props.board.template} period={props.focus.period} />
      <Card>
        <HeatGrid
          level={2}
          finding={t.board.gridTitle(props.board.templateShort, props.board.periods[0]?.period.slice(0, 4) ?? "")}
          asOf={asOf()}
          coverage={{ counted: props.focus.expected - props.focus.silent, expected: props.focus.expected }}
          months={props.board.periods.map((each) => formatPeriodShort(each.period))}
          rows={props.board.units.map((unit) => ({
            key: unit.unit,
            label: unit.short,
            states: props.board.periods.map((period) => squareOf(unit, period)),
          }))}
          words={all() ? t.board.words : { ...t.board.words, unreported: t.board.notPublished }}
          rowLink={(row) => <A href={paths.unit(row.key)}>{row.label}</A>}
          link={(cell, content) => (
            <a
              href={open(cell)}
              aria-label={cell.name}
              title={cell.name}
              onClick={(event) => {
                event.preventDefault();
                navigate(open(cell));
              }}
            >
              {content}
            </a>
          )}
        />
      </Card>
    </>
  );
}
