import * as v from "valibot";
import { plan } from "../src/calendar/index.ts";
import { Period, TemplateId, UnitId } from "../src/kernel/id.ts";
import { verify } from "../src/report/decide.ts";
import { save } from "../src/report/save.ts";
import { sign } from "../src/report/sign.ts";
import { assign } from "../src/template/index.ts";
import { publish } from "../src/template/publish.ts";
import type { TemplateDefinition } from "../src/template/schema.ts";
import { putOut } from "./stages.ts";
import { asProduct, type Regency } from "./world.ts";

/** Publishes a template from its first period on, for units with their parts (undefined = every row), all periods open. */
export async function introduce(
  made: Regency,
  definition: TemplateDefinition,
  units: Readonly<Record<string, readonly string[] | undefined>>,
  periods: readonly string[],
): Promise<void> {
  const template = v.parse(TemplateId, definition.id);
  const parsed = periods.map((each) => v.parse(Period, each));
  const [from] = parsed;
  if (from === undefined) throw new Error("no period");
  await asProduct(made.id, () =>
    publish({ definition, n: 1, effectiveFrom: from, chain: { id: "tiga-tingkat", n: 1 } }),
  );
  const assignments = Object.entries(units).map(([unit, own]) => {
    return { template, unit: v.parse(UnitId, unit), from, until: null, ...(own ? { parts: [...own] } : {}) };
  });
  await asProduct(made.id, () => assign({ template, assignments }));
  for (const year of new Set(parsed.map((each) => each.slice(0, 4)))) {
    const windows = parsed
      .filter((each) => each.startsWith(year))
      .map((period) => {
        return { template, period, opensOn: "2026-04-01", dueOn: "2026-04-20", lockOn: "2026-04-30", rev: 1 };
      });
    await asProduct(made.id, () => plan({ template, year, windows }));
  }
}

export type Typed = readonly (readonly [row: string, field: string, value: string])[];

/** Types into a report, sends it and takes it through the chain until it is out. */
export async function fileReport(made: Regency, unit: string, id: string, typed: Typed): Promise<void> {
  const who = made.who("pptk", unit);
  if (typed.length > 0) {
    const changes = typed.map(([row, field, value]) => made.cell(row, field, value));
    await made.as(who, () => save({ id, changes }));
  }
  const hash = await made.send(id, who);
  await made.as(made.who("kabid", unit), () => verify({ id, hash }));
  await made.as(made.who("kepala", unit), () => sign({ id, hash }));
  await putOut(made.id, id);
}
