import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { parameterName } from "@selaras/core/cloud/outputs.ts";
import type { Ground } from "../foundation-stack.ts";
import { EDGE_REGION, REGION } from "../installation.ts";
import { appPrefix, FOUNDATION, tableName } from "../naming.ts";
import { boundaryArn } from "./protections.ts";
import { allow, inAccount } from "./statements.ts";

/** Keys that programs of the app work with, by ARN. */
export type Keys = { readonly dataKey: string; readonly logKey: string };

/** State, assets and passphrase of the tool that deploys the app, and what the foundation published. */
function bookkeeping({ environment, installation: { account } }: Ground): readonly PolicyStatement[] {
  const contract = parameterName(environment, "tableName").replace(/[^/]+$/, "*");
  const parameters = (path: string) =>
    [REGION, EDGE_REGION].map((region) => `arn:aws:ssm:${region}:${account}:parameter${path}`);
  return [
    allow("State", ["s3:*"], ["arn:aws:s3:::sst-state-*", "arn:aws:s3:::sst-asset-*"], inAccount(account)),
    allow("StateParameters", ["ssm:GetParameter*", "ssm:PutParameter", "ssm:AddTagsToResource"], parameters("/sst/*")),
    allow("Contract", ["ssm:GetParameter*"], parameters(contract)),
  ];
}

/** Everything with a name that begins as the app's does: the deployment may do with it as it likes. */
function ownThings({ environment, installation: { account } }: Ground): readonly PolicyStatement[] {
  const prefix = appPrefix(environment);
  const named = (service: string, what: string) => `arn:aws:${service}:${REGION}:${account}:${what}${prefix}*`;
  return [
    allow(
      "OwnThings",
      ["lambda:*", "sqs:*", "sns:*", "events:*", "scheduler:*", "cloudwatch:*", "logs:*", "s3:*"],
      [
        named("lambda", "function:"),
        named("sqs", ""),
        named("sns", ""),
        named("events", "rule/"),
        named("scheduler", "schedule-group/"),
        named("scheduler", "schedule/"),
        named("cloudwatch", "alarm:"),
        `arn:aws:cloudwatch::${account}:dashboard/${prefix}*`,
        `arn:aws:cloudwatch:${EDGE_REGION}:${account}:alarm:${prefix}*`,
        named("logs", "log-group:/aws/*/"),
        `arn:aws:s3:::${prefix}*`,
      ],
      inAccount(account),
    ),
    allow(
      "Streams",
      ["lambda:CreateEventSourceMapping", "lambda:UpdateEventSourceMapping", "lambda:DeleteEventSourceMapping"],
      ["*"],
      { ArnLike: { "lambda:FunctionArn": named("lambda", "function:") } },
    ),
    allow(
      "StreamTags",
      ["lambda:TagResource", "lambda:UntagResource"],
      [`arn:aws:lambda:${REGION}:${account}:event-source-mapping:*`],
    ),
  ];
}

/** How the CDN's and the gateway's own logs come into a bucket and a log group. */
function logDelivery({ environment, installation: { account } }: Ground): readonly PolicyStatement[] {
  const edge = (what: string) => `arn:aws:logs:${EDGE_REGION}:${account}:${what}`;
  return [
    allow(
      "CdnLogs",
      ["logs:*Delivery*", "logs:TagResource", "logs:UntagResource", "logs:ListTagsForResource"],
      [
        edge(`delivery-source:${appPrefix(environment)}*`),
        edge(`delivery-destination:${appPrefix(environment)}*`),
        edge("delivery:*"),
      ],
    ),
    // The older way of the gateway, which knows no names.
    allow(
      "GatewayLogs",
      [
        "logs:CreateLogDelivery",
        "logs:UpdateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:GetLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:DescribeResourcePolicies",
      ],
      ["*"],
    ),
  ];
}

