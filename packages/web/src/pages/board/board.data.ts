import type { FigureState } from "@selaras/ui/chart/state.tsx";
import { type Api, api } from "../../api/client.ts";
import { chosenTemplate, templates } from "../../api/catalogue.ts";

export type Board = Api["rollup.board"]["reply"];
export type BoardPeriod = Board["periods"][number];
export type BoardUnit = Board["units"][number];
export type BoardMonth = NonNullable<BoardUnit["months"][string]>;

/** The board of a template's year; undefined when the tenant has no template. */
export async function loadBoard(wanted: string | undefined, year: string): Promise<Board | undefined> {
  const template = chosenTemplate(await templates(), wanted);
  return template && api("rollup.board", { template: template.template, year });
}

/** Past its due day, or somebody has already submitted: before that nobody can be called silent. */
const isReporting = (period: BoardPeriod): boolean =>
  period.state === "late" || period.state === "locked" || period.published + period.inReview > 0;

/** The period people ask about: the wanted one, else the newest being reported, else the newest that has opened. */
export function focusPeriod(periods: readonly BoardPeriod[], wanted?: string): BoardPeriod | undefined {
  const newest = [...periods].reverse().filter((each) => each.expected > 0);
  return (
    periods.find((each) => each.period === wanted) ??
    newest.find(isReporting) ??
    newest.find((each) => each.state !== "upcoming") ??
    periods[0]
  );
}

/** The periods of which something is published, newest first. */
export const publishedPeriods = (periods: readonly BoardPeriod[]): readonly BoardPeriod[] =>
  [...periods].reverse().filter((each) => each.published > 0);

const isSilent = (month: BoardMonth | null): boolean =>
  month === null || month.state === "draft" || month.state === "returned";

export type SilentUnit = { readonly unit: BoardUnit; readonly month: BoardMonth | null };

/**
 * The units expected to report in a period whose report nobody has submitted, or not again after it was sent back. Of a
 * unit out of reach one sees only what it has published, so nobody may call it silent.
 */
export const silentUnits = (board: Board, period: string): readonly SilentUnit[] =>
  board.units.flatMap((unit) => {
    const month = unit.months[period];
    return unit.reached && month !== undefined && isSilent(month) ? [{ unit, month }] : [];
  });

/** Whether the asking person sees how far every unit is, and not only what was published. */
export const seesAll = (board: Board): boolean => board.units.every((unit) => unit.reached);

/**
 * The colour of one square: green submitted on time, yellow submitted late, red sent back and not submitted again.
 * Null before the period opens.
 */
export function squareOf(unit: BoardUnit, period: BoardPeriod): FigureState | null {
  const month = unit.months[period.period];
  if (month === undefined) return "not-applicable";
  if (period.state === "upcoming" && month === null) return null;
  if (month === null || month.state === "draft") return "unreported";
  if (month.state === "returned") return "red";
  return month.onTime === false ? "yellow" : "green";
}
