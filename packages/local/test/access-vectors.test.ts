import { runSimulation } from "@cloud-copilot/iam-simulate";
import { describe, expect, it } from "vitest";
import type { Demand } from "../src/access/demand.ts";
import { Unreadable } from "../src/access/wire.ts";
import { type Ask, demandsOf, documentsOf, judged, principalFor, VECTORS, type Who } from "./access-world.ts";

describe("the gate's vectors", () => {
  it.each(VECTORS)("$name", ({ who, ask, expected, because }) => {
    const denial = judged(principalFor(who), ask);
    expect(denial === null ? "allow" : "deny", denial?.message).toBe(expected);
    if (because !== undefined) expect(denial?.reason).toContain(because);
  });

  it("are many, and each has a name of its own", () => {
    expect(VECTORS.length).toBeGreaterThanOrEqual(60);
    expect(new Set(VECTORS.map(({ name }) => name)).size).toBe(VECTORS.length);
  });
});

/** Demands that IAM knows of; null when the request cannot be put into its words at all. */
function iamDemands(ask: Ask): readonly Demand[] | null {
  try {
    return demandsOf(ask).filter(({ beyond }) => beyond === undefined);
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

const ACCOUNT = "000000000000";
/** Taking a role asks the role as well; it trusts its own account here, so that the caller's documents decide. */
const TRUST = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "sts:AssumeRole" }],
};

/** What the simulator says of one demand. */
async function simulated(who: Who, { action, resource, context }: Demand): Promise<string> {
  const { role, session, tag } = documentsOf(who);
  const own: Record<string, string | string[]> = tag === undefined ? {} : { "aws:PrincipalTag/tenant": tag };
  for (const [key, value] of Object.entries(context)) own[key] = typeof value === "string" ? value : [...value];
  const outcome = await runSimulation(
    {
      request: {
        principal: `arn:aws:sts::${ACCOUNT}:assumed-role/vector/vector`,
        action,
        resource: { resource, accountId: ACCOUNT },
        contextVariables: own,
      },
      identityPolicies: [{ name: "role", policy: role }],
      ...(session === undefined ? {} : { sessionPolicy: session }),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(action === "sts:AssumeRole" ? { resourcePolicy: TRUST } : {}),
    },
    {},
  );
  if (outcome.resultType === "error") throw new Error(`${action}: ${JSON.stringify(outcome.errors)}`);
  return outcome.overallResult === "Allowed" ? "allow" : "deny";
}

describe("a second evaluator, written by others, says the same", () => {
  it.each(VECTORS.filter(({ ask }) => iamDemands(ask) !== null))("$name", async ({ who, ask, expected, iam }) => {
    const demands = iamDemands(ask) ?? [];
    const answers = await Promise.all(demands.map((demand) => simulated(who, demand)));
    expect(answers.every((answer) => answer === "allow") ? "allow" : "deny").toBe(iam ?? expected);
  });

  it("is not asked about requests that cannot be understood: those are denied without a policy", () => {
    const left = VECTORS.filter(({ ask }) => iamDemands(ask) === null);
    expect(left.length).toBeGreaterThan(0);
    for (const { who, ask } of left) expect(judged(principalFor(who), ask)?.reason).toContain("does not understand it");
  });
});
