import type { Topic } from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";
import type { BackupStack } from "../backup/backup-stack.ts";
import type { DataStack } from "../data/data-stack.ts";
import { SIGN_IN_FIREWALL } from "../edge/firewall.ts";
import { type Ground, FoundationStack } from "../foundation-stack.ts";
import type { IdentityStack } from "../identity/identity-stack.ts";
import { bucketName, tableName, trailName, vaultName } from "../naming.ts";
import { alarmTopic } from "./alarm-topic.ts";
import { backupAlarm, firewallAlarm, signInAlarm, tableAlarms } from "./alarms.ts";
import { callsAtHome, tellOfCalls } from "./told.ts";
import { trail } from "./trail.ts";

/** Who is told when something happens to what must not be lost. */
export class WatchStack extends FoundationStack {
  readonly topic: Topic;

  constructor(
    scope: Construct,
    ground: Ground,
    {
      data,
      identity,
      backup,
    }: { readonly data: DataStack; readonly identity: IdentityStack; readonly backup: BackupStack },
  ) {
    super(scope, "watch", ground, "Selaras: trail and alarms of the foundation");
    const { environment, settings } = ground;
    this.topic = alarmTopic(this, ground, data.logKey);
    trail(this, trailName(environment), data);

    tableAlarms(this, this.topic, tableName(environment));
    signInAlarm(this, this.topic, identity.pool.userPoolId, identity.client.userPoolClientId);
    firewallAlarm(this, this.topic, {
      name: SIGN_IN_FIREWALL,
      region: this.region,
      above: settings.blockedRequestsAlarm,
    });
    backupAlarm(this, this.topic, vaultName(environment));

    const keys = [data.dataKey, data.logKey, data.signingKey, backup.key].map((key) => key.keyArn);
    const buckets = (["evidence", "archive", "logs", "trail"] as const).map((what) =>
      bucketName(environment, what, this.account),
    );
    tellOfCalls(this, this.topic, callsAtHome({ keys, buckets }));
  }
}
