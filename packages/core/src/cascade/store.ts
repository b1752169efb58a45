import { tenantEntity } from "../db/entity.ts";
import type { CascadeNode, Indicator, Plan, Support } from "./schema.ts";
import type { TargetVersion } from "./target/schema.ts";

export const Plans = tenantEntity<Plan>({
  entity: "plan",
  attributes: { plan: "string", label: "string", from: "string", until: "string", source: "string", rev: "number" },
  key: { pk: "${tenant}#cascades", sk: "plan#${plan}" },
});

/** One year of a plan is one partition; the parts of the tree follow each other in it. */
const YEAR = "${tenant}#cascade#${plan}#${year}";
export type InYear = { readonly plan: string; readonly year: string };

/** That a part of the tree was begun, and from which year it was copied. */
export type BegunPart = InYear & { readonly part: string; readonly from: string | null; readonly at: string };
export const Parts = tenantEntity<BegunPart>({
  entity: "cascadepart",
  attributes: { plan: "string", year: "string", part: "string", from: "any", at: "string" },
  key: { pk: YEAR, sk: "part#${part}" },
  opens: true,
});

export type StoredNode = CascadeNode & InYear;
export const Nodes = tenantEntity<StoredNode>({
  entity: "cascadenode",
  attributes: {
    plan: "string",
    year: "string",
    part: "string",
    id: "string",
    level: "string",
    code: "any",
    text: "string",
    owner: "any",
    parents: "any",
    removed: "any",
    rev: "number",
  },
  key: { pk: YEAR, sk: "node#${part}#${id}" },
});

export type StoredIndicator = Omit<Indicator, "targets"> & InYear;
export const Indicators = tenantEntity<StoredIndicator>({
  entity: "cascadeindicator",
  attributes: {
    plan: "string",
    year: "string",
    part: "string",
    id: "string",
    code: "any",
    text: "string",
    unit: "string",
    direction: "string",
    method: "any",
    formula: "any",
    aggregation: "string",
    parents: "any",
    removed: "any",
    rev: "number",
  },
  key: { pk: YEAR, sk: "indicator#${part}#${id}" },
});

/** Versions of the targets of a part. They are created once and never written again. */
export type StoredTargets = TargetVersion & { readonly number: string };
export const Targets = tenantEntity<StoredTargets>({
  entity: "cascadetargets",
  attributes: {
    plan: "string",
    year: "string",
    part: "string",
    number: "string",
    n: "number",
    stage: "string",
    turn: "number",
    effectiveFrom: "string",
    source: "any",
    hash: "string",
    lines: "number",
    by: "string",
    at: "string",
  },
  key: { pk: YEAR, sk: "targets#${part}#${number}" },
});
export const targetNumber = (n: number): string => String(n).padStart(3, "0");

export type StoredSupport = Support & InYear;
export const Supports = tenantEntity<StoredSupport>({
  entity: "cascadesupport",
  attributes: {
    plan: "string",
    year: "string",
    id: "string",
    node: "string",
    from: "string",
    to: "string",
    text: "string",
    carrier: "any",
    state: "string",
    asked: "any",
    answer: "any",
    rev: "number",
  },
  key: { pk: YEAR, sk: "support#${to}#${id}" },
});

/** The partition of a year, as trails are named. */
export const trailOf = ({ plan, year }: InYear): string => `cascade#${plan}#${year}`;
