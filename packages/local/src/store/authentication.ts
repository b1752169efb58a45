import { MAX_CLOCK_SKEW_MS, MAX_PRESIGNED_SECONDS } from "./limits.ts";
import { Refusal, type RefusalCode } from "./refusal.ts";
import type { StoreRequest } from "./request.ts";
import { parseAmzDate, requestSignature, sameSignature, type StoreCredentials } from "./signing.ts";

/** What a valid signature says about the body: its hash in hexadecimal, or one of S3's words in its place. */
export interface Authenticated {
  readonly payload: string;
}

/**
 * Checks the signature in the header or in the address. Raises AccessDenied for a request without one, and S3's own
 * codes for a wrong key, region, clock, expiry or signature.
 */
export function authenticate(request: StoreRequest, credentials: StoreCredentials, now: Date): Authenticated {
  const authorization = request.headers.get("authorization");
  const presigned = request.query.has("X-Amz-Signature") || request.query.has("X-Amz-Algorithm");
  if (authorization !== undefined && presigned) {
    throw new Refusal("InvalidArgument", "Only one auth mechanism allowed");
  }
  if (authorization !== undefined) return authenticateHeader(request, authorization, credentials, now);
  if (presigned) return authenticateAddress(request, credentials, now);
  throw new Refusal("AccessDenied");
}

const HEADER = /^AWS4-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/;

function authenticateHeader(
  request: StoreRequest,
  authorization: string,
  credentials: StoreCredentials,
  now: Date,
): Authenticated {
  const [, credential, headerList, signature] = HEADER.exec(authorization) ?? [];
  if (credential === undefined || headerList === undefined || signature === undefined) {
    throw new Refusal("AuthorizationHeaderMalformed");
  }
  const date = request.headers.get("x-amz-date") ?? "";
  const instant = parseAmzDate(date);
  if (instant === undefined) throw new Refusal("AccessDenied", "AWS authentication requires a valid x-amz-date header");
  requireCredential(credential, date, credentials, "AuthorizationHeaderMalformed");
  if (Math.abs(now.getTime() - instant) > MAX_CLOCK_SKEW_MS) throw new Refusal("RequestTimeTooSkewed");
  const payload = request.headers.get("x-amz-content-sha256");
  if (payload === undefined) {
    throw new Refusal("InvalidRequest", "Missing required header for this request: x-amz-content-sha256");
  }
  const signedHeaders = headerList.split(";");
  requireSigned(request, signedHeaders);
  const expected = requestSignature(request, { signedHeaders, date, payload }, credentials);
  if (!sameSignature(expected, signature)) throw new Refusal("SignatureDoesNotMatch");
  return { payload };
}

function authenticateAddress(request: StoreRequest, credentials: StoreCredentials, now: Date): Authenticated {
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
  requireCredential(term("X-Amz-Credential"), date, credentials, "AuthorizationQueryParametersError");
  if (now.getTime() > instant + Number(lifeSeconds) * 1000) throw new Refusal("AccessDenied", "Request has expired");
  if (now.getTime() < instant - MAX_CLOCK_SKEW_MS) throw new Refusal("AccessDenied", "Request is not yet valid");
  const signedHeaders = term("X-Amz-SignedHeaders").split(";");
  requireSigned(request, signedHeaders);
  const signedHash = signedHeaders.includes("x-amz-content-sha256") && request.headers.get("x-amz-content-sha256");
  const payload = request.query.get("X-Amz-Content-Sha256") ?? (signedHash || "UNSIGNED-PAYLOAD");
  const expected = requestSignature(request, { signedHeaders, date, payload }, credentials);
  if (!sameSignature(expected, term("X-Amz-Signature"))) throw new Refusal("SignatureDoesNotMatch");
  return { payload };
}

/** Checks `<key>/<day>/<region>/s3/aws4_request` against the store's credentials and the day of the request. */
export function requireCredential(
  credential: string,
  date: string,
  credentials: StoreCredentials,
  malformed: RefusalCode,
): void {
  const [accessKeyId, day, region, service, ending] = credential.split("/");
  if (accessKeyId !== credentials.accessKeyId) throw new Refusal("InvalidAccessKeyId");
  if (region !== credentials.region) {
    throw new Refusal(malformed, `the region '${region}' is wrong; expecting '${credentials.region}'`);
  }
  if (day !== date.slice(0, 8) || service !== "s3" || ending !== "aws4_request") throw new Refusal(malformed);
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
