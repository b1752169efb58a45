import { Duration, TimeZone } from "aws-cdk-lib";
import {
  BackupPlan,
  BackupPlanRule,
  type BackupPlanRuleProps,
  BackupResource,
  BackupVault,
} from "aws-cdk-lib/aws-backup";
import { Schedule } from "aws-cdk-lib/aws-events";
import { AccountPrincipal, ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Key } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import type { DataStack } from "../data/data-stack.ts";
import { symmetricKey } from "../data/keys.ts";
import { type Ground, FoundationStack } from "../foundation-stack.ts";
import { keep } from "../keep.ts";
import { FOUNDATION, ROLE_PATH, vaultName } from "../naming.ts";

/** 02:00 in Jakarta: after the last evening of a period, before the first offices open. */
const NIGHT = { hour: "2", minute: "0" } as const;
const START_WITHIN = Duration.hours(2);
const DONE_WITHIN = Duration.hours(12);

/** Backups of table, evidence and archive, beside the table's own recovery to the second, and out of reach of everybody's delete. */
export class BackupStack extends FoundationStack {
  readonly vault: BackupVault;
  readonly key: Key;

  constructor(scope: Construct, ground: Ground, data: DataStack) {
    super(scope, "backup", ground, "Selaras: backups and their vault. Never delete.");
    const { environment, settings } = ground;
    this.key = symmetricKey(this, "BackupKey", {
      alias: `alias/${FOUNDATION}${environment}-backup`,
      description: "Encrypts the backups",
      terms: settings,
    });
    this.vault = this.lockedVault(ground);
    const plan = new BackupPlan(this, "Plan", {
      backupPlanName: `selaras-${environment}`,
      backupPlanRules: [this.daily(ground), this.monthly(ground)],
    });
    plan.addSelection("Everything", {
      backupSelectionName: "table-evidence-archive",
      role: this.backupRole(),
      resources: [
        BackupResource.fromArn(data.table.attrArn),
        BackupResource.fromArn(data.evidence.bucketArn),
        BackupResource.fromArn(data.archive.bucketArn),
      ],
    });
  }

  private lockedVault({ environment, settings, installation }: Ground): BackupVault {
    const { leastDays, mostDays, lockIsFinalAfterDays } = settings.backup;
    const vault = new BackupVault(this, "Vault", {
      backupVaultName: vaultName(environment),
      encryptionKey: this.key,
      lockConfiguration: {
        minRetention: Duration.days(leastDays),
        maxRetention: Duration.days(mostDays),
        ...(lockIsFinalAfterDays === null ? {} : { changeableFor: Duration.days(lockIsFinalAfterDays) }),
      },
      // Deleting a backup or shortening its life is refused by the vault itself as well.
      blockRecoveryPointDeletion: true,
    });
    keep(vault, "Vault");
    if (installation.copyVault !== null) this.shareKey(installation.copyVault);
    return vault;
  }

  /** The account of the copies must be able to read what it takes over. */
  private shareKey(copyVault: string): void {
    this.key.addToResourcePolicy(
      new PolicyStatement({
        sid: "AccountOfTheCopies",
        principals: [new AccountPrincipal(copyVault.split(":")[4])],
        actions: ["kms:Decrypt", "kms:DescribeKey"],
        resources: ["*"],
        conditions: { StringEquals: { "kms:ViaService": `backup.${this.region}.amazonaws.com` } },
      }),
    );
  }

  private rule(name: string, schedule: Schedule, keptDays: number, more: BackupPlanRuleProps = {}): BackupPlanRule {
    return new BackupPlanRule({
      ruleName: name,
      backupVault: this.vault,
      scheduleExpression: schedule,
      scheduleExpressionTimezone: TimeZone.ASIA_JAKARTA,
      startWindow: START_WITHIN,
      completionWindow: DONE_WITHIN,
      deleteAfter: Duration.days(keptDays),
      ...more,
    });
  }

  private daily({ settings, installation }: Ground): BackupPlanRule {
    const { dailyDays, otherRegionVault } = settings.backup;
    const copies = [installation.copyVault, otherRegionVault].filter((arn) => arn !== null);
    const copyActions = copies.map((backupVaultArn, nth) => ({
      destinationBackupVault: BackupVault.fromBackupVaultArn(this, `CopyVault${nth}`, backupVaultArn),
      deleteAfter: Duration.days(dailyDays),
    }));
    return this.rule("daily", Schedule.cron(NIGHT), dailyDays, copyActions.length > 0 ? { copyActions } : {});
  }

  private monthly({ settings }: Ground): BackupPlanRule {
    return this.rule("monthly", Schedule.cron({ ...NIGHT, day: "1" }), settings.backup.monthlyDays);
  }

  /** AWS keeps these policies in step with what its own service calls; the role can be used by that service only. */
  private backupRole(): Role {
    return new Role(this, "BackupRole", {
      path: ROLE_PATH,
      assumedBy: new ServicePrincipal("backup.amazonaws.com", {
        conditions: { StringEquals: { "aws:SourceAccount": this.account } },
      }),
      managedPolicies: [
        ManagedPolicy.fromAwsManagedPolicyName("service-role/AWSBackupServiceRolePolicyForBackup"),
        ManagedPolicy.fromAwsManagedPolicyName("AWSBackupServiceRolePolicyForS3Backup"),
      ],
    });
  }
}
