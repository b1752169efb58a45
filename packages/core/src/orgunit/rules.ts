import { allow, type Decision, refuse } from "../kernel/decision.ts";
import { formatDate } from "../kernel/format.ts";
import { addDays } from "../kernel/zone.ts";
import { absentThen, ringed, wrongDay } from "./failures.ts";
import type { OrgUnit } from "./schema.ts";
import { isWithin, unitsOn } from "./tree.ts";

/** The newest dated row of a unit: what a change sets out from. */
export const latestOf = (units: readonly OrgUnit[], unitId: string): OrgUnit | undefined =>
  units.filter((unit) => unit.unitId === unitId).toSorted((a, b) => (a.from < b.from ? 1 : -1))[0];

const isThere = (units: readonly OrgUnit[], unitId: string, date: string): boolean =>
  unitsOn(units, date).some((unit) => unit.unitId === unitId);

/** Whether a unit may stand below another from a day on. */
export function mayStandBelow(
  units: readonly OrgUnit[],
  unitId: string,
  parent: string | null,
  from: string,
): Decision {
  if (parent === null) return allow;
  if (!isThere(units, parent, from)) return refuse(absentThen({}));
  return isWithin(unitsOn(units, from), parent, unitId) ? refuse(ringed({})) : allow;
}

/** A changed unit gets a row of its own that begins after the row before it did, and before the unit ends. */
export const mayBegin = (row: OrgUnit, from: string): Decision =>
  from <= row.from || (row.until !== null && from > row.until)
    ? refuse(wrongDay({ after: formatDate(row.until !== null && from > row.until ? addDays(from, -1) : row.from) }))
    : allow;

/** Whether a unit may end on a day, and its successors stand from the next. */
export function mayEndOn(
  units: readonly OrgUnit[],
  row: OrgUnit,
  until: string,
  successors: readonly string[],
  today: string,
): Decision {
  const earliest = row.from > today ? row.from : today;
  if (until < earliest) return refuse(wrongDay({ after: formatDate(addDays(earliest, -1)) }));
  if (successors.includes(row.unitId)) return refuse(ringed({}));
  const next = addDays(until, 1);
  return successors.every((each) => isThere(units, each, next)) ? allow : refuse(absentThen({}));
}

/** Names of the units that would still stand below a unit after a day. */
export const belowAfter = (units: readonly OrgUnit[], unitId: string, until: string): readonly string[] => [
  ...new Set(
    units
      .filter((unit) => unit.parent === unitId && (unit.until === null || unit.until > until))
      .map((unit) => unit.name),
  ),
];
