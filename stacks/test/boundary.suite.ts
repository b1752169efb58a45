import { FUNCTIONS, functionPolicy, type Holdings, SCOPES, tenantPolicy } from "@selaras/core/cloud/access.ts";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ENVIRONMENTS } from "@selaras/core/cloud/outputs.ts";
import { describe, expect, it } from "vitest";
import { EVERYWHERE_REASONS } from "../../infra/everywhere.ts";
import { house } from "./house.ts";
import { judge, type Statement } from "./judge.ts";
import { ACCOUNTS, call, statementsOf } from "./policies.ts";

/** What the deployment gives to roles beside core's documents, read where it writes them. */
function givenByTheDeployment(): readonly string[] {
  const infra = join(import.meta.dirname, "../../infra");
  const texts = readdirSync(infra)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(infra, file), "utf8"))
    .filter((text) => text.includes("permit("));
  const written = texts.flatMap((text) => [...text.matchAll(/Effect: "Allow",\s+Action: \[([^\]]*)\]/g)]);
  return written.flatMap(([, list = ""]) => [...list.matchAll(/"([^"]+)"/g)].map(([, action = ""]) => action));
}

describe.each(ENVIRONMENTS)("the boundary of %s", (environment) => {
  const account = ACCOUNTS[environment];
  const boundary = statementsOf(environment, "Boundary");
  const table = `arn:aws:dynamodb:ap-southeast-3:${account}:table/selaras-${environment}`;
  const evidence = `arn:aws:s3:::selaras-foundation-${environment}-evidence-${account}`;
  const key = `arn:aws:kms:ap-southeast-3:${account}:key/1`;
  const own = { "aws:ResourceAccount": account };

  it("has the name that the deployment looks for", () => {
    const policy = house
      .of(environment, "AWS::IAM::ManagedPolicy")
      .find(({ logicalId }) => logicalId.startsWith("Boundary"));
    expect(policy?.resource.Properties["ManagedPolicyName"]).toBe(`selaras-${environment}-boundary`);
  });

  it.each([
    ["dynamodb:Query", table],
    ["dynamodb:PutItem", table],
    ["dynamodb:GetRecords", `${table}/stream/2026`],
    ["s3:GetObject", `${evidence}/kukar/evidence/r/1`],
    ["s3:PutObject", `${evidence}/kukar/evidence/r/1`],
    ["kms:Decrypt", key],
    ["kms:ReEncryptTo", key],
    ["kms:Sign", key],
    ["sqs:SendMessage", `arn:aws:sqs:ap-southeast-3:${account}:selaras-${environment}-jobs-dead-letters`],
    ["lambda:InvokeFunction", `arn:aws:lambda:ap-southeast-3:${account}:function:selaras-${environment}-jobs`],
    ["xray:PutTraceSegments", "*"],
    ["dynamodb:ListStreams", "*"],
    ["sts:AssumeRole", `arn:aws:iam::${account}:role/selaras-${environment}-tenant`],
    ["logs:PutLogEvents", `arn:aws:logs:ap-southeast-3:${account}:log-group:/aws/lambda/selaras-${environment}-api:*`],
  ])("lets a program %s", (action, on) => {
    expect(judge(boundary, call(action, on, own))).toBe("passes");
  });

  it.each([
    ["iam:CreateUser", "*", "NoPeople"],
    ["iam:CreateAccessKey", "*", "NoPeople"],
    ["iam:CreateOpenIDConnectProvider", "*", "NoPeople"],
    ["iam:CreateRole", `arn:aws:iam::${account}:role/x`, "RolesStayInside"],
    ["iam:PutRolePolicy", `arn:aws:iam::${account}:role/x`, "RolesStayInside"],
    ["iam:UpdateAssumeRolePolicy", `arn:aws:iam::${account}:role/x`, "RolesStayInside"],
    ["iam:DeleteRolePermissionsBoundary", `arn:aws:iam::${account}:role/x`, "BoundaryStays"],
    ["iam:CreatePolicyVersion", `arn:aws:iam::${account}:policy/selaras-${environment}-boundary`, "BoundaryUnchanged"],
    [
      "iam:DeleteRole",
      `arn:aws:iam::${account}:role/selaras-foundation/selaras-foundation-${environment}-deploy`,
      "RolesOfTheFoundation",
    ],
    [
      "sts:AssumeRole",
      `arn:aws:iam::${account}:role/cdk-hnb659fds-deploy-role-${account}-ap-southeast-3`,
      "NoBootstrapRoles",
    ],
    ["dynamodb:DeleteTable", table, "KeepTable"],
    ["dynamodb:UpdateTable", table, "KeepTable"],
    ["dynamodb:UpdateContinuousBackups", table, "KeepTable"],
    ["dynamodb:ExportTableToPointInTime", table, "KeepTable"],
    ["dynamodb:Scan", table, "KeepTable"],
    ["dynamodb:PartiQLSelect", table, "KeepTable"],
    ["s3:DeleteBucket", evidence, "KeepBuckets"],
    ["s3:DeleteBucketPolicy", evidence, "KeepBuckets"],
    ["s3:PutBucketVersioning", evidence, "KeepBuckets"],
    ["s3:PutBucketObjectLockConfiguration", evidence, "KeepBuckets"],
    ["s3:PutLifecycleConfiguration", evidence, "KeepBuckets"],
    ["s3:DeleteObjectVersion", `${evidence}/kukar/1`, "KeepBuckets"],
    ["s3:BypassGovernanceRetention", `${evidence}/kukar/1`, "KeepBuckets"],
    ["kms:ScheduleKeyDeletion", key, "KeepKeys"],
    ["kms:DisableKey", key, "KeepKeys"],
    ["kms:PutKeyPolicy", key, "KeepKeys"],
    ["kms:RevokeGrant", key, "KeepKeys"],
    [
      "backup:DeleteBackupVault",
      `arn:aws:backup:ap-southeast-3:${account}:backup-vault:selaras-${environment}`,
      "KeepBackups",
    ],
    ["backup:DeleteRecoveryPoint", "*", "KeepBackups"],
    ["cognito-idp:DeleteUserPool", `arn:aws:cognito-idp:ap-southeast-3:${account}:userpool/x`, "KeepPool"],
    ["cognito-idp:UpdateUserPoolClient", `arn:aws:cognito-idp:ap-southeast-3:${account}:userpool/x`, "KeepPool"],
    ["cloudtrail:StopLogging", `arn:aws:cloudtrail:ap-southeast-3:${account}:trail/x`, "KeepTrail"],
    [
      "events:DisableRule",
      `arn:aws:events:ap-southeast-3:${account}:rule/selaras-foundation-${environment}-watch-KeyInDanger`,
      "KeepWatch",
    ],
    [
      "cloudwatch:DeleteAlarms",
      `arn:aws:cloudwatch:ap-southeast-3:${account}:alarm:selaras-foundation-${environment}-watch-TableFailed`,
      "KeepWatch",
    ],
    ["sns:DeleteTopic", `arn:aws:sns:ap-southeast-3:${account}:selaras-foundation-${environment}-alarms`, "KeepWatch"],
    [
      "wafv2:UpdateWebACL",
      `arn:aws:wafv2:us-east-1:${account}:global/webacl/selaras-foundation-${environment}-edge/1`,
      "KeepWatch",
    ],
    [
      "ssm:PutParameter",
      `arn:aws:ssm:ap-southeast-3:${account}:parameter/selaras/${environment}/table-name`,
      "KeepContract",
    ],
    ["cloudformation:DeleteStack", `arn:aws:cloudformation:ap-southeast-3:${account}:stack/x/1`, "KeepStacks"],
  ])("denies %s on %s, whatever else is granted", (action, on, sid) => {
    const everything: Statement = { Effect: "Allow", Action: "*", Resource: "*" };
    expect(judge([everything, ...boundary], call(action, on, own))).toBe(`denied: ${sid}`);
  });

  it("ends at the two regions and at the account", () => {
    const get = (context: Record<string, string>) => judge(boundary, call("dynamodb:GetItem", table, context));
    expect(get({ ...own, "aws:RequestedRegion": "us-east-1" })).toBe("passes");
    expect(get({ ...own, "aws:RequestedRegion": "ap-southeast-1" })).toBe("denied: TwoRegions");
    expect(get({ "aws:ResourceAccount": "999999999999" })).toBe("not granted");
  });

  const holdings: Holdings = {
    table,
    stream: `${table}/stream/2026`,
    evidence,
    archive: evidence.replace("evidence", "archive"),
    work: `arn:aws:s3:::selaras-${environment}-work-${account}`,
    dataKey: key,
    signingKey: key.replace("key/1", "key/2"),
    mail: {
      identity: `arn:aws:ses:ap-southeast-3:${account}:identity/selaras.example`,
      from: "masuk@selaras.example",
    },
    region: "ap-southeast-3",
  };
  const documents = [
    ...FUNCTIONS.map((name) =>
      functionPolicy(name, holdings, (scope) => `arn:aws:iam::${account}:role/selaras-${environment}-${scope}`),
    ),
    ...SCOPES.map((scope) => tenantPolicy(scope, "kukar", holdings)),
  ];

  it("is drawn around exactly what roles are given: no call less, or a program stops; no call more", () => {
    const running = givenByTheDeployment();
    // Were the deployment written in another way, its calls would be overlooked.
    expect(running).toEqual(
      expect.arrayContaining(["logs:PutLogEvents", "sqs:SendMessage", "kms:GenerateDataKey", "lambda:InvokeFunction"]),
    );
    const used = new Set([
      ...documents.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action)),
      ...running,
      ...Object.keys(EVERYWHERE_REASONS),
    ]);
    const work = boundary.filter(({ Effect }) => Effect === "Allow").flatMap(({ Action }) => Action);
    expect([...work].sort()).toEqual([...used].sort());
  });

  it("lets every program do all that core writes into its role, and every session of a regency", () => {
    const calls = documents.flatMap(({ Statement }) =>
      Statement.flatMap(({ Action, Resource }) =>
        Action.flatMap((action) => Resource.map((on) => call(action, on, own))),
      ),
    );
    expect(calls.length).toBeGreaterThan(50);
    expect(calls.filter((each) => judge(boundary, each) !== "passes")).toEqual([]);
  });

  it("grants no administration of anything and no call that no program makes, even where nothing is denied", () => {
    for (const action of [
      "lambda:CreateFunction",
      "iam:PassRole",
      "sqs:CreateQueue",
      "ec2:RunInstances",
      "s3:CreateBucket",
      "s3:DeleteObject",
      "dynamodb:BatchWriteItem",
      "cognito-idp:AdminSetUserPassword",
      "ses:SendRawEmail",
      "ses:CreateEmailIdentity",
      "ssm:GetParameter",
      "kms:CreateGrant",
      "kms:GenerateMac",
    ])
      expect(judge(boundary, call(action, "*", own)), action).toBe("not granted");
  });
});
