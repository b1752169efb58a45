import { formatEndOfDay, formatDate, formatPeriod, monthName } from "@selaras/core/kernel/format.ts";
import type { ReportView } from "@selaras/core/report/schema.ts";
import { PageHead } from "@selaras/ui/components/app-frame.tsx";
import { StatusBadge, Badge, type ReportState as BadgeState } from "@selaras/ui/components/badge.tsx";
import { ButtonLink } from "@selaras/ui/components/button.tsx";
import { Alert } from "@selaras/ui/components/notice.tsx";
import { Breadcrumb, DescriptionList } from "@selaras/ui/components/trail.tsx";
import { IconCircleCheck, IconClockExclamation } from "@selaras/ui/icons.ts";
import { addMonths, isMonth, type Zone } from "@selaras/core/kernel/zone.ts";
import { type JSX, Show } from "solid-js";
import { paths } from "../../paths.ts";
import { useZone } from "../../session/me.tsx";
import { words } from "./words.ts";

/** The step at which a report waits; the first of several that run side by side. */
const openStep = (report: ReportView): ReportView["steps"][number] | undefined =>
  report.steps.find((step) => step.how === "open");

/** The badge of a report: one in review says whose turn it is. */
export function stateBadge(report: ReportView): { state: BadgeState; label: string } {
  if (report.state !== "in_review") return { state: report.state, label: words.state[report.state] };
  const step = openStep(report);
  const state = step?.kind === "sign" ? "waiting-signature" : "waiting-verification";
  return { state, label: step ? words.state.waitingFor(step.label) : words.state.in_review };
}

/** Months of one year: "Januari s.d. September 2026", "Januari, Maret 2026"; other periods one by one. */
function monthsText(months: readonly string[]): string {
  if (!months.every(isMonth)) return months.map(formatPeriod).join(", ");
  const runs: (readonly [string, string])[] = [];
  for (const month of months) {
    const [first, last] = runs.at(-1) ?? ["", ""];
    if (last !== "" && addMonths(last, 1) === month) runs[runs.length - 1] = [first, month];
    else runs.push([month, month]);
  }
  const name = (month: string) => monthName(Number(month.slice(5)));
  return runs
    .map(([first, last], index) => {
      const end = index === runs.length - 1 ? formatPeriod(last) : name(last);
      return first === last ? end : `${name(first)} ${words.head.until} ${end}`;
    })
    .join(", ");
}

/** What the calendar means for this report now. */
export function windowSentence(
  { window, state, onTime }: Pick<ReportView, "window" | "state" | "onTime">,
  zone: Zone,
): string {
  const sentence = words.head.window;
  if (window.dueOn === "") return "";
  const [due, lock] = [formatEndOfDay(window.dueOn, zone), formatEndOfDay(window.lockOn, zone)];
  switch (window.state) {
    case "upcoming":
      return sentence.upcoming(formatDate(window.opensOn));
    case "open":
      return sentence.open(due);
    case "late":
      return state === "returned" && onTime ? sentence.returnedOnTime(due) : sentence.late(due, lock);
    case "extended":
      return sentence.extended(formatEndOfDay(window.extendedUntil ?? window.lockOn, zone), due);
    case "locked":
      return state === "returned" ? sentence.lockedReturned(lock) : sentence.locked(lock);
    default:
      return window.state satisfies never;
  }
}

function cumulative({ carry, period }: ReportView): string {
  const own = formatPeriod(period);
  return carry.months.length === 0
    ? words.head.cumulativeOwn(own)
    : words.head.cumulativeMonths(monthsText(carry.months), own);
}

/** Over which periods a running total goes, for the explanation of a figure. */
export const explainedMonths = (report: ReportView): string =>
  report.carry.months.length === 0 ? "" : words.explain.months(cumulative(report));

