import { compute } from "@selaras/core/report/compute.ts";
import type { Cell, CarryView, Row } from "@selaras/core/report/schema.ts";
import { kinerja } from "@selaras/core/template/packs/kinerja.ts";
import { lkpj } from "@selaras/core/template/packs/lkpj.ts";
import { rfk } from "@selaras/core/template/packs/rfk.ts";
import { entrySections, fieldOf } from "@selaras/core/template/fields.ts";
import type { EntryField, TemplateDefinition } from "@selaras/core/template/schema.ts";
import { describe, expect, it } from "vitest";
import { inputFor, shownCell, verdictOf } from "../../src/pages/report/cell-model.ts";
import { columnOf } from "../../src/pages/report/column-model.ts";
import { explainCell, explainTotal } from "../../src/pages/report/explain-figure.ts";
import { cellText, figureText } from "../../src/pages/report/figure-text.ts";
import { gapsOf, obstaclesTo, slotsOf } from "../../src/pages/report/form-model.ts";
import { summaryOf } from "../../src/pages/report/read-model.ts";
import { stripOf } from "../../src/pages/report/sheet-model.ts";

const NO_CARRY: CarryView = { months: [], absent: [], values: {} };
const value = (v: string): Cell => ({ v, n: 1, s: "value", o: "screen", w: "p-a", t: 1_775_001_600 });

function field(definition: TemplateDefinition, id: string): EntryField {
  for (const section of entrySections(definition)) {
    const found = fieldOf(section, id);
    if (found) return found;
  }
  throw new Error(`no field ${id}`);
}
const keuangan = field(rfk, "keuangan");
const row = (rowKey: string, cells: Row["cells"], context: Row["context"] = {}): Row => ({
  rowKey: rowKey as Row["rowKey"],
  label: "Rekonstruksi Jalan",
  group: [],
  context,
  cells,
});

describe("numbers as Indonesians type them", () => {
  it("takes 2.475.300,25 as 2475300.25 and shows it the same way", () => {
    expect(verdictOf(keuangan, "2.475.300,25")).toEqual({ ok: true, text: "2475300,25" });
    expect(inputFor(keuangan, { kind: "value", text: "2475300,25" }).input).toEqual({
      kind: "value",
      value: "2475300.25",
    });
    expect(shownCell(keuangan, value("2475300.25"))).toEqual({
      shown: "2.475.300,25",
      raw: "2475300,25",
      state: "value",
    });
  });

  it("gives back its own text unchanged, so that an unedited cell is never a change", () => {
    for (const stored of ["0", "-15.5", "1000", "999999999999.99"]) {
      const { raw } = shownCell(keuangan, value(stored));
      expect(verdictOf(keuangan, raw)).toEqual({ ok: true, text: raw });
      expect(inputFor(keuangan, { kind: "value", text: raw }).input).toEqual({ kind: "value", value: stored });
    }
  });

  it("refuses a decimal point with an explanation and never scales", () => {
    expect(verdictOf(keuangan, "2475300.25").ok).toBe(false);
    expect(verdictOf(keuangan, "2,475,300.25").ok).toBe(false);
  });
});

describe("dates as Indonesians type them", () => {
  const delivered = field(lkpj, "disampaikan");

  it("takes every way of writing one day, keeps it year first, and shows it with the name of its month", () => {
    for (const text of ["31/03/2026", "31-3-2026", "31 Maret 2026", "2026-03-31"]) {
      expect(verdictOf(delivered, text)).toEqual({ ok: true, text: "31/03/2026" });
      const given = inputFor(delivered, { kind: "value", text });
      expect(given).toEqual({ input: { kind: "value", value: "2026-03-31" }, objection: undefined });
    }
    expect(shownCell(delivered, value("2026-03-31"))).toEqual({
      shown: "31 Maret 2026",
      raw: "31/03/2026",
      state: "value",
    });
    expect(cellText(value("2026-03-31"), delivered)).toBe("31 Maret 2026");
    expect(figureText({ kind: "date", date: "2026-03-31" }, delivered)).toBe("31 Maret 2026");
  });

  it("refuses a day that does not exist, and one in the American order, before it is sent", () => {
    expect(verdictOf(delivered, "31/02/2026")).toEqual({ ok: false, message: "Tanggal 31 Februari 2026 tidak ada." });
    expect(verdictOf(delivered, "03/31/2026").ok).toBe(false);
    expect(inputFor(delivered, { kind: "value", text: "31/02/2026" }).objection).toContain("bukan tanggal");
  });

  it("stands as a column that may be tidak berlaku, but not nihil", () => {
    expect(columnOf(delivered)).toMatchObject({ kind: "date", absences: ["not-applicable"], unit: undefined });
  });
});

