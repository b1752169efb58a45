import { ENVIRONMENTS } from "@selaras/core/cloud/outputs.ts";
import { describe, expect, it } from "vitest";
import { SETTINGS } from "../src/settings.ts";
import { FILLED, house, synthesise } from "./house.ts";

const TERMS = {
  dev: { daily: 7, monthly: 35, lock: { MinRetentionDays: 1, MaxRetentionDays: 35 } },
  staging: { daily: 14, monthly: 90, lock: { MinRetentionDays: 7, MaxRetentionDays: 90 } },
  production: { daily: 35, monthly: 730, lock: { MinRetentionDays: 35, MaxRetentionDays: 730, ChangeableForDays: 30 } },
} as const;

const planOf = (from: typeof house, environment: (typeof ENVIRONMENTS)[number]) => {
  const [plan, ...more] = from.of(environment, "AWS::Backup::BackupPlan");
  expect(more).toEqual([]);
  return plan?.resource.Properties["BackupPlan"];
};

describe.each(ENVIRONMENTS)("backups of %s", (environment) => {
  const { daily, monthly, lock } = TERMS[environment];

  it("are made every night in Jakarta, and kept longer on the first of a month", () => {
    const rule = (RuleName: string, schedule: string, DeleteAfterDays: number) => ({
      RuleName,
      ScheduleExpression: `cron(${schedule})`,
      ScheduleExpressionTimezone: "Asia/Jakarta",
      StartWindowMinutes: 120,
      CompletionWindowMinutes: 720,
      Lifecycle: { DeleteAfterDays },
      TargetBackupVault: { "Fn::GetAtt": ["Vault", "BackupVaultName"] },
    });
    expect(planOf(house, environment)).toEqual({
      BackupPlanName: `selaras-${environment}`,
      BackupPlanRule: [rule("daily", "0 2 * * ? *", daily), rule("monthly", "0 2 1 * ? *", monthly)],
    });
  });

  it("hold table, evidence and archive, by their ARNs and not by tags that somebody may forget", () => {
    const [selection, ...more] = house.of(environment, "AWS::Backup::BackupSelection");
    expect(more).toEqual([]);
    const imported = ["Table", "EvidenceBucket", "ArchiveBucket"].map((name) => ({
      "Fn::ImportValue": expect.stringMatching(
        new RegExp(`^selaras-foundation-${environment}-data:ExportsOutputFnGetAtt${name}Arn`),
      ),
    }));
    expect(selection?.resource.Properties["BackupSelection"]).toMatchObject({ Resources: imported });
    expect(JSON.stringify(selection)).not.toContain("ListOfTags");
  });

  it("lie in a locked vault under a key of their own, which refuses every deletion by hand", () => {
    expect(house.properties(environment, "backup", "Vault")).toMatchObject({
      BackupVaultName: `selaras-${environment}`,
      EncryptionKeyArn: { "Fn::GetAtt": ["BackupKey", "Arn"] },
      LockConfiguration: lock,
      AccessPolicy: {
        Statement: [
          {
            Effect: "Deny",
            Principal: { AWS: "*" },
            Action: ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"],
            Resource: "*",
          },
        ],
      },
    });
    expect(house.properties(environment, "backup", "Vault")["LockConfiguration"]).toEqual(lock);
  });

  it("live as long as the vault lets them: no rule asks for more or less", () => {
    expect(Math.min(daily, monthly)).toBeGreaterThanOrEqual(lock.MinRetentionDays);
    expect(Math.max(daily, monthly)).toBeLessThanOrEqual(lock.MaxRetentionDays);
  });

  it("are copied nowhere unless told so", () => {
    expect(JSON.stringify(planOf(house, environment))).not.toContain("CopyActions");
  });
});

describe("the copy in a second account", () => {
  const filled = synthesise({ production: FILLED });

  it("is made of daily backups when the installation names a vault", () => {
    expect(planOf(filled, "production")).toMatchObject({
      BackupPlanRule: [
        {
          RuleName: "daily",
          CopyActions: [{ DestinationBackupVaultArn: FILLED.copyVault, Lifecycle: { DeleteAfterDays: 35 } }],
        },
        { RuleName: "monthly" },
      ],
    });
    expect(JSON.stringify(planOf(filled, "production")).match(/CopyActions/g)).toHaveLength(1);
  });

  it("may be read by that account, through AWS Backup only", () => {
    expect(filled.properties("production", "backup", "BackupKey")).toMatchObject({
      KeyPolicy: {
        Statement: expect.arrayContaining([
          expect.objectContaining({
            Sid: "AccountOfTheCopies",
            Action: ["kms:Decrypt", "kms:DescribeKey"],
            Condition: { StringEquals: { "kms:ViaService": "backup.ap-southeast-3.amazonaws.com" } },
          }),
        ]),
      },
    });
    expect(JSON.stringify(filled.properties("production", "backup", "BackupKey"))).toContain("555555555555");
    expect(JSON.stringify(house.properties("production", "backup", "BackupKey"))).not.toContain("AccountOfTheCopies");
  });
});

describe("the copy in another region", () => {
  it("is off everywhere: it takes a written decision and a line in the settings", () => {
    expect(ENVIRONMENTS.map((environment) => SETTINGS[environment].backup.otherRegionVault)).toEqual([
      null,
      null,
      null,
    ]);
  });

  it("follows the settings once it is switched on", () => {
    const otherRegionVault = "arn:aws:backup:ap-southeast-1:333333333333:backup-vault:elsewhere";
    const { production } = SETTINGS;
    const settings = { ...SETTINGS, production: { ...production, backup: { ...production.backup, otherRegionVault } } };
    const plan = planOf(synthesise({ production: { ...FILLED, copyVault: null } }, settings), "production");
    expect(plan).toMatchObject({
      BackupPlanRule: [{ CopyActions: [{ DestinationBackupVaultArn: otherRegionVault }] }, { RuleName: "monthly" }],
    });
  });
});
