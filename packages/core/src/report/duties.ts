import { allUnits } from "../orgunit/index.ts";
import { assignmentsIn } from "../template/index.ts";
import type { Duties } from "./beginning.ts";

/** What a unit fills of a template in a period, and which units fill the rest. */
export async function dutiesOf(template: string, period: string, unit: string): Promise<Duties> {
  const [assignments, units] = await Promise.all([assignmentsIn(template, period), allUnits()]);
  const own = assignments.filter((each) => each.unit === unit);
  const parts = own.length === 0 || own.some((each) => !each.parts) ? null : own.flatMap((each) => each.parts ?? []);
  return {
    parts,
    filledBy: (part) => {
      const other = assignments.find((each) => each.unit !== unit && each.parts?.includes(part));
      return units.find((each) => each.unitId === other?.unit)?.name ?? null;
    },
  };
}
