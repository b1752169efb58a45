import * as v from "valibot";
import { type Context, context } from "../kernel/context.ts";
import { allow, refuse } from "../kernel/decision.ts";
import { forbidden } from "../kernel/failure.ts";
import { PersonId, ReportId } from "../kernel/id.ts";
import { chainInForce, chainVersion, teamsOf } from "../approval/index.ts";
import { deskOf, holdersAt } from "../approval/desks.ts";
import { stepOf } from "../approval/machine.ts";
import { runningHold } from "../approval/rules.ts";
import { chainNumber, ChainUses, type Hold, type TaskRecord, Tasks } from "../approval/store.ts";
import { readOperation, type Policy, writeOperation } from "../operation/operation.ts";
import { offices } from "../operation/policies.ts";
import { addWorkingMinutes, workingMinutesBetween } from "../calendar/working.ts";
import { workCalendar } from "../calendar/work.ts";
import { type Placed, sees, turnsOf } from "./access.ts";
import { load } from "./load.ts";
import { movedOn, notHeld, notYourDesk, noVersion, onHold } from "./failures.ts";
import { isOut } from "./machine.ts";
import { moved } from "./moves.ts";
import { deciding } from "./policy.ts";
import { type Head, Reason } from "./schema.ts";
import { deedOf, personOf, statement } from "./statement.ts";
import { applyEffects, asRead, askedOf, replaceHead } from "./tasks.ts";

/** Whoever sits at a step that is open now. */
const atTurn: Policy<Placed> = {
  sentence: "pemegang jabatan pada tahap yang sedang berjalan",
  sees,
  may: (actor, placed) =>
    turnsOf(actor, placed).length > 0 ? allow : refuse(notYourDesk({ step: placed.head.course.open[0]?.key ?? "" })),
};

export const hold = writeOperation({
  name: "report.hold",
  summary: "Menunda tahap yang sedang berjalan dengan alasan; jam tahap berhenti.",
  input: v.strictObject({ id: ReportId, reason: Reason }),
  output: v.strictObject({ held: v.boolean() }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: atTurn,
  run: async ({ input, record, unit }) => {
    const here = context();
    const [turn] = turnsOf(here.actor, record);
    if (!turn) throw movedOn({});
    if (runningHold(turn.task)) throw onHold({});
    const entry: Hold = {
      from: here.now.toISOString(),
      until: null,
      reason: input.reason,
      by: deedOf(here, turn.post.title),
    };
    const holds = [...(turn.task.holds ?? []), entry];
    const { reportId, taskId } = turn.task;
    const card = turn.task.card && { ...turn.task.card, onHold: input.reason };
    unit.add(Tasks.patch({ reportId, taskId }, { set: { holds, ...(card ? { card } : {}) } }, asRead(turn.task)));
    unit.tell({
      changes: { step: turn.step.key, reason: input.reason, hat: turn.post.title },
      events: [statement("TaskHeld", record.head)],
      card: { step: turn.step.label },
    });
    return { held: true };
  },
});

/** The limit moves on by the working time that was held, so that a wait for somebody else is never the desk's. */
async function laterDue(task: TaskRecord, entry: Hold, here: Context): Promise<string> {
  const calendar = await workCalendar();
  const post = task.desk?.split("@")[0];
  const minutes = workingMinutesBetween(calendar, new Date(entry.from), here.now, post);
  return addWorkingMinutes(calendar, new Date(task.due ?? here.now), minutes, post).toISOString();
}

export const unhold = writeOperation({
  name: "report.unhold",
  summary: "Melanjutkan tahap yang ditunda; tenggatnya mundur sebanyak waktu kerja yang tertunda.",
  input: v.strictObject({ id: ReportId }),
  output: v.strictObject({ held: v.boolean() }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: atTurn,
  run: async ({ record, unit }) => {
    const here = context();
    const turn = turnsOf(here.actor, record).find(({ task }) => runningHold(task));
    const entry = turn && runningHold(turn.task);
    if (!turn || !entry || !turn.task.card) throw notHeld({});
    const due = await laterDue(turn.task, entry, here);
    const until = here.now.toISOString();
    const holds = (turn.task.holds ?? []).map((each) => (each.until === null ? { ...each, until } : each));
    const { reportId, taskId } = turn.task;
    const { onHold: _over, ...card } = turn.task.card;
    const set = { holds, due, wake: until, card: { ...card, due } };
    unit.add(Tasks.patch({ reportId, taskId }, { set }, asRead(turn.task)));
    unit.tell({
      changes: { step: turn.step.key, due, hat: turn.post.title },
      events: [statement("TaskResumed", record.head)],
      card: { step: turn.step.label },
    });
    return { held: false };
  },
});

export const except = writeOperation({
  name: "report.exception",
  summary:
    "Mencatat pengecualian pemisahan tugas bagi satu orang pada satu tahap putaran ini, dengan alasan dan surat.",
  input: v.strictObject({
    id: ReportId,
    step: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,29}$/)),
    person: PersonId,
    reason: Reason,
    decree: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(120)),
  }),
  output: v.strictObject({ count: v.number() }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: deciding,
  run: async ({ input, record, unit }) => {
    const here = context();
    const { head, chain, units } = record;
    const { step, person, reason, decree } = input;
    if (isOut(head.state) || !stepOf(chain, step)) throw movedOn({});
    const at = deskOf(chain.correction.authority, { unit: head.unit, units });
    const sits = await holdersAt(at, here.now);
    // Nobody lifts the separation for himself: maker is not checker.
    if (person === personOf(here.actor) || !sits.some((each) => each.person === personOf(here.actor))) {
      throw forbidden({ act: "mencatat pengecualian untuk diri sendiri" });
    }
    const exceptions = [...head.exceptions, { step, person, reason, decree, by: deedOf(here) }];
    const next: Head = { ...head, rev: head.rev + 1, exceptions };
    unit.add(replaceHead(head, next), () => movedOn({}));
    unit.tell({
      changes: { step, person, reason, decree },
      events: [statement("ExceptionRecorded", next)],
      card: { step },
    });
    return { count: exceptions.length };
  },
});

