import { FUNCTIONS, type PolicyDocument, SCOPES, TENANT_VARIABLE, tenantPolicy } from "@selaras/core/cloud/access.ts";
import { describe, expect, it } from "vitest";
import { UnknownPolicyElement } from "../src/access/pattern.ts";
import { readPolicy, verdictOf } from "../src/access/policy.ts";
import { functionDocument, LOCAL_HOLDINGS } from "../src/access/roles.ts";

const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const documentWith = (more: Record<string, unknown>, version: unknown = "2012-10-17") => ({
  Version: version,
  Statement: [{ ...statement, ...more }],
});

describe("reading a policy", () => {
  it.each([
    ["NotAction", documentWith({ NotAction: "s3:PutObject" })],
    ["NotResource", documentWith({ NotResource: "*" })],
    ["Principal", documentWith({ Principal: "*" })],
    ["an effect that is none", documentWith({ Effect: "allow" })],
    ["an action that is no text", documentWith({ Action: 7 })],
    ["no action", documentWith({ Action: [] })],
    ["a resource that is no ARN", documentWith({ Resource: "selaras-local" })],
    ["a short ARN", documentWith({ Resource: "arn:aws:dynamodb:*:table/x" })],
    ["a variable in an ARN's account", documentWith({ Resource: "arn:aws:s3:${aws:PrincipalTag/x}::b" })],
    ["an unknown operator", documentWith({ Condition: { StringNotLike: { "s3:prefix": "x" } } })],
    ["an operator in other letters", documentWith({ Condition: { stringequals: { "s3:prefix": "x" } } })],
    ["a set operator that is none", documentWith({ Condition: { "ForSomeValues:StringLike": { "s3:prefix": "x" } } })],
    ["NullIfExists", documentWith({ Condition: { NullIfExists: { "s3:prefix": "true" } } })],
    ["Null with another word", documentWith({ Condition: { Null: { "s3:prefix": "no" } } })],
    ["Bool with another word", documentWith({ Condition: { Bool: { "aws:SecureTransport": "yes" } } })],
    ["a variable with a default", documentWith({ Resource: "arn:aws:s3:::b/${aws:PrincipalTag/x, 'y'}" })],
    ["a variable that does not end", documentWith({ Resource: "arn:aws:s3:::b/${aws:PrincipalTag/x" })],
    [
      "not equal to a variable",
      documentWith({ Condition: { StringNotEquals: { "s3:prefix": "${aws:PrincipalTag/x}" } } }),
    ],
    ["an element beside the statements", { ...documentWith({}), Statements: [] }],
    ["an older version", documentWith({}, "2008-10-17")],
    ["no version", { Statement: [statement] }],
    ["no document", null],
    ["a list", []],
  ])("refuses %s instead of passing over it", (_, document) => {
    expect(() => readPolicy(document)).toThrow(UnknownPolicyElement);
  });

  it("takes a single statement for a list of one", () => {
    const policy = readPolicy({ Version: "2012-10-17", Statement: statement });
    expect(verdictOf(policy, { action: "s3:GetObject", resource: "arn:aws:s3:::b/k", context: {} })).toBe("allowed");
    expect(verdictOf(policy, { action: "s3:PutObject", resource: "arn:aws:s3:::b/k", context: {} })).toBe(
      "unmentioned",
    );
  });

  it("stays quick on a text made to keep a matcher busy", () => {
    const policy = readPolicy(documentWith({ Resource: `arn:aws:s3:::${"*a".repeat(50)}b` }));
    const resource = `arn:aws:s3:::${"a".repeat(20_000)}`;
    expect(verdictOf(policy, { action: "s3:GetObject", resource, context: {} })).toBe("unmentioned");
  });
});

type Named = readonly [name: string, document: PolicyDocument];
/** Every document of the product, with a slug and with the variable in its place. */
const DOCUMENTS: readonly Named[] = [
  ...FUNCTIONS.map((name): Named => [`function ${name}`, functionDocument(name, LOCAL_HOLDINGS)]),
  ...SCOPES.flatMap((scope) =>
    ["kukar", TENANT_VARIABLE].map((who): Named => [`${scope} of ${who}`, tenantPolicy(scope, who, LOCAL_HOLDINGS)]),
  ),
];

const listOf = (values: string | readonly string[]): readonly string[] =>
  typeof values === "string" ? [values] : values;
const keyPatterns = ({ Statement }: PolicyDocument): readonly string[] =>
  Statement.flatMap(({ Condition = {} }) => Object.values(Condition))
    .flatMap((keys) => Object.entries(keys))
    .flatMap(([key, values]) => (key === "dynamodb:LeadingKeys" ? listOf(values) : []))
    .filter((value) => value !== "false");

describe("the product's documents", () => {
  it.each(DOCUMENTS)("%s: every wildcard for keys stands behind a terminator, none in front", (_, document) => {
    for (const pattern of keyPatterns(document)) {
      expect(pattern.replace(/#\*$/, "#")).not.toMatch(/[*?]/);
      expect(pattern).toMatch(/^[^#]+#/);
    }
  });

  it.each(DOCUMENTS)(
    "%s: whatever touches the table names its keys, and nothing is allowed wholesale",
    (_, document) => {
      // Names of streams know no resource.
      for (const { Action, Resource, Condition } of document.Statement.filter(({ Sid }) => Sid !== "StreamNames")) {
        for (const action of Action) expect(action).toMatch(/^(dynamodb|s3|ses|sts|kms):[A-Z][A-Za-z]+$/);
        expect(Resource).not.toContain("*");
        const onRows = Action.some((action) => /^dynamodb:(?!DescribeStream|GetRecords|GetShardIterator)/.test(action));
        if (onRows) expect(Condition).toMatchObject({ Null: { "dynamodb:LeadingKeys": "false" } });
        const files = Action.some((action) => /^s3:\w+Object/.test(action));
        if (files) for (const place of Resource) expect(place).toMatch(/^arn:aws:s3:::[a-z-]+\/[^*?]+\/\*$/);
      }
    },
  );

  it.each(DOCUMENTS)("%s: nobody scans, nobody speaks PartiQL", (_, document) => {
    const policy = readPolicy(document);
    for (const action of ["Scan", "PartiQLSelect", "PartiQLInsert", "PartiQLUpdate", "PartiQLDelete"]) {
      for (const resource of [LOCAL_HOLDINGS.table, `${LOCAL_HOLDINGS.table}/index/gsi1`]) {
        expect(verdictOf(policy, { action: `dynamodb:${action}`, resource, context: {} })).toBe("unmentioned");
      }
    }
  });

  it("fit into a session policy with the longest slug and the longest names", () => {
    const account = "123456789012";
    const bucket = (name: string) => `arn:aws:s3:::selaras-production-${name}-${account}-ap-southeast-3`;
    const holdings = {
      table: `arn:aws:dynamodb:ap-southeast-3:${account}:table/selaras-production`,
      stream: "",
      evidence: bucket("evidence"),
      archive: bucket("archive"),
      work: bucket("work"),
      dataKey: `arn:aws:kms:ap-southeast-3:${account}:key/${"0".repeat(36)}`,
      signingKey: "",
      mail: null,
      region: "ap-southeast-3",
    };
    for (const scope of SCOPES) {
      expect(JSON.stringify(tenantPolicy(scope, "k".repeat(31), holdings)).length).toBeLessThanOrEqual(2048);
    }
  });
});
