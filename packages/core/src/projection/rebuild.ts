import { canonical } from "../kernel/canonical.ts";
import { presentInstant } from "../kernel/clock.ts";
import { addMonths } from "../kernel/zone.ts";
import { Root } from "../db/journal.ts";
import { writeQuietly } from "../db/unit.ts";
import { Versions } from "../budget/store.ts";
import { Heads } from "../report/store.ts";
import { statement } from "../report/statement.ts";
import { Boards, Rollups } from "../rollup/store.ts";
import { Cards } from "../portal/store.ts";
import { templateNames } from "../template/index.ts";
import { statedByBudget, statedByTenant, statedByUnits } from "./directory.ts";
import { statedByTemplate } from "./frame.ts";
import { statedByReport, statementFrom } from "./report.ts";
import type { Stated } from "./stated.ts";

/** What a rebuild found. `different` and `missing` are put right with `apply`; `extra` names what nothing derives. */
export type Difference = {
  readonly kind: string;
  readonly key: string;
  readonly what: "missing" | "different" | "extra";
};
export type Rebuilt = {
  readonly compared: number;
  readonly written: number;
  readonly differences: readonly Difference[];
};

const FIRST_MONTH = "2020-01";

/** Partitions of the tenant, from its root list, month by month. */
export async function partitions(): Promise<readonly string[]> {
  const now = presentInstant().toISOString().slice(0, 7);
  const found: string[] = [];
  for (let month = FIRST_MONTH; month <= now; month = addMonths(month, 1)) {
    const { items } = await Root.list({ month });
    found.push(...items.map((item) => item.partition));
  }
  return [...new Set(found)];
}

const after = (list: readonly string[], prefix: string): readonly string[] =>
  list.filter((each) => each.startsWith(prefix)).map((each) => each.slice(prefix.length));

async function reports(list: readonly string[]): Promise<readonly Stated[]> {
  const ids = after(list, "report#");
  const stated: Stated[] = [];
  for (let from = 0; from < ids.length; from += 50) {
    const heads = await Heads.getMany(
      ids.slice(from, from + 50).map((reportId) => ({ reportId })),
      { strong: true },
    );
    for (const head of heads) stated.push(...(await statedByReport(statementFrom(statement("rebuild", head)))));
  }
  return stated;
}

async function budgets(list: readonly string[]): Promise<readonly Stated[]> {
  const stated: Stated[] = [];
  for (const each of after(list, "budget#")) {
    const [year = "", unit = ""] = each.split("#");
    const { items } = await Versions.list({ year, unit }, { strong: true });
    for (const { hash, n } of items) stated.push(...(await statedByBudget({ year, unit, hash, stamp: n })));
  }
  return stated;
}

async function frames(list: readonly string[], stamp: number): Promise<readonly Stated[]> {
  const years = [...new Set(after(list, "calendar#").map((each) => each.split("#")[1] ?? ""))];
  const stated = await Promise.all(
    (await templateNames()).map(({ template }) => statedByTemplate(template, years, stamp)),
  );
  return stated.flat();
}

/** Everything the projections of the acting tenant must say, from the sources, by the same functions the consumer uses. */
export async function derived(): Promise<readonly Stated[]> {
  const list = await partitions();
  const stamp = presentInstant().getTime();
  const parts = [
    await statedByTenant(stamp),
    await statedByUnits(stamp),
    await frames(list, stamp),
    await budgets(list),
    await reports(list),
  ];
  return parts.flat();
}

/** Content without the stamp: when it was said does not matter, only what. */
function said(content: unknown): string {
  if (typeof content !== "object" || content === null) return "";
  const { stamp: _stamp, body, ...rest } = content as Record<string, unknown>;
  return canonical({ ...rest, ...(body instanceof Uint8Array ? { body: Buffer.from(body).toString("base64") } : {}) });
}

/** Keys that stand in the projections of a template's year; what is here and not derived is extra. */
async function standing(template: string, year: string): Promise<readonly { kind: string; key: string }[]> {
  const [rollups, cards, boards] = await Promise.all([
    Rollups.list({ template, year }),
    Cards.list({ year }),
    Boards.list({ template, year }, { begins: { unit: "" } }),
  ]);
  return [
    ...rollups.items.map((each) => ({ kind: "rollup", key: `${template} ${year} ${each.period} ${each.unit}` })),
    ...cards.items
      .filter((each) => each.template === template)
      .map((each) => ({ kind: "publiccard", key: `${template} ${year} ${each.period} ${each.unit}` })),
    ...boards.items.flatMap((each) =>
      Object.keys(each)
        .filter((name) => /^m\d\d$/.test(name))
        .map((name) => ({ kind: "board", key: `${template} ${year} ${each.unit} ${name}` })),
    ),
  ];
}

async function extras(stated: readonly Stated[], list: readonly string[]): Promise<readonly Difference[]> {
  const known = new Set(stated.map((each) => `${each.kind} ${each.key}`));
  const pairs = [...new Set(after(list, "calendar#"))].map((each) => each.split("#"));
  const found = await Promise.all(pairs.map(([template = "", year = ""]) => standing(template, year)));
  return found
    .flat()
    .filter((each) => !known.has(`${each.kind} ${each.key}`))
    .map((each) => ({ ...each, what: "extra" as const }));
}

/**
 * Derives every projection of the acting tenant from its sources, compares with what stands, and (with `apply`) writes
 * what is missing or different, with stamps, while the consumer goes on.
 */
export async function rebuild(options: { apply: boolean }): Promise<Rebuilt> {
  const stated = await derived();
  const differences: Difference[] = [];
  let written = 0;
  for (const each of stated) {
    const stands = await each.standing();
    if (stands !== null && said(stands) === said(each.content)) continue;
    differences.push({ kind: each.kind, key: each.key, what: stands === null ? "missing" : "different" });
    if (options.apply && (await writeQuietly(each.overwrite)) === "written") written += 1;
  }
  differences.push(...(await extras(stated, await partitions())));
  return { compared: stated.length, written, differences };
}
