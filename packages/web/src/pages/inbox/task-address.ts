import type { Task } from "../../frame/inbox.ts";
import { paths } from "../../paths.ts";

/** Where a task is done: a signature on the page for signing, everything else on the page for reviewing. */
export const taskAddress = (task: Task): string =>
  task.kind === "sign" ? paths.sign(task.reportId) : paths.review(task.reportId);
