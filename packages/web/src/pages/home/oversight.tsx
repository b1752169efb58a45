import { A } from "@solidjs/router";
import { formatDate, formatDateTime, formatPeriod } from "@selaras/core/kernel/format.ts";
import { FigureBadge } from "@selaras/ui/components/badge.tsx";
import { Card, Stat, Tiles } from "@selaras/ui/components/card.tsx";
import { Icon } from "@selaras/ui/components/icon.tsx";
import { EmptyState, Skeleton } from "@selaras/ui/components/waiting.tsx";
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck } from "@selaras/ui/icons.ts";
import { createResource, For, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { deviationState, isDeviation } from "../../figures/deviation.ts";
import { figureText } from "../../figures/figure-text.ts";
import { Await } from "../../frame/await.tsx";
import { todayOf } from "../../frame/year.ts";
import { t } from "../../i18n/index.ts";
import { paths } from "../../paths.ts";
import { type Me, useMe, useZone } from "../../session/me.tsx";
import { type Board, focusPeriod, loadBoard, publishedPeriods, silentUnits } from "../board/board.data.ts";
import { type Priority, prioritiesOf } from "./priorities.ts";

const SILENT_NAMED = 8;
const PERIODS_LOOKED_AT = 2;

async function load(me: Me) {
  const year = todayOf(me).slice(0, 4);
  const board = await loadBoard(undefined, year);
  if (board === undefined) return { board, figures: [] };
  const periods = publishedPeriods(board.periods).slice(0, PERIODS_LOOKED_AT);
  const figures = await Promise.all(
    periods.map(({ period }) => api("rollup.figures", { template: board.template, period })),
  );
  return { board, figures };
}

/** For offices that see the whole region: what to look at first, how complete the period is, how the region stands. */
export function Oversight(): JSX.Element {
  const me = useMe();
  const [found, { refetch }] = createResource(() => load(me));
  return (
    <Await onRetry={refetch} waiting={<Skeleton shape="card" lines={2} />}>
      <Show
        when={found()?.board}
        fallback={
          <Card>
            <EmptyState title={t.board.emptyTitle}>{t.board.empty}</EmptyState>
          </Card>
        }
      >
        {(board) => (
          <>
            <Priorities all={prioritiesOf(board(), found()?.figures ?? [], todayOf(me), me.tenant)} />
            <Completeness board={board()} />
            <Show when={found()?.figures[0]}>{(figures) => <Standing figures={figures()} />}</Show>
          </>
        )}
      </Show>
    </Await>
  );
}

function Priorities(props: { all: readonly Priority[] }): JSX.Element {
  return (
    <Card title={t.home.priorities(props.all.length)}>
      <Show
        when={props.all.length > 0}
        fallback={
          <EmptyState icon={IconCircleCheck} title={t.home.calmTitle}>
            {t.home.calm}
          </EmptyState>
        }
      >
        <ol class="w-priorities">
          <For each={props.all}>
            {(each) => (
              <li class={`w-priority w-priority-${each.tone}`}>
                <Icon of={each.tone === "danger" ? IconAlertCircle : IconAlertTriangle} />
                <span>
                  <A href={each.href}>{each.finding}</A>
                  <span class="w-note">{each.detail}</span>
                </span>
              </li>
            )}
          </For>
        </ol>
      </Show>
    </Card>
  );
}

function Completeness(props: { board: Board }): JSX.Element {
  const zone = useZone();
  const focus = () => focusPeriod(props.board.periods);
  return (
    <Show when={focus()}>
      {(period) => (
        <Card
          title={t.home.completeness(period().published, period().expected, formatPeriod(period().period))}
          description={`${t.board.due(formatDate(period().dueOn))} ${t.board.asOf(formatDateTime(props.board.asOf, zone))}`}
          footer={
            <A href={paths.board({ template: props.board.template, period: period().period })}>{t.home.openBoard}</A>
          }
        >
          <Tiles minimum="7.5rem">
            <Stat
              label={t.board.published}
              figure={String(period().published)}
              coverage={{ part: String(period().published), whole: String(period().expected), what: "OPD" }}
            />
            <Stat
              label={t.board.onTime}
              figure={String(period().onTime)}
              coverage={{ part: String(period().onTime), whole: String(period().expected), what: "OPD" }}
            />
            <Stat
              label={t.board.inReview}
              figure={String(period().inReview)}
              coverage={{ part: String(period().inReview), whole: String(period().expected), what: "OPD" }}
            />
            <Stat
              label={t.board.silent}
              figure={String(period().silent)}
              coverage={{ part: String(period().silent), whole: String(period().expected), what: "OPD" }}
            />
          </Tiles>
          <Silent board={props.board} period={period().period} />
        </Card>
      )}
    </Show>
  );
}

function Silent(props: { board: Board; period: string }): JSX.Element {
  const all = () => silentUnits(props.board, props.period);
  return (
    <Show when={all().length > 0}>
      <p class="w-silent">
        <FigureBadge state="missing" />{" "}
        <For each={all().slice(0, SILENT_NAMED)}>
          {({ unit }, index) => (
            <>
              {index() > 0 ? ", " : ""}
              <A href={paths.unit(unit.unit)} title={unit.name}>
                {unit.short}
              </A>
            </>
          )}
        </For>
        <Show when={all().length > SILENT_NAMED}> {t.home.more(all().length - SILENT_NAMED)}</Show>
      </p>
    </Show>
  );
}

type Figures = Awaited<ReturnType<typeof load>>["figures"][number];

/** The percentages of the region's total, each with how many units it counts. */
function Standing(props: { figures: Figures }): JSX.Element {
  const me = useMe();
  const labels = () => props.figures.labels.filter((label) => label.type === "percent");
  return (
    <Card
      title={t.home.standing(formatPeriod(props.figures.period))}
      footer={<A href={paths.figures(props.figures.template, props.figures.period)}>{t.home.openFigures}</A>}
    >
      <Tiles minimum="12rem">
        <For each={labels()}>
          {(label) => (
            <Stat
              label={label.label}
              figure={figureText(props.figures.total[label.id], label)}
              coverage={{ part: String(props.figures.counted), whole: String(props.figures.expected), what: "OPD" }}
              state={isDeviation(label) ? deviationState(props.figures.total[label.id], me.tenant) : undefined}
            />
          )}
        </For>
      </Tiles>
    </Card>
  );
}
