import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
  GetUserCommand,
  ListUsersCommand,
  paginateListUsers,
  SignUpCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  CLIENT_ID,
  knock,
  nameOf,
  PASSWORD,
  POOL_ID,
  QUICK_CLIENT_ID,
  signInWorld,
  type SignInWorld,
  tokensOf,
} from "./sign-in-world.ts";

const NEXT_PASSWORD = "Sungai-Kapuas-8";
let world: SignInWorld;
let username: string;
let email: string;
let count = 0;

beforeAll(async () => {
  world = await signInWorld();
});

afterAll(async () => {
  await world.stop();
});

beforeEach(() => {
  count += 1;
  username = `pegawai.${count}`;
  email = `${username}@nunukan.test`;
  world.signIn.admin.ensureUser({ username, email, password: PASSWORD, permanent: true });
});

const forgot = (name: string) => new ForgotPasswordCommand({ ClientId: CLIENT_ID, Username: name });
const confirm = (name: string, ConfirmationCode: string, Password = NEXT_PASSWORD) =>
  new ConfirmForgotPasswordCommand({ ClientId: CLIENT_ID, Username: name, ConfirmationCode, Password });
const who = () => ({ UserPoolId: POOL_ID, Username: username });

describe("a forgotten password", () => {
  it("is replaced with the code from the mail, once", async () => {
    const answer = await world.sdk.send(forgot(email));
    expect(answer.CodeDeliveryDetails).toEqual({
      Destination: "p***@n***",
      DeliveryMedium: "EMAIL",
      AttributeName: "email",
    });
    const mail = world.mails.at(-1);
    expect(mail).toMatchObject({ to: email, kind: "reset", username });
    const code = mail?.code ?? "";
    expect(await nameOf(world.sdk.send(confirm(username, code, "pendek")))).toBe("InvalidPasswordException");
    await world.sdk.send(confirm(username, code));
    expect(await knock(world, username, NEXT_PASSWORD)).toBe("session");
    expect(await knock(world, username, PASSWORD)).toMatch("NotAuthorizedException");
    expect(await nameOf(world.sdk.send(confirm(username, code)))).toBe("ExpiredCodeException");
  });

  it("stays when the code is an hour old", async () => {
    await world.sdk.send(forgot(username));
    world.pass({ hours: 1 });
    expect(await nameOf(world.sdk.send(confirm(username, world.mails.at(-1)?.code ?? "")))).toBe(
      "ExpiredCodeException",
    );
  });

  it("cannot be guessed: the fifth wrong code kills the right one", async () => {
    await world.sdk.send(forgot(username));
    const code = world.mails.at(-1)?.code ?? "";
    const guess = code === "123456" ? "654321" : "123456";
    for (let i = 0; i < 4; i += 1) {
      expect(await nameOf(world.sdk.send(confirm(username, guess)))).toBe("CodeMismatchException");
    }
    expect(await nameOf(world.sdk.send(confirm(username, guess)))).toBe("LimitExceededException");
    expect(await nameOf(world.sdk.send(confirm(username, code)))).toBe("ExpiredCodeException");
  });

  it("tells nobody whether an account exists, is disabled or has no verified address", async () => {
    await world.sdk.send(new AdminDisableUserCommand(who()));
    const sent = world.mails.length;
    for (const name of [username, "tidak.ada", "tidak.ada@nunukan.test"]) {
      const answer = await world.sdk.send(forgot(name));
      expect(answer.CodeDeliveryDetails?.Destination).toMatch(/^[a-z]\*\*\*@[a-z]\*\*\*$/);
      expect(answer.CodeDeliveryDetails).toEqual((await world.sdk.send(forgot(name))).CodeDeliveryDetails);
      expect(await nameOf(world.sdk.send(confirm(name, "123456")))).toBe("CodeMismatchException");
    }
    expect(world.mails).toHaveLength(sent);
  });

  it("opens the lock that the forgetting brought about", async () => {
    for (let i = 0; i < 6; i += 1) await knock(world, username, "Salah-Sekali-1");
    await world.sdk.send(forgot(username));
    await world.sdk.send(confirm(username, world.mails.at(-1)?.code ?? ""));
    expect(await knock(world, username, NEXT_PASSWORD)).toBe("session");
  });
});

