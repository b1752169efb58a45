import { signerOf, type SigningPlace } from "./authentication.ts";
import type { StoreCaller } from "./callers.ts";
import { Refusal } from "./refusal.ts";
import { sameSignature, signText } from "./signing.ts";

/** What a form upload presents besides its file: text fields (names in lower case) and the bucket it was sent to. */
export interface PresentedForm {
  readonly bucketName: string;
  readonly fields: ReadonlyMap<string, string>;
  readonly sizeBytes: number;
}

/**
 * Checks the signature of a form's policy and everything the policy demands; gives who signed it. Raises AccessDenied,
 * SignatureDoesNotMatch, EntityTooLarge or EntityTooSmall as S3 does.
 * Source: Amazon S3, "POST policy".
 */
export function requirePolicy(form: PresentedForm, place: SigningPlace): StoreCaller {
  const field = (name: string): string => {
    const value = form.fields.get(name);
    if (value === undefined) throw new Refusal("AccessDenied", `Bucket POST must contain a field named '${name}'.`);
    return value;
  };
  const encoded = field("policy");
  const date = field("x-amz-date");
  if (field("x-amz-algorithm") !== "AWS4-HMAC-SHA256") throw new Refusal("InvalidArgument");
  const signed = { credential: field("x-amz-credential"), date, token: form.fields.get("x-amz-security-token") };
  const { caller, keys } = signerOf(signed, place, "AuthorizationHeaderMalformed");
  const expected = signText(keys, date.slice(0, 8), encoded);
  if (!sameSignature(expected, field("x-amz-signature"))) throw new Refusal("SignatureDoesNotMatch");
  const policy = readPolicy(encoded);
  // Written so that an expiration that is no date counts as passed.
  if (!(Date.parse(policy.expiration) > place.now().getTime())) throw invalid("Policy expired.");
  requireConditions(policy.conditions, form);
  return caller;
}

type Condition =
  | { readonly kind: "size"; readonly leastBytes: number; readonly mostBytes: number }
  | { readonly kind: "eq" | "starts-with"; readonly name: string; readonly value: string };

function requireConditions(conditions: readonly Condition[], form: PresentedForm): void {
  const presented = new Map(form.fields).set("bucket", form.bucketName);
  const covered = new Set<string>();
  for (const condition of conditions) {
    if (condition.kind === "size") {
      if (form.sizeBytes > condition.mostBytes) throw new Refusal("EntityTooLarge");
      if (form.sizeBytes < condition.leastBytes) throw new Refusal("EntityTooSmall");
      continue;
    }
    const { kind, name, value } = condition;
    const actual = presented.get(name) ?? "";
    const holds = kind === "eq" ? actual === value : actual.startsWith(value);
    if (!holds) throw invalid(`Policy Condition failed: ["${kind}", "$${name}", "${value}"]`);
    covered.add(name);
  }
  for (const name of presented.keys()) {
    const needsNone = name === "policy" || name === "x-amz-signature" || name.startsWith("x-ignore-");
    if (!needsNone && !covered.has(name)) throw invalid(`Extra input fields: ${name}`);
  }
}

function readPolicy(encoded: string): { expiration: string; conditions: readonly Condition[] } {
  let policy: unknown;
  try {
    policy = JSON.parse(Buffer.from(encoded, "base64").toString("utf8"));
  } catch {
    throw invalid("Invalid JSON.");
  }
  if (typeof policy !== "object" || policy === null || !("expiration" in policy) || !("conditions" in policy)) {
    throw invalid("Policy must have an expiration and conditions.");
  }
  const { expiration, conditions } = policy;
  if (typeof expiration !== "string" || !Array.isArray(conditions)) throw invalid("Policy is malformed.");
  return { expiration, conditions: conditions.flatMap((condition: unknown) => readCondition(condition)) };
}

function readCondition(condition: unknown): readonly Condition[] {
  if (Array.isArray(condition)) {
    const [kind, first, second]: unknown[] = condition;
    if (kind === "content-length-range" && typeof first === "number" && typeof second === "number") {
      return [{ kind: "size", leastBytes: first, mostBytes: second }];
    }
    const compares = kind === "eq" || kind === "starts-with";
    if (compares && typeof first === "string" && first.startsWith("$") && typeof second === "string") {
      return [{ kind, name: first.slice(1).toLowerCase(), value: second }];
    }
  } else if (typeof condition === "object" && condition !== null) {
    return Object.entries(condition).map(([name, value]: [string, unknown]) => {
      if (typeof value !== "string") throw invalid("Invalid Simple-Condition.");
      return { kind: "eq", name: name.toLowerCase(), value };
    });
  }
  throw invalid("Invalid condition.");
}

function invalid(reason: string): Refusal {
  return new Refusal("AccessDenied", `Invalid according to Policy: ${reason}`);
}
