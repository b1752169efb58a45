import * as v from "valibot";
import { type Context, context, within } from "../kernel/context.ts";
import { Failure } from "../kernel/failure.ts";
import { formatPeriod } from "../kernel/format.ts";
import { Period, ReportId, reportId, reportParts, TemplateId, UnitId } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { chainIds } from "../approval/bindings.ts";
import { ChainUses } from "../approval/store.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { everyOfficial, offices } from "../operation/policies.ts";
import { unitNames } from "../orgunit/index.ts";
import { assignedUnits, versionOn, versionsOf } from "../template/index.ts";
import { onTemplateUse } from "../template/retire.ts";
import { commandOf } from "./bulk.ts";
import { isOut } from "./machine.ts";
import { takeTemplate } from "./take.ts";
import { MOVERS } from "./offer.ts";
import { REPORT_STATES, type Head } from "./schema.ts";
import { Heads } from "./store.ts";

/* Which reports stand on which version of a template. */

const READ_TOGETHER = 100;
async function headsOf(ids: readonly string[]): Promise<readonly Head[]> {
  const heads: Head[] = [];
  for (let from = 0; from < ids.length; from += READ_TOGETHER) {
    const keys = ids.slice(from, from + READ_TOGETHER).map((id) => ({ reportId: id }));
    heads.push(...(await Heads.getMany(keys, { strong: true })));
  }
  return heads;
}

/** Every report of a template that is not out yet: those are the ones that run on some chain. */
async function openReports(template: string): Promise<readonly Head[]> {
  const pages = await Promise.all(
    (await chainIds()).map((chain) => ChainUses.list({ chain }, { begins: { number: "" }, strong: true })),
  );
  const ids = pages.flatMap((page) => page.items.map((use) => use.reportId));
  const own = [...new Set(ids)].filter((id) => id.startsWith(`${template}.`));
  return (await headsOf(own)).filter((head) => !isOut(head.state));
}

onTemplateUse(async (template, n) => {
  const [heads, names, versions] = await Promise.all([openReports(template), unitNames(), versionsOf(template)]);
  const short = versions.at(-1)?.short ?? template;
  const running = heads.filter(({ pins: { template: pin } }) => pin.n === n || pin.former?.n === n);
  const words = running.map((head) => `${short} ${formatPeriod(head.period)} ${names.get(head.unit) ?? head.unit}`);
  return words.sort();
});

export const templateOffers = readOperation({
  name: "report.templateOffers",
  summary:
    "Laporan yang belum terbit dari satu templat: pada versi mana, dan versi mana yang ditawarkan kepada drafnya.",
  input: v.strictObject({ template: TemplateId }),
  output: v.strictObject({
    reports: v.array(
      v.strictObject({
        id: ReportId,
        unit: UnitId,
        unitName: v.string(),
        period: Period,
        version: v.number(),
        state: v.picklist(REPORT_STATES),
        /** Version of the template it stands on, and the one offered; null = it stays. */
        n: v.number(),
        offered: v.nullable(v.number()),
        /** Rows of an earlier move still have to follow. */
        unfinished: v.boolean(),
        declined: v.nullable(v.strictObject({ name: v.string(), at: v.string() })),
      }),
    ),
  }),
  load: async () => ({}),
  policy: offices("admin daerah", MOVERS, "memindahkan laporan ke versi templat lain"),
  run: async ({ input }) => {
    const [heads, names] = await Promise.all([openReports(input.template), unitNames()]);
    const periods = [...new Set(heads.map((head) => head.period))];
    const found = await Promise.all(periods.map((period) => versionOn(input.template, period)));
    const offered = new Map(periods.map((period, i) => [period, found[i]?.n ?? null]));
    const reports = heads.map((head) => {
      const { template } = head.pins;
      const movable = (head.state === "draft" || head.state === "returned") && head.correction === null;
      const n = offered.get(head.period) ?? null;
      const open = movable && (n !== template.n || template.former !== undefined);
      const declined = open && head.declined?.n === n ? head.declined : undefined;
      return {
        id: head.reportId,
        unit: head.unit,
        unitName: names.get(head.unit) ?? head.unit,
        period: head.period,
        version: head.version,
        state: head.state,
        n: template.n,
        offered: open ? n : null,
        unfinished: template.former !== undefined,
        declined: declined ? { name: declined.name, at: declined.at } : null,
      };
    });
    reports.sort((a, b) => a.period.localeCompare(b.period) || a.unitName.localeCompare(b.unitName));
    return { reports };
  },
});

