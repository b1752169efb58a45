import { ENVIRONMENTS } from "@selaras/core/cloud/outputs.ts";
import { describe, expect, it } from "vitest";
import { lacking, PASSWORD_LEAST_CHARACTERS } from "../../packages/web/src/session/password.ts";
import { SETTINGS } from "../src/settings.ts";
import { FILLED, house, synthesise } from "./house.ts";

describe.each(ENVIRONMENTS)("the pool of %s", (environment) => {
  const pool = house.properties(environment, "identity", "UserPool");
  const client = house.properties(environment, "identity", "SiteClient");

  it("lets nobody in who was not invited, and cannot be deleted by one call", () => {
    expect(pool).toMatchObject({
      UserPoolName: `selaras-${environment}`,
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      DeletionProtection: "ACTIVE",
    });
  });

  it("takes a username or a verified address, in any case, as the local sign-in does", () => {
    expect(pool).toMatchObject({
      AliasAttributes: ["email"],
      UsernameConfiguration: { CaseSensitive: false },
      AutoVerifiedAttributes: ["email"],
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "verified_email", Priority: 1 }] },
    });
    // With UsernameAttributes the address itself would be the username, which cannot be changed later.
    expect(pool).not.toHaveProperty("UsernameAttributes");
    expect(pool).not.toHaveProperty("Schema");
  });

  it("asks of a password what the officials' site says while one types", () => {
    expect(pool["Policies"]).toEqual({
      PasswordPolicy: {
        MinimumLength: PASSWORD_LEAST_CHARACTERS,
        RequireLowercase: true,
        RequireUppercase: true,
        RequireNumbers: true,
        RequireSymbols: true,
        TemporaryPasswordValidityDays: 7,
      },
    });
    expect(lacking("")).toEqual(["length", "lower", "upper", "digit", "symbol"]);
  });

  it("offers a code of an authenticator app as second factor, and no text messages", () => {
    expect(pool).toMatchObject({ MfaConfiguration: "OPTIONAL", EnabledMfas: ["SOFTWARE_TOKEN_MFA"] });
    expect(pool).not.toHaveProperty("SmsConfiguration");
  });

  it("demands the second factor of everybody once the setting says so", () => {
    const { [environment]: usual } = SETTINGS;
    const settings = {
      ...SETTINGS,
      [environment]: { ...usual, signIn: { ...usual.signIn, secondFactor: "required" as const } },
    };
    const strict = synthesise({ [environment]: FILLED }, settings);
    expect(strict.properties(environment, "identity", "UserPool")["MfaConfiguration"]).toBe("ON");
  });

  it("writes in Indonesian, with the marks at which Cognito puts in name and code", () => {
    expect(pool).toMatchObject({
      AdminCreateUserConfig: {
        InviteMessageTemplate: {
          EmailSubject: "Undangan masuk ke Selaras",
          EmailMessage: expect.stringMatching(
            /Nama pengguna: \{username\}.*Kata sandi sementara: \{####\}.*https:\/\/app\.[a-z.]+ lalu/,
          ),
        },
      },
      VerificationMessageTemplate: {
        DefaultEmailOption: "CONFIRM_WITH_CODE",
        EmailMessage: expect.stringContaining("Kode Anda: {####}"),
      },
    });
  });

  it("has one client: without a secret, by SRP and renewal only, silent about who exists, revocable", () => {
    expect(house.of(environment, "AWS::Cognito::UserPoolClient")).toHaveLength(1);
    expect(client).toMatchObject({
      UserPoolId: { Ref: "UserPool" },
      GenerateSecret: false,
      ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
      AllowedOAuthFlowsUserPoolClient: false,
      SupportedIdentityProviders: ["COGNITO"],
      PreventUserExistenceErrors: "ENABLED",
      EnableTokenRevocation: true,
    });
    // Rotated refresh tokens would refuse the site's renewal by InitiateAuth.
    expect(client).not.toHaveProperty("RefreshTokenRotation");
  });

  it("gives tokens for an hour, a session for thirty days and three minutes for a sign-in", () => {
    expect(client).toMatchObject({
      AccessTokenValidity: 60,
      IdTokenValidity: 60,
      RefreshTokenValidity: 30 * 24 * 60,
      TokenValidityUnits: { AccessToken: "minutes", IdToken: "minutes", RefreshToken: "minutes" },
      AuthSessionValidity: 3,
    });
  });

  it("lets people change their address and nothing that says who they are", () => {
    expect(client).toMatchObject({
      ReadAttributes: ["email", "email_verified", "name"],
      WriteAttributes: ["email"],
    });
  });

  it("knows no groups: authority lies in the table", () => {
    expect(house.of(environment, "AWS::Cognito::UserPoolGroup")).toEqual([]);
  });

  it("stands behind a firewall of its own, which browsers meet before sign-in", () => {
    expect(house.properties(environment, "identity", "SignInFirewallAssociation")).toEqual({
      ResourceArn: { "Fn::GetAtt": ["UserPool", "Arn"] },
      WebACLArn: { "Fn::GetAtt": ["SignInFirewall", "Arn"] },
    });
    expect(house.properties(environment, "identity", "SignInFirewall")).toMatchObject({
      Scope: "REGIONAL",
      DefaultAction: { Allow: {} },
      Rules: [
        {
          Name: "sign-ins-per-address",
          Action: { Block: { CustomResponse: { ResponseCode: 429 } } },
          Statement: { RateBasedStatement: { AggregateKeyType: "IP", EvaluationWindowSec: 300, Limit: 1_000 } },
        },
        { Name: "AWSManagedRulesAmazonIpReputationList", OverrideAction: { None: {} } },
      ],
    });
  });
});

describe("threats", () => {
  it.each([
    ["dev", "ESSENTIALS", undefined],
    ["staging", "PLUS", { AdvancedSecurityMode: "AUDIT" }],
    ["production", "PLUS", { AdvancedSecurityMode: "ENFORCED" }],
  ] as const)("in %s: plan %s, %j", (environment, plan, addOns) => {
    const pool = house.properties(environment, "identity", "UserPool");
    expect(pool["UserPoolTier"]).toBe(plan);
    expect(pool["UserPoolAddOns"]).toEqual(addOns);
  });

  it("that are enforced ask for the second factor and lock nobody out", () => {
    const ask = { EventAction: "MFA_IF_CONFIGURED", Notify: false };
    const policies = house.all.filter(({ logicalId }) => logicalId === "RiskPolicy");
    expect(policies.map(({ environment, resource }) => [environment, resource.Properties])).toEqual([
      [
        "production",
        {
          UserPoolId: { Ref: "UserPool" },
          ClientId: "ALL",
          AccountTakeoverRiskConfiguration: {
            Actions: { LowAction: { EventAction: "NO_ACTION", Notify: false }, MediumAction: ask, HighAction: ask },
          },
        },
      ],
    ]);
  });
});

describe("mails of sign-in", () => {
  it("come from Cognito unless the installation names a sender, then from SES in the region", () => {
    expect(house.properties("production", "identity", "UserPool")["EmailConfiguration"]).toEqual({
      EmailSendingAccount: "COGNITO_DEFAULT",
    });
    const filled = synthesise({ production: FILLED });
    expect(filled.properties("production", "identity", "UserPool")["EmailConfiguration"]).toEqual({
      EmailSendingAccount: "DEVELOPER",
      From: "Selaras <masuk@selaras.example>",
      SourceArn: "arn:aws:ses:ap-southeast-3:444444444444:identity/selaras.example",
    });
  });
});
