import * as v from "valibot";
import { type Actor, context } from "../kernel/context.ts";
import { all, allow, type Decision, refuse } from "../kernel/decision.ts";
import { notFound } from "../kernel/failure.ts";
import { FieldId, Period, ReportId, RowKey, TemplateId, UnitId } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import type { Unit } from "../db/unit.ts";
import { type Policy, readOperation, writeOperation } from "../operation/operation.ts";
import { sectionOfRow } from "../template/fields.ts";
import { drawnSections, type QuerySection, ruleOf } from "../template/query.ts";
import { mayMove, type Placed, sees, surroundings } from "./access.ts";
import { countedWith } from "./counts.ts";
import { movedOn, sectionClosed } from "./failures.ts";
import { isOut } from "./machine.ts";
import { dutiesOf } from "./duties.ts";
import { moving, seeing } from "./policy.ts";
import { type Redrawn, redrawn } from "./redrawn.ts";
import { ActionState, CellDifference, type Head } from "./schema.ts";
import { drawnRecord, draws, drawSection, type Drawn, type Found, standingFor } from "./sources.ts";
import { type DrawingRecord, Drawings, readWhole, type RowRecord, Rows, type Whole } from "./store.ts";
import { replaceHead } from "./tasks.ts";

/* Drawing again: what changed at the sources since, what it would change here, and doing it. Never by itself. */

type Loaded = Placed & { readonly whole: Whole };
const loading =
  (strong: boolean) =>
  async ({ id }: { readonly id: string }): Promise<Loaded | null> => {
    const whole = await readWhole(id, { strong });
    return whole && { head: whole.head, whole, ...(await surroundings(whole.head)) };
  };

const SectionId = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,29}$/));

/** A return that opens flagged cells only opens a drawn section when it points into it, or at the whole report. */
function opened({ returned, state }: Head, section: string): Decision {
  const narrow = state === "returned" && returned?.opens === "flagged" && returned.flags.length > 0;
  const points = returned?.flags.some(({ rowKey }) => rowKey === null || sectionOfRow(rowKey) === section) ?? false;
  return !narrow || points ? allow : refuse(sectionClosed({}));
}

const mayDraw = (actor: Actor, placed: Placed, section: string): Decision =>
  all(mayMove("save", actor, placed), opened(placed.head, section));

/** Those who fill the report look at what drawing again would do. */
const previewing: Policy<Placed> = { ...moving("save"), sees };

function sectionIn({ definition }: Pick<Placed, "definition">, id: string): QuerySection {
  const found = drawnSections(definition).find((section) => section.id === id);
  if (!found) throw notFound({});
  return found;
}

type News = { readonly name: string; readonly period: string; readonly what: "new" | "corrected" | "withdrawn" };
/** What is out now and was not drawn, and what was drawn and is out no more. */
function newsOf(record: DrawingRecord | undefined, { asked, standing }: Found): readonly News[] {
  const nameOf = (unit: string): string => asked.find((each) => each.unit === unit)?.name ?? unit;
  const partsOf = (report: string) => report.split(".");
  const drawn = (record?.reports ?? []).map(({ report, name, hash }) => {
    const [, period = "", unit = ""] = partsOf(report);
    return { name, period, unit, hash };
  });
  const at = (list: readonly { unit: string; period: string; hash: string }[], unit: string, period: string) =>
    list.find((each) => each.unit === unit && each.period === period);
  const fresh = standing.flatMap(({ unit, period, hash }): News[] => {
    const before = at(drawn, unit, period);
    if (before?.hash === hash) return [];
    return [{ name: nameOf(unit), period, what: before ? "corrected" : "new" }];
  });
  const gone = drawn.flatMap(({ unit, period, name }): News[] =>
    at(standing, unit, period) ? [] : [{ name, period, what: "withdrawn" }],
  );
  return [...fresh, ...gone];
}

