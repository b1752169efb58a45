import type { Environment } from "@selaras/core/cloud/outputs.ts";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { LogGroup, ResourcePolicy } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { allowLogs, allowPublishers, symmetricKey } from "../data/keys.ts";
import { type Ground, FoundationStack } from "../foundation-stack.ts";
import { keep } from "../keep.ts";
import { firewallLogName, FOUNDATION } from "../naming.ts";
import { publishEdge } from "../outputs.ts";
import { alarmTopic } from "../watch/alarm-topic.ts";
import { firewallAlarm } from "../watch/alarms.ts";
import { callsAtTheEdge, tellOfCalls } from "../watch/told.ts";
import { budget } from "./budget.ts";
import { EDGE_FIREWALL, edgeFirewall, logRefusals } from "./firewall.ts";

/** What only us-east-1 can hold: the firewall of the CDN, what is heard of services without a region, and the budget. */
export class EdgeStack extends FoundationStack {
  constructor(scope: Construct, ground: Ground) {
    super(scope, "edge", ground, "Selaras: firewall of the CDN, budget, alarms of the edge");
    const { environment, settings } = ground;
    const key = symmetricKey(this, "EdgeKey", {
      alias: `alias/${FOUNDATION}${environment}-edge`,
      description: "Encrypts the firewall's log and the alarms of the edge",
      terms: settings,
    });
    allowLogs(key);
    allowPublishers(key, ["cloudwatch.amazonaws.com", "events.amazonaws.com", "budgets.amazonaws.com"]);

    const topic = alarmTopic(this, ground, key);
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: "Budget",
        principals: [new ServicePrincipal("budgets.amazonaws.com")],
        actions: ["sns:Publish"],
        resources: [topic.topicArn],
        conditions: {
          StringEquals: { "aws:SourceAccount": this.account },
          ArnLike: { "aws:SourceArn": `arn:aws:budgets::${this.account}:*` },
        },
      }),
    );

    const firewall = edgeFirewall(this, ground);
    const logGroupName = firewallLogName(environment);
    const log = new LogGroup(this, "FirewallLog", {
      logGroupName,
      retention: settings.edgeLogDays,
      encryptionKey: key,
    });
    keep(log, "FirewallLog");
    this.letFirewallWrite(log, environment);
    // A group's own ARN ends with `:*`, which the firewall does not accept.
    logRefusals(this, firewall, `arn:aws:logs:${this.region}:${this.account}:log-group:${logGroupName}`);

    firewallAlarm(this, topic, { name: EDGE_FIREWALL, region: null, above: settings.blockedRequestsAlarm });
    tellOfCalls(this, topic, callsAtTheEdge([key.keyArn]));
    budget(this, ground, topic);
    publishEdge(this, environment, { webAclArn: firewall.attrArn, edgeAlarmTopicArn: topic.topicArn });
  }

  /** Logs come from AWS's delivery service, which needs to be named once per region. */
  private letFirewallWrite(log: LogGroup, environment: Environment): ResourcePolicy {
    return new ResourcePolicy(this, "FirewallLogPolicy", {
      resourcePolicyName: firewallLogName(environment),
      policyStatements: [
        new PolicyStatement({
          principals: [new ServicePrincipal("delivery.logs.amazonaws.com")],
          actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
          resources: [log.logGroupArn],
          conditions: {
            StringEquals: { "aws:SourceAccount": this.account },
            ArnLike: { "aws:SourceArn": `arn:aws:logs:${this.region}:${this.account}:*` },
          },
        }),
      ],
    });
  }
}
