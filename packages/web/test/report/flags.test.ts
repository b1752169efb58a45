import { decimal } from "@selaras/core/kernel/decimal.ts";
import { toWire, missing, valueOf } from "@selaras/core/expression/figure.ts";
import { kinerja } from "@selaras/core/template/packs/kinerja.ts";
import { rfk } from "@selaras/core/template/packs/rfk.ts";
import { describe, expect, it } from "vitest";
import {
  cellIsFlagged,
  cellsFlagged,
  fieldsOfRow,
  flaggedRows,
  markCell,
  markRow,
  nameOfRef,
  rowHasFlags,
  rowIsFlagged,
} from "../../src/pages/report/flags.ts";
import { leftOf } from "../../src/pages/report/time-left.ts";
import { seenTotals } from "../../src/pages/report/totals.ts";

const ROAD = "rincian/1.03.10.2.01.0033";
const BRIDGE = "rincian/1.03.10.2.01.0034";

describe("marks of a reviewer", () => {
  it("point at single cells, and at nothing else of the row", () => {
    const flags = markCell([], ROAD, "keuangan", true);
    expect([cellIsFlagged(flags, ROAD, "keuangan"), cellIsFlagged(flags, ROAD, "fisik")]).toEqual([true, false]);
    expect([rowIsFlagged(flags, ROAD), rowHasFlags(flags, ROAD), cellsFlagged(flags, ROAD)]).toEqual([false, true, 1]);
    expect([rowHasFlags(flags, BRIDGE), flaggedRows(flags, "rincian"), flaggedRows(flags, "catatan")]).toEqual([
      false,
      1,
      0,
    ]);
  });

  it("of a whole row take the place of those of its cells, and are taken back at once", () => {
    const flags = markRow(markCell(markCell([], ROAD, "fisik", true), BRIDGE, "fisik", true), ROAD, true);
    expect(flags).toEqual([
      { rowKey: BRIDGE, field: "fisik" },
      { rowKey: ROAD, field: null },
    ]);
    expect(cellIsFlagged(flags, ROAD, "keuangan")).toBe(true);
    expect(markRow(flags, ROAD, false)).toEqual([{ rowKey: BRIDGE, field: "fisik" }]);
  });

  it("are set once, however often one presses", () => {
    const once = markCell([], ROAD, "keuangan", true);
    expect(markCell(once, ROAD, "keuangan", true)).toEqual(once);
    expect(markCell(once, ROAD, "keuangan", false)).toEqual([]);
  });

  it("are called by row and field; what stands for everything says so", () => {
    const rows = [{ rowKey: ROAD, label: "Rekonstruksi Jalan" }];
    expect(nameOfRef(rfk, rows, { rowKey: ROAD, field: "keuangan" })).toBe(
      "Rekonstruksi Jalan: Realisasi keuangan bulan ini",
    );
    expect(nameOfRef(rfk, rows, { rowKey: ROAD, field: null })).toBe("Rekonstruksi Jalan");
    expect(nameOfRef(rfk, rows, { rowKey: null, field: null })).toBe("Seluruh laporan");
  });
});

describe("what can be marked in a row", () => {
  it("is every field of a form, and of a narrative the one that the row keeps", () => {
    const ids = (rowKey: string) => fieldsOfRow(kinerja, rowKey).map(({ id }) => id);
    expect(ids("layanan/isian")).toEqual(["hari_layanan", "pemohon", "pengaduan_masuk", "pengaduan_selesai"]);
    expect(ids("uraian/kendala")).toEqual(["kendala"]);
    expect(ids("bukti/isian")).toEqual([]);
  });
});

describe("totals, old and new", () => {
  const percent = rfk.figures.find((figure) => figure.type === "percent")?.id;
  if (percent === undefined) throw new Error("RFK has no percentage");
  const total = (before: string, after: string) => ({
    figure: percent,
    before: toWire(valueOf(decimal(before))),
    after: toWire(valueOf(decimal(after))),
    changed: before !== after,
  });

  it("tell a change that is seen from one behind the decimals, and from none", () => {
    // 4.1531 and 4.1549 are both shown as 4,15 %.
    const seen = seenTotals(rfk, [total("4.1531", "4.1549"), total("4.15", "4.25"), total("4.15", "4.15")]);
    expect(seen.map(({ before, after, change }) => [before, after, change])).toEqual([
      ["4,15 %", "4,15 %", "hidden"],
      ["4,15 %", "4,25 %", "seen"],
      ["4,15 %", "4,15 %", "none"],
    ]);
  });

  it("say what was missing before, never zero", () => {
    const before = { ...total("1", "2"), before: toWire(missing("rincian")) };
    expect(seenTotals(rfk, [before])[0]?.before).toBe("Belum diisi");
  });
});

it("says what is left of the time to recall, in seconds only at the end", () => {
  const minute = 60_000;
  expect([119 * minute, 120 * minute, 12.5 * minute, 59_999, 0, -5].map(leftOf)).toEqual([
    "1 jam 59 menit",
    "2 jam",
    "12 menit",
    "59 detik",
    "0 detik",
    "0 detik",
  ]);
});
