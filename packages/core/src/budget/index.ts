import { lastMonth, yearOf } from "../kernel/period.ts";
import * as v from "valibot";
import { ensure } from "../kernel/decision.ts";
import { decimal } from "../kernel/decimal.ts";
import { failure } from "../kernel/failure.ts";
import { Period, UnitId, Year } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { freeze, thaw } from "../db/frozen.ts";
import { knownUnit } from "../orgunit/index.ts";
import { readOperation, writeOperation } from "../operation/operation.ts";
import { everyOfficial, offices } from "../operation/policies.ts";
import { inForce, sound } from "./rules.ts";
import { BudgetLine, BudgetVersion, STAGES } from "./schema.ts";
import { Versions } from "./store.ts";

export const versionExists = failure(
  "budget.exists",
  "refused",
  () => "Versi anggaran ini sudah tercatat. Anggaran tidak pernah ditimpa; catat sebagai versi baru.",
);

/** The budget in force at the end of a period, with its lines; null when the unit has none. */
export async function budgetFor(
  unit: string,
  period: string,
): Promise<{ version: BudgetVersion; lines: readonly BudgetLine[] } | null> {
  const { items } = await Versions.list({ year: yearOf(period), unit }, { strong: true });
  const version = inForce(items, lastMonth(period));
  const lines = version && (await thaw<readonly BudgetLine[]>(version.hash));
  return version && lines ? { version, lines } : null;
}

export const record = writeOperation({
  name: "budget.record",
  summary: "Mencatat satu versi anggaran (pagu dan RAK) sebuah perangkat daerah.",
  input: v.strictObject({
    year: Year,
    unit: UnitId,
    stage: v.picklist(STAGES),
    n: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99)),
    effectiveFrom: Period,
    lines: v.pipe(v.array(BudgetLine), v.minLength(1), v.maxLength(LIMITS.rowsPerReport)),
  }),
  output: BudgetVersion,
  subject: ({ year, unit }) => `budget#${year}#${unit}`,
  load: async () => ({}),
  policy: offices("admin daerah dan Bappeda", ["admin", "bappeda"], "mencatat anggaran"),
  run: async ({ input, unit }) => {
    const { lines, ...version } = input;
    await knownUnit(input.unit);
    ensure(sound(lines));
    const frozen = freeze(lines);
    const total = lines.reduce((sum, line) => sum.plus(decimal(line.pagu)), decimal("0")).toFixed(2);
    const written: BudgetVersion = { ...version, hash: frozen.hash, total, lines: lines.length };
    unit.add(frozen.write);
    unit.add(Versions.create(written), () => versionExists({}));
    unit.tell({
      changes: { hash: frozen.hash, total, lines: lines.length },
      events: [{ type: "BudgetRecorded", stamp: input.n, year: input.year, unit: input.unit, hash: frozen.hash }],
      card: { unit: input.unit },
    });
    return written;
  },
});

export const view = readOperation({
  name: "budget.view",
  summary: "Pohon anggaran sebuah perangkat daerah pada akhir satu bulan.",
  input: v.strictObject({ unit: UnitId, period: Period }),
  output: v.strictObject({ version: BudgetVersion, lines: v.array(BudgetLine) }),
  load: ({ unit, period }) => budgetFor(unit, period),
  policy: everyOfficial(),
  run: async ({ record }) => ({ version: record.version, lines: [...record.lines] }),
});
