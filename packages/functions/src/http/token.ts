import { CognitoJwtVerifier } from "aws-jwt-verify";
import { unauthenticated } from "@selaras/core/kernel/failure.ts";

function fromEnvironment(name: string): string {
  const found = process.env[name];
  if (!found) throw new Error(`${name} is not set`);
  return found;
}

const build = () => {
  const verifier = CognitoJwtVerifier.create({
    userPoolId: fromEnvironment("SELARAS_USER_POOL"),
    clientId: fromEnvironment("SELARAS_USER_CLIENT"),
    tokenUse: "access",
  });
  const keys = process.env["SELARAS_LOCAL_JWKS"];
  if (keys !== undefined) {
    // Keys that come with the environment are for one machine only; in the cloud they are Cognito's own.
    if (process.env["AWS_LAMBDA_FUNCTION_NAME"]) throw new Error("SELARAS_LOCAL_JWKS must not be set in Lambda");
    verifier.cacheJwks(JSON.parse(keys));
  }
  return verifier;
};
let verifier: ReturnType<typeof build> | undefined;

/** The subject of an access token: issuer, audience, use, signature and expiry are checked. Throws unauthenticated. */
export async function verifyToken(token: string): Promise<string> {
  verifier ??= build();
  try {
    return (await verifier.verify(token)).sub;
  } catch {
    throw unauthenticated({});
  }
}
