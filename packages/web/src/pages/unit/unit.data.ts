import { type Api, api, ApiFailure } from "../../api/client.ts";
import { templates } from "../../api/catalogue.ts";
import { noSuchUnit } from "./no-such-unit.ts";

export type Unit = Api["orgunit.list"]["reply"]["units"][number];
export type Holder = Api["position.list"]["reply"]["posts"][number];
export type Budget = Api["budget.view"]["reply"];
export type BudgetLine = Budget["lines"][number];
export type UnitReport = {
  readonly template: string;
  readonly name: string;
  readonly period: string;
  readonly month: NonNullable<Api["rollup.board"]["reply"]["units"][number]["months"][string]> | null;
};

/** Units below a unit whose posts are shown with it. */
const UNITS_SHOWN = 12;

/** The unit of an address with its parent. @throws ApiFailure 404 when there is none today. */
export async function loadUnit(id: string): Promise<{ unit: Unit; parent: Unit | undefined; below: readonly Unit[] }> {
  const { units } = await api("orgunit.list", {});
  const unit = units.find((each) => each.unitId === id);
  if (unit === undefined) throw noSuchUnit();
  return {
    unit,
    parent: units.find((each) => each.unitId === unit.parent),
    below: units.filter((each) => each.parent === id).slice(0, UNITS_SHOWN),
  };
}

/** Who holds which post now, in the unit and in those right below it. */
export async function loadHolders(ids: readonly string[]): Promise<readonly Holder[]> {
  const lists = await Promise.all(ids.map((unit) => api("position.list", { unit })));
  return lists.flatMap((list) => list.posts.filter((post) => post.now));
}

/** The reports of a unit in a year, newest first, as the board has them. */
export async function loadReports(unit: string, year: string): Promise<readonly UnitReport[]> {
  const all = await templates();
  const boards = await Promise.all(all.map((each) => boardOf(each.template, year)));
  const found = boards.flatMap((board): UnitReport[] => {
    const months = board?.units.find((each) => each.unit === unit)?.months ?? {};
    const opened = new Set(board?.periods.filter((each) => each.state !== "upcoming").map((each) => each.period));
    return Object.entries(months)
      .filter(([period, month]) => month !== null || opened.has(period as never))
      .map(([period, month]) => ({ template: board?.template ?? "", name: board?.templateShort ?? "", period, month }));
  });
  return found.sort((a, b) => b.period.localeCompare(a.period) || a.name.localeCompare(b.name));
}

/** Undefined where the answer is that there is none. */
const orNone = (thrown: unknown): undefined => {
  if (thrown instanceof ApiFailure && thrown.status === 404) return undefined;
  throw thrown;
};
const boardOf = (template: string, year: string) => api("rollup.board", { template, year }).catch(orNone);

/** The budget in force at the end of a month; undefined when the unit has none. */
export const loadBudget = (unit: string, period: string): Promise<Budget | undefined> =>
  api("budget.view", { unit, period }).catch(orNone);

/** Lines whose code or names hold every word typed. */
export function linesMatching(lines: readonly BudgetLine[], typed: string): readonly BudgetLine[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return lines;
  return lines.filter((line) => {
    const text = `${line.code} ${line.name} ${line.kegiatan.name} ${line.program.name}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
