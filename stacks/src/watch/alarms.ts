import { INDEXES } from "@selaras/core/db/table.ts";
import { Duration } from "aws-cdk-lib";
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";

const FIVE_MINUTES = Duration.minutes(5);

/** When a figure is worth a mail: over `above` in `of` periods out of as many. Silence is good unless it is what alarms. */
export type Threshold = {
  readonly metric: IMetric;
  readonly about: string;
  readonly above: number;
  readonly periods: number;
  /** Alarms at less than one instead, and when nothing is said at all. */
  readonly silenceAlarms?: boolean;
};

/** An alarm that tells the topic when it goes off and when it is over. */
export function alarm(scope: Construct, id: string, topic: ITopic, threshold: Threshold): Alarm {
  const { metric, about, above, periods, silenceAlarms = false } = threshold;
  const made = new Alarm(scope, id, {
    alarmDescription: about,
    metric,
    threshold: silenceAlarms ? 1 : above,
    evaluationPeriods: periods,
    datapointsToAlarm: periods,
    comparisonOperator: silenceAlarms
      ? ComparisonOperator.LESS_THAN_THRESHOLD
      : ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: silenceAlarms ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
  });
  made.addAlarmAction(new SnsAction(topic));
  made.addOkAction(new SnsAction(topic));
  return made;
}

const sum = (namespace: string, metricName: string, dimensionsMap: Record<string, string>, period = FIVE_MINUTES) =>
  new Metric({ namespace, metricName, dimensionsMap, statistic: Stats.SUM, period });

const together = (label: string, metrics: readonly Metric[]): MathExpression =>
  new MathExpression({
    label,
    expression: "SUM(METRICS())",
    usingMetrics: Object.fromEntries(metrics.map((metric, nth) => [`m${nth}`, metric])),
    period: FIVE_MINUTES,
  });

/** Operations of which DynamoDB counts its own failures. */
const OPERATIONS = [
  "GetItem",
  "BatchGetItem",
  "Query",
  "PutItem",
  "UpdateItem",
  "DeleteItem",
  "TransactWriteItems",
  "GetRecords",
] as const;

/** What the table complains of. */
export function tableAlarms(scope: Construct, topic: ITopic, table: string): void {
  const places = [
    { TableName: table },
    ...INDEXES.map((index) => ({ TableName: table, GlobalSecondaryIndexName: index })),
  ];
  alarm(scope, "TableThrottled", topic, {
    metric: together(
      "throttled requests",
      places.flatMap((place) =>
        ["ReadThrottleEvents", "WriteThrottleEvents"].map((name) => sum("AWS/DynamoDB", name, place)),
      ),
    ),
    about: "Requests to the table or an index were throttled: the table's quota, its warm-up or one hot partition",
    above: 0,
    periods: 1,
  });
  alarm(scope, "TableFailed", topic, {
    metric: together(
      "failed requests",
      OPERATIONS.map((Operation) => sum("AWS/DynamoDB", "SystemErrors", { TableName: table, Operation })),
    ),
    about: "DynamoDB failed on its side (500) more than the retries hide",
    above: 5,
    periods: 2,
  });
  // Counted for the whole account and region, which hold this one table. Refused conditions do not count.
  alarm(scope, "TableMisused", topic, {
    metric: sum("AWS/DynamoDB", "UserErrors", {}),
    about: "Requests to DynamoDB were malformed or not permitted (400): a defect, or somebody who tries",
    above: 20,
    periods: 1,
  });
  alarm(scope, "TableConflicts", topic, {
    metric: sum("AWS/DynamoDB", "TransactionConflict", { TableName: table }),
    about: "Transactions met each other far more than the lanes of reports let expect",
    above: 1_000,
    periods: 3,
  });
}

/** Whether sign-in refuses for the sake of its own limits. */
export const signInAlarm = (scope: Construct, topic: ITopic, pool: string, client: string): Alarm =>
  alarm(scope, "SignInThrottled", topic, {
    metric: together(
      "throttled sign-ins",
      ["SignInThrottles", "TokenRefreshThrottles"].map((name) =>
        sum("AWS/Cognito", name, { UserPool: pool, UserPoolClient: client }),
      ),
    ),
    about: "Cognito refused sign-ins or renewals for its quota: raise it before the end of a period",
    above: 0,
    periods: 2,
  });

/** Far more refused requests than the internet's usual noise. `region` only for what does not stand before the CDN. */
export const firewallAlarm = (
  scope: Construct,
  topic: ITopic,
  { name, region, above }: { readonly name: string; readonly region: string | null; readonly above: number },
): Alarm =>
  alarm(scope, "FirewallRefuses", topic, {
    metric: sum("AWS/WAFV2", "BlockedRequests", {
      WebACL: name,
      Rule: "ALL",
      ...(region === null ? {} : { Region: region }),
    }),
    about: "The firewall refuses far more than usual: an attack, or a rule that hits officials",
    above,
    periods: 1,
  });

/** A night without a finished backup, whatever kept it from being made: 36 hours, since a night may take longer than the last. */
export const backupAlarm = (scope: Construct, topic: ITopic, vault: string): Alarm =>
  alarm(scope, "BackupMissing", topic, {
    metric: sum("AWS/Backup", "NumberOfBackupJobsCompleted", { BackupVaultName: vault }, Duration.hours(12)),
    about: "No backup was finished for 36 hours",
    above: 0,
    periods: 3,
    silenceAlarms: true,
  });
