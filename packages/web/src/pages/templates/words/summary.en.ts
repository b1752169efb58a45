import { LEVEL_LABEL } from "@selaras/core/cascade/levels.ts";
import type { summaryId } from "./summary.id.ts";

const list = (each: readonly string[]): string =>
  each.length < 2 ? (each[0] ?? "") : `${each.slice(0, -1).join(", ")} and ${each.at(-1)}`;

export const summaryEn: typeof summaryId = {
  whole: "Figures, publication and basis",
  everyPeriod: {
    bulan: "every month",
    triwulan: "every quarter",
    caturwulan: "every four months",
    semester: "every half year",
    tahun: "every year",
  },
  after: {
    bulan: "of the month after",
    triwulan: "of the month after the quarter",
    caturwulan: "of the month after the four months",
    semester: "of the month after the half year",
    tahun: "of the month after the year",
  },
  filledBy: (units, period) => `This report is filled by ${units} units ${period}`,
  filledEvery: (period) => `This report is filled ${period}`,
  dueDay: (day, after) => `by day ${day} ${after} at the latest`,
  byCalendar: "due as the calendar says",
  noCalendar: "but its calendar is not planned yet",
  authors: (posts) => `Filled by: ${list(posts)}.`,
  noAuthors: "Nobody is named who fills it.",
  fromBudget: "One row for every sub kegiatan of the unit.",
  listed: (n) => `${n} rows that are given.`,
  drawn: (of: string, period: string, units: string) =>
    `Its rows are drawn from published ${of} reports, ${period}, ${units}.`,
  drawnPeriod: { same: "the same period", last: "the last period within it", year: "all its periods put together" },
  drawnUnits: { own: "of the unit itself", region: "of every office" },
  drawnPart: (part: string) => `Only units with the part ${part} draw them.`,
  drawnColumns: (labels: readonly string[]) =>
    `Filled by themselves and never typed: ${list(labels)}. What is not out bears the name of its unit and is no zero.`,
  measured: (of, levels) =>
    `One row for every indicator of ${of} in the performance tree of that year, at the levels ${list(levels)}. Drafts follow changes of the tree.`,
  measuredOf: { unit: "the reporting agency", region: "the regency" },
  levels: LEVEL_LABEL,
  freeRows: "Rows are added by the author.",
  freeRowsMost: (most) => `Rows are added by the author, ${most} at most.`,
  sectionPart: (part) => `Filled only by units with the part ${part}.`,
  parts: (parts) => `Its rows belong to parts of the work: ${list(parts)}.`,
  perRow: (labels) => `Entered in every row: ${list(labels)}.`,
  once: (labels) => `Entered once: ${list(labels)}.`,
  texts: (labels) => `Written as text: ${list(labels)}.`,
  allRequired: "All of it is required before it is sent.",
  required: (labels) => `Required before it is sent: ${list(labels)}.`,
  computed: (labels) => `Worked out by itself: ${list(labels)}.`,
  blocks: (n) => `${n} rules hold it back.`,
  warns: (n) => `${n} rules ask for a reason.`,
  informs: (n) => `${n} rules inform.`,
  filesLeast: (n) => `At least ${n} files of evidence.`,
  filesWelcome: "Files of evidence are welcome.",
  mandatory: (label, n) => `${label}: ${n} files, mandatory.`,
  wanted: (label, n) => `${label}: ${n} files.`,
  complete: {
    block: (least) => `Evidence below ${least} percent holds it back.`,
    warn: (least) => `Evidence below ${least} percent asks for a reason.`,
  },
  figures: (labels) => `Figures of the report: ${list(labels)}.`,
  public: (labels) => `Citizens see: ${list(labels)}.`,
  nothingPublic: "No figure of the report is public.",
  judge: (label, n) => `${label} (version ${n})`,
  judges: (judges) => `Judged by ${list(judges)}.`,
  printed: (on, blocks) => `Printed${on.length === 0 ? "" : ` on paper ${on.join(", ")}`}, signed by: ${list(blocks)}.`,
  notPrinted: "Not printed; the signature covers it all the same.",
  source: (source) => `Basis: ${source}`,
};
