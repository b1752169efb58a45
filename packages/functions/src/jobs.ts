import { localDate } from "@selaras/core/kernel/zone.ts";
import { presentInstant } from "@selaras/core/kernel/clock.ts";
import { systemContext, within } from "@selaras/core/kernel/context.ts";
import { TenantId } from "@selaras/core/kernel/id.ts";
import { openPeriod } from "@selaras/core/report/open.ts";
import { publishWaiting } from "@selaras/core/report/publish.ts";
import { windowsOf } from "@selaras/core/calendar/index.ts";
import { templateNames } from "@selaras/core/template/index.ts";
import { allTenants, currentTenant } from "@selaras/core/tenant/index.ts";
import * as v from "valibot";
import { log } from "./log.ts";

type Job = (tenant: TenantId) => Promise<void>;

/** Opens the reports of every period whose opening day has come and whose lock has not. */
async function openDuePeriods(): Promise<void> {
  const { zone } = await currentTenant();
  const today = localDate(presentInstant(), zone);
  const years = [today.slice(0, 4), String(Number(today.slice(0, 4)) - 1)];
  for (const { template } of await templateNames()) {
    const windows = (await Promise.all(years.map((year) => windowsOf(template, year)))).flat();
    for (const window of windows.filter((each) => each.opensOn <= today && today <= each.lockOn)) {
      const { opened, failed } = await openPeriod(template, window.period);
      if (opened > 0 || failed.length > 0)
        log.info("period opened", { template, period: window.period, opened, failed: failed.length });
    }
  }
}

const JOBS: Readonly<Record<string, Job>> = {
  "open-periods": openDuePeriods,
  "publish-signed": async () => {
    await publishWaiting();
  },
};
export type JobName = "open-periods" | "publish-signed";
/** How often each job is due, in minutes. */
export const SCHEDULE: Readonly<Record<JobName, number>> = { "open-periods": 60, "publish-signed": 5 };

/** Lambda entry of the schedules: runs one job for every tenant; one tenant's failure does not stop the others. */
export async function handler(event: { readonly job: JobName }): Promise<{ failed: readonly string[] }> {
  const job = JOBS[event.job];
  if (!job) throw new Error(`No job is called ${event.job}`);
  const failed: string[] = [];
  for (const slug of await allTenants()) {
    const tenant = v.parse(TenantId, slug);
    try {
      await within(systemContext(tenant, event.job), () => job(tenant));
    } catch (error) {
      failed.push(slug);
      log.error("job failed", { job: event.job, tenant: slug, error });
    }
  }
  return { failed };
}
