import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { EDGE_OUTPUTS, ENVIRONMENTS, type Output, OUTPUTS, parameterName } from "@selaras/core/cloud/outputs.ts";
import { describe, expect, expectTypeOf, it } from "vitest";
import { STATEFUL_TYPES } from "../src/keep.ts";
import type { OutputsStack } from "../src/outputs.ts";
import { house, PLACES } from "./house.ts";

/** Types that a redeploy brings back: nothing is lost with them but time. Whatever is in neither list must be judged first. */
const RESTORED_TYPES = [
  "AWS::Backup::BackupPlan",
  "AWS::Backup::BackupSelection",
  "AWS::Budgets::Budget",
  "AWS::CloudWatch::Alarm",
  "AWS::Cognito::UserPoolRiskConfigurationAttachment",
  "AWS::Events::Rule",
  "AWS::IAM::ManagedPolicy",
  "AWS::IAM::OIDCProvider",
  "AWS::IAM::Role",
  "AWS::KMS::Alias",
  "AWS::Logs::ResourcePolicy",
  "AWS::SNS::Subscription",
  "AWS::SNS::Topic",
  "AWS::SNS::TopicPolicy",
  "AWS::SSM::Parameter",
  "AWS::WAFv2::LoggingConfiguration",
  "AWS::WAFv2::WebACL",
  "AWS::WAFv2::WebACLAssociation",
];
const isStateful = (type: string): boolean => STATEFUL_TYPES.some((each) => each === type);

describe("what must not be lost", () => {
  it("is known by its type; every other type is known to come back", () => {
    const types = [...new Set(house.all.map(({ resource }) => resource.Type))].sort();
    expect(types.filter((type) => !isStateful(type))).toEqual(RESTORED_TYPES);
  });

  it("stays when it leaves the template, when its stack is deleted and when it would be replaced", () => {
    const stateful = house.all.filter(({ resource }) => isStateful(resource.Type));
    const loose = stateful.filter(
      ({ resource }) => resource.DeletionPolicy !== "Retain" || resource.UpdateReplacePolicy !== "Retain",
    );
    expect(loose).toEqual([]);
  });

  it.each(ENVIRONMENTS)("has in %s exactly these names, which no moving of code changes", (environment) => {
    const stateful = house.all.filter((found) => found.environment === environment && isStateful(found.resource.Type));
    expect(stateful.map(({ part, logicalId, resource }) => `${part} ${logicalId} ${resource.Type}`)).toEqual([
      "data DataKey AWS::KMS::Key",
      "data LogKey AWS::KMS::Key",
      "data SigningKey AWS::KMS::Key",
      "data Table AWS::DynamoDB::Table",
      "data AccessLogBucket AWS::S3::Bucket",
      "data AccessLogBucketPolicy AWS::S3::BucketPolicy",
      "data EvidenceBucket AWS::S3::Bucket",
      "data EvidenceBucketPolicy AWS::S3::BucketPolicy",
      "data ArchiveBucket AWS::S3::Bucket",
      "data ArchiveBucketPolicy AWS::S3::BucketPolicy",
      "data TrailBucket AWS::S3::Bucket",
      "data TrailBucketPolicy AWS::S3::BucketPolicy",
      "identity UserPool AWS::Cognito::UserPool",
      "identity SiteClient AWS::Cognito::UserPoolClient",
      "backup BackupKey AWS::KMS::Key",
      "backup Vault AWS::Backup::BackupVault",
      "watch Trail AWS::CloudTrail::Trail",
      "edge EdgeKey AWS::KMS::Key",
      "edge FirewallLog AWS::Logs::LogGroup",
    ]);
  });
});

describe("stacks", () => {
  it.each(PLACES)(
    "$environment $part is protected against deletion and stands where it belongs",
    ({ environment, part }) => {
      const { terminationProtection, region, account } = house.stack(environment, part);
      expect(terminationProtection).toBe(true);
      expect(region).toBe(part === "edge" ? "us-east-1" : "ap-southeast-3");
      expect(account).toBe({ dev: "111111111111", staging: "222222222222", production: "333333333333" }[environment]);
    },
  );

  it("know nothing of the tool that deploys the app", () => {
    const sources = readdirSync(join(import.meta.dirname, "../src"), { recursive: true, encoding: "utf8" });
    const importing = sources
      .filter((file) => file.endsWith(".ts"))
      .filter((file) =>
        /from "(sst|@pulumi)|infra\//.test(readFileSync(join(import.meta.dirname, "../src", file), "utf8")),
      );
    expect(importing).toEqual([]);
  });

  it("carry no code of their own: nothing here could fail or be changed at run time", () => {
    expect(
      house.all.filter(({ resource }) => /^(AWS::Lambda|Custom::|AWS::CloudFormation)/.test(resource.Type)),
    ).toEqual([]);
  });
});

