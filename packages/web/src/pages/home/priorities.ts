import { compare, decimal } from "@selaras/core/kernel/decimal.ts";
import { formatDate, formatPeriod } from "@selaras/core/kernel/format.ts";
import { daysBetween, localDate, type Zone } from "@selaras/core/kernel/zone.ts";
import type { Api } from "../../api/client.ts";
import { type DeviationBounds, deviationState, isDeviation } from "../../figures/deviation.ts";
import { pointsText } from "../../figures/figure-text.ts";
import { t } from "../../i18n/index.ts";
import { paths } from "../../paths.ts";
import { type Board, type BoardUnit, silentUnits } from "../board/board.data.ts";

type Figures = Api["rollup.figures"]["reply"];

/** Something a leader should know first: a sentence that states it, and where to look. */
export type Priority = {
  readonly key: string;
  readonly tone: "danger" | "warning";
  readonly finding: string;
  readonly detail: string;
  readonly href: string;
};

/** A decision that has waited longer than this is stuck. */
const STUCK_AFTER_DAYS = 3;
const PRIORITIES_MOST = 5;
const DEVIATIONS_MOST = 3;

/** Names of the first units, and how many more there are. */
function named(units: readonly BoardUnit[], most = 3): string {
  const names = units
    .slice(0, most)
    .map((unit) => unit.short)
    .join(", ");
  return units.length > most ? t.home.andMore(names, units.length - most) : names;
}

/** Periods past their due day in which units are still silent, newest first. */
function behind(board: Board, today: string): readonly Priority[] {
  return [...board.periods]
    .reverse()
    .filter((period) => period.dueOn < today && period.silent > 0)
    .slice(0, 2)
    .map((period) => ({
      key: `behind ${period.period}`,
      tone: "danger",
      finding: t.home.behind(period.silent, period.expected, board.templateShort, formatPeriod(period.period)),
      detail: t.home.behindDetail(
        formatDate(period.dueOn),
        daysBetween(period.dueOn, today),
        named(silentUnits(board, period.period).map(({ unit }) => unit)),
      ),
      href: paths.board({ template: board.template, year: period.period.slice(0, 4), period: period.period }),
    }));
}

type Waiting = { readonly unit: BoardUnit; readonly period: string; readonly report: string; readonly days: number };

/** Reports whose decision has been waited for too long, the oldest named. */
function stuck(board: Board, today: string, zone: Zone): readonly Priority[] {
  const waiting = board.units.flatMap((unit) =>
    Object.entries(unit.months).flatMap(([period, month]): Waiting[] => {
      if (month?.state !== "in_review" || month.submittedAt === null) return [];
      const days = daysBetween(localDate(month.submittedAt, zone), today);
      return days > STUCK_AFTER_DAYS ? [{ unit, period, report: month.report, days }] : [];
    }),
  );
  const [oldest] = [...waiting].sort((a, b) => b.days - a.days);
  if (oldest === undefined) return [];
  return [
    {
      key: "stuck",
      tone: "warning",
      finding: t.home.stuck(waiting.length, STUCK_AFTER_DAYS),
      detail: t.home.stuckDetail(oldest.unit.short, formatPeriod(oldest.period), oldest.days),
      href: paths.report(oldest.report),
    },
  ];
}

/** The newest published figures of each unit, whichever of these periods they are of; newest period first. */
function newestOf(all: readonly Figures[]) {
  const seen = new Set<string>();
  return all.flatMap(({ period, labels, units }) =>
    units.flatMap((unit) => {
      if (seen.has(unit.unit)) return [];
      seen.add(unit.unit);
      return [{ unit, period, labels: labels.filter(isDeviation) }];
    }),
  );
}

/** Units whose realisation is red, the farthest from the plan first. */
function red(all: readonly Figures[], bounds: DeviationBounds): readonly Priority[] {
  const found = newestOf(all).flatMap(({ unit, period, labels }) =>
    labels.flatMap((label) => {
      const figure = unit.figures[label.id];
      return figure?.kind === "value" && deviationState(figure, bounds) === "red"
        ? [{ unit, period, label, amount: figure.amount }]
        : [];
    }),
  );
  return found
    .sort((a, b) => compare(decimal(a.amount), decimal(b.amount)))
    .slice(0, DEVIATIONS_MOST)
    .map(({ unit, period, label, amount }) => ({
      key: `red ${unit.unit} ${label.id}`,
      tone: "danger",
      finding: t.home.red(unit.short, pointsText(amount), formatPeriod(period)),
      detail: t.home.redDetail(label.label, pointsText(bounds.deviationRed)),
      href: paths.report(unit.report),
    }));
}

/**
 * Three to five things for a leader: who is behind, what is stuck, where realisation is far from the plan. `figures` of
 * the newest published periods, newest first: a unit that is late with the last one still counts with the one before.
 */
export function prioritiesOf(
  board: Board,
  figures: readonly Figures[],
  today: string,
  tenant: DeviationBounds & { readonly zone: Zone },
): readonly Priority[] {
  const all = [...behind(board, today), ...stuck(board, today, tenant.zone), ...red(figures, tenant)];
  return all.slice(0, PRIORITIES_MOST);
}
