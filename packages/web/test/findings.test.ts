import { describe, expect, it } from "vitest";
import { deviationState } from "../src/figures/deviation.ts";
import { figureText, pointsText, sortNumber } from "../src/figures/figure-text.ts";
import { dueText } from "../src/frame/due.ts";
import {
  type Board,
  type BoardMonth,
  focusPeriod,
  seesAll,
  silentUnits,
  squareOf,
} from "../src/pages/board/board.data.ts";
import { prioritiesOf } from "../src/pages/home/priorities.ts";
import { lacking } from "../src/session/password.ts";

const bounds = { deviationYellow: "-5", deviationRed: "-10", zone: "Asia/Makassar" } as const;
const value = (amount: string) => ({ kind: "value", amount }) as const;

describe("the colour of a deviation", () => {
  it("changes below the tenant's bounds, not at them", () => {
    const rows = [
      ["0", "green"],
      ["-5", "green"],
      ["-5.01", "yellow"],
      ["-10", "yellow"],
      ["-10.01", "red"],
    ] as const;
    for (const [amount, state] of rows) expect(deviationState(value(amount), bounds)).toBe(state);
  });

  it("is never green for a figure that is not there", () => {
    expect(deviationState(undefined, bounds)).toBe("missing");
    expect(deviationState({ kind: "missing", which: ["x"] }, bounds)).toBe("missing");
    expect(deviationState({ kind: "not-applicable", reason: "x" }, bounds)).toBe("not-applicable");
  });
});

describe("a figure in a table", () => {
  it("shows percentages with two decimals and money in full", () => {
    expect(figureText(value("64.535"), { type: "percent", decimals: 2 })).toBe("64,54 %");
    expect(figureText(value("1234567.5"), { type: "money", decimals: 2 })).toBe("1.234.567,50");
    expect(figureText({ kind: "missing", which: [] }, { type: "money", decimals: 2 })).toBe("Belum lengkap");
    expect(pointsText("-14.2")).toBe("14,20 poin");
  });

  it("is ordered by its exact amount, and one that is absent has no place in the order", () => {
    expect(sortNumber(value("-3.5"))).toBe(-350n);
    expect(sortNumber({ kind: "undefined", why: "penyebut nol" })).toBeUndefined();
  });
});

const month = (state: BoardMonth["state"], more: Partial<BoardMonth> = {}) => ({
  stamp: 1,
  state,
  version: 1,
  onTime: null,
  submittedAt: null,
  publishedAt: null,
  report: "rfk.2026-09.dpu.1",
  ...more,
});
const period = (name: string, state: string, counts: object = {}) => ({
  period: name,
  opensOn: `${name}-11`,
  dueOn: "2026-10-10",
  lockOn: "2026-10-20",
  state,
  expected: 3,
  published: 0,
  onTime: 0,
  inReview: 0,
  silent: 3,
  ...counts,
});
const board = (over: object = {}): Board =>
  ({
    template: "rfk",
    templateName: "RFK",
    templateShort: "RFK",
    periods: [
      period("2026-09", "locked", { silent: 2, inReview: 1 }),
      { ...period("2026-10", "open"), dueOn: "2026-11-10" },
    ],
    units: [
      {
        unit: "dpu",
        name: "Dinas Pekerjaan Umum",
        short: "DPU",
        reached: true,
        months: { "2026-09": month("in_review", { submittedAt: "2026-10-11T17:00:00.000Z", onTime: false }) },
      },
      {
        unit: "dinsos",
        name: "Dinas Sosial",
        short: "Dinsos",
        reached: true,
        months: { "2026-09": month("returned") },
      },
      {
        unit: "tabang",
        name: "Kecamatan Tabang",
        short: "Kec. Tabang",
        reached: true,
        months: { "2026-09": null, "2026-10": null },
      },
    ],
    asOf: "2026-10-22T00:00:00.000Z",
    ...over,
  }) as unknown as Board;

