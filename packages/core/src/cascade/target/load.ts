import { inForce } from "../../budget/rules.ts";
import { thaw } from "../../db/frozen.ts";
import { type InYear, type StoredTargets, Targets } from "../store.ts";
import type { RecordedLine, TargetVersion } from "./schema.ts";

const withoutNumber = ({ number: _number, ...version }: StoredTargets): TargetVersion => version;

/** Every version of the targets of a part in a year, the oldest first; bounded by `LIMITS.targetVersionsPerYear`. */
export async function versionsOf({ plan, year }: InYear, part: string): Promise<readonly TargetVersion[]> {
  const { items } = await Targets.list({ plan, year }, { begins: { part }, strong: true });
  // One part's name may begin with another's.
  return items.filter((each) => each.part === part).map(withoutNumber);
}

export const linesOf = async ({ hash }: Pick<TargetVersion, "hash">): Promise<readonly RecordedLine[]> =>
  (await thaw<readonly RecordedLine[]>(hash)) ?? [];

/** A version with its lines. */
export type SetTargets = { readonly version: TargetVersion; readonly lines: readonly RecordedLine[] };

/** The targets of a part in force at the end of a month: the latest that take effect in it or before. */
export async function targetsAt(at: InYear, part: string, month: string): Promise<SetTargets | null> {
  // Of one month and stage the version that was recorded last counts.
  const version = inForce(await versionsOf(at, part), month);
  return version && { version, lines: await linesOf(version) };
}
