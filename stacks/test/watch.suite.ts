import { ENVIRONMENTS } from "@selaras/core/cloud/outputs.ts";
import { describe, expect, it } from "vitest";
import { FILLED, type Found, house, synthesise } from "./house.ts";

const one = (found: readonly Found[], begins: string): Found["resource"]["Properties"] => {
  const [resource, ...more] = found.filter(({ logicalId }) => logicalId.startsWith(begins));
  if (resource === undefined || more.length > 0) throw new Error(`${begins}: ${1 + more.length} found`);
  return resource.resource.Properties;
};

describe.each(ENVIRONMENTS)("the alarm topics of %s", (environment) => {
  const topics = house.of(environment, "AWS::SNS::Topic");

  it("are one in each region, encrypted, and refuse whoever publishes without TLS", () => {
    expect(topics.map(({ part }) => part)).toEqual(["watch", "edge"]);
    for (const { resource } of topics) expect(resource.Properties).toHaveProperty("KmsMasterKeyId");
    for (const { resource } of house.of(environment, "AWS::SNS::TopicPolicy")) {
      expect(JSON.stringify(resource.Properties)).toContain('"aws:SecureTransport":"false"');
    }
  });

  it("may be published to by CloudWatch of this account, by rules, and in us-east-1 by its budget", () => {
    const { account } = house.stack(environment, "watch");
    const services = (part: string) =>
      house
        .of(environment, "AWS::SNS::TopicPolicy")
        .filter((found) => found.part === part)
        .flatMap(({ resource }) => JSON.stringify(resource.Properties).match(/[a-z]+\.amazonaws\.com/g) ?? []);
    expect(services("watch")).toEqual(["cloudwatch.amazonaws.com", "events.amazonaws.com"]);
    expect(services("edge")).toEqual(["cloudwatch.amazonaws.com", "budgets.amazonaws.com", "events.amazonaws.com"]);
    for (const { resource } of house.of(environment, "AWS::SNS::TopicPolicy")) {
      expect(resource.Properties["PolicyDocument"]).toMatchObject({
        Statement: expect.arrayContaining([
          expect.objectContaining({ Sid: "Alarms", Condition: { StringEquals: { "aws:SourceAccount": account } } }),
        ]),
      });
    }
  });
});

describe("mails of alarms", () => {
  it("go to everybody whom the installation names, in both regions", () => {
    const subscriptions = synthesise({ production: FILLED }).of("production", "AWS::SNS::Subscription");
    expect(
      subscriptions.map(({ part, resource }) => [
        part,
        resource.Properties["Protocol"],
        resource.Properties["Endpoint"],
      ]),
    ).toEqual(["watch", "edge"].flatMap((part) => FILLED.alarmMail.map((address) => [part, "email", address])));
  });
});

describe.each(ENVIRONMENTS)("alarms of %s", (environment) => {
  const alarms = house.of(environment, "AWS::CloudWatch::Alarm");
  const metricsOf = (begins: string): readonly unknown[] => {
    const { Metrics } = one(alarms, begins);
    return Array.isArray(Metrics) ? Metrics : [];
  };

  it("are these, and every one tells the topic of its region when it goes off and when it is over", () => {
    expect(alarms.map(({ logicalId }) => logicalId.slice(0, -8))).toEqual([
      "TableThrottled",
      "TableFailed",
      "TableMisused",
      "TableConflicts",
      "SignInThrottled",
      "FirewallRefuses",
      "BackupMissing",
      "FirewallRefuses",
    ]);
    const told = [{ Ref: expect.stringMatching(/^AlarmTopic/) }];
    for (const { resource } of alarms)
      expect(resource.Properties).toMatchObject({ AlarmActions: told, OKActions: told });
  });

  it("hear of throttling of the table and of both indexes", () => {
    const dimensions = metricsOf("TableThrottled").flatMap(
      (metric) => JSON.stringify(metric).match(/"Value":"[^"]*"|"MetricName":"[^"]*"/g) ?? [],
    );
    expect(dimensions.filter((each) => each.includes("ThrottleEvents"))).toHaveLength(6);
    expect(dimensions.filter((each) => each === '"Value":"gsi1"')).toHaveLength(2);
    expect(dimensions.filter((each) => each === '"Value":"gsi2"')).toHaveLength(2);
    expect(dimensions.filter((each) => each === `"Value":"selaras-${environment}"`)).toHaveLength(6);
    expect(one(alarms, "TableThrottled")).toMatchObject({ Threshold: 0, TreatMissingData: "notBreaching" });
  });

  it("hear of the table's own failures, and of malformed or forbidden requests", () => {
    const failed = JSON.stringify(metricsOf("TableFailed"));
    for (const operation of ["GetItem", "Query", "TransactWriteItems", "GetRecords"])
      expect(failed).toContain(`"Value":"${operation}"`);
    expect(failed.match(/"MetricName":"SystemErrors"/g)).toHaveLength(8);
    expect(one(alarms, "TableMisused")).toMatchObject({
      MetricName: "UserErrors",
      Namespace: "AWS/DynamoDB",
      Threshold: 20,
    });
  });

  it("hear of a night without a backup by silence", () => {
    expect(one(alarms, "BackupMissing")).toMatchObject({
      Namespace: "AWS/Backup",
      MetricName: "NumberOfBackupJobsCompleted",
      Dimensions: [{ Name: "BackupVaultName", Value: `selaras-${environment}` }],
      ComparisonOperator: "LessThanThreshold",
      Threshold: 1,
      Period: 43_200,
      EvaluationPeriods: 3,
      TreatMissingData: "breaching",
    });
  });

  it("hear of both firewalls: the edge's without a region, as its figures have none", () => {
    const names = alarms
      .filter(({ logicalId }) => logicalId.startsWith("FirewallRefuses"))
      .map(({ resource }) => resource.Properties["Dimensions"]);
    expect(names).toEqual([
      [
        { Name: "Region", Value: "ap-southeast-3" },
        { Name: "Rule", Value: "ALL" },
        { Name: "WebACL", Value: "sign-in-firewall" },
      ],
      [
        { Name: "Rule", Value: "ALL" },
        { Name: "WebACL", Value: "edge-firewall" },
      ],
    ]);
  });
});

