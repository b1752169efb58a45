import { allow, type Decision, refuse } from "../kernel/decision.ts";
import { factorNeeded } from "./failures.ts";

/** What is known of the sign-in behind a request. */
export type SignedIn = {
  /** Seconds since 1970 at which password and code were given (`auth_time` of the token); null when not told. */
  readonly authTimeSeconds: number | null;
  /** Whether the account has a second factor that every sign-in asks for. */
  readonly mfa: boolean;
};

/** Clocks of two services differ by so much at most; a token from further ahead is not believed. */
const SKEW_SECONDS = 60;

/** Whether the person gave a second factor within the last `maxAgeSeconds`. */
export function freshEnough(signedIn: SignedIn, now: Date, maxAgeSeconds: number): Decision {
  const { authTimeSeconds, mfa } = signedIn;
  if (!mfa || authTimeSeconds === null) return refuse(factorNeeded({ enrolled: mfa }));
  const ageSeconds = now.getTime() / 1000 - authTimeSeconds;
  return ageSeconds >= -SKEW_SECONDS && ageSeconds <= maxAgeSeconds ? allow : refuse(factorNeeded({ enrolled: true }));
}
