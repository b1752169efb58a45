import { machineTime } from "@selaras/core/kernel/clock.ts";
import { context } from "@selaras/core/kernel/context.ts";
import { ensure } from "@selaras/core/kernel/decision.ts";
import { unauthenticated } from "@selaras/core/kernel/failure.ts";
import { LIMITS } from "@selaras/core/kernel/limits.ts";
import { factorUnchecked } from "@selaras/core/signing/failures.ts";
import { freshEnough } from "@selaras/core/signing/rules.ts";
import { currentTenant } from "@selaras/core/tenant/index.ts";
import * as v from "valibot";
import { bearer, type Headers } from "./session.ts";

/** Where Cognito answers for the pool: its region stands before the underscore. The local stand-in is named by the environment. */
function signInAddress(): string {
  const local = process.env["SELARAS_SIGN_IN_ENDPOINT"];
  if (local !== undefined) {
    // Whoever could set it would be asked whether somebody has a second factor.
    if (process.env["AWS_LAMBDA_FUNCTION_NAME"]) throw new Error("SELARAS_SIGN_IN_ENDPOINT must not be set in Lambda");
    return local;
  }
  const [region = ""] = (process.env["SELARAS_USER_POOL"] ?? "").split("_");
  return `https://cognito-idp.${region}.amazonaws.com/`;
}

const Account = v.object({ Username: v.string(), UserMFASettingList: v.optional(v.array(v.string()), []) });

/**
 * Whether the account asks for a code at every sign-in, by its own word: asked with the person's own token, so that no
 * program needs a right for it. No claim of an access token tells it. Throws unauthenticated for a token that was revoked.
 */
async function hasSecondFactor(token: string): Promise<boolean> {
  const address = signInAddress();
  let response: Response;
  try {
    response = await fetch(address, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AWSCognitoIdentityProviderService.GetUser",
      },
      body: JSON.stringify({ AccessToken: token }),
      redirect: "error",
      signal: AbortSignal.timeout(LIMITS.signInAnswerMilliseconds),
    });
    if (response.ok) return v.parse(Account, await response.json()).UserMFASettingList.includes("SOFTWARE_TOKEN_MFA");
  } catch {
    throw factorUnchecked({});
  }
  const { __type: type = "" } = (await response.json().catch(() => ({}))) as { __type?: string };
  throw /NotAuthorized|UserNotFound/.test(type) ? unauthenticated({}) : factorUnchecked({});
}

/**
 * Refuses unless the person gave a second factor within the last minutes, where the tenant asks for it; elsewhere it
 * asks nobody anything. `now` is the machine's time, on which tokens are made, not the product's clock.
 */
export async function ensureFreshFactor(headers: Headers, now = new Date(machineTime())): Promise<void> {
  const { actor } = context();
  if (actor.kind !== "official") return;
  const { settings } = await currentTenant();
  if (settings.freshSecondFactor !== true) return;
  const at = actor.authenticatedAt ?? null;
  const authTimeSeconds = at === null ? null : at.getTime() / 1000;
  // Whose sign-in is old must come again anyway: Cognito is asked about the others only.
  ensure(freshEnough({ authTimeSeconds, mfa: true }, now, LIMITS.freshFactorSeconds));
  const mfa = await hasSecondFactor(bearer(headers));
  ensure(freshEnough({ authTimeSeconds, mfa }, now, LIMITS.freshFactorSeconds));
}
