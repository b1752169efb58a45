import { environmentOf } from "../packages/core/src/cloud/outputs.ts";

/** The settings that come with the deploy command, as environment variables. Pure. */

const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;
const ZONE = /^Z[A-Z0-9]+$/;
const CERTIFICATE = /^arn:aws:acm:us-east-1:\d{12}:certificate\/[a-f0-9-]+$/;
/** A role or a user, written out: never an account's root and never a pattern. */
const PRINCIPAL = /^arn:aws:iam::\d{12}:(?:role|user)\/[\w+=,.@/-]+$/;

export type Domain = {
  /** Public sites stand under it: `<regency>.<apex>`. */
  readonly apex: string;
  /** The officials' site. Its first label is reserved: no regency can be called so. */
  readonly app: string;
  /** Route 53 zone of the apex; null when its records are kept elsewhere. */
  readonly zone: string | null;
  /** Certificate for apex and `*.<apex>` in us-east-1; null: made here and proven by a record in the zone. */
  readonly certificate: string | null;
};

export type Settings = {
  /** Null: the stage lives under the names that CloudFront gives. */
  readonly domain: Domain | null;
  /** Who may take the operator's role; empty: there is no such role. */
  readonly operators: readonly string[];
};

type Given = Readonly<Record<string, string | undefined>>;

function setting(given: Given, name: string, shape: RegExp, says: string): string | null {
  const value = given[name]?.trim();
  if (!value) return null;
  if (!shape.test(value)) throw new Error(`${name}="${value}" is not ${says}`);
  return value;
}

function domainOf(stage: string, given: Given): Domain | null {
  const apex = setting(given, "SELARAS_DOMAIN", DOMAIN, "a domain such as selaras.example");
  const zone = setting(given, "SELARAS_ZONE", ZONE, "the id of a Route 53 zone");
  const certificate = setting(given, "SELARAS_CERTIFICATE", CERTIFICATE, "the ARN of a certificate in us-east-1");
  if (apex === null) {
    if (environmentOf(stage) !== "dev") {
      throw new Error(`${stage} needs SELARAS_DOMAIN: regencies are told apart by host names`);
    }
    return null;
  }
  if (zone === null && certificate === null) {
    throw new Error("SELARAS_DOMAIN needs SELARAS_ZONE (a certificate is made) or SELARAS_CERTIFICATE");
  }
  return { apex, app: `app.${apex}`, zone, certificate };
}

function operatorsOf(given: Given): readonly string[] {
  const arns = (given["SELARAS_OPERATORS"] ?? "").split(",").map((arn) => arn.trim());
  return arns
    .filter((arn) => arn !== "")
    .map((arn) => {
      if (!PRINCIPAL.test(arn)) throw new Error(`SELARAS_OPERATORS: "${arn}" is not the ARN of a role or user`);
      return arn;
    });
}

/**
 * What a stage is told.
 * @throws Error with a sentence when a setting has the wrong shape or one that the stage needs is missing.
 */
export function settingsOf(stage: string, given: Given): Settings {
  // The foundation's names begin so, and CI may not touch them.
  if (stage === "foundation") throw new Error("No stage may be called foundation: its names would be the foundation's");
  return { domain: domainOf(stage, given), operators: operatorsOf(given) };
}
