import { describe, expect, it } from "vitest";
import { toHundredths, total } from "../demo/amounts.ts";
import { budgetOf } from "../demo/budget.ts";
import { castOf } from "../demo/cast.ts";
import { monthOf } from "../demo/months.ts";
import { realisationOf } from "../demo/realisation.ts";
import { demoPlan } from "../demo/story.ts";
import { problemCategories, type RealisationRow, type TenantId, tenantIds, workStatuses } from "../demo/types.ts";
import { opdOf } from "../demo/units.ts";

const year = 2026;
const months = Array.from({ length: 12 }, (_, index) => monthOf(year, index + 1));

function yearOf(tenant: TenantId, unit: string): readonly (readonly RealisationRow[])[] {
  return months.map((month) => realisationOf(tenant, unit, month));
}

function largest(amounts: readonly bigint[]): bigint {
  return amounts.reduce((top, amount) => (amount > top ? amount : top), 0n);
}

/** Weighted by pagu, in percent, from January up to the month. */
function percentOf(
  tenant: TenantId,
  unit: string,
  upTo: number,
): { readonly money: number; readonly physical: number } {
  const { lines, pagu } = budgetOf(tenant, unit, year);
  const rows = yearOf(tenant, unit).slice(0, upTo).flat();
  const money = total(rows.map((row) => toHundredths(row.money)));
  const works = total(
    lines.map((line) => {
      const own = rows.filter(({ code }) => code === line.code).map((row) => toHundredths(row.physical));
      return (toHundredths(line.pagu) * total(own)) / 10_000n;
    }),
  );
  const whole = toHundredths(pagu);
  return { money: Number((money * 10_000n) / whole) / 100, physical: Number((works * 10_000n) / whole) / 100 };
}

describe.each(tenantIds)("realisation in %s", (tenant) => {
  const { detailed, light } = castOf(tenant);

  it.each([...detailed, ...light])("of %s never passes the pagu, 100 points or the target", (unit) => {
    const rows = yearOf(tenant, unit);
    for (const line of budgetOf(tenant, unit, year).lines) {
      const own = rows.flatMap((month) => month.filter(({ code }) => code === line.code));
      const amounts = (field: "money" | "physical" | "output") => own.map((row) => toHundredths(row[field]));
      expect(own).toHaveLength(12);
      for (const field of ["money", "physical", "output"] as const) {
        expect(amounts(field).every((amount) => amount >= 0n)).toBe(true);
      }
      expect(total(amounts("money"))).toBeLessThanOrEqual(toHundredths(line.pagu));
      expect(total(amounts("physical"))).toBeLessThanOrEqual(10_000n);
      const outputs = line.outputRule === "sum" ? total(amounts("output")) : largest(amounts("output"));
      expect(outputs).toBeLessThanOrEqual(toHundredths(line.target));
      for (const { status, problem } of own) {
        expect(workStatuses).toContain(status);
        if (problem === null) continue;
        expect(problemCategories).toContain(problem.category);
        expect([problem.text.length > 20, problem.followUp.length > 20]).toEqual([true, true]);
      }
    }
  });

  it("says Selesai exactly when a row has reached 100 points", () => {
    for (const unit of detailed) {
      const done = new Map<string, bigint>();
      for (const row of yearOf(tenant, unit).flat()) {
        const reached = (done.get(row.code) ?? 0n) + toHundredths(row.physical);
        done.set(row.code, reached);
        expect(row.status === "Selesai").toBe(reached === 10_000n);
      }
    }
  });

  it("keeps the cut sub kegiatan at zero and calls it not carried out from April", () => {
    const { unit, code } = castOf(tenant).dropped;
    const rows = yearOf(tenant, unit).map((month) => month.find((row) => row.code === code));
    expect(rows.map((row) => [row?.money, row?.physical])).toEqual(months.map(() => ["0.00", "0.00"]));
    expect(rows[2]?.status).toBe("Belum mulai");
    expect(rows[3]?.status).toBe("Tidak dilaksanakan");
    expect(rows[3]?.problem?.category).toBe("efisiensi/refocusing anggaran");
  });
});

describe("the character of an OPD", () => {
  it("shows in September: health ahead, education behind, roads held up by tender and rain", () => {
    const fast = percentOf("kukar", "dinas-kesehatan", 9);
    const slow = percentOf("kukar", "dinas-pendidikan-dan-kebudayaan", 9);
    const troubled = percentOf("kukar", "dinas-pekerjaan-umum", 9);
    expect(fast.physical).toBeGreaterThan(slow.physical);
    expect(troubled.physical).toBeLessThan(slow.physical);
    const problems = realisationOf("kukar", "dinas-pekerjaan-umum", "2026-07").flatMap(({ code, problem }) =>
      problem !== null && code.startsWith("1.03.10.") ? [problem.category] : [],
    );
    expect(problems).toContain("gagal/terlambat lelang");
    expect(problems).toContain("cuaca/akses");
  });

  it("lets Krayan wait for the aircraft", () => {
    const texts = yearOf("nunukan", "kec-krayan").flatMap((rows) => rows.map(({ problem }) => problem?.text ?? ""));
    expect(texts.some((text) => text.includes("pesawat perintis"))).toBe(true);
  });

  it("gives the same rows for the same month", () => {
    expect(realisationOf("palembang", "dinas-pupr", "2026-08")).toEqual(
      realisationOf("palembang", "dinas-pupr", "2026-08"),
    );
  });
});

describe("the plan of the demonstration", () => {
  it("stands three published months, one in review and one open in a row, across a new year too", () => {
    expect(demoPlan("2026-10")).toMatchObject({
      reviewMonth: "2026-09",
      publishedMonths: ["2026-06", "2026-07", "2026-08"],
      earlierMonths: ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"],
    });
    const winter = demoPlan("2027-02");
    expect(winter.publishedMonths).toEqual(["2026-10", "2026-11", "2026-12"]);
    expect(winter.reviewMonth).toBe("2027-01");
    expect(winter.earlierMonths).toHaveLength(9);
  });

  it("sends one report per regency back for a figure that is wrong, yet small enough to pass every rule", () => {
    for (const openMonth of months) {
      for (const { tenant, returned, review } of demoPlan(openMonth).tenants) {
        const row = realisationOf(tenant, returned.unit, returned.month).find(({ code }) => code === returned.code);
        expect(toHundredths(returned.wrongMoney)).toBeLessThan(toHundredths(row?.money ?? "0"));
        expect(returned.reason.length).toBeGreaterThanOrEqual(10);
        expect(review.find(({ unit }) => unit === returned.unit)?.stage).toBe("submitted");
      }
    }
  });

  it("keeps the silent OPD out of every other part and names only OPD that exist", () => {
    for (const { tenant, detailed, light, silent } of demoPlan("2026-10").tenants) {
      const parts = [...detailed, ...light, silent];
      const known = new Set(opdOf(tenant).map(({ id }) => id));
      expect(new Set(parts).size).toBe(parts.length);
      expect(parts.every((unit) => known.has(unit))).toBe(true);
    }
  });
});