const Item = v.strictObject({ id: ReportId, to: v.pipe(v.number(), v.integer(), v.minValue(1)) });
const Result = v.strictObject({
  id: ReportId,
  outcome: v.picklist(["moved", "refused"]),
  archived: v.number(),
  code: v.nullable(v.string()),
  message: v.nullable(v.string()),
});

/** Passes of one report: 2,000 rows and room to spare. */
const PASSES_MOST = 60;

/** Moves one report as the very same operation would, pass by pass; what that refuses is the answer for this one only. */
async function one({ id, to }: v.InferOutput<typeof Item>, here: Context): Promise<v.InferOutput<typeof Result>> {
  let archived = 0;
  try {
    for (let n = 1, left = 1; left > 0 && n <= PASSES_MOST; n += 1) {
      const command = commandOf(here, `${id} ${n}`);
      const moved = await within({ ...here, command }, () => takeTemplate({ id, to }));
      archived += moved.archived;
      left = moved.left;
    }
    return { id, outcome: "moved", archived, code: null, message: null };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { id, outcome: "refused", archived, code: error.code, message: error.message };
  }
}

export const takeTemplates = writeOperation({
  name: "report.takeTemplates",
  summary: "Memindahkan beberapa draf laporan ke versi templat yang ditawarkan; jawabannya per laporan.",
  input: v.strictObject({ items: v.pipe(v.array(Item), v.minLength(1), v.maxLength(LIMITS.bulkTemplateMoves)) }),
  output: v.strictObject({ results: v.array(Result) }),
  subject: () => "jobs",
  load: async () => ({}),
  policy: offices("admin daerah; tiap laporan diperiksa seperti satu per satu", MOVERS, "memindahkan laporan"),
  run: async ({ input, unit }) => {
    const here = context();
    const results: v.InferOutput<typeof Result>[] = [];
    for (const item of input.items) results.push(await one(item, here));
    unit.tell({ changes: { results: results.map(({ id, outcome, code }) => [id, outcome, code]) }, events: [] });
    return { results };
  },
});

/** The newest version of a report that is out, following what replaced what. */
async function newestOut(head: Head): Promise<Head> {
  let newest = head;
  while (newest.supersededBy !== null) {
    const id = reportId({ ...reportParts(newest.reportId), version: newest.supersededBy });
    const next = await Heads.get({ reportId: id });
    if (!next) return newest;
    newest = next;
  }
  return newest;
}

export const templateUse = readOperation({
  name: "report.templateUse",
  summary: "Berapa laporan terbit dari satu periode memakai tiap versi templat.",
  input: v.strictObject({ template: TemplateId, period: Period }),
  output: v.strictObject({
    /** Units that must report in the period. */
    expected: v.number(),
    versions: v.array(
      v.strictObject({ n: v.number(), hash: v.string(), effectiveFrom: Period, published: v.number() }),
    ),
  }),
  load: async () => ({}),
  policy: everyOfficial("setiap pejabat daerah ini (hanya jumlah laporan yang sudah terbit)"),
  run: async ({ input: { template, period } }) => {
    const [units, versions] = await Promise.all([assignedUnits(template, period), versionsOf(template)]);
    const ids = units.map((unit) => reportId({ template, period, unit: v.parse(UnitId, unit), version: 1 }));
    const firsts = (await headsOf(ids)).filter((head) => isOut(head.state));
    const newest = await Promise.all(firsts.map(newestOut));
    const out = newest.filter((head) => head.state === "published");
    const counted = versions.map(({ n, hash, effectiveFrom }) => {
      return { n, hash, effectiveFrom, published: out.filter((head) => head.pins.template.n === n).length };
    });
    return { expected: units.length, versions: counted.filter((each) => each.published > 0) };
  },
});
