import { beforeAll, describe, expect, it } from "vitest";
import { amountOf } from "../src/expression/figure.ts";
import { text } from "../src/kernel/decimal.ts";
import { computeSent } from "../src/report/compute.ts";
import { nameRow, removeRow } from "../src/report/free-rows.ts";
import { save } from "../src/report/save.ts";
import { view } from "../src/report/view.ts";
import { adopt, layanan } from "./lists-world.ts";
import { failing, type Regency, regency, travel, useEngines } from "./world.ts";

/*
 * Templates that name their own rows, of a quarter. Worked by hand: 90 of 100 and 40 of 80 in health, 30 of 40 in
 * education: 90 %, 50 %, 75 %. Mean over the rows 215/3 = 71,666...; mean of the groups (70 + 75)/2 = 72,5.
 */
useEngines();

describe("a template that names its rows", () => {
  let kukar: Regency;
  beforeAll(async () => {
    travel("2026-04-05T02:00:00.000Z");
    kukar = await regency("kukar", { units: ["dinkes", "disdik", "capil", "semua"] });
    await adopt("kukar", { dinkes: ["kesehatan"], disdik: ["pendidikan"], capil: ["kependudukan"], semua: undefined });
  });
  const opened = async (unit: string) => {
    const id = await kukar.openReport("2026-TW1", unit, layanan.id);
    return kukar.as(kukar.who("pptk", unit), () => view({ id }));
  };

  it("gives each unit the rows of its parts, in the order of the template", async () => {
    const { rows, period } = await opened("dinkes");
    expect(period).toBe("2026-TW1");
    expect(rows.map((row) => row.label)).toEqual(["Ibu hamil", "Balita"]);
  });

  it("opens a denominator to the office that has it, and tells the other who fills it", async () => {
    const [paud] = (await opened("disdik")).rows;
    expect(paud?.closed).toEqual({ sasaran: "Diisi oleh Unit capil." });
    const [same] = (await opened("capil")).rows;
    expect(same?.label).toBe("PAUD");
    expect(Object.keys(same?.closed ?? {})).toEqual(["terlayani"]);
    const id = "layanan-uji.2026-TW1.disdik.1";
    const change = kukar.cell("penerima/p.1", "sasaran", "40");
    const { cells } = await kukar.as(kukar.who("pptk", "disdik"), () => save({ id, changes: [change] }));
    expect(cells[0]).toMatchObject({
      outcome: "refused",
      code: "report.cell_closed",
      message: "Diisi oleh Unit capil.",
    });
  });

  it("computes by row and by group, with a formula of the row's own and without a field that it does not have", async () => {
    const { id } = await opened("semua");
    const who = kukar.who("pptk", "semua");
    const given = { "k.2": ["100", "90"], "k.10": ["80", "40"], "p.1": ["40", "30"] };
    const changes = Object.entries(given).flatMap(([key, [target = "", served = ""]]) => [
      kukar.cell(`penerima/${key}`, "sasaran", target),
      kukar.cell(`penerima/${key}`, "terlayani", served),
    ]);
    await kukar.as(who, () => save({ id, changes: changes }));
    const { rows, carry } = await kukar.as(who, () => view({ id }));
    const three = rows.filter((row) => row.rowKey !== "penerima/j.1");
    const computed = computeSent(layanan, three, carry, null);
    const shown = (figure: string): string => {
      const found = computed.figures[figure];
      const amount = found && amountOf(found);
      return amount === undefined ? (found?.kind ?? "") : text(amount).slice(0, 7);
    };
    expect([shown("rata_baris"), shown("rata_kelompok")]).toEqual(["71.6666", "72.5"]);
    const weighted = computed.rows.get("penerima/k.2")?.computed["berbobot"];
    const amount = weighted && amountOf(weighted);
    expect(amount && text(amount)).toBe("72");
    // The count of its own has no target: the row is complete with one number, and that number is its achievement.
    expect(computeSent(layanan, rows, carry, null).missing.map((cell) => cell.label)).toEqual([
      "Orang diselamatkan: Terlayani",
    ]);
  });
});

describe("rows that an author adds", () => {
  let nunukan: Regency;
  let id: string;
  const author = () => nunukan.who("pptk", "dinkes");
  const row = (key: string) => `masalah/${key}`;
  beforeAll(async () => {
    travel("2026-04-05T02:00:00.000Z");
    nunukan = await regency("nunukan", { units: ["dinkes"] });
    await adopt("nunukan", { dinkes: undefined });
    id = await nunukan.openReport("2026-TW1", "dinkes", layanan.id);
  });

  it("are named, filled, renamed and taken away, and the report still fits together", async () => {
    await nunukan.as(author(), () => nameRow({ id, row: row("a"), label: "Cuaca" }));
    await nunukan.as(author(), () => nameRow({ id, row: row("b"), label: "Bahan" }));
    const filled = [nunukan.cell(row("a"), "jumlah", "3"), nunukan.cell(row("b"), "jumlah", "4")];
    await nunukan.as(author(), () => save({ id, changes: filled }));
    await nunukan.as(author(), () => nameRow({ id, row: row("a"), label: "Cuaca buruk" }));
    await nunukan.as(author(), () => removeRow({ id, row: row("b") }));
    const { rows, stamp } = await nunukan.as(author(), () => view({ id }));
    expect(rows.filter((each) => each.rowKey.startsWith("masalah/")).map((each) => each.label)).toEqual([
      "Cuaca buruk",
    ]);
    // Two named, two rows of cells, one renamed, one removed.
    expect(stamp).toBe(6);
  });

  it("are refused over the bound, twice removed, in other sections, and are filled no more once removed", async () => {
    await nunukan.as(author(), () => nameRow({ id, row: row("c"), label: "Lahan" }));
    expect(await failing(nunukan.as(author(), () => nameRow({ id, row: row("d"), label: "Lagi" })))).toBe(
      "report.rows_full",
    );
    expect(await failing(nunukan.as(author(), () => removeRow({ id, row: row("b") })))).toBe("report.stale");
    expect(await failing(nunukan.as(author(), () => nameRow({ id, row: "penerima/x", label: "Lagi" })))).toBe(
      "report.rows_fixed",
    );
    const late = [nunukan.cell(row("b"), "jumlah", "9", 1)];
    const { cells } = await nunukan.as(author(), () => save({ id, changes: late }));
    expect(cells[0]).toMatchObject({ outcome: "refused", code: "report.cell_unknown" });
  });
});
