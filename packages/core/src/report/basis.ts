import type { MeasuredRows } from "../cascade/measured.ts";
import { measuredSections, targetParts } from "../template/measured.ts";
import type { Cascade, TemplateDefinition } from "../template/schema.ts";
import { type Basis, NO_BASIS } from "./beginning.ts";
import type { Head } from "./schema.ts";

type Of = Pick<Head, "unit" | "period">;

/**
 * Targets and indicators of which the rows of a template are made, for a unit and a period. `pin`: the version of targets that a
 * report keeps to. Nothing is read for the many templates that ask for neither.
 */
export async function plannedFor(
  definition: Pick<TemplateDefinition, "sections">,
  { unit, period }: Of,
  pin?: Head["pins"]["targets"],
): Promise<Pick<Basis, "targets" | "measured">> {
  const [aimed] = targetParts(definition);
  const sections = measuredSections(definition);
  const drawn = new Set(sections.map(({ cascade }) => cascade.of));
  if (aimed === undefined && drawn.size === 0) return { targets: null, measured: NO_BASIS.measured };
  // Trees and plans are loaded with the first report that has any.
  const [{ plannedPart }, { measuredIn }] = await Promise.all([
    import("../cascade/target/for-report.ts"),
    import("../cascade/measured.ts"),
  ]);
  const of = async (part: Cascade["of"]) =>
    part === aimed || drawn.has(part)
      ? plannedPart({ unit, period }, part, { rows: drawn.has(part), pin: part === aimed ? pin : undefined })
      : { targets: null, tree: null };
  const [own, region] = await Promise.all([of("unit"), of("region")]);
  const parts = { unit: own, region };
  const measured = sections.flatMap(({ id, cascade }): [string, MeasuredRows][] => {
    const { tree } = parts[cascade.of];
    if (!tree) return [];
    return [[id, { plan: tree.plan, part: tree.part, all: measuredIn(tree, cascade.levels) }]];
  });
  return { targets: aimed === undefined ? null : parts[aimed].targets, measured: new Map(measured) };
}
