import type { Contents, Writers } from "@selaras/core/export/content.ts";
import type { Makers } from "@selaras/core/report/issue.ts";

/*
 * The writers of formats, each loaded with the first file that needs it: most batches of the worker only tell people
 * of what waits for them, and the libraries are two thirds of its program.
 */

const printed: Makers["document"] = async (content) => (await import("./report-document.ts")).reportDocument(content);

/** What was signed is handed out as it is; only a draft is printed. */
const document = async ({ stored, draft }: Contents["document"]): Promise<Uint8Array> =>
  stored ?? (await printed(draft));

/** The writer of every kind of file. The compiler refuses a kind without one. */
export const WRITERS: Writers = {
  report: async (content) => (await import("./report-workbook.ts")).reportWorkbook(content),
  document,
  board: async (content) => (await import("./board-workbook.ts")).boardWorkbook(content),
  recap: async (content) => (await import("./recap-workbook.ts")).recapWorkbook(content),
  specimen: printed,
  agreement: async (content) => (await import("./agreement-document.ts")).agreementDocument(content),
};

/** The maker of the document that is published. */
export const MAKERS: Makers = { document: printed };
