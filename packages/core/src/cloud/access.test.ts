import { describe, expect, it } from "vitest";
import {
  FUNCTIONS,
  functionPolicy,
  type Holdings,
  type PolicyDocument,
  SCOPES,
  TENANT_VARIABLE,
  tenantPolicy,
} from "./access.ts";

const NAME = "x".repeat(63);
/** Names as long as AWS allows or the stacks make them. */
const HOLDINGS: Holdings = {
  table: `arn:aws:dynamodb:ap-southeast-3:123456789012:table/selaras-production-${"x".repeat(20)}`,
  stream: `arn:aws:dynamodb:ap-southeast-3:123456789012:table/selaras-production/stream/2026-11-22T00:00:00.000`,
  evidence: `arn:aws:s3:::${NAME}`,
  archive: `arn:aws:s3:::${NAME}`,
  work: `arn:aws:s3:::${NAME}`,
  dataKey: "arn:aws:kms:ap-southeast-3:123456789012:key/12345678-1234-1234-1234-123456789012",
  signingKey: "arn:aws:kms:ap-southeast-3:123456789012:key/87654321-1234-1234-1234-123456789012",
  mail: {
    identity: "arn:aws:ses:ap-southeast-3:123456789012:identity/selaras.example",
    from: "kabar@selaras.example",
  },
  region: "ap-southeast-3",
};
const LONGEST_SLUG = `k${"u".repeat(30)}`;
/** Limit of AWS STS on the text of a session policy, in characters. */
const SESSION_POLICY_MOST = 2_048;

const all: readonly (readonly [string, PolicyDocument])[] = [
  ...SCOPES.map((scope) => [scope, tenantPolicy(scope, TENANT_VARIABLE, HOLDINGS)] as const),
  ...FUNCTIONS.map(
    (name) => [name, functionPolicy(name, HOLDINGS, (scope) => `arn:aws:iam::1:role/${scope}`)] as const,
  ),
];
const patterns = ({ Statement }: PolicyDocument): readonly string[] =>
  Statement.flatMap(({ Condition }) => [Condition?.["ForAllValues:StringLike"]?.["dynamodb:LeadingKeys"] ?? []].flat());

describe("the documents of access", () => {
  it.each(SCOPES)("keep the session policy of %s within what STS takes, for the longest names", (scope) => {
    expect(JSON.stringify(tenantPolicy(scope, LONGEST_SLUG, HOLDINGS)).length).toBeLessThanOrEqual(SESSION_POLICY_MOST);
  });

  it.each(all)("demand a leading key of every request of %s to the table", (_, { Statement }) => {
    const onRows = Statement.filter(
      ({ Action, Sid }) => !Sid.startsWith("Stream") && Action.some((a) => a.startsWith("dynamodb:")),
    );
    for (const { Sid, Condition } of onRows)
      expect([Sid, Condition?.["Null"]]).toEqual([Sid, { "dynamodb:LeadingKeys": "false" }]);
  });

  it("let one program send mails, on its own role and from one address", () => {
    const mails = all.flatMap(([name, { Statement }]) =>
      Statement.filter(({ Action }) => Action.some((action) => action.startsWith("ses:"))).map((each) => [name, each]),
    );
    const only = { StringEquals: { "ses:FromAddress": "kabar@selaras.example" } };
    const identity = "arn:aws:ses:ap-southeast-3:123456789012:identity/selaras.example";
    expect(mails).toEqual([
      ["jobs", { Sid: "Mail", Effect: "Allow", Action: ["ses:SendEmail"], Resource: [identity], Condition: only }],
    ]);
    const none = functionPolicy("jobs", { ...HOLDINGS, mail: null }, (scope) => scope);
    expect(JSON.stringify(none)).not.toContain("ses:");
  });

  it("let one program make a seal, on its own role, and one look at the public key", () => {
    const holding = (action: string) =>
      all.flatMap(([name, { Statement }]) => (Statement.some(({ Action }) => Action.includes(action)) ? [name] : []));
    expect(holding("kms:Sign")).toEqual(["worker"]);
    expect(holding("kms:GetPublicKey")).toEqual(["operator"]);
    const keys = all.flatMap(([, { Statement }]) =>
      Statement.filter(({ Resource }) => Resource.includes(HOLDINGS.signingKey)).flatMap(({ Action }) => Action),
    );
    expect(keys.sort()).toEqual(["kms:GetPublicKey", "kms:Sign"]);
  });

  it.each(all)("let no pattern of %s begin with a star or end inside a name", (_, document) => {
    for (const pattern of patterns(document)) expect(pattern).toMatch(/^([^*?]+#\*|platform#tenants)$/);
  });

  it.each(all)("give %s neither a walk through the table nor a star", (_, { Statement }) => {
    // The one action without a resource: names of streams.
    for (const { Action, Resource } of Statement.filter(({ Sid }) => Sid !== "StreamNames")) {
      for (const action of Action) expect(action).not.toMatch(/\*|Scan|PartiQL|ListBucket/);
      for (const resource of Resource) expect(resource).toMatch(/^arn:aws:[a-z0-9]+:[^*]+/);
    }
  });
});
