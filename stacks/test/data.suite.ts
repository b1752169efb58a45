import { ENVIRONMENTS } from "@selaras/core/cloud/outputs.ts";
import { EXPIRY_ATTRIBUTE, tableDefinition } from "@selaras/core/db/table.ts";
import { describe, expect, it } from "vitest";
import { house } from "./house.ts";

const getAtt = (logicalId: string, name = "Arn") => ({ "Fn::GetAtt": [logicalId, name] });
const ACCOUNTS = { dev: "111111111111", staging: "222222222222", production: "333333333333" } as const;

describe.each(ENVIRONMENTS)("the table of %s", (environment) => {
  const table = house.properties(environment, "data", "Table");

  it("has the keys, indexes and projections of the one definition, and no more", () => {
    const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, BillingMode } = tableDefinition("any");
    expect(table).toMatchObject({ AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, BillingMode });
    expect(table["GlobalSecondaryIndexes"]).toEqual(GlobalSecondaryIndexes);
    expect(table["AttributeDefinitions"]).toEqual(AttributeDefinitions);
    expect(table).not.toHaveProperty("LocalSecondaryIndexes");
  });

  it("streams new images, forgets by the expiry attribute, and can be restored to the second for 35 days", () => {
    expect(table["StreamSpecification"]).toEqual({ StreamViewType: "NEW_IMAGE" });
    expect(table["TimeToLiveSpecification"]).toEqual({ AttributeName: EXPIRY_ATTRIBUTE, Enabled: true });
    expect(table["PointInTimeRecoverySpecification"]).toEqual({
      PointInTimeRecoveryEnabled: true,
      RecoveryPeriodInDays: 35,
    });
  });

  it("is protected against deletion, encrypted with the house's key, and named", () => {
    expect(table["DeletionProtectionEnabled"]).toBe(true);
    expect(table["SSESpecification"]).toEqual({ SSEEnabled: true, SSEType: "KMS", KMSMasterKeyId: getAtt("DataKey") });
    expect(table["TableName"]).toBe(`selaras-${environment}`);
  });
});

const BUCKETS = ["EvidenceBucket", "ArchiveBucket", "TrailBucket", "AccessLogBucket"] as const;
const KEY_OF = [
  ["EvidenceBucket", "DataKey", true],
  ["ArchiveBucket", "DataKey", true],
  ["TrailBucket", "LogKey", false],
] as const;

describe.each(ENVIRONMENTS)("the buckets of %s", (environment) => {
  const bucket = (logicalId: string) => house.properties(environment, "data", logicalId);

  it.each(BUCKETS)("%s is versioned, private, and throws broken uploads away after a week", (logicalId) => {
    expect(bucket(logicalId)).toMatchObject({
      VersioningConfiguration: { Status: "Enabled" },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
      LifecycleConfiguration: {
        Rules: expect.arrayContaining([
          { Id: "broken-uploads", Status: "Enabled", AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } },
        ]),
      },
    });
  });

  it.each(BUCKETS)("%s refuses everybody who comes without TLS, or with TLS before 1.2", (logicalId) => {
    const refused = (Condition: object) =>
      expect.objectContaining({
        Effect: "Deny",
        Principal: { AWS: "*" },
        Action: "s3:*",
        Condition,
        Resource: [getAtt(logicalId), { "Fn::Join": ["", [getAtt(logicalId), "/*"]] }],
      });
    expect(house.properties(environment, "data", `${logicalId}Policy`)).toMatchObject({
      Bucket: { Ref: logicalId },
      PolicyDocument: {
        Statement: expect.arrayContaining([
          refused({ Bool: { "aws:SecureTransport": "false" } }),
          refused({ NumericLessThan: { "s3:TlsVersion": 1.2 } }),
        ]),
      },
    });
  });

  it.each(KEY_OF)("%s is encrypted with %s; asked once for many files: %s", (logicalId, key, once) => {
    expect(bucket(logicalId)["BucketEncryption"]).toEqual({
      ServerSideEncryptionConfiguration: [
        {
          ...(once ? { BucketKeyEnabled: true } : {}),
          ServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: getAtt(key) },
        },
      ],
    });
  });

  it.each([
    ["EvidenceBucket", "evidence/"],
    ["ArchiveBucket", "archive/"],
    ["TrailBucket", "trail/"],
  ])("who fetched what from %s is written down", (logicalId, LogFilePrefix) => {
    expect(bucket(logicalId)["LoggingConfiguration"]).toEqual({
      DestinationBucketName: { Ref: "AccessLogBucket" },
      LogFilePrefix,
    });
  });

  it("access logs have S3's own encryption, since S3 delivers to no other", () => {
    expect(bucket("AccessLogBucket")["BucketEncryption"]).toEqual({
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
    });
    expect(bucket("AccessLogBucket")).not.toHaveProperty("ObjectLockEnabled");
  });

  it("are named after the account, so that nobody else has them and none can be replaced unseen", () => {
    expect(BUCKETS.map((logicalId) => bucket(logicalId)["BucketName"])).toEqual(
      ["evidence", "archive", "trail", "logs"].map(
        (what) => `selaras-foundation-${environment}-${what}-${ACCOUNTS[environment]}`,
      ),
    );
  });
});

