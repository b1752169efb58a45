import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
  type IAuthenticationCallback,
} from "amazon-cognito-identity-js";
import { runtimeConfig, signInAddress } from "./config.ts";

/** Where a sign-in stands: done, or waiting for one more thing from the person. */
export type SignInStep =
  | { readonly kind: "done" }
  | { readonly kind: "new-password"; readonly choose: (password: string) => Promise<SignInStep> }
  | { readonly kind: "code"; readonly give: (code: string) => Promise<SignInStep> };

/** Why a sign-in failed, as far as the person can do something about it. */
export type SignInProblem = "wrong" | "locked" | "reset" | "code" | "expired" | "policy" | "network" | "unknown";

const PROBLEMS: Readonly<Record<string, SignInProblem>> = {
  NotAuthorizedException: "wrong",
  UserNotFoundException: "wrong",
  PasswordResetRequiredException: "reset",
  LimitExceededException: "locked",
  TooManyRequestsException: "locked",
  TooManyFailedAttemptsException: "locked",
  CodeMismatchException: "code",
  ExpiredCodeException: "expired",
  InvalidPasswordException: "policy",
  NetworkError: "network",
};

/** The problem behind what the sign-in library threw. */
export function problemOf(thrown: unknown): SignInProblem {
  if (!(thrown instanceof Error)) return "unknown";
  const code = "code" in thrown && typeof thrown.code === "string" ? thrown.code : thrown.name;
  if (/attempts exceeded/i.test(thrown.message)) return "locked";
  if (thrown instanceof TypeError || /network/i.test(thrown.message)) return "network";
  return PROBLEMS[code] ?? "unknown";
}

async function userNamed(username: string): Promise<CognitoUser> {
  const config = await runtimeConfig();
  const pool = new CognitoUserPool({
    UserPoolId: config.userPool,
    ClientId: config.userClient,
    endpoint: signInAddress(config),
  });
  return new CognitoUser({ Username: username, Pool: pool });
}

type Settle = { readonly resolve: (step: SignInStep) => void; readonly reject: (thrown: unknown) => void };

const asking = (start: (settle: Settle) => void): Promise<SignInStep> =>
  new Promise((resolve, reject) => start({ resolve, reject }));

function callbacks(user: CognitoUser, { resolve, reject }: Settle): IAuthenticationCallback {
  const code = (kind: "SMS_MFA" | "SOFTWARE_TOKEN_MFA") => () =>
    resolve({
      kind: "code",
      give: (typed) => asking((settle) => user.sendMFACode(typed, callbacks(user, settle), kind)),
    });
  return {
    onSuccess: (_session: CognitoUserSession) => resolve({ kind: "done" }),
    onFailure: reject,
    mfaRequired: code("SMS_MFA"),
    totpRequired: code("SOFTWARE_TOKEN_MFA"),
    newPasswordRequired: () =>
      resolve({
        kind: "new-password",
        choose: (password) =>
          asking((settle) => user.completeNewPasswordChallenge(password, {}, callbacks(user, settle))),
      }),
  };
}

/** Signs in by SRP: the password itself never leaves the device. Tokens lie in local storage afterwards. */
export async function signIn(username: string, password: string): Promise<SignInStep> {
  const user = await userNamed(username);
  const details = new AuthenticationDetails({ Username: username, Password: password });
  return asking((settle) => user.authenticateUser(details, callbacks(user, settle)));
}

/** Has a code sent for choosing a new password; answers alike whether or not the account exists. */
export async function sendCode(username: string): Promise<void> {
  const user = await userNamed(username);
  await new Promise<void>((resolve, reject) => {
    user.forgotPassword({ onSuccess: () => resolve(), onFailure: reject, inputVerificationCode: () => resolve() });
  });
}

/** Sets a new password with the code that was sent. */
export async function resetPassword(username: string, code: string, password: string): Promise<void> {
  const user = await userNamed(username);
  await new Promise<void>((resolve, reject) => {
    user.confirmPassword(code, password, { onSuccess: () => resolve(), onFailure: reject });
  });
}
