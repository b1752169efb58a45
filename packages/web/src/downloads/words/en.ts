import type { Words } from "./id.ts";

/** Texts of downloads in English. */
export const en: Words = {
  ask: "Download Excel",
  fetch: "Download",
  fetchLabel: (title) => `Download ${title}`,
  fetchReady: "Download the Excel file that is ready",
  again: "Try again",
  anew: "Make anew",
  anewLabel: "Make anew with the latest content",
  state: { waiting: "Queued", making: "In the making", ready: "Ready", failed: "Failed" },
  waiting: "The Excel file is queued. You may leave this page.",
  making: "The Excel file is being made. You may leave this page.",
  ready: (when, size) => `The Excel file is ready: made ${when}, ${size}.`,
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
  empty: "Press Download Excel on a report or on Who has not reported; the file appears here.",
};
