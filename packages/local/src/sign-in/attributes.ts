import { CognitoFailure, invalidParameter } from "./failure.ts";

const STANDARD = new Set([
  "address",
  "birthdate",
  "email",
  "email_verified",
  "family_name",
  "gender",
  "given_name",
  "locale",
  "middle_name",
  "name",
  "nickname",
  "phone_number",
  "phone_number_verified",
  "picture",
  "preferred_username",
  "profile",
  "updated_at",
  "website",
  "zoneinfo",
]);
const LONGEST_VALUE = 2048;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Refuses attributes the pool does not know and values that cannot be what their name says. */
export function checkAttributes(attributes: ReadonlyMap<string, string>, customAttributes: readonly string[]): void {
  for (const [name, value] of attributes) {
    const known = STANDARD.has(name) || customAttributes.some((custom) => name === `custom:${custom}`);
    if (!known || value.length > LONGEST_VALUE) {
      throw invalidParameter(`Attributes did not conform to the schema: ${name}`);
    }
    if (name === "email" && value !== "" && !EMAIL.test(value)) throw invalidParameter("Invalid email address format.");
    if (name.endsWith("_verified") && value !== "true" && value !== "false") {
      throw invalidParameter(`Attributes did not conform to the schema: ${name} must be true or false`);
    }
  }
}

/** Refuses what only an operator may write: nobody declares an own address verified. */
export function checkOwnAttributes(attributes: ReadonlyMap<string, string>): void {
  for (const name of attributes.keys()) {
    if (name === "sub" || name.endsWith("_verified")) {
      throw new CognitoFailure("NotAuthorizedException", "A client attempted to write unauthorized attribute");
    }
  }
}

/** `b***@s***` for `budi@selaras.test`: enough to recognise one's own address, too little to learn it. */
export function maskedEmail(email: string): string {
  const [name = "", host = ""] = email.split("@");
  return `${name.charAt(0)}***@${host.charAt(0)}***`;
}
