import type { Environment } from "@selaras/core/cloud/outputs.ts";
import { house } from "./house.ts";
import type { Call, Statement } from "./judge.ts";

export const ACCOUNTS = { dev: "111111111111", staging: "222222222222", production: "333333333333" } as const;
const HERE = { "aws:RequestedRegion": "ap-southeast-3" };

/** Statements of a managed policy of the delivery stack; key ARNs are imported, here they read `key`. */
export function statementsOf(environment: Environment, begins: string): readonly Statement[] {
  const [policy, ...more] = house
    .of(environment, "AWS::IAM::ManagedPolicy")
    .filter(({ logicalId }) => logicalId.startsWith(begins));
  if (policy === undefined || more.length > 0) throw new Error(`${begins}: ${more.length + 1} found`);
  const text = JSON.stringify(policy.resource.Properties["PolicyDocument"]);
  const document: { Statement: readonly Statement[] } = JSON.parse(
    text.replace(/\{"Fn::ImportValue":"[^"]*"\}/g, '"key"'),
  );
  return document.Statement;
}
export const deployOf = (environment: Environment) => [
  ...statementsOf(environment, "DeployThings"),
  ...statementsOf(environment, "DeployAccess"),
  ...statementsOf(environment, "DeployProtections"),
];
export const call = (action: string, on: string, context: Record<string, string> = {}): Call => ({
  action,
  on,
  context: { ...HERE, ...context },
});
