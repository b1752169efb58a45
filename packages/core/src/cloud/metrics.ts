/**
 * Names of the metrics that the functions write and the alarms look at. Every pair of name and dimension values is a metric
 * that is paid for by the month, so dimensions are few and bounded: never a tenant, a person or an address.
 */
export const METRICS_NAMESPACE = "Selaras";

type Metric = {
  readonly unit: "Count" | "Milliseconds";
  /** Exactly these dimensions, in every line that carries the metric. */
  readonly dimensions: readonly ("function" | "operation" | "kind")[];
};

export const METRICS = {
  /** Invocations of a function. */
  Requests: { unit: "Count", dimensions: ["function"] },
  /** Answers that were no success, by kind of failure (`kernel/failure.ts`). */
  Refusals: { unit: "Count", dimensions: ["function", "kind"] },
  /** Units of the table that an invocation consumed. */
  ReadUnits: { unit: "Count", dimensions: ["function"] },
  WriteUnits: { unit: "Count", dimensions: ["function"] },
  /** 1 when the invocation was the first of its container, 0 otherwise: the average is the share. */
  ColdStart: { unit: "Count", dimensions: ["function"] },
  /** From the beginning to the end of the handler. */
  Latency: { unit: "Milliseconds", dimensions: ["function"] },
  /** Journal entries that could not be projected, each try. */
  ProjectionFailures: { unit: "Count", dimensions: ["function"] },
  /** Tenants for which a job failed, by job. */
  JobFailures: { unit: "Count", dimensions: ["function", "operation"] },
  /** Signed reports that wait for their seal or publication longer than they should, at each look of the job. */
  PublicationsLate: { unit: "Count", dimensions: ["function"] },
} as const satisfies Readonly<Record<string, Metric>>;
export type MetricName = keyof typeof METRICS;
