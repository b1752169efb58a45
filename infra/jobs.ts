import { type JobName, SCHEDULE } from "../packages/functions/src/schedule.ts";
import { foundation } from "./foundation.ts";
import { functions } from "./functions.ts";
import { unfinished } from "./queues.ts";
import { byServiceHere, document, givingUp, permit, role } from "./roles.ts";
import { isPersonal, named } from "./stage.ts";

/*
 * What is due by the clock, per entry of the functions' own table. Personal stages have no schedules: `dev` works on
 * the table that they share.
 */
const jobs = functions.jobs;

/** The scheduler hands a job over and goes; Lambda itself repeats one that fails, twice, and then gives it up. */
new aws.lambda.FunctionEventInvokeConfig("JobsGiveUp", {
  functionName: jobs.name,
  maximumRetryAttempts: 2,
  maximumEventAgeInSeconds: 3600,
  destinationConfig: { onFailure: { destination: unfinished.jobs.arn } },
});

function schedules(): void {
  const scheduler = role("SchedulerRole", "scheduler", byServiceHere("scheduler.amazonaws.com"));
  const policy = permit(
    "SchedulerCalls",
    scheduler,
    $resolve([jobs.arn, unfinished.jobs.arn, foundation.logKeyArn] as const).apply(([job, queue, key]) =>
      document(
        { Sid: "Call", Effect: "Allow", Action: ["lambda:InvokeFunction"], Resource: [job] },
        ...givingUp(queue, key),
      ),
    ),
  );
  const group = new aws.scheduler.ScheduleGroup("Schedules", { name: named("jobs") });
  const due = (job: JobName): void => {
    const minutes = SCHEDULE[job];
    new aws.scheduler.Schedule(
      `Job:${job}`,
      {
        name: job,
        groupName: group.name,
        scheduleExpression: `rate(${minutes} ${minutes > 1 ? "minutes" : "minute"})`,
        flexibleTimeWindow: { mode: "OFF" },
        target: {
          arn: jobs.arn,
          roleArn: scheduler.arn,
          input: JSON.stringify({ job }),
          retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 900 },
          deadLetterConfig: { arn: unfinished.jobs.arn },
        },
      },
      { dependsOn: [policy] },
    );
  };
  for (const job of Object.keys(SCHEDULE) as JobName[]) due(job);
}

if (!isPersonal) schedules();
