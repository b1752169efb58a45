import { windowsOf } from "../calendar/index.ts";
import { publicLabels } from "../portal/derive.ts";
import { Templates } from "../portal/store.ts";
import { sourcesOf } from "../rollup/derive.ts";
import { regionalSections } from "../report/kept.ts";
import { Frames } from "../rollup/store.ts";
import { assignmentsOf, definitionOf, templateNames, versionOn } from "../template/index.ts";
import type { TemplateDefinition } from "../template/schema.ts";
import { type Stated, stated } from "./stated.ts";

/** Public figures that add up over units. Those of the region's own rows would be wrong as a sum, so the site has none. */
function addedInPublic(definition: TemplateDefinition) {
  const regional = regionalSections(definition).map((section) => section.id);
  const own = definition.figures.filter((each) => each.section !== null && regional.includes(each.section));
  const ids = new Set(own.map((each) => each.id as string));
  return definition.figures.filter(
    (figure) => figure.public && !sourcesOf(definition, figure.id).some((source) => ids.has(source)),
  );
}

/** Columns and rows of a template's boards, and its public labels, for every year that has a calendar. */
export async function statedByTemplate(
  template: string,
  years: readonly string[],
  stamp: number,
): Promise<readonly Stated[]> {
  const named = (await templateNames()).find((each) => each.template === template);
  if (!named) return [];
  const assignments = (await assignmentsOf(template)).map(({ unit, from, until }) => ({ unit, from, until }));
  const perYear = await Promise.all(
    years.map(async (year) => {
      const windows = await windowsOf(template, year);
      const last = windows.at(-1);
      if (!last) return [];
      const version = await versionOn(template, last.period);
      const definition = version && (await definitionOf(version.hash));
      const frame = {
        template,
        year,
        templateName: named.name,
        templateShort: named.short,
        windows: windows.map(({ period, opensOn, dueOn, lockOn }) => ({ period, opensOn, dueOn, lockOn })),
        assignments,
        stamp,
      };
      const open = {
        template,
        year,
        name: named.name,
        short: named.short,
        labels: definition ? publicLabels(definition) : [],
        figures: definition ? addedInPublic(definition) : [],
        assignments,
        stamp,
      };
      return [stated(Frames, { template, year }, frame), stated(Templates, { template, year }, open)];
    }),
  );
  return perYear.flat();
}
