import { describe, expect, it } from "vitest";
import {
  cancelEditing,
  clearSelection,
  commitEditing,
  enterText,
  follow,
  markSelection,
  move,
  NEW_SESSION,
  type Outcome,
  paste,
  retype,
  selectionOf,
  type Session,
  standAt,
  startEditing,
  stepBack,
  stepForward,
} from "./session.ts";
import { MISSING, type Sheet, sheet, valueCell } from "./sheet-fixture.ts";

const at = (row: number, column: number, session: Session = NEW_SESSION) => standAt(session, { row, column }, false);

/** Applies the outcome to the sheet, as a screen does, and gives the session after it. */
function take(view: Sheet, outcome: Outcome): Session {
  view.put(outcome.changes);
  return outcome.session;
}

describe("typing", () => {
  it("replaces the value, takes it at Enter and stands one row below", () => {
    const view = sheet({ "r0/money": valueCell("5") });
    const typed = retype(startEditing(view, at(0, 0), "1").session, "1.500");
    const outcome = commitEditing(view, typed, "down");
    expect(outcome.changes).toEqual([{ rowKey: "r0", columnId: "money", input: { kind: "value", text: "1500" } }]);
    expect(outcome.session.active).toEqual({ row: 1, column: 0 });
    expect(outcome.session.editing).toBeNull();
  });

  it("keeps the editor open with the typed text and the reason when the text is refused", () => {
    const view = sheet();
    const outcome = commitEditing(view, retype(startEditing(view, at(0, 0), "x").session, "1,5.0"), "down");
    expect(outcome.changes).toEqual([]);
    expect(outcome.session.editing).toEqual({
      at: { row: 0, column: 0 },
      text: "1,5.0",
      mode: "type",
      refusal: "Bukan angka.",
    });
    expect(outcome.session.active).toEqual({ row: 0, column: 0 });
    expect(outcome.say).toBe("Bukan angka.");
  });

  it("opens F2 on the present text, and Esc leaves it unchanged", () => {
    const view = sheet({ "r0/money": valueCell("5") });
    const open = startEditing(view, at(0, 0), null).session;
    expect(open.editing?.text).toBe("5");
    expect(cancelEditing(open)).toEqual({ ...open, editing: null });
  });

  it("changes nothing when the text is as it was", () => {
    const view = sheet({ "r0/money": valueCell("5") });
    const outcome = enterText(view, at(0, 0), "r0", "money", " 5 ");
    expect(outcome.changes).toEqual([]);
    expect(outcome.session.history.done).toEqual([]);
  });

  it("does not turn nihil into missing when its editor is left empty", () => {
    const view = sheet({ "r0/money": { ...MISSING, state: "nil", reason: "libur" } });
    expect(enterText(view, at(0, 0), "r0", "money", "").changes).toEqual([]);
  });

  it("refuses to open a computed or locked cell and says why", () => {
    const view = sheet({ "r0/money": valueCell("5", { locked: "Sudah dikirim." }) });
    expect(startEditing(view, at(0, 2), "1")).toMatchObject({
      session: { editing: null },
      say: "Kolom ini dihitung otomatis.",
    });
    expect(startEditing(view, at(0, 0), "1")).toMatchObject({ session: { editing: null }, say: "Sudah dikirim." });
  });
});

