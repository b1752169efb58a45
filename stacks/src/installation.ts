import { readFileSync } from "node:fs";
import { ENVIRONMENTS, type Environment } from "@selaras/core/cloud/outputs.ts";

/** The region of the data: the only one in the country. */
export const REGION = "ap-southeast-3";
/** Where firewall and certificate of the CDN must live, and where AWS keeps its billing. */
export const EDGE_REGION = "us-east-1";

/**
 * What differs from installation to installation and is nobody else's business: accounts, people, addresses. It is never
 * committed. `-c installation=<file>` or the variable SELARAS_INSTALLATION names a JSON file with one of these per
 * environment; without it the stacks are synthesised for a house that does not exist, which tests and reviews use.
 */
export type Installation = {
  /** AWS account, one per environment. */
  readonly account: string;
  /** Domain of the house, as the deployment of the app has it: officials at `app.<apex>`, each regency at `<slug>.<apex>`. */
  readonly apex: string;
  /** Who is told by mail when an alarm goes off. At least one; each has to confirm once. */
  readonly alarmMail: readonly string[];
  /** `owner/name` of the repository whose CI deploys the app. */
  readonly repository: string;
  /** ARN of a vault in a second account and the same region, to which daily backups are copied. Null: no copy. */
  readonly copyVault: string | null;
  /** Address from which invitations and codes come; its domain must be verified in SES of the region. Null: Cognito's own, 50 mails a day. */
  readonly mailSender: string | null;
};

/** Address of the officials' site. */
export const officialsSite = ({ apex }: Installation): string => `https://app.${apex}`;

/** A house that does not exist: accounts that nobody has, a domain reserved for examples, a repository name that no forge gives out. */
const nowhere = (environment: Environment): Installation => ({
  account: { dev: "111111111111", staging: "222222222222", production: "333333333333" }[environment],
  apex: environment === "production" ? "selaras.example" : `${environment}.selaras.example`,
  alarmMail: ["alarm@selaras.example"],
  repository: "not.set/selaras",
  copyVault: null,
  mailSender: null,
});

const ACCOUNT = /^\d{12}$/;
const APEX = /^([a-z0-9-]+\.)+[a-z]{2,}$/;
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const REPOSITORY = /^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/;
const VAULT = new RegExp(`^arn:aws:backup:${REGION}:(\\d{12}):backup-vault:[A-Za-z0-9_-]+$`);

const text = (value: unknown, shape: RegExp): boolean => typeof value === "string" && shape.test(value);
const FITS: { readonly [Key in keyof Installation]: (value: unknown) => boolean } = {
  account: (value) => text(value, ACCOUNT),
  apex: (value) => text(value, APEX),
  alarmMail: (value) => Array.isArray(value) && value.length > 0 && value.every((each) => text(each, MAIL)),
  repository: (value) => text(value, REPOSITORY),
  copyVault: (value) => value === null || text(value, VAULT),
  mailSender: (value) => value === null || text(value, MAIL),
};

function problemsOf(found: object): readonly string[] {
  const given: Record<string, unknown> = { ...found };
  const wrong = Object.entries(FITS).filter(([key, fits]) => !fits(given[key]));
  const unknown = Object.keys(given).filter((key) => !(key in FITS));
  return [...wrong.map(([key]) => key), ...unknown];
}
const isInstallation = (found: object): found is Installation => problemsOf(found).length === 0;

/**
 * Checks what was written down for one environment. A half-filled one is refused: an alarm without an address would
 * be deployed as silence.
 * @throws Error with the names of everything that is missing, malformed or unknown
 */
export function installationOf(environment: Environment, found: unknown): Installation {
  if (typeof found !== "object" || found === null) throw new Error(`installation: ${environment} is missing`);
  if (!isInstallation(found)) throw new Error(`installation, ${environment}: look at ${problemsOf(found).join(", ")}`);
  if (found.copyVault !== null && VAULT.exec(found.copyVault)?.[1] === found.account) {
    throw new Error(`installation, ${environment}: copyVault lies in the account whose loss it shall survive`);
  }
  return found;
}

/**
 * The installations that a file describes, or the house that does not exist when there is no file. Environments that the
 * file does not name are left out, so that nobody deploys to an invented account.
 */
export function readInstallations(file: string | undefined): Partial<Record<Environment, Installation>> {
  if (file === undefined) return Object.fromEntries(ENVIRONMENTS.map((each) => [each, nowhere(each)]));
  const found: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (typeof found !== "object" || found === null) throw new Error(`${file} is not an object`);
  const given: Record<string, unknown> = { ...found };
  const unknown = Object.keys(given).filter((key) => ENVIRONMENTS.every((each) => each !== key));
  if (unknown.length > 0) throw new Error(`${file}: no such environment: ${unknown.join(", ")}`);
  const named = ENVIRONMENTS.filter((each) => each in given);
  const accounts = new Set<string>();
  const installations = named.map((each): [Environment, Installation] => {
    const installation = installationOf(each, given[each]);
    if (accounts.has(installation.account)) throw new Error(`${file}: ${each} shares an account; each needs its own`);
    accounts.add(installation.account);
    return [each, installation];
  });
  return Object.fromEntries(installations);
}
