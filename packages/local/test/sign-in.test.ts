import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminSetUserPasswordCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { CognitoJwtVerifier } from "aws-jwt-verify";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  answerNewPassword,
  attempt,
  CLIENT_ID,
  enter,
  knock,
  opened,
  PASSWORD,
  POOL_ID,
  QUICK_CLIENT_ID,
  refresh,
  refreshed,
  signInWorld,
  type SignInWorld,
  tokensOf,
  call,
  sessionOf,
} from "./sign-in-world.ts";

let world: SignInWorld;
let username: string;
let count = 0;

beforeAll(async () => {
  world = await signInWorld();
});

afterAll(async () => {
  await world.stop();
});

// Everybody gets an account of their own, so that locks and sessions of one test do not reach the next.
beforeEach(() => {
  count += 1;
  username = `pejabat.${count}`;
  world.signIn.admin.ensureUser({
    username,
    email: `${username}@kukar.test`,
    password: PASSWORD,
    permanent: true,
    sub: `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`,
    attributes: { name: "Siti Rahma" },
  });
});

const wrong = { kind: "refused", code: "NotAuthorizedException", message: "Incorrect username or password." };

describe("signing in", () => {
  it("lets in by username and by e-mail, in any case, and yields the very same subject", async () => {
    const byName = await enter(world.browser(username.toUpperCase()), PASSWORD);
    const byMail = await enter(world.browser(`${username}@KUKAR.test`), PASSWORD);
    const sub = `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`;
    expect(byName.getIdToken().payload["sub"]).toBe(sub);
    expect(byMail.getAccessToken().payload["sub"]).toBe(sub);
  });

  it("issues tokens that the production verifier accepts unchanged", async () => {
    const session = await enter(world.browser(username), PASSWORD);
    const keys = JSON.parse(world.signIn.jwks);
    for (const [tokenUse, token] of [
      ["access", session.getAccessToken()],
      ["id", session.getIdToken()],
    ] as const) {
      const verifier = CognitoJwtVerifier.create({ userPoolId: POOL_ID, clientId: CLIENT_ID, tokenUse });
      verifier.cacheJwks(keys);
      const claims = await verifier.verify(token.getJwtToken());
      expect(claims.iss).toBe("https://cognito-idp.ap-southeast-3.amazonaws.com/ap-southeast-3_Local1234");
      expect(claims.exp - claims.iat).toBe(3600);
    }
    expect(session.getIdToken().payload).toMatchObject({
      "cognito:username": username,
      email: `${username}@kukar.test`,
      email_verified: true,
      name: "Siti Rahma",
    });
    expect(await (await fetch(`${world.signIn.endpoint}/${POOL_ID}/.well-known/jwks.json`)).json()).toEqual(keys);
  });

  it("answers a wrong password and a name nobody bears in the same words", async () => {
    expect(await attempt(world.browser(username), "Salah-Sekali-1")).toEqual(wrong);
    expect(await attempt(world.browser("tidak.ada"), PASSWORD)).toEqual(wrong);
    expect(await attempt(world.browser("tidak.ada@kukar.test"), PASSWORD)).toEqual(wrong);
  });

  it("shows a made-up name the same salt at every try, as a real one has", async () => {
    const first = await beginSrp("hantu");
    const second = await beginSrp("hantu");
    expect(first["SALT"]).toMatch(/^[0-9a-f]{32}$/);
    expect(second["SALT"]).toBe(first["SALT"]);
    expect(second["SRP_B"]).not.toBe(first["SRP_B"]);
    expect((await beginSrp("hantu.lain"))["SALT"]).not.toBe(first["SALT"]);
  });

  it("refuses the public numbers with which SRP needs no password", async () => {
    for (const SRP_A of ["0", "00", "xyz", "-1"]) {
      const answer = await call(world, "InitiateAuth", {
        ClientId: CLIENT_ID,
        AuthFlow: "USER_SRP_AUTH",
        AuthParameters: { USERNAME: username, SRP_A },
      });
      expect(answer["__type"]).toBe("InvalidParameterException");
    }
  });

  it("takes a password proof once: what was overheard cannot be sent again", async () => {
    const overheard = vi.spyOn(globalThis, "fetch");
    await enter(world.browser(username), PASSWORD);
    const sent = overheard.mock.calls.map(([, init]) => JSON.parse(typeof init?.body === "string" ? init.body : "{}"));
    overheard.mockRestore();
    expect(sent.map((body) => body.ChallengeName ?? body.AuthFlow)).toEqual(["USER_SRP_AUTH", "PASSWORD_VERIFIER"]);
    expect((await call(world, "RespondToAuthChallenge", sent[1]))["__type"]).toBe("NotAuthorizedException");
  });

  it("refuses a flow that is not enabled for the client, and the operators' flow without a signature", async () => {
    for (const AuthFlow of ["USER_PASSWORD_AUTH", "ADMIN_USER_PASSWORD_AUTH", "constructor"]) {
      const answer = await call(world, "InitiateAuth", {
        ClientId: CLIENT_ID,
        AuthFlow,
        AuthParameters: { USERNAME: username, PASSWORD },
      });
      expect(answer["__type"]).toBe("InvalidParameterException");
    }
  });

  it("keeps a disabled person out although the password is right", async () => {
    const { refresh } = await tokensOf(world, username, PASSWORD);
    await world.sdk.send(new AdminDisableUserCommand({ UserPoolId: POOL_ID, Username: username }));
    expect(await knock(world, username, PASSWORD)).toBe("NotAuthorizedException: User is disabled.");
    expect(await attempt(world.browser(username), PASSWORD)).toMatchObject({ message: "User is disabled." });
    expect(await refreshed(world, refresh)).toBe("NotAuthorizedException: Invalid Refresh Token");
  });
});

