import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  ForgotPasswordCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startSignIn } from "../src/sign-in/sign-in.ts";
import { readState } from "../src/sign-in/storage.ts";
import {
  attempt,
  CLIENT_ID,
  knock,
  nameOf,
  PASSWORD,
  POOL_ID,
  refreshed,
  REGION,
  signInWorld,
  type SignInWorld,
  tokensOf,
} from "./sign-in-world.ts";

const SERVICE = "AWSCognitoIdentityProviderService";
let world: SignInWorld;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "selaras-sign-in-"));
  world = await signInWorld();
  world.signIn.admin.ensureUser({ username: "siti", email: "siti@x.test", password: PASSWORD, permanent: true });
});

afterAll(async () => {
  await world.stop();
  await rm(folder, { recursive: true });
});

describe("odd requests", () => {
  async function post(operation: string, body: string, headers: Record<string, string> = {}) {
    const response = await fetch(world.signIn.endpoint, {
      method: "POST",
      headers: { "x-amz-target": `${SERVICE}.${operation}`, ...headers },
      body,
    });
    const answer: unknown = await response.json();
    return { status: response.status, type: response.headers.get("x-amzn-errortype"), answer };
  }

  it("are answered in the service's words and never end the process", async () => {
    const signed = { authorization: "AWS4-HMAC-SHA256 Credential=local" };
    const cases: [string, string, Record<string, string>, string][] = [
      ["MakeCoffee", "{}", {}, "UnknownOperationException"],
      ["constructor", "{}", {}, "UnknownOperationException"],
      ["InitiateAuth", "{", {}, "SerializationException"],
      ["InitiateAuth", "[]", {}, "SerializationException"],
      ["InitiateAuth", "", {}, "InvalidParameterException"],
      ["InitiateAuth", '{"ClientId":7,"AuthFlow":"USER_SRP_AUTH"}', {}, "SerializationException"],
      ["InitiateAuth", '{"ClientId":"tidak-ada","AuthFlow":"USER_SRP_AUTH"}', {}, "ResourceNotFoundException"],
      ["GetUser", '{"AccessToken":"x"}', {}, "NotAuthorizedException"],
      ["GetUser", '{"AccessToken":null}', {}, "InvalidParameterException"],
      ["ListUsers", `{"UserPoolId":"${POOL_ID}"}`, {}, "MissingAuthenticationTokenException"],
      ["ListUsers", `{"UserPoolId":"${POOL_ID}","Limit":"1"}`, signed, "SerializationException"],
      ["AdminCreateUser", `{"UserPoolId":"${POOL_ID}","Username":"a b"}`, signed, "InvalidParameterException"],
      [
        "AdminCreateUser",
        `{"UserPoolId":"${POOL_ID}","Username":"a","UserAttributes":[1]}`,
        signed,
        "SerializationException",
      ],
    ];
    for (const [operation, body, headers, code] of cases) {
      const { status, type, answer } = await post(operation, body, headers);
      expect([operation, body, status, type]).toEqual([operation, body, 400, `${code}:`]);
      expect(answer).toMatchObject({ __type: code });
    }
  });

  it("are refused when too large, whether kept short of memory or cut off", async () => {
    const { status, answer } = await post("InitiateAuth", "x".repeat(128 * 1024 + 1));
    expect(status).toBe(413);
    expect(answer).toMatchObject({ __type: "RequestEntityTooLargeException" });
    await expect(post("InitiateAuth", "x".repeat(16 * 1024 * 1024))).rejects.toThrow();
    expect((await post("GetUser", "{}")).status).toBe(400);
  });

  it("that break off half-way disturb nobody", async () => {
    await new Promise<void>((resolve, reject) => {
      const socket = createConnection(world.signIn.port, "127.0.0.1", () => {
        socket.write("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{");
        socket.destroy();
      });
      socket.once("close", () => resolve());
      socket.once("error", reject);
    });
    expect((await post("GetUser", "{}")).status).toBe(400);
  });

  it("to other paths or with other methods find nothing", async () => {
    expect((await fetch(`${world.signIn.endpoint}/`)).status).toBe(404);
    expect((await fetch(`${world.signIn.endpoint}/ap-southeast-3_Other/.well-known/jwks.json`)).status).toBe(404);
    expect((await fetch(world.signIn.endpoint, { method: "DELETE" })).status).toBe(405);
  });
});

