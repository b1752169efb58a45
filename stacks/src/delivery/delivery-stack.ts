import { CfnOutput, Duration } from "aws-cdk-lib";
import { ManagedPolicy, OidcProviderNative, Role, WebIdentityPrincipal } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";
import { type Ground, FoundationStack } from "../foundation-stack.ts";
import { FOUNDATION, ROLE_PATH } from "../naming.ts";
import { boundaryPolicy } from "./boundary.ts";
import { deployAccess, deployThings, type Keys } from "./deploy-permissions.ts";
import { noContent, noOtherRole, protections } from "./protections.ts";

/** Who issues the tokens of the repository's CI. */
const ISSUER = "token.actions.githubusercontent.com";
/** For whom such a token must have been issued. */
const AUDIENCE = "sts.amazonaws.com";

/** The one subject that may deploy: a branch, or an environment of the forge, where a person has approved. */
const subjectOf = ({ settings: { deployClaim }, installation: { repository } }: Ground): string =>
  "branch" in deployClaim
    ? `repo:${repository}:ref:refs/heads/${deployClaim.branch}`
    : `repo:${repository}:environment:${deployClaim.environment}`;

/** How the app comes into the account: without any key that could be stolen, and never past the boundary. */
export class DeliveryStack extends FoundationStack {
  readonly boundary: ManagedPolicy;
  readonly deployRole: CfnOutput;

  constructor(scope: Construct, ground: Ground, keys: Keys) {
    super(scope, "delivery", ground, "Selaras: boundary of every role of the app, and the role of the CI");
    const { environment, installation } = ground;
    this.boundary = boundaryPolicy(this, ground);
    const forge = new OidcProviderNative(this, "Forge", { url: `https://${ISSUER}`, clientIds: [AUDIENCE] });
    const deploy = new Role(this, "DeployRole", {
      roleName: `${FOUNDATION}${environment}-deploy`,
      path: ROLE_PATH,
      description: "Taken by the repository's CI to deploy the app",
      assumedBy: new WebIdentityPrincipal(forge.oidcProviderArn, {
        StringEquals: { [`${ISSUER}:aud`]: AUDIENCE, [`${ISSUER}:sub`]: subjectOf(ground) },
      }),
      maxSessionDuration: Duration.hours(1),
      managedPolicies: [
        new ManagedPolicy(this, "DeployThings", {
          path: ROLE_PATH,
          description: "What the app is made of",
          statements: [...deployThings(ground)],
        }),
        new ManagedPolicy(this, "DeployAccess", {
          path: ROLE_PATH,
          description: "State, roles, and what the app uses of the foundation",
          statements: [...deployAccess(ground, keys)],
        }),
        new ManagedPolicy(this, "DeployProtections", {
          path: ROLE_PATH,
          description: "What deploying the app may never do",
          statements: [...protections(environment, installation.account), noContent(), noOtherRole()],
        }),
      ],
    });
    this.deployRole = new CfnOutput(this, "DeployRoleArn", {
      value: deploy.roleArn,
      description: "For the settings of the CI",
    });
  }
}
