import * as admin from "./admin.ts";
import { adminInitiateAuth, initiateAuth } from "./authentication.ts";
import { respondToChallenge } from "./challenges.ts";
import { CognitoFailure } from "./failure.ts";
import { listUsers } from "./list-users.ts";
import * as own from "./own-account.ts";
import type { Realm } from "./realm.ts";
import { confirmForgotPassword, forgotPassword } from "./recovery.ts";
import type { ApiRequest } from "./request.ts";

/** One call of the API. */
export interface Operation {
  /** Operators sign their requests; the browser's calls carry a token or nothing. */
  signed: boolean;
  /** What it changed stands on disk before it is answered. */
  durable: boolean;
  run(realm: Realm, request: ApiRequest): object;
}

type Run = Operation["run"];

const open = (run: Run): Operation => ({ signed: false, durable: false, run });
const openDurable = (run: Run): Operation => ({ signed: false, durable: true, run });
const signed = (run: Run): Operation => ({ signed: true, durable: false, run });
const signedDurable = (run: Run): Operation => ({ signed: true, durable: true, run });

// A challenge answered may have set a password, which must not be lost; a session begun may be written later.
const OPERATIONS = new Map<string, Operation>([
  ["InitiateAuth", open(initiateAuth)],
  ["RespondToAuthChallenge", openDurable(respondToChallenge)],
  ["ForgotPassword", openDurable(forgotPassword)],
  ["ConfirmForgotPassword", openDurable(confirmForgotPassword)],
  ["GetUser", open(own.getUser)],
  ["ChangePassword", openDurable(own.changePassword)],
  ["UpdateUserAttributes", openDurable(own.updateUserAttributes)],
  ["GetUserAttributeVerificationCode", openDurable(own.resendVerification)],
  ["VerifyUserAttribute", openDurable(own.verifyUserAttribute)],
  ["AssociateSoftwareToken", openDurable(own.associateSoftwareToken)],
  ["VerifySoftwareToken", openDurable(own.verifySoftwareToken)],
  ["SetUserMFAPreference", openDurable(own.setUserMfaPreference)],
  ["GlobalSignOut", openDurable(own.globalSignOut)],
  ["RevokeToken", openDurable(own.revokeToken)],
  ["SignUp", open(refuseSignUp)],
  ["AdminInitiateAuth", signed(adminInitiateAuth)],
  ["AdminRespondToAuthChallenge", signedDurable(respondToChallenge)],
  ["AdminCreateUser", signedDurable(admin.adminCreateUser)],
  ["AdminGetUser", signed(admin.adminGetUser)],
  ["AdminSetUserPassword", signedDurable(admin.adminSetUserPassword)],
  ["AdminDisableUser", signedDurable(admin.adminDisableUser)],
  ["AdminEnableUser", signedDurable(admin.adminEnableUser)],
  ["AdminDeleteUser", signedDurable(admin.adminDeleteUser)],
  ["AdminUpdateUserAttributes", signedDurable(admin.adminUpdateUserAttributes)],
  ["AdminResetUserPassword", signedDurable(admin.adminResetUserPassword)],
  ["AdminSetUserMFAPreference", signedDurable(admin.adminSetUserMfaPreference)],
  ["AdminUserGlobalSignOut", signedDurable(admin.adminUserGlobalSignOut)],
  ["ListUsers", signed(listUsers)],
]);

/** The operation a request's target names; an unknown one is an UnknownOperationException. */
export function operationNamed(name: string): Operation {
  const operation = OPERATIONS.get(name);
  if (!operation) throw new CognitoFailure("UnknownOperationException", `Unknown operation ${name}`);
  return operation;
}

// Officials are invited; nobody lets himself in.
function refuseSignUp(): object {
  throw new CognitoFailure("NotAuthorizedException", "SignUp is not permitted for this user pool");
}