/** What every figure of the report rests on. */
export function Pins(props: { report: ReportView }): JSX.Element {
  const items = () => {
    const { pins, carry, template } = props.report;
    return [
      ...(pins.budget ? [{ term: words.head.budget, value: pins.budget.label }] : []),
      ...(pins.targets ? [{ term: words.head.targets, value: `${pins.targets.label}: ${pins.targets.source}` }] : []),
      ...(pins.tree ? [{ term: words.head.tree, value: pins.tree.label }] : []),
      { term: words.head.template, value: words.head.templateVersion(template.name, template.n) },
      { term: words.head.cumulative, value: cumulative(props.report) },
      ...(carry.absent.length > 0
        ? [{ term: words.head.absent, value: words.head.absentNote(monthsText(carry.absent)) }]
        : []),
    ];
  };
  return <DescriptionList items={items()} columns={2} />;
}

/** The head of all three pages: what it is, where it stands, until when, and what it rests on. */
export function ReportHead(props: {
  report: ReportView;
  title?: string | undefined;
  actions?: JSX.Element | undefined;
  brief?: boolean | undefined;
  /** Why it came back, while it is with its author. */
  returned?: JSX.Element | undefined;
}): JSX.Element {
  const zone = useZone();
  const badge = () => stateBadge(props.report);
  const name = () => `${props.report.template.short} ${formatPeriod(props.report.period)}`;
  const open = () => props.report.state === "draft" || props.report.state === "returned";
  return (
    <div class="r-head">
      <PageHead
        title={props.title === undefined ? name() : `${props.title}: ${name()}`}
        above={
          <Breadcrumb
            crumbs={[
              { label: words.head.reports, href: paths.reports(props.report.period.slice(0, 4)) },
              ...(props.title === undefined ? [] : [{ label: name(), href: paths.report(props.report.id) }]),
              { label: props.title ?? name() },
            ]}
          />
        }
        description={props.report.unit.name}
        badges={
          <>
            <StatusBadge state={badge().state} label={badge().label} />
            <Show when={props.report.version > 1}>
              <StatusBadge state="correction" label={words.head.correction(props.report.version)} />
            </Show>
            <Timeliness report={props.report} />
          </>
        }
        actions={props.actions}
      />
      <Show when={open() && windowSentence(props.report, zone)}>
        {(sentence) => <p class="r-window">{sentence()}</p>}
      </Show>
      <Show when={props.report.state === "in_review" && openStep(props.report)}>
        {(step) => (
          <p class="r-window">{words.head.atStep(step().label, step().holders.join(", ") || words.head.nobody)}</p>
        )}
      </Show>
      {props.returned}
      <Show when={props.report.nil}>{(reason) => <Alert tone="info">{words.head.nilReport(reason())}</Alert>}</Show>
      <Show when={props.brief !== true}>
        <Pins report={props.report} />
      </Show>
    </div>
  );
}

function Timeliness(props: { report: ReportView }): JSX.Element {
  return (
    <Show when={props.report.onTime !== null}>
      <Show
        when={props.report.onTime}
        fallback={
          <Badge tone="danger" icon={IconClockExclamation}>
            {words.head.late}
          </Badge>
        }
      >
        <Badge tone="positive" icon={IconCircleCheck}>
          {words.head.onTime}
        </Badge>
      </Show>
    </Show>
  );
}

/** Leads whoever has to decide to the right page. */
export function DeskBanner(props: { report: ReportView }): JSX.Element {
  const target = () => {
    const { actions, id } = props.report;
    if (actions.sign.allowed) return { href: paths.sign(id), label: words.head.toSign };
    const review = actions.verify.allowed || actions.release.allowed;
    return review ? { href: paths.review(id), label: words.head.toReview } : null;
  };
  return (
    <Show when={target()}>
      {(to) => (
        <Alert
          tone="info"
          title={words.head.reviewWaits}
          actions={
            <ButtonLink kind="primary" href={to().href}>
              {to().label}
            </ButtonLink>
          }
        />
      )}
    </Show>
  );
}
