import { invalidParameter } from "./failure.ts";
import { poolOf, type Realm } from "./realm.ts";
import type { UserRecord } from "./records.ts";
import type { ApiRequest } from "./request.ts";
import { folded, userView } from "./users.ts";

const LARGEST_PAGE = 60;
const FILTER = /^\s*"?([\w:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/;
/** The attributes the service can search by; custom ones are not among them. */
const SEARCHABLE: Readonly<Record<string, (user: UserRecord) => string>> = {
  username: (user) => user.username,
  sub: (user) => user.sub,
  status: (user) => (user.enabled ? "Enabled" : "Disabled"),
  "cognito:user_status": (user) => user.status,
  ...Object.fromEntries(
    ["email", "phone_number", "name", "given_name", "family_name", "preferred_username"].map((name) => [
      name,
      (user: UserRecord) => user.attributes[name] ?? "",
    ]),
  ),
};

/**
 * ListUsers: pages of at most 60 in the order of usernames. The token names the last user shown, so that people who
 * come or go between two pages neither repeat nor hide others.
 */
export function listUsers(realm: Realm, request: ApiRequest): object {
  const pool = poolOf(realm, request.text("UserPoolId"));
  const limit = request.optionalCount("Limit") ?? LARGEST_PAGE;
  if (limit < 1 || limit > LARGEST_PAGE) throw invalidParameter("Limit must be between 1 and 60.");
  const after = readToken(request.optionalText("PaginationToken"));
  const matches = matcher(request.optionalText("Filter"));
  const wanted = request.optionalNames("AttributesToGet");
  const rest = pool.users
    .inOrder()
    .filter((user) => (after === undefined || folded(user.username) > after) && matches(user));
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return {
    Users: page.map((user) => selected(user, wanted)),
    ...(last && rest.length > limit ? { PaginationToken: writeToken(folded(last.username)) } : {}),
  };
}

function selected(user: UserRecord, wanted: readonly string[] | undefined): object {
  const view = userView(user);
  return wanted ? { ...view, Attributes: view.Attributes.filter(({ Name }) => wanted.includes(Name)) } : view;
}

function matcher(filter: string | undefined): (user: UserRecord) => boolean {
  if (filter === undefined || filter === "") return () => true;
  const [, name = "", operator, quoted = ""] = FILTER.exec(filter) ?? [];
  const read = Object.hasOwn(SEARCHABLE, name) ? SEARCHABLE[name] : undefined;
  if (!read) throw invalidParameter("Invalid search condition.");
  // Names, addresses and states are compared without regard to case, as this pool does everywhere.
  const value = folded(quoted.replaceAll(/\\(.)/g, "$1"));
  return operator === "=" ? (user) => folded(read(user)) === value : (user) => folded(read(user)).startsWith(value);
}

function writeToken(username: string): string {
  return Buffer.from(JSON.stringify({ after: username })).toString("base64url");
}

function readToken(token: string | undefined): string | undefined {
  if (token === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(token, "base64url").toString("utf8"));
    if (typeof value === "object" && value !== null && "after" in value && typeof value.after === "string") {
      return value.after;
    }
  } catch {
    // Told below like any other token that is not ours.
  }
  throw invalidParameter("Invalid pagination token.");
}
