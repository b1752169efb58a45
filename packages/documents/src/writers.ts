import type { Contents, Writers } from "@selaras/core/export/content.ts";
import type { Makers } from "@selaras/core/report/issue.ts";
import { boardWorkbook } from "./board-workbook.ts";
import { recapWorkbook } from "./recap-workbook.ts";
import { reportDocument } from "./report-document.ts";
import { reportWorkbook } from "./report-workbook.ts";

/** What was signed is handed out as it is; only a draft is printed. */
const document = async ({ stored, draft }: Contents["document"]): Promise<Uint8Array> =>
  stored ?? (await reportDocument(draft));

/** The writer of every kind of file. The compiler refuses a kind without one. */
export const WRITERS: Writers = { report: reportWorkbook, document, board: boardWorkbook, recap: recapWorkbook };

/** The maker of the document that is published. */
export const MAKERS: Makers = { document: reportDocument };
