import { hundredths, split, toHundredths, total } from "./amounts.ts";
import { anyBidang, catalogueOf } from "./budget-catalogue.ts";
import { type LineShape, moneyWeights, physicalWeights, shapeOf } from "./budget-shapes.ts";
import { castOf } from "./cast.ts";
import { draw } from "./seed.ts";
import type { BudgetLine, SubKegiatan, TenantId, Unit, UnitBudget } from "./types.ts";
import { unitOf } from "./units.ts";

/** Size of a regency beside the example (Bengkulu Utara = 100), per kind of money. */
interface Size {
  readonly works: bigint;
  readonly people: bigint;
  readonly office: bigint;
  readonly salary: bigint;
  readonly mainFund: string;
}

const sizes: Readonly<Record<TenantId, Size>> = {
  kukar: { works: 1000n, people: 260n, office: 300n, salary: 300n, mainFund: "DBH" },
  nunukan: { works: 150n, people: 70n, office: 120n, salary: 110n, mainFund: "DAU" },
  bombana: { works: 100n, people: 55n, office: 100n, salary: 90n, mainFund: "DAU" },
  palembang: { works: 450n, people: 560n, office: 250n, salary: 330n, mainFund: "PAD" },
};

// Yearly salaries of an agency in the example, rupiah; other agencies get the last amount.
const salaries: Readonly<Record<string, bigint>> = {
  "1.01": 282_000_000_000n,
  "1.02": 75_052_531_627n,
  "1.03": 9_000_000_000n,
  "4.01": 18_000_000_000n,
  "7.01": 2_800_000_000n,
};
const otherSalary = 6_500_000_000n;
const hospitalSalary = 24_000_000_000n;
const monthlyPay = 6_900_000n;

// Supporting rows, by the end of their code, of an OPD that is not shown in detail: plan, salaries, meetings, bills.
const smallBudget = new Set(["2.01.0001", "2.02.0001", "2.06.0009", "2.08.0002"]);
const largestBudget = 20;
const ownRowsOfSmallBudget = 2;

const measuredUnits = new Set(["KM", "Ha", "Ton", "Liter/Detik"]);

// Kecamatan without a kelurahan have no kelurahan rows; a kota has no desa.
const withoutKelurahan = new Set(["nunukan/kec-krayan"]);

/**
 * The budget of an OPD: 12 to 20 sub kegiatan for the units shown in detail (11 for Krayan, which has no kelurahan),
 * 4 to 6 for every other. The same arguments give the same budget. Throws for a unit inside an OPD.
 */
export function budgetOf(tenant: TenantId, unitId: string, year: number): UnitBudget {
  const unit = unitOf(tenant, unitId);
  if (unit.parent !== null) throw new Error(`${unitId} is not an OPD`);
  const lines = rowsOf(tenant, unit).map((row) => lineOf(tenant, unit, year, row));
  return {
    tenant,
    unit: unitId,
    year,
    stage: "murni",
    pagu: hundredths(total(lines.map(({ pagu }) => toHundredths(pagu)))),
    lines,
  };
}

function rowsOf(tenant: TenantId, unit: Unit): readonly SubKegiatan[] {
  const all = unit.bidang.flatMap((bidang, place) =>
    catalogueOf(bidang).subKegiatan.filter(
      // Only the main bidang brings the supporting program; the others would repeat it.
      (row) => (place === 0 || !isSupporting(row)) && applies(tenant, unit, row),
    ),
  );
  if (castOf(tenant).detailed.includes(unit.id)) return all.slice(0, largestBudget);
  const supporting = all.filter((row) => isSupporting(row) && smallBudget.has(tailOf(row.code)));
  return [...supporting, ...all.filter((row) => !isSupporting(row)).slice(0, ownRowsOfSmallBudget)];
}

/** "1.03.10.2.01.0032" -> "1.03" */
function bidangOf(row: SubKegiatan): string {
  return row.code.slice(0, 4);
}

/** Rows of the program every OPD has; Setda's "Penataan Organisasi" in the same program is its own work. */
function isSupporting(row: SubKegiatan): boolean {
  return /^\d\.\d{2}\.01\./.test(row.code) && !row.code.includes(".01.2.13.");
}

/** "1.03.01.2.02.0001" -> "2.02.0001" */
function tailOf(code: string): string {
  return code.split(".").slice(3).join(".");
}

