import { text } from "../../kernel/decimal.ts";
import { lastMonth, yearOf } from "../../kernel/period.ts";
import { allUnits } from "../../orgunit/index.ts";
import { partOf, partOfUnit } from "../load.ts";
import { type InYear, Plans } from "../store.ts";
import { linesOf, type SetTargets, targetsAt, versionsOf } from "./load.ts";
import { sourceText, targetIn, targetLabel, targetsOfLine } from "./rules.ts";
import type { PlannedTargets } from "./schema.ts";

/** The plans whose trees a year belongs to, the one that began last first: two may overlap when one gives way to the next. */
async function plansOf(year: string): Promise<readonly string[]> {
  const { items } = await Plans.list({}, { begins: { plan: "" } });
  const covering = items.filter(({ from, until }) => from <= year && year <= until);
  return covering.toSorted((a, b) => b.from.localeCompare(a.from)).map(({ plan }) => plan);
}

/** A version by its hash, whatever came after it; null when the part has none such. */
async function pinned(at: InYear, part: string, hash: string): Promise<SetTargets | null> {
  const version = (await versionsOf(at, part)).findLast((each) => each.hash === hash);
  return version ? { version, lines: await linesOf(version) } : null;
}

/** The values of a version in a period, by the code of the indicator. */
async function valuesOf(at: InYear, part: string, { lines }: SetTargets, period: string) {
  const { indicators } = await partOf(at, part);
  return indicators.flatMap(({ id, code, removed, aggregation }): [string, string][] => {
    const line = lines.find(({ indicator }) => indicator === id);
    if (code === null || removed || !line) return [];
    const figure = targetIn({ aggregation, targets: [...targetsOfLine(line, at.year, "")] }, period, at.year);
    return figure?.kind === "value" ? [[code, text(figure.amount)]] : [];
  });
}

/**
 * What a unit shall reach in a period, by the codes of its OPD's indicators: the targets in force at the end of the period,
 * or the version of a hash that is pinned already. Null when none is set.
 */
export async function targetsFor(unit: string, period: string, hash?: string): Promise<PlannedTargets | null> {
  const year = yearOf(period);
  const [plans, units] = await Promise.all([plansOf(year), allUnits()]);
  const part = partOfUnit(units, unit);
  for (const plan of plans) {
    const at = { plan, year };
    const set = hash === undefined ? await targetsAt(at, part, lastMonth(period)) : await pinned(at, part, hash);
    if (set === null) continue;
    const { version } = set;
    const values = new Map(await valuesOf(at, part, set, period));
    return { label: targetLabel(version), hash: version.hash, source: sourceText(version.source), values };
  }
  return null;
}
