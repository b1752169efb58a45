import type { Words } from "./id.ts";

export const en: Words = {
  title: "Keepers of the SAKIP",
  about: "Posts that keep plans, trees and targets, answer requests for support, and evaluate.",
  readOnly: "Keepers of the SAKIP are set by the admin of the regency. You can read them.",
  change: "Change",
  save: "Save",
  saved: "The keepers of the SAKIP were saved.",
  defaults: "As by default",
  own: "Set by this regency",
  source: (source) => `Default: ${source}`,
  nobody: "Nobody",
  lists: {
    planKeepers: {
      label: "Keepers of plans",
      hint: "Keep plans of several years, the regency's tree, and the tree of every OPD.",
      source: "proposal of Selaras: who writes the RPJMD and who guides the SAKIP.",
    },
    partKeepers: {
      label: "Keepers of an OPD's part",
      hint: "Keep tree and targets of their own OPD.",
      source: "proposal of Selaras: the head of the OPD and those who plan for it.",
    },
    heads: {
      label: "Heads who answer for support",
      hint: "Accept or refuse a request to their OPD.",
      source: "heads of the usual SOTK; a regency follows its own.",
    },
    evaluators: {
      label: "Evaluators",
      hint: "Open sheets, evaluate and write recommendations.",
      source: "the APIP of the regency as internal evaluator (PermenPANRB 88/2021).",
    },
  },
  lacking: (label) => `${label}: choose one post at least.`,
};
