import { CfnResource, RemovalPolicy } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

/** Types whose loss would lose data, identity or evidence. Each of them is kept, pinned and guarded against replacement. */
export const STATEFUL_TYPES = [
  "AWS::Backup::BackupVault",
  "AWS::CloudTrail::Trail",
  "AWS::Cognito::UserPool",
  "AWS::Cognito::UserPoolClient",
  "AWS::DynamoDB::GlobalTable",
  "AWS::DynamoDB::Table",
  "AWS::KMS::Key",
  "AWS::Logs::LogGroup",
  "AWS::S3::Bucket",
  "AWS::S3::BucketPolicy",
] as const;

const resourceOf = (construct: IConstruct): CfnResource => {
  const resource = construct.node.defaultChild ?? construct;
  if (!CfnResource.isCfnResource(resource)) throw new Error(`${construct.node.path} is no resource`);
  return resource;
};

/**
 * Keeps a resource for good: it stays when it leaves the template, when its stack is deleted and when it would be
 * replaced, and its logical id is pinned, so that moving code about cannot make CloudFormation take it for another one.
 */
export function keep(construct: IConstruct, logicalId: string): void {
  const resource = resourceOf(construct);
  resource.overrideLogicalId(logicalId);
  resource.applyRemovalPolicy(RemovalPolicy.RETAIN, { applyToUpdateReplacePolicy: true });
}