describe("a selection", () => {
  const range = (view: Sheet) => move(view, at(0, 0), "down", true, 10) ?? NEW_SESSION;

  it("is emptied at once and comes back at once", () => {
    const view = sheet({ "r0/money": valueCell("5"), "r1/money": valueCell("0") });
    const cleared = take(view, clearSelection(view, range(view)));
    expect([view.cell("r0", "money").state, view.cell("r1", "money").state]).toEqual(["missing", "missing"]);
    const back = stepBack(view, cleared);
    expect(back.say).toBe("2 sel dikembalikan ke isi sebelumnya.");
    take(view, back);
    expect([view.cell("r0", "money").raw, view.cell("r1", "money").raw]).toEqual(["5", "0"]);
  });

  it("takes nihil with one reason, except where it may not", () => {
    const view = sheet({ "r0/money": valueCell("5", { locked: "Sudah dikirim." }) });
    const outcome = markSelection(view, range(view), "nil", "Belum ada tagihan");
    expect(outcome.changes).toEqual([
      { rowKey: "r1", columnId: "money", input: { kind: "nil", reason: "Belum ada tagihan" } },
    ]);
    expect(outcome.say).toBe("1 sel dinyatakan nihil. 1 sel tidak dapat diubah.");
    expect(markSelection(view, at(0, 1), "not-applicable", "x").changes).toEqual([]);
  });
});

describe("pasting", () => {
  it("is one step back as a whole", () => {
    const view = sheet({ "r0/money": valueCell("5") });
    const pasted = take(view, paste(view, at(0, 0), [[{ kind: "text", text: "1" }], [{ kind: "text", text: "2" }]]));
    expect(selectionOf(pasted)).toEqual({ top: 0, bottom: 1, left: 0, right: 0 });
    const undone = take(view, stepBack(view, pasted));
    expect([view.cell("r0", "money").raw, view.cell("r1", "money").state]).toEqual(["5", "missing"]);
    take(view, stepForward(view, undone));
    expect([view.cell("r0", "money").raw, view.cell("r1", "money").raw]).toEqual(["1", "2"]);
  });

  it("says how many were taken, refused and out of reach", () => {
    const view = sheet();
    const outcome = paste(view, at(2, 0), [
      [
        { kind: "text", text: "1" },
        { kind: "text", text: "x" },
      ],
      [{ kind: "text", text: "2" }],
    ]);
    expect(outcome.say).toBe("1 sel ditempel. 1 sel ditolak. 1 baris melebihi tabel dan tidak ditempel.");
    expect(outcome.refused).toHaveLength(1);
  });
});

describe("undo", () => {
  it("never overwrites what a colleague wrote since", () => {
    const view = sheet();
    const mine = take(view, enterText(view, at(0, 0), "r0", "money", "5"));
    view.set("r0/money", valueCell("9"));
    const outcome = stepBack(view, mine);
    expect(outcome.changes).toEqual([]);
    expect(outcome.say).toBe("0 sel dikembalikan ke isi sebelumnya. 1 sel dibiarkan karena isinya sudah berubah.");
  });

  it("leaves a cell alone that was locked since", () => {
    const view = sheet();
    const mine = take(view, enterText(view, at(0, 0), "r0", "money", "5"));
    view.set("r0/money", valueCell("5", { locked: "Sudah dikirim." }));
    expect(stepBack(view, mine).changes).toEqual([]);
  });

  it("forgets what could be redone once something new is entered", () => {
    const view = sheet();
    const first = take(view, enterText(view, at(0, 0), "r0", "money", "5"));
    const undone = take(view, stepBack(view, first));
    const fresh = take(view, enterText(view, undone, "r1", "money", "6"));
    expect(stepForward(view, fresh).say).toBe("Tidak ada perubahan untuk diulangi.");
  });

  it("stands where it changed something", () => {
    const view = sheet();
    const entered = take(view, enterText(view, at(0, 0), "r2", "physical", "5"));
    expect(stepBack(view, at(0, 0, entered)).session.active).toEqual({ row: 2, column: 1 });
  });
});

describe("rows that move", () => {
  it("are followed by the one who stands in them", () => {
    const view = sheet();
    const turned = { ...view, rows: [...view.rows].reverse() };
    expect(follow(turned, at(0, 1), "r0").active).toEqual({ row: 2, column: 1 });
    expect(follow({ ...view, rows: view.rows.slice(0, 1) }, at(2, 1), "r2").active).toEqual({ row: 0, column: 1 });
  });
});
