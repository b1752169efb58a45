import { type JobName, SCHEDULE } from "../packages/functions/src/schedule.ts";
import type { FailureKind } from "../packages/core/src/kernel/failure.ts";
import type { MetricName } from "../packages/core/src/cloud/metrics.ts";
import { api, GATEWAY_NAMESPACE, type GATEWAY_REFUSALS } from "./api.ts";
import { dashboard } from "./dashboard.ts";
import { officialsDoor, visitorsDoor } from "./edge.ts";
import { foundation } from "./foundation.ts";
import { functions } from "./functions.ts";
import { unfinished } from "./queues.ts";
import { LAMBDAS, type LambdaName } from "./roles.ts";
import { EDGE_REGION, isPersonal, metricsNamespace, named } from "./stage.ts";

/*
 * What rings. Every alarm has a sentence that says what it means and where to look first; packages/handbook/runbooks has
 * the rest. Money is watched by the stacks. A personal stage does not ring: its owner sits before it.
 */
const MINUTE = 60;

type Rings = {
  readonly says: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, $util.Input<string>>>;
  readonly at: number;
  /** A percentile (`p95`) or a statistic (`Sum`). */
  readonly of: "Sum" | "Maximum" | "Average" | "p95";
  readonly minutes: number;
  /** So many periods of the last `from` must be over the threshold; one of one unless said. */
  readonly times?: number;
  readonly from?: number;
  readonly region?: string;
};

function alarm(name: string, what: string, rings: Rings): void {
  const { says, namespace, metric, dimensions, at, of, minutes, times = 1, from = times, region } = rings;
  const topic = region === undefined ? foundation.alarmTopicArn : foundation.edgeAlarmTopicArn;
  new aws.cloudwatch.MetricAlarm(name, {
    ...(region === undefined ? {} : { region }),
    name: named(what),
    alarmDescription: says,
    namespace,
    metricName: metric,
    dimensions,
    ...(of === "p95" ? { extendedStatistic: of } : { statistic: of }),
    period: minutes * MINUTE,
    evaluationPeriods: from,
    datapointsToAlarm: times,
    threshold: at,
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    // Nobody came: nothing is wrong.
    treatMissingData: "notBreaching",
    alarmActions: [topic],
    okActions: [topic],
  });
}

function watchFunction(name: LambdaName): void {
  const dimensions = { FunctionName: functions[name].name };
  const lambda = { namespace: "AWS/Lambda", dimensions, of: "Sum", minutes: 5 } as const;
  alarm(`${name}Errors`, `${name}-errors`, {
    ...lambda,
    says: `${name} ended with an error that it did not answer for. Look at its log.`,
    metric: "Errors",
    at: 1,
  });
  alarm(`${name}Throttles`, `${name}-throttles`, {
    ...lambda,
    says: `${name} was asked for more often at once than it may run. Look at its reserved concurrency and the account's.`,
    metric: "Throttles",
    at: 5,
  });
}

/** Somebody waits for a board; an export may take its minutes. */
const LATE_MINUTES = { projector: 5, worker: 20 } as const;

function watchStream(name: keyof typeof LATE_MINUTES): void {
  const minutes = LATE_MINUTES[name];
  alarm(`${name}Late`, `${name}-late`, {
    says: `The oldest record that the ${name} has not read is ${minutes} minutes old: what it makes is behind.`,
    namespace: "AWS/Lambda",
    metric: "IteratorAge",
    dimensions: { FunctionName: functions[name].name },
    of: "Maximum",
    minutes: 5,
    times: 2,
    at: minutes * MINUTE * 1000,
  });
}

function watchUnfinished(name: keyof typeof unfinished): void {
  alarm(`${name}Unfinished`, `${name}-unfinished`, {
    says: `${name} gave something up. It lies in its queue of dead letters for 14 days.`,
    namespace: "AWS/SQS",
    metric: "ApproximateNumberOfMessagesVisible",
    dimensions: { QueueName: unfinished[name].name },
    of: "Maximum",
    minutes: 5,
    at: 1,
  });
}

/** A number that the functions write themselves; the names are the ones they write under. */
const ours = (name: LambdaName, metric: MetricName, more: Readonly<Record<string, string>> = {}) =>
  ({ namespace: metricsNamespace, metric, dimensions: { function: name, ...more }, of: "Sum", minutes: 5 }) as const;

const SLOW_MS = 2_000;

function watchApi(): void {
  const gateway = { namespace: "AWS/ApiGateway", dimensions: { ApiId: api.id }, minutes: 5 } as const;
  alarm("ApiFailures", "api-5xx", {
    ...gateway,
    says: "The API answered with a failure of its own (5xx).",
    metric: "5xx",
    of: "Sum",
    at: 5,
  });
  alarm("ApiSlow", "api-slow", {
    ...gateway,
    says: "One answer in twenty takes two seconds or longer.",
    metric: "Latency",
    of: "p95",
    at: SLOW_MS,
    times: 3,
  });
}

