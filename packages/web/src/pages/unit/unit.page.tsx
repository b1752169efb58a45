import { A, useParams, useSearchParams } from "@solidjs/router";
import { formatPeriod } from "@selaras/core/kernel/format.ts";
import { HOLDING_PREFIX } from "./holding.ts";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { StatusBadge } from "@selaras/ui/components/badge.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { DataTable } from "@selaras/ui/components/data-table.tsx";
import { Breadcrumb, PersonLine } from "@selaras/ui/components/trail.tsx";
import { EmptyState } from "@selaras/ui/components/waiting.tsx";
import { createResource, For, type JSX, Show } from "solid-js";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { todayOf, yearOf, yearOptions } from "../../frame/year.ts";
import { t } from "../../i18n/index.ts";
import { paths } from "../../paths.ts";
import { useMe } from "../../session/me.tsx";
import { BudgetCard } from "./budget-card.tsx";
import { loadHolders, loadReports, loadUnit, type UnitReport } from "./unit.data.ts";

type Filter = { kode?: string; tahun?: string };

/** An OPD: who holds its posts, its reports, its budget lines. */
export function UnitPage(): JSX.Element {
  const me = useMe();
  const params = useParams<{ unit: string }>();
  const [search, setSearch] = useSearchParams<Filter>();
  const year = () => yearOf(search.tahun, me);
  const [found, { refetch }] = createResource(() => params.unit, loadUnit);
  return (
    <Await onRetry={refetch}>
      <Title text={found()?.unit.name} />
      <Show when={found()}>
        {(place) => (
          <>
            <PageHead
              above={
                <Breadcrumb
                  link={(link) => <A {...link} aria-current={link.current === true ? "page" : undefined} />}
                  crumbs={[
                    { label: t.frame.board, href: paths.board() },
                    ...above(place().parent),
                    { label: place().unit.short },
                  ]}
                />
              }
              title={place().unit.name}
              description={place().unit.code === null ? undefined : t.unit.code(place().unit.code ?? "")}
            />
            <div class="w-filters">
              <Select
                label={t.filter.year}
                placeholder={null}
                options={yearOptions(year(), me)}
                value={year()}
                onChange={(tahun) => setSearch({ tahun })}
              />
            </div>
            <BudgetCard unit={params.unit} period={budgetPeriod(year(), todayOf(me))} code={search.kode} />
            <Reports unit={params.unit} year={year()} />
            <Holders units={[params.unit, ...place().below.map((each) => each.unitId)]} />
          </>
        )}
      </Show>
    </Await>
  );
}

const above = (parent: { unitId: string; short: string } | undefined) =>
  parent === undefined ? [] : [{ label: parent.short, href: paths.unit(parent.unitId) }];

/** This month in the present year, otherwise the last month of the year asked for. */
const budgetPeriod = (year: string, today: string): string =>
  today.startsWith(year) ? today.slice(0, 7) : `${year}-12`;

function Holders(props: { units: readonly string[] }): JSX.Element {
  const [holders, { refetch }] = createResource(() => props.units, loadHolders);
  return (
    <Card title={t.unit.holders}>
      <Await onRetry={refetch}>
        <Show when={(holders() ?? []).length > 0} fallback={<p class="w-note">{t.unit.noHolders}</p>}>
          <ul class="w-holders">
            <For each={holders()}>
              {(post) => (
                <li>
                  <PersonLine
                    name={post.name}
                    hat={`${HOLDING_PREFIX[post.holding]}${post.title}`}
                    capacity={post.decree ?? undefined}
                  />
                </li>
              )}
            </For>
          </ul>
        </Show>
      </Await>
    </Card>
  );
}

const badge = ({ month }: UnitReport) => {
  if (month === null) return "not-opened" as const;
  return month.state === "in_review" ? ("waiting-verification" as const) : month.state;
};

function Reports(props: { unit: string; year: string }): JSX.Element {
  const [reports, { refetch }] = createResource(
    () => ({ unit: props.unit, year: props.year }),
    (asked) => loadReports(asked.unit, asked.year),
  );
  const rows = () => reports() ?? [];
  return (
    <Card title={t.unit.reports(props.year)} flush={rows().length > 0}>
      <Await onRetry={refetch}>
        <Show
          when={rows().length > 0}
          fallback={<EmptyState title={t.unit.noReports}>{t.unit.noReportsText}</EmptyState>}
        >
          <DataTable
            caption={t.unit.reports(props.year)}
            hideCaption
            maxHeight="26rem"
            rows={rows()}
            rowKey={(row) => `${row.template} ${row.period}`}
            columns={[
              {
                key: "report",
                label: t.reports.report,
                sortBy: (row) => `${row.period} ${row.name}`,
                cell: (row) => (
                  <Show when={row.month} fallback={`${row.name} ${formatPeriod(row.period)}`}>
                    {(month) => <A href={paths.report(month().report)}>{`${row.name} ${formatPeriod(row.period)}`}</A>}
                  </Show>
                ),
              },
              {
                key: "state",
                label: t.reports.state,
                sortBy: badge,
                cell: (row) => (
                  <StatusBadge
                    state={badge(row)}
                    label={row.month?.state === "in_review" ? t.state.in_review : undefined}
                  />
                ),
              },
              {
                key: "time",
                label: t.unit.punctual,
                cell: (row) => punctuality(row.month?.onTime),
              },
            ]}
          />
        </Show>
      </Await>
    </Card>
  );
}

const punctuality = (onTime: boolean | null | undefined): string => {
  if (onTime === null || onTime === undefined) return t.unit.notSubmitted;
  return onTime ? t.unit.onTime : t.unit.late;
};
