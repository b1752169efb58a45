import {
  AdminSetUserMFAPreferenceCommand,
  AdminSetUserPasswordCommand,
  GetUserCommand,
  RevokeTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { totpCode } from "../src/sign-in/totp.ts";
import {
  answerCode,
  attempt,
  called,
  CLIENT_ID,
  enter,
  knock,
  nameOf,
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
  username = `pengguna.${count}`;
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

describe("the second factor", () => {
  /** Enrols a device and returns its secret. */
  async function enrol(): Promise<string> {
    const browser = world.quick(username);
    await enter(browser, PASSWORD);
    const secret = await new Promise<string>((associateSecretCode, onFailure) =>
      browser.associateSoftwareToken({ associateSecretCode, onFailure }),
    );
    await new Promise((onSuccess, onFailure) =>
      browser.verifySoftwareToken(totpCode(secret, world.now()), "Ponsel", { onSuccess, onFailure }),
    );
    await called((done) => browser.setUserMfaPreference(null, { PreferredMfa: true, Enabled: true }, done));
    return secret;
  }

  /** What an operator does for somebody who lost the device. */
  async function switchOff(): Promise<void> {
    await world.sdk.send(
      new AdminSetUserMFAPreferenceCommand({
        UserPoolId: POOL_ID,
        Username: username,
        SoftwareTokenMfaSettings: { Enabled: false },
      }),
    );
  }

  it("is asked for after the password, accepts a code once, and leaves refreshing alone", async () => {
    const secret = await enrol();
    const browser = world.quick(username);
    expect((await attempt(browser, PASSWORD)).kind).toBe("code");
    expect(await answerCode(browser, "000000")).toMatchObject({ code: "CodeMismatchException" });
    // The code that enrolled the device is used up; the next step's is good.
    expect(await answerCode(browser, totpCode(secret, world.now()))).toMatchObject({ code: "CodeMismatchException" });
    world.pass({ seconds: 30 });
    const outcome = await answerCode(browser, totpCode(secret, world.now()));
    expect((await refresh(browser, opened(outcome))).kind).toBe("session");
    expect((await attempt(browser, PASSWORD)).kind).toBe("code");
    expect((await answerCode(browser, totpCode(secret, world.now()))).kind).toBe("refused");
  });

  it("ends the sign-in after three wrong codes and locks after five", async () => {
    const secret = await enrol();
    world.pass({ seconds: 30 });
    const browser = world.quick(username);
    await attempt(browser, PASSWORD);
    for (let i = 0; i < 3; i += 1) await answerCode(browser, "000000");
    const late = await answerCode(browser, totpCode(secret, world.now()));
    expect(late).toMatchObject({ code: "NotAuthorizedException" });
    await attempt(browser, PASSWORD);
    for (let i = 0; i < 2; i += 1) await answerCode(browser, "000000");
    expect(await answerCode(browser, totpCode(secret, world.now()))).toMatchObject({
      message: "Password attempts exceeded",
    });
  });

  it("is not passed with a session made up, nor once the password has changed", async () => {
    const secret = await enrol();
    world.pass({ seconds: 30 });
    const browser = world.quick(username);
    await attempt(browser, PASSWORD);
    const session = sessionOf(browser);
    const respond = (Session: string) =>
      call(world, "RespondToAuthChallenge", {
        ClientId: QUICK_CLIENT_ID,
        ChallengeName: "SOFTWARE_TOKEN_MFA",
        Session,
        ChallengeResponses: { USERNAME: username, SOFTWARE_TOKEN_MFA_CODE: totpCode(secret, world.now()) },
      });
    expect((await respond("karangan"))["__type"]).toBe("NotAuthorizedException");
    await world.sdk.send(
      new AdminSetUserPasswordCommand({
        UserPoolId: POOL_ID,
        Username: username,
        Password: "Sungai-Barito-9",
        Permanent: true,
      }),
    );
    expect((await respond(session))["__type"]).toBe("NotAuthorizedException");
  });

  it("is switched off by an operator for somebody who lost the device", async () => {
    await enrol();
    await switchOff();
    expect(await knock(world, username, PASSWORD)).toBe("session");
  });

  it("is not set up by a wrong first code", async () => {
    const browser = world.quick(username);
    await enter(browser, PASSWORD);
    await new Promise((associateSecretCode, onFailure) =>
      browser.associateSoftwareToken({ associateSecretCode, onFailure }),
    );
    const code = await new Promise((resolve) =>
      browser.verifySoftwareToken("000000", "Ponsel", {
        onSuccess: () => resolve("accepted"),
        onFailure: (error) => resolve(error.name),
      }),
    );
    expect(code).toBe("EnableSoftwareTokenMFAException");
    const preference = await called((done) =>
      browser.setUserMfaPreference(null, { PreferredMfa: true, Enabled: true }, done),
    );
    expect(preference).toMatchObject({ code: "InvalidParameterException" });
  });

  it("must be set up before any token where the pool demands it, and by a device proven just now", async () => {
    // An earlier device, switched off because it was lost, must not stand in for the new one.
    await enrol();
    await switchOff();
    world.pass({ seconds: 30 });
    world.signIn.admin.ensurePool({ poolId: POOL_ID, clientId: CLIENT_ID, mfa: "ON" });
    try {
      const browser = world.quick(username);
      expect((await attempt(browser, PASSWORD)).kind).toBe("setup");
      const finish = () =>
        call(world, "RespondToAuthChallenge", {
          ClientId: QUICK_CLIENT_ID,
          ChallengeName: "MFA_SETUP",
          Session: sessionOf(browser),
          ChallengeResponses: { USERNAME: username },
        });
      expect((await finish())["__type"]).toBe("InvalidParameterException");
      const secret = await new Promise<string>((associateSecretCode, onFailure) =>
        browser.associateSoftwareToken({ associateSecretCode, onFailure }),
      );
      const session = await new Promise((onSuccess, onFailure) =>
        browser.verifySoftwareToken(totpCode(secret, world.now()), "Ponsel", { onSuccess, onFailure }),
      );
      expect(session).toHaveProperty("accessToken");
    } finally {
      world.signIn.admin.ensurePool({ poolId: POOL_ID, clientId: CLIENT_ID });
    }
  });
});

describe("sessions", () => {
  it("end on every device at a global sign-out, and a new one begins unharmed in the same second", async () => {
    const browser = world.quick(username);
    const first = await enter(browser, PASSWORD);
    const second = await tokensOf(world, username, PASSWORD);
    await new Promise((onSuccess, onFailure) => browser.globalSignOut({ onSuccess, onFailure }));
    expect(await refreshed(world, second.refresh)).toMatch("NotAuthorizedException");
    expect(await getUser(first.getAccessToken().getJwtToken())).toBe("NotAuthorizedException");
    expect(await getUser(second.access)).toBe("NotAuthorizedException");
    expect(await getUser((await tokensOf(world, username, PASSWORD)).access)).toBe("answered");
  });

  it("end one by one by revoking the refresh token", async () => {
    const first = await tokensOf(world, username, PASSWORD);
    const second = await tokensOf(world, username, PASSWORD);
    await world.sdk.send(new RevokeTokenCommand({ ClientId: QUICK_CLIENT_ID, Token: first.refresh }));
    expect(await refreshed(world, first.refresh)).toMatch("NotAuthorizedException");
    expect(await getUser(first.access)).toBe("NotAuthorizedException");
    expect(await refreshed(world, second.refresh)).toBe("session");
  });

  it("end by themselves: access after an hour, refreshing after thirty days", async () => {
    const browser = world.quick(username);
    const session = await enter(browser, PASSWORD);
    world.pass({ minutes: 60 });
    expect(await getUser(session.getAccessToken().getJwtToken())).toBe("NotAuthorizedException");
    const renewed = opened(await refresh(browser, session));
    expect(await getUser(renewed.getAccessToken().getJwtToken())).toBe("answered");
    world.pass({ days: 30 });
    expect(await refreshed(world, session.getRefreshToken().getToken())).toMatch("Invalid Refresh Token");
  });

  it("are not opened by a token tampered with or by an identity token", async () => {
    const session = await enter(world.quick(username), PASSWORD);
    world.pass({ minutes: 60 });
    const [head = "", body = "", signature = ""] = session.getAccessToken().getJwtToken().split(".");
    const claims = JSON.parse(Buffer.from(body, "base64url").toString());
    const forged = Buffer.from(JSON.stringify({ ...claims, exp: claims.exp + 7200 })).toString("base64url");
    const unsigned = Buffer.from('{"alg":"none"}').toString("base64url");
    const tokens = [
      `${head}.${forged}.${signature}`,
      `${unsigned}.${body}.`,
      "a.b.c",
      session.getIdToken().getJwtToken(),
    ];
    for (const token of tokens) expect(await getUser(token)).toBe("NotAuthorizedException");
  });
});

describe("changing the password", () => {
  it("asks for the old one, keeps to the policy and takes effect at once", async () => {
    const browser = world.quick(username);
    await enter(browser, PASSWORD);
    const change = (from: string, to: string) => called((done) => browser.changePassword(from, to, done));
    expect(await change("Salah-Sekali-1", "Sungai-Kapuas-8")).toMatchObject({ code: "NotAuthorizedException" });
    expect(await change(PASSWORD, "x")).toMatchObject({ code: "InvalidPasswordException" });
    expect(await change(PASSWORD, "Sungai-Kapuas-8")).toBe("SUCCESS");
    expect(await knock(world, username, PASSWORD)).toMatch(wrong.message);
    expect(await knock(world, username, "Sungai-Kapuas-8")).toBe("session");
  });
});

async function getUser(AccessToken: string): Promise<string> {
  return await nameOf(world.sdk.send(new GetUserCommand({ AccessToken })));
}
