import type { DrawnWords } from "./id.ts";

const some = (names: readonly string[], n: number): string =>
  n > names.length ? `${names.join(", ")}, and ${n - names.length} more` : names.join(", ");

export const en: DrawnWords = {
  from: (short) => `Drawn from published ${short} reports.`,
  counted: (n, of) => `${n} of ${of} offices.`,
  at: (moment) => `Drawn ${moment}.`,
  awaited: "Not published:",
  awaitedOf: (name, periods) => `${name} (${periods.join(", ")})`,
  sources: (n) => `See ${n} source reports`,
  source: (short, period, name, version) => `${short} ${period}, ${name}, version ${version}`,
  hash: (hash) => `hash ${hash}`,
  again: (short) => `Draw again from the ${short} reports`,
  changed: "The source has changed since it was drawn",
  undrawn: "This section was not yet drawn by the template in force",
  news: {
    new: (name, period) => `${name} published ${period}`,
    corrected: (name, period) => `${name} corrected ${period}`,
    withdrawn: (name, period) => `the report of ${name} ${period} was withdrawn`,
  },
  title: (short) => `Draw again from the ${short} reports?`,
  text: "Drawn columns follow the source reports that are published now. What you typed beside them stays.",
  act: "Draw again",
  done: (short) => `This section follows the ${short} reports that are published now.`,
  saveFirst: "Wait until everything is saved.",
  same: "Nothing would change.",
  row: "Row",
  column: "Column",
  before: "In this report now",
  after: "After drawing again",
  cells: (n) => `${n} figures or words change`,
  more: (n) => `${n} further changes are not shown.`,
  added: (n, names) => `${n} new rows: ${some(names, n)}.`,
  removed: (n, names) => `${n} rows go: ${some(names, n)}.`,
  kept: (n, names) => `${n} rows are gone at the source but stay for what you typed: ${some(names, n)}.`,
  locked: "Drawn from another report and never typed",
  lockedWhy: (why) => `Not there: ${why}`,
  empty: "No rows: nobody is asked for a source report for this unit and period.",
  origin: "Drawn from the source report",
  explained: "This figure was drawn as it stands in the source report. Formula, entries and evidence are there.",
  rowSources: "Source reports of this row",
};