describe("browsers of another origin", () => {
  it("may ask, and may read the answers and refusals", async () => {
    const preflight = await fetch(world.signIn.endpoint, {
      method: "OPTIONS",
      headers: {
        origin: "http://localhost:5173",
        "access-control-request-method": "POST",
        "access-control-request-headers": "cache-control,content-type,x-amz-target,x-amz-user-agent",
      },
    });
    expect(preflight.status).toBe(200);
    expect(preflight.headers.get("access-control-allow-headers")).toContain("x-amz-target");
    const refused = await fetch(world.signIn.endpoint, { method: "POST", body: "{}" });
    for (const response of [preflight, refused]) {
      expect(response.headers.get("access-control-allow-origin")).toBe("*");
    }
    expect(refused.headers.get("access-control-expose-headers")).toContain("x-amzn-ErrorType");
  });
});

describe("a mail that cannot be sent", () => {
  it("is reported to the caller, and its cause to the developer", async () => {
    const printed = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const broken = await startSignIn({
      region: REGION,
      sendMail() {
        throw new Error("the box is full");
      },
    });
    try {
      broken.admin.ensurePool({ poolId: POOL_ID, clientId: CLIENT_ID });
      broken.admin.ensureUser({ username: "siti", email: "siti@x.test", password: PASSWORD, permanent: true });
      const response = await fetch(broken.endpoint, {
        method: "POST",
        headers: { "x-amz-target": `${SERVICE}.ForgotPassword` },
        body: JSON.stringify({ ClientId: CLIENT_ID, Username: "siti" }),
      });
      expect(await response.json()).toMatchObject({ __type: "CodeDeliveryFailureException" });
      expect(String(printed.mock.calls[0]?.[1])).toContain("the box is full");
    } finally {
      printed.mockRestore();
      await broken.stop();
    }
  });
});

