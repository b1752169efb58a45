import { CfnBudget } from "aws-cdk-lib/aws-budgets";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";
import type { Ground } from "../foundation-stack.ts";

/** Per cent of the budget at which the operators are told: spent, and expected by the end of the month. */
const SPENT = [50, 80, 100] as const;
const EXPECTED = 100;

/**
 * What the account may cost a month. It stands with the edge, because billing lives in us-east-1, and in the account of its
 * environment everything is Selaras, so nothing is filtered out.
 */
export function budget(scope: Construct, { environment, settings }: Ground, topic: ITopic): CfnBudget {
  const notice = (notificationType: "ACTUAL" | "FORECASTED", threshold: number) => ({
    notification: { notificationType, threshold, thresholdType: "PERCENTAGE", comparisonOperator: "GREATER_THAN" },
    subscribers: [{ subscriptionType: "SNS", address: topic.topicArn }],
  });
  return new CfnBudget(scope, "Budget", {
    budget: {
      budgetName: `selaras-${environment}`,
      budgetType: "COST",
      timeUnit: "MONTHLY",
      budgetLimit: { amount: settings.budgetDollars, unit: "USD" },
    },
    notificationsWithSubscribers: [...SPENT.map((each) => notice("ACTUAL", each)), notice("FORECASTED", EXPECTED)],
  });
}
