import { describe, expect, it } from "vitest";
import { after, can, MOVES, type Move } from "./machine.ts";
import { REPORT_STATES, type ReportState } from "./schema.ts";

/** The whole table, written out by hand: state x move to the next state; what is absent is refused. */
const TABLE: Readonly<Record<ReportState, Partial<Record<Move, ReportState>>>> = {
  draft: { save: "draft", attach: "draft", submit: "in_review" },
  returned: { save: "returned", attach: "returned", submit: "in_review" },
  in_review: { withdraw: "draft", verify: "in_review", sendBack: "returned", sign: "signed" },
  signed: { verify: "signed", release: "signed", recall: "in_review", publish: "published" },
  published: { askCorrection: "published", supersede: "superseded", void: "voided" },
  superseded: {},
  voided: { askCorrection: "voided" },
};
const CELLS = REPORT_STATES.flatMap((state) => MOVES.map((move) => [state, move, TABLE[state][move] ?? null] as const));

describe("the state machine of a report", () => {
  it.each(CELLS)("%s, %s: %s", (state, move, next) => {
    const decision = can(move, state);
    expect(decision.allowed).toBe(next !== null);
    if (next !== null) expect(after(move, state)).toBe(next);
    if (!decision.allowed) {
      expect([decision.because.code, decision.because.kind]).toEqual(["report.state", "refused"]);
      expect(decision.because.message).toMatch(/^Laporan ini .*Muat ulang/);
    }
  });

  it("leaves no way to change what is published: it can be replaced by a later version or withdrawn, nothing else", () => {
    for (const state of ["published", "superseded", "voided"] as const) {
      for (const move of MOVES.filter((each) => can(each, state).allowed)) {
        expect(["published", "superseded", "voided"]).toContain(after(move, state));
      }
    }
  });

  it("reaches publication only through submission and signature", () => {
    const before = (state: ReportState): ReportState[] =>
      REPORT_STATES.filter((from) =>
        MOVES.some((move) => can(move, from).allowed && after(move, from) === state && from !== state),
      );
    expect([before("published"), before("signed"), before("in_review")]).toEqual([
      ["signed"],
      ["in_review"],
      ["draft", "returned", "signed"],
    ]);
  });
});