describe("the file", () => {
  it("has a password change on disk before the change is answered", async () => {
    const file = join(folder, "durable.json");
    const first = await signInWorld({ file });
    first.signIn.admin.ensureUser({ username: "siti", email: "siti@x.test", password: PASSWORD, permanent: true });
    await first.signIn.admin.settled();
    const former = (await readState(file))?.pools[0]?.users[0]?.password.salt;
    const Password = "Sungai-Kapuas-8";
    await first.sdk.send(
      new AdminSetUserPasswordCommand({ UserPoolId: POOL_ID, Username: "siti", Password, Permanent: true }),
    );
    // What stands in the file now is what a machine that loses power at this moment would find.
    const copy = join(folder, "after-power-loss.json");
    await writeFile(copy, await readFile(file));
    await first.stop();
    expect((await readState(copy))?.pools[0]?.users[0]?.password.salt).not.toBe(former);
    const second = await signInWorld({ file: copy });
    try {
      expect(await knock(second, "siti", Password)).toBe("session");
    } finally {
      await second.stop();
    }
  });

  it("carries keys, sessions, codes and locks over a restart, and no password in plain text", async () => {
    const file = join(folder, "restart.json");
    const first = await signInWorld({ file });
    first.signIn.admin.ensureUser({ username: "siti", email: "siti@x.test", password: PASSWORD, permanent: true });
    first.signIn.admin.ensureUser({ username: "budi", email: "budi@x.test", password: PASSWORD, permanent: true });
    const { refresh } = await tokensOf(first, "siti", PASSWORD);
    for (let i = 0; i < 12; i += 1) {
      await knock(first, "budi", "Salah-Sekali-1");
      // The fifth failure locks for one second and each further one for twice as long: the twelfth for 128 seconds.
      if (i < 11) first.pass({ seconds: i < 4 ? 0 : 2 ** (i - 4) });
    }
    await first.stop();
    expect(await readFile(file, "utf8")).not.toContain(PASSWORD);
    const second = await signInWorld({ file });
    try {
      expect(second.signIn.jwks).toBe(first.signIn.jwks);
      expect(await refreshed(second, refresh)).toBe("session");
      expect(await knock(second, "budi", PASSWORD)).toMatch("Password attempts exceeded");
    } finally {
      await second.stop();
    }
  });

  it("stays whole while many write at once, and leaves nothing beside it", async () => {
    const file = join(folder, "crowd", "state.json");
    const crowd = await signInWorld({ file });
    const names = Array.from({ length: 30 }, (_, i) => `orang.${i}`);
    for (const username of names) {
      crowd.signIn.admin.ensureUser({ username, email: `${username}@x.test`, password: PASSWORD, permanent: true });
    }
    await Promise.all(
      names.map((Username) => crowd.sdk.send(new ForgotPasswordCommand({ ClientId: CLIENT_ID, Username }))),
    );
    const users = (await readState(file))?.pools[0]?.users ?? [];
    expect(users.map((user) => user.codes.reset?.value)).toEqual(
      names.map((name) => crowd.mails.find((mail) => mail.username === name)?.code),
    );
    await crowd.stop();
    expect(await readdir(join(folder, "crowd"))).toEqual(["state.json"]);
  });

  it("is not overwritten when it is somebody else's", async () => {
    for (const content of ["not json", '{"format":2}']) {
      const file = join(folder, "foreign.json");
      await writeFile(file, content);
      await expect(startSignIn({ file, region: REGION, sendMail: () => undefined })).rejects.toThrow("start afresh");
      expect(await readFile(file, "utf8")).toBe(content);
    }
  });
});

describe("setting up the demo", () => {
  it("is repeatable: the password somebody chose meanwhile stays", async () => {
    const wish = { username: "rudi", email: "rudi@x.test", password: PASSWORD, permanent: true, sub: "sub-rudi" };
    expect(world.signIn.admin.ensureUser(wish)).toEqual({ sub: "sub-rudi", created: true });
    const Password = "Sungai-Kapuas-8";
    await world.sdk.send(
      new AdminSetUserPasswordCommand({ UserPoolId: POOL_ID, Username: "rudi", Password, Permanent: true }),
    );
    expect(world.signIn.admin.ensureUser(wish)).toEqual({ sub: "sub-rudi", created: false });
    expect(await knock(world, "rudi", Password)).toBe("session");
    expect(() => world.signIn.admin.ensureUser({ ...wish, sub: "sub-lain" })).toThrow("sub-rudi");
  });

  it("adds a thousand people without computing a verifier for each", async () => {
    const began = performance.now();
    for (let i = 0; i < 1000; i += 1) {
      const username = `demo.${i}`;
      world.signIn.admin.ensureUser({ username, email: `${username}@x.test`, password: PASSWORD, permanent: true });
    }
    // A verifier takes about 5 ms: a thousand of them 5 seconds. Without them it is some 20 ms.
    expect(performance.now() - began).toBeLessThan(1500);
    expect((await attempt(world.browser("demo.999"), PASSWORD)).kind).toBe("session");
    const get = new AdminGetUserCommand({ UserPoolId: POOL_ID, Username: "demo.0@x.test" });
    expect(await nameOf(world.sdk.send(get))).toBe("answered");
  });

  it("refuses a pool id the production verifier would not take", () => {
    expect(() => world.signIn.admin.ensurePool({ poolId: "local pool", clientId: "x" })).toThrow("user pool id");
  });
});