const stateOf = (decision: Decision): v.InferOutput<typeof ActionState> =>
  decision.allowed
    ? { allowed: true, code: null, reason: null }
    : { allowed: false, code: decision.because.code, reason: decision.because.message };

export const drawings = readOperation({
  name: "report.drawings",
  summary: "Bagian yang diambil dari laporan lain: sumbernya, dan apakah sumber sudah berubah sejak diambil.",
  input: v.strictObject({ id: ReportId }),
  output: v.strictObject({
    sections: v.array(
      v.strictObject({
        section: SectionId,
        short: v.string(),
        template: TemplateId,
        /** Whether it was drawn by what the template says now. */
        drawn: v.boolean(),
        /** Whether this unit is the one that draws it. */
        own: v.boolean(),
        unfinished: v.boolean(),
        news: v.array(
          v.strictObject({ name: v.string(), period: Period, what: v.picklist(["new", "corrected", "withdrawn"]) }),
        ),
        draw: ActionState,
      }),
    ),
  }),
  load: loading(false),
  policy: seeing,
  run: async ({ record, actor }) => {
    const { head, whole, definition } = record;
    const sections = drawnSections(definition);
    const { parts } = sections.length === 0 ? { parts: null } : await dutiesOf(head.template, head.period, head.unit);
    const told = sections.map(async (section) => {
      const known = whole.drawings.find((each) => each.section === section.id);
      const own = draws(section, parts);
      // What is out keeps to what it was drawn from; nothing is asked any more.
      const found = own && !isOut(head.state) ? await standingFor(section, head) : null;
      return {
        section: section.id,
        short: known?.short ?? found?.short ?? section.query.template,
        template: section.query.template,
        drawn: known?.rule === ruleOf(section),
        own,
        unfinished: known?.unfinished === true,
        news: (found ? newsOf(known, found) : []).map((each) => ({ ...each, period: v.parse(Period, each.period) })),
        draw: stateOf(mayDraw(actor, record, section.id)),
      };
    });
    return { sections: await Promise.all(told) };
  },
});

type Plan = Redrawn<RowRecord>;
/** What drawing a section again would make of its rows now. */
async function planned({ head, whole, definition }: Loaded, id: string): Promise<{ drawn: Drawn; plan: Plan }> {
  const section = sectionIn({ definition }, id);
  const { parts } = await dutiesOf(head.template, head.period, head.unit);
  const drawn = await drawSection(section, head, parts, context().now);
  const filed = whole.files.flatMap((file) => (file.removed === null && file.rowKey ? [file.rowKey] : []));
  const own = whole.rows.filter((row) => sectionOfRow(row.rowKey) === id);
  return { drawn, plan: redrawn(section, own, drawn.rows, new Set(filed)) };
}

export const drawPreview = readOperation({
  name: "report.drawPreview",
  summary: "Apa yang akan berubah bila satu bagian diambil ulang dari laporan sumbernya; belum ada yang disimpan.",
  input: v.strictObject({ id: ReportId, section: SectionId }),
  output: v.strictObject({
    short: v.string(),
    counted: v.number(),
    expected: v.number(),
    awaited: v.array(v.strictObject({ unit: UnitId, name: v.string(), periods: v.array(Period) })),
    added: v.array(v.string()),
    removed: v.array(v.string()),
    /** Rows that their sources do not have any more and that stay because somebody wrote in them. */
    kept: v.array(v.string()),
    cells: v.array(CellDifference),
    cellCount: v.number(),
  }),
  load: loading(true),
  policy: previewing,
  run: async ({ input, record }) => {
    const { drawn, plan } = await planned(record, input.section);
    const { short, counted, expected, awaited } = drawn.record;
    const most = LIMITS.drawnChangesListed;
    const cells = plan.cells.map((each) => {
      return { ...each, rowKey: v.parse(RowKey, each.rowKey), field: v.parse(FieldId, each.field) };
    });
    return {
      short,
      counted,
      expected,
      awaited: [...awaited],
      added: plan.created.map((row) => row.label).slice(0, most),
      removed: plan.removed.map((row) => row.label).slice(0, most),
      kept: plan.kept.map((row) => row.label).slice(0, most),
      cells: cells.slice(0, most),
      cellCount: cells.length,
    };
  },
});