describe("the contract with the app", () => {
  const written = (environment: (typeof ENVIRONMENTS)[number]) =>
    house
      .of(environment, "AWS::SSM::Parameter")
      .map(({ part, resource }) => [house.stack(environment, part).region, resource.Properties["Name"]]);

  it.each(ENVIRONMENTS)("%s writes every output once, under its name, where the app looks for it", (environment) => {
    const names = (outputs: object) => Object.keys(outputs) as Output[];
    expect(written(environment)).toEqual([
      ...names(OUTPUTS).map((name) => ["ap-southeast-3", parameterName(environment, name)]),
      ...names(EDGE_OUTPUTS).map((name) => ["us-east-1", parameterName(environment, name)]),
    ]);
  });

  it("is worded as the app reads it", () => {
    expect(written("production").map(([, name]) => name)).toEqual([
      "/selaras/production/table-name",
      "/selaras/production/table-arn",
      "/selaras/production/stream-arn",
      "/selaras/production/evidence-bucket",
      "/selaras/production/archive-bucket",
      "/selaras/production/data-key-arn",
      "/selaras/production/log-key-arn",
      "/selaras/production/signing-key-arn",
      "/selaras/production/mail-sender",
      "/selaras/production/user-pool-id",
      "/selaras/production/user-client-id",
      "/selaras/production/alarm-topic-arn",
      "/selaras/production/boundary-arn",
      "/selaras/production/web-acl-arn",
      "/selaras/production/edge-alarm-topic-arn",
    ]);
  });

  it("gives to each name the thing it names", () => {
    const valueOf = (name: string) =>
      house
        .of("production", "AWS::SSM::Parameter")
        .find(({ resource }) => resource.Properties["Name"] === `/selaras/production/${name}`)?.resource.Properties[
        "Value"
      ];
    const importOf = (text: string) => ({ "Fn::ImportValue": expect.stringContaining(text) });
    expect(valueOf("table-name")).toEqual(importOf("-data:ExportsOutputRefTable"));
    expect(valueOf("table-arn")).toEqual(importOf("-data:ExportsOutputFnGetAttTableArn"));
    expect(valueOf("stream-arn")).toEqual(importOf("-data:ExportsOutputFnGetAttTableStreamArn"));
    expect(valueOf("evidence-bucket")).toEqual(importOf("-data:ExportsOutputRefEvidenceBucket"));
    expect(valueOf("archive-bucket")).toEqual(importOf("-data:ExportsOutputRefArchiveBucket"));
    expect(valueOf("data-key-arn")).toEqual(importOf("-data:ExportsOutputFnGetAttDataKeyArn"));
    expect(valueOf("log-key-arn")).toEqual(importOf("-data:ExportsOutputFnGetAttLogKeyArn"));
    expect(valueOf("signing-key-arn")).toEqual(importOf("-data:ExportsOutputFnGetAttSigningKeyArn"));
    expect(valueOf("user-pool-id")).toEqual(importOf("-identity:ExportsOutputRefUserPool"));
    expect(valueOf("user-client-id")).toEqual(importOf("-identity:ExportsOutputRefSiteClient"));
    expect(valueOf("alarm-topic-arn")).toEqual(importOf("-watch:ExportsOutputRefAlarmTopic"));
    expect(valueOf("boundary-arn")).toEqual(importOf("-delivery:ExportsOutputRefBoundary"));
    expect(valueOf("web-acl-arn")).toEqual({ "Fn::GetAtt": ["Firewall", "Arn"] });
    expect(valueOf("edge-alarm-topic-arn")).toEqual({ Ref: expect.stringMatching(/^AlarmTopic/) });
  });

  it("cannot forget a name: all are demanded of whoever writes them", () => {
    expectTypeOf<ConstructorParameters<typeof OutputsStack>[2]>().toEqualTypeOf<Readonly<Record<Output, string>>>();
  });
});
