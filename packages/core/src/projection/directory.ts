import { thaw } from "../db/frozen.ts";
import { context } from "../kernel/context.ts";
import { localDate } from "../kernel/zone.ts";
import type { BudgetLine } from "../budget/schema.ts";
import { allUnits } from "../orgunit/index.ts";
import { rowsToday } from "../orgunit/tree.ts";
import { Faces, Units } from "../portal/store.ts";
import { WHOLE_TENANT, Words } from "../search/store.ts";
import { wordsOf } from "../search/words.ts";
import { currentTenant } from "../tenant/index.ts";
import { type Stated, stated } from "./stated.ts";

/** The public face of the tenant. */
export async function statedByTenant(stamp: number): Promise<readonly Stated[]> {
  const { name, short, area, zone, brand, capital, contact, demo } = await currentTenant();
  return [stated(Faces, {}, { name, short, area, zone, brand, capital, contact, demo, stamp })];
}

/** The units as the public site lists them. */
export async function statedByUnits(stamp: number): Promise<readonly Stated[]> {
  const today = localDate(context().now, (await currentTenant()).zone);
  return rowsToday(await allUnits(), today).map(({ unitId, name, short, kind, opd }) =>
    stated(Units, { unit: unitId }, { unit: unitId, name, short, kind, opd, stamp }),
  );
}

/** The words of a budget's sub kegiatan, for the search of its unit and of the whole tenant. */
export async function statedByBudget(budget: {
  year: string;
  unit: string;
  hash: string;
  stamp: number;
}): Promise<readonly Stated[]> {
  const lines = (await thaw<readonly BudgetLine[]>(budget.hash)) ?? [];
  const { year, unit, stamp } = budget;
  return lines.flatMap(({ code, name }) =>
    [...wordsOf(name), code].flatMap((word) =>
      [unit, WHOLE_TENANT].map((scope) => {
        const keys = { scope, word, unit, year, code };
        return stated(Words, keys, { ...keys, label: name, stamp });
      }),
    ),
  );
}
