import { describe, expect, it } from "vitest";
import { split, toHundredths, total } from "../demo/amounts.ts";
import { budgetOf } from "../demo/budget.ts";
import { catalogue, catalogueOf } from "../demo/budget-catalogue.ts";
import { shapeOf } from "../demo/budget-shapes.ts";
import { castOf } from "../demo/cast.ts";
import { type BudgetLine, tenantIds } from "../demo/types.ts";
import { opdOf } from "../demo/units.ts";

const year = 2026;
const codePattern = /^\d\.\d{2}\.\d{2}\.2\.\d{2}\.\d{4}$/;
const moneyPattern = /^\d+\.\d{2}$/;

const everyLine = tenantIds.flatMap((tenant) =>
  opdOf(tenant).flatMap((unit) => budgetOf(tenant, unit.id, year).lines.map((line) => ({ unit, line }))),
);

function sum(amounts: readonly string[]): bigint {
  return total(amounts.map(toHundredths));
}

describe("the code catalogue", () => {
  it("holds the 102 sub kegiatan, each below a kegiatan and a program that exist", () => {
    expect(catalogue.subKegiatan).toHaveLength(102);
    const programs = new Set(catalogue.programs.map(({ code }) => code));
    const kegiatan = new Set(catalogue.kegiatan.map(({ code }) => code));
    const bidang = new Set(["X.XX", ...catalogue.bidang.map(({ code }) => code)]);
    for (const { code } of catalogue.subKegiatan) {
      const parts = code.split(".");
      expect(kegiatan.has(parts.slice(0, 5).join("."))).toBe(true);
      expect(programs.has(parts.slice(0, 3).join("."))).toBe(true);
      expect(bidang.has(parts.slice(0, 2).join("."))).toBe(true);
      expect(code).toMatch(/^(X\.XX|\d\.\d{2})\.\d{2}\.2\.\d{2}\.\d{4}$/);
      expect(shapeOf(code).target).not.toBe("");
    }
  });

  it("keeps the typing errors of the official text", () => {
    const names = catalogue.subKegiatan.map(({ name, indicator }) => `${name} ${indicator}`).join("\n");
    expect(names).toContain("Bahan Medis Habis Pakai,, Vaksin");
    expect(names).toContain("Iindeks Kualitas Air");
  });

  it("writes the bidang of the OPD in place of X.XX and lists a repeated program once", () => {
    const roads = catalogueOf("1.03");
    expect(roads.urusan.code).toBe("1");
    expect(roads.subKegiatan[0]?.code).toBe("1.03.01.2.01.0001");
    expect(roads.subKegiatan).toHaveLength(20);
    expect(catalogueOf("4.01").programs.map(({ code }) => code)).toEqual(["4.01.01", "4.01.02", "4.01.03"]);
  });
});

describe("splitting a whole", () => {
  it("loses nothing to rounding: 100 in three is 33, 33 and 34", () => {
    expect(split(100n, [1n, 1n, 1n], 1n)).toEqual([33n, 33n, 34n]);
    expect(split(10_001n, [1n, 3n], 1000n)).toEqual([2000n, 8001n]);
  });
});

describe("budgets", () => {
  it("plan money per month that adds up to the pagu exactly, and physical points that add up to 100", () => {
    for (const { line } of everyLine) {
      expect([line.rak.length, line.physicalPlan.length]).toEqual([12, 12]);
      expect(sum(line.rak)).toBe(toHundredths(line.pagu));
      expect(sum(line.physicalPlan)).toBe(10_000n);
      expect([line.pagu, ...line.rak].every((amount) => moneyPattern.test(amount))).toBe(true);
      expect(toHundredths(line.pagu)).toBeGreaterThan(0n);
      expect(toHundredths(line.target)).toBeGreaterThan(0n);
    }
  });

  it("carry official codes that lie below one of the OPD's own bidang urusan and in the catalogue", () => {
    for (const { unit, line } of everyLine) {
      expect(line.code).toMatch(codePattern);
      expect(unit.bidang).toContain(line.bidang);
      const tree = catalogueOf(line.bidang);
      expect(tree.programs.some(({ code }) => code === line.program)).toBe(true);
      expect(tree.kegiatan.some(({ code }) => code === line.kegiatan)).toBe(true);
      expect(tree.subKegiatan.some(({ code, name }) => code === line.code && name === line.name)).toBe(true);
    }
  });

  it.each(tenantIds)("give %s three or more OPD with 12 to 20 sub kegiatan and every OPD at least 3", (tenant) => {
    const large = castOf(tenant).detailed.map((unit) => budgetOf(tenant, unit, year).lines.length);
    expect(large.filter((count) => count >= 12 && count <= 20).length).toBeGreaterThanOrEqual(3);
    for (const unit of opdOf(tenant)) {
      const { lines, pagu } = budgetOf(tenant, unit.id, year);
      expect(lines.length).toBeGreaterThanOrEqual(3);
      expect(new Set(lines.map(({ code }) => code)).size).toBe(lines.length);
      expect(sum(lines.map((line) => line.pagu))).toBe(toHundredths(pagu));
    }
  });

  it("spread salaries evenly and works in an S: little in January, most in August", () => {
    const lines = budgetOf("kukar", "dinas-pekerjaan-umum", year).lines;
    const rak = (code: string) => lines.find((line: BudgetLine) => line.code === code)?.rak.map(toHundredths) ?? [];
    const salaries = rak("1.03.01.2.02.0001");
    expect(salaries.every((month) => month - (salaries[0] ?? 0n) <= 100_000n)).toBe(true);
    const roads = rak("1.03.10.2.01.0032");
    expect(roads[0]).toBe(0n);
    expect(roads.every((month) => month <= (roads[7] ?? 0n))).toBe(true);
  });

  it("leave out what a place does not have: no kelurahan rows for Krayan, no desa rows in a kota", () => {
    const codes = (unit: readonly BudgetLine[]) => unit.map(({ code }) => code).join(" ");
    expect(codes(budgetOf("nunukan", "kec-krayan", year).lines)).not.toContain("7.01.03.2.02");
    expect(codes(budgetOf("palembang", "kec-kemuning", year).lines)).not.toContain("7.01.06");
    expect(codes(budgetOf("kukar", "dinas-damkar", year).lines)).not.toContain("1.05.02");
  });

  it("come out the same every time and refuse a unit inside an OPD", () => {
    expect(budgetOf("bombana", "dinas-kesehatan", year)).toEqual(budgetOf("bombana", "dinas-kesehatan", year));
    expect(budgetOf("bombana", "dinas-kesehatan", 2025).pagu).not.toBe(
      budgetOf("bombana", "dinas-kesehatan", year).pagu,
    );
    expect(() => budgetOf("kukar", "bidang-bina-marga", year)).toThrow("not an OPD");
  });
});
