import { ManagedPolicy } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";
import type { Ground } from "../foundation-stack.ts";
import { boundaryName } from "../naming.ts";
import { protections } from "./protections.ts";
import { allow, inAccount } from "./statements.ts";

/**
 * The most that any program of the app may ever be permitted: work with data, never with what holds them. Word for word
 * what core's documents and the deployment give to roles; a program that needs another call gets it here first, by the
 * people who bring in the foundation.
 */
const WORK = [
  "dynamodb:BatchGetItem",
  "dynamodb:ConditionCheckItem",
  "dynamodb:DeleteItem",
  "dynamodb:DescribeStream",
  "dynamodb:GetItem",
  "dynamodb:GetRecords",
  "dynamodb:GetShardIterator",
  "dynamodb:ListStreams",
  "dynamodb:PutItem",
  "dynamodb:Query",
  "dynamodb:UpdateItem",
  "s3:GetBucketLocation",
  "s3:GetObject",
  "s3:PutObject",
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GetPublicKey",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
  "kms:Sign",
  "ses:SendEmail",
  "sqs:SendMessage",
  "lambda:InvokeFunction",
  "logs:CreateLogStream",
  "logs:PutLogEvents",
  "xray:PutTelemetryRecords",
  "xray:PutTraceSegments",
  "sts:AssumeRole",
  "sts:TagSession",
] as const;

/**
 * The permissions boundary of every role that the deployment makes. It grants nothing; it is the line which whatever is
 * granted cannot cross.
 */
export function boundaryPolicy(scope: Construct, { environment, installation }: Ground): ManagedPolicy {
  return new ManagedPolicy(scope, "Boundary", {
    managedPolicyName: boundaryName(environment),
    description: "The line that no role of the app crosses",
    // In this account only: what is read here cannot be carried into a stranger's bucket.
    statements: [
      allow("Work", WORK, ["*"], inAccount(installation.account)),
      ...protections(environment, installation.account),
    ],
  });
}
