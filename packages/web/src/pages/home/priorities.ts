import { compare, decimal } from "@selaras/core/kernel/decimal.ts";
import { formatDate, formatMonth } from "@selaras/core/kernel/format.ts";
import { daysBetween } from "@selaras/core/kernel/zone.ts";
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
      finding: t.home.behind(period.silent, period.expected, board.templateShort, formatMonth(period.period)),
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
function stuck(board: Board, today: string): readonly Priority[] {
  const waiting = board.units.flatMap((unit) =>
    Object.entries(unit.months).flatMap(([period, month]): Waiting[] => {
      if (month?.state !== "in_review" || month.submittedAt === null) return [];
      const days = daysBetween(month.submittedAt.slice(0, 10), today);
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
      detail: t.home.stuckDetail(oldest.unit.short, formatMonth(oldest.period), oldest.days),
      href: paths.report(oldest.report),
    },
  ];
}

/** Units whose realisation is red, the farthest from the plan first. */
function red(figures: Figures, bounds: DeviationBounds): readonly Priority[] {
  const labels = figures.labels.filter(isDeviation);
  const found = figures.units.flatMap((unit) =>
    labels.flatMap((label) => {
      const figure = unit.figures[label.id];
      return figure?.kind === "value" && deviationState(figure, bounds) === "red"
        ? [{ unit, label, amount: figure.amount }]
        : [];
    }),
  );
  return found
    .sort((a, b) => compare(decimal(a.amount), decimal(b.amount)))
    .slice(0, DEVIATIONS_MOST)
    .map(({ unit, label, amount }) => ({
      key: `red ${unit.unit} ${label.id}`,
      tone: "danger",
      finding: t.home.red(unit.short, pointsText(amount), formatMonth(figures.period)),
      detail: t.home.redDetail(label.label, pointsText(bounds.deviationRed)),
      href: paths.report(unit.report),
    }));
}

/** Three to five things for a leader: who is behind, what is stuck, where realisation is far from the plan. */
export function prioritiesOf(
  board: Board,
  figures: Figures | undefined,
  today: string,
  bounds: DeviationBounds,
): readonly Priority[] {
  const all = [...behind(board, today), ...stuck(board, today), ...(figures ? red(figures, bounds) : [])];
  return all.slice(0, PRIORITIES_MOST);
}
