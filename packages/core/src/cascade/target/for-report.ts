import { text } from "../../kernel/decimal.ts";
import { lastMonth, yearOf } from "../../kernel/period.ts";
import { allUnits } from "../../orgunit/index.ts";
import { partOf, partOfUnit } from "../load.ts";
import { type InYear, Plans } from "../store.ts";
import { linesOf, type SetTargets, targetsAt, versionsOf } from "./load.ts";
import { sourceText, targetIn, targetLabel, targetsOfLine } from "./rules.ts";
import type { PlannedTargets } from "./schema.ts";

/** The plan whose tree a year belongs to: of several the one that began last. */
async function planOf(year: string): Promise<string | null> {
  const { items } = await Plans.list({}, { begins: { plan: "" } });
  const covering = items.filter(({ from, until }) => from <= year && year <= until);
  return covering.toSorted((a, b) => b.from.localeCompare(a.from)).at(0)?.plan ?? null;
}

/** A version by its hash, whatever came after it; null when the part has none such. */
async function pinned(at: InYear, part: string, hash: string): Promise<SetTargets | null> {
  const version = (await versionsOf(at, part)).findLast((each) => each.hash === hash);
  return version ? { version, lines: await linesOf(version) } : null;
}

/**
 * What a unit shall reach in a period, by the codes of its OPD's indicators: the targets in force at the end of the period,
 * or the version of a hash that is pinned already. Null when none is set.
 */
export async function targetsFor(unit: string, period: string, hash?: string): Promise<PlannedTargets | null> {
  const year = yearOf(period);
  const [plan, units] = await Promise.all([planOf(year), allUnits()]);
  if (plan === null) return null;
  const at = { plan, year };
  const part = partOfUnit(units, unit);
  const set = hash === undefined ? await targetsAt(at, part, lastMonth(period)) : await pinned(at, part, hash);
  if (set === null) return null;
  const source = sourceText(set.version.source);
  const { indicators } = await partOf(at, part);
  const values = indicators.flatMap(({ id, code, removed, aggregation }): [string, string][] => {
    const line = set.lines.find(({ indicator }) => indicator === id);
    if (code === null || removed || !line) return [];
    const figure = targetIn({ aggregation, targets: [...targetsOfLine(line, year, source)] }, period, year);
    return figure?.kind === "value" ? [[code, text(figure.amount)]] : [];
  });
  return { label: targetLabel(set.version), hash: set.version.hash, source, values: new Map(values) };
}
