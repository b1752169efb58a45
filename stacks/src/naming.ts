import type { Environment } from "@selaras/core/cloud/outputs.ts";

/** The parts of a foundation, one stack each. `edge` stands in us-east-1, the others in the region of the data. */
export const PARTS = ["data", "identity", "backup", "watch", "delivery", "outputs", "edge"] as const;
export type Part = (typeof PARTS)[number];

/**
 * Beginning of everything that stands here: stacks, and so whatever CloudFormation names after them, buckets, topics,
 * roles. What the app makes is called `selaras-<stage>-...`, and no stage may be called `foundation`.
 */
export const FOUNDATION = "selaras-foundation-";

export const stackName = (environment: Environment, part: Part): string => `${FOUNDATION}${environment}-${part}`;

/**
 * Fixed names. A resource with a fixed name cannot be replaced behind one's back: CloudFormation would have to make a
 * second one of the same name and fails.
 */
export const tableName = (environment: Environment): string => `selaras-${environment}`;
export type BucketUse = "evidence" | "archive" | "logs" | "trail";
export const bucketName = (environment: Environment, what: BucketUse, account: string): string =>
  `${FOUNDATION}${environment}-${what}-${account}`;
export const poolName = (environment: Environment): string => `selaras-${environment}`;
export const vaultName = (environment: Environment): string => `selaras-${environment}`;
export const boundaryName = (environment: Environment): string => `selaras-${environment}-boundary`;
export const topicName = (environment: Environment): string => `${FOUNDATION}${environment}-alarms`;
export const trailName = (environment: Environment): string => `${FOUNDATION}${environment}`;
/** CloudFront's firewall may only write to log groups with this beginning. */
export const firewallLogName = (environment: Environment): string => `aws-waf-logs-${FOUNDATION}${environment}`;

/** IAM path of every role of the foundation: outside of the names that the deployment of the app may touch. */
export const ROLE_PATH = "/selaras-foundation/";

/** Beginning of the names of everything that the app makes. Personal stages stand on `dev`, so there it is any stage. */
export const appPrefix = (environment: Environment): string =>
  environment === "dev" ? "selaras-*-" : `selaras-${environment}-`;
