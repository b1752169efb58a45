import { A, useNavigate, useSearchParams } from "@solidjs/router";
import { formatDate, formatPeriod } from "@selaras/core/kernel/format.ts";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { StatusBadge } from "@selaras/ui/components/badge.tsx";
import { Button } from "@selaras/ui/components/button.tsx";
import { Card } from "@selaras/ui/components/card.tsx";
import { Select } from "@selaras/ui/components/choice.tsx";
import { DataTable } from "@selaras/ui/components/data-table.tsx";
import { toast } from "@selaras/ui/components/notice.tsx";
import { EmptyState } from "@selaras/ui/components/waiting.tsx";
import { IconFileText } from "@selaras/ui/icons.ts";
import { createResource, createSignal, type JSX, Show } from "solid-js";
import { api, asFailure } from "../../api/client.ts";
import { Await } from "../../frame/await.tsx";
import { Title } from "../../frame/title.tsx";
import { yearOf, yearOptions } from "../../frame/year.ts";
import { t } from "../../i18n/index.ts";
import { paths } from "../../paths.ts";
import { useMe } from "../../session/me.tsx";
import { badgeOf, isToFill, type Slot } from "./report-state.ts";

/** The reports of the units in which the person holds a post, by period. */
export function ReportsPage(): JSX.Element {
  const me = useMe();
  const [search, setSearch] = useSearchParams<{ tahun?: string }>();
  const year = () => yearOf(search.tahun, me);
  const [mine, { refetch }] = createResource(year, (asked) => api("report.mine", { year: asked }));
  const opened = () => (mine()?.slots ?? []).filter((slot) => slot.report !== null || slot.window.state !== "upcoming");
  return (
    <>
      <Title text={t.reports.title} />
      <PageHead title={t.reports.title} description={t.reports.about} />
      <div class="w-filters">
        <Select
          label={t.filter.year}
          placeholder={null}
          options={yearOptions(year(), me)}
          value={year()}
          onChange={(tahun) => setSearch({ tahun })}
        />
      </div>
      <Await onRetry={refetch}>
        <Card flush={opened().length > 0}>
          <Show
            when={opened().length > 0}
            fallback={
              <EmptyState icon={IconFileText} title={t.reports.emptyTitle(year())}>
                {t.reports.empty}
              </EmptyState>
            }
          >
            <SlotTable slots={opened()} year={year()} />
          </Show>
        </Card>
      </Await>
    </>
  );
}

const keyOf = (slot: Slot): string => `${slot.template} ${slot.period} ${slot.unit}`;

function SlotTable(props: { slots: readonly Slot[]; year: string }): JSX.Element {
  return (
    <DataTable
      caption={t.reports.caption(props.year)}
      hideCaption
      rows={props.slots}
      rowKey={keyOf}
      columns={[
        {
          key: "report",
          label: t.reports.report,
          sortBy: (slot) => `${slot.period} ${slot.templateShort}`,
          cell: (slot) => <SlotName slot={slot} />,
        },
        { key: "unit", label: t.reports.unit, sortBy: (slot) => slot.unitName, cell: (slot) => slot.unitName },
        {
          key: "due",
          label: t.reports.due,
          sortBy: (slot) => slot.window.dueOn,
          cell: (slot) => formatDate(slot.window.dueOn),
        },
        {
          key: "state",
          label: t.reports.state,
          sortBy: (slot) => badgeOf(slot),
          cell: (slot) => <SlotState slot={slot} />,
        },
        { key: "act", label: t.reports.act, cell: (slot) => <SlotAct slot={slot} /> },
      ]}
    />
  );
}

const nameOf = (slot: Slot): string => `${slot.templateShort} ${formatPeriod(slot.period)}`;

function SlotName(props: { slot: Slot }): JSX.Element {
  return (
    <Show when={props.slot.report} fallback={nameOf(props.slot)}>
      {(report) => <A href={paths.report(report().id)}>{nameOf(props.slot)}</A>}
    </Show>
  );
}

function SlotState(props: { slot: Slot }): JSX.Element {
  const word = () => (props.slot.report?.state === "in_review" ? t.state.in_review : undefined);
  return (
    <span class="w-state">
      <StatusBadge state={badgeOf(props.slot)} label={word()} />
      <Show when={props.slot.report?.returnedReason}>{(reason) => <span class="w-note">{reason()}</span>}</Show>
      <Show when={props.slot.report?.onTime === false}>
        <span class="w-note">{t.reports.late}</span>
      </Show>
    </span>
  );
}

function SlotAct(props: { slot: Slot }): JSX.Element {
  const me = useMe();
  const navigate = useNavigate();
  const [busy, setBusy] = createSignal(false);
  const open = async () => {
    const { template, period, unit } = props.slot;
    setBusy(true);
    try {
      const { id } = await api("report.open", { template, period, unit });
      navigate(paths.report(id));
    } catch (thrown) {
      toast({ tone: "danger", text: asFailure(thrown).message });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Show
      when={props.slot.report}
      fallback={
        <Button
          size="small"
          busy={busy()}
          disabledReason={me.may.calendar ? undefined : t.reports.notOpened}
          onPress={() => void open()}
        >
          {t.reports.open}
        </Button>
      }
    >
      {(report) => (
        <A
          class="w-act"
          href={paths.report(report().id)}
          aria-label={`${isToFill(props.slot) ? t.act.fill : t.act.open}: ${nameOf(props.slot)}`}
        >
          {isToFill(props.slot) ? t.act.fill : t.act.open}
        </A>
      )}
    </Show>
  );
}
