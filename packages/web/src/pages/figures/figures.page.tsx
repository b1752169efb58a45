import { A, useNavigate, useParams } from "@solidjs/router";
import { formatDateTime, formatPeriod } from "@selaras/core/kernel/format.ts";
import { isPeriod, periodType, yearOf as yearOfPeriod } from "@selaras/core/kernel/period.ts";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { ButtonLink } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { EmptyState } from "@selaras/ui/components/waiting.tsx";
import { IconChartBar } from "@selaras/ui/icons.ts";
import { children, createResource, type JSX, Show } from "solid-js";
import { templates } from "../../api/catalogue.ts";
import { DownloadButton } from "../../downloads/download-button.tsx";
import type { Wanted } from "../../downloads/downloads.ts";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { yearOf, yearOptions } from "../../frame/year.ts";
import { t } from "../../i18n/index.ts";
import { paths } from "../../paths.ts";
import { useMe, useZone } from "../../session/me.tsx";
import {
  asType,
  type Figures,
  inYear,
  loadFigures,
  nearest,
  optionsIn,
  periodsText,
  typesFor,
} from "./figures.data.ts";
import { FiguresTable } from "./figures-table.tsx";
import { RegionCards } from "./region-cards.tsx";
import { words } from "./words.ts";

/** The published figures of all units in one period or put together over a longer one, with those of the region. */
export function FiguresPage(): JSX.Element {
  const params = useParams<{ template: string; period: string }>();
  const navigate = useNavigate();
  const [all] = createResource(templates);
  const own = () => all()?.find((each) => each.template === params.template)?.periodType;
  const [figures, { refetch }] = createResource(() => {
    // A template that is not there answers like one without figures.
    const found = all();
    return found && { template: params.template, period: params.period, own: own() ?? "bulan" };
  }, loadFigures);
  const me = useMe();
  const year = () => yearOf(params.period.slice(0, 4), me);
  const named = () => (isPeriod(params.period) ? formatPeriod(params.period) : params.period);
  const go = (template: string, period: string) => {
    const kind = all()?.find((each) => each.template === template)?.periodType;
    if (isPeriod(period)) navigate(paths.figures(template, kind ? nearest(kind, period) : period));
  };
  // Made once: the page's head looks at its actions more than once.
  const acts = children(() => (
    <>
      <Show when={fileOf(figures.latest)}>{(wanted) => <DownloadButton wanted={wanted()} form="excel" />}</Show>
      <ButtonLink href={paths.consistency(year())}>{t.frame.consistency}</ButtonLink>
    </>
  ));
  return (
    <>
      <Title text={t.figures.title(named())} />
      <Await onRetry={refetch}>
        <PageHead
          title={t.figures.title(named())}
          description={figures.latest && summaryOf(figures.latest)}
          actions={acts()}
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
            onChange={(chosen) => isPeriod(params.period) && go(params.template, inYear(params.period, chosen))}
          />
          <Show when={own()}>
            {(kind) => (
              <Select
                label={words.kind}
                placeholder={null}
                options={typesFor(kind()).map((value) => ({ value, label: words.kinds[value] }))}
                value={isPeriod(params.period) ? periodType(params.period) : undefined}
                onChange={(type) => isPeriod(params.period) && go(params.template, asType(params.period, type))}
              />
            )}
          </Show>
          <Show when={isPeriod(params.period) && periodType(params.period) !== "tahun"}>
            <Select
              label={t.filter.period}
              placeholder={null}
              options={optionsIn(params.period)}
              value={params.period}
              onChange={(period) => go(params.template, period)}
            />
          </Show>
        </div>
        <Show when={figures()}>{(found) => <FiguresBody figures={found()} />}</Show>
      </Await>
    </>
  );
}

/** The figures as a file; none while nothing is published. */
const fileOf = (figures: Figures | undefined): Wanted | undefined =>
  figures && figures.counted > 0 ? { kind: "recap", template: figures.template, period: figures.period } : undefined;

const isLonger = (figures: Figures): boolean => figures.parts.length > 1;

function summaryOf(figures: Figures): string {
  const { counted, expected, periods } = figures;
  const whole = t.figures.summary(counted, expected);
  if (!isLonger(figures)) return whole;
  return words.over(words.of(counted, expected), words.of(periods.counted, periods.expected));
}

function FiguresBody(props: { figures: Figures }): JSX.Element {
  const zone = useZone();
  return (
    <>
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
        <Gaps figures={props.figures} />
        <Show when={props.figures.versions.length > 1}>
          <Alert tone="info">
            {words.versions(props.figures.versions.map(({ n, reports }) => words.version(n, reports)).join(", "))}
          </Alert>
        </Show>
        <Card flush>
          <FiguresTable figures={props.figures} />
        </Card>
        <p class="w-note">
          {t.board.asOf(formatDateTime(props.figures.asOf, zone))} {t.figures.money}
        </p>
      </Show>
      <Show when={props.figures.regional}>
        <RegionCards template={props.figures.template} period={props.figures.period} />
      </Show>
    </>
  );
}

/** What is not there yet, in one notice: units of one period, or periods of a longer one. */
function Gaps(props: { figures: Figures }): JSX.Element {
  const missing = () => props.figures.expected - props.figures.counted;
  const who = () => (
    <A
      href={paths.board({
        template: props.figures.template,
        year: yearOfPeriod(props.figures.period),
        period: props.figures.parts.at(-1) ?? props.figures.period,
      })}
    >
      {t.figures.who}
    </A>
  );
  const silent = () => {
    const told = new Set(props.figures.units.flatMap((unit) => unit.reports.map((each) => each.period)));
    return props.figures.parts.filter((part) => !told.has(part));
  };
  return (
    <Show
      when={isLonger(props.figures)}
      fallback={
        <Show when={missing() > 0}>
          <Alert
            tone="info"
            title={t.figures.incompleteTitle(props.figures.counted, props.figures.expected)}
            actions={who()}
          >
            {t.figures.incompleteText(missing())}
          </Alert>
        </Show>
      }
    >
      <Show when={props.figures.reports.counted < props.figures.reports.expected}>
        <Alert
          tone="info"
          title={words.gapsTitle(props.figures.reports.counted, props.figures.reports.expected)}
          actions={who()}
        >
          {words.gaps} <Show when={silent().length > 0}>{words.noPeriods(periodsText(silent()))}</Show>
        </Alert>
      </Show>
    </Show>
  );
}
