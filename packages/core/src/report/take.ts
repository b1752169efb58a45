import * as v from "valibot";
import { type Context, context } from "../kernel/context.ts";
import { ensure, refuse } from "../kernel/decision.ts";
import { ReportId, RowKey } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import type { Unit } from "../db/unit.ts";
import { chainNumber, ChainUses } from "../approval/store.ts";
import { type Policy, writeOperation } from "../operation/operation.ts";
import { versionNumber } from "../template/index.ts";
import { isAuthor, type Placed, sees } from "./access.ts";
import { countedWith } from "./counts.ts";
import { movedOn, noOffer, notAuthor } from "./failures.ts";
import { can } from "./machine.ts";
import { concerned, type LoadedWhole, load, type Plan, planOf } from "./move.ts";
import { mayDecline, mayTake, type Offer, offerFor } from "./offer.ts";
import { holdsSomething, type Refitted } from "./refit.ts";
import type { Head } from "./schema.ts";
import { deedOf, statement } from "./statement.ts";
import { GoneRows, Lanes, type RowRecord, Rows } from "./store.ts";
import { replaceHead } from "./tasks.ts";

/*
 * Drafts of reports move to another version of their template. What was sent or published never does. Rows follow in as
 * many passes as their number asks; the report stands on the new version from the first pass on and cannot be sent before
 * the last one.
 */

/** Only those who fill a report may say that it stays as it is. */
const authored: Policy<Placed> = {
  sentence: "penyusun pada unit pelapor, bila versinya mengizinkan; selama draf atau dikembalikan",
  sees,
  may: (actor, placed) => (isAuthor(actor, placed) ? can("save", placed.head.state) : refuse(notAuthor({}))),
};

/** Head, journal, two uses of chains and a root of a partition; a lane more each. */
const OTHER_WRITES = 6;

/** As many of the changes as one transaction takes, and how many are left. A row that goes takes two writes. */
function pass({ changed, created, gone }: Refitted<RowRecord>, room: number) {
  const now = {
    changed: changed.slice(0, room),
    created: created.slice(0, Math.max(0, room - changed.length)),
    gone: gone.slice(0, Math.floor(Math.max(0, room - changed.length - created.length) / 2)),
  };
  const count = (each: Refitted<RowRecord>): number => each.changed.length + each.created.length + each.gone.length;
  return { now, left: count({ changed, created, gone }) - count(now) };
}

/**
 * Adds the writes of one pass and gives how many rows stand with a change. Each row is written on the revision that
 * was read: whoever saved in between makes the move look again, and nothing typed meanwhile is lost.
 */
function writeRows(unit: Unit, { reportId }: Head, formerN: number, rows: Refitted<RowRecord>): number {
  for (const { row, frame, cells, archived } of rows.changed) {
    // A row in which nothing is closed any more is open for all its fields.
    const closed = frame.closed || row.closed ? { closed: frame.closed ?? {} } : {};
    const kept = archived.length > 0 ? { archived: [...archived] } : {};
    const given = frame.given || row.given ? { given: frame.given ?? {} } : {};
    const set = { ...frame, ...closed, ...given, cells, ...kept };
    unit.add(Rows.patch({ reportId, rowKey: row.rowKey }, { set, add: { rev: 1 } }, (a, o) => o.eq(a["rev"], row.rev)));
  }
  for (const row of rows.created) {
    unit.add(Rows.create({ ...row, rowKey: v.parse(RowKey, row.rowKey), reportId, cells: row.cells ?? {}, rev: 1 }));
  }
  for (const row of rows.gone) {
    const { rev, removed: _removed, ...kept } = row;
    unit.add(Rows.remove({ reportId, rowKey: row.rowKey }, (a, o) => o.eq(a["rev"], rev)));
    if (holdsSomething(row)) unit.add(GoneRows.put({ ...kept, n: formerN, number: versionNumber(formerN) }));
  }
  return rows.changed.length + rows.created.length;
}

/** A page that was loaded before must not send what nobody saw: a move that touches no row touches the first one. */
function touchFirst(unit: Unit, { head, whole }: LoadedWhole): number {
  const [first] = whole.rows;
  if (!first) return 0;
  const { rowKey, rev } = first;
  unit.add(Rows.patch({ reportId: head.reportId, rowKey }, { add: { rev: 1 } }, (a, o) => o.eq(a["rev"], rev)));
  return 1;
}

/**
 * Closes every lane at the counts that were read, and takes what they counted into the head: what somebody judged under
 * the old version and has not written yet is judged again.
 */
function closeLanes(unit: Unit, { head, whole: { lanes } }: LoadedWhole): Partial<Head> {
  for (const { writer, writes, files } of lanes) {
    unit.add(
      Lanes.remove(
        { reportId: head.reportId, writer },
        (a, o) => `${o.eq(a["writes"], writes)} AND ${o.eq(a["files"], files)}`,
      ),
    );
  }
  const authors = [...new Set([...(head.acted["author"] ?? []), ...lanes.map((lane) => lane.writer)])];
  return {
    writers: 0,
    writes: head.writes + lanes.reduce((n, lane) => n + lane.writes, 0),
    files: head.files + lanes.reduce((n, lane) => n + lane.files, 0),
    acted: { ...head.acted, author: authors },
  };
}

