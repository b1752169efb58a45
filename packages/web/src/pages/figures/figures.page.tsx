import { A, useNavigate, useParams } from "@solidjs/router";
import { formatDateTime, formatMonth, monthNames } from "@selaras/core/kernel/format.ts";
import { isMonth } from "@selaras/core/kernel/zone.ts";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { FigureBadge } from "@selaras/ui/components/badge.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { type Column, DataTable } from "@selaras/ui/components/data-table.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { EmptyState } from "@selaras/ui/components/waiting.tsx";
import { IconChartBar } from "@selaras/ui/icons.ts";
import { createResource, type JSX, Show } from "solid-js";
import { type Api, api } from "../../api/client.ts";
import { templates } from "../../api/catalogue.ts";
import {
  type DeviationBounds,
  deviationState,
  type FigureLabel,
  isDeviation,
  type Wire,
} from "../../figures/deviation.ts";
import { figureText, sortNumber } from "../../figures/figure-text.ts";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { yearOf, yearOptions } from "../../frame/year.ts";
import { t } from "../../i18n/index.ts";
import { paths } from "../../paths.ts";
import { useMe, useZone } from "../../session/me.tsx";

type Figures = Api["rollup.figures"]["reply"];
type UnitFigures = Figures["units"][number];

/** The published figures of all units in one month, with the total of the region. */
export function FiguresPage(): JSX.Element {
  const params = useParams<{ template: string; period: string }>();
  const navigate = useNavigate();
  const [all] = createResource(templates);
  const [figures, { refetch }] = createResource(
    () => ({ template: params.template, period: params.period }),
    (asked) => api("rollup.figures", asked),
  );
  const me = useMe();
  const year = () => yearOf(params.period.slice(0, 4), me);
  const month = () => (isMonth(params.period) ? formatMonth(params.period) : params.period);
  const go = (template: string, period: string) => isMonth(period) && navigate(paths.figures(template, period));
  return (
    <>
      <Title text={t.figures.title(month())} />
      <Await onRetry={refetch}>
        <PageHead
          title={t.figures.title(month())}
          description={figures() && t.figures.summary(figures()?.counted ?? 0, figures()?.expected ?? 0)}
        />
        <div class="w-filters">
          <Select
            label={t.filter.template}
            placeholder={null}
            options={(all() ?? []).map((each) => ({ value: each.template, label: each.short }))}
            value={all()?.find((each) => each.template === params.template)?.template}
            onChange={(template) => go(template, params.period)}
          />
          <Select
            label={t.filter.year}
            placeholder={null}
            options={yearOptions(year(), me)}
            value={year()}
            onChange={(chosen) => go(params.template, `${chosen}-${params.period.slice(5)}`)}
          />
          <Select
            label={t.filter.period}
            placeholder={null}
            options={monthsOf(year())}
            value={params.period}
            onChange={(period) => go(params.template, period)}
          />
        </div>
        <Show when={figures()}>{(found) => <FiguresBody figures={found()} />}</Show>
      </Await>
    </>
  );
}

const monthsOf = (year: string): readonly { value: string; label: string }[] =>
  monthNames.map((_, index) => {
    const value = `${year}-${String(index + 1).padStart(2, "0")}`;
    return { value, label: formatMonth(value) };
  });

function FiguresBody(props: { figures: Figures }): JSX.Element {
  const zone = useZone();
  const missing = () => props.figures.expected - props.figures.counted;
  return (
    <Show
      when={props.figures.units.length > 0}
      fallback={
        <Card>
          <EmptyState icon={IconChartBar} title={t.figures.emptyTitle}>
            {t.figures.empty}
          </EmptyState>
        </Card>
      }
    >
      <Show when={missing() > 0}>
        <Alert
          tone="info"
          title={t.figures.incompleteTitle(props.figures.counted, props.figures.expected)}
          actions={
            <A
              href={paths.board({
                template: props.figures.template,
                year: props.figures.period.slice(0, 4),
                period: props.figures.period,
              })}
            >
              {t.figures.who}
            </A>
          }
        >
          {t.figures.incompleteText(missing())}
        </Alert>
      </Show>
      <Card flush>
        <FiguresTable figures={props.figures} />
      </Card>
      <p class="w-note">
        {t.board.asOf(formatDateTime(props.figures.asOf, zone))} {t.figures.money}
      </p>
    </Show>
  );
}

/** A figure in a cell; a deviation says its colour in a word too. */
function FigureCell(props: { figure: Wire | undefined; label: FigureLabel; bounds: DeviationBounds }): JSX.Element {
  const text = () => figureText(props.figure, props.label);
  return (
    <Show
      when={isDeviation(props.label)}
      fallback={<span classList={{ "w-absent": props.figure?.kind !== "value" }}>{text()}</span>}
    >
      <span class="w-deviation">
        {text()} <FigureBadge state={deviationState(props.figure, props.bounds)} />
      </span>
    </Show>
  );
}

// Deviations and percentages first: what a leader looks for should not stand behind six columns of rupiah.
const order = (label: FigureLabel): number => (isDeviation(label) ? 0 : label.type === "percent" ? 1 : 2);

/** A longer table scrolls under its own heading. */
const ROWS_WITHOUT_FRAME = 14;

function FiguresTable(props: { figures: Figures }): JSX.Element {
  const me = useMe();
  const labels = () => [...props.figures.labels].sort((a, b) => order(a) - order(b));
  const columns = (): Column<UnitFigures>[] => [
    {
      key: "unit",
      label: t.board.unit,
      sortBy: (row) => row.name,
      cell: (row) => (
        <A href={paths.report(row.report)} title={row.name}>
          {row.short}
        </A>
      ),
    },
    ...labels().map((label) => ({
      key: label.id,
      label: label.label,
      align: "end" as const,
      sortBy: (row: UnitFigures) => sortNumber(row.figures[label.id]),
      cell: (row: UnitFigures) => <FigureCell figure={row.figures[label.id]} label={label} bounds={me.tenant} />,
    })),
  ];
  const totals = () => [
    <strong>{t.figures.total(props.figures.counted, props.figures.expected)}</strong>,
    ...labels().map((label) => <FigureCell figure={props.figures.total[label.id]} label={label} bounds={me.tenant} />),
  ];
  return (
    <DataTable
      caption={t.figures.caption}
      hideCaption
      narrow="scroll"
      maxHeight={props.figures.units.length > ROWS_WITHOUT_FRAME ? "75vh" : undefined}
      rows={[...props.figures.units].sort((a, b) => a.name.localeCompare(b.name, "id"))}
      rowKey={(row) => row.unit}
      columns={columns()}
      totals={totals()}
    />
  );
}
