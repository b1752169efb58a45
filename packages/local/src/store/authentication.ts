import type { StoreCaller } from "./callers.ts";
import type { StoreContext } from "./context.ts";
import { MAX_CLOCK_SKEW_MS, MAX_PRESIGNED_SECONDS } from "./limits.ts";
import { Refusal, type RefusalCode } from "./refusal.ts";
import type { StoreRequest } from "./request.ts";
import { parseAmzDate, requestSignature, sameSignature, type StoreCredentials } from "./signing.ts";

/** What a valid signature says. */
export interface Authenticated {
  readonly caller: StoreCaller;
  /** About the body: its hash in hexadecimal, or one of S3's words in its place. */
  readonly payload: string;
}

/** Where the signature is checked: who is known, in which region, at what time. */
export type SigningPlace = Pick<StoreContext, "callers" | "region" | "now">;

/**
 * Checks the signature in the header or in the address. Raises AccessDenied for a request without one, and S3's own
 * codes for a wrong key, token, region, clock, expiry or signature.
 */
export function authenticate(request: StoreRequest, place: SigningPlace): Authenticated {
  const authorization = request.headers.get("authorization");
  const presigned = request.query.has("X-Amz-Signature") || request.query.has("X-Amz-Algorithm");
  if (authorization !== undefined && presigned) {
    throw new Refusal("InvalidArgument", "Only one auth mechanism allowed");
  }
  if (authorization !== undefined) return authenticateHeader(request, authorization, place);
  if (presigned) return authenticateAddress(request, place);
  throw new Refusal("AccessDenied");
}

const HEADER = /^AWS4-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/;

function authenticateHeader(request: StoreRequest, authorization: string, place: SigningPlace): Authenticated {
  const [, credential, headerList, signature] = HEADER.exec(authorization) ?? [];
  if (credential === undefined || headerList === undefined || signature === undefined) {
    throw new Refusal("AuthorizationHeaderMalformed");
  }
  const date = request.headers.get("x-amz-date") ?? "";
  const instant = parseAmzDate(date);
  if (instant === undefined) throw new Refusal("AccessDenied", "AWS authentication requires a valid x-amz-date header");
  const token = request.headers.get("x-amz-security-token");
  const { caller, keys } = signerOf({ credential, date, token }, place, "AuthorizationHeaderMalformed");
  if (Math.abs(place.now().getTime() - instant) > MAX_CLOCK_SKEW_MS) throw new Refusal("RequestTimeTooSkewed");
  const payload = request.headers.get("x-amz-content-sha256");
  if (payload === undefined) {
    throw new Refusal("InvalidRequest", "Missing required header for this request: x-amz-content-sha256");
  }
  const signedHeaders = headerList.split(";");
  requireSigned(request, signedHeaders);
  const expected = requestSignature(request, { signedHeaders, date, payload }, keys);
  if (!sameSignature(expected, signature)) throw new Refusal("SignatureDoesNotMatch");
  return { caller, payload };
}

function authenticateAddress(request: StoreRequest, place: SigningPlace): Authenticated {
  const term = (name: string): string => {
    const values = request.query.getAll(name);
    const value = values[0];
    if (value === undefined || values.length > 1) throw new Refusal("AuthorizationQueryParametersError");
    return value;
  };
  const date = term("X-Amz-Date");
  const instant = parseAmzDate(date);
  const lifeSeconds = term("X-Amz-Expires");
  const wellFormed = term("X-Amz-Algorithm") === "AWS4-HMAC-SHA256" && /^\d{1,6}$/.test(lifeSeconds);
  if (!wellFormed || instant === undefined || Number(lifeSeconds) < 1 || Number(lifeSeconds) > MAX_PRESIGNED_SECONDS) {
    throw new Refusal("AuthorizationQueryParametersError");
  }
  const token = request.query.get("X-Amz-Security-Token") ?? undefined;
  const signed = { credential: term("X-Amz-Credential"), date, token };
  const { caller, keys } = signerOf(signed, place, "AuthorizationQueryParametersError");
  const now = place.now();
  if (now.getTime() > instant + Number(lifeSeconds) * 1000) throw new Refusal("AccessDenied", "Request has expired");
  if (now.getTime() < instant - MAX_CLOCK_SKEW_MS) throw new Refusal("AccessDenied", "Request is not yet valid");
  const signedHeaders = term("X-Amz-SignedHeaders").split(";");
  requireSigned(request, signedHeaders);
  const signedHash = signedHeaders.includes("x-amz-content-sha256") && request.headers.get("x-amz-content-sha256");
  const payload = request.query.get("X-Amz-Content-Sha256") ?? (signedHash || "UNSIGNED-PAYLOAD");
  const expected = requestSignature(request, { signedHeaders, date, payload }, keys);
  if (!sameSignature(expected, term("X-Amz-Signature"))) throw new Refusal("SignatureDoesNotMatch");
  return { caller, payload };
}

/** What a signature says of its signer. */
export interface SignerTerms {
  /** `<key>/<day>/<region>/s3/aws4_request`. */
  readonly credential: string;
  /** `20260325T010203Z`. */
  readonly date: string;
  readonly token: string | undefined;
}

/** Finds who signed, with the keys that the signature must have been made with. Raises S3's codes, or `malformed`. */
export function signerOf(
  { credential, date, token }: SignerTerms,
  { callers, region }: SigningPlace,
  malformed: RefusalCode,
): { readonly caller: StoreCaller; readonly keys: StoreCredentials } {
  const [accessKeyId = "", day, namedRegion, service, ending] = credential.split("/");
  const caller = callers.find(accessKeyId, token);
  if (namedRegion !== region) {
    throw new Refusal(malformed, `the region '${namedRegion}' is wrong; expecting '${region}'`);
  }
  if (day !== date.slice(0, 8) || service !== "s3" || ending !== "aws4_request") throw new Refusal(malformed);
  return { caller, keys: { accessKeyId, secretAccessKey: caller.secretAccessKey, region } };
}

/** Host and every x-amz header must be signed, or a holder of the address could add meaning to it. */
function requireSigned(request: StoreRequest, signedHeaders: readonly string[]): void {
  for (const name of ["host", ...request.headers.keys()]) {
    // The hash of the body is part of what is signed even when its header is not named.
    const mustBeSigned = name === "host" || (name.startsWith("x-amz-") && name !== "x-amz-content-sha256");
    if (mustBeSigned && !signedHeaders.includes(name)) {
      throw new Refusal("AccessDenied", "There were headers present in the request which were not signed");
    }
  }
}
