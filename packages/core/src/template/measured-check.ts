import { levelsOf, REGENCY } from "../cascade/levels.ts";
import { isTable } from "./fields.ts";
import { targetParts, targetsOf } from "./measured.ts";
import type { Problem } from "./program.ts";
import type { Section, TemplateDefinition } from "./schema.ts";

/* What keeps a section from having the indicators of the performance tree for rows. */

function problemOf(section: Section): string | null {
  if (!isTable(section)) return null;
  const { source, cascade } = section;
  if (source !== "cascade") return cascade ? "Asal barisnya bukan pohon kinerja; hapus pilihan indikatornya." : null;
  if (!cascade) return "Pilih indikator siapa dan tingkat mana yang menjadi baris.";
  const known = levelsOf(cascade.of === "region" ? REGENCY : "");
  if (cascade.levels.every((level) => known.includes(level))) return null;
  return cascade.of === "region"
    ? "Pohon kinerja daerah hanya memuat visi, misi, tujuan dan sasaran. Pilih tingkat dari daftar itu."
    : "Pohon kinerja perangkat daerah memuat tujuan PD ke bawah. Pilih tingkat dari daftar itu.";
}

/** Everything that is wrong with the sections of a definition that measure the tree. */
export function cascadeProblems(definition: TemplateDefinition): readonly Problem[] {
  const own = definition.sections.flatMap((section): Problem[] => {
    const problem = problemOf(section);
    return problem === null ? [] : [{ place: section.label, path: [section.id, "cascade"], problem }];
  });
  const taking = definition.sections.findLast((section) => targetsOf(section) !== null);
  if (targetParts(definition).length < 2 || !taking) return own;
  // A report keeps to one version of targets, and a version belongs to one part.
  const problem = "Satu templat mengambil target dari satu bagian pohon saja: perangkat daerah, atau daerah.";
  return [...own, { place: taking.label, path: [taking.id, "cascade"], problem }];
}
