/**
 * Operations after which the worker has something to do: a file that was asked for, a signed report that may come out.
 * Pure and apart from the worker: the deployment reads it to make the filter of the event source.
 */
export const WORKER_OPERATIONS = [
  "export.request",
  "report.issue",
  "report.release",
  "report.sign",
  "report.verify",
] as const;
