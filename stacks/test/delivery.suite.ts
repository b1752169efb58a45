import { ENVIRONMENTS, type Environment } from "@selaras/core/cloud/outputs.ts";
import { describe, expect, it } from "vitest";
import { FILLED, house, synthesise } from "./house.ts";
import { judge } from "./judge.ts";
import { ACCOUNTS, call, deployOf } from "./policies.ts";

describe("who may deploy", () => {
  const role = (environment: Environment, from = house) =>
    from.of(environment, "AWS::IAM::Role").find(({ part }) => part === "delivery");

  it.each([
    ["dev", "repo:not.set/selaras:ref:refs/heads/main"],
    ["staging", "repo:not.set/selaras:environment:staging"],
    ["production", "repo:not.set/selaras:environment:production"],
  ] as const)("to %s: a run whose token says exactly %s", (environment, subject) => {
    expect(role(environment)?.resource.Properties).toMatchObject({
      RoleName: `selaras-foundation-${environment}-deploy`,
      Path: "/selaras-foundation/",
      MaxSessionDuration: 3600,
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Effect: "Allow",
            Action: "sts:AssumeRoleWithWebIdentity",
            Principal: { Federated: { Ref: expect.stringMatching(/^Forge/) } },
            Condition: {
              StringEquals: {
                "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
                "token.actions.githubusercontent.com:sub": subject,
              },
            },
          },
        ],
      },
    });
  });

  it("is nobody while no repository is named: the placeholder is no name that a forge gives out", () => {
    expect("not.set").not.toMatch(/^[A-Za-z0-9](?:[A-Za-z0-9]|-(?=[A-Za-z0-9]))*$/);
    const named = role("production", synthesise({ production: FILLED }));
    expect(JSON.stringify(named)).toContain("repo:pemda/selaras:environment:production");
  });

  it.each(ENVIRONMENTS)("%s trusts one issuer of tokens, for one audience", (environment) => {
    const providers = house.of(environment, "AWS::IAM::OIDCProvider");
    expect(providers.map(({ resource }) => resource.Properties)).toMatchObject([
      { Url: "https://token.actions.githubusercontent.com", ClientIdList: ["sts.amazonaws.com"] },
    ]);
  });

  it.each(ENVIRONMENTS)(
    "%s: the role holds what it needs and what is denied to it, and nothing beside",
    (environment) => {
      const found = role(environment)?.resource.Properties;
      expect(found?.["ManagedPolicyArns"]).toEqual([
        { Ref: expect.stringMatching(/^DeployThings/) },
        { Ref: expect.stringMatching(/^DeployAccess/) },
        { Ref: expect.stringMatching(/^DeployProtections/) },
      ]);
      expect(found).not.toHaveProperty("Policies");
      expect(house.of(environment, "AWS::IAM::Policy")).toEqual([]);
    },
  );
});

