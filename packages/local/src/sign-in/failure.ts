/**
 * A refusal in the words of the Cognito API: `code` is the exception's name as the SDKs know it, `status` the HTTP
 * status. Anything else thrown inside an operation is a defect of ours and answers InternalErrorException.
 */
export class CognitoFailure extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = "CognitoFailure";
    this.code = code;
    this.status = status;
  }
}

/** The one answer to a wrong password and to an unknown name alike. */
export function wrongCredentials(): CognitoFailure {
  return new CognitoFailure("NotAuthorizedException", "Incorrect username or password.");
}

/** Answer to a challenge session that is unknown, used up, expired or somebody else's. */
export function invalidSession(): CognitoFailure {
  return new CognitoFailure("NotAuthorizedException", "Invalid session for the user, session is expired.");
}

/** A request whose fields do not make sense. */
export function invalidParameter(message: string): CognitoFailure {
  return new CognitoFailure("InvalidParameterException", message);
}

/** Operators ask by name and may learn that nobody bears it; public calls never throw this. */
export function userNotFound(): CognitoFailure {
  return new CognitoFailure("UserNotFoundException", "User does not exist.");
}
