import { ENVIRONMENTS } from "@selaras/core/cloud/outputs.ts";
import { describe, expect, it } from "vitest";
import { PATHS, PUBLIC_PATHS } from "../../packages/functions/src/http/paths.ts";
import { house } from "./house.ts";

const rateRule = (Name: string, Limit: number, scope: object = {}) => ({
  Name,
  Action: { Block: { CustomResponse: { ResponseCode: 429 } } },
  Statement: { RateBasedStatement: { AggregateKeyType: "IP", EvaluationWindowSec: 300, Limit, ...scope } },
});
const pathRule = (PositionalConstraint: string, SearchString: string) => ({
  ByteMatchStatement: {
    FieldToMatch: { UriPath: {} },
    PositionalConstraint,
    SearchString,
    TextTransformations: [
      { Priority: 0, Type: "URL_DECODE" },
      { Priority: 1, Type: "NORMALIZE_PATH" },
      { Priority: 2, Type: "LOWERCASE" },
    ],
  },
});
const anyOf = (...Statements: object[]) => ({ ScopeDownStatement: { OrStatement: { Statements } } });
const listRule = (Name: string, counted: readonly string[] = []) => ({
  Name,
  OverrideAction: { None: {} },
  Statement: {
    ManagedRuleGroupStatement: {
      VendorName: "AWS",
      Name,
      RuleActionOverrides: counted.map((rule) => ({ Name: rule, ActionToUse: { Count: {} } })),
    },
  },
});

describe.each(ENVIRONMENTS)("the firewall of %s", (environment) => {
  const firewall = house.properties(environment, "edge", "Firewall");

  it("stands before the CDN, lets through what no rule refuses, and holds exactly these rules", () => {
    expect(firewall).toMatchObject({
      Scope: "CLOUDFRONT",
      DefaultAction: { Allow: {} },
      Rules: [
        rateRule("requests-per-address", 20_000),
        rateRule(
          "sessions-per-address",
          2_000,
          anyOf(pathRule("EXACTLY", "/api/session"), pathRule("EXACTLY", "/api/me")),
        ),
        rateRule(
          "searches-per-address",
          1_500,
          anyOf(pathRule("STARTS_WITH", "/api/public/"), pathRule("EXACTLY", "/api/search")),
        ),
        rateRule("codes-per-address", 300, { ScopeDownStatement: pathRule("STARTS_WITH", "/v/") }),
        listRule("AWSManagedRulesAmazonIpReputationList"),
        listRule("AWSManagedRulesCommonRuleSet", [
          "SizeRestrictions_BODY",
          "CrossSiteScripting_BODY",
          "GenericRFI_BODY",
          "GenericLFI_BODY",
          "EC2MetaDataSSRF_BODY",
        ]),
        listRule("AWSManagedRulesKnownBadInputsRuleSet"),
      ],
    });
    expect(firewall["Rules"]).toHaveLength(7);
  });

  it("counts under names, and shows no whole requests to whoever opens the console", () => {
    const shown = JSON.stringify(firewall).match(/"SampledRequestsEnabled":(true|false)/g);
    expect(new Set(shown)).toEqual(new Set(['"SampledRequestsEnabled":false']));
    expect(shown).toHaveLength(8);
  });

  it("writes down what it refused or counted, without tokens, cookies and what was asked", () => {
    const account = house.stack(environment, "edge").account;
    const group = `aws-waf-logs-selaras-foundation-${environment}`;
    expect(house.properties(environment, "edge", "FirewallLogging")).toEqual({
      ResourceArn: { "Fn::GetAtt": ["Firewall", "Arn"] },
      LogDestinationConfigs: [`arn:aws:logs:us-east-1:${account}:log-group:${group}`],
      RedactedFields: [
        { SingleHeader: { Name: "authorization" } },
        { SingleHeader: { Name: "cookie" } },
        { QueryString: {} },
      ],
      LoggingFilter: {
        DefaultBehavior: "DROP",
        Filters: [
          {
            Behavior: "KEEP",
            Requirement: "MEETS_ANY",
            Conditions: ["BLOCK", "COUNT", "EXCLUDED_AS_COUNT"].map((Action) => ({ ActionCondition: { Action } })),
          },
        ],
      },
    });
    expect(house.properties(environment, "edge", "FirewallLog")).toMatchObject({
      LogGroupName: group,
      KmsKeyId: { "Fn::GetAtt": ["EdgeKey", "Arn"] },
      RetentionInDays: { dev: 7, staging: 30, production: 90 }[environment],
    });
  });
});

describe("paths with a stricter rate", () => {
  it("are those of the product", () => {
    expect([PATHS["account.session"][1], PATHS["account.me"][1], PATHS["search.find"][1]]).toEqual([
      "/session",
      "/me",
      "/search",
    ]);
    expect(Object.values(PUBLIC_PATHS).filter(([, path]) => !path.startsWith("/public/"))).toEqual([]);
  });
});

describe("the budget", () => {
  it.each([
    ["dev", 100],
    ["staging", 300],
    ["production", 2_000],
  ] as const)(
    "of %s is %i dollars a month and tells at 50, 80, 100 per cent and when it is expected to be passed",
    (environment, amount) => {
      const [budget, ...more] = house.of(environment, "AWS::Budgets::Budget");
      expect(more).toEqual([]);
      expect(budget?.part).toBe("edge");
      const notice = (NotificationType: string, Threshold: number) => ({
        Notification: { NotificationType, Threshold, ThresholdType: "PERCENTAGE", ComparisonOperator: "GREATER_THAN" },
        Subscribers: [{ SubscriptionType: "SNS", Address: { Ref: expect.stringMatching(/^AlarmTopic/) } }],
      });
      expect(budget?.resource.Properties).toMatchObject({
        Budget: { BudgetType: "COST", TimeUnit: "MONTHLY", BudgetLimit: { Amount: amount, Unit: "USD" } },
        NotificationsWithSubscribers: [
          notice("ACTUAL", 50),
          notice("ACTUAL", 80),
          notice("ACTUAL", 100),
          notice("FORECASTED", 100),
        ],
      });
      expect(budget?.resource.Properties["Budget"]).not.toHaveProperty("CostFilters");
    },
  );
});
