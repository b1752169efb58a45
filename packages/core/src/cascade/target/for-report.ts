import { text } from "../../kernel/decimal.ts";
import { lastMonth, yearOf } from "../../kernel/period.ts";
import { allUnits } from "../../orgunit/index.ts";
import { partOf, partOfUnit } from "../load.ts";
import { type InYear, Plans } from "../store.ts";
import { linesOf, type SetTargets, targetsAt, versionsOf } from "./load.ts";
import { recordedLines, sourceText, targetIn, targetLabel, targetsOfLine } from "./rules.ts";
import type { PlannedTargets, RecordedLine } from "./schema.ts";

/** The plans whose trees a year belongs to, the one that began last first: two may overlap when one gives way to the next. */
async function plansOf(year: string): Promise<readonly string[]> {
  const { items } = await Plans.list({}, { begins: { plan: "" } });
  const covering = items.filter(({ from, until }) => from <= year && year <= until);
  return covering.toSorted((a, b) => b.from.localeCompare(a.from)).map(({ plan }) => plan);
}

/** What a report keeps of the version it follows; one from before November 2026 has no number. */
export type TargetsPin = { readonly hash: string; readonly n?: number };

/** The pinned version, whatever came after it; null when the part has none such. */
async function pinned(at: InYear, part: string, { hash, n }: TargetsPin): Promise<SetTargets | null> {
  const alike = (await versionsOf(at, part)).filter((each) => each.hash === hash);
  const version = n === undefined ? alike.at(-1) : alike.find((each) => each.n === n);
  return version ? { version, lines: await linesOf(version) } : null;
}

/** Lines with code and way of adding up: as they were recorded, else as the tree says of what still stands in it. */
async function namedLines(at: InYear, part: string, lines: readonly RecordedLine[]): Promise<readonly RecordedLine[]> {
  if (lines.every(({ code }) => code !== undefined)) return lines;
  const { indicators } = await partOf(at, part);
  return recordedLines(
    lines,
    indicators.filter(({ removed }) => !removed),
  );
}

/** The values of a version in a period, by the code of the indicator. */
async function valuesOf(at: InYear, part: string, { lines }: SetTargets, period: string) {
  return (await namedLines(at, part, lines)).flatMap((line): [string, string][] => {
    const { code, aggregation } = line;
    if (code === null || code === undefined || aggregation === undefined) return [];
    const figure = targetIn({ aggregation, targets: [...targetsOfLine(line, at.year, "")] }, period, at.year);
    return figure?.kind === "value" ? [[code, text(figure.amount)]] : [];
  });
}

/**
 * What a unit shall reach in a period, by the codes of its OPD's indicators: the targets in force at the end of the period,
 * or the version that is pinned already. Null when none is set.
 */
export async function targetsFor(unit: string, period: string, pin?: TargetsPin): Promise<PlannedTargets | null> {
  const year = yearOf(period);
  const [plans, units] = await Promise.all([plansOf(year), allUnits()]);
  const part = partOfUnit(units, unit);
  for (const plan of plans) {
    const at = { plan, year };
    const set = pin === undefined ? await targetsAt(at, part, lastMonth(period)) : await pinned(at, part, pin);
    if (set === null) continue;
    const { version } = set;
    const { n, hash } = version;
    const values = new Map(await valuesOf(at, part, set, period));
    return { label: targetLabel(version), n, hash, source: sourceText(version.source), values };
  }
  return null;
}
