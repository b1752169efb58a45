import type { Writers } from "@selaras/core/export/content.ts";
import type { Makers } from "@selaras/core/report/issue.ts";
import { boardWorkbook } from "./board-workbook.ts";
import { reportWorkbook } from "./report-workbook.ts";

/** The writer of every kind of file. The compiler refuses a kind without one. */
export const WRITERS: Writers = { report: reportWorkbook, board: boardWorkbook };

export const MAKERS: Makers = {
  document: (content) => Promise.resolve(new TextEncoder().encode(JSON.stringify(content))),
};
