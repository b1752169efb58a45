import { measuredSections, targetParts } from "../template/measured.ts";
import type { Cascade, TemplateDefinition } from "../template/schema.ts";
import { type Basis, NO_BASIS } from "./beginning.ts";
import type { Head } from "./schema.ts";

type Of = Pick<Head, "unit" | "period">;

/**
 * Targets and trees of which the rows of a template are made, for a unit and a period. `pin`: the version of targets that a
 * report keeps to. Nothing is read for the many templates that ask for neither.
 */
export async function plannedFor(
  definition: Pick<TemplateDefinition, "sections">,
  { unit, period }: Of,
  pin?: Head["pins"]["targets"],
): Promise<Pick<Basis, "targets" | "trees">> {
  const [aimed] = targetParts(definition);
  const drawn = new Set(measuredSections(definition).map(({ cascade }) => cascade.of));
  if (aimed === undefined && drawn.size === 0) return { targets: null, trees: NO_BASIS.trees };
  // Trees and plans are loaded with the first report that has any.
  const { plannedPart } = await import("../cascade/target/for-report.ts");
  const of = async (part: Cascade["of"]) =>
    part === aimed || drawn.has(part)
      ? plannedPart({ unit, period }, part, { rows: drawn.has(part), pin: part === aimed ? pin : undefined })
      : { targets: null, tree: null };
  const [own, region] = await Promise.all([of("unit"), of("region")]);
  const targets = aimed === undefined ? null : (aimed === "unit" ? own : region).targets;
  return { targets, trees: { unit: own.tree, region: region.tree } };
}
