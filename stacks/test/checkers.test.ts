import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsSolutionsChecks } from "cdk-nag";
import { afterAll, describe, expect, it } from "vitest";
import { createHouse, layHouse } from "../src/house.ts";
import { readInstallations } from "../src/installation.ts";

/** A finding that we know and leave: which rule, where, and why. */
type Known = { readonly rule: RegExp; readonly where: RegExp; readonly because: string };

/** The validator takes five seconds of a processor that others may be using as well. */
const PATIENCE_MS = 180_000;

const DEPLOY = /-delivery\/Deploy(Things|Access)\//;
const KNOWN: readonly Known[] = [
  {
    rule: /^AwsSolutions-COG2$/,
    where: /-identity\/UserPool\//,
    because: "a second factor is offered; demanding it waits for the pages on which a device is enrolled",
  },
  {
    rule: /^AwsSolutions-COG8$/,
    where: /^selaras-foundation-dev-identity\/UserPool\//,
    because: "dev has no real people; staging and production have the plan that judges sign-ins",
  },
  {
    rule: /^AwsSolutions-IAM4\[Policy::arn:<AWS::Partition>:iam::aws:policy\/(service-role\/)?AWSBackupServiceRolePolicyFor/,
    where: /-backup\/BackupRole\//,
    because: "AWS keeps both policies in step with what AWS Backup calls; only that service can take the role",
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::\*\]$/,
    where: /-delivery\/Boundary\//,
    because: "a boundary grants nothing; it is fenced to the account and followed by denials",
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::arn:aws:[a-z0-9]+:[a-z0-9-]*:\d*:.*selaras-/,
    where: DEPLOY,
    because: "names that begin as the app's do, or the one firewall and the one table's streams",
  },
  {
    rule: /^AwsSolutions-IAM5\[Action::(lambda|sqs|sns|events|scheduler|cloudwatch|logs|s3):\*\]$/,
    where: DEPLOY,
    because: "whatever is needed, on things with those names (s3 also on the state of the deployment)",
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::arn:aws:(s3:::sst-(state|asset)-\*|ssm:[a-z0-9-]+:\d+:parameter\/(sst|selaras\/[a-z]+)\/\*)\]$/,
    where: DEPLOY,
    because: "state, assets and parameters of the deployment; parameters of the contract, to read",
  },
  {
    rule: /^AwsSolutions-IAM5\[(Action::(cloudfront|cloudfront-keyvaluestore|apigateway):\*|Resource::arn:aws:(cloudfront::\d+:\*|apigateway:[a-z0-9-]+::\/\*|lambda:[a-z0-9-]+:\d+:event-source-mapping:\*|logs:us-east-1:\d+:delivery:\*|acm:us-east-1:\d+:certificate\/\*|route53:::(hostedzone|change)\/\*))\]$/,
    where: DEPLOY,
    because: "AWS names these itself, so only kind and account can be said",
  },
  {
    rule: /^AwsSolutions-IAM5\[(Action::(iam:(GetRole|ListRole|UpdateRole)|ssm:GetParameter|kms:GenerateDataKey|(cloudfront|lambda):List|route53:ListHostedZones)\*|Action::logs:\*Delivery\*)\]$/,
    where: DEPLOY,
    because:
      "one act in several calls: a role and its policies, one or several parameters, a data key with or without its plain text",
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::\*\]$/,
    where: DEPLOY,
    because:
      "lists for the whole account, log deliveries that have no names, and stream mappings bound to the app's functions by a condition",
  },
];

describe("the checkers", () => {
  const outdir = mkdtempSync(join(tmpdir(), "selaras-checkers-"));
  afterAll(() => rmSync(outdir, { recursive: true, force: true }));
  const app = createHouse({ outdir });
  layHouse(app, readInstallations(undefined));

  it(
    "of CloudFormation, with its schemas and rules, find nothing at all",
    () => {
      // It runs with the synthesis, and throws on what would fail.
      app.synth();
      const file = join(outdir, "validation-report.json");
      expect(existsSync(file), "the validator did not run").toBe(true);
      expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ pluginReports: [] });
    },
    PATIENCE_MS,
  );

  it("of AWS Solutions find only what we know, and all that we know", () => {
    const { violations } = new AwsSolutionsChecks(app).validateScope(app);
    const findings = violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath = "" }) => ({ rule: ruleName, where: constructPath })),
    );
    const knows =
      ({ rule, where }: Known) =>
      (finding: (typeof findings)[number]) =>
        rule.test(finding.rule) && where.test(finding.where);
    expect(findings.filter((finding) => !KNOWN.some((known) => knows(known)(finding)))).toEqual([]);
    expect(KNOWN.filter((known) => !findings.some(knows(known))).map(({ because }) => because)).toEqual([]);
  });
});