describe("what operators do", () => {
  const create = (name: string, address: string, extra: object = {}) =>
    new AdminCreateUserCommand({
      UserPoolId: POOL_ID,
      Username: name,
      UserAttributes: [
        { Name: "email", Value: address },
        { Name: "email_verified", Value: "true" },
      ],
      ...extra,
    });

  it("creates an account once per username and once per address", async () => {
    const answer = await world.sdk.send(create(`baru.${count}`, `baru.${count}@nunukan.test`));
    expect(answer.User).toMatchObject({
      Username: `baru.${count}`,
      Enabled: true,
      UserStatus: "FORCE_CHANGE_PASSWORD",
    });
    expect(answer.User?.UserCreateDate?.getTime()).toBe(world.now().getTime());
    const again = world.sdk.send(create(`BARU.${count}`, "lain@nunukan.test"));
    expect(await nameOf(again)).toBe("UsernameExistsException");
    const sameAddress = world.sdk.send(create(`baru.dua.${count}`, `Baru.${count}@nunukan.test`));
    expect(await nameOf(sameAddress)).toBe("AliasExistsException");
    expect(await nameOf(world.sdk.send(create("baru@nunukan.test", "c@nunukan.test")))).toBe(
      "InvalidParameterException",
    );
  });

  it("sends an invitation again with a new password, or none when told so", async () => {
    const [name, address] = [`undang.${count}`, `undang.${count}@nunukan.test`];
    const before = world.mails.length;
    await world.sdk.send(create(name, address, { MessageAction: "SUPPRESS", TemporaryPassword: "Sementara-Saja-1" }));
    expect(world.mails).toHaveLength(before);
    await world.sdk.send(create(name, address, { MessageAction: "RESEND" }));
    expect(world.mails).toHaveLength(before + 1);
    expect(await knock(world, name, "Sementara-Saja-1")).toMatch("NotAuthorizedException");
    expect(await knock(world, name, world.mails.at(-1)?.code ?? "")).toBe("NEW_PASSWORD_REQUIRED");
    const settled = world.sdk.send(create(username, email, { MessageAction: "RESEND" }));
    expect(await nameOf(settled)).toBe("UnsupportedUserStateException");
  });

  it("finds an account by username, address or subject, and says plainly when there is none", async () => {
    const sub = (await world.sdk.send(new AdminGetUserCommand(who()))).UserAttributes?.find((a) => a.Name === "sub");
    for (const Username of [username, email, sub?.Value ?? ""]) {
      const answer = await world.sdk.send(new AdminGetUserCommand({ UserPoolId: POOL_ID, Username }));
      expect(answer).toMatchObject({ Username: username, UserStatus: "CONFIRMED", Enabled: true });
    }
    const nobody = world.sdk.send(new AdminGetUserCommand({ UserPoolId: POOL_ID, Username: "tidak.ada" }));
    expect(await nameOf(nobody)).toBe("UserNotFoundException");
    const nowhere = world.sdk.send(new AdminGetUserCommand({ UserPoolId: "ap-southeast-3_Other", Username: username }));
    expect(await nameOf(nowhere)).toBe("ResourceNotFoundException");
  });

  it("disables, enables, signs out and deletes", async () => {
    const token = (await tokensOf(world, username, PASSWORD)).access;
    const read = () => nameOf(world.sdk.send(new GetUserCommand({ AccessToken: token })));
    expect(await read()).toBe("answered");
    await world.sdk.send(new AdminUserGlobalSignOutCommand(who()));
    expect(await read()).toBe("NotAuthorizedException");
    await world.sdk.send(new AdminDisableUserCommand(who()));
    expect(await knock(world, username, PASSWORD)).toMatch("NotAuthorizedException");
    await world.sdk.send(new AdminEnableUserCommand(who()));
    expect(await knock(world, username, PASSWORD)).toBe("session");
    await world.sdk.send(new AdminDeleteUserCommand(who()));
    expect(await knock(world, username, PASSWORD)).toMatch("NotAuthorizedException");
    expect(await knock(world, email, PASSWORD)).toMatch("NotAuthorizedException");
  });

  it("sets passwords within the policy", async () => {
    const set = (Password: string) => new AdminSetUserPasswordCommand({ ...who(), Password, Permanent: true });
    for (const weak of ["Aa1!", "tanpa-besar-1", "TANPA-KECIL-1", "Tanpa-Angka", "TanpaTanda1"]) {
      expect(await nameOf(world.sdk.send(set(weak)))).toBe("InvalidPasswordException");
    }
    await world.sdk.send(set(NEXT_PASSWORD));
    expect(await knock(world, username, NEXT_PASSWORD)).toBe("session");
  });

  it("resets a password: the old one is worthless until the code is used", async () => {
    await world.sdk.send(new AdminResetUserPasswordCommand(who()));
    expect(await knock(world, username, PASSWORD)).toMatch("PasswordResetRequiredException");
    await world.sdk.send(confirm(username, world.mails.at(-1)?.code ?? ""));
    expect(await knock(world, username, NEXT_PASSWORD)).toBe("session");
  });

  it("signs in with the operators' flow", async () => {
    const answer = await world.sdk.send(
      new AdminInitiateAuthCommand({
        UserPoolId: POOL_ID,
        ClientId: QUICK_CLIENT_ID,
        AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: username, PASSWORD },
      }),
    );
    expect(answer.AuthenticationResult?.TokenType).toBe("Bearer");
  });

  it("refuses attributes the pool does not know", async () => {
    for (const Name of ["custom:jabatan", "__proto__", "sub"]) {
      const change = new AdminUpdateUserAttributesCommand({ ...who(), UserAttributes: [{ Name, Value: "x" }] });
      expect(await nameOf(world.sdk.send(change))).toBe("InvalidParameterException");
    }
  });

  it("lets nobody in who signs himself up", async () => {
    const signUp = new SignUpCommand({ ClientId: CLIENT_ID, Username: "tamu", Password: PASSWORD });
    expect(await nameOf(world.sdk.send(signUp))).toBe("NotAuthorizedException");
  });
});

