import * as v from "valibot";
import { Period, reportId as reportIdOf, RowKey, TemplateId } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { notBefore, partsOf, type PeriodType, yearOf } from "../kernel/period.ts";
import { archived } from "../db/files.ts";
import { allUnits } from "../orgunit/index.ts";
import { assignmentsOf, definitionOf, templateNames, versionOn, versionsOf } from "../template/index.ts";
import { drawnSections, type QuerySection, ruleOf } from "../template/query.ts";
import type { Query, TemplateDefinition } from "../template/schema.ts";
import { owns } from "./beginning.ts";
import { type Asked, awaitedIn, drawnRows, type DrawnRow, type SourceReport, type Sources } from "./drawing.ts";
import { manySources } from "./failures.ts";
import type { Cell, Drawing, Head, Row } from "./schema.ts";
import type { Snapshot } from "./snapshot.ts";
import { Carries, type CarryRecord, type DrawingRecord, type RowRecord } from "./store.ts";

/* Which published reports a section is drawn from. Only what is out counts: it is found by what publication wrote. */

type Of = Pick<Head, "unit" | "period">;
/** A published report, by what publication wrote of it. */
export type Standing = Pick<SourceReport, "report" | "unit" | "period" | "hash">;
export type Found = {
  readonly short: string;
  readonly asked: readonly Asked[];
  readonly standing: readonly Standing[];
};

/** The periods of the source that a period draws from. */
function periodsFor(rule: Query["period"], source: PeriodType, period: string): readonly Period[] {
  const parts = partsOf(source, period) ?? [];
  const wanted = rule === "last" ? parts.slice(-1) : parts;
  return wanted.map((each) => v.parse(Period, each));
}

/** Who is asked for reports of the source in these periods: the unit itself, or every one. */
async function askedFor({ query }: QuerySection, of: Of, periods: readonly Period[]): Promise<readonly Asked[]> {
  const [all, units] = await Promise.all([assignmentsOf(query.template), allUnits()]);
  const found = new Map<string, Asked>();
  for (const each of all) {
    if (query.units === "own" && each.unit !== of.unit) continue;
    const own = periods.filter(
      (period) => notBefore(period, each.from) && (each.until === null || notBefore(each.until, period)),
    );
    if (own.length === 0) continue;
    const before = found.get(each.unit);
    const parts = each.parts && before?.parts !== null ? [...(before?.parts ?? []), ...each.parts] : null;
    const name = units.find(({ unitId }) => unitId === each.unit)?.name ?? each.unit;
    const both = periods.filter((period) => own.includes(period) || before?.periods.includes(period));
    found.set(each.unit, { unit: each.unit, name, parts, periods: both });
  }
  return [...found.values()].toSorted((a, b) => a.unit.localeCompare(b.unit));
}

/** The newest version of each period that is out; one that was withdrawn counts as not reported. */
function newestOf(items: readonly CarryRecord[]): readonly CarryRecord[] {
  const newest = new Map<string, CarryRecord>();
  for (const item of items) {
    const before = newest.get(item.period);
    if (!before || before.version < item.version) newest.set(item.period, item);
  }
  return [...newest.values()].filter(({ withdrawn }) => withdrawn === undefined);
}

/** What is out of one unit in these periods, the oldest first. */
async function standingOf(template: string, { unit, periods }: Asked): Promise<readonly Standing[]> {
  const [first] = periods;
  if (first === undefined) return [];
  const { items } = await Carries.list({ template, year: yearOf(first), unit }, { strong: true });
  const wanted = newestOf(items).filter(({ period }) => periods.some((each) => each === period));
  return wanted
    .map(({ period, version, hash }) => {
      const parts = { template: v.parse(TemplateId, template), period: v.parse(Period, period), unit, version };
      return { report: reportIdOf(parts), unit, period, hash };
    })
    .toSorted((a, b) => a.period.localeCompare(b.period));
}

/** Does work on many, so many at once, and keeps their order. */
async function inTurn<T, R>(all: readonly T[], work: (each: T) => Promise<R>): Promise<readonly R[]> {
  const done: R[] = [];
  for (let from = 0; from < all.length; from += LIMITS.reportsReadAtOnce) {
    done.push(...(await Promise.all(all.slice(from, from + LIMITS.reportsReadAtOnce).map(work))));
  }
  return done;
}