describe("the lock after repeated failures", () => {
  async function fail(name: string, times: number): Promise<void> {
    for (let i = 0; i < times; i += 1) {
      expect(await knock(world, name, "Salah-Sekali-1")).toBe(`${wrong.code}: ${wrong.message}`);
    }
  }
  const locked = { kind: "refused", message: "Password attempts exceeded" };

  it("locks after the fifth wrong password even against the right one, and opens again by itself", async () => {
    await fail(username, 4);
    expect(await attempt(world.browser(username), "Salah-Sekali-1")).toEqual(wrong);
    expect(await attempt(world.browser(`${username}@kukar.test`), PASSWORD)).toMatchObject(locked);
    expect(await knock(world, username, PASSWORD)).toMatch(locked.message);
    world.pass({ seconds: 1 });
    expect(await knock(world, username, PASSWORD)).toBe("session");
    await fail(username, 4);
    expect(await knock(world, username, PASSWORD)).toBe("session");
  });

  it("locks a name nobody bears just the same", async () => {
    await fail("hantu.terkunci", 5);
    expect(await attempt(world.browser("hantu.terkunci"), PASSWORD)).toMatchObject(locked);
  });
});

describe("a temporary password", () => {
  it("reaches the invited person by mail and must be replaced before any token is issued", async () => {
    await world.sdk.send(
      new AdminCreateUserCommand({
        UserPoolId: POOL_ID,
        Username: `undangan.${count}`,
        UserAttributes: [
          { Name: "email", Value: `undangan.${count}@kukar.test` },
          { Name: "email_verified", Value: "true" },
        ],
      }),
    );
    const mail = world.mails.at(-1);
    expect(mail).toMatchObject({ to: `undangan.${count}@kukar.test`, kind: "invite", username: `undangan.${count}` });
    const browser = world.quick(`undangan.${count}`);
    expect(await attempt(browser, mail?.code ?? "")).toEqual({
      kind: "newPassword",
      attributes: { email: `undangan.${count}@kukar.test`, email_verified: "true" },
    });
    expect(await answerNewPassword(browser, "pendek")).toMatchObject({ code: "InvalidPasswordException" });
    const outcome = await answerNewPassword(browser, "Sungai-Kapuas-8", { name: "Undangan" });
    expect(opened(outcome).getIdToken().payload["name"]).toBe("Undangan");
    expect((await refresh(browser, opened(outcome))).kind).toBe("session");
    expect(await knock(world, `undangan.${count}`, mail?.code ?? "")).toMatch(wrong.message);
  });

  it("no longer works after seven days", async () => {
    await world.sdk.send(
      new AdminSetUserPasswordCommand({ UserPoolId: POOL_ID, Username: username, Password: "Sementara-Saja-1" }),
    );
    expect(await knock(world, username, "Sementara-Saja-1")).toBe("NEW_PASSWORD_REQUIRED");
    world.pass({ days: 7 });
    expect(await knock(world, username, "Sementara-Saja-1")).toMatch("Temporary password has expired");
  });

  it("cannot be replaced through a session made up, used up, expired or of somebody else", async () => {
    await world.sdk.send(
      new AdminSetUserPasswordCommand({ UserPoolId: POOL_ID, Username: username, Password: "Sementara-Saja-1" }),
    );
    const browser = world.quick(username);
    await attempt(browser, "Sementara-Saja-1");
    const session = sessionOf(browser);
    const respond = (Session: string, USERNAME: string) =>
      call(world, "RespondToAuthChallenge", {
        ClientId: QUICK_CLIENT_ID,
        ChallengeName: "NEW_PASSWORD_REQUIRED",
        Session,
        ChallengeResponses: { USERNAME, NEW_PASSWORD: "Dibajak-Orang-9" },
      });
    expect((await respond("karangan", username))["__type"]).toBe("NotAuthorizedException");
    expect((await respond(session, `pejabat.${count - 1}`))["__type"]).toBe("NotAuthorizedException");
    world.pass({ minutes: 3 });
    expect((await respond(session, username))["__type"]).toBe("NotAuthorizedException");
    await attempt(browser, "Sementara-Saja-1");
    const second = sessionOf(browser);
    expect((await respond(second, username))["AuthenticationResult"]).toBeDefined();
    expect((await respond(second, username))["__type"]).toBe("NotAuthorizedException");
  });
});

async function beginSrp(name: string): Promise<Record<string, string>> {
  const answer = await call(world, "InitiateAuth", {
    ClientId: CLIENT_ID,
    AuthFlow: "USER_SRP_AUTH",
    AuthParameters: { USERNAME: name, SRP_A: "abcdef0123456789" },
  });
  return answer["ChallengeParameters"] as Record<string, string>;
}
