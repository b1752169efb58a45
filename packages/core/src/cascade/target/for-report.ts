import { text } from "../../kernel/decimal.ts";
import { lastMonth, yearOf } from "../../kernel/period.ts";
import { allUnits } from "../../orgunit/index.ts";
import type { OrgUnit } from "../../orgunit/schema.ts";
import { isWithin } from "../../orgunit/tree.ts";
import { REGENCY } from "../levels.ts";
import { partOf, partOfUnit, treeOf } from "../load.ts";
import type { MeasuredPart } from "../measured.ts";
import type { Plan } from "../schema.ts";
import { type InYear, Parts, Plans } from "../store.ts";
import { linesOf, type SetTargets, targetsAt, versionsOf } from "./load.ts";
import { recordedLines, sourceText, targetIn, targetLabel, targetsOfLine } from "./rules.ts";
import type { PlannedTargets, RecordedLine } from "./schema.ts";

/** The plans whose trees a year belongs to, the one that began last first: two may overlap when one gives way to the next. */
async function plansOf(year: string): Promise<readonly Pick<Plan, "plan" | "label">[]> {
  const { items } = await Plans.list({}, { begins: { plan: "" } });
  const covering = items.filter(({ from, until }) => from <= year && year <= until);
  return covering.toSorted((a, b) => b.from.localeCompare(a.from));
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

/** What the indicators of a version shall reach in a period, with the codes by which listed rows ask for it. */
async function valuesOf(at: InYear, part: string, { lines }: SetTargets, period: string) {
  return (await namedLines(at, part, lines)).flatMap((line) => {
    const { indicator: id, code, aggregation } = line;
    if (aggregation === undefined) return [];
    const figure = targetIn({ aggregation, targets: [...targetsOfLine(line, at.year, "")] }, period, at.year);
    return figure?.kind === "value" ? [{ id, code, value: text(figure.amount) }] : [];
  });
}

async function plannedTargets(at: InYear, part: string, set: SetTargets, period: string): Promise<PlannedTargets> {
  const { version } = set;
  const { n, hash } = version;
  const known = await valuesOf(at, part, set, period);
  return {
    label: targetLabel(version),
    n,
    hash,
    source: sourceText(version.source),
    values: new Map(known.flatMap(({ code, value }): [string, string][] => (code ? [[code, value]] : []))),
    ids: new Map(known.map(({ id, value }) => [id, value])),
  };
}

type Asked = { readonly unit: string; readonly period: string };
type Placed = { readonly at: InYear; readonly label: string; readonly part: string };
type Sought = Placed & { readonly set: SetTargets | null };

/**
 * The plan that counts for a part in a period: the newest that has set targets by its end, or the one of the pinned
 * version. While none has, the newest of which the part was begun; a tree that is only being drawn takes nobody's place.
 */
async function planFor(part: string, period: string, pin: TargetsPin | undefined): Promise<Sought | null> {
  const year = yearOf(period);
  const plans = await plansOf(year);
  for (const { plan, label } of plans) {
    const at = { plan, year };
    const set = pin === undefined ? await targetsAt(at, part, lastMonth(period)) : await pinned(at, part, pin);
    if (set !== null) return { at, label, part, set };
  }
  for (const { plan, label } of plans) {
    if (await Parts.get({ plan, year, part })) return { at: { plan, year }, label, part, set: null };
  }
  return null;
}

/** The units of a report that covers a piece of an OPD; null when it covers the whole part. */
const unitsOf = (units: readonly OrgUnit[], unit: string, part: string): MeasuredPart["units"] =>
  unit === part || part === REGENCY
    ? null
    : new Set(units.filter((each) => isWithin(units, each.unitId, unit)).map(({ unitId }) => unitId));

/** What a report takes from its part of the tree; each null where there is none, or none is asked for. */
export type PlannedPart = { readonly targets: PlannedTargets | null; readonly tree: MeasuredPart | null };

/**
 * Targets and indicators of a part for a unit and a period: the part of the unit's own OPD, or the regency's. `rows`: the
 * tree itself is wanted. `pin`: the version that a report keeps to, whatever came after it.
 */
export async function plannedPart(
  { unit, period }: Asked,
  of: "unit" | "region",
  wanted: { readonly rows: boolean; readonly pin?: TargetsPin | undefined },
): Promise<PlannedPart> {
  const units = await allUnits();
  const part = of === "region" ? REGENCY : partOfUnit(units, unit);
  const found = await planFor(part, period, wanted.pin);
  if (found === null) return { targets: null, tree: null };
  const { at, set, label } = found;
  const [targets, tree] = await Promise.all([
    set && plannedTargets(at, part, set, period),
    wanted.rows ? treeOf(at, part) : null,
  ]);
  return { targets, tree: tree && { plan: label, part, tree, units: unitsOf(units, unit, part) } };
}

/**
 * What a unit shall reach in a period, by the indicators of its OPD: the targets in force at the end of the period, or the
 * version that is pinned already. Null when none is set.
 */
export const targetsFor = async (unit: string, period: string, pin?: TargetsPin): Promise<PlannedTargets | null> =>
  (await plannedPart({ unit, period }, "unit", { rows: false, pin })).targets;