/** A return opens what was flagged on the old version; on another one everything may have to be looked at again. */
const reopened = ({ returned }: Head): Head["returned"] => returned && { ...returned, opens: "all" };

function followChain(unit: Unit, { reportId, pins }: Head, { chain }: Head["pins"]): void {
  if (chain.id === pins.chain.id && chain.n === pins.chain.n) return;
  unit.add(ChainUses.remove({ chain: pins.chain.id, number: chainNumber(pins.chain.n), reportId }));
  unit.add(ChainUses.create({ chain: chain.id, number: chainNumber(chain.n), reportId }));
}

/** The report on the offered version, as far as one pass brings it. */
function movedHead(unit: Unit, record: LoadedWhole, plan: Plan): { next: Head; left: number; archived: number } {
  const { head, whole } = record;
  // From the first pass on nothing is judged under the version before; a later version may come in between.
  const begins = head.pins.template.former === undefined || head.pins.template.hash !== plan.offer.version.hash;
  const closed = begins ? closeLanes(unit, record) : {};
  if (begins) followChain(unit, head, plan.pins);
  const room = LIMITS.transactionWrites - OTHER_WRITES - (begins ? whole.lanes.length : 0);
  const { now, left } = pass(plan.refitted, room);
  const touched = now.changed.length + now.created.length + now.gone.length;
  const kept = touched > 0 ? writeRows(unit, head, plan.versions.formerN, now) : begins ? touchFirst(unit, record) : 0;
  const { former: _former, ...settled } = plan.pins.template;
  const { declined: _declined, ...rest } = head;
  const next: Head = {
    ...rest,
    ...closed,
    rev: head.rev + 1,
    ...countedWith({ ...head, ...closed }, kept, now.gone),
    // Whoever passed a step looked at another form: the chain begins anew.
    course: { ...head.course, resume: null },
    returned: reopened(head),
    pins: { ...plan.pins, template: left > 0 ? plan.pins.template : settled },
  };
  const archived = now.changed.reduce((n, { row, archived: all }) => n + all.length - (row.archived ?? []).length, 0);
  return { next, left, archived: archived + now.gone.filter(holdsSomething).length };
}

export const takeTemplate = writeOperation({
  name: "report.takeTemplate",
  summary: "Memindahkan draf laporan ke versi templat yang ditawarkan; isian yang tidak punya tempat diarsipkan.",
  input: v.strictObject({
    id: ReportId,
    /** The version that was offered and looked at. */
    to: v.pipe(v.number(), v.integer(), v.minValue(1)),
  }),
  output: v.strictObject({
    n: v.number(),
    /** Rows that wait for the next pass: ask again until none is left. */
    left: v.number(),
    archived: v.number(),
  }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: concerned,
  run: async ({ input, record, actor, unit }) => {
    const { head } = record;
    const offer = await offerFor(head);
    ensure(mayTake(actor, record, offer));
    if (!offer || offer.version.n !== input.to) throw noOffer({});
    const plan = await planOf(record, offer);
    const { next, left, archived } = movedHead(unit, record, plan);
    unit.add(replaceHead(head, next), () => movedOn({}));
    const { n } = next.pins.template;
    const reason = `Templat versi ${plan.versions.formerN} menjadi versi ${n}. Isian yang tidak punya tempat pada versi baru diarsipkan dan tetap terlihat: ${archived}.`;
    unit.tell({
      changes: { reason, from: plan.versions.formerN, to: n, archived, left },
      events: [statement("ReportTemplateMoved", next)],
      card: { state: next.state },
    });
    return { n, left, archived };
  },
});

const declineNote = (head: Head, { version }: Offer): string =>
  `Tetap pada templat versi ${head.pins.template.n}; versi ${version.n} tidak dipakai untuk laporan ini.`;

function declinedHead(head: Head, { version }: Offer, here: Context): Head {
  return { ...head, rev: head.rev + 1, declined: { ...deedOf(here), n: version.n } };
}

export const declineTemplate = writeOperation({
  name: "report.declineTemplate",
  summary: "Menyatakan bahwa laporan ini diselesaikan pada versi templatnya sekarang, bila admin mengizinkan.",
  input: v.strictObject({ id: ReportId, to: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  output: v.strictObject({ n: v.number(), declined: v.literal(true) }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: authored,
  run: async ({ input, record, actor, unit }) => {
    const { head } = record;
    const offer = await offerFor(head);
    ensure(mayDecline(actor, record, offer));
    if (!offer || offer.version.n !== input.to) throw noOffer({});
    const reply = { n: head.pins.template.n, declined: true as const };
    if (head.declined?.n === offer.version.n) return reply;
    const next = declinedHead(head, offer, context());
    unit.add(replaceHead(head, next), () => movedOn({}));
    const reason = declineNote(head, offer);
    unit.tell({
      changes: { reason, declined: offer.version.n },
      events: [statement("ReportTemplateDeclined", next)],
      card: { state: next.state },
    });
    return reply;
  },
});
