import type { FunctionName } from "@selaras/core/cloud/access.ts";
import { metered, nothingSpent, type Spent } from "@selaras/core/db/meter.ts";
import { presentInstant } from "@selaras/core/kernel/clock.ts";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import type { TenantId } from "@selaras/core/kernel/id.ts";
import { Tally } from "@selaras/core/usage/tally.ts";
import { during, type Invocation, noteFailure } from "./invocation.ts";
import { log, tookColdStart } from "./log.ts";
import { measure } from "./metrics.ts";
import { traced } from "./trace.ts";

/** What is known of an invocation when it begins. */
export type Beginning = {
  readonly function: FunctionName;
  /** What the line at its end is called. */
  readonly event: "request" | "batch" | "job";
  readonly operation: string;
  readonly requestId?: string;
  readonly awsRequestId?: string | undefined;
};

const tallies = new Map<FunctionName, Tally>();

/** Usage is kept apart per function, because each writes it down on credentials of its own. */
function tallyOf(name: FunctionName): Tally {
  const known = tallies.get(name);
  if (known) return known;
  const made = new Tally(name === "jobs" ? LIMITS.usageFlushSecondsOfJobs : LIMITS.usageFlushSeconds);
  tallies.set(name, made);
  return made;
}

const add = (sum: Spent, { calls, readUnits, writeUnits }: Spent): void => {
  sum.calls += calls;
  sum.readUnits += readUnits;
  sum.writeUnits += writeUnits;
};

/**
 * Notes what a piece of work for a tenant consumed. `requests` is 1 for a request of an official, 0 for what the product
 * does by itself.
 */
export function noteUsage(
  of: FunctionName,
  tenant: TenantId,
  spent: Spent,
  more: { readonly requests: 0 | 1; readonly refused: boolean },
): void {
  tallyOf(of).add({ tenant, at: presentInstant(), spent, ...more });
}

/**
 * Writes down what is due, at the end of an invocation; its units count for the invocation's line and, with the next
 * write, for the tenant. A failure is told and otherwise without effect.
 */
async function settleUsage({ function: name, spent }: Invocation): Promise<void> {
  const tally = tallyOf(name);
  const now = presentInstant();
  const settled = tally.due(now).map(async (tenant) => {
    const cost = nothingSpent();
    const { failed } = await metered(cost, () => tally.write(tenant, now));
    tally.addCost(tenant, now, cost);
    add(spent, cost);
    for (const { error } of failed) log.warn("usage postponed", { tenant, error });
  });
  await Promise.all(settled);
}

/** One part of an invocation, done for one tenant by the product itself; metered to this tenant. */
export async function forTenant<T>(here: Invocation, tenant: TenantId, work: () => Promise<T>): Promise<T> {
  const spent = nothingSpent();
  here.tenant = tenant;
  try {
    return await metered(spent, work);
  } finally {
    add(here.spent, spent);
    noteUsage(here.function, tenant, spent, { requests: 0, refused: false });
    await settleUsage(here);
  }
}

/** One line, the metrics. */
function tell(event: Beginning["event"], here: Invocation, durationMs: number): void {
  const { spent, status, code, kind, coldStart, records, failed } = here;
  const { calls, readUnits, writeUnits } = spent;
  log.info(event, {
    ...(status === null ? {} : { status }),
    ...(records === null ? {} : { records }),
    ...(event === "request" ? {} : { failed }),
    code,
    kind,
    coldStart,
    durationMs,
    calls,
    readUnits,
    writeUnits,
  });
  measure(here, durationMs);
}

/**
 * Tells what a function is about to throw, and gives what it throws instead: Lambda writes that down by itself, with its
 * message, which may hold what somebody typed.
 */
function broken(here: Invocation, error: unknown): Error {
  noteFailure(error);
  here.failed = Math.max(1, here.failed);
  log.error("unexpected", { error });
  return new Error(`${here.function}: ${here.operation} failed`);
}

/**
 * Opens and closes one invocation of a function: everything that runs inside is metered for it alone, its log lines
 * carry what is known of it, and at its end stand one line, its metrics, its part of the trace and its usage.
 * @throws an error that says only which operation failed, when the work throws
 */
export async function observed<T>(beginning: Beginning, work: (here: Invocation) => Promise<T>): Promise<T> {
  const began = performance.now();
  const here: Invocation = {
    function: beginning.function,
    operation: beginning.operation,
    requestId: beginning.requestId ?? null,
    awsRequestId: beginning.awsRequestId ?? null,
    coldStart: tookColdStart(),
    spent: nothingSpent(),
    tenant: null,
    actor: null,
    status: null,
    code: null,
    kind: null,
    records: null,
    failed: 0,
    late: 0,
  };
  return during(here, async () => {
    try {
      return await traced(here, (follower) => metered(here.spent, () => work(here), follower));
    } catch (error) {
      throw broken(here, error);
    } finally {
      await settleUsage(here);
      tell(beginning.event, here, Math.round((performance.now() - began) * 10) / 10);
    }
  });
}
