import { presentInstant } from "@selaras/core/kernel/clock.ts";
import { systemContext, within } from "@selaras/core/kernel/context.ts";
import { TenantId } from "@selaras/core/kernel/id.ts";
import { restateUnits } from "@selaras/core/orgunit/index.ts";
import { mindTasks } from "@selaras/core/notification/mind.ts";
import { greet } from "@selaras/core/notification/morning.ts";
import { deliverDue } from "@selaras/core/notification/deliver.ts";
import { openDue } from "@selaras/core/report/open.ts";
import { issueWaiting } from "@selaras/core/report/issue.ts";
import { templateNames } from "@selaras/core/template/index.ts";
import { allTenants, currentTenant } from "@selaras/core/tenant/index.ts";
import { collectUsage } from "@selaras/core/usage/index.ts";
import * as v from "valibot";
import { type Invocation, noteFailure, noteLate } from "./invocation.ts";
import { log } from "./log.ts";
import { forTenant, observed } from "./observe.ts";
import type { JobName } from "./schedule.ts";

export { type JobName, SCHEDULE } from "./schedule.ts";

type Job = (tenant: TenantId) => Promise<void>;

/** Opens the reports of every template's periods whose opening day has come and whose lock has not. */
async function openDuePeriods(): Promise<void> {
  for (const { template } of await templateNames())
    for (const found of await openDue(template)) log.info("period opened", { template, ...found });
}

/** A regency that is suspended gets no word; its clocks are looked at again when it is back. */
const isActive = async (): Promise<boolean> => (await currentTenant()).status !== "suspended";

/** Looks at open tasks and greets the morning; one that fails does not keep the other. */
async function mind(): Promise<void> {
  if (!(await isActive())) return;
  const outcomes = await Promise.allSettled([mindTasks(), greet()]);
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
}

/** Brings out notices. The channels' libraries are loaded by this job only. */
async function deliver(): Promise<void> {
  if (!(await isActive())) return;
  const [{ sendMail }, { sendPush }] = await Promise.all([
    import("@selaras/core/notification/mail.ts"),
    import("@selaras/core/notification/push.ts"),
  ]);
  const has = (name: string): boolean => (process.env[name] ?? "") !== "";
  await deliverDue({
    mail: has("SELARAS_MAIL_FROM") ? sendMail : null,
    push: has("SELARAS_VAPID") ? sendPush : null,
  });
}

const JOBS: Readonly<Record<JobName, Job>> = {
  "open-periods": async () => {
    await restateUnits();
    await openDuePeriods();
  },
  "publish-signed": async (tenant) => {
    const { late } = await issueWaiting();
    if (late > 0) log.warn("publications late", { tenant, records: late });
    noteLate(late);
  },
  "mind-tasks": mind,
  "deliver-notices": deliver,
  "collect-usage": async () => {
    await collectUsage();
  },
};

/** `left` is what a run had no time for: the next one begins elsewhere, so that nobody is always last. */
type Ran = { readonly failed: readonly string[]; readonly left: readonly string[] };
type Clocked = { readonly awsRequestId: string; readonly getRemainingTimeInMillis?: () => number };

const MINUTE_MS = 60_000;
/** No further regency is begun when less is left: one may take that long. */
const RESERVE_MS = 2 * MINUTE_MS;

/** The list from a place that moves with every minute. */
function turned(slugs: readonly string[]): readonly string[] {
  const at = Math.floor(presentInstant().getTime() / MINUTE_MS) % Math.max(1, slugs.length);
  return [...slugs.slice(at), ...slugs.slice(0, at)];
}

async function forAll(name: JobName, job: Job, here: Invocation, context: Clocked | undefined): Promise<Ran> {
  const failed: string[] = [];
  const slugs = turned(await allTenants());
  let done = 0;
  for (const slug of slugs) {
    if ((context?.getRemainingTimeInMillis?.() ?? RESERVE_MS) < RESERVE_MS) break;
    done += 1;
    const tenant = v.parse(TenantId, slug);
    try {
      await forTenant(here, tenant, () => within(systemContext(tenant, name), () => job(tenant)));
    } catch (error) {
      failed.push(slug);
      noteFailure(error);
      log.error("job failed", { job: name, tenant: slug, error });
    }
  }
  const left = slugs.slice(done);
  if (left.length > 0) log.error("job unfinished", { job: name, failed: left.length });
  Object.assign(here, { tenant: null, records: done, failed: failed.length + left.length });
  return { failed, left };
}

/** Lambda entry of the schedules: runs one job for every tenant; one tenant's failure does not stop the others. */
export async function handler(event: { readonly job: JobName }, context?: Clocked): Promise<Ran> {
  const job: Job | undefined = JOBS[event.job];
  if (!job) throw new Error(`No job is called ${event.job}`);
  const beginning = { function: "jobs", event: "job", operation: event.job } as const;
  return observed({ ...beginning, awsRequestId: context?.awsRequestId }, (here) => {
    here.actor = "system";
    return forAll(event.job, job, here, context);
  });
}
