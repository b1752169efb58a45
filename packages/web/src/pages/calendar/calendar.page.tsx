import { useSearchParams } from "@solidjs/router";
import { formatDate, formatPeriod } from "@selaras/core/kernel/format.ts";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { Badge } from "@selaras/ui/components/badge.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { DataTable } from "@selaras/ui/components/data-table.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { EmptyState } from "@selaras/ui/components/waiting.tsx";
import { IconCalendarEvent, IconCircle, IconClock, IconLock, IconLockOpen, IconPlus } from "@selaras/ui/icons.ts";
import { createResource, createSignal, type JSX, Show } from "solid-js";
import { type Api, api } from "../../api/client.ts";
import { chosenTemplate, type TemplateName, templates } from "../../api/catalogue.ts";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { todayOf, yearOf, yearOptions } from "../../frame/year.ts";
import { t } from "../../i18n/index.ts";
import { useMe } from "../../session/me.tsx";
import { ChangeDialog } from "./change-dialog.tsx";
import { Extensions } from "./extensions.tsx";
import { PlanDialog } from "./plan-dialog.tsx";

export type Calendar = Api["calendar.year"]["reply"];
export type Window = Calendar["windows"][number];

type Filter = { templat?: string; tahun?: string };

/** When each period opens, is due and locks; changed by those who keep the calendar. */
export function CalendarPage(): JSX.Element {
  const me = useMe();
  const [search, setSearch] = useSearchParams<Filter>();
  const year = () => yearOf(search.tahun, me);
  const [all] = createResource(templates);
  const chosen = () => chosenTemplate(all() ?? [], search.templat);
  const template = () => chosen()?.template;
  const [calendar, { refetch }] = createResource(
    () => {
      const asked = template();
      return asked === undefined ? undefined : { template: asked, year: year() };
    },
    (asked) => api("calendar.year", asked),
  );
  const again = () => void refetch();
  return (
    <>
      <Title text={t.calendar.title} />
      <PageHead title={t.calendar.title} description={t.calendar.about} />
      <Await onRetry={refetch}>
        <Show when={!me.may.calendar}>
          <Alert tone="info">{t.calendar.readOnly}</Alert>
        </Show>
        <div class="w-filters">
          <Select
            label={t.filter.template}
            placeholder={null}
            options={(all() ?? []).map((each) => ({ value: each.template, label: each.short }))}
            value={template()}
            onChange={(templat) => setSearch({ templat })}
          />
          <Select
            label={t.filter.year}
            placeholder={null}
            options={yearOptions(year(), me)}
            value={year()}
            onChange={(tahun) => setSearch({ tahun })}
          />
        </div>
        <Show when={all()?.length === 0}>
          <EmptyState icon={IconCalendarEvent} title={t.calendar.emptyTitle(year())}>
            {t.calendar.noTemplate}
          </EmptyState>
        </Show>
        <Show when={calendar.latest}>
          {(found) => (
            <>
              <Windows windows={found().windows} year={year()} template={chosen()} onChanged={again} />
              <Show when={found().windows.length > 0}>
                <Extensions calendar={found()} template={template() ?? ""} onChanged={again} />
              </Show>
            </>
          )}
        </Show>
      </Await>
    </>
  );
}

const LOOKS = {
  upcoming: { tone: "neutral", icon: IconCircle },
  open: { tone: "positive", icon: IconLockOpen },
  late: { tone: "warning", icon: IconClock },
  locked: { tone: "neutral", icon: IconLock },
} as const;

/** Where a day lies in a window; the days of both are the tenant's. */
function stateOn(window: Window, today: string): keyof typeof LOOKS {
  if (today < window.opensOn) return "upcoming";
  if (today <= window.dueOn) return "open";
  return today <= window.lockOn ? "late" : "locked";
}

type WindowsProps = {
  windows: readonly Window[];
  year: string;
  template: TemplateName | undefined;
  onChanged: () => void;
};

function Windows(props: WindowsProps): JSX.Element {
  const me = useMe();
  const [changing, setChanging] = createSignal<Window>();
  const [planning, setPlanning] = createSignal<TemplateName>();
  const state = (window: Window) => stateOn(window, todayOf(me));
  return (
    <>
      <Card title={t.calendar.windows(props.year)} description={t.calendar.dayEnds} flush={props.windows.length > 0}>
        <Show
          when={props.windows.length > 0}
          fallback={<NotPlanned year={props.year} onPlan={() => setPlanning(props.template)} />}
        >
          <DataTable
            caption={t.calendar.windows(props.year)}
            hideCaption
            rows={props.windows}
            rowKey={(window) => window.period}
            columns={[
              { key: "period", label: t.filter.period, cell: (window) => formatPeriod(window.period) },
              { key: "opens", label: t.calendar.opens, cell: (window) => formatDate(window.opensOn) },
              { key: "due", label: t.calendar.due, cell: (window) => formatDate(window.dueOn) },
              { key: "lock", label: t.calendar.lock, cell: (window) => formatDate(window.lockOn) },
              {
                key: "state",
                label: t.reports.state,
                cell: (window) => (
                  <Badge tone={LOOKS[state(window)].tone} icon={LOOKS[state(window)].icon}>
                    {t.window[state(window)]}
                  </Badge>
                ),
              },
              {
                key: "act",
                label: t.reports.act,
                cell: (window) => (
                  <Button
                    size="small"
                    label={`${t.act.change}: ${formatPeriod(window.period)}`}
                    disabledReason={me.may.calendar ? undefined : t.calendar.readOnly}
                    onPress={() => setChanging(window)}
                  >
                    {t.act.change}
                  </Button>
                ),
              },
            ]}
          />
        </Show>
      </Card>
      <Show when={changing()} keyed>
        {(window) => (
          <ChangeDialog
            window={window}
            onClose={() => setChanging(undefined)}
            onChanged={() => {
              setChanging(undefined);
              props.onChanged();
            }}
            onStale={props.onChanged}
          />
        )}
      </Show>
      <Show when={planning()} keyed>
        {(template) => (
          <PlanDialog
            template={template}
            year={props.year}
            onClose={() => setPlanning(undefined)}
            onPlanned={props.onChanged}
          />
        )}
      </Show>
    </>
  );
}

function NotPlanned(props: { year: string; onPlan: () => void }): JSX.Element {
  const me = useMe();
  return (
    <EmptyState
      icon={IconCalendarEvent}
      title={t.calendar.emptyTitle(props.year)}
      action={
        <Button
          kind="primary"
          icon={IconPlus}
          disabledReason={me.may.calendar ? undefined : t.calendar.readOnly}
          onPress={() => props.onPlan()}
        >
          {t.calendar.plan.act(props.year)}
        </Button>
      }
    >
      {me.may.calendar ? t.calendar.empty : t.calendar.emptyOthers}
    </EmptyState>
  );
}
