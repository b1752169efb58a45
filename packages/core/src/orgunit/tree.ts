import type { UnitId } from "../kernel/id.ts";
import type { OrgUnit } from "./schema.ts";

/** The units in force on a local date. */
export const unitsOn = (units: readonly OrgUnit[], date: string): readonly OrgUnit[] =>
  units.filter((unit) => unit.from <= date && (unit.until === null || date <= unit.until));

/** One row per unit: the one in force on a local date, else the last before it, else the first to come. */
export function rowsToday(units: readonly OrgUnit[], date: string): readonly OrgUnit[] {
  const chosen = new Map<string, OrgUnit>();
  for (const unit of units.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    if (unit.from <= date || !chosen.has(unit.unitId)) chosen.set(unit.unitId, unit);
  }
  return [...chosen.values()];
}

/** The unit itself and everything above it, nearest first. Ends on a loop in the data instead of running forever. */
export function lineUp(units: readonly OrgUnit[], unitId: string): readonly string[] {
  const parents = new Map<string, string | null>(units.map((unit) => [unit.unitId, unit.parent]));
  const line: string[] = [];
  let at: string | null | undefined = unitId;
  while (at && !line.includes(at)) {
    line.push(at);
    at = parents.get(at);
  }
  return line;
}

/** Whether `unitId` is `top` or lies below it. */
export const isWithin = (units: readonly OrgUnit[], unitId: string, top: string): boolean =>
  lineUp(units, unitId).includes(top);

/** The units that answer for a unit on a local date: itself until it ends, then its successors and theirs. */
export function answering(units: readonly OrgUnit[], unitId: string, date: string): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const follow = (id: string): void => {
    if (seen.has(id)) return;
    seen.add(id);
    const [row] = rowsToday(
      units.filter((unit) => unit.unitId === id),
      date,
    );
    if (!row || row.until === null || date <= row.until) found.add(id);
    else for (const next of row.successors) follow(next);
  };
  follow(unitId);
  return [...found];
}

/** Units that ended, for which a unit answers on a local date. */
export const answersFor = (units: readonly OrgUnit[], unitId: string, date: string): readonly UnitId[] =>
  rowsToday(units, date)
    .filter((row) => row.unitId !== unitId && row.until !== null && row.until < date)
    .map((row) => row.unitId)
    .filter((ended) => answering(units, ended, date).includes(unitId));
