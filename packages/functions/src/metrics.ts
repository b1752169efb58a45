import { Metrics } from "@aws-lambda-powertools/metrics";
import { METRICS, METRICS_NAMESPACE, type MetricName } from "@selaras/core/cloud/metrics.ts";
import { allowed } from "./facts.ts";
import type { Invocation } from "./invocation.ts";

let metrics: Metrics | undefined;

/**
 * Made with the first use: the environment says whether it is to write at all, and under which namespace where several
 * stages share an account.
 */
function writer(): Metrics {
  const namespace = process.env["POWERTOOLS_METRICS_NAMESPACE"] ?? METRICS_NAMESPACE;
  metrics ??= new Metrics({ namespace, serviceName: "selaras" });
  return metrics;
}

/** Writes metrics that share their dimensions as one line in CloudWatch's embedded format; whole, so that two invocations never mix. */
function write(
  values: Partial<Record<MetricName, number>>,
  here: Invocation,
  about: Readonly<Record<string, string>>,
): void {
  const out = writer();
  // The service is no dimension of ours: each more would be one more to name in every alarm.
  out.clearDefaultDimensions();
  for (const [name, value] of Object.entries(about)) out.addDimension(name, value);
  for (const [name, amount] of Object.entries(values) as [MetricName, number][]) {
    out.addMetric(name, METRICS[name].unit, amount);
  }
  // Searchable and free, unlike a dimension.
  const facts = allowed({ tenant: here.tenant, ...("operation" in about ? {} : { operation: here.operation }) });
  for (const [name, value] of Object.entries(facts)) out.addMetadata(name, String(value));
  out.publishStoredMetrics();
}

/** The metrics of one invocation: one line, and further ones when it failed. Latency in milliseconds. */
export function measure(here: Invocation, durationMs: number): void {
  const { function: name, coldStart, spent, kind, failed, late, operation } = here;
  const of = { function: name };
  const whole = {
    Requests: 1,
    ReadUnits: spent.readUnits,
    WriteUnits: spent.writeUnits,
    ColdStart: coldStart ? 1 : 0,
    Latency: durationMs,
  };
  write(whole, here, of);
  if (kind !== null) write({ Refusals: 1 }, here, { ...of, kind });
  if (late > 0) write({ PublicationsLate: late }, here, of);
  if (failed === 0) return;
  if (name === "projector") write({ ProjectionFailures: failed }, here, of);
  if (name === "jobs") write({ JobFailures: failed }, here, { ...of, operation });
}
