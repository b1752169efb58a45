import { type DayRule, inOrder, type WindowRule, windowsByRule } from "@selaras/core/calendar/rules.ts";
import { formatDate, formatPeriod } from "@selaras/core/kernel/format.ts";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { Select } from "@selaras/ui/components/choice.tsx";
import { DataTable } from "@selaras/ui/components/data-table.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { createSignal, For, type JSX, Show } from "solid-js";
import { api } from "../../api/client.ts";
import type { TemplateName } from "../../api/catalogue.ts";
import { ActDialog } from "../../frame/act-dialog.tsx";
import { t } from "../../i18n/index.ts";

const words = t.calendar.plan;
const DATES = ["opens", "due", "lock"] as const;
const LONGEST_MONTH = 31;
/** What most regencies write into their circular: from the 1st, due on the 10th, locked on the 20th of the month after. */
const USUAL: WindowRule = {
  opens: { monthsAfter: 1, day: 1 },
  due: { monthsAfter: 1, day: 10 },
  lock: { monthsAfter: 1, day: 20 },
};
const FIRST_REVISION = 1;

const monthLabel = (after: number): string => [words.sameMonth, words.nextMonth][after] ?? words.monthsAfter(after);
const MONTHS = Array.from({ length: LIMITS.calendarMonthsAfterMost + 1 }, (_, after) => ({
  value: String(after),
  label: monthLabel(after),
}));
const DAYS = Array.from({ length: LONGEST_MONTH }, (_, i) => ({ value: String(i + 1), label: String(i + 1) }));

export type PlanDialogProps = {
  template: TemplateName;
  year: string;
  onClose: () => void;
  /** It stands now, written by this person or by somebody faster: the page behind shows it. */
  onPlanned: () => void;
};

/** The calendar of a template's whole year by one rule, seen before it is written. */
export function PlanDialog(props: PlanDialogProps): JSX.Element {
  const [rule, setRule] = createSignal(USUAL);
  const planned = () => windowsByRule(props.template.periodType, props.year, rule());
  const lacking = () => (planned().every((window) => inOrder(window).allowed) ? undefined : t.calendar.order);
  const input = () => ({
    template: props.template.template,
    year: props.year,
    windows: planned().map((window) => ({ template: props.template.template, ...window, rev: FIRST_REVISION })),
  });
  return (
    <ActDialog
      title={words.title(props.template.short, props.year)}
      description={words.about}
      act={words.act(props.year)}
      size="large"
      sent={input()}
      lacking={lacking()}
      send={(command) => api("calendar.plan", input(), { command })}
      done={words.done(props.year)}
      staleTitle={words.stale}
      onClose={() => props.onClose()}
      onStale={() => props.onPlanned()}
      onDone={() => props.onPlanned()}
    >
      <For each={DATES}>
        {(date) => (
          <DayFields
            label={t.calendar[date]}
            rule={rule()[date]}
            onChange={(changed) => setRule({ ...rule(), [date]: changed })}
          />
        )}
      </For>
      <p class="w-plan-note">{words.clipped}</p>
      <Show when={lacking()}>{(sentence) => <Alert tone="warning">{sentence()}</Alert>}</Show>
      <DataTable
        caption={words.preview(planned().length)}
        rows={planned()}
        rowKey={(window) => window.period}
        columns={[
          { key: "period", label: t.filter.period, cell: (window) => formatPeriod(window.period) },
          { key: "opens", label: t.calendar.opens, cell: (window) => formatDate(window.opensOn) },
          { key: "due", label: t.calendar.due, cell: (window) => formatDate(window.dueOn) },
          { key: "lock", label: t.calendar.lock, cell: (window) => formatDate(window.lockOn) },
        ]}
      />
    </ActDialog>
  );
}

function DayFields(props: { label: string; rule: DayRule; onChange: (changed: DayRule) => void }): JSX.Element {
  return (
    <div class="w-plan-day">
      <Select
        label={words.dayOf(props.label)}
        placeholder={null}
        options={DAYS}
        value={String(props.rule.day)}
        onChange={(day) => props.onChange({ ...props.rule, day: Number(day) })}
      />
      <Select
        label={words.monthOf(props.label)}
        placeholder={null}
        options={MONTHS}
        value={String(props.rule.monthsAfter)}
        onChange={(after) => props.onChange({ ...props.rule, monthsAfter: Number(after) })}
      />
    </div>
  );
}