describe.each(ENVIRONMENTS)("deploying to %s", (environment) => {
  const account = ACCOUNTS[environment];
  const deploy = deployOf(environment);
  const inside = { "iam:PermissionsBoundary": `arn:aws:iam::${account}:policy/selaras-${environment}-boundary` };
  const appRole = `arn:aws:iam::${account}:role/selaras-${environment}-Api`;
  const evidence = `arn:aws:s3:::selaras-foundation-${environment}-evidence-${account}`;

  it.each([
    ["lambda:UpdateFunctionCode", `arn:aws:lambda:ap-southeast-3:${account}:function:selaras-${environment}-api`, {}],
    ["iam:CreateRole", appRole, inside],
    ["iam:UpdateAssumeRolePolicy", appRole, inside],
    [
      "iam:AttachRolePolicy",
      appRole,
      { ...inside, "iam:PolicyARN": "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole" },
    ],
    ["iam:PassRole", appRole, { "iam:PassedToService": "lambda.amazonaws.com" }],
    [
      "scheduler:CreateSchedule",
      `arn:aws:scheduler:ap-southeast-3:${account}:schedule/selaras-${environment}-jobs/publish-signed`,
      {},
    ],
    [
      "scheduler:CreateScheduleGroup",
      `arn:aws:scheduler:ap-southeast-3:${account}:schedule-group/selaras-${environment}-jobs`,
      {},
    ],
    [
      "logs:PutDeliverySource",
      `arn:aws:logs:us-east-1:${account}:delivery-source:selaras-${environment}-officials`,
      { "aws:RequestedRegion": "us-east-1" },
    ],
    [
      "logs:CreateLogGroup",
      `arn:aws:logs:ap-southeast-3:${account}:log-group:/aws/vendedlogs/selaras-${environment}-api`,
      {},
    ],
    [
      "cloudwatch:PutMetricAlarm",
      `arn:aws:cloudwatch:us-east-1:${account}:alarm:selaras-${environment}-officials-5xx`,
      { "aws:RequestedRegion": "us-east-1" },
    ],
    ["s3:CreateBucket", `arn:aws:s3:::selaras-${environment}-work-${account}`, {}],
    ["ssm:GetParameter", `arn:aws:ssm:ap-southeast-3:${account}:parameter/selaras/${environment}/table-name`, {}],
    ["s3:PutObject", "arn:aws:s3:::sst-state-abc/app/selaras/x.json", {}],
    [
      "cloudfront:UpdateDistribution",
      `arn:aws:cloudfront::${account}:distribution/E1`,
      { "aws:RequestedRegion": "us-east-1" },
    ],
    [
      "wafv2:GetWebACL",
      `arn:aws:wafv2:us-east-1:${account}:global/webacl/selaras-foundation-${environment}-edge/1`,
      { "aws:RequestedRegion": "us-east-1" },
    ],
  ])("may %s on %s", (action, on, context) => {
    expect(judge(deploy, call(action, on, { "aws:ResourceAccount": account, ...context }))).toBe("passes");
  });

  it.each([
    ["iam:CreateRole", appRole, {}, "denied: RolesStayInside"],
    ["iam:UpdateAssumeRolePolicy", appRole, {}, "denied: RolesStayInside"],
    ["iam:UpdateAssumeRolePolicy", `arn:aws:iam::${account}:role/other`, inside, "not granted"],
    ["sts:AssumeRole", appRole, {}, "denied: NoOtherRole"],
    ["sts:AssumeRole", "arn:aws:iam::999999999999:role/theirs", {}, "denied: NoOtherRole"],
    [
      "iam:AttachRolePolicy",
      appRole,
      { ...inside, "iam:PolicyARN": "arn:aws:iam::aws:policy/AdministratorAccess" },
      "not granted",
    ],
    ["iam:PassRole", appRole, { "iam:PassedToService": "ec2.amazonaws.com" }, "not granted"],
    [
      "iam:PassRole",
      `arn:aws:iam::${account}:role/selaras-foundation/selaras-foundation-${environment}-deploy`,
      { "iam:PassedToService": "lambda.amazonaws.com" },
      "denied: RolesOfTheFoundation",
    ],
    [
      "iam:DetachRolePolicy",
      `arn:aws:iam::${account}:role/selaras-foundation/selaras-foundation-${environment}-deploy`,
      inside,
      "denied: RolesOfTheFoundation",
    ],
    ["iam:CreateUser", `arn:aws:iam::${account}:user/x`, {}, "denied: NoPeople"],
    [
      "sts:AssumeRole",
      `arn:aws:iam::${account}:role/cdk-hnb659fds-cfn-exec-role-${account}-ap-southeast-3`,
      {},
      "denied: NoBootstrapRoles",
    ],
    ["cloudformation:UpdateStack", "*", {}, "denied: KeepStacks"],
    ["dynamodb:GetItem", `arn:aws:dynamodb:ap-southeast-3:${account}:table/selaras-${environment}`, {}, "not granted"],
    [
      "dynamodb:DeleteTable",
      `arn:aws:dynamodb:ap-southeast-3:${account}:table/selaras-${environment}`,
      {},
      "denied: KeepTable",
    ],
    ["s3:PutBucketPolicy", evidence, {}, "denied: KeepBuckets"],
    ["s3:GetObject", `${evidence}/kukar/1`, {}, "denied: NoContent"],
    ["kms:Sign", "key", {}, "not granted"],
    ["kms:Decrypt", "key", {}, "not granted"],
    ["kms:ScheduleKeyDeletion", "key", {}, "denied: KeepKeys"],
    [
      "events:PutTargets",
      `arn:aws:events:ap-southeast-3:${account}:rule/selaras-foundation-${environment}-watch-KeyInDanger`,
      {},
      "denied: KeepWatch",
    ],
    [
      "ssm:PutParameter",
      `arn:aws:ssm:ap-southeast-3:${account}:parameter/selaras/${environment}/table-name`,
      {},
      "denied: KeepContract",
    ],
    [
      "lambda:CreateFunction",
      `arn:aws:lambda:ap-southeast-1:${account}:function:selaras-${environment}-api`,
      { "aws:RequestedRegion": "ap-southeast-1" },
      "denied: TwoRegions",
    ],
    ["lambda:CreateFunction", `arn:aws:lambda:ap-southeast-3:${account}:function:other`, {}, "not granted"],
  ])("may not %s on %s %j: %s", (action, on, context, verdict) => {
    expect(judge(deploy, call(action, on, { "aws:ResourceAccount": account, ...context }))).toBe(verdict);
  });
});

describe("names of the app", () => {
  it("are those of any personal stage in dev, and only of their own environment elsewhere", () => {
    const update = (environment: Environment, name: string) =>
      judge(
        deployOf(environment),
        call("lambda:UpdateFunctionCode", `arn:aws:lambda:ap-southeast-3:${ACCOUNTS[environment]}:function:${name}`),
      );
    expect(update("dev", "selaras-budi-api")).toBe("passes");
    expect(update("staging", "selaras-budi-api")).toBe("not granted");
    expect(update("production", "selaras-staging-api")).toBe("not granted");
  });
});
