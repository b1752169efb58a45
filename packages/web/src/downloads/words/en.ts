import type { Words } from "./id.ts";

/** Texts of downloads in English. */
export const en: Words = {
  fetch: "Download",
  fetchLabel: (title) => `Download ${title}`,
  again: "Try again",
  anew: "Make anew",
  anewLabel: "Make anew with the latest content",
  state: { waiting: "Queued", making: "In the making", ready: "Ready", failed: "Failed" },
  forms: {
    excel: {
      ask: "Download Excel",
      fetch: "Download the Excel file",
      fetchReady: "Download the Excel file that is ready",
      waiting: "The Excel file is queued. You may leave this page.",
      making: "The Excel file is being made. You may leave this page.",
      ready: (when, size) => `The Excel file is ready: made ${when}, ${size}.`,
    },
    pdf: {
      ask: "Download PDF",
      fetch: "Download the PDF document",
      fetchReady: "Download the PDF document that is ready",
      waiting: "The PDF document is queued. You may leave this page.",
      making: "The PDF document is being fetched. You may leave this page.",
      ready: (when, size) => `The PDF document is ready: fetched ${when}, ${size}.`,
    },
    draft: {
      ask: "Print a draft",
      fetch: "Download the PDF draft",
      fetchReady: "Download the PDF draft that is ready",
      waiting: "The PDF draft is queued. You may leave this page.",
      making: "The PDF draft is being made. You may leave this page.",
      ready: (when, size) => `The PDF draft is ready: made ${when}, ${size}.`,
    },
  },
  size: (kilobytes) => `${kilobytes} KB`,
  about: "Files that you asked for. They stay for seven days; ask for a new one after that.",
  caption: "Files that you asked for, newest first",
  file: "File",
  stands: "State",
  asked: "Asked for",
  made: "Made",
  bytes: "Size",
  act: "Act",
  number: (request) => `Number of the request: ${request}`,
  emptyTitle: "No files yet",
  empty:
    "Press Download Excel, Download PDF or Print a draft on a report, or Download Excel on Who has not reported; the file appears here.",
};
