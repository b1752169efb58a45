import type { Environment } from "@selaras/core/cloud/outputs.ts";
import type { App } from "aws-cdk-lib";
import { BackupStack } from "./backup/backup-stack.ts";
import { DataStack } from "./data/data-stack.ts";
import { DeliveryStack } from "./delivery/delivery-stack.ts";
import { EdgeStack } from "./edge/edge-stack.ts";
import type { FoundationStack, Ground } from "./foundation-stack.ts";
import { IdentityStack } from "./identity/identity-stack.ts";
import type { Installation } from "./installation.ts";
import type { Part } from "./naming.ts";
import { OutputsStack } from "./outputs.ts";
import type { Settings } from "./settings.ts";
import { WatchStack } from "./watch/watch-stack.ts";

/** Lays the foundation of one environment: all its stacks, in the order in which they need each other. */
export function layFoundation(
  app: App,
  environment: Environment,
  installation: Installation,
  settings: Settings,
): Readonly<Record<Part, FoundationStack>> {
  const ground: Ground = { environment, settings, installation };
  const data = new DataStack(app, ground);
  const identity = new IdentityStack(app, ground);
  const backup = new BackupStack(app, ground, data);
  const watch = new WatchStack(app, ground, { data, identity, backup });
  const delivery = new DeliveryStack(app, ground, { dataKey: data.dataKey.keyArn, logKey: data.logKey.keyArn });
  const outputs = new OutputsStack(app, ground, {
    tableName: data.table.ref,
    tableArn: data.table.attrArn,
    streamArn: data.table.attrStreamArn,
    evidenceBucket: data.evidence.bucketName,
    archiveBucket: data.archive.bucketName,
    dataKeyArn: data.dataKey.keyArn,
    logKeyArn: data.logKey.keyArn,
    signingKeyArn: data.signingKey.keyArn,
    mailSender: installation.mailSender ?? "none",
    userPoolId: identity.pool.userPoolId,
    userClientId: identity.client.userPoolClientId,
    alarmTopicArn: watch.topic.topicArn,
    boundaryArn: delivery.boundary.managedPolicyArn,
  });
  const edge = new EdgeStack(app, ground);
  return { data, identity, backup, watch, delivery, outputs, edge };
}
