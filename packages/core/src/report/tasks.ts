import type { Context } from "../kernel/context.ts";
import { formatMonth } from "../kernel/format.ts";
import { endOfDay } from "../kernel/zone.ts";
import type { Unit } from "../db/unit.ts";
import { closeTask, decidedAlready, deskOf } from "../approval/index.ts";
import type { Step, TaskCard } from "../approval/schema.ts";
import type { Placed } from "./access.ts";
import type { Head } from "./schema.ts";
import { deedOf } from "./statement.ts";
import { Heads, roundKey } from "./store.ts";

/** The card of a task, as inboxes show it. */
export function taskCard(placed: Placed, step: Step, head: Head, here: Context): TaskCard {
  const { definition, units, window, tenant } = placed;
  return {
    taskId: `${step.key}-${roundKey(head.round)}`,
    reportId: head.reportId,
    desk: deskOf(step, head.unit) as TaskCard["desk"],
    step: step.key,
    stepLabel: step.label,
    kind: step.kind,
    title: `${definition.short} ${formatMonth(head.period)}`,
    unitName: units.find((unit) => unit.unitId === head.unit)?.name ?? head.unit,
    period: head.period,
    due: window ? endOfDay(window.lockOn, tenant.zone) : here.now.toISOString(),
    arrivedAt: here.now.toISOString(),
    round: head.round,
  };
}

/** Closes the open task of a report with what was decided. */
export function closeTaskOf(unit: Unit, head: Head, decision: string, reason: string | null, here: Context): void {
  if (!head.taskId) throw decidedAlready({});
  closeTask(unit, head.reportId, head.taskId, { decision, reason, hash: head.hash, ...deedOf(here) });
}

/** The whole head, on the condition that revision and state are still those that were read. */
export const replaceHead = (before: Head, next: Head) =>
  Heads.put(next, (a, o) => `${o.eq(a["rev"], before.rev)} AND ${o.eq(a["state"], before.state)}`);
