import { foundation } from "./foundation.ts";
import { accountId, isProduction, named } from "./stage.ts";

export type BucketRule = {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal: string | Readonly<Record<string, string>>;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
};

/**
 * A bucket that nobody reaches from outside: no public access, no lists of access rights, TLS only. Ask
 * `bucketPolicy` for its policy afterwards; a bucket has one only.
 */
export function privateBucket(name: string, what: string, key?: $util.Input<string>): aws.s3.Bucket {
  const bucket = new aws.s3.Bucket(name, {
    bucket: $interpolate`${named(what)}-${accountId}`,
    // What lies here comes back with a deployment or lives for days: a stage that is removed takes it along.
    forceDestroy: !isProduction,
  });
  new aws.s3.BucketPublicAccessBlock(`${name}Access`, {
    bucket: bucket.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  new aws.s3.BucketOwnershipControls(`${name}Owner`, {
    bucket: bucket.id,
    rule: { objectOwnership: "BucketOwnerEnforced" },
  });
  const byDefault = key ? { sseAlgorithm: "aws:kms", kmsMasterKeyId: key } : { sseAlgorithm: "AES256" };
  new aws.s3.BucketServerSideEncryptionConfiguration(`${name}Encryption`, {
    bucket: bucket.id,
    rules: [{ applyServerSideEncryptionByDefault: byDefault, bucketKeyEnabled: key !== undefined }],
  });
  return bucket;
}

/** The one policy of a bucket: nothing without TLS, and what else is allowed. */
export function bucketPolicy(
  name: string,
  bucket: aws.s3.Bucket,
  allowed: $util.Input<readonly BucketRule[]> = [],
): void {
  const policy = $resolve([bucket.arn, allowed] as const).apply(([arn, rules]) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "TlsOnly",
          Effect: "Deny",
          Principal: "*",
          Action: ["s3:*"],
          Resource: [arn, `${arn}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
        ...rules,
      ],
    }),
  );
  new aws.s3.BucketPolicy(`${name}Policy`, { bucket: bucket.id, policy });
}

const WORK_DAYS = 7;

/** Files that live for days: what was exported, what waits to be read in. Its CORS rule is in edge.ts, with the site. */
export const workBucket = privateBucket("Work", "work", foundation.dataKeyArn);
bucketPolicy("Work", workBucket);
new aws.s3.BucketLifecycleConfiguration("WorkLifecycle", {
  bucket: workBucket.id,
  rules: [
    {
      id: "days",
      status: "Enabled",
      filter: { prefix: "" },
      expiration: { days: WORK_DAYS },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
    },
  ],
});

const LOG_DAYS = 90;

/** Who asked the CDN for what: CloudFront delivers it here, in the country, and nobody reads it by a role of ours. */
export const accessLogs = privateBucket("AccessLogs", "access-logs");
bucketPolicy(
  "AccessLogs",
  accessLogs,
  $resolve([accessLogs.arn, accountId] as const).apply(([arn, account]) => [
    {
      Sid: "Delivery",
      Effect: "Allow" as const,
      Principal: { Service: "delivery.logs.amazonaws.com" },
      Action: ["s3:PutObject"],
      Resource: [`${arn}/*`],
      Condition: {
        StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceAccount": account },
        ArnLike: { "aws:SourceArn": `arn:aws:logs:us-east-1:${account}:delivery-source:*` },
      },
    },
  ]),
);
new aws.s3.BucketLifecycleConfiguration("AccessLogsLifecycle", {
  bucket: accessLogs.id,
  rules: [{ id: "days", status: "Enabled", filter: { prefix: "" }, expiration: { days: LOG_DAYS } }],
});
