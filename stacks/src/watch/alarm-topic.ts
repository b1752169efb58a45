import type { IKey } from "aws-cdk-lib/aws-kms";
import { Effect, PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { Ground } from "../foundation-stack.ts";
import { topicName } from "../naming.ts";

/** Where alarms go: by mail to everybody who is named in the installation. Each has to confirm once. */
export function alarmTopic(scope: Construct, { environment, installation }: Ground, key: IKey): Topic {
  const topic = new Topic(scope, "AlarmTopic", {
    topicName: topicName(environment),
    displayName: `Selaras ${environment}`,
    masterKey: key,
    enforceSSL: true,
  });
  for (const address of installation.alarmMail) topic.addSubscription(new EmailSubscription(address));
  const { account } = Stack.of(scope);
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: "Alarms",
      effect: Effect.ALLOW,
      principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
      actions: ["sns:Publish"],
      resources: [topic.topicArn],
      conditions: { StringEquals: { "aws:SourceAccount": account } },
    }),
  );
  return topic;
}
