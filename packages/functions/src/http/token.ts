import { CognitoJwtVerifier } from "aws-jwt-verify";
import { SimpleJwksCache } from "aws-jwt-verify/jwk";
import { unauthenticated } from "@selaras/core/kernel/failure.ts";
import { Subject } from "@selaras/core/kernel/id.ts";
import * as v from "valibot";

function fromEnvironment(name: string): string {
  const found = process.env[name];
  if (!found) throw new Error(`${name} is not set`);
  return found;
}

/** Keys that come with the environment are for one machine only; in the cloud they are Cognito's own. */
function localKeys(): string | undefined {
  const keys = process.env["SELARAS_LOCAL_JWKS"];
  if (keys !== undefined && process.env["AWS_LAMBDA_FUNCTION_NAME"]) {
    throw new Error("SELARAS_LOCAL_JWKS must not be set in Lambda");
  }
  return keys;
}

function build() {
  const keys = localKeys();
  const pool = {
    userPoolId: fromEnvironment("SELARAS_USER_POOL"),
    clientId: fromEnvironment("SELARAS_USER_CLIENT"),
    tokenUse: "access",
  } as const;
  if (keys === undefined) return CognitoJwtVerifier.create(pool);
  // A token that names a key nobody knows makes the verifier fetch the keys anew: locally that must not leave the machine.
  const fetcher = { fetch: async () => new TextEncoder().encode(keys).buffer };
  return CognitoJwtVerifier.create(pool, { jwksCache: new SimpleJwksCache({ fetcher }) });
}
let verifier: ReturnType<typeof build> | undefined;

export type Verified = {
  readonly subject: Subject;
  /** When the person gave password and code; a token that is renewed keeps it. Null when the token does not tell. */
  readonly authenticatedAt: Date | null;
};

const instantOf = (seconds: unknown): Date | null => {
  const at = typeof seconds === "number" ? new Date(seconds * 1000) : null;
  return at === null || Number.isNaN(at.getTime()) ? null : at;
};

/** What an access token says: issuer, audience, use, signature and expiry are checked. Throws unauthenticated. */
export async function readToken(token: string): Promise<Verified> {
  verifier ??= build();
  try {
    const { sub, auth_time: authTime } = await verifier.verify(token);
    return { subject: v.parse(Subject, sub), authenticatedAt: instantOf(authTime) };
  } catch {
    throw unauthenticated({});
  }
}

/** The subject of an access token. Throws unauthenticated. */
export const verifyToken = async (token: string): Promise<Subject> => (await readToken(token)).subject;

/** Whether tokens can be checked at all: the pool and its client are known. */
export const hasKeys = (): boolean => Boolean(process.env["SELARAS_USER_POOL"] && process.env["SELARAS_USER_CLIENT"]);
