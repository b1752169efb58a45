import type { Environment } from "@selaras/core/cloud/outputs.ts";
import { Stack, Tags } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { EDGE_REGION, type Installation, REGION } from "./installation.ts";
import { type Part, stackName } from "./naming.ts";
import type { Settings } from "./settings.ts";

/** What every stack of one environment is built from. */
export type Ground = {
  readonly environment: Environment;
  readonly settings: Settings;
  readonly installation: Installation;
};

/** A stack that cannot be deleted before somebody takes its protection away, in the account of its environment. */
export class FoundationStack extends Stack {
  constructor(scope: Construct, part: Part, { environment, installation }: Ground, description: string) {
    const name = stackName(environment, part);
    super(scope, name, {
      stackName: name,
      description,
      env: { account: installation.account, region: part === "edge" ? EDGE_REGION : REGION },
      terminationProtection: true,
    });
    // Costs are told apart by these; they must be activated once in the billing console.
    Tags.of(this).add("selaras:environment", environment);
    Tags.of(this).add("selaras:part", part);
  }
}
