import type { CfnTable } from "aws-cdk-lib/aws-dynamodb";
import type { Key } from "aws-cdk-lib/aws-kms";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { type Ground, FoundationStack } from "../foundation-stack.ts";
import { officialsSite } from "../installation.ts";
import { type BucketUse, bucketName, FOUNDATION, tableName, trailName } from "../naming.ts";
import { accessLogBucket, archiveBucket, evidenceBucket, trailBucket } from "./buckets.ts";
import { allowLogs, allowPublishers, allowTrail, signingKey, symmetricKey } from "./keys.ts";
import { singleTable } from "./table.ts";

/** Table, buckets and keys: what nobody can make again. */
export class DataStack extends FoundationStack {
  readonly table: CfnTable;
  readonly evidence: Bucket;
  readonly archive: Bucket;
  readonly trailFiles: Bucket;
  readonly dataKey: Key;
  readonly logKey: Key;
  readonly signingKey: Key;

  constructor(scope: Construct, ground: Ground) {
    super(scope, "data", ground, "Selaras: table, evidence, archive and keys. Never delete.");
    const { environment, settings, installation } = ground;
    const { account, region } = this;
    const alias = (what: string) => `alias/${FOUNDATION}${environment}-${what}`;
    const trailArn = `arn:aws:cloudtrail:${region}:${account}:trail/${trailName(environment)}`;

    this.dataKey = symmetricKey(this, "DataKey", {
      alias: alias("data"),
      description: "Encrypts table, evidence and archive",
      terms: settings,
    });
    this.logKey = symmetricKey(this, "LogKey", {
      alias: alias("logs"),
      description: "Encrypts log groups, queues, alarms and the trail",
      terms: settings,
    });
    allowLogs(this.logKey);
    allowPublishers(this.logKey, ["cloudwatch.amazonaws.com", "events.amazonaws.com"]);
    allowTrail(this.logKey, trailArn);
    this.signingKey = signingKey(this, "SigningKey", alias("signing"), settings);

    this.table = singleTable(this, tableName(environment), this.dataKey);

    const bucket = (what: BucketUse) => bucketName(environment, what, account);
    const logs = accessLogBucket(this, bucket("logs"), settings);
    const content = { key: this.dataKey, logs, settings };
    this.evidence = evidenceBucket(
      this,
      { ...content, bucketName: bucket("evidence") },
      settings.officialsOrigins(officialsSite(installation)),
    );
    this.archive = archiveBucket(this, { ...content, bucketName: bucket("archive") });
    this.trailFiles = trailBucket(this, { ...content, key: this.logKey, bucketName: bucket("trail") }, trailArn);
  }
}
