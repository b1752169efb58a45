import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { parameterName, type Environment } from "@selaras/core/cloud/outputs.ts";
import { EDGE_REGION, REGION } from "../installation.ts";
import { boundaryName, FOUNDATION, ROLE_PATH } from "../naming.ts";
import { deny } from "./statements.ts";

export const boundaryArn = (environment: Environment, account: string): string =>
  `arn:aws:iam::${account}:policy/${boundaryName(environment)}`;

const contractPath = (environment: Environment): string =>
  parameterName(environment, "tableName").replace(/[^/]+$/, "*");

/** Calls after which data would be gone, copied away or unprotected. */
function keepData(account: string): readonly PolicyStatement[] {
  const buckets = `arn:aws:s3:::${FOUNDATION}*`;
  return [
    deny(
      "KeepTable",
      [
        "dynamodb:DeleteTable",
        "dynamodb:UpdateTable",
        "dynamodb:UpdateContinuousBackups",
        "dynamodb:UpdateTimeToLive",
        "dynamodb:DeleteBackup",
        "dynamodb:*ResourcePolicy",
        "dynamodb:Restore*",
        "dynamodb:Export*",
        "dynamodb:Scan",
        "dynamodb:PartiQL*",
      ],
      [`arn:aws:dynamodb:*:${account}:table/*`],
    ),
    deny(
      "KeepBuckets",
      [
        "s3:Delete*Bucket*",
        "s3:PutBucket*",
        "s3:PutAccountPublicAccessBlock",
        "s3:PutEncryptionConfiguration",
        "s3:PutLifecycleConfiguration",
        "s3:PutReplicationConfiguration",
        "s3:DeleteObjectVersion",
        "s3:BypassGovernanceRetention",
        "s3:PutObjectRetention",
        "s3:PutObjectLegalHold",
        "s3:PutObject*Acl",
      ],
      [buckets, `${buckets}/*`],
    ),
    // No key has a name by which IAM could tell it from others; nothing that the app makes administers keys.
    deny(
      "KeepKeys",
      [
        "kms:ScheduleKeyDeletion",
        "kms:Disable*",
        "kms:Put*",
        "kms:RevokeGrant",
        "kms:Delete*",
        "kms:UpdateAlias",
        "kms:UpdatePrimaryRegion",
        "kms:ReplicateKey",
      ],
      ["*"],
    ),
    deny("KeepBackups", ["backup:*"], ["*"]),
  ];
}

/** Calls after which nobody could tell who somebody is, or would hear of what was done. */
function keepWatch(environment: Environment, account: string): readonly PolicyStatement[] {
  return [
    deny(
      "KeepPool",
      [
        "cognito-idp:DeleteUserPool*",
        "cognito-idp:UpdateUserPool*",
        "cognito-idp:CreateUserPoolClient",
        "cognito-idp:SetUserPoolMfaConfig",
        "cognito-idp:SetRiskConfiguration",
        "cognito-idp:CreateGroup",
      ],
      [`arn:aws:cognito-idp:*:${account}:userpool/*`],
    ),
    deny("KeepTrail", ["cloudtrail:Delete*", "cloudtrail:Stop*", "cloudtrail:Update*", "cloudtrail:Put*"], ["*"]),
    deny(
      "KeepWatch",
      [
        "events:*",
        "cloudwatch:*",
        "sns:Delete*",
        "sns:Set*",
        "sns:*Permission",
        "sns:Unsubscribe",
        "wafv2:Delete*",
        "wafv2:Update*",
        "wafv2:PutLoggingConfiguration",
      ],
      [
        `arn:aws:events:*:${account}:rule/${FOUNDATION}*`,
        `arn:aws:cloudwatch:*:${account}:alarm:${FOUNDATION}*`,
        `arn:aws:sns:*:${account}:${FOUNDATION}*`,
        `arn:aws:wafv2:*:${account}:*/webacl/${FOUNDATION}*`,
      ],
    ),
    deny(
      "KeepContract",
      ["ssm:PutParameter", "ssm:DeleteParameter*", "ssm:LabelParameterVersion"],
      [`arn:aws:ssm:*:${account}:parameter${contractPath(environment)}`],
    ),
    // The stacks are brought in by people; whoever may use their roles may do everything.
    deny("KeepStacks", ["cloudformation:*"], ["*"]),
    deny("NoBootstrapRoles", ["sts:AssumeRole"], [`arn:aws:iam::*:role/cdk-*`]),
  ];
}

/** Calls by which a role could make itself, or another, more than it was meant to be. */
function keepBounds(environment: Environment, account: string): readonly PolicyStatement[] {
  const boundary = boundaryArn(environment, account);
  return [
    deny(
      "NoPeople",
      [
        "iam:*User*",
        "iam:*AccessKey*",
        "iam:*LoginProfile*",
        "iam:*Group*",
        "iam:*SAMLProvider*",
        "iam:*OpenIDConnectProvider*",
        "iam:*ServiceSpecificCredential*",
      ],
      ["*"],
    ),
    deny(
      "RolesStayInside",
      [
        "iam:CreateRole",
        "iam:UpdateAssumeRolePolicy",
        "iam:PutRolePermissionsBoundary",
        "iam:PutRolePolicy",
        "iam:AttachRolePolicy",
      ],
      ["*"],
      { StringNotEquals: { "iam:PermissionsBoundary": boundary } },
    ),
    deny("BoundaryStays", ["iam:DeleteRolePermissionsBoundary"], ["*"]),
    deny("BoundaryUnchanged", ["iam:*Policy*"], [boundary, `arn:aws:iam::${account}:policy${ROLE_PATH}*`]),
    deny(
      "RolesOfTheFoundation",
      ["iam:*"],
      [`arn:aws:iam::${account}:role${ROLE_PATH}*`, `arn:aws:iam::${account}:role/cdk-*`],
    ),
    deny("TwoRegions", ["*"], ["*"], { StringNotEquals: { "aws:RequestedRegion": [REGION, EDGE_REGION] } }),
  ];
}

/**
 * What nothing that is deployed may do, and the deployment neither, whatever else it is permitted. Said as denials, because
 * those also hold against a resource that grants something by itself.
 */
export const protections = (environment: Environment, account: string): readonly PolicyStatement[] => [
  ...keepData(account),
  ...keepWatch(environment, account),
  ...keepBounds(environment, account),
];

/** The deployment brings programs in; what officials wrote and uploaded is none of its business. */
export const noContent = (): PolicyStatement => deny("NoContent", ["s3:*Object*"], [`arn:aws:s3:::${FOUNDATION}*/*`]);

/**
 * The CI comes in by the token of its run, which is another call, and takes no role from there. Whoever stole the token
 * may make a role inside the boundary, but not step into it, nor into any that names the CI's role among its takers.
 */
export const noOtherRole = (): PolicyStatement => deny("NoOtherRole", ["sts:AssumeRole*"], ["*"]);