describe.each(ENVIRONMENTS)("the trail of %s", (environment) => {
  const trail = house.properties(environment, "watch", "Trail");

  it("records every region under the house's key, with digests by which a change shows", () => {
    expect(trail).toMatchObject({
      IsLogging: true,
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      EnableLogFileValidation: true,
      KMSKeyId: { "Fn::ImportValue": expect.stringContaining("LogKey") },
      S3BucketName: { "Fn::ImportValue": expect.stringContaining("TrailBucket") },
    });
  });

  it("records all management, and of the calls to data only wholesale reads of the table", () => {
    expect(trail["AdvancedEventSelectors"]).toEqual([
      { Name: "management", FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] },
      {
        Name: "wholesale reads",
        FieldSelectors: [
          { Field: "eventCategory", Equals: ["Data"] },
          { Field: "resources.type", Equals: ["AWS::DynamoDB::Table"] },
          { Field: "eventName", Equals: ["Scan", "ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction"] },
        ],
      },
    ]);
  });
});

describe.each(ENVIRONMENTS)("calls that are heard in %s", (environment) => {
  const rules = house.of(environment, "AWS::Events::Rule");
  const pattern = (begins: string) => one(rules, begins)["EventPattern"];
  const namesIn = (begins: string): readonly string[] => {
    const found = JSON.stringify(pattern(begins)).match(/"eventName":(\[[^\]]*\])/)?.[1] ?? "[]";
    const names: unknown = JSON.parse(found);
    return Array.isArray(names) ? names.map(String) : [];
  };

  it("all go to the topic of their region, with who and when", () => {
    expect(rules).toHaveLength(13);
    for (const { resource } of rules) {
      expect(resource.Properties).toMatchObject({
        State: "ENABLED",
        Targets: [
          {
            Arn: { Ref: expect.stringMatching(/^AlarmTopic/) },
            InputTransformer: {
              InputPathsMap: expect.objectContaining({ "detail-userIdentity-arn": "$.detail.userIdentity.arn" }),
            },
          },
        ],
      });
    }
  });

  it("name the four keys of the region, and the edge's, when one of them is in danger", () => {
    const atHome = rules.filter(({ part }) => part === "watch");
    const atTheEdge = rules.filter(({ part }) => part === "edge");
    expect(one(atTheEdge, "KeyInDanger")["EventPattern"]).toMatchObject({
      detail: { resources: { ARN: [{ "Fn::GetAtt": ["EdgeKey", "Arn"] }] } },
    });
    expect(one(atHome, "KeyInDanger")["EventPattern"]).toMatchObject({
      source: ["aws.kms"],
      detail: {
        eventName: ["DisableKey", "ScheduleKeyDeletion", "PutKeyPolicy", "DisableKeyRotation"],
        resources: {
          ARN: ["DataKey", "LogKey", "SigningKey", "BackupKey"].map((key) => ({
            "Fn::ImportValue": expect.stringContaining(key),
          })),
        },
      },
    });
  });

  it.each([
    ["TableInDanger", ["DeleteTable", "UpdateContinuousBackups", "UpdateTable"]],
    ["TableCopied", ["ExportTableToPointInTime", "RestoreTableToPointInTime", "RestoreTableFromBackup"]],
    ["TableReadWhole", ["Scan", "ExecuteStatement"]],
    ["BucketInDanger", ["DeleteBucketPolicy", "PutBucketVersioning", "PutBucketObjectLockConfiguration"]],
    ["PoolInDanger", ["DeleteUserPool", "UpdateUserPoolClient"]],
    ["VaultInDanger", ["DeleteBackupVault", "DeleteBackupVaultLockConfiguration", "DeleteRecoveryPoint"]],
    ["CopiedByBackup", ["StartRestoreJob"]],
    ["TrailInDanger", ["StopLogging", "DeleteTrail"]],
    [
      "PeopleInDanger",
      ["CreateUser", "CreateAccessKey", "CreateRole", "UpdateAssumeRolePolicy", "DeleteRolePermissionsBoundary"],
    ],
  ])("%s hears %j", (rule, names) => {
    expect(namesIn(rule)).toEqual(expect.arrayContaining(names));
  });

  it("look at the foundation's own buckets, where the app's may be made and deleted at will", () => {
    const { account } = house.stack(environment, "watch");
    expect(pattern("BucketInDanger")).toMatchObject({
      detail: {
        requestParameters: {
          bucketName: ["evidence", "archive", "logs", "trail"].map(
            (what) => `selaras-foundation-${environment}-${what}-${account}`,
          ),
        },
      },
    });
  });

  it("tell of a backup or copy that failed, from AWS Backup itself", () => {
    expect(pattern("BackupFailed")).toEqual({
      source: ["aws.backup"],
      "detail-type": ["Backup Job State Change", "Copy Job State Change"],
      detail: { state: ["FAILED", "ABORTED", "EXPIRED"] },
    });
  });

  it("tell of the account's owner signing in, which is heard in us-east-1 only", () => {
    expect(rules.filter(({ part }) => part === "edge").map(({ logicalId }) => logicalId.slice(0, -8))).toEqual([
      "KeyInDanger",
      "PeopleInDanger",
      "OwnerSignedIn",
    ]);
  });
});