describe("an own address", () => {
  it("signs in only after the code sent to it came back, and never if somebody else has it", async () => {
    const AccessToken = (await tokensOf(world, username, PASSWORD)).access;
    const change = (Name: string, Value: string) =>
      world.sdk.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name, Value }] }));
    const verify = (Code: string) =>
      world.sdk.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: "email", Code }));
    expect(await nameOf(change("email_verified", "true"))).toBe("NotAuthorizedException");
    expect(await nameOf(change("email", "bukan alamat"))).toBe("InvalidParameterException");
    const fresh = `alamat.${count}@nunukan.test`;
    await change("email", fresh);
    expect(world.mails.at(-1)).toMatchObject({ to: fresh, kind: "verify" });
    expect(await knock(world, fresh, PASSWORD)).toMatch("NotAuthorizedException");
    await verify(world.mails.at(-1)?.code ?? "");
    expect(await knock(world, fresh, PASSWORD)).toBe("session");
    expect(await knock(world, email, PASSWORD)).toMatch("NotAuthorizedException");
    await change("email", `pegawai.${count - 1}@nunukan.test`);
    expect(await nameOf(verify(world.mails.at(-1)?.code ?? ""))).toBe("AliasExistsException");
  });
});

describe("listing accounts", () => {
  it("pages through everybody once, although people come and go in between", async () => {
    const many = await signInWorld();
    try {
      for (let i = 0; i < 130; i += 1) {
        const name = `orang.${String(i).padStart(3, "0")}`;
        many.signIn.admin.ensureUser({ username: name, email: `${name}@x.test`, password: PASSWORD, permanent: true });
      }
      const seen: string[] = [];
      const sizes: number[] = [];
      for await (const page of paginateListUsers({ client: many.sdk }, { UserPoolId: POOL_ID, Limit: 50 })) {
        sizes.push(page.Users?.length ?? 0);
        seen.push(...(page.Users ?? []).map((user) => user.Username ?? ""));
        await many.sdk.send(new AdminDeleteUserCommand({ UserPoolId: POOL_ID, Username: seen.at(-1) ?? "" }));
        const early = { username: `aaa.${seen.length}`, email: `aaa.${seen.length}@x.test` };
        many.signIn.admin.ensureUser({ ...early, password: PASSWORD, permanent: true });
      }
      expect(sizes).toEqual([50, 50, 30]);
      expect(seen).toEqual(Array.from({ length: 130 }, (_, i) => `orang.${String(i).padStart(3, "0")}`));
    } finally {
      await many.stop();
    }
  });

  it("searches by attribute and refuses what it does not understand", async () => {
    const list = (extra: object) => world.sdk.send(new ListUsersCommand({ UserPoolId: POOL_ID, ...extra }));
    const byAddress = await list({ Filter: `email = "${email}"`, AttributesToGet: ["email"] });
    expect(byAddress.Users?.map((user) => user.Attributes)).toEqual([[{ Name: "email", Value: email }]]);
    expect((await list({ Filter: 'username ^= "pegawai."' })).Users?.length).toBeGreaterThan(1);
    for (const extra of [
      { Filter: "email like x" },
      { Filter: 'phone = "1"' },
      { PaginationToken: "x" },
      { Limit: 61 },
    ]) {
      expect(await nameOf(list(extra))).toBe("InvalidParameterException");
    }
  });
});
