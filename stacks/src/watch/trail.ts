import { CfnTrail } from "aws-cdk-lib/aws-cloudtrail";
import type { Construct } from "constructs";
import type { DataStack } from "../data/data-stack.ts";
import { keep } from "../keep.ts";

/** Reads that nobody has a reason for: the product never asks for everything. */
export const WHOLESALE_READS = ["Scan", "ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction"] as const;

const field = (name: string, ...equalTo: string[]) => ({ field: name, equalTo });

/**
 * The record of what is done to the account, in every region, with signed digests. Without a trail EventBridge hears of no
 * call at all. Of the calls to data only wholesale reads of the table are recorded; the buckets have their access logs.
 */
export function trail(scope: Construct, name: string, data: DataStack): CfnTrail {
  const made = new CfnTrail(scope, "Trail", {
    trailName: name,
    s3BucketName: data.trailFiles.bucketName,
    kmsKeyId: data.logKey.keyArn,
    isLogging: true,
    isMultiRegionTrail: true,
    includeGlobalServiceEvents: true,
    enableLogFileValidation: true,
    advancedEventSelectors: [
      { name: "management", fieldSelectors: [field("eventCategory", "Management")] },
      {
        name: "wholesale reads",
        fieldSelectors: [
          field("eventCategory", "Data"),
          field("resources.type", "AWS::DynamoDB::Table"),
          field("eventName", ...WHOLESALE_READS),
        ],
      },
    ],
  });
  keep(made, "Trail");
  return made;
}
