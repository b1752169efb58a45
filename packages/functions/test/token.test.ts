import { createHmac, generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useClock } from "@selaras/core/kernel/clock.ts";
import { startSignIn, type SignIn } from "@selaras/local/sign-in/sign-in.ts";
import { createSigner, newKey } from "@selaras/local/sign-in/signer.ts";
import { MARCH_OPEN, regency, type Regency, travel, useEngines } from "../../core/test/world.ts";
import { verifyToken } from "../src/http/token.ts";
import { call, type Got } from "./gateway.ts";
import { CLIENT, codeOf, ISSUER, logged, POOL } from "./http-world.ts";

useEngines();

const PASSWORD = "Sungai-Mahakam-7";
let signIn: SignIn;
let kukar: Regency;
/** What the stand-in gave a real sign-in. */
let given: { access: string; id: string; refresh: string };

const part = (token: string, n: number) =>
  JSON.parse(Buffer.from(token.split(".")[n] ?? "", "base64url").toString("utf8")) as Record<string, unknown>;
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

async function signedIn(username: string): Promise<typeof given> {
  const response = await fetch(signIn.endpoint, {
    method: "POST",
    headers: { "x-amz-target": "AWSCognitoIdentityProviderService.InitiateAuth" },
    body: JSON.stringify({
      ClientId: CLIENT,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: username, PASSWORD },
    }),
  });
  const { AuthenticationResult: result } = (await response.json()) as {
    AuthenticationResult: { AccessToken: string; IdToken: string; RefreshToken: string };
  };
  return { access: result.AccessToken, id: result.IdToken, refresh: result.RefreshToken };
}

async function session(authorization: string | undefined, extra: Record<string, string> = {}): Promise<Got> {
  const headers = { ...(authorization === undefined ? {} : { authorization }), ...extra };
  const got = await call({ method: "GET", url: "/api/session", headers });
  if (!got) throw new Error("The gateway refused");
  return got;
}

beforeAll(async () => {
  travel(MARCH_OPEN);
  signIn = await startSignIn({ region: "ap-southeast-3", sendMail: () => {} });
  signIn.admin.ensurePool({ poolId: POOL, clientId: CLIENT, flows: ["USER_PASSWORD_AUTH"] });
  kukar = await regency("kukar");
  const { subject, person, name } = kukar.who("pptk");
  const account = { username: person, sub: subject, email: `${person}@contoh.id`, attributes: { name } };
  signIn.admin.ensureUser({ ...account, password: PASSWORD, permanent: true });
  const env = { SELARAS_USER_POOL: POOL, SELARAS_USER_CLIENT: CLIENT, SELARAS_LOCAL_JWKS: signIn.jwks };
  Object.assign(process.env, env);
  given = await signedIn(person);
});
afterAll(async () => {
  await signIn.stop();
});

describe("keys of the environment", () => {
  it("are refused in Lambda, where only Cognito's own count; nobody gets in meanwhile", async () => {
    process.env["AWS_LAMBDA_FUNCTION_NAME"] = "api";
    try {
      await expect(verifyToken(given.access)).rejects.toThrow("must not be set in Lambda");
      let status = 0;
      await logged(async () => {
        status = (await session(`Bearer ${given.access}`)).status;
      });
      expect(status).toBe(500);
    } finally {
      delete process.env["AWS_LAMBDA_FUNCTION_NAME"];
    }
  });
});

