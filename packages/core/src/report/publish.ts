import * as v from "valibot";
import { context, systemContext, tenantId, within } from "../kernel/context.ts";
import { ensure } from "../kernel/decision.ts";
import { Failure } from "../kernel/failure.ts";
import { ReportId } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { Tasks } from "../approval/store.ts";
import { writeOperation } from "../operation/operation.ts";
import { valuesToCarry } from "./carry.ts";
import { load, PUBLISHING_DESK } from "./decide.ts";
import { movedOn } from "./failures.ts";
import { can } from "./machine.ts";
import { product } from "./policy.ts";
import type { Head } from "./schema.ts";
import { statement } from "./statement.ts";
import { Carries, pack, readWhole } from "./store.ts";
import { closeTaskOf, replaceHead } from "./tasks.ts";

/**
 * Publication follows the last signature by itself. The snapshot stands in the archive already; one conditional write
 * makes it public and lays down the values that later months count.
 */
export const publish = writeOperation({
  name: "report.publish",
  summary: "Menerbitkan laporan yang sudah ditandatangani.",
  input: v.strictObject({ id: ReportId }),
  output: v.strictObject({ state: v.string() }),
  subject: ({ id }) => `report#${id}`,
  load,
  policy: product,
  run: async ({ record, unit, now }) => {
    const { head, definition } = record;
    ensure(can("publish", head.state));
    const whole = await readWhole(head.reportId, { strong: true });
    if (!whole || !head.signed) throw movedOn({});
    const next: Head = { ...head, state: "published", rev: head.rev + 1, taskId: null, publishedAt: now.toISOString() };
    const { template, unit: owner, period } = head;
    const values = head.nil === null ? valuesToCarry(definition, whole.rows) : {};
    unit.add(replaceHead(head, next), () => movedOn({}));
    closeTaskOf(unit, head, "publish", null, context());
    unit.add(
      Carries.create({
        template,
        year: period.slice(0, 4),
        unit: owner,
        period,
        hash: head.signed.snapshot,
        body: pack(values),
      }),
      () => movedOn({}),
    );
    unit.tell({
      changes: { snapshot: head.signed.snapshot },
      events: [statement("ReportPublished", next)],
      card: { state: next.state },
    });
    return { state: next.state };
  },
});

/** Publishes one signed report on behalf of the product; says whether it is out now. */
export async function publishSigned(id: string): Promise<boolean> {
  return within(systemContext(tenantId(), "terbit"), async () => {
    try {
      await publish({ id });
      return true;
    } catch (error) {
      if (error instanceof Failure) return false; // somebody else published it, or it will be tried again by the job
      throw error;
    }
  });
}

/** Publishes everything that was signed and not published yet: after a crash between the two. */
export async function publishWaiting(): Promise<number> {
  let count = 0;
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof Tasks.list>> = await Tasks.list(
      { desk: PUBLISHING_DESK },
      { index: "who", limit: LIMITS.pageItems, cursor },
    );
    for (const { card } of page.items) if (card && (await publishSigned(card.reportId))) count += 1;
    cursor = page.cursor;
  } while (cursor);
  return count;
}