/** Roles of the app, only ever inside the boundary and handed to four services. */
function ownRoles({ environment, installation: { account } }: Ground): readonly PolicyStatement[] {
  const roles = [`arn:aws:iam::${account}:role/${appPrefix(environment)}*`];
  const inside = { "iam:PermissionsBoundary": boundaryArn(environment, account) };
  return [
    allow(
      "MakeRoles",
      [
        "iam:CreateRole",
        "iam:UpdateAssumeRolePolicy",
        "iam:PutRolePermissionsBoundary",
        "iam:PutRolePolicy",
        "iam:DeleteRolePolicy",
      ],
      roles,
      {
        StringEquals: inside,
      },
    ),
    allow("AttachPolicies", ["iam:AttachRolePolicy", "iam:DetachRolePolicy"], roles, {
      StringEquals: inside,
      ArnLike: { "iam:PolicyARN": "arn:aws:iam::aws:policy/service-role/AWSLambda*" },
    }),
    allow(
      "TendRoles",
      [
        "iam:GetRole*",
        "iam:ListRole*",
        "iam:ListAttachedRolePolicies",
        "iam:ListInstanceProfilesForRole",
        "iam:DeleteRole",
        "iam:UpdateRole*",
        "iam:TagRole",
        "iam:UntagRole",
      ],
      roles,
    ),
    allow("HandRolesOver", ["iam:PassRole"], roles, {
      StringEquals: {
        "iam:PassedToService": [
          "lambda.amazonaws.com",
          "scheduler.amazonaws.com",
          "events.amazonaws.com",
          "apigateway.amazonaws.com",
        ],
      },
    }),
  ];
}

/** What AWS names itself, so that only the kind of thing and the account can be said. */
function unnamedThings({ installation: { account } }: Ground): readonly PolicyStatement[] {
  return [
    allow("Cdn", ["cloudfront:*", "cloudfront-keyvaluestore:*"], [`arn:aws:cloudfront::${account}:*`]),
    allow(
      "Certificates",
      [
        "acm:RequestCertificate",
        "acm:DescribeCertificate",
        "acm:DeleteCertificate",
        "acm:AddTagsToCertificate",
        "acm:ListTagsForCertificate",
      ],
      [`arn:aws:acm:${EDGE_REGION}:${account}:certificate/*`],
    ),
    allow("Gateway", ["apigateway:*"], [`arn:aws:apigateway:${REGION}::/*`]),
    allow(
      "Names",
      [
        "route53:GetHostedZone",
        "route53:ChangeResourceRecordSets",
        "route53:ListResourceRecordSets",
        "route53:ListTagsForResource",
      ],
      ["arn:aws:route53:::hostedzone/*"],
    ),
    allow("NameChanges", ["route53:GetChange"], ["arn:aws:route53:::change/*"]),
    allow(
      "Looking",
      [
        "route53:ListHostedZones*",
        "cloudfront:List*",
        "lambda:List*",
        "lambda:GetEventSourceMapping",
        "logs:DescribeLogGroups",
        "events:ListRules",
        "cloudwatch:DescribeAlarms",
        "acm:ListCertificates",
      ],
      ["*"],
    ),
  ];
}

/** What the app uses of the foundation, and the deployment therefore has to look at or hand on. */
function foundationThings({ environment, installation: { account } }: Ground, keys: Keys): readonly PolicyStatement[] {
  const table = `arn:aws:dynamodb:${REGION}:${account}:table/${tableName(environment)}`;
  return [
    allow("LookAtTable", ["dynamodb:DescribeTable", "dynamodb:DescribeStream"], [table, `${table}/stream/*`]),
    allow(
      "LookAtFirewall",
      ["wafv2:GetWebACL"],
      [`arn:aws:wafv2:${EDGE_REGION}:${account}:global/webacl/${FOUNDATION}*`],
    ),
    allow("LookAtKeys", ["kms:DescribeKey"], [keys.dataKey, keys.logKey]),
    // Lambda and SQS take a grant on the key when a function or queue is made under it.
    allow("LogKey", ["kms:CreateGrant", "kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*"], [keys.logKey], {
      StringLike: { "kms:ViaService": [`*.${REGION}.amazonaws.com`] },
    }),
  ];
}

/** What the repository's CI needs to deploy the app, and no more. The foundation itself is deployed by people. */
export const deployThings = (ground: Ground): readonly PolicyStatement[] => [
  ...ownThings(ground),
  ...logDelivery(ground),
  ...unnamedThings(ground),
];
/** The other half; a policy has room for 6,144 characters. */
export const deployAccess = (ground: Ground, keys: Keys): readonly PolicyStatement[] => [
  ...bookkeeping(ground),
  ...ownRoles(ground),
  ...foundationThings(ground, keys),
];
