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

/** The subject of an access token: issuer, audience, use, signature and expiry are checked. Throws unauthenticated. */
export async function verifyToken(token: string): Promise<Subject> {
  verifier ??= build();
  try {
    return v.parse(Subject, (await verifier.verify(token)).sub);
  } catch {
    throw unauthenticated({});
  }
}

/** Whether tokens can be checked at all: the pool and its client are known. */
export const hasKeys = (): boolean => Boolean(process.env["SELARAS_USER_POOL"] && process.env["SELARAS_USER_CLIENT"]);