const admins = offices("admin daerah", ["admin"], "memindahkan laporan ke versi rantai lain");
const Target = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,30}$/)),
  n: v.pipe(v.number(), v.integer(), v.minValue(1)),
});
const MoveInput = v.strictObject({ id: ReportId, to: Target });

/** What a report becomes on another chain version, without writing it. */
async function onChain(placed: Placed, to: { id: string; n: number }, here: Context) {
  const { head, chain } = placed;
  const inForce = await chainInForce(to.id);
  const target = await chainVersion(to);
  if (inForce?.n !== to.n || isOut(head.state) || head.state === "signed") throw noVersion({});
  const teams = await teamsOf(target);
  const after: Placed = { ...placed, chain: target, teams };
  const effects = moved(head, chain, target, here.now.toISOString(), await askedOf(after, here.now));
  return { after, effects, target };
}

export const movePreview = readOperation({
  name: "report.movePreview",
  summary: "Melihat di tahap mana laporan akan berada bila dipindahkan ke versi rantai lain.",
  input: MoveInput,
  output: v.strictObject({ now: v.array(v.string()), next: v.array(v.string()), kept: v.array(v.string()) }),
  load,
  policy: admins,
  run: async ({ input, record }) => {
    const { effects, target } = await onChain(record, input.to, context());
    const label = (key: string): string => stepOf(target, key)?.label ?? stepOf(record.chain, key)?.label ?? key;
    return {
      now: record.head.course.open.map((each) => stepOf(record.chain, each.key)?.label ?? each.key),
      next: effects.next.course.open.map((each) => label(each.key)),
      kept: effects.next.course.past.map((each) => label(each.key)),
    };
  },
});

export const move = writeOperation({
  name: "report.move",
  summary: "Memindahkan laporan yang berjalan ke versi rantai yang berlaku; penyusunnya diberi tahu.",
  input: MoveInput,
  output: v.strictObject({ state: v.string(), step: v.nullable(v.string()) }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: admins,
  run: async ({ input, record, unit }) => {
    const here = context();
    const { head } = record;
    // It runs there already: nothing to move.
    if (head.pins.chain.id === input.to.id && head.pins.chain.n === input.to.n) throw noVersion({});
    const { after, effects } = await onChain(record, input.to, here);
    const events = await applyEffects(unit, after, effects, here);
    const { chain } = head.pins;
    const { reportId } = head;
    unit.add(ChainUses.remove({ chain: chain.id, number: chainNumber(chain.n), reportId }));
    unit.add(ChainUses.create({ chain: input.to.id, number: chainNumber(input.to.n), reportId }));
    unit.tell({
      changes: { from: chain, to: input.to },
      events: [statement("ReportMoved", effects.next), ...events],
      card: { state: effects.next.state },
    });
    return { state: effects.next.state, step: effects.next.course.open[0]?.key ?? null };
  },
});
