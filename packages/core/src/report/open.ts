import * as v from "valibot";
import { canonical } from "../kernel/canonical.ts";
import { presentInstant } from "../kernel/clock.ts";
import { systemContext, tenantId, within } from "../kernel/context.ts";
import { Failure } from "../kernel/failure.ts";
import { Period, reportId, RowKey, TemplateId, UnitId } from "../kernel/id.ts";
import { localDate } from "../kernel/zone.ts";
import { createAhead, writeQuietly } from "../db/unit.ts";
import { chainInForce } from "../approval/index.ts";
import { NO_COURSE } from "../approval/schema.ts";
import { chainNumber, ChainUses } from "../approval/store.ts";
import { budgetFor } from "../budget/index.ts";
import { versionLabel } from "../budget/schema.ts";
import { windowsOf } from "../calendar/index.ts";
import { knownUnit } from "../orgunit/index.ts";
import { writeOperation } from "../operation/operation.ts";
import { offices } from "../operation/policies.ts";
import { isTable } from "../template/fields.ts";
import { assignedUnits, definitionOf, versionOn } from "../template/index.ts";
import { currentTenant } from "../tenant/index.ts";
import { plannedFor } from "./basis.ts";
import { type NewRow, pinOf, rowsAtOpening, treePinOf } from "./beginning.ts";
import { dutiesOf } from "./duties.ts";
import { noBudget, noChain, noTemplate, opened } from "./failures.ts";
import type { Head } from "./schema.ts";
import { statement } from "./statement.ts";
import { drawAll, type Drawn, drawnRecord } from "./sources.ts";
import { Drawings, Heads, Rows } from "./store.ts";

const OpenInput = v.strictObject({ template: TemplateId, period: Period, unit: UnitId });
const idOf = (input: v.InferOutput<typeof OpenInput>) => reportId({ ...input, version: 1 });

const openers = offices(
  "layanan sendiri pada hari buka, admin daerah dan Bappeda",
  ["admin", "bappeda"],
  "membuka laporan",
);

/** What is pinned in a row, in one text. */
const pinnedIn = ({ label, group, context, closed, given }: Omit<NewRow, "rowKey">): string =>
  canonical([label, [...group], context, closed ?? {}, given ?? {}]);

/**
 * What a broken opening left behind: rows that are not wanted now or pin something else, and everything that was drawn. A
 * row that somebody wrote in is no leftover: whoever was faster has opened the report.
 */
async function clearLeftovers(reportId: string, wanted: readonly NewRow[]): Promise<void> {
  const [rows, drawings] = await Promise.all([
    Rows.list({ reportId }, { begins: { rowKey: "" }, strong: true }),
    Drawings.list({ reportId }, { begins: { section: "" }, strong: true }),
  ]);
  const pins = new Map(wanted.map((row) => [row.rowKey, pinnedIn(row)]));
  for (const row of rows.items)
    if (pins.get(row.rowKey) !== pinnedIn(row))
      await writeQuietly(Rows.remove({ reportId, rowKey: row.rowKey }, (a, o) => o.eq(a["rev"], 0)));
  for (const { section } of drawings.items) await writeQuietly(Drawings.remove({ reportId, section }));
}

/** Writes what drawn sections begin with, ahead of the head like all other rows. */
async function createDrawn(reportId: string, drawn: readonly Drawn[], now: Date): Promise<void> {
  const rows = drawn
    .flatMap((each) => each.rows)
    .map((row) => Rows.create({ ...drawnRecord(reportId, row, now), rev: 0 }));
  await createAhead([...rows, ...drawn.map(({ record }) => Drawings.create({ ...record, reportId, rev: 0 }))]);
}