describe("absences", () => {
  it("objects to a reason that the server would refuse, and keeps it", () => {
    const short = inputFor(keuangan, { kind: "nil", reason: "libur" });
    expect(short.input).toEqual({ kind: "nil", reason: "libur" });
    expect(short.objection).toContain("10");
    expect(inputFor(keuangan, { kind: "nil", reason: "Belum ada tagihan penyedia" }).objection).toBeUndefined();
  });

  it("keeps missing, nihil and tidak berlaku apart from zero", () => {
    expect(shownCell(keuangan, undefined).state).toBe("missing");
    expect(shownCell(keuangan, value("0"))).toMatchObject({ state: "value", shown: "0,00" });
    expect(shownCell(keuangan, { s: "nil", v: null, r: "Belum ada" })).toMatchObject({
      state: "nil",
      reason: "Belum ada",
    });
    expect(figureText({ kind: "missing", which: [] }, keuangan)).not.toContain("0");
  });
});

describe("forms and narratives", () => {
  const [form, story] = entrySections(kinerja);
  it("keeps a form in one row and a narrative in a row per field", () => {
    if (form?.kind !== "form" || story?.kind !== "narrative") throw new Error("another template");
    expect(slotsOf(form).map((slot) => slot.rowKey)).toEqual([
      "layanan/isian",
      "layanan/isian",
      "layanan/isian",
      "layanan/isian",
    ]);
    expect(slotsOf(story).map((slot) => slot.rowKey)).toEqual(["uraian/capaian", "uraian/kendala", "uraian/rencana"]);
  });

  it("names what is empty and what is broken before a report can be sent", () => {
    const rows = [
      row("layanan/isian", { hari_layanan: value("32"), pemohon: value("5"), pengaduan_masuk: value("0") }),
      row("uraian/capaian", {}),
    ];
    const computed = compute(kinerja, rows, NO_CARRY);
    expect(gapsOf(kinerja, computed).map((gap) => gap.key)).toEqual([
      "layanan/isian pengaduan_selesai",
      "uraian/capaian capaian",
    ]);
    expect(obstaclesTo(kinerja, computed, [])).toEqual([
      { kind: "empty", count: 2 },
      { kind: "broken", count: 1 },
    ]);
  });
});

describe("figures beside their surroundings", () => {
  const context = { pagu: "1000000", rencana_keuangan: "400000", rencana_fisik: "40" };
  const carry: CarryView = {
    months: ["2026-01", "2026-02"] as unknown as CarryView["months"],
    absent: [],
    values: { "rincian/a": { keuangan: { sum: "250000", last: "150000" }, fisik: { sum: "25", last: "15" } } },
  };
  const rows = [
    row("rincian/a", { keuangan: value("50000"), fisik: value("10") }, context),
    row("rincian/b", {}, { ...context, pagu: "3000000" }),
  ];
  const computed = compute(rfk, rows, carry);
  const [section] = entrySections(rfk);

  it("prints the formula with the numbers in it", () => {
    // (250.000 + 50.000) / 1.000.000 x 100 = 30
    const [first] = rows;
    const explained = first && explainCell(rfk, computed, first, "persen_keuangan", carry, rows);
    expect(explained?.numbers).toBe("300.000 / 1.000.000 × 100");
    expect(explained?.shown).toBe("30,00 %");
    const cumulative = first && explainCell(rfk, computed, first, "keuangan_kumulatif", carry, rows);
    expect(cumulative?.shown).toBe("300.000 Rp");
  });

  it("explains a total over rows of which one is missing as missing, never as the sum of the rest", () => {
    expect(explainTotal(rfk, computed, rows, "keuangan_bulan", carry)?.result.kind).toBe("missing");
    // 1.000.000 + 3.000.000
    expect(explainTotal(rfk, computed, rows, "pagu_total", carry)?.shown).toBe("4.000.000 Rp");
  });

  it("says how many rows a total rests on, and weighs progress by the pagu of all rows", () => {
    if (!section) throw new Error("no section");
    const [money, physical] = summaryOf(section, rows, computed, carry);
    expect(money?.now).toMatchObject({ counted: 1, of: 2 });
    expect(money?.sofar.amount?.toFixed()).toBe("300000");
    // 10 x 1.000.000 / 4.000.000
    expect(physical?.now.amount?.toFixed()).toBe("2.5");
    expect(money?.plan?.amount?.toFixed()).toBe("800000");
  });

  it("shows the month before, the running total, what is left and the plan; a month without a report is a word", () => {
    if (!section || !rows[0] || !rows[1]) throw new Error("no rows");
    const strip = stripOf(section, rows[0], carry, "bulan").map((fact) => fact.text);
    // 1.000.000 - 250.000
    expect(strip).toEqual(expect.arrayContaining(["Rp150.000", "Rp250.000", "Rp750.000", "Rp400.000"]));
    expect(stripOf(section, rows[1], carry, "bulan").map((fact) => fact.text)).toContain("belum terbit");
    expect(stripOf(section, rows[0], carry, "triwulan").map((fact) => fact.label)).toContain("S.d. triwulan lalu");
  });
});
