/**
 * Operations after which the worker has something to do: a file that was asked for, a signed report that may come out,
 * drafts that follow a new version of the budget.
 * Pure and apart from the worker: the deployment reads it to make the filter of the event source.
 */
export const WORKER_OPERATIONS = [
  "budget.record",
  "export.request",
  "report.issue",
  "report.release",
  "report.sign",
  "report.verify",
  "report.withdraw",
] as const;
