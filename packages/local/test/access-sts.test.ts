import { FUNCTIONS, SCOPE_OF, SCOPES } from "@selaras/core/cloud/access.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AccessHouse, accessHouse, askSts, sessionForm, sessionOf } from "./access-house.ts";

let house: AccessHouse;
beforeAll(async () => {
  house = await accessHouse();
});
afterAll(() => house.access.stop());

const api = () => house.access.credentialsOf("api");

describe("the sessions' service", () => {
  it("says who asks", async () => {
    const { status, fieldOf } = await askSts(house.access, api(), { Action: "GetCallerIdentity" });
    expect([status, fieldOf("Arn"), fieldOf("Account")]).toEqual([
      200,
      "arn:aws:sts::000000000000:assumed-role/selaras-local-api/api",
      "000000000000",
    ]);
  });

  it("gives a session that ends when it says", async () => {
    const before = Date.now();
    const { status, text, fieldOf } = await askSts(house.access, api(), sessionForm("official", "kukar"));
    const after = Date.now();
    expect(status).toBe(200);
    expect(text).toMatch(
      /^<AssumeRoleResponse xmlns="https:\/\/sts\.amazonaws\.com\/doc\/2011-06-15\/"><AssumeRoleResult>/,
    );
    expect(fieldOf("AccessKeyId")).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(fieldOf("Arn")).toMatch(/^arn:aws:sts::000000000000:assumed-role\/selaras-local-tenant-official\/test-/);
    const until = Date.parse(fieldOf("Expiration") ?? "");
    expect(until).toBeGreaterThanOrEqual(before + 900_000);
    expect(until).toBeLessThanOrEqual(after + 900_000);
  });

  it("gives every session keys of its own", async () => {
    const one = await sessionOf(house.access, "api", "official", "kukar");
    const other = await sessionOf(house.access, "api", "official", "kukar");
    expect(other.accessKeyId).not.toBe(one.accessKeyId);
    expect(other.sessionToken).not.toBe(one.sessionToken);
  });

  it("lets every function take the session of its scope and no other", async () => {
    for (const name of FUNCTIONS) {
      for (const scope of SCOPES) {
        const keys = house.access.credentialsOf(name);
        const { status, fieldOf } = await askSts(house.access, keys, sessionForm(scope, "kukar"));
        const allowed = SCOPE_OF[name] === scope;
        expect([name, scope, status, fieldOf("Code")]).toEqual([
          name,
          scope,
          allowed ? 200 : 403,
          allowed ? undefined : "AccessDenied",
        ]);
      }
    }
  });

  const { "Tags.member.1.Key": _key, "Tags.member.1.Value": _value, ...untagged } = sessionForm("official", "kukar");
  const official = sessionForm("official", "kukar");
  const tagged = (value: string) => ({ ...official, "Tags.member.1.Value": value });
  const long = JSON.stringify({ Version: "2012-10-17", Statement: [] }).padEnd(2049);
  it.each<[string, Record<string, string>, number, string]>([
    ["without the tag", untagged, 403, "AccessDenied"],
    ["with an empty tag", tagged(""), 403, "AccessDenied"],
    ["with a star for a tenant", tagged("*"), 403, "AccessDenied"],
    ["with a tenant in capitals", tagged("KUKAR"), 403, "AccessDenied"],
    ["with a tenant that ends in a space", tagged("kukar "), 403, "AccessDenied"],
    ["with a tenant that holds a terminator", tagged("kukar#x"), 403, "AccessDenied"],
    ["with a reserved word for a tenant", tagged("public"), 403, "AccessDenied"],
    ["with a second tag", { ...official, "Tags.member.2.Key": "x", "Tags.member.2.Value": "y" }, 403, "AccessDenied"],
    [
      "with the tag twice",
      { ...official, "Tags.member.2.Key": "tenant", "Tags.member.2.Value": "nunukan" },
      400,
      "ValidationError",
    ],
    [
      "of a role that does not exist",
      { ...official, RoleArn: "arn:aws:iam::000000000000:role/other" },
      403,
      "AccessDenied",
    ],
    ["for longer than an hour", { ...official, DurationSeconds: "3601" }, 400, "ValidationError"],
    ["for less than fifteen minutes", { ...official, DurationSeconds: "899" }, 400, "ValidationError"],
    ["for no number of seconds", { ...official, DurationSeconds: "long" }, 400, "ValidationError"],
    ["without a name", { ...official, RoleSessionName: "" }, 400, "ValidationError"],
    ["with a policy of 2,049 characters", { ...official, Policy: long }, 400, "ValidationError"],
    ["with a policy that is no JSON", { ...official, Policy: "{" }, 400, "MalformedPolicyDocument"],
    ["with a policy nobody understands", { ...official, Policy: "{}" }, 400, "MalformedPolicyDocument"],
    ["by an action that is not known", { ...official, Action: "GetFederationToken" }, 400, "InvalidAction"],
  ])("gives no session %s", async (_, form, status, code) => {
    const answer = await askSts(house.access, api(), form);
    expect([answer.status, answer.fieldOf("Code"), answer.fieldOf("AccessKeyId")]).toEqual([status, code, undefined]);
  });

  it("gives no session to a session", async () => {
    const session = await sessionOf(house.access, "api", "official", "kukar");
    const { status, fieldOf } = await askSts(house.access, session, sessionForm("official", "nunukan"));
    expect([status, fieldOf("Code")]).toEqual([403, "AccessDenied"]);
  });

  it("gives no session to somebody whom the role does not trust, whatever else is allowed", async () => {
    const { status, fieldOf } = await askSts(house.access, house.access.adminCredentials, official);
    expect([status, fieldOf("Message")]).toEqual([403, expect.stringContaining("the role does not trust it")]);
  });

  it("takes a policy of 2,048 characters", async () => {
    const policy = sessionForm("official", "kukar")["Policy"] ?? "";
    const { status } = await askSts(house.access, api(), { ...official, Policy: policy.padEnd(2048) });
    expect(status).toBe(200);
  });

  it("knows nobody by made-up keys, a wrong token or none at all", async () => {
    const session = await sessionOf(house.access, "api", "official", "kukar");
    const ask = { Action: "GetCallerIdentity" };
    const strangers = [
      { accessKeyId: "LOCAL-nobody", secretAccessKey: "x" },
      { ...session, sessionToken: "made-up" },
      { accessKeyId: session.accessKeyId, secretAccessKey: session.secretAccessKey },
      { ...api(), sessionToken: session.sessionToken },
    ];
    for (const keys of strangers) {
      const { status, fieldOf } = await askSts(house.access, keys, ask);
      expect([status, fieldOf("Code")]).toEqual([403, "InvalidClientTokenId"]);
    }
    const unsigned = await fetch(house.access.stsEndpoint, { method: "POST", body: new URLSearchParams(ask) });
    expect([unsigned.status, await unsigned.text()]).toEqual([
      403,
      expect.stringContaining("MissingAuthenticationToken"),
    ]);
  });

  it("calls a session expired at its end, and does not know it any more an hour later", async () => {
    const own = await accessHouse();
    const session = await sessionOf(own.access, "api", "official", "kukar");
    const code = async () => (await askSts(own.access, session, { Action: "GetCallerIdentity" })).fieldOf("Code");
    own.advance(899_000);
    expect(await code()).toBeUndefined();
    own.advance(1_000);
    expect(await code()).toBe("ExpiredToken");
    own.advance(3_600_001);
    await sessionOf(own.access, "api", "official", "kukar");
    expect(await code()).toBe("InvalidClientTokenId");
    await own.access.stop();
  });
});
