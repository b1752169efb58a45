import { context } from "../kernel/context.ts";
import { notFound } from "../kernel/failure.ts";
import { allUnits } from "../orgunit/index.ts";
import type { OrgUnit } from "../orgunit/schema.ts";
import { lineUp } from "../orgunit/tree.ts";
import { currentTenant } from "../tenant/index.ts";
import { sakipOf } from "../tenant/schema.ts";
import { noPart } from "./failures.ts";
import type { Place, Ruled } from "./policy.ts";
import { type CascadeNode, type Indicator, type Plan, REGENCY, type Support, type Tree } from "./schema.ts";
import { type SetTargets, targetsAt } from "./target/load.ts";
import { sourceText, targetsOfLine } from "./target/rules.ts";
import { Indicators, type InYear, Nodes, Parts, Plans, type StoredIndicator, Supports } from "./store.ts";

const withoutYear = <T extends InYear>({ plan: _plan, year: _year, ...rest }: T): Omit<T, "plan" | "year"> => rest;

const withTargets =
  (year: string, set: SetTargets | null) =>
  (stored: StoredIndicator): Indicator => {
    const line = set?.lines.find((each) => each.indicator === stored.id);
    const targets = set && line ? targetsOfLine(line, year, sourceText(set.version.source)) : [];
    return { ...withoutYear(stored), targets: [...targets] };
  };

/** Nodes and indicators of one part with the targets that count last in the year, those that were taken out included. */
export async function partOf(at: InYear, part: string, strong = true) {
  const where = { plan: at.plan, year: at.year };
  const [nodes, indicators, set] = await Promise.all([
    Nodes.list(where, { begins: { part }, strong }),
    Indicators.list(where, { begins: { part }, strong }),
    targetsAt(where, part, `${at.year}-12`),
  ]);
  // One part's name may begin with another's.
  const own = (each: { readonly part: string }): boolean => each.part === part;
  return {
    nodes: nodes.items.filter(own).map((node): CascadeNode => withoutYear(node)),
    indicators: indicators.items.filter(own).map(withTargets(at.year, set)),
  };
}

/** All requests for support of a year; bounded by `LIMITS.cascadeSupportsPerYear`. */
export async function supportsOf({ plan, year }: InYear): Promise<readonly Support[]> {
  const { items } = await Supports.list({ plan, year }, { begins: { to: "" }, strong: true });
  return items.map((item): Support => withoutYear(item));
}

/** A part with the regency's own nodes and indicators, which it hangs under, and the requests that concern it. */
export async function treeOf(at: InYear, part: string): Promise<Tree> {
  const [above, own, supports] = await Promise.all([
    part === REGENCY ? { nodes: [], indicators: [] } : partOf(at, REGENCY),
    partOf(at, part),
    supportsOf(at),
  ]);
  return {
    nodes: [...above.nodes, ...own.nodes],
    indicators: [...above.indicators, ...own.indicators],
    supports: supports.filter((each) => each.to === part || each.from === part),
  };
}

/** The OPD whose part of the tree a unit works in; the regency's own where there is none. */
export const partOfUnit = (units: readonly OrgUnit[], unit: string): string =>
  lineUp(units, unit).find((each) => units.some((row) => row.unitId === each && row.opd)) ?? REGENCY;

/** What policies decide on: a unit, the units around it, and which posts see the whole tenant. */
export async function placeOf(part: string): Promise<Place> {
  const [units, tenant] = await Promise.all([allUnits(), currentTenant()]);
  return { part, units, wide: tenant.settings.tenantWide, rules: sakipOf(tenant) };
}

/** Who keeps what of the SAKIP in the acting tenant, for what concerns no unit. */
export const rulesOfTenant = async (): Promise<Ruled> => ({ rules: sakipOf(await currentTenant()) });

export type Standing = Place & { readonly plan: Plan | null };
/** Plan and place of a command about one part. */
export async function standing({ plan, part }: { plan: string; part: string }): Promise<Standing> {
  const [place, found] = await Promise.all([placeOf(part), Plans.get({ plan }, { strong: true })]);
  return { ...place, plan: found };
}

/** The plan of a command whose policy was passed. Refuses what is not there. */
export function planIn({ plan }: Pick<Standing, "plan">): Plan {
  if (!plan) throw notFound({});
  return plan;
}

export async function ensureBegun(at: InYear, part: string): Promise<void> {
  if (!(await Parts.get({ plan: at.plan, year: at.year, part }, { strong: true }))) throw noPart({});
}

/** Who acts now and when, in words that a record keeps. */
export function actedBy(): { readonly by: string; readonly at: string } {
  const { actor, now } = context();
  const name = actor.kind === "official" ? actor.name : "Sistem";
  const hat = actor.kind === "official" ? actor.posts[0]?.title : undefined;
  return { by: hat === undefined ? name : `${name}, ${hat}`, at: now.toISOString() };
}
