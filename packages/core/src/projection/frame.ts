import { windowsOf } from "../calendar/index.ts";
import { publicLabels } from "../portal/derive.ts";
import { Templates } from "../portal/store.ts";
import { Frames } from "../rollup/store.ts";
import { assignmentsOf, definitionOf, templateNames, versionOn } from "../template/index.ts";
import { type Stated, stated } from "./stated.ts";

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
        figures: definition ? definition.figures.filter((figure) => figure.public) : [],
        assignments,
        stamp,
      };
      return [stated(Frames, { template, year }, frame), stated(Templates, { template, year }, open)];
    }),
  );
  return perYear.flat();
}
