import { describe, expect, it } from "vitest";
import { type Clip, parseHtml, parseTsv, planPaste, readClipboard, undress, writeClipboard } from "./clipboard.ts";
import { COLUMNS, MISSING, sheet, valueCell } from "./sheet-fixture.ts";

const text = (value: string): Clip => ({ kind: "text", text: value });
const one = (row: number, column: number) => ({ top: row, bottom: row, left: column, right: column });
const column = (id: string) => {
  const found = COLUMNS.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

describe("text of a spreadsheet", () => {
  it.each([
    [
      "1\t2\r\n3\t4\r\n",
      [
        ["1", "2"],
        ["3", "4"],
      ],
    ],
    ["1\n\n3", [["1"], [""], ["3"]]],
    ['"dua\nbaris"\t5', [["dua\nbaris", "5"]]],
    ['"kata ""kutip"""\tx', [['kata "kutip"', "x"]]],
    ['pipa 12" baru\t1', [['pipa 12" baru', "1"]]],
    ['"belum tutup\t1', [['"belum tutup', "1"]]],
    ["7", [["7"]]],
  ])("reads %j", (source, rows) => {
    expect(parseTsv(source)).toEqual(rows);
  });

  it("reads the table that Excel puts beside it, by what a person sees", () => {
    const html =
      '<html><table><tr><td class=xl65 x:num="0.125">12,5%</td><td>Jalan<br>rusak &amp; licin</td></tr></table></html>';
    expect(parseHtml(html)).toEqual([[text("12,5%"), text("Jalan\nrusak & licin")]]);
    expect(readClipboard("", html)).toEqual([[text("12,5%"), text("Jalan\nrusak & licin")]]);
    expect(parseHtml("<p>1</p>")).toBeNull();
  });

  it.each([
    ["money", "Rp 1.250.000,-", "1.250.000"],
    ["money", "\u00a0Rp.1.250.000,50 ", "1.250.000,50"],
    ["money", "(1.000)", "-1.000"],
    ["percent", "12,5 %", "12,5"],
    ["money", "1,250.00", "1,250.00"],
  ])("takes the dress off a %s figure %j without touching its digits", (kind, pasted, bare) => {
    expect(undress(column(kind === "percent" ? "physical" : "money"), pasted)).toBe(bare);
  });

  it("leaves a date as it stood in the other table: what it means is the screen's to judge", () => {
    const date = { id: "date", label: "Tanggal", kind: "date" } as const;
    expect([" 31/03/2026 ", "(31-3-2026)", "31 Maret\u00a02026"].map((each) => undress(date, each))).toEqual([
      "31/03/2026",
      "(31-3-2026)",
      "31 Maret 2026",
    ]);
  });

  it("finds a choice by the word on the screen", () => {
    expect(undress(column("status"), " terlambat ")).toBe("late");
  });
});

describe("copying", () => {
  it("brings values and absences back with their reasons when pasted here", () => {
    const view = sheet({
      "r0/money": valueCell("1250000,5", { shown: "1.250.000,50" }),
      "r0/physical": { ...MISSING, state: "nil", reason: 'libur "nasional" & banjir' },
      "r1/money": MISSING,
      "r1/physical": valueCell("0"),
    });
    const { plain, html } = writeClipboard(view, { top: 0, bottom: 1, left: 0, right: 1 });
    expect(plain).toBe("1250000,5\tNihil\n\t0");
    const clips = readClipboard(plain, html);
    expect(clips[0]).toEqual([text("1250000,5"), { kind: "nil", reason: 'libur "nasional" & banjir' }]);
    expect(clips[1]).toEqual([text(""), text("0")]);
  });
});

describe("pasting", () => {
  it("takes what fits and names each refusal with its reason", () => {
    const plan = planPaste(sheet(), one(0, 0), [
      [text("1.000"), text("12,5%")],
      [text("1,000.50"), text("3")],
    ]);
    expect(plan.changes).toEqual([
      { rowKey: "r0", columnId: "money", input: { kind: "value", text: "1000" } },
      { rowKey: "r0", columnId: "physical", input: { kind: "value", text: "12,5" } },
      { rowKey: "r1", columnId: "physical", input: { kind: "value", text: "3" } },
    ]);
    expect(plan.refused).toEqual([{ rowKey: "r1", columnId: "money", text: "1,000.50", why: "Bukan angka." }]);
  });

  it("empties a cell where the other table is empty, never writes zero", () => {
    const plan = planPaste(sheet({ "r0/money": valueCell("5") }), one(0, 0), [[text("")]]);
    expect(plan.changes).toEqual([{ rowKey: "r0", columnId: "money", input: { kind: "clear" } }]);
  });

  it("fills a range with one cell and repeats a block that fits", () => {
    const range = { top: 0, bottom: 2, left: 0, right: 0 };
    expect(planPaste(sheet(), range, [[text("7")]]).changes).toHaveLength(3);
    const four = planPaste(sheet({}, 4), { top: 0, bottom: 3, left: 0, right: 0 }, [[text("1")], [text("2")]]);
    expect(four.changes.map((change) => (change.input.kind === "value" ? change.input.text : ""))).toEqual([
      "1",
      "2",
      "1",
      "2",
    ]);
  });

  it("says how much lies beyond the sheet", () => {
    const plan = planPaste(sheet(), one(2, 4), [
      [text("a"), text("b")],
      [text("c"), text("d")],
    ]);
    expect(plan.beyond).toEqual({ rows: 1, columns: 1 });
    expect(plan.changes).toHaveLength(1);
    expect(plan.covered).toEqual({ top: 2, bottom: 2, left: 4, right: 4 });
  });

  it("passes over computed columns and refuses locked cells that would change", () => {
    const view = sheet({
      "r0/money": valueCell("5", { locked: "Sudah dikirim." }),
      "r1/money": valueCell("5", { locked: "Sudah dikirim." }),
    });
    const plan = planPaste(view, one(0, 0), [[text("6"), text("1"), text("99")], [text("5")]]);
    expect(plan.refused).toEqual([{ rowKey: "r0", columnId: "money", text: "6", why: "Sudah dikirim." }]);
    expect(plan.changes.map((change) => change.columnId)).toEqual(["physical"]);
  });

  it("refuses an absence that the column's zero policy does not know", () => {
    const plan = planPaste(sheet(), one(0, 1), [[{ kind: "not-applicable", reason: "x" }]]);
    expect(plan.changes).toEqual([]);
    expect(plan.refused[0]?.why).toBe("Kolom ini tidak menerima tidak berlaku.");
  });
});
