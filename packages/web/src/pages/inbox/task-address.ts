import type { Task } from "../../frame/inbox.ts";
import { paths } from "../../paths.ts";

/** Where a task is done: a signature and a correction on pages of their own, everything else on the page for reviewing. */
export function taskAddress({ kind, reportId }: Task): string {
  if (kind === "sign") return paths.sign(reportId);
  return kind === "correction" ? paths.report(reportId) : paths.review(reportId);
}
