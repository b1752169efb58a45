import type { Demand } from "./demand.ts";

/** A request to the store as far as access is concerned: presigned or not makes no difference. */
export interface StoreAsk {
  readonly method: string;
  /** Decoded; empty for the store itself. */
  readonly bucket: string;
  /** Decoded; empty for the bucket itself. A key is a text: `..` in it means nothing. */
  readonly key: string;
  readonly query: URLSearchParams;
  /** The headers that describe the object, names in lower case. */
  readonly terms: ReadonlyMap<string, string>;
  /** What a copy is made from. */
  readonly source?: { readonly bucket: string; readonly key: string; readonly versionId: string | undefined };
}

const demand = (action: string, resource: string, context: Demand["context"] = {}): Demand => ({
  action: `s3:${action}`,
  resource,
  context,
});

/** ARN of a bucket. */
export const bucketArn = (bucket: string): string => `arn:aws:s3:::${bucket}`;
const objectArn = (bucket: string, key: string): string => `arn:aws:s3:::${bucket}/${key}`;

/** What asking for the keys of a bucket takes; also what decides who may learn that a key is absent. */
export const listing = (bucket: string, context: Demand["context"] = {}): Demand =>
  demand("ListBucket", bucketArn(bucket), context);

/** What removing one object takes, also inside a batch. */
export const removal = (bucket: string, key: string, versionId: string | undefined): Demand =>
  demand(versionId === undefined ? "DeleteObject" : "DeleteObjectVersion", objectArn(bucket, key));

/** What writing one object takes, also by form. */
export const writing = (bucket: string, key: string): Demand => demand("PutObject", objectArn(bucket, key));

/**
 * What a request asks for, in the words of policies. A batch of removals asks for each of them when it is read.
 * Source: service authorization reference for Amazon S3.
 */
export function storeDemands(ask: StoreAsk): readonly Demand[] {
  if (ask.bucket === "") return [demand("ListAllMyBuckets", "*")];
  return ask.key === "" ? bucketDemands(ask) : objectDemands(ask);
}

/** Settings of a bucket by the subresource that names them: what reading and what changing takes. */
const SETTINGS: Readonly<Record<string, readonly [read: string, change: string]>> = {
  cors: ["GetBucketCORS", "PutBucketCORS"],
  encryption: ["GetEncryptionConfiguration", "PutEncryptionConfiguration"],
  lifecycle: ["GetLifecycleConfiguration", "PutLifecycleConfiguration"],
  notification: ["GetBucketNotification", "PutBucketNotification"],
  "object-lock": ["GetBucketObjectLockConfiguration", "PutBucketObjectLockConfiguration"],
  ownershipControls: ["GetBucketOwnershipControls", "PutBucketOwnershipControls"],
  policy: ["GetBucketPolicy", "PutBucketPolicy"],
  publicAccessBlock: ["GetBucketPublicAccessBlock", "PutBucketPublicAccessBlock"],
  tagging: ["GetBucketTagging", "PutBucketTagging"],
  versioning: ["GetBucketVersioning", "PutBucketVersioning"],
};

function bucketDemands({ method, bucket, query }: StoreAsk): readonly Demand[] {
  const arn = bucketArn(bucket);
  const setting = Object.keys(SETTINGS).find((name) => query.has(name));
  if (setting !== undefined) {
    const [read, change] = SETTINGS[setting] ?? ["", ""];
    if (setting === "policy" && method === "DELETE") return [demand("DeleteBucketPolicy", arn)];
    return [demand(method === "GET" ? read : change, arn)];
  }
  if (method === "POST" && query.has("delete")) return [];
  if (method === "PUT") return [demand("CreateBucket", arn)];
  if (method === "DELETE") return [demand("DeleteBucket", arn)];
  if (query.has("location")) return [demand("GetBucketLocation", arn)];
  if (query.has("versions")) return [demand("ListBucketVersions", arn, listed(query))];
  return [listing(bucket, listed(query))];
}

function listed(query: URLSearchParams): Demand["context"] {
  const given = (name: string): Record<string, string> => {
    const value = query.get(name);
    return value === null ? {} : { [`s3:${name}`]: value };
  };
  return { ...given("prefix"), ...given("delimiter"), ...given("max-keys") };
}

/** Headers of an upload that take a right of their own. */
const EXTRAS: readonly (readonly [term: string, action: string])[] = [
  ["x-amz-acl", "PutObjectAcl"],
  ["x-amz-tagging", "PutObjectTagging"],
  ["x-amz-object-lock-mode", "PutObjectRetention"],
  ["x-amz-object-lock-legal-hold", "PutObjectLegalHold"],
];

function objectDemands({ method, bucket, key, query, terms, source }: StoreAsk): readonly Demand[] {
  const arn = objectArn(bucket, key);
  const version = query.has("versionId") ? "Version" : "";
  if (query.has("tagging")) {
    const verb = method === "GET" ? "Get" : method === "DELETE" ? "Delete" : "Put";
    return [demand(`${verb}Object${version}Tagging`, arn)];
  }
  if (method === "GET" || method === "HEAD") return [demand(`GetObject${version}`, arn)];
  if (method === "DELETE") return [removal(bucket, key, query.get("versionId") ?? undefined)];
  const extras = EXTRAS.filter(([term]) => terms.has(term)).map(([, action]) => demand(action, arn));
  const read = source?.versionId === undefined ? "GetObject" : "GetObjectVersion";
  const copied = source === undefined ? [] : [demand(read, objectArn(source.bucket, source.key))];
  return [...copied, writing(bucket, key), ...extras];
}
