import type { MetricName } from "../packages/core/src/cloud/metrics.ts";
import { api, GATEWAY_NAMESPACE, GATEWAY_REFUSALS } from "./api.ts";
import { officialsDoor, visitorsDoor } from "./edge.ts";
import { functions } from "./functions.ts";
import { unfinished } from "./queues.ts";
import { LAMBDAS, type LambdaName } from "./roles.ts";
import { EDGE_REGION, metricsNamespace, named, REGION } from "./stage.ts";

/* One page with everything that rings, and what each regency consumes. */

type Line = readonly [namespace: string, metric: string, ...dimensions: string[]];
type Shown = {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly statistic: string;
  readonly region?: string;
};

const PERIOD_SECONDS = 300;
const WIDTH = 8;
const HEIGHT = 6;
const IN_A_ROW = 24 / WIDTH;

type Widget = { readonly type: "metric" | "log"; readonly properties: object };

const placed = ({ type, properties }: Widget, index: number) => ({
  type,
  x: (index % IN_A_ROW) * WIDTH,
  y: Math.floor(index / IN_A_ROW) * HEIGHT,
  width: WIDTH,
  height: HEIGHT,
  properties,
});

const drawn = ({ title, lines, statistic, region = REGION }: Shown): Widget => ({
  type: "metric",
  properties: {
    title,
    region,
    stat: statistic,
    period: PERIOD_SECONDS,
    view: "timeSeries",
    metrics: lines.map((line) => [...line]),
  },
});

/** A number that the functions write themselves, a line per function. */
const ours = (metric: MetricName, names: readonly LambdaName[] = LAMBDAS): readonly Line[] =>
  names.map((name): Line => [metricsNamespace, metric, "function", name]);

/**
 * Per regency there are no metrics: each would be paid for by the month. The lines at the end of every request are asked
 * instead, which costs when somebody looks.
 */
const asked = (title: string, names: readonly LambdaName[], question: string): Widget => ({
  type: "log",
  properties: {
    title,
    region: REGION,
    view: "table",
    query: `${names.map((name) => `SOURCE '/aws/lambda/${named(name)}'`).join(" | ")} | ${question}`,
  },
});

const UNITS = "sum(readUnits) as read, sum(writeUnits) as write";
const OFFICIAL: readonly LambdaName[] = ["api", "projector", "jobs", "worker"];
const ASKED: readonly Widget[] = [
  asked(
    "Request units per regency",
    OFFICIAL,
    `filter ispresent(tenant) and ispresent(readUnits) | stats count(*) as times, ${UNITS} by tenant | sort read desc | limit 50`,
  ),
  asked(
    "Request units per operation",
    OFFICIAL,
    `filter ispresent(readUnits) | stats count(*) as times, ${UNITS}, pct(durationMs, 95) as p95 by operation | sort read desc | limit 50`,
  ),
  asked(
    "Refusals by code",
    ["api", "public", "province"],
    `filter ispresent(kind) and event = "request" | stats count(*) as times by code, kind | sort times desc | limit 50`,
  ),
];

type Ids = {
  readonly functions: readonly string[];
  readonly queues: readonly string[];
  readonly api: string;
  readonly doors: readonly string[];
};

function shownOf({ functions: names, queues, api: apiId, doors }: Ids): readonly Shown[] {
  const ofFunctions = (metric: string): readonly Line[] =>
    names.map((name): Line => ["AWS/Lambda", metric, "FunctionName", name]);
  const ofApi = (...metrics: readonly string[]): readonly Line[] =>
    metrics.map((metric): Line => ["AWS/ApiGateway", metric, "ApiId", apiId]);
  const ofDoors = (metric: string): readonly Line[] =>
    doors.map((id): Line => ["AWS/CloudFront", metric, "DistributionId", id, "Region", "Global"]);
  const ofQueues = queues.map((name): Line => ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", name]);
  return [
    { title: "Errors", lines: ofFunctions("Errors"), statistic: "Sum" },
    { title: "Throttles", lines: ofFunctions("Throttles"), statistic: "Sum" },
    { title: "At once", lines: ofFunctions("ConcurrentExecutions"), statistic: "Maximum" },
    {
      title: "Reserved or running at once, of the account's limit",
      lines: [["AWS/Lambda", "ClaimedAccountConcurrency"]],
      statistic: "Maximum",
    },
    { title: "Answers of the API", lines: ofApi("Count", "4xx", "5xx"), statistic: "Sum" },
    {
      title: "Refused by the gateway itself",
      lines: Object.keys(GATEWAY_REFUSALS).map((metric): Line => [GATEWAY_NAMESPACE, metric]),
      statistic: "Sum",
    },
    { title: "Time to answer, p95 (ms)", lines: ofApi("Latency", "IntegrationLatency"), statistic: "p95" },
    { title: "Time inside the functions, p95 (ms)", lines: ours("Latency"), statistic: "p95" },
    { title: "Age of the oldest unread record (ms)", lines: ofFunctions("IteratorAge"), statistic: "Maximum" },
    { title: "Dead letters", lines: ofQueues, statistic: "Maximum" },
    { title: "Projections that failed", lines: ours("ProjectionFailures", ["projector"]), statistic: "Sum" },
    { title: "Signed reports that wait too long", lines: ours("PublicationsLate", ["jobs"]), statistic: "Maximum" },
    { title: "Read units", lines: ours("ReadUnits"), statistic: "Sum" },
    { title: "Write units", lines: ours("WriteUnits"), statistic: "Sum" },
    { title: "Cold starts, share", lines: ours("ColdStart"), statistic: "Average" },
    { title: "Requests at the doors", lines: ofDoors("Requests"), statistic: "Sum", region: EDGE_REGION },
    {
      title: "Charges of the account this month (USD)",
      lines: [["AWS/Billing", "EstimatedCharges", "Currency", "USD"]],
      statistic: "Maximum",
      region: EDGE_REGION,
    },
    { title: "Failures at the doors (%)", lines: ofDoors("5xxErrorRate"), statistic: "Average", region: EDGE_REGION },
  ];
}

/** The page as CloudWatch wants it. */
export const dashboard: $util.Output<string> = $resolve([
  $resolve(LAMBDAS.map((name) => functions[name].name)),
  $resolve(Object.values(unfinished).map((queue) => queue.name)),
  api.id,
  $resolve([officialsDoor.id, visitorsDoor.id]),
] as const).apply(([names, queues, apiId, doors]) => {
  const shown = shownOf({ functions: names, queues, api: apiId, doors }).map(drawn);
  return JSON.stringify({ widgets: [...shown, ...ASKED].map(placed) });
});
