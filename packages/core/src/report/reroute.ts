import * as v from "valibot";
import { type Context, context } from "../kernel/context.ts";
import { desk, type DeskId, ReportId } from "../kernel/id.ts";
import { decidedAlready } from "../approval/index.ts";
import { deskOf, holdersAt, partsOf, route } from "../approval/desks.ts";
import { stepOf } from "../approval/machine.ts";
import { runningHold } from "../approval/rules.ts";
import type { Step } from "../approval/schema.ts";
import { type TaskRecord, Tasks } from "../approval/store.ts";
import { limitEnds } from "../calendar/working.ts";
import { workCalendar } from "../calendar/work.ts";
import { writeOperation } from "../operation/operation.ts";
import type { Placed } from "./access.ts";
import { movedOn } from "./failures.ts";
import { load } from "./load.ts";
import { product } from "./policy.ts";
import { statement } from "./statement.ts";
import { asRead } from "./tasks.ts";

type Open = TaskRecord & { readonly desk: string; readonly due: string; readonly home: string };

const isOpen = (task: TaskRecord): task is Open =>
  !task.done && task.desk !== undefined && task.due !== undefined && task.home !== undefined;

/** Whether an overdue step may go to the superior: a look may, a signature never, and not what several vote on. */
const mayMoveUp = ({ escalation, assignee, mode, kind }: Step): boolean =>
  escalation?.reassign === true &&
  assignee.by === "post" &&
  mode.kind === "any" &&
  (kind === "review" || kind === "verify");

/** The desk of the superior, once a step is overdue by so much; null before, and while nobody sits there. */
async function superior(step: Step, task: Open, { head, units }: Placed, here: Context): Promise<DeskId | null> {
  if (!step.escalation || !mayMoveUp(step) || runningHold(task)) return null;
  const end = limitEnds(await workCalendar(), new Date(task.due), step.escalation.after, partsOf(task.desk).kind);
  if (end > here.now) return null;
  const above = deskOf(step.escalation.to, { unit: head.unit, units });
  return (await holdersAt(above, here.now)).length > 0 ? above : null;
}

/** Where an open task belongs now: at home when somebody sits there, else where its step sends an empty chair; or above. */
async function belongs(step: Step, task: Open, placed: Placed, here: Context) {
  if (task.escalatedAt !== undefined && (await holdersAt(task.desk, here.now)).length > 0) return null;
  const above = task.escalatedAt === undefined ? await superior(step, task, placed, here) : null;
  if (above !== null) return { at: above, escalatedAt: here.now.toISOString() };
  const { kind, unit } = partsOf(task.home);
  const at = await route(step, desk(kind, unit), { unit: placed.head.unit, units: placed.units }, here.now);
  return { at, escalatedAt: undefined };
}

/**
 * Moves an open task to the desk at which it belongs: home again once somebody is appointed there, upward from an empty chair
 * or from one that is overdue, as the chain says. The due instant stays. Nobody decides anything by it.
 */
export const reroute = writeOperation({
  name: "report.reroute",
  summary:
    "Memindahkan tugas ke meja yang semestinya: pulang begitu jabatannya terisi, ke atas bila kosong atau melewati batas menurut rantai.",
  input: v.strictObject({ id: ReportId, task: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9~-]{0,79}$/)) }),
  output: v.strictObject({ desk: v.string(), moved: v.boolean() }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: product,
  run: async ({ input, record, unit }) => {
    const here = context();
    const task = record.tasks.find((each) => each.taskId === input.task);
    const step = task && stepOf(record.chain, task.step);
    if (!task || !step || !isOpen(task) || !task.card) throw movedOn({});
    const next = await belongs(step, task, record, here);
    if (next === null || next.at === task.desk) return { desk: task.desk, moved: false };
    const { reportId, taskId } = task;
    const { at, escalatedAt } = next;
    const set = { desk: at, wake: here.now.toISOString(), card: { ...task.card, desk: at } };
    const edit =
      escalatedAt === undefined ? { set, remove: ["escalatedAt"] as const } : { set: { ...set, escalatedAt } };
    unit.add(
      Tasks.patch({ reportId, taskId }, edit, (a, o) => `${asRead(task)(a, o)} AND ${o.eq(a["desk"], task.desk)}`),
      () => decidedAlready({}),
    );
    unit.tell({
      changes: { step: step.key, from: task.desk, to: at, escalated: escalatedAt !== undefined },
      events: [statement("TaskMoved", record.head)],
      card: { step: step.label },
    });
    return { desk: at, moved: true };
  },
});
