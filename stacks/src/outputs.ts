import {
  EDGE_OUTPUTS,
  type EdgeOutput,
  type Environment,
  OUTPUTS,
  type Output,
  parameterName,
} from "@selaras/core/cloud/outputs.ts";
import { ParameterTier, StringParameter } from "aws-cdk-lib/aws-ssm";
import type { Construct } from "constructs";
import { type Ground, FoundationStack } from "./foundation-stack.ts";

const write = (scope: Construct, environment: Environment, name: Output | EdgeOutput, value: string, about: string) =>
  new StringParameter(scope, `Output${name.charAt(0).toUpperCase()}${name.slice(1)}`, {
    parameterName: parameterName(environment, name),
    stringValue: value,
    description: about,
    tier: ParameterTier.STANDARD,
  });

const each = <Name extends string>(names: Readonly<Record<Name, string>>): readonly Name[] =>
  // Object.keys forgets that the keys of a constant are known; nothing else can stand in it.
  Object.keys(names) as Name[];

/**
 * What the foundation tells the app, and nothing beside it: one SSM parameter per name of the contract. All names are
 * demanded, so a forgotten one does not compile. In a stack of its own, written when everything it names stands.
 */
export class OutputsStack extends FoundationStack {
  constructor(scope: Construct, ground: Ground, values: Readonly<Record<Output, string>>) {
    super(scope, "outputs", ground, "Selaras: what the app must know of the foundation");
    for (const name of each(OUTPUTS)) write(this, ground.environment, name, values[name], OUTPUTS[name]);
  }
}

/** The same for what only the edge's region holds; written into the stack of the edge. */
export function publishEdge(
  scope: Construct,
  environment: Environment,
  values: Readonly<Record<EdgeOutput, string>>,
): void {
  for (const name of each(EDGE_OUTPUTS)) write(scope, environment, name, values[name], EDGE_OUTPUTS[name]);
}
