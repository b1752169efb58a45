import type { Writers } from "@selaras/core/export/content.ts";
import type { Makers } from "@selaras/core/report/issue.ts";
import { boardWorkbook } from "./board-workbook.ts";
import { reportDocument } from "./report-document.ts";
import { reportWorkbook } from "./report-workbook.ts";

/** The writer of every kind of file. The compiler refuses a kind without one. */
export const WRITERS: Writers = { report: reportWorkbook, board: boardWorkbook };

/** The maker of the document that is published. */
export const MAKERS: Makers = { document: reportDocument };
