import { Duration, Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key, KeySpec, KeyUsage } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import { keep } from "../keep.ts";
import type { Settings } from "../settings.ts";

type Terms = Pick<Settings, "keyRotationDays" | "keyDeletionDays">;

/**
 * A symmetric key of ours with yearly new material, under an alias that says what it is for. Who may use it is said by
 * IAM in the account; services that write by themselves are named with `allowService`.
 */
export function symmetricKey(
  scope: Construct,
  id: string,
  { alias, description, terms }: { readonly alias: string; readonly description: string; readonly terms: Terms },
): Key {
  const key = new Key(scope, id, {
    alias,
    description,
    enableKeyRotation: true,
    rotationPeriod: Duration.days(terms.keyRotationDays),
    pendingWindow: Duration.days(terms.keyDeletionDays),
  });
  keep(key, id);
  return key;
}

/**
 * The key with which snapshots are signed: ECDSA on P-256 over SHA-256. Its signature has 64 bytes and fits into the QR
 * code of a printed form (RSA's 384 do not), every browser and openssl verify it, and its strength is that of RSA 3072.
 * KMS does not rotate asymmetric keys: see the runbook on rotating keys.
 */
export function signingKey(scope: Construct, id: string, alias: string, terms: Terms): Key {
  const key = new Key(scope, id, {
    alias,
    description: "Signs the SHA-256 of report snapshots; never to be deleted while a signed report counts",
    keySpec: KeySpec.ECC_NIST_P256,
    keyUsage: KeyUsage.SIGN_VERIFY,
    pendingWindow: Duration.days(terms.keyDeletionDays),
  });
  keep(key, id);
  return key;
}

/** CloudWatch Logs encrypts log groups by itself; the context of each use names the group, so it must be one of ours. */
export function allowLogs(key: Key): void {
  const { region, account } = Stack.of(key);
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: "LogGroups",
      principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
      actions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
      resources: ["*"],
      conditions: {
        ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${region}:${account}:log-group:*` },
      },
    }),
  );
}

/**
 * Services that publish to an encrypted topic or queue. Which topic they may publish to is said by the topic; EventBridge
 * and CloudWatch give this call no source that could be demanded here.
 */
export function allowPublishers(key: Key, services: readonly string[]): void {
  for (const service of services) {
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(service)],
        actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
        resources: ["*"],
      }),
    );
  }
}

/** The trail writes its files with this key; source and context of each use name the trail. */
export function allowTrail(key: Key, trailArn: string): void {
  const trail = { principals: [new ServicePrincipal("cloudtrail.amazonaws.com")], resources: ["*"] };
  const source = { "aws:SourceArn": trailArn };
  key.addToResourcePolicy(
    new PolicyStatement({
      ...trail,
      sid: "TrailWrites",
      actions: ["kms:GenerateDataKey*"],
      conditions: { StringEquals: { ...source, "kms:EncryptionContext:aws:cloudtrail:arn": trailArn } },
    }),
  );
  key.addToResourcePolicy(
    new PolicyStatement({
      ...trail,
      sid: "TrailLooks",
      actions: ["kms:DescribeKey"],
      conditions: { StringEquals: source },
    }),
  );
}
