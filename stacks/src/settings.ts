import type { Environment } from "@selaras/core/cloud/outputs.ts";
import { RetentionDays } from "aws-cdk-lib/aws-logs";

/** What is decided once per environment and reviewed as code. What belongs to one installation stands in `installation.ts`. */
export type Settings = {
  /**
   * Who may delete what lies in the archive before its time. GOVERNANCE: holders of a special permission, which no role
   * of ours has. COMPLIANCE: nobody, not even the owner of the account, until the day has come.
   */
  readonly archiveLock: "GOVERNANCE" | "COMPLIANCE";
  /** Days for which an object in the archive (submission, snapshot) is locked, counted from its writing. */
  readonly archiveLockDays: number;
  /** Days for which an overwritten or deleted version of an evidence file can be brought back. */
  readonly evidenceVersionDays: number;
  /** Days for which the buckets' access logs are kept: who fetched which file. */
  readonly accessLogDays: number;
  /** Days for which the trail of what was done to the account is kept. */
  readonly trailDays: number;
  /** Days for which blocked and counted requests of the edge are kept. They hold addresses of citizens, outside the country. */
  readonly edgeLogDays: RetentionDays;
  /** Days after which a symmetric key gets new material. Old material stays, nothing is encrypted anew. */
  readonly keyRotationDays: number;
  /** Days of notice before a key that somebody scheduled for deletion is gone. 30 is the most that KMS gives. */
  readonly keyDeletionDays: number;

  readonly backup: {
    /** Days for which a daily backup is kept. */
    readonly dailyDays: number;
    /** Days for which the backup of the first day of a month is kept. */
    readonly monthlyDays: number;
    /** The least and the most days for which the vault lets a backup live: shorter ones are refused, longer ones too. */
    readonly leastDays: number;
    readonly mostDays: number;
    /**
     * Days in which the lock of the vault may still be taken back; afterwards nobody can. Null: the lock stays one
     * that holders of a special permission may open.
     */
    readonly lockIsFinalAfterDays: number | null;
    /**
     * ARN of a vault in another region, to which daily backups are copied as well. Off. PP 71/2019 (article 20) wants
     * systems and data of public bodies processed and stored in Indonesia unless the technology is not to be had there,
     * and Jakarta is the only region in the country. Switching it on is a decision of the regencies, in writing, and
     * therefore a line in this file and not an option of a command.
     */
    readonly otherRegionVault: string | null;
  };

  readonly signIn: {
    /** PLUS judges sign-ins by risk (about 0.02 USD per official and month), ESSENTIALS does not. */
    readonly plan: "ESSENTIALS" | "PLUS";
    /** What PLUS does with a risky sign-in: only write it down, or also ask for the second factor of those who have one. Nobody is refused. */
    readonly threats: "audit" | "enforce" | null;
    /** Whether everybody must have a code of an authenticator app. `required` needs pages in the officials' site first. */
    readonly secondFactor: "optional" | "required";
    /** Minutes for which an access token counts; a revoked official is out after that long at the latest. */
    readonly accessMinutes: number;
    /** Days for which a device stays signed in. Long, because in some villages signing in anew is what fails. */
    readonly refreshDays: number;
    /** Days for which a temporary password counts. */
    readonly temporaryPasswordDays: number;
    /** Requests to sign-in from one address within five minutes. A whole town hall may stand behind one address. */
    readonly requestsPerAddress: number;
  };

  /** Requests from one address within five minutes, of which the next is refused. */
  readonly firewall: {
    /** Everything together. 20 saves a second of a whole regency behind one address are 6,000. */
    readonly requestsPerAddress: number;
    /** Opening a session (`/api/session`, `/api/me`): once per tab, so many mean somebody tries tokens. */
    readonly sessionsPerAddress: number;
    /** Questions without signing in (public pages and their search), cached at the edge for a minute. */
    readonly searchesPerAddress: number;
    /** Codes of documents (`/v/...`): a desk checks one a minute, a whole office behind one address a few. */
    readonly codesPerAddress: number;
  };

  /** Requests refused by the firewall within five minutes of which the operator is told. */
  readonly blockedRequestsAlarm: number;
  /** US dollars a month. Alarms at 50, 80 and 100 per cent, and when the forecast passes it. */
  readonly budgetDollars: number;
  /** What a run of the repository's CI must show to deploy: the branch it runs on, or an environment of the forge with its approvals. */
  readonly deployClaim: { readonly branch: string } | { readonly environment: string };
  /** Origins of the officials' site, the only ones from which a browser may upload and open evidence. */
  readonly officialsOrigins: (site: string) => readonly string[];
};

