import { EventField, type EventPattern, Rule, RuleTargetInput } from "aws-cdk-lib/aws-events";
import { SnsTopic } from "aws-cdk-lib/aws-events-targets";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";
import { WHOLESALE_READS } from "./trail.ts";

type Told = { readonly about: string; readonly pattern: EventPattern };

const calls = (service: string, names: readonly string[], detail: Record<string, unknown> = {}): EventPattern => ({
  source: [`aws.${service}`],
  detailType: ["AWS API Call via CloudTrail"],
  detail: { eventSource: [`${service}.amazonaws.com`], eventName: [...names], ...detail },
});

const keyInDanger = (keys: readonly string[]): Told => ({
  about: "a key of the foundation was disabled, scheduled for deletion, or given another policy",
  pattern: calls("kms", ["DisableKey", "ScheduleKeyDeletion", "PutKeyPolicy", "DisableKeyRotation"], {
    resources: { ARN: [...keys] },
  }),
});

/** Calls that are right once a year at most, of which the operators want to hear at once whoever made them. */
export function callsAtHome(subjects: {
  readonly keys: readonly string[];
  readonly buckets: readonly string[];
}): Readonly<Record<string, Told>> {
  return {
    KeyInDanger: keyInDanger(subjects.keys),
    TableInDanger: {
      about: "the table's protection, recovery or existence was touched",
      pattern: calls("dynamodb", [
        "DeleteTable",
        "UpdateTable",
        "UpdateContinuousBackups",
        "UpdateTimeToLive",
        "DeleteBackup",
        "DeleteResourcePolicy",
        "PutResourcePolicy",
      ]),
    },
    TableCopied: {
      about: "the table was exported or restored: a copy of all regencies exists now",
      pattern: calls("dynamodb", [
        "ExportTableToPointInTime",
        "RestoreTableFromBackup",
        "RestoreTableToPointInTime",
        "ImportTable",
      ]),
    },
    TableReadWhole: {
      about: "the table was read wholesale, past the fences between regencies",
      pattern: calls("dynamodb", WHOLESALE_READS),
    },
    BucketInDanger: {
      about: "a bucket's lock, versions, policy, publicity or lifetime was touched",
      pattern: calls(
        "s3",
        [
          "DeleteBucket",
          "DeleteBucketPolicy",
          "PutBucketPolicy",
          "PutBucketVersioning",
          "PutBucketObjectLockConfiguration",
          "PutBucketPublicAccessBlock",
          "DeleteBucketPublicAccessBlock",
          "PutBucketLifecycle",
          "DeleteBucketLifecycle",
          "PutBucketEncryption",
          "DeleteBucketEncryption",
          "PutBucketReplication",
        ],
        { requestParameters: { bucketName: [...subjects.buckets] } },
      ),
    },
    PoolInDanger: {
      about: "the pool of the officials was deleted or changed",
      pattern: calls("cognito-idp", [
        "DeleteUserPool",
        "UpdateUserPool",
        "DeleteUserPoolClient",
        "UpdateUserPoolClient",
        "SetUserPoolMfaConfig",
      ]),
    },
    VaultInDanger: {
      about: "the vault, its lock, its plan or a backup was touched",
      pattern: calls("backup", [
        "DeleteBackupVault",
        "DeleteBackupVaultLockConfiguration",
        "PutBackupVaultLockConfiguration",
        "DeleteBackupVaultAccessPolicy",
        "PutBackupVaultAccessPolicy",
        "DeleteRecoveryPoint",
        "DeleteBackupPlan",
        "UpdateBackupPlan",
        "DeleteBackupSelection",
      ]),
    },
    CopiedByBackup: {
      about: "something was restored from a backup, or a backup copied by hand",
      pattern: calls("backup", ["StartRestoreJob", "StartCopyJob"]),
    },
    TrailInDanger: {
      about: "the record of what is done to the account was stopped or changed",
      pattern: calls("cloudtrail", ["StopLogging", "DeleteTrail", "UpdateTrail", "PutEventSelectors"]),
    },
    BackupFailed: {
      about: "a backup or a copy of one did not come to its end",
      pattern: {
        source: ["aws.backup"],
        detailType: ["Backup Job State Change", "Copy Job State Change"],
        detail: { state: ["FAILED", "ABORTED", "EXPIRED"] },
      },
    },
  };
}

/** Calls of services without a region and sign-ins of the account's owner are heard in us-east-1 only. */
export const callsAtTheEdge = (keys: readonly string[]): Readonly<Record<string, Told>> => ({
  KeyInDanger: keyInDanger(keys),
  PeopleInDanger: {
    about:
      "a user, an access key, a role or another way into the account was made, or who may take a role, or its bounds, changed",
    pattern: calls("iam", [
      "CreateUser",
      "CreateLoginProfile",
      "CreateAccessKey",
      "CreateSAMLProvider",
      "CreateOpenIDConnectProvider",
      "UpdateOpenIDConnectProviderThumbprint",
      "AddClientIDToOpenIDConnectProvider",
      // IAM cannot tell a deployment whom a role may trust: one that trusts another account is seen only here.
      "CreateRole",
      "UpdateAssumeRolePolicy",
      "DeleteRolePermissionsBoundary",
      "CreatePolicyVersion",
      "SetDefaultPolicyVersion",
    ]),
  },
  OwnerSignedIn: {
    about: "somebody signed in as the owner of the account",
    pattern: {
      detailType: ["AWS Console Sign In via CloudTrail"],
      detail: { userIdentity: { type: ["Root"] } },
    },
  },
});

/** Sends to the alarm topic what was done, by whom and when, whenever one of these calls is made and a trail records. */
export function tellOfCalls(scope: Construct, topic: ITopic, told: Readonly<Record<string, Told>>): void {
  for (const [id, { about, pattern }] of Object.entries(told)) {
    const rule = new Rule(scope, id, { description: about, eventPattern: pattern });
    const message = RuleTargetInput.fromObject({
      what: about,
      call: EventField.fromPath("$.detail.eventName"),
      who: EventField.fromPath("$.detail.userIdentity.arn"),
      from: EventField.fromPath("$.detail.sourceIPAddress"),
      at: EventField.time,
      event: EventField.eventId,
    });
    rule.addTarget(new SnsTopic(topic, { message }));
  }
}