describe("a token", () => {
  it("of a real sign-in opens the session of its person", async () => {
    const got = await session(`Bearer ${given.access}`);
    expect([got.status, got.text]).toEqual([200, expect.stringContaining('"tenant":"kukar"')]);
  });

  it("is judged by the real time, not by the time the product plays", async () => {
    useClock(() => new Date("2031-01-01T00:00:00.000Z"));
    expect((await session(`Bearer ${given.access}`)).status).toBe(200);
    travel(MARCH_OPEN);
  });

  it("that is missing, expired, forged or meant for something else is refused, always with the same bytes", async () => {
    const [header, body] = [part(given.access, 0), part(given.access, 1)];
    const kid = String(header["kid"]);
    const pem = generateKeyPairSync("rsa", { modulusLength: 2048 })
      .privateKey.export({ type: "pkcs8", format: "pem" })
      .toString();
    const forger = createSigner({ kid, pem });
    const unknown = createSigner(await newKey());
    const [head = "", claims = "", signature = ""] = given.access.split(".");
    const keyed = `${encoded({ kid, alg: "HS256" })}.${claims}`;
    const other = createHmac("sha256", signIn.jwks).update(keyed).digest("base64url");
    const refused: readonly (readonly [string, string | undefined])[] = [
      ["missing", undefined],
      ["a scheme alone", "Bearer"],
      ["an empty one", "Bearer  "],
      ["another scheme", `Basic ${given.access}`],
      ["no scheme", given.access],
      ["no token at all", "Bearer abc"],
      ["three empty parts", "Bearer .."],
      ["three parts of nothing", "Bearer e30.e30.e30"],
      ["two parts", `Bearer ${head}.${claims}`],
      ["no signature", `Bearer ${head}.${claims}.`],
      ["algorithm none", `Bearer ${encoded({ kid, alg: "none" })}.${claims}.`],
      ["another algorithm, keyed with the public keys", `Bearer ${keyed}.${other}`],
      [
        "other claims under a good signature",
        `Bearer ${head}.${encoded({ ...body, sub: "sub-orang-lain" })}.${signature}`,
      ],
      ["signed with somebody else's key of the same name", `Bearer ${forger.sign(body)}`],
      ["signed with a key nobody knows", `Bearer ${unknown.sign(body)}`],
      ["the identity token", `Bearer ${given.id}`],
      ["the refresh token", `Bearer ${given.refresh}`],
    ];
    const asked = { "x-request-id": "01JQZ8K3W5X7Y9ABCDEFGHJKMN" };
    const first = await session(undefined, asked);
    expect([first.status, codeOf(first)]).toEqual([401, "kernel.unauthenticated"]);
    for (const [what, authorization] of refused) {
      const got = await session(authorization, asked);
      expect([what, got]).toEqual([what, first]);
    }
  });

  it("with a good signature but foreign or stale claims is refused", async () => {
    const signer = createSigner(await newKey());
    process.env["SELARAS_LOCAL_JWKS"] = JSON.stringify(signer.jwks);
    const { verifyToken: verify } = await freshVerifier();
    const now = Math.floor(Date.now() / 1000);
    const good = { ...part(given.access, 1), iat: now, exp: now + 600 };
    expect(await verify(signer.sign(good))).toBe(kukar.who("pptk").subject);
    const wrong: readonly (readonly [string, object])[] = [
      ["expired", { exp: now - 1 }],
      ["not valid yet", { nbf: now + 600 }],
      ["with a worded end", { exp: "besok" }],
      ["of another client", { client_id: "orang-lain" }],
      ["of no client", { client_id: undefined }],
      ["of the audience only", { client_id: undefined, aud: CLIENT }],
      ["for identity", { token_use: "id", aud: CLIENT }],
      ["of another pool", { iss: `${ISSUER}9` }],
      ["of another region", { iss: ISSUER.replace("ap-southeast-3", "us-east-1") }],
      ["of another house", { iss: "https://jahat.example/" }],
      ["of no issuer", { iss: undefined }],
      ["of nobody", { sub: undefined }],
      ["of a subject that could not enter a key", { sub: "kukar#tenant" }],
    ];
    for (const [what, claims] of wrong) {
      const failure = await verify(signer.sign({ ...good, ...claims })).then(
        () => "accepted",
        (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : String(error)),
      );
      expect([what, failure]).toEqual([what, "kernel.unauthenticated"]);
    }
  });
});

/** The verifier keeps its keys for the life of the process; another copy of the module reads them anew. */
async function freshVerifier(): Promise<{ verifyToken: (token: string) => Promise<string> }> {
  const { vi } = await import("vitest");
  vi.resetModules();
  return import("../src/http/token.ts");
}
