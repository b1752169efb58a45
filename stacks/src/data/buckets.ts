import { Duration, Stack } from "aws-cdk-lib";
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  HttpMethods,
  type IBucket,
  ObjectLockRetention,
  ObjectOwnership,
} from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { keep } from "../keep.ts";
import type { Settings } from "../settings.ts";

/** Days after which a broken upload in parts is thrown away; nobody can read what arrived of it. */
const BROKEN_UPLOAD_DAYS = 7;

const abandoned = { id: "broken-uploads", abortIncompleteMultipartUploadAfter: Duration.days(BROKEN_UPLOAD_DAYS) };

/** Private, versioned, encrypted in transit, owned by the account alone. */
const CLOSED = {
  versioned: true,
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
} satisfies BucketProps;

/** A bucket key takes one data key for many objects: KMS is asked (and paid) once instead of for each file. */
const under = (key: IKey) =>
  ({ encryption: BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true }) satisfies BucketProps;

function kept(scope: Construct, id: string, props: BucketProps): Bucket {
  const bucket = new Bucket(scope, id, { ...CLOSED, ...props });
  keep(bucket, id);
  if (bucket.policy) keep(bucket.policy, `${id}Policy`);
  return bucket;
}

/**
 * Who fetched which file. S3 delivers access logs only to buckets with its own encryption and without a default lock;
 * hence no customer key here.
 */
export const accessLogBucket = (scope: Construct, bucketName: string, { accessLogDays }: Settings): Bucket =>
  kept(scope, "AccessLogBucket", {
    bucketName,
    encryption: BucketEncryption.S3_MANAGED,
    lifecycleRules: [
      abandoned,
      {
        id: "old-logs",
        expiration: Duration.days(accessLogDays),
        noncurrentVersionExpiration: Duration.days(BROKEN_UPLOAD_DAYS),
      },
    ],
  });

/** What a bucket with content is made of. */
export type Content = {
  readonly bucketName: string;
  readonly key: IKey;
  readonly logs: Bucket;
  readonly settings: Settings;
};

const logged = (logs: Bucket, prefix: string) => ({
  // CDK's own class does not fit its own interface under exactOptionalPropertyTypes (`isWebsite`).
  serverAccessLogsBucket: logs as IBucket,
  serverAccessLogsPrefix: `${prefix}/`,
});

/**
 * Evidence of reports. Browsers upload to it and open from it directly, by addresses that the API signed, and only from
 * the officials' site. A file stays when its report lets go of it; an overwritten or deleted one can be brought back.
 */
export const evidenceBucket = (
  scope: Construct,
  { bucketName, key, logs, settings }: Content,
  origins: readonly string[],
) =>
  kept(scope, "EvidenceBucket", {
    bucketName,
    ...under(key),
    ...logged(logs, "evidence"),
    cors: [
      {
        allowedMethods: [HttpMethods.PUT, HttpMethods.GET],
        allowedOrigins: [...origins],
        allowedHeaders: ["content-type", "x-amz-checksum-sha256"],
        exposedHeaders: ["ETag"],
        maxAge: 600,
      },
    ],
    lifecycleRules: [
      abandoned,
      { id: "old-versions", noncurrentVersionExpiration: Duration.days(settings.evidenceVersionDays) },
    ],
  });

const lockOf = ({ archiveLock, archiveLockDays }: Settings): ObjectLockRetention =>
  archiveLock === "COMPLIANCE"
    ? ObjectLockRetention.compliance(Duration.days(archiveLockDays))
    : ObjectLockRetention.governance(Duration.days(archiveLockDays));

/**
 * Submissions and signed snapshots. What is written here cannot be changed or deleted until its time has come, and nothing
 * is laid over it: a new version under the same name would be what everybody reads from then on, lock or no lock.
 */
export function archiveBucket(scope: Construct, { bucketName, key, logs, settings }: Content): Bucket {
  const bucket = kept(scope, "ArchiveBucket", {
    bucketName,
    ...under(key),
    ...logged(logs, "archive"),
    objectLockEnabled: true,
    objectLockDefaultRetention: lockOf(settings),
    lifecycleRules: [abandoned],
  });
  // Copies and uploads in parts cannot say "only if there is none", so they are refused with the rest.
  bucket.addToResourcePolicy(
    new PolicyStatement({
      sid: "OnlyWhereNothingIs",
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ["s3:PutObject"],
      resources: [bucket.arnForObjects("*")],
      conditions: { Null: { "s3:if-none-match": "true" } },
    }),
  );
  return bucket;
}

/**
 * What was done to the account and by whom: the files of the trail. Only that one trail may write, and nobody but the
 * lifecycle is meant to delete; a file that was removed or altered shows in the digests that CloudTrail signs.
 */
export function trailBucket(scope: Construct, { bucketName, key, logs, settings }: Content, trailArn: string): Bucket {
  const bucket = kept(scope, "TrailBucket", {
    bucketName,
    // No bucket key: with one S3 would name the bucket in each use of the key, and the key demands that the trail be named.
    encryption: BucketEncryption.KMS,
    encryptionKey: key,
    ...logged(logs, "trail"),
    lifecycleRules: [
      abandoned,
      {
        id: "old-records",
        expiration: Duration.days(settings.trailDays),
        noncurrentVersionExpiration: Duration.days(settings.evidenceVersionDays),
      },
    ],
  });
  const trail = {
    principals: [new ServicePrincipal("cloudtrail.amazonaws.com")],
    conditions: { StringEquals: { "aws:SourceArn": trailArn } },
  };
  bucket.addToResourcePolicy(
    new PolicyStatement({ ...trail, sid: "TrailLooks", actions: ["s3:GetBucketAcl"], resources: [bucket.bucketArn] }),
  );
  bucket.addToResourcePolicy(
    new PolicyStatement({
      ...trail,
      sid: "TrailWrites",
      actions: ["s3:PutObject"],
      resources: [bucket.arnForObjects(`AWSLogs/${Stack.of(scope).account}/*`)],
    }),
  );
  return bucket;
}