describe("the board", () => {
  it("calls nobody silent of whom only published reports are shown", () => {
    const seen = board();
    const units = seen.units.map((unit) =>
      unit.short === "Dinsos" ? { ...unit, reached: false, months: { "2026-09": null } } : unit,
    );
    expect(silentUnits({ ...seen, units }, "2026-09").map(({ unit }) => unit.short)).toEqual(["Kec. Tabang"]);
    expect([seesAll(seen), seesAll({ ...seen, units })]).toEqual([true, false]);
  });

  it("calls silent whoever has not submitted, also after a report was sent back", () => {
    expect(silentUnits(board(), "2026-09").map(({ unit }) => unit.short)).toEqual(["Dinsos", "Kec. Tabang"]);
  });

  it("turns first to the period that is being reported, not to one that has only just opened", () => {
    expect(focusPeriod(board().periods)?.period).toBe("2026-09");
    expect(focusPeriod(board().periods, "2026-10")?.period).toBe("2026-10");
  });

  it("never colours a unit that was not expected, and knows late from missing", () => {
    const { units, periods } = board();
    const [september] = periods;
    if (september === undefined) throw new Error("no period");
    const squares = units.map((unit) => squareOf(unit, september));
    expect(squares).toEqual(["yellow", "red", "unreported"]);
    const [dpu] = units;
    const october = periods[1];
    if (dpu === undefined || october === undefined) throw new Error("no unit");
    expect(squareOf(dpu, october)).toBe("not-applicable");
  });
});

describe("a leader's priorities", () => {
  it("name who is behind, what is stuck and how long, and which deviation is red", () => {
    const figures = {
      template: "rfk",
      period: "2026-08",
      units: [
        {
          unit: "dpu",
          name: "Dinas Pekerjaan Umum",
          short: "DPU",
          report: "rfk.2026-08.dpu.1",
          figures: { deviasi_fisik_total: value("-14.2") },
        },
        {
          unit: "dinsos",
          name: "Dinas Sosial",
          short: "Dinsos",
          report: "rfk.2026-08.dinsos.1",
          figures: { deviasi_fisik_total: value("-9") },
        },
      ],
      labels: [{ id: "deviasi_fisik_total", label: "Deviasi fisik", type: "percent", unit: "%", decimals: 2 }],
    };
    // A unit late with August still counts with July; what July said of a unit that has published August is over.
    const july = {
      ...figures,
      period: "2026-07",
      units: [
        {
          unit: "dpu",
          name: "Dinas Pekerjaan Umum",
          short: "DPU",
          report: "rfk.2026-07.dpu.1",
          figures: { deviasi_fisik_total: value("-80") },
        },
        {
          unit: "tabang",
          name: "Kecamatan Tabang",
          short: "Kec. Tabang",
          report: "rfk.2026-07.tabang.1",
          figures: { deviasi_fisik_total: value("-11.5") },
        },
      ],
    };
    const found = prioritiesOf(board(), [figures, july] as never, "2026-10-22", bounds);
    expect(found.map((each) => `${each.finding}. ${each.detail}`)).toEqual([
      "2 dari 3 OPD belum mengirim RFK September 2026. Tenggat 10 Oktober 2026 sudah lewat 12 hari: Dinsos, Kec. Tabang.",
      "1 laporan menunggu keputusan lebih dari 3 hari. Terlama DPU, September 2026: 10 hari.",
      "DPU tertinggal 14,20 poin dari rencana, Agustus 2026. Deviasi fisik; batas merah di daerah ini 10,00 poin di bawah rencana.",
      "Kec. Tabang tertinggal 11,50 poin dari rencana, Juli 2026. Deviasi fisik; batas merah di daerah ini 10,00 poin di bawah rencana.",
    ]);
  });

  it("are none when nothing is late, stuck or red", () => {
    expect(
      prioritiesOf(board({ periods: [period("2026-09", "open", { silent: 0 })], units: [] }), [], "2026-09-20", bounds),
    ).toEqual([]);
  });
});

describe("a due instant", () => {
  it("at midnight belongs to the day that ends", () => {
    expect(dueText("2026-11-20T16:00:00.000Z", "Asia/Makassar")).toBe("20 November 2026, 24.00 WITA");
    expect(dueText("2026-11-20T02:30:00.000Z", "Asia/Jakarta")).toBe("20 November 2026, 09.30 WIB");
  });
});

describe("a new password", () => {
  it("is told each rule it does not keep", () => {
    expect(lacking("abc")).toEqual(["length", "upper", "digit", "symbol"]);
    expect(lacking("Selaras-2026!")).toEqual([]);
  });
});
