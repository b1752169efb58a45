import { AsyncLocalStorage } from "node:async_hooks";
import type { FunctionName } from "@selaras/core/cloud/access.ts";
import type { Spent } from "@selaras/core/db/meter.ts";
import type { Actor } from "@selaras/core/kernel/context.ts";
import { Failure, type FailureKind } from "@selaras/core/kernel/failure.ts";
import type { TenantId } from "@selaras/core/kernel/id.ts";

/** What is known of the running invocation of a function; it grows while the work goes on. */
export type Invocation = {
  readonly function: FunctionName;
  readonly requestId: string | null;
  readonly awsRequestId: string | null;
  readonly operation: string;
  readonly coldStart: boolean;
  readonly spent: Spent;
  tenant: TenantId | null;
  actor: Actor["kind"] | null;
  status: number | null;
  code: string | null;
  kind: FailureKind | null;
  /** Of a batch: records, and tenants whose part failed. */
  records: number | null;
  failed: number;
  /** Signed reports that a job found waiting too long. */
  late: number;
};

const running = new AsyncLocalStorage<Invocation>();

export const during = <T>(invocation: Invocation, work: () => T): T => running.run(invocation, work);

/** The invocation that runs; null outside of one, as in a seed or a test that calls an operation. */
export const invocation = (): Invocation | null => running.getStore() ?? null;

/** Takes note of who acts, once this was proved: a tenant that somebody merely names is none. */
export function noteActor(actor: Actor): void {
  const here = invocation();
  if (!here) return;
  here.actor = actor.kind;
  here.tenant = "tenant" in actor ? actor.tenant : null;
}

/** Takes note of how an invocation failed. What is no failure of ours is an internal one. */
export function noteFailure(error: unknown): void {
  const here = invocation();
  if (!here) return;
  here.code = error instanceof Failure ? error.code : "kernel.internal";
  here.kind = error instanceof Failure ? error.kind : "internal";
}

/** Takes note of signed reports that wait too long for their publication. */
export function noteLate(count: number): void {
  const here = invocation();
  if (here) here.late += count;
}