/** Head, drawing and journal besides the rows. */
const ROWS_PER_PASS = LIMITS.transactionWrites - 6;

/** As many of the changes as one transaction takes, and how many are left. */
function pass({ changed, created, removed }: Plan, room: number) {
  const now = {
    changed: changed.slice(0, room),
    created: created.slice(0, Math.max(0, room - changed.length)),
    removed: removed.slice(0, Math.max(0, room - changed.length - created.length)),
  };
  const count = (each: typeof now): number => each.changed.length + each.created.length + each.removed.length;
  return { now, left: changed.length + created.length + removed.length - count(now) };
}

/** Adds the writes of one pass, each row on the revision that was read; gives the counts of the head after it. */
function writeRows(unit: Unit, head: Head, now: ReturnType<typeof pass>["now"], at: Date) {
  const { reportId } = head;
  const { changed, created, removed } = now;
  for (const { row, next } of changed) {
    const { reportId: _report, rowKey, ...set } = drawnRecord(reportId, next, at, row.cells);
    const write = Rows.patch({ reportId, rowKey }, { set, add: { rev: 1 } }, (a, o) => o.eq(a["rev"], row.rev));
    unit.add(write, () => movedOn({}));
  }
  for (const row of created) unit.add(Rows.create({ ...drawnRecord(reportId, row, at), rev: 1 }), () => movedOn({}));
  for (const { rowKey, rev } of removed) {
    unit.add(
      Rows.remove({ reportId, rowKey }, (a, o) => o.eq(a["rev"], rev)),
      () => movedOn({}),
    );
  }
  // What the section is drawn from counts as one change more.
  return countedWith(head, changed.length + created.length + 1, removed);
}

export const draw = writeOperation({
  name: "report.draw",
  summary: "Mengambil ulang satu bagian dari laporan sumbernya yang sudah terbit; isian sendiri di sampingnya tetap.",
  input: v.strictObject({ id: ReportId, section: SectionId }),
  output: v.strictObject({
    changed: v.number(),
    /** Rows that wait for the next pass: ask again until none is left. */
    left: v.number(),
  }),
  subject: ({ id }) => `report#${id}`,
  load: loading(true),
  policy: moving("save"),
  run: async ({ input, record, unit, actor, now }) => {
    const { head, whole } = record;
    const may = mayDraw(actor, record, input.section);
    if (!may.allowed) throw may.because;
    const { drawn, plan } = await planned(record, input.section);
    const { now: rows, left } = pass(plan, ROWS_PER_PASS);
    const counted = writeRows(unit, head, rows, now);
    const known = whole.drawings.find((each) => each.section === input.section);
    const fresh: DrawingRecord = {
      ...drawn.record,
      reportId: head.reportId,
      rev: (known?.rev ?? 0) + 1,
      ...(left > 0 ? { unfinished: true } : {}),
    };
    unit.add(
      Drawings.put(fresh, (a, o) => (known ? o.eq(a["rev"], known.rev) : o.notExists(a["rev"]))),
      () => movedOn({}),
    );
    const next: Head = { ...head, rev: head.rev + 1, ...counted };
    unit.add(replaceHead(head, next), () => movedOn({}));
    const changed = rows.changed.length + rows.created.length + rows.removed.length;
    const reason = `${fresh.short}: ${fresh.counted} dari ${fresh.expected} perangkat daerah, ${plan.cells.length} sel berubah.`;
    unit.tell({
      changes: { reason, section: input.section, reports: fresh.reports, changed, left },
      events: [],
      card: { section: input.section, changed },
    });
    return { changed, left };
  },
});