/** Whether a unit draws a section at all: one that belongs to a part is drawn by whoever answers for the part. */
export const draws = (section: QuerySection, parts: readonly string[] | null): boolean => owns(section, { parts });

/** The published reports that a section would be drawn from now. Nothing of a template that is not there. */
export async function standingFor(section: QuerySection, of: Of): Promise<Found> {
  const { template, period } = section.query;
  const named = (await templateNames()).find((each) => each.template === template);
  if (!named) return { short: template, asked: [], standing: [] };
  const periods = periodsFor(period, named.periodType, of.period);
  const asked = await askedFor(section, of, periods);
  const standing = (await inTurn(asked, (each) => standingOf(template, each))).flat();
  if (standing.length > LIMITS.reportsDrawnFrom) throw manySources({ most: LIMITS.reportsDrawnFrom });
  return { short: named.short, asked, standing };
}

/** A published report as it was signed. */
async function read(standing: Standing): Promise<readonly SourceReport[]> {
  const body = await archived("snapshot", standing.hash);
  if (body === null) return [];
  const { content, template } = JSON.parse(body) as Snapshot;
  const definition = await definitionOf(template.hash);
  return definition ? [{ ...standing, definition, content }] : [];
}

/** The definition of the newest version that was reported under; of none, the one in force in the last period. */
async function basisOf(
  { template }: Query,
  { asked }: Found,
  reports: readonly SourceReport[],
): Promise<TemplateDefinition | null> {
  const hashes = new Set(reports.map(({ content }) => content.pins.template.hash));
  const reported = (await versionsOf(template)).findLast(({ hash }) => hashes.has(hash));
  const last = asked.flatMap(({ periods }) => periods).at(-1);
  const version = reported ?? (last === undefined ? null : await versionOn(template, last));
  return version ? definitionOf(version.hash) : null;
}

export type Drawn = { readonly rows: readonly DrawnRow[]; readonly record: Omit<DrawingRecord, "reportId" | "rev"> };

/** Draws a section as its sources stand now. A unit that does not answer for its part draws nothing. */
export async function drawSection(
  section: QuerySection,
  of: Of,
  parts: readonly string[] | null,
  now: Date,
): Promise<Drawn> {
  const { query } = section;
  const nothing: Found = { short: query.template, asked: [], standing: [] };
  const own = draws(section, parts);
  const found = own ? await standingFor(section, of) : nothing;
  const reports = (await inTurn(found.standing, read)).flat();
  const sources: Sources = {
    short: found.short,
    basis: await basisOf(query, found, reports),
    asked: found.asked,
    reports,
  };
  const names = new Map(found.asked.map(({ unit, name }) => [unit as string, name]));
  const drawing: Drawing = {
    section: section.id,
    template: query.template,
    short: found.short,
    at: now.toISOString(),
    reports: reports.map(({ report, unit, hash }) => ({ report, name: names.get(unit) ?? unit, hash })),
    awaited: awaitedIn(sources),
    counted: new Set(reports.map(({ unit }) => unit)).size,
    expected: found.asked.length,
    own,
  };
  return { rows: drawnRows(section, sources), record: { ...drawing, rule: ruleOf(section) } };
}

/** A drawn row as it is kept; cells that stand say whose version they replace. */
export function drawnRecord(
  reportId: string,
  row: DrawnRow,
  now: Date,
  standing: Row["cells"] = {},
): Omit<RowRecord, "rev"> {
  const { rowKey, label, group, context, sources } = row;
  const t = Math.floor(now.getTime() / 1000);
  const cells = Object.entries(row.cells).map(([field, cell]): [string, Cell] => {
    const before = standing[field];
    const same = before?.s === cell.s && before.v === cell.v && before.r === cell.r;
    return [field, same ? before : { ...cell, n: (before?.n ?? 0) + 1, o: "drawn", w: "sistem", t }];
  });
  return {
    reportId,
    rowKey: v.parse(RowKey, rowKey),
    label,
    group,
    context,
    sources: [...sources],
    cells: { ...standing, ...Object.fromEntries(cells) },
  };
}

/** Every drawn section of a report that is opened. */
export async function drawAll(
  definition: Pick<TemplateDefinition, "sections">,
  of: Of,
  parts: readonly string[] | null,
  now: Date,
): Promise<readonly Drawn[]> {
  const drawn: Drawn[] = [];
  for (const section of drawnSections(definition)) drawn.push(await drawSection(section, of, parts, now));
  return drawn;
}
