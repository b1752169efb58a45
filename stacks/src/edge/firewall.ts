import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from "aws-cdk-lib/aws-wafv2";
import type { Construct } from "constructs";
import type { Ground } from "../foundation-stack.ts";
import { FOUNDATION } from "../naming.ts";

type Rule = CfnWebACL.RuleProperty;

/** Names under which the two firewalls count. */
export const EDGE_FIREWALL = "edge-firewall";
export const SIGN_IN_FIREWALL = "sign-in-firewall";

const seen = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  // Samples show whole requests in the console; blocked ones stand in the log, without tokens.
  sampledRequestsEnabled: false,
});

/** A list of rules that AWS keeps. Rules in `counted` only leave their mark. */
const kept = (priority: number, name: string, counted: readonly string[] = []): Rule => ({
  name,
  priority,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: "AWS",
      name,
      ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
  visibilityConfig: seen(name),
});

/** Refuses an address after so many requests within five minutes, of those that the statement names. */
const rate = (priority: number, name: string, limit: number, of?: CfnWebACL.StatementProperty): Rule => ({
  name,
  priority,
  action: { block: { customResponse: { responseCode: 429 } } },
  statement: {
    rateBasedStatement: {
      limit,
      aggregateKeyType: "IP",
      evaluationWindowSec: 300,
      ...(of === undefined ? {} : { scopeDownStatement: of }),
    },
  },
  visibilityConfig: seen(name),
});

const path = (positionalConstraint: "EXACTLY" | "STARTS_WITH", searchString: string): CfnWebACL.StatementProperty => ({
  byteMatchStatement: {
    fieldToMatch: { uriPath: {} },
    positionalConstraint,
    searchString,
    // As the product will read it: `/api/%6de` and `/api//me` are the same door.
    textTransformations: ["URL_DECODE", "NORMALIZE_PATH", "LOWERCASE"].map((type, priority) => ({ priority, type })),
  },
});
const anyOf = (...statements: CfnWebACL.StatementProperty[]): CfnWebACL.StatementProperty => ({
  orStatement: { statements },
});

/**
 * The rules of the common list that look into the body are only counted. A save is up to 512 KB of JSON
 * (`LIMITS.bodyBytes`) and the list refuses bodies over 8 KB; officials' narratives quote links to addresses, paths with
 * `../` and marks such as `<`, which the others take for attacks. An entry must not be lost to a guess: the API parses
 * every body strictly, opens no file and no address that a body names, and pages run no script from text.
 */
const COUNTED_BODY_RULES = [
  "SizeRestrictions_BODY",
  "CrossSiteScripting_BODY",
  "GenericRFI_BODY",
  "GenericLFI_BODY",
  "EC2MetaDataSSRF_BODY",
] as const;

/** The firewall before the CDN: what the internet's noise sends, and whoever asks too much. */
export function edgeFirewall(scope: Construct, { environment, settings }: Ground): CfnWebACL {
  const { requestsPerAddress, sessionsPerAddress, searchesPerAddress, codesPerAddress } = settings.firewall;
  return new CfnWebACL(scope, "Firewall", {
    name: `${FOUNDATION}${environment}-edge`,
    description: "Before the CDN of both sites",
    scope: "CLOUDFRONT",
    defaultAction: { allow: {} },
    rules: [
      rate(0, "requests-per-address", requestsPerAddress),
      rate(
        1,
        "sessions-per-address",
        sessionsPerAddress,
        anyOf(path("EXACTLY", "/api/session"), path("EXACTLY", "/api/me")),
      ),
      rate(
        2,
        "searches-per-address",
        searchesPerAddress,
        anyOf(path("STARTS_WITH", "/api/public/"), path("EXACTLY", "/api/search")),
      ),
      rate(3, "codes-per-address", codesPerAddress, path("STARTS_WITH", "/v/")),
      kept(4, "AWSManagedRulesAmazonIpReputationList"),
      kept(5, "AWSManagedRulesCommonRuleSet", COUNTED_BODY_RULES),
      kept(6, "AWSManagedRulesKnownBadInputsRuleSet"),
    ],
    visibilityConfig: seen(EDGE_FIREWALL),
  });
}

/** The firewall before sign-in, which browsers reach directly. Passwords are SRP proofs, so bodies tell nothing. */
export function signInFirewall(scope: Construct, { environment, settings }: Ground): CfnWebACL {
  return new CfnWebACL(scope, "SignInFirewall", {
    name: `${FOUNDATION}${environment}-sign-in`,
    description: "Before the user pool of the officials",
    scope: "REGIONAL",
    defaultAction: { allow: {} },
    rules: [
      rate(0, "sign-ins-per-address", settings.signIn.requestsPerAddress),
      kept(1, "AWSManagedRulesAmazonIpReputationList"),
    ],
    visibilityConfig: seen(SIGN_IN_FIREWALL),
  });
}

/** Puts the firewall of sign-in before the pool. */
export const guard = (scope: Construct, poolArn: string, firewall: CfnWebACL): CfnWebACLAssociation =>
  new CfnWebACLAssociation(scope, "SignInFirewallAssociation", { resourceArn: poolArn, webAclArn: firewall.attrArn });

/** Writes down what was refused or counted, without tokens and without what was searched for. */
export function logRefusals(scope: Construct, firewall: CfnWebACL, groupArn: string): CfnLoggingConfiguration {
  const kept = ["BLOCK", "COUNT", "EXCLUDED_AS_COUNT"].map((Action) => ({ ActionCondition: { Action } }));
  return new CfnLoggingConfiguration(scope, "FirewallLogging", {
    resourceArn: firewall.attrArn,
    logDestinationConfigs: [groupArn],
    redactedFields: [
      { singleHeader: { Name: "authorization" } },
      { singleHeader: { Name: "cookie" } },
      { queryString: {} },
    ],
    loggingFilter: {
      DefaultBehavior: "DROP",
      Filters: [{ Behavior: "KEEP", Requirement: "MEETS_ANY", Conditions: kept }],
    },
  });
}
