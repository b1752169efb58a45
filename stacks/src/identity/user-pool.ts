import { Duration } from "aws-cdk-lib";
import {
  AccountRecovery,
  CfnUserPoolRiskConfigurationAttachment,
  ClientAttributes,
  FeaturePlan,
  Mfa,
  StandardThreatProtectionMode,
  UserPool,
  UserPoolClient,
  UserPoolEmail,
  VerificationEmailStyle,
} from "aws-cdk-lib/aws-cognito";
import type { Construct } from "constructs";
import type { Ground } from "../foundation-stack.ts";
import { officialsSite, REGION } from "../installation.ts";
import { keep } from "../keep.ts";
import { poolName } from "../naming.ts";
import type { Settings } from "../settings.ts";

/** The least length of a password; the officials' site checks the same while one types. A test compares the two. */
const PASSWORD_LEAST_CHARACTERS = 10;

const THREATS = {
  audit: StandardThreatProtectionMode.AUDIT_ONLY,
  enforce: StandardThreatProtectionMode.FULL_FUNCTION,
} as const;

/** Mails of the pool, in the words of the product. Cognito puts in name and code at the marks. */
const mails = (site: string) => ({
  userInvitation: {
    emailSubject: "Undangan masuk ke Selaras",
    emailBody: [
      "Yth. Bapak/Ibu,",
      "",
      "Akun Selaras untuk Anda telah dibuat.",
      "",
      "Nama pengguna: {username}",
      "Kata sandi sementara: {####}",
      "",
      `Masuklah di ${site} lalu buat kata sandi Anda sendiri. Kata sandi sementara hanya berlaku beberapa hari.`,
      "Jangan berikan kata sandi ini kepada siapa pun.",
      "",
      "Salam hormat,",
      "Selaras",
    ].join("<br>"),
  },
  userVerification: {
    emailStyle: VerificationEmailStyle.CODE,
    // Never sent: nobody gives a telephone number.
    smsMessage: "Kode Selaras Anda: {####}",
    emailSubject: "Kode Selaras",
    emailBody: [
      "Yth. Bapak/Ibu,",
      "",
      "Kode Anda: {####}",
      "",
      "Jika Anda tidak meminta kode ini, abaikan surat ini; akun Anda tidak berubah.",
      "",
      "Salam hormat,",
      "Selaras",
    ].join("<br>"),
  },
});

const sender = (mailSender: string | null): UserPoolEmail =>
  mailSender === null
    ? UserPoolEmail.withCognito()
    : UserPoolEmail.withSES({
        fromEmail: mailSender,
        fromName: "Selaras",
        sesRegion: REGION,
        sesVerifiedDomain: mailSender.slice(mailSender.indexOf("@") + 1),
      });

/**
 * The officials. People are invited; a username or a verified address signs in, in any case; authority lies in the
 * table, so there are no groups. What cannot be changed later (aliases, case, schema) is as the local sign-in has it.
 */
export function userPool(scope: Construct, { environment, settings, installation }: Ground): UserPool {
  const { plan, threats, secondFactor, temporaryPasswordDays } = settings.signIn;
  const pool = new UserPool(scope, "UserPool", {
    userPoolName: poolName(environment),
    selfSignUpEnabled: false,
    signInAliases: { username: true, email: true },
    signInCaseSensitive: false,
    autoVerify: { email: true },
    // A new address counts only once its code came back; until then the old one goes on receiving codes.
    keepOriginal: { email: true },
    accountRecovery: AccountRecovery.EMAIL_ONLY,
    mfa: secondFactor === "required" ? Mfa.REQUIRED : Mfa.OPTIONAL,
    mfaSecondFactor: { otp: true, sms: false },
    enableSmsRole: false,
    passwordPolicy: {
      minLength: PASSWORD_LEAST_CHARACTERS,
      requireLowercase: true,
      requireUppercase: true,
      requireDigits: true,
      requireSymbols: true,
      tempPasswordValidity: Duration.days(temporaryPasswordDays),
    },
    featurePlan: plan === "PLUS" ? FeaturePlan.PLUS : FeaturePlan.ESSENTIALS,
    ...(threats === null ? {} : { standardThreatProtectionMode: THREATS[threats] }),
    email: sender(installation.mailSender),
    ...mails(officialsSite(installation)),
    deletionProtection: true,
  });
  keep(pool, "UserPool");
  return pool;
}

/**
 * The officials' site: a public client without a secret, which proves the password by SRP and never sends it. Refresh
 * tokens are not rotated, since the site renews by InitiateAuth, which rotation forbids.
 */
export function siteClient(scope: Construct, pool: UserPool, { signIn }: Settings): UserPoolClient {
  const client = new UserPoolClient(scope, "SiteClient", {
    userPool: pool,
    userPoolClientName: "officials-site",
    generateSecret: false,
    authFlows: { userSrp: true },
    disableOAuth: true,
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    authSessionValidity: Duration.minutes(3),
    accessTokenValidity: Duration.minutes(signIn.accessMinutes),
    idTokenValidity: Duration.minutes(signIn.accessMinutes),
    refreshTokenValidity: Duration.days(signIn.refreshDays),
    readAttributes: new ClientAttributes().withStandardAttributes({ email: true, emailVerified: true, fullname: true }),
    // Names and posts come from the regency's records; people change their address at most.
    writeAttributes: new ClientAttributes().withStandardAttributes({ email: true }),
  });
  keep(client, "SiteClient");
  return client;
}

/**
 * What a risky sign-in leads to where threats are enforced: the second factor, for those who have one. Nobody is locked
 * out by a guess on the last evening of a period. Leaked passwords cannot be recognised: by SRP Cognito never sees one.
 */
export function riskPolicy(scope: Construct, pool: UserPool): CfnUserPoolRiskConfigurationAttachment {
  const ask = { eventAction: "MFA_IF_CONFIGURED", notify: false };
  return new CfnUserPoolRiskConfigurationAttachment(scope, "RiskPolicy", {
    userPoolId: pool.userPoolId,
    clientId: "ALL",
    accountTakeoverRiskConfiguration: {
      actions: { lowAction: { eventAction: "NO_ACTION", notify: false }, mediumAction: ask, highAction: ask },
    },
  });
}
