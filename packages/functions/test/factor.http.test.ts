import { once } from "node:events";
import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { within } from "@selaras/core/kernel/context.ts";
import { actAs } from "@selaras/local/environment.ts";
import { startSignIn, type SignIn } from "@selaras/local/sign-in/sign-in.ts";
import { totpCode } from "@selaras/local/sign-in/totp.ts";
import { bring } from "../../core/test/stages.ts";
import { MARCH_OPEN, type Regency, regency, travel, useEngines } from "../../core/test/world.ts";
import { ensureFreshFactor } from "../src/http/factor.ts";
import { officialContext } from "../src/http/session.ts";
import { COMMAND_HEADER, type RouteName, TENANT_HEADER } from "../src/http/paths.ts";
import { call, type Got } from "./gateway.ts";
import { addressed, CLIENT, codeOf, freshCommand, POOL } from "./http-world.ts";

/* A regency that asks for a fresh second factor: who may sign, from the sign-in to the route. */

useEngines();

const PASSWORD = "Sungai-Mahakam-7";
const MINUTE_MS = 60_000;
let signIn: SignIn;
/** How long ago the sign-in service believes it is. */
let minutesAgo = 0;
const signInTime = (): Date => new Date(Date.now() - minutesAgo * MINUTE_MS);
let strict: Regency;
let easy: Regency;
const UNITS = ["dinas-a", "dinas-b", "dinas-c", "dinas-d"];

