import { allow, type Decision, refuse } from "../kernel/decision.ts";
import { failure } from "../kernel/failure.ts";
import type { ReportState } from "./schema.ts";

/** Moves of a report. The same table refuses a request and disables a button with the reason. */
export const MOVES = [
  "save",
  "attach",
  "submit",
  "withdraw",
  "verify",
  "sendBack",
  "sign",
  "release",
  "recall",
  "publish",
  "askCorrection",
  "supersede",
  "void",
] as const;
export type Move = (typeof MOVES)[number];

const DONE_WORD: Readonly<Record<ReportState, string>> = {
  draft: "masih berupa draf",
  returned: "sedang dikembalikan kepada penyusun",
  in_review: "sedang diperiksa",
  signed: "sudah ditandatangani",
  published: "sudah terbit dan tidak dapat diubah",
  superseded: "sudah digantikan oleh versi berikutnya",
  voided: "sudah ditarik",
};
export const STATE_WORD: Readonly<Record<ReportState, string>> = {
  draft: "Draf",
  returned: "Dikembalikan",
  in_review: "Diperiksa",
  signed: "Ditandatangani",
  published: "Terbit",
  superseded: "Digantikan",
  voided: "Ditarik",
};

export const wrongState = failure<{ state: ReportState }>(
  "report.state",
  "refused",
  ({ state }) => `Laporan ini ${DONE_WORD[state]}. Muat ulang halaman untuk melihat keadaan terakhir.`,
);

type Leave = { readonly from: readonly ReportState[]; readonly to: ReportState | "same" };
/**
 * `verify` keeps the report where it is until the last step before the signature has passed; steps that acknowledge may
 * follow the signature. `sign` is the last signature; an earlier one of several leaves the report in review.
 */
const TABLE: Readonly<Record<Move, Leave>> = {
  save: { from: ["draft", "returned"], to: "same" },
  attach: { from: ["draft", "returned"], to: "same" },
  submit: { from: ["draft", "returned"], to: "in_review" },
  withdraw: { from: ["in_review"], to: "draft" },
  verify: { from: ["in_review", "signed"], to: "same" },
  sendBack: { from: ["in_review"], to: "returned" },
  sign: { from: ["in_review"], to: "signed" },
  release: { from: ["signed"], to: "same" },
  recall: { from: ["signed"], to: "in_review" },
  publish: { from: ["signed"], to: "published" },
  // What was withdrawn from the public can still be put right: by a new version.
  askCorrection: { from: ["published", "voided"], to: "same" },
  supersede: { from: ["published"], to: "superseded" },
  void: { from: ["published"], to: "voided" },
};

/** Whether the state allows a move. */
export const can = (move: Move, state: ReportState): Decision =>
  TABLE[move].from.includes(state) ? allow : refuse(wrongState({ state }));

/** The state after a move. */
export function after(move: Move, state: ReportState): ReportState {
  const { to } = TABLE[move];
  return to === "same" ? state : to;
}

/** States in which a report is, or was, public. */
export const isOut = (state: ReportState): boolean =>
  state === "published" || state === "superseded" || state === "voided";