describe("evidence", () => {
  it.each([
    ["dev", ["https://app.dev.selaras.example", "https://*.cloudfront.net"], 7],
    ["staging", ["https://app.staging.selaras.example"], 30],
    ["production", ["https://app.selaras.example"], 400],
  ] as const)("of %s is reached by browsers from %j only; old versions stay %i days", (environment, origins, days) => {
    const { CorsConfiguration, LifecycleConfiguration } = house.properties(environment, "data", "EvidenceBucket");
    expect(CorsConfiguration).toEqual({
      CorsRules: [
        {
          AllowedMethods: ["PUT", "GET"],
          AllowedOrigins: origins,
          AllowedHeaders: ["content-type", "x-amz-checksum-sha256"],
          ExposedHeaders: ["ETag"],
          MaxAge: 600,
        },
      ],
    });
    expect(LifecycleConfiguration).toMatchObject({
      Rules: [{ Id: "broken-uploads" }, { NoncurrentVersionExpiration: { NoncurrentDays: days } }],
    });
    // What is current never expires: a report let go of keeps its file.
    expect(JSON.stringify(LifecycleConfiguration)).not.toContain("ExpirationInDays");
  });
});

describe("the archive", () => {
  it.each([
    ["dev", "GOVERNANCE", 1],
    ["staging", "GOVERNANCE", 30],
    ["production", "COMPLIANCE", 3_653],
  ] as const)("of %s locks what is written: %s for %i days", (environment, Mode, Days) => {
    const archive = house.properties(environment, "data", "ArchiveBucket");
    expect(archive).toMatchObject({
      ObjectLockEnabled: true,
      ObjectLockConfiguration: { ObjectLockEnabled: "Enabled", Rule: { DefaultRetention: { Mode, Days } } },
    });
    expect(JSON.stringify(archive["LifecycleConfiguration"])).not.toContain("Expiration");
    expect(archive).not.toHaveProperty("CorsConfiguration");
  });

  it.each(ENVIRONMENTS)("of %s takes a file only where none is, whoever brings it", (environment) => {
    expect(house.properties(environment, "data", "ArchiveBucketPolicy")).toMatchObject({
      PolicyDocument: {
        Statement: expect.arrayContaining([
          {
            Sid: "OnlyWhereNothingIs",
            Effect: "Deny",
            Principal: { AWS: "*" },
            Action: "s3:PutObject",
            Resource: { "Fn::Join": ["", [getAtt("ArchiveBucket"), "/*"]] },
            Condition: { Null: { "s3:if-none-match": "true" } },
          },
        ]),
      },
    });
  });
});

describe.each(ENVIRONMENTS)("the keys of %s", (environment) => {
  const SYMMETRIC = [
    ["data", "DataKey"],
    ["data", "LogKey"],
    ["backup", "BackupKey"],
    ["edge", "EdgeKey"],
  ] as const;

  it.each(SYMMETRIC)(
    "%s: %s gets new material every year and cannot vanish in less than 30 days",
    (part, logicalId) => {
      expect(house.properties(environment, part, logicalId)).toMatchObject({
        EnableKeyRotation: true,
        RotationPeriodInDays: 365,
        PendingWindowInDays: 30,
      });
    },
  );

  it("sign snapshots by ECDSA on P-256 and nothing else", () => {
    const key = house.properties(environment, "data", "SigningKey");
    expect(key).toMatchObject({ KeySpec: "ECC_NIST_P256", KeyUsage: "SIGN_VERIFY", PendingWindowInDays: 30 });
    expect(key).not.toHaveProperty("EnableKeyRotation");
  });

  it("are used by the account's own IAM; beside it only by services that write logs, the trail and alarms", () => {
    const principals = house
      .of(environment, "AWS::KMS::Key")
      .flatMap(
        ({ resource }) =>
          JSON.stringify(resource.Properties["KeyPolicy"]).match(/"[a-z0-9.-]+\.amazonaws\.com"/g) ?? [],
      );
    expect([...new Set(principals)].sort()).toEqual(
      ["budgets", "cloudtrail", "cloudwatch", "events", "logs.ap-southeast-3", "logs.us-east-1"].map(
        (service) => `"${service}.amazonaws.com"`,
      ),
    );
    for (const logicalId of ["DataKey", "SigningKey"] as const) {
      expect(house.properties(environment, "data", logicalId)["KeyPolicy"]).toEqual({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: "kms:*",
            Principal: { AWS: `arn:aws:iam::${ACCOUNTS[environment]}:root` },
            Resource: "*",
          },
        ],
      });
    }
  });

  it("let the trail write in its own name only", () => {
    const trail = `arn:aws:cloudtrail:ap-southeast-3:${ACCOUNTS[environment]}:trail/selaras-foundation-${environment}`;
    const source = { StringEquals: { "aws:SourceArn": trail } };
    expect(house.properties(environment, "data", "TrailBucketPolicy")).toMatchObject({
      PolicyDocument: {
        Statement: expect.arrayContaining([
          expect.objectContaining({ Sid: "TrailLooks", Action: "s3:GetBucketAcl", Condition: source }),
          expect.objectContaining({ Sid: "TrailWrites", Action: "s3:PutObject", Condition: source }),
        ]),
      },
    });
    expect(house.properties(environment, "data", "LogKey")).toMatchObject({
      KeyPolicy: {
        Statement: expect.arrayContaining([
          expect.objectContaining({
            Sid: "TrailWrites",
            Condition: { StringEquals: { "aws:SourceArn": trail, "kms:EncryptionContext:aws:cloudtrail:arn": trail } },
          }),
        ]),
      },
    });
  });
});