async function cognito(operation: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(signIn.endpoint, {
    method: "POST",
    headers: { "x-amz-target": `AWSCognitoIdentityProviderService.${operation}` },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(JSON.stringify(answer));
  return answer;
}
const tokenIn = (answer: Record<string, unknown>): string =>
  (answer["AuthenticationResult"] as { AccessToken: string }).AccessToken;

const byPassword = (username: string) =>
  cognito("InitiateAuth", {
    ClientId: CLIENT,
    AuthFlow: "USER_PASSWORD_AUTH",
    AuthParameters: { USERNAME: username, PASSWORD },
  });

const secrets = new Map<string, string>();
/** A code is good once: sign-ins of one person here lie minutes apart. */
const codeNow = (username: string): string => totpCode(secrets.get(username) ?? "", signInTime());

async function enrol(username: string): Promise<void> {
  const AccessToken = tokenIn(await byPassword(username));
  const { SecretCode } = await cognito("AssociateSoftwareToken", { AccessToken });
  secrets.set(username, String(SecretCode));
  await cognito("VerifySoftwareToken", { AccessToken, UserCode: codeNow(username), FriendlyDeviceName: "Ponsel" });
  const SoftwareTokenMfaSettings = { Enabled: true, PreferredMfa: true };
  await cognito("SetUserMFAPreference", { AccessToken, SoftwareTokenMfaSettings });
}

/** Signs in with password and code; gives the access token. */
async function byCode(username: string): Promise<string> {
  const { Session } = await byPassword(username);
  const code = codeNow(username);
  return tokenIn(
    await cognito("RespondToAuthChallenge", {
      ClientId: CLIENT,
      ChallengeName: "SOFTWARE_TOKEN_MFA",
      Session,
      ChallengeResponses: { USERNAME: username, SOFTWARE_TOKEN_MFA_CODE: code },
    }),
  );
}

const accounts = (regency: Regency, unit: string) => {
  const { person, subject, name } = regency.who("kepala", unit);
  const username = `${regency.id}.${person}`;
  const account = { username, sub: subject, email: `${username}@contoh.id`, attributes: { name } };
  signIn.admin.ensureUser({ ...account, password: PASSWORD, permanent: true });
  return username;
};

beforeAll(async () => {
  travel(MARCH_OPEN);
  signIn = await startSignIn({ region: "ap-southeast-3", sendMail: () => {}, now: signInTime });
  signIn.admin.ensurePool({ poolId: POOL, clientId: CLIENT, flows: ["USER_PASSWORD_AUTH"], mfa: "OPTIONAL" });
  Object.assign(process.env, {
    SELARAS_USER_POOL: POOL,
    SELARAS_USER_CLIENT: CLIENT,
    SELARAS_LOCAL_JWKS: signIn.jwks,
    SELARAS_SIGN_IN_ENDPOINT: signIn.endpoint,
  });
  strict = await regency("kukar", { units: UNITS, lines: 1, pptk: 1, settings: { freshSecondFactor: true } });
  easy = await regency("berau", { units: ["dinas-a"], lines: 1, pptk: 1 });
});
afterAll(async () => {
  delete process.env["SELARAS_SIGN_IN_ENDPOINT"];
  await signIn.stop();
});

/** Asks as somebody whose token a real sign-in gave. */
async function asking(name: RouteName, regency: Regency, token: string, input: Record<string, unknown>): Promise<Got> {
  const { method, url, body } = addressed(name, input);
  const headers = {
    authorization: `Bearer ${token}`,
    [TENANT_HEADER]: regency.id,
    ...(body === undefined ? {} : { [COMMAND_HEADER]: freshCommand(), "content-type": "application/json" }),
  };
  const got = await call({ method, url, headers, ...(body === undefined ? {} : { body }) });
  if (!got) throw new Error(`${name} was refused by the gateway`);
  return got;
}
const signing = (regency: Regency, token: string, { id, hash }: { id: string; hash: string }) =>
  asking("report.sign", regency, token, { id, hash });
const verified = (regency: Regency, unit: string) => bring(regency, unit, "verified", { lines: 1 });
const sentenceOf = ({ json }: { json: unknown }): string => (json as { error: { message: string } }).error.message;

describe("a signature where a fresh second factor is asked for", () => {
  it("is refused after five minutes and made after signing in anew", async () => {
    const username = accounts(strict, "dinas-a");
    const report = await verified(strict, "dinas-a");
    minutesAgo = 30;
    await enrol(username);
    minutesAgo = 6;
    const old = await byCode(username);
    const refused = await signing(strict, old, report);
    expect([refused.status, codeOf(refused)]).toEqual([403, "signing.factor_needed"]);
    expect(sentenceOf(refused)).toMatch(/kata sandi dan kode Anda/);
    // Everything else goes on as before.
    const seen = await asking("report.view", strict, old, { id: report.id });
    expect([seen.status, (seen.json as { state: string }).state]).toEqual([200, "in_review"]);
    minutesAgo = 0;
    expect((await signing(strict, await byCode(username), report)).status).toBe(200);
  });

  it("is refused to who has a password only, however fresh, with the way to a device", async () => {
    const username = accounts(strict, "dinas-b");
    const refused = await signing(strict, tokenIn(await byPassword(username)), await verified(strict, "dinas-b"));
    expect([refused.status, codeOf(refused)]).toEqual([403, "signing.factor_needed"]);
    expect(sentenceOf(refused)).toMatch(/Pasang autentikator di halaman Keamanan akun/);
  });

  it("waits while the sign-in service does not answer, and is refused on a token that was revoked", async () => {
    const username = accounts(strict, "dinas-c");
    const report = await verified(strict, "dinas-c");
    minutesAgo = 30;
    await enrol(username);
    minutesAgo = 0;
    const token = await byCode(username);
    const server = createServer((_, outgoing) => outgoing.writeHead(200).end("[]")).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const nonsense = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    for (const endpoint of ["http://127.0.0.1:1", nonsense]) {
      process.env["SELARAS_SIGN_IN_ENDPOINT"] = endpoint;
      const unchecked = await signing(strict, token, report);
      expect([unchecked.status, codeOf(unchecked)]).toEqual([429, "signing.factor_unchecked"]);
    }
    server.close();
    process.env["SELARAS_SIGN_IN_ENDPOINT"] = signIn.endpoint;
    await cognito("GlobalSignOut", { AccessToken: token });
    const revoked = await signing(strict, token, report);
    expect([revoked.status, codeOf(revoked)]).toEqual([401, "kernel.unauthenticated"]);
  });

  it("takes its address in Lambda from the pool alone", async () => {
    const given = new Map([
      ["authorization", `Bearer ${tokenIn(await byPassword(accounts(strict, "dinas-d")))}`],
      [TENANT_HEADER, "kukar"],
      [COMMAND_HEADER, freshCommand()],
    ]);
    const headers = { get: (name: string) => given.get(name) };
    const scope = await actAs("api", () => officialContext(headers, "write", "r1"));
    process.env["AWS_LAMBDA_FUNCTION_NAME"] = "api";
    try {
      await expect(actAs("api", () => within(scope, () => ensureFreshFactor(headers)))).rejects.toThrow(
        "must not be set in Lambda",
      );
    } finally {
      delete process.env["AWS_LAMBDA_FUNCTION_NAME"];
    }
  });
});

describe("a signature where nobody asks for it", () => {
  it("is made with a password of this morning, and the sign-in service is not asked", async () => {
    const username = accounts(easy, "dinas-a");
    minutesAgo = 50;
    const token = tokenIn(await byPassword(username));
    minutesAgo = 0;
    process.env["SELARAS_SIGN_IN_ENDPOINT"] = "http://127.0.0.1:1";
    expect((await signing(easy, token, await verified(easy, "dinas-a"))).status).toBe(200);
    process.env["SELARAS_SIGN_IN_ENDPOINT"] = signIn.endpoint;
  });
});