const FIREWALL = {
  requestsPerAddress: 20_000,
  sessionsPerAddress: 2_000,
  searchesPerAddress: 1_500,
  codesPerAddress: 300,
} as const;
const SIGN_IN = {
  secondFactor: "optional",
  accessMinutes: 60,
  refreshDays: 30,
  temporaryPasswordDays: 7,
  requestsPerAddress: 1_000,
} as const;

export const SETTINGS: Readonly<Record<Environment, Settings>> = {
  // Everybody's playground: short terms, so that what was tried can be thrown away the day after.
  dev: {
    archiveLock: "GOVERNANCE",
    archiveLockDays: 1,
    evidenceVersionDays: 7,
    accessLogDays: 30,
    trailDays: 90,
    edgeLogDays: RetentionDays.ONE_WEEK,
    keyRotationDays: 365,
    keyDeletionDays: 30,
    backup: {
      dailyDays: 7,
      monthlyDays: 35,
      leastDays: 1,
      mostDays: 35,
      lockIsFinalAfterDays: null,
      otherRegionVault: null,
    },
    signIn: { ...SIGN_IN, plan: "ESSENTIALS", threats: null },
    firewall: FIREWALL,
    blockedRequestsAlarm: 5_000,
    budgetDollars: 100,
    deployClaim: { branch: "main" },
    // Personal stages have no domain and live under the names that CloudFront gives.
    officialsOrigins: (site) => [site, "https://*.cloudfront.net"],
  },
  // The dress rehearsal: as production, but what lies there can be removed within weeks.
  staging: {
    archiveLock: "GOVERNANCE",
    archiveLockDays: 30,
    evidenceVersionDays: 30,
    accessLogDays: 90,
    trailDays: 365,
    edgeLogDays: RetentionDays.ONE_MONTH,
    keyRotationDays: 365,
    keyDeletionDays: 30,
    backup: {
      dailyDays: 14,
      monthlyDays: 90,
      leastDays: 7,
      mostDays: 90,
      lockIsFinalAfterDays: null,
      otherRegionVault: null,
    },
    signIn: { ...SIGN_IN, plan: "PLUS", threats: "audit" },
    firewall: FIREWALL,
    blockedRequestsAlarm: 5_000,
    budgetDollars: 300,
    deployClaim: { environment: "staging" },
    officialsOrigins: (site) => [site],
  },
  production: {
    archiveLock: "COMPLIANCE",
    // Ten years with their leap days.
    archiveLockDays: 3_653,
    evidenceVersionDays: 400,
    accessLogDays: 730,
    trailDays: 3_653,
    edgeLogDays: RetentionDays.THREE_MONTHS,
    keyRotationDays: 365,
    keyDeletionDays: 30,
    backup: {
      dailyDays: 35,
      monthlyDays: 730,
      leastDays: 35,
      mostDays: 730,
      lockIsFinalAfterDays: 30,
      otherRegionVault: null,
    },
    signIn: { ...SIGN_IN, plan: "PLUS", threats: "enforce" },
    firewall: FIREWALL,
    blockedRequestsAlarm: 5_000,
    budgetDollars: 2_000,
    deployClaim: { environment: "production" },
    officialsOrigins: (site) => [site],
  },
};
