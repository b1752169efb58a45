import type { Actor } from "../kernel/context.ts";
import { personNames } from "../account/names.ts";
import { holdersAt, seatsOf } from "../approval/desks.ts";
import { stepOf } from "../approval/machine.ts";
import { runningHold, separatedFrom } from "../approval/rules.ts";
import type { Step } from "../approval/schema.ts";
import { type Placed, turnsOf } from "./access.ts";
import type { ReportView, StepView } from "./schema.ts";

/* Where a report stands in its chain, as its page shows it. */

/** Of those who hold a step's post, the ones whom the separation of duties keeps from it. */
function barredFrom(key: string, persons: readonly string[], { head, chain }: Placed): readonly string[] {
  const step = stepOf(chain, key);
  return step ? persons.filter((person) => !separatedFrom(step, person, head.acted, head.exceptions).allowed) : [];
}

/** Label of a step as people read it; the author is none, and comes before all of them. */
const labelOf = ({ chain }: Placed, key: string): string => stepOf(chain, key)?.label ?? "Penyusun";

/** Where a person acted in this round, of those steps whose persons may not decide this one. */
const actedAt = (key: string, person: string, placed: Placed): string[] =>
  (stepOf(placed.chain, key)?.separateFrom ?? [])
    .filter((before) => placed.head.acted[before]?.includes(person))
    .map((before) => labelOf(placed, before));

/** The holds that run at an open step: of its one task, or of single seats of its team. */
function holdsOf(step: Step, own: Placed["tasks"], { head, units, teams }: Placed): StepView["holds"] {
  const seats = seatsOf(step, { unit: head.unit, units }, teams);
  return own.flatMap((task) => {
    const hold = task.done ? undefined : runningHold(task);
    if (!hold) return [];
    const { from: since, reason, by } = hold;
    // A seat that left its team meanwhile is called by the post of whoever held it back.
    const named = seats.find(({ seat }) => task.taskId === `${task.base}~${seat}`)?.label ?? by.hat;
    return [{ seat: task.base === undefined ? null : named, since, reason, by: by.name }];
  });
}

/** Every step with where it stands; open ones with those who can decide now: nobody = "belum ada pejabat". */
export async function stepsView(placed: Placed, at: Date): Promise<ReportView["steps"]> {
  const { head, chain, tasks } = placed;
  const open = head.course.open;
  const waiting = await Promise.all(
    open.map(async ({ taskId }) => {
      const own = tasks.filter((task) => task.taskId === taskId || task.base === taskId);
      const desks = own.flatMap((task) => (task.desk === undefined ? [] : [task.desk]));
      const posts = (await Promise.all(desks.map((each) => holdersAt(each, at)))).flat();
      return { taskId, own, persons: [...new Set(posts.map((post) => post.person))] };
    }),
  );
  const names = await personNames(waiting.flatMap((each) => each.persons));
  return chain.steps.map((step): StepView => {
    const { key, label, kind, group } = step;
    const now = open.find((each) => each.key === key);
    const past = head.course.past.find((each) => each.key === key);
    const known = waiting.find((each) => each.taskId === now?.taskId);
    const base = known?.own.find((task) => task.taskId === now?.taskId);
    return {
      key,
      label,
      kind,
      group,
      how: now ? "open" : (past?.how ?? "ahead"),
      holders: known?.persons.map((person) => names.get(person) ?? person) ?? [],
      barred: barredFrom(key, known?.persons ?? [], placed).map((person) => ({
        person,
        name: names.get(person) ?? person,
        acted: actedAt(key, person, placed),
      })),
      needed: now?.needed ?? 1,
      of: now?.of ?? 1,
      votes: [...(base?.tally?.votes ?? [])],
      arrivedAt: now?.arrivedAt ?? null,
      // Seats have cards and limits; the task that counts their votes has neither.
      dueAt: known?.own.find((task) => task.card !== undefined)?.due ?? null,
      holds: holdsOf(step, known?.own ?? [], placed),
      facts: past?.facts ?? null,
    };
  });
}

/** The step that this person may decide now. */
export function turnView(actor: Actor, placed: Placed): ReportView["turn"] {
  const [turn] = turnsOf(actor, placed);
  if (!turn) return null;
  const { step, open, task, post } = turn;
  const { past } = placed.head.course;
  const returnsTo = step.returnsTo
    .filter((key) => key === "author" || past.some((each) => each.key === key && each.how !== "skipped"))
    .map((key) => ({ key, label: labelOf(placed, key) }));
  return {
    step: step.key,
    label: step.label,
    kind: step.kind,
    taskId: open.taskId,
    hat: post.title,
    returnsTo,
    opens: step.opens,
    threadsBlock: step.threads === "block",
    onHold: runningHold(task) !== undefined,
  };
}
