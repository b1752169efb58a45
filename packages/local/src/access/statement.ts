import type { Demand } from "./demand.ts";
import type { TableNames } from "./table-names.ts";
import { fieldsOf, Unreadable } from "./wire.ts";

const READ = /\bfrom\s+("[^"]+"|[\w-]+)(?:\s*\.\s*("[^"]+"|[\w-]+))?/i;
const VERBS: ReadonlyMap<string, readonly [action: string, table: RegExp]> = new Map([
  ["select", ["PartiQLSelect", READ]],
  ["exists", ["PartiQLSelect", READ]],
  ["insert", ["PartiQLInsert", /^\s*insert\s+into\s+("[^"]+"|[\w-]+)/i]],
  ["update", ["PartiQLUpdate", /^\s*update\s+("[^"]+"|[\w-]+)/i]],
  ["delete", ["PartiQLDelete", /^\s*delete\s+from\s+("[^"]+"|[\w-]+)/i]],
]);

/**
 * What PartiQL statements ask for: action and table. Their keys are not read, so a policy that demands leading keys
 * never allows one; the product has none. Raises Unreadable for a statement of another kind.
 */
export function statementDemands(statements: readonly unknown[], names: TableNames): readonly Demand[] {
  return statements.map((statement): Demand => {
    const text = fieldsOf(statement, "a statement")["Statement"];
    if (typeof text !== "string") throw new Unreadable("a statement is not a text");
    const [action, pattern] = VERBS.get(/^\s*([a-z]+)/i.exec(text)?.[1]?.toLowerCase() ?? "") ?? [];
    const [, table, index] = pattern?.exec(text) ?? [];
    if (action === undefined || table === undefined) throw new Unreadable("a statement is not understood");
    const bare = (name: string | undefined): string | undefined => name?.replaceAll('"', "");
    return { action: `dynamodb:${action}`, resource: names.readArn(bare(table), bare(index)), context: {} };
  });
}
