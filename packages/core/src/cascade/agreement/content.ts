import { add, type Decimal, decimal, fixedText, ZERO } from "../../kernel/decimal.ts";
import type { BudgetLine } from "../../budget/schema.ts";
import type { Method } from "../../indicator/schema.ts";
import { type CascadeNode, type Indicator, LEVELS, type Plan, refOf, type Tree } from "../schema.ts";
import { below, indicatorsOf } from "../tree.ts";
import type { Action, AgreementContent, Party, Promised, Scope } from "./schema.ts";

type Desk = { readonly unit: string; readonly post: string };

/** The nodes that a post of a unit answers for, from the top down. */
export const ownedBy = (tree: Tree, { unit, post }: Desk): readonly CascadeNode[] =>
  tree.nodes
    .filter((node) => !node.removed && node.owner?.unit === unit && node.owner.post === post)
    .toSorted(
      (a, b) =>
        LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
        (a.code ?? "~").localeCompare(b.code ?? "~", "id", { numeric: true }),
    );

type Basis = Pick<Material, "year" | "methods">;

const labelIn = (methods: readonly Method[], { id, n }: Pick<Method, "id" | "n">): string =>
  methods.find((each) => each.id === id && each.n === n)?.label ?? id;

function promised(indicator: Indicator, { year, methods }: Basis): Promised {
  const { code, text, unit, direction, method, formula, aggregation } = indicator;
  const target = indicator.targets.find((each) => each.period === year);
  return {
    ref: refOf(indicator),
    code,
    text,
    unit,
    direction,
    method: method && { ...method, label: labelIn(methods, method) },
    formula,
    aggregation,
    target: target ? { value: target.value, source: target.source } : null,
  };
}

/** What somebody promises: the owned nodes, each with its indicators. One of two nodes stands under both. */
export const scopeOf = (tree: Tree, owner: Desk, basis: Basis): readonly Scope[] =>
  ownedBy(tree, owner).map((node) => {
    const { level, code, text } = node;
    const indicators = indicatorsOf(tree, refOf(node)).map((indicator) => promised(indicator, basis));
    return { ref: refOf(node), level, code, text, indicators };
  });

/** The indicators of a scope, each once: what is counted and measured. */
export const promisesOf = (scope: readonly Scope[]): readonly Promised[] => [
  ...new Map(scope.flatMap(({ indicators }) => indicators).map((each) => [each.ref, each])).values(),
];

const paguOf = (code: string | null, lines: readonly BudgetLine[]): string | null => {
  const own = lines.filter((line) => line.program.code === code);
  if (code === null || own.length === 0) return null;
  const total = own.reduce((sum: Decimal, line) => add(sum, decimal(line.pagu)), ZERO);
  return fixedText(total, 2);
};

/** Programmes at or below the promised nodes, each once, with the pagu by which the budget knows them. */
export function programsOf(tree: Tree, scope: readonly Scope[], lines: readonly BudgetLine[]) {
  const nodes = new Map(scope.flatMap(({ ref }) => below(tree, ref)).map((node) => [refOf(node), node]));
  return [...nodes.values()]
    .filter((node) => node.level === "program")
    .toSorted((a, b) => (a.code ?? "").localeCompare(b.code ?? "", "id", { numeric: true }))
    .map(({ code, text }) => ({ code, text, budget: paguOf(code, lines) }));
}

export type Material = {
  readonly tenant: { readonly name: string; readonly capital: string };
  readonly plan: Plan;
  readonly year: string;
  readonly version: number;
  readonly reason: string | null;
  readonly first: Party;
  readonly second: Party | null;
  readonly actions: readonly Action[];
  readonly tree: Tree;
  /** The catalogue of methods, with every version. */
  readonly methods: readonly Method[];
  readonly lines: readonly BudgetLine[];
};

/** The whole text that both parties sign, made of the tree and the posts as they stand. */
export function contentOf({ tenant, plan, first, tree, methods, lines, actions, ...head }: Material): AgreementContent {
  const scope = scopeOf(tree, first, { year: head.year, methods });
  const known = new Set(promisesOf(scope).map(({ ref }) => ref));
  return {
    format: 1,
    kind: "perjanjian-kinerja",
    tenant,
    plan: { plan: plan.plan, label: plan.label, source: plan.source },
    ...head,
    first,
    scope: [...scope],
    programs: programsOf(tree, scope, lines),
    // What was promised for an indicator that is not in scope any more falls away with it.
    actions: actions.filter(({ indicator }) => known.has(indicator)).map((action) => ({ ...action })),
  };
}
