import { Effect, PolicyStatement } from "aws-cdk-lib/aws-iam";

type Conditions = Record<string, Record<string, unknown>>;

/** A statement as it stands in a policy: what it is for, which calls, on what, and when. */
const statement =
  (effect: Effect) =>
  (
    sid: string,
    actions: readonly string[],
    resources: readonly string[],
    conditions: Conditions = {},
  ): PolicyStatement =>
    new PolicyStatement({ sid, effect, actions: [...actions], resources: [...resources], conditions });

/** Only on what belongs to this account, wherever the service says to whom a thing belongs. */
export const inAccount = (account: string): Conditions => ({
  StringEqualsIfExists: { "aws:ResourceAccount": account },
});

export const allow = statement(Effect.ALLOW);
export const deny = statement(Effect.DENY);
