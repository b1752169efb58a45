import { ManagedPolicy } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";
import type { Ground } from "../foundation-stack.ts";
import { boundaryName } from "../naming.ts";
import { protections } from "./protections.ts";
import { allow, inAccount } from "./statements.ts";

/** The most that any program of the app may ever be permitted: work with data, never with what holds them. */
const WORK = [
  "dynamodb:BatchGetItem",
  "dynamodb:BatchWriteItem",
  "dynamodb:ConditionCheckItem",
  "dynamodb:DeleteItem",
  "dynamodb:Describe*",
  "dynamodb:Get*",
  "dynamodb:ListStreams",
  "dynamodb:PutItem",
  "dynamodb:Query",
  "dynamodb:UpdateItem",
  "s3:AbortMultipartUpload",
  "s3:DeleteObject",
  "s3:Get*",
  "s3:List*",
  "s3:PutObject",
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey*",
  "kms:GetPublicKey",
  "kms:Sign",
  "kms:Verify",
  "cognito-idp:Admin*",
  "cognito-idp:ListUsers",
  "sqs:*Message*",
  "sqs:GetQueue*",
  "sns:Publish",
  "ses:Send*",
  "lambda:InvokeFunction*",
  "logs:Create*",
  "logs:Put*Events",
  "cloudwatch:PutMetricData",
  "xray:Put*",
  "xray:Get*",
  "ssm:GetParameter*",
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
