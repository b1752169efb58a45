import { CognitoFailure, invalidParameter } from "./failure.ts";
import type { Realm } from "./realm.ts";
import type { UserRecord } from "./records.ts";

/** A parameter or challenge response that must be there. */
export function required(parameters: ReadonlyMap<string, string>, name: string): string {
  const value = parameters.get(name);
  if (value === undefined || value === "") throw invalidParameter(`Missing required parameter ${name}`);
  return value;
}

/** Refuses those whose password is right but who may not come in all the same. */
export function checkAdmitted(realm: Realm, user: UserRecord): void {
  if (!user.enabled) throw new CognitoFailure("NotAuthorizedException", "User is disabled.");
  if (user.status === "RESET_REQUIRED") {
    throw new CognitoFailure("PasswordResetRequiredException", "Password reset required for the user");
  }
  if (user.temporaryUntilMs !== undefined && user.temporaryUntilMs <= realm.now().getTime()) {
    throw new CognitoFailure(
      "NotAuthorizedException",
      "Temporary password has expired and must be reset by an administrator.",
    );
  }
}
