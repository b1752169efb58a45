import type { UserPool, UserPoolClient } from "aws-cdk-lib/aws-cognito";
import type { Construct } from "constructs";
import { guard, signInFirewall } from "../edge/firewall.ts";
import { type Ground, FoundationStack } from "../foundation-stack.ts";
import { riskPolicy, siteClient, userPool } from "./user-pool.ts";

/** Who the officials are. A pool cannot be backed up: the table knows people by the subject this pool gave them. */
export class IdentityStack extends FoundationStack {
  readonly pool: UserPool;
  readonly client: UserPoolClient;

  constructor(scope: Construct, ground: Ground) {
    super(scope, "identity", ground, "Selaras: accounts of the officials. Never delete.");
    this.pool = userPool(this, ground);
    this.client = siteClient(this, this.pool, ground.settings);
    if (ground.settings.signIn.threats === "enforce") riskPolicy(this, this.pool);
    // Browsers talk to the pool directly, not through the CDN: the firewall of the CDN never sees a sign-in.
    guard(this, this.pool.userPoolArn, signInFirewall(this, ground));
  }
}
