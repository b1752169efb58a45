import { allow, type Decision, refuse } from "../kernel/decision.ts";
import { codeTaken, inUse, outsidePlan, wrongParent, wrongPart } from "./failures.ts";
import { LEVEL_LABEL, levelsOf } from "./levels.ts";
import { type CascadeNode, type Indicator, type Level, type Plan, REGENCY, refOf } from "./schema.ts";

/** What each level may hang under. Strictly upwards, so that no ring can come about. */
export const PARENTS_OF: Readonly<Record<Level, readonly Level[]>> = {
  visi: [],
  misi: ["visi"],
  tujuan: ["misi"],
  sasaran: ["tujuan"],
  "tujuan-pd": ["sasaran"],
  "sasaran-pd": ["tujuan-pd", "sasaran"],
  program: ["sasaran-pd", "sasaran"],
  kegiatan: ["program"],
  "sub-kegiatan": ["kegiatan"],
};

/** A sasaran, of the regency or of an OPD: what a Perjanjian Kinerja promises. */
export const isSasaran = (level: Level): boolean => level === "sasaran" || level === "sasaran-pd";

/** Whether a node may stand in its part under these parents. A missing parent is allowed: it is a hole, shown as one. */
export function mayStand(
  part: string,
  { level, parents }: Pick<CascadeNode, "level" | "parents">,
  around: readonly CascadeNode[],
): Decision {
  if (!levelsOf(part).includes(level)) return refuse(wrongPart({ level: LEVEL_LABEL[level] }));
  const fits = parents.every((ref) =>
    around.some((node) => refOf(node) === ref && !node.removed && PARENTS_OF[level].includes(node.level)),
  );
  const expected = PARENTS_OF[level].map((each) => LEVEL_LABEL[each]).join(" atau ") || "tanpa induk";
  return fits ? allow : refuse(wrongParent({ level: LEVEL_LABEL[level], expected }));
}

/** Whether an indicator may measure these nodes: in its own part; the regency's may also stand under an OPD's nodes. */
export function mayMeasure(part: string, parents: readonly string[], around: readonly CascadeNode[]): Decision {
  const own = parents.some((ref) => ref.startsWith(`${part}/`));
  const known = parents.every((ref) => {
    if (part === REGENCY && !ref.startsWith(`${REGENCY}/`)) return true;
    return ref.startsWith(`${part}/`) && around.some((node) => refOf(node) === ref && !node.removed);
  });
  return own && known ? allow : refuse(wrongParent({ level: "indikator", expected: "simpul pada bagian ini" }));
}

/** Whether an indicator may bear a code. One that it bears already stands: what is otherwise said of it can be changed. */
export function mayBeCoded(
  { part, id }: Pick<Indicator, "part" | "id">,
  code: string | null,
  around: readonly Indicator[],
): Decision {
  const own = around.filter((each) => each.part === part && !each.removed);
  if (code === null || own.some((each) => each.id === id && each.code === code)) return allow;
  return own.some((each) => each.code === code) ? refuse(codeTaken({ code })) : allow;
}

/** A node goes only when nothing hangs under it any more. */
export function mayGo(ref: string, nodes: readonly CascadeNode[], indicators: readonly Indicator[]): Decision {
  const uses = [...nodes, ...indicators].filter((each) => !each.removed && each.parents.includes(ref)).length;
  return uses === 0 ? allow : refuse(inUse({ uses }));
}

export const yearWithin = (year: string, { from, until }: Pick<Plan, "from" | "until">): Decision =>
  from <= year && year <= until ? allow : refuse(outsidePlan({ from, until }));
