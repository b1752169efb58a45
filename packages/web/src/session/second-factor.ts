import { runtimeConfig } from "./config.ts";
import { accessToken, askSignIn, renewToken, signedInAs } from "./tokens.ts";

/*
 * The authenticator of the own account, asked of the sign-in service itself with the person's own token: neither the
 * product nor any of its programs sees the secret.
 */

/** Why something about the authenticator failed, as far as the person can do something about it. */
export type FactorProblem = "code" | "network" | "ended" | "unknown";
export class FactorFailure extends Error {
  readonly problem: FactorProblem;

  constructor(problem: FactorProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** The problem behind whatever was thrown. */
export const factorProblem = (thrown: unknown): FactorProblem =>
  thrown instanceof FactorFailure ? thrown.problem : "unknown";

const PROBLEMS: Readonly<Record<string, FactorProblem>> = {
  NotAuthorizedException: "ended",
  EnableSoftwareTokenMFAException: "code",
  CodeMismatchException: "code",
};

type Answer = Readonly<Record<string, unknown>>;

function textIn(answer: Answer, name: string): string {
  const found = answer[name];
  return typeof found === "string" ? found : "";
}

async function asked(operation: string, body: object, token: string | null): Promise<Answer> {
  if (token === null) throw new FactorFailure("ended");
  let response: Response;
  let answer: Answer;
  try {
    response = await askSignIn(await runtimeConfig(), operation, { ...body, AccessToken: token });
    answer = (await response.json()) as Answer;
  } catch {
    throw new FactorFailure("network");
  }
  if (response.ok) return answer;
  const type = textIn(answer, "__type").replace(/^.*#/, "");
  throw new FactorFailure(PROBLEMS[type] ?? "unknown");
}

/** Asks with the token at hand, and once more with a new one when it is refused. */
async function ask(operation: string, body: object): Promise<Answer> {
  const token = accessToken();
  try {
    return await asked(operation, body, token);
  } catch (thrown) {
    if (factorProblem(thrown) !== "ended") throw thrown;
    const renewed = await renewToken(token).catch(() => {
      throw new FactorFailure("network");
    });
    return asked(operation, body, renewed);
  }
}

const FACTOR = "SOFTWARE_TOKEN_MFA";

/** Whether every sign-in of the account asks for a code. @throws FactorFailure */
export async function hasAuthenticator(): Promise<boolean> {
  const { UserMFASettingList: list } = await ask("GetUser", {});
  return Array.isArray(list) && list.includes(FACTOR);
}

export type Enrolment = { readonly secret: string; readonly address: string };

/** A new secret, and the address that a QR code carries to the app. The device in use stays until the new one is proven. */
export async function beginEnrolment(issuer: string): Promise<Enrolment> {
  const secret = textIn(await ask("AssociateSoftwareToken", {}), "SecretCode");
  if (secret === "") throw new FactorFailure("unknown");
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(signedInAs() ?? "")}`;
  return { secret, address: `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}` };
}

const prefer = (on: boolean): Promise<unknown> =>
  ask("SetUserMFAPreference", { SoftwareTokenMfaSettings: { Enabled: on, PreferredMfa: on } });

/** Proves the device by its first code and makes every later sign-in ask for one. @throws FactorFailure */
export async function finishEnrolment(code: string, device: string): Promise<void> {
  const body = { UserCode: code, ...(device === "" ? {} : { FriendlyDeviceName: device }) };
  const { Status: status } = await ask("VerifySoftwareToken", body);
  if (status !== "SUCCESS") throw new FactorFailure("code");
  await prefer(true);
}

/** Sign-ins ask for the password only. @throws FactorFailure */
export const removeAuthenticator = async (): Promise<void> => {
  await prefer(false);
};