/** How many answers of a kind in five minutes are no longer everyday life, and what they may mean. */
const REFUSALS: Readonly<Partial<Record<FailureKind, readonly [number, string]>>> = {
  internal: [1, "An answer failed for a reason nobody foresaw. Its request id is in the log."],
  limited: [50, "Regencies or people meet their limits: look who, on the dashboard."],
  forbidden: [100, "Many try what their posts do not allow: a page offers too much, or somebody probes."],
  not_found: [300, "Many ask for what is not there or not theirs: a broken link, or somebody probes."],
  unauthenticated: [
    100,
    "Many tokens that the gateway believed are refused by the API: accounts or posts are out of order.",
  ],
  stale: [200, "Many changes meet newer ones: people work on the same cells, or pages do not refresh."],
};

function watchRefusals(): void {
  for (const [kind, found] of Object.entries(REFUSALS)) {
    if (found === undefined) continue;
    const [at, says] = found;
    alarm(`Refused:${kind}`, `refused-${kind.replace("_", "-")}`, { ...ours("api", "Refusals", { kind }), says, at });
  }
}

/** The gateway's own refusals, which never reach a function: how many in five minutes are too many, and what they mean. */
const AT_THE_GATEWAY: Readonly<Record<keyof typeof GATEWAY_REFUSALS, readonly [string, number, string]>> = {
  GatewayUnauthenticated: [
    "gateway-unauthenticated",
    300,
    "The gateway refuses many tokens (401): sign-in is out of order, or somebody probes. Its log has routes and reasons.",
  ],
  GatewayLimited: [
    "gateway-limited",
    20,
    "The gateway refuses requests because a route is full (429), for all regencies alike. Its log says which route.",
  ],
};

function watchGateway(): void {
  for (const [metric, [what, at, says]] of Object.entries(AT_THE_GATEWAY)) {
    alarm(metric, what, { says, namespace: GATEWAY_NAMESPACE, metric, dimensions: {}, of: "Sum", minutes: 5, at });
  }
}

/**
 * Of the 1000 that a new account allows. What is reserved counts as taken before anything runs: 262 by each stage of the
 * two (functions.ts). With both in one account this rings when 326 of the other 476 run, with one at 588 of 738.
 */
const CLAIMED = 850;

function watchAccount(): void {
  alarm("AtOnce", "functions-at-once", {
    says: "Reserved and running functions of the account together near its limit of 1000 at once: ask Amazon for more.",
    namespace: "AWS/Lambda",
    metric: "ClaimedAccountConcurrency",
    dimensions: {},
    of: "Maximum",
    minutes: 1,
    times: 3,
    from: 5,
    at: CLAIMED,
  });
}

/**
 * When a job's failures ring. An often repeated one may fail twice: three runs of four, one to spare because a run may
 * end on either side of a period's border. One that is due less than every hour rings at once and until a run went well.
 */
function jobRings(everyMinutes: number) {
  if (everyMinutes <= 60) {
    return { how: "three times running", minutes: everyMinutes, times: 3, from: 4 } as const;
  }
  return { how: "at its last run", minutes: 60, times: 1, from: Math.ceil(everyMinutes / 60) } as const;
}

function watchJob(operation: JobName): void {
  const { how, ...when } = jobRings(SCHEDULE[operation]);
  alarm(`JobFailed:${operation}`, `job-${operation}-failed`, {
    ...ours("jobs", "JobFailures", { operation }),
    says: `The job ${operation} failed for a regency ${how}. Its log says for which.`,
    ...when,
    at: 1,
  });
}

function watchWork(): void {
  alarm("ProjectionsFailed", "projections-failed", {
    ...ours("projector", "ProjectionFailures"),
    says: "Records of the stream could not be projected and are tried again for three hours: boards and public pages fall behind.",
    times: 1,
    at: 1,
  });
  // A report that waits is tried again at least every hour, so an hour sees every one of them.
  alarm("PublicationsLate", "publications-late", {
    ...ours("jobs", "PublicationsLate"),
    says: "Signed reports wait longer than half an hour for their seal or document: they are not public.",
    minutes: 60,
    at: 1,
  });
  // The keys are the names: the type says so, `Object.keys` does not.
  for (const operation of Object.keys(SCHEDULE) as JobName[]) watchJob(operation);
}

const FAILING_PERCENT = 2;

function watchDoor(name: string, door: aws.cloudfront.Distribution): void {
  alarm(`${name}DoorFailures`, `${name}-5xx`, {
    region: EDGE_REGION,
    says: `Two of a hundred answers at the ${name}' door are failures (5xx).`,
    namespace: "AWS/CloudFront",
    metric: "5xxErrorRate",
    dimensions: { DistributionId: door.id, Region: "Global" },
    of: "Average",
    minutes: 5,
    times: 2,
    at: FAILING_PERCENT,
  });
}

function watch(): void {
  for (const name of LAMBDAS) watchFunction(name);
  watchStream("projector");
  watchStream("worker");
  for (const name of Object.keys(unfinished) as (keyof typeof unfinished)[]) watchUnfinished(name);
  watchApi();
  watchRefusals();
  watchGateway();
  watchAccount();
  watchWork();
  watchDoor("officials", officialsDoor);
  watchDoor("visitors", visitorsDoor);
}

if (!isPersonal) watch();

new aws.cloudwatch.Dashboard("Dashboard", { dashboardName: named("house"), dashboardBody: dashboard });