export const open = writeOperation({
  name: "report.open",
  summary: "Membuka laporan satu unit untuk satu periode dengan semua acuannya disematkan.",
  input: OpenInput,
  output: v.strictObject({ id: v.string() }),
  subject: (input) => `report#${idOf(input)}`,
  load: async () => ({}),
  policy: openers,
  run: async ({ input, unit, now }) => {
    const id = idOf(input);
    const { template, period } = input;
    if (await Heads.get({ reportId: id }, { strong: true })) throw opened({});
    await knownUnit(input.unit);
    const version = await versionOn(template, period);
    const definition = version && (await definitionOf(version.hash));
    if (!version || !definition) throw noTemplate({ period });
    // A template binds a chain; of its versions the newest published one takes new reports.
    const chain = await chainInForce(version.chain.id);
    if (!chain || chain.n < version.chain.n) throw noChain({});
    const budget = await budgetFor(input.unit, period);
    const needsBudget = definition.sections.some((section) => isTable(section) && section.source === "budget");
    if (needsBudget && !budget) throw noBudget({ period });
    const planned = await plannedFor(definition, input);
    const basis = { lines: budget?.lines ?? [], ...planned };
    const { targets } = planned;
    const tree = treePinOf(planned);
    const duties = await dutiesOf(template, period, input.unit);
    const rows = rowsAtOpening(definition, basis, period, duties);
    const drawn = await drawAll(definition, input, duties.parts, now);
    // Drawing takes its time: the night's work and the day's may have met here.
    if (await Heads.get({ reportId: id }, { strong: true })) throw opened({});
    await clearLeftovers(id, rows);
    // The rows go ahead, the head comes last: a report without a head does not exist, and a broken run is run again.
    await createAhead(
      rows.map((row) =>
        Rows.create({ ...row, rowKey: v.parse(RowKey, row.rowKey), reportId: id, cells: row.cells ?? {}, rev: 0 }),
      ),
    );
    await createDrawn(id, drawn, now);
    const head: Head = {
      reportId: id,
      ...input,
      version: 1,
      state: "draft",
      rev: 1,
      round: 1,
      writers: 0,
      writes: 0,
      files: 0,
      course: NO_COURSE,
      facts: {},
      issueTask: null,
      pins: {
        template: { id: template, n: version.n, hash: version.hash },
        chain: { id: chain.chain, n: chain.n },
        budget: needsBudget && budget ? { label: versionLabel(budget.version), hash: budget.version.hash } : null,
        ...(targets ? { targets: pinOf(targets) } : {}),
        ...(tree ? { tree } : {}),
      },
      openedAt: now.toISOString(),
      hash: null,
      carry: [],
      nil: null,
      firstSubmittedAt: null,
      onTime: null,
      submitted: null,
      returned: null,
      acted: {},
      exceptions: [],
      signed: null,
      publishedAt: null,
      correction: null,
      correcting: null,
      supersededBy: null,
      voided: null,
    };
    unit.add(Heads.create(head), () => opened({}));
    unit.add(ChainUses.create({ chain: chain.chain, number: chainNumber(chain.n), reportId: id }), () => opened({}));
    const drawings = drawn.map(({ record }) => ({ section: record.section, reports: record.reports }));
    unit.tell({ changes: { rows: rows.length, pins: head.pins, drawings }, events: [statement("ReportOpened", head)] });
    return { id };
  },
});

/**
 * Opens the reports of all assigned units of a period; those already open are left as they are. Gives what could not be
 * opened with the reason, so that a job can tell instead of stopping at the first.
 */
export async function openPeriod(
  template: string,
  period: string,
): Promise<{ opened: number; failed: readonly { unit: string; reason: string }[] }> {
  const failed: { unit: string; reason: string }[] = [];
  let count = 0;
  const wanted = (await assignedUnits(template, period)).map((unit) => v.parse(OpenInput, { template, period, unit }));
  const heads = await Heads.getMany(wanted.map((each) => ({ reportId: idOf(each) })));
  const standing = new Set(heads.map((head) => head.reportId));
  for (const each of wanted.filter((report) => !standing.has(idOf(report)))) {
    try {
      await within(systemContext(tenantId(), "buka-periode"), () => open(each));
      count += 1;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (error.code !== "report.exists") failed.push({ unit: each.unit, reason: error.message });
    }
  }
  return { opened: count, failed };
}

/** A period of a template that was looked at, how many reports it now has more, and how many could not be opened. */
export type OpenedPeriod = { readonly period: string; readonly opened: number; readonly failed: number };

/**
 * Opens what is due of one template: the reports of every period whose opening day has come and whose lock has not. Safe to
 * repeat. Gives the periods in which something happened; nothing is opened for a regency that is suspended or being closed.
 */
export async function openDue(template: string): Promise<readonly OpenedPeriod[]> {
  const { zone, status } = await currentTenant();
  if (status !== "active") return [];
  const today = localDate(presentInstant(), zone);
  const year = Number(today.slice(0, 4));
  const windows = (await Promise.all([year, year - 1].map((each) => windowsOf(template, String(each))))).flat();
  const found: OpenedPeriod[] = [];
  for (const { period } of windows.filter((each) => each.opensOn <= today && today <= each.lockOn)) {
    const { opened: count, failed } = await openPeriod(template, period);
    if (count > 0 || failed.length > 0) found.push({ period, opened: count, failed: failed.length });
  }
  return found;
}