// One urusan may be split over several OPD: which program belongs to which.
const programOfTag: Readonly<Record<string, string>> = {
  satpolpp: "1.05.02.",
  bpbd: "1.05.03.",
  damkar: "1.05.04.",
  dptr: "1.03.12.",
  bapenda: "5.02.04.",
};

function applies(tenant: TenantId, unit: Unit, row: SubKegiatan): boolean {
  const only = programOfTag[unit.tag];
  if (only !== undefined && only.startsWith(bidangOf(row)) && !isSupporting(row)) return row.code.startsWith(only);
  if (unit.kind === "rsud") return isHospitalRow(row.code);
  if (unit.kind !== "kecamatan") return true;
  if (tenant === "palembang" && row.code.startsWith("7.01.06.")) return false;
  return !(withoutKelurahan.has(`${tenant}/${unit.id}`) && row.code.startsWith("7.01.03.2.02."));
}

function isHospitalRow(code: string): boolean {
  return code.startsWith("1.02.01.") || code === "1.02.02.2.01.0014" || code === "1.02.02.2.02.0032";
}

function lineOf(tenant: TenantId, unit: Unit, year: number, row: SubKegiatan): BudgetLine {
  const supporting = isSupporting(row);
  const shape = shapeOf(supporting ? row.code.replace(bidangOf(row), anyBidang) : row.code);
  const size = sizes[tenant];
  const pagu = paguOf({ tenant, unit, year, row, shape, supporting });
  const parts = row.code.split(".");
  const isSalary = shape.pattern === "salary";
  return {
    code: row.code,
    name: row.name,
    kegiatan: parts.slice(0, 5).join("."),
    program: parts.slice(0, 3).join("."),
    bidang: bidangOf(row),
    pattern: shape.pattern,
    pagu: hundredths(pagu * 100n),
    rak: split(pagu, moneyWeights[shape.pattern], 1000n).map((month) => hundredths(month * 100n)),
    physicalPlan: split(10_000n, physicalWeights[shape.pattern], 1n).map(hundredths),
    indicator: row.indicator,
    unit: row.unit,
    target: isSalary ? String(pagu / 12n / monthlyPay) : targetOf(size, row, shape),
    outputRule: isSalary ? "last" : "sum",
    fund: shape.fund === "daerah" ? size.mainFund : shape.fund,
  };
}

interface Sizing {
  readonly tenant: TenantId;
  readonly unit: Unit;
  readonly year: number;
  readonly row: SubKegiatan;
  readonly shape: LineShape;
  readonly supporting: boolean;
}

/** Whole rupiah, a multiple of a thousand, within fifteen percent of example x size. */
function paguOf({ tenant, unit, year, row, shape, supporting }: Sizing): bigint {
  const spread = 85n + BigInt(draw(`pagu/${tenant}/${unit.id}/${year}/${row.code}`, 31));
  const scaled = (baseOf(unit, row, shape, supporting) * factorOf(sizes[tenant], shape, supporting) * spread) / 10_000n;
  return (scaled / 1000n) * 1000n;
}

function baseOf(unit: Unit, row: SubKegiatan, shape: LineShape, supporting: boolean): bigint {
  if (shape.pattern === "salary") {
    return unit.kind === "rsud" ? hospitalSalary : (salaries[bidangOf(row)] ?? otherSalary);
  }
  const base = row.example ?? shape.base;
  if (base === null) throw new Error(`no amount for ${row.code}`);
  const rupiah = toHundredths(base) / 100n;
  return supporting ? (rupiah * officeShare(unit)) / 100n : rupiah;
}

// The example's office amounts are those of a large agency; a kecamatan spends a small part of that.
function officeShare(unit: Unit): bigint {
  if (unit.kind === "kecamatan") return 15n;
  if (unit.kind === "sekretariat_daerah") return 200n;
  return unit.bidang[0] === "1.02" || unit.bidang[0] === "1.01" ? 100n : 50n;
}

function factorOf(size: Size, shape: LineShape, supporting: boolean): bigint {
  if (shape.pattern === "salary") return size.salary;
  if (supporting) return size.office;
  return shape.pattern === "tranche" ? size.people : size.works;
}

function targetOf(size: Size, row: SubKegiatan, shape: LineShape): string {
  if (shape.scale === "fixed") return shape.target;
  const scaled = (toHundredths(shape.target) * size[shape.scale]) / 100n;
  if (measuredUnits.has(row.unit)) return hundredths(scaled);
  const whole = scaled / 100n;
  return String(whole < 1n ? 1n : whole);
}
