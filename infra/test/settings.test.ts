import { describe, expect, it } from "vitest";
import { settingsOf } from "../settings.ts";

const ZONE = { SELARAS_DOMAIN: "selaras.example", SELARAS_ZONE: "Z0123456789ABC" };
const ARN = "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d";

describe("the settings of a deployment", () => {
  it("are a domain with its zone or with a certificate, and the operators", () => {
    expect(settingsOf("production", ZONE)).toEqual({
      domain: { apex: "selaras.example", app: "app.selaras.example", zone: "Z0123456789ABC", certificate: null },
      operators: [],
    });
    const given = { SELARAS_DOMAIN: "a.go.id", SELARAS_CERTIFICATE: ARN };
    const names = " arn:aws:iam::123456789012:role/sso/admin , arn:aws:iam::123456789012:user/siti,";
    expect(settingsOf("me", { ...given, SELARAS_OPERATORS: names })).toEqual({
      domain: { apex: "a.go.id", app: "app.a.go.id", zone: null, certificate: ARN },
      operators: ["arn:aws:iam::123456789012:role/sso/admin", "arn:aws:iam::123456789012:user/siti"],
    });
  });

  it("are refused to a stage whose names would be those of the foundation", () => {
    expect(() => settingsOf("foundation", ZONE)).toThrow("No stage may be called foundation");
  });

  it.each(["me", "dev"])("may all be missing on %s", (stage) => {
    expect(settingsOf(stage, {})).toEqual({ domain: null, operators: [] });
  });

  it.each([
    ["production without a domain", {}, "production needs SELARAS_DOMAIN"],
    ["a domain that nothing proves", { SELARAS_DOMAIN: "selaras.example" }, "needs SELARAS_ZONE"],
    ["an address", { ...ZONE, SELARAS_DOMAIN: "https://selaras.example" }, "not a domain"],
    ["a pattern", { ...ZONE, SELARAS_DOMAIN: "*.selaras.example" }, "not a domain"],
    ["something that is no zone", { ...ZONE, SELARAS_ZONE: "selaras.example" }, "not the id of a Route 53 zone"],
    [
      "a certificate of another region",
      { SELARAS_DOMAIN: "selaras.example", SELARAS_CERTIFICATE: ARN.replace("us-east-1", "ap-southeast-3") },
      "not the ARN of a certificate in us-east-1",
    ],
    ["an account as operator", { ...ZONE, SELARAS_OPERATORS: "arn:aws:iam::123456789012:root" }, "not the ARN of"],
    ["everybody as operator", { ...ZONE, SELARAS_OPERATORS: "*" }, "not the ARN of"],
    ["a pattern as operator", { ...ZONE, SELARAS_OPERATORS: "arn:aws:iam::123456789012:role/*" }, "not the ARN of"],
  ])("are refused: %s", (_, given, says) => {
    expect(() => settingsOf("production", given)).toThrow(says);
  });
});
