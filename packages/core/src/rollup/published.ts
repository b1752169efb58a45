import { gunzipSync } from "node:zlib";
import type { Figure } from "../expression/figure.ts";
import { failure } from "../kernel/failure.ts";
import { formatPeriod } from "../kernel/format.ts";
import { notBefore, partsOf, yearOf } from "../kernel/period.ts";
import { readTogether } from "../db/together.ts";
import { everyOfficial } from "../operation/policies.ts";
import { allUnits } from "../orgunit/index.ts";
import { assignmentsOf, definitionOf, templateNames, versionsOf } from "../template/index.ts";
import { versionFor } from "../template/fields.ts";
import type { TemplateDefinition } from "../template/schema.ts";
import { unwire } from "./derive.ts";
import type { Kept } from "../report/kept.ts";
import type { RegionReport } from "../report/merge.ts";
import type { Duty } from "./region.ts";
import type { Frame } from "./schema.ts";
import { type RollupRecord, Rollups } from "./store.ts";
import { keptOver } from "../report/over-time.ts";
import { overTime, type OverTime } from "./time.ts";

/* What was published of a template in a period, and what was expected: the ground of every figure of the region. */

export const published = everyOfficial("setiap pejabat daerah ini (hanya keadaan lapor dan angka yang sudah terbit)");

export const unfit = failure<{ asked: string; own: string }>(
  "rollup.period_unfit",
  "refused",
  ({ asked, own }) =>
    `Laporan ini disusun setiap ${own}; angkanya tidak dapat dirangkum tepat menjadi ${asked}. Pilih jenis periode yang lebih panjang.`,
);

const covers = (each: { from: string; until: string | null }, period: string): boolean =>
  notBefore(period, each.from) && (each.until === null || notBefore(each.until, period));

export const expects = (frame: Frame, unit: string, period: string): boolean =>
  frame.assignments.some((each) => each.unit === unit && covers(each, period));

export type Used = { readonly n: number; readonly definition: TemplateDefinition; readonly reports: number };
export type Reading = {
  readonly template: string;
  readonly period: string;
  /** The periods put together, in order. */
  readonly parts: readonly string[];
  /** What counts: published and not withdrawn. */
  readonly records: readonly RollupRecord[];
  /** Periods that are expected of each unit. */
  readonly expected: ReadonlyMap<string, readonly string[]>;
  /** Every version that was reported under, by hash, the oldest first. */
  readonly used: ReadonlyMap<string, Used>;
  /** The version by which the region is computed: the newest that was reported under, else the one in force. */
  readonly basis: { readonly hash: string; readonly definition: TemplateDefinition } | null;
  readonly units: ReadonlyMap<string, { readonly name: string; readonly short: string }>;
};

async function usedBy(template: string, period: string, records: readonly RollupRecord[]) {
  const versions = await versionsOf(template);
  const hashes = new Set(records.map((each) => each.definition));
  const reported = versions.filter((version) => hashes.has(version.hash));
  const inForce = reported.length > 0 ? null : versionFor(versions, period);
  const found = await Promise.all([...reported, ...(inForce ? [inForce] : [])].map((each) => definitionOf(each.hash)));
  const used = new Map(
    reported.flatMap(({ hash, n }, i): [string, Used][] => {
      const definition = found[i];
      const reports = records.filter((each) => each.definition === hash).length;
      return definition ? [[hash, { n, definition, reports }]] : [];
    }),
  );
  const hash = (reported.at(-1) ?? inForce)?.hash;
  const definition = found.at(-1);
  return { used, basis: hash !== undefined && definition ? { hash, definition } : null };
}

function expectedIn(frame: Frame | undefined, parts: readonly string[], records: readonly RollupRecord[]) {
  const units = new Set([...(frame?.assignments ?? []), ...records].map((each) => each.unit));
  const entries = [...units].map((unit): [string, readonly string[]] => [
    unit,
    parts.filter(
      (part) =>
        (frame && expects(frame, unit, part)) || records.some((each) => each.unit === unit && each.period === part),
    ),
  ]);
  return new Map(entries.filter(([, periods]) => periods.length > 0));
}

/** The periods of a template that a period is made of. Of a template that is not there: the period itself. */
export async function partsIn(template: string, period: string): Promise<readonly string[]> {
  const named = (await templateNames()).find((each) => each.template === template);
  if (!named) return [period];
  const parts = partsOf(named.periodType, period);
  if (!parts) throw unfit({ asked: formatPeriod(period), own: named.periodType });
  return parts;
}

/** Reads what was published of the periods given. */
export async function read(template: string, period: string, parts: readonly string[]): Promise<Reading> {
  const year = yearOf(period);
  const [only] = parts;
  const [listed, frames, units] = await Promise.all([
    Rollups.list({ template, year }, parts.length === 1 && only ? { begins: { period: only } } : {}),
    readTogether(`board#${template}#${year}`, "frame"),
    allUnits(),
  ]);
  const records = listed.items.filter((each) => parts.includes(each.period) && !each.voided);
  const [frame] = (frames.get("frame") ?? []) as unknown as Frame[];
  return {
    template,
    period,
    parts,
    records,
    expected: expectedIn(frame, parts, records),
    ...(await usedBy(template, parts.at(-1) ?? period, records)),
    units: new Map(units.map(({ unitId, name, short }) => [unitId, { name, short }])),
  };
}

export const recordsOf = ({ records }: Reading, unit: string): readonly RollupRecord[] =>
  records.filter((each) => each.unit === unit);

const keptIn = ({ body }: RollupRecord): Kept | null =>
  body === undefined ? null : (JSON.parse(gunzipSync(body).toString("utf8")) as Kept);

/** The figures of one unit over the periods of a reading, by a definition. */
export function unitOver(reading: Reading, unit: string, definition: TemplateDefinition): OverTime {
  const own = recordsOf(reading, unit);
  const [only] = own;
  const periods = (reading.expected.get(unit) ?? []).map((period) => {
    const found = own.find((each) => each.period === period);
    return { period, figures: found ? unwire(found.figures) : null };
  });
  if (reading.parts.length > 1 || !only) return overTime(definition, periods);
  const figures: Readonly<Record<string, Figure>> = unwire(only.figures);
  return { figures, reported: [only.period], absent: [], last: {} };
}

/** The rows of every unit that count for the region, each put together over the periods. */
export function regionReports(reading: Reading, definition: TemplateDefinition): readonly RegionReport[] {
  return [...reading.expected.keys()].flatMap((unit): RegionReport[] => {
    const own = recordsOf(reading, unit);
    const reported = own.map((each) => reading.used.get(each.definition)?.definition ?? definition).at(-1);
    const kept = own.flatMap((each) => keptIn(each) ?? []);
    const whole = reading.parts.length === 1 ? (kept[0] ?? null) : keptOver(reported ?? definition, kept);
    return whole ? [{ unit, kept: whole, definition: reported ?? definition }] : [];
  });
}

/** Who is expected in any of the periods, and which rows are theirs. */
export async function dutiesIn({ template, parts }: Reading): Promise<readonly Duty[]> {
  const all = await assignmentsOf(template);
  return all
    .filter((each) => parts.some((part) => covers(each, part)))
    .map(({ unit, parts: own }) => ({ unit, parts: own ?? null }));
}
