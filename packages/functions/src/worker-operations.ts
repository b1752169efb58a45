/**
 * Operations after which the worker has something to do: a file that was asked for, a signed report that may come out,
 * drafts that follow a new version of the budget or of the targets, or a changed tree, periods that are open to new units, people to be told of
 * what waits for them and of what became of theirs.
 * Pure and apart from the worker: the deployment reads it to make the filter of the event source.
 */
export const WORKER_OPERATIONS = [
  "budget.record",
  "calendar.change",
  "calendar.plan",
  "cascade.begin",
  "cascade.recordTargets",
  "cascade.remove",
  "cascade.saveIndicator",
  "cascade.saveNode",
  "export.request",
  "report.answerCorrection",
  "report.askCorrection",
  "report.issue",
  "report.move",
  "report.publish",
  "report.recall",
  "report.release",
  "report.sendBack",
  "report.sign",
  "report.submit",
  "report.takeTemplate",
  "report.verify",
  "report.withdraw",
  "template.assign",
  "template.publish",
  "template.release",
  "template.unassign",
] as const;
