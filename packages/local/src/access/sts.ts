import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { branch, leaf } from "../store/xml.ts";
import type { Denial } from "./judgement.ts";
import { UnknownPolicyElement } from "./pattern.ts";
import { type Policy, readPolicy } from "./policy.ts";
import { type Principal, refusalSentence } from "./principal.ts";
import { LOCAL_ACCOUNT, type Roles } from "./roles.ts";
import type { KeyRing } from "./sessions.ts";
import { bodyOf, keysNamed } from "./signed-request.ts";

/**
 * The stand-in for the service that gives sessions: AssumeRole and GetCallerIdentity of its query protocol.
 * Source: AWS Security Token Service API reference.
 */

const NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
const MAX_BODY_BYTES = 64 * 1024;
/** Longest session policy, in characters (STS's own limit). */
const MAX_POLICY_CHARACTERS = 2048;
const LEAST_SECONDS = 900;
/** The functions themselves run on sessions, and such a chain may last an hour (STS's own limit), which is the default too. */
const MOST_SECONDS = 3600;
const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;
const TAG = /^Tags\.member\.(\d+)\.(Key|Value)$/;

/** What the service says no with. */
class Refused extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message: string) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

const invalid = (message: string): Refused =>
  new Refused("ValidationError", 400, `1 validation error detected: ${message}`);

interface Service {
  readonly roles: Roles;
  readonly keys: KeyRing;
  readonly onDenial: (denial: Denial) => void;
}

/** The HTTP server of the service; not yet listening. */
export function createStsServer(service: Service): Server {
  return createServer((incoming, outgoing) => {
    const requestId = randomUUID();
    const write = (status: number, root: string): void => {
      const text = root.replace(/^<(\w+)>/, `<$1 xmlns="${NAMESPACE}">`);
      outgoing.writeHead(status, { "content-type": "text/xml", "x-amzn-requestid": requestId }).end(text);
    };
    const reply = async (): Promise<void> => {
      const { action, result } = await answer(service, incoming);
      const facts = branch("ResponseMetadata", leaf("RequestId", requestId));
      write(200, branch(`${action}Response`, branch(`${action}Result`, result), facts));
    };
    reply().catch((error: unknown) => {
      const refused = error instanceof Refused ? error : new Refused("InternalFailure", 500, "Something failed.");
      if (refused !== error) console.error("sts:", error);
      const type = leaf("Type", refused.status < 500 ? "Sender" : "Receiver");
      const body = branch("Error", type, leaf("Code", refused.code), leaf("Message", refused.message));
      write(refused.status, branch("ErrorResponse", body, leaf("RequestId", requestId)));
    });
  });
}

async function answer(service: Service, incoming: IncomingMessage): Promise<{ action: string; result: string }> {
  const body = await bodyOf(incoming, MAX_BODY_BYTES);
  if (body === undefined) throw new Refused("RequestEntityTooLarge", 413, "The request is too large.");
  const caller = callerOf(service.keys, incoming);
  const form = new URLSearchParams(body.toString("utf8"));
  const action = form.get("Action") ?? "";
  if (action === "GetCallerIdentity") {
    const result = [leaf("Arn", caller.arn), leaf("UserId", caller.arn), leaf("Account", LOCAL_ACCOUNT)];
    return { action, result: result.join("") };
  }
  if (action === "AssumeRole") return { action, result: assumeRole(service, caller, form) };
  throw new Refused("InvalidAction", 400, `Could not find operation ${action}`);
}

function callerOf(keys: KeyRing, incoming: IncomingMessage): Principal {
  const named = keysNamed(incoming);
  if (named === undefined)
    throw new Refused("MissingAuthenticationToken", 403, "Request is missing Authentication Token");
  const found = keys.find(named.accessKeyId, named.token);
  if (found.kind === "known") return found.principal;
  if (found.kind === "expired") {
    throw new Refused("ExpiredToken", 403, "The security token included in the request is expired");
  }
  throw new Refused("InvalidClientTokenId", 403, "The security token included in the request is invalid.");
}

function assumeRole({ roles, keys, onDenial }: Service, caller: Principal, form: URLSearchParams): string {
  const role = form.get("RoleArn") ?? "";
  const sessionName = form.get("RoleSessionName") ?? "";
  if (!SESSION_NAME.test(sessionName)) throw invalid("Value at 'roleSessionName' failed to satisfy constraint");
  const seconds = lifeSeconds(form.get("DurationSeconds"));
  const policy = sessionPolicy(form.get("Policy"));
  const taken = roles.assume(caller, { role, sessionName, tags: tagsOf(form), policy });
  if ("why" in taken) {
    const asked = { action: taken.action, resource: role };
    const message = refusalSentence(caller, asked, taken.why);
    onDenial({ ...asked, principal: caller.arn, leadingKeys: [], reason: taken.why, message });
    throw new Refused("AccessDenied", 403, message);
  }
  const { keys: given, until } = keys.giveSession(taken, seconds);
  const credentials = branch(
    "Credentials",
    leaf("AccessKeyId", given.accessKeyId),
    leaf("SecretAccessKey", given.secretAccessKey),
    leaf("SessionToken", given.sessionToken),
    leaf("Expiration", new Date(until).toISOString()),
  );
  const user = branch(
    "AssumedRoleUser",
    leaf("AssumedRoleId", `${given.accessKeyId}:${sessionName}`),
    leaf("Arn", taken.arn),
  );
  return credentials + user;
}

function lifeSeconds(text: string | null): number {
  if (text === null) return MOST_SECONDS;
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < LEAST_SECONDS) {
    throw invalid(`Value '${text}' at 'durationSeconds' must be at least ${LEAST_SECONDS}`);
  }
  if (seconds <= MOST_SECONDS) return seconds;
  const limit = "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.";
  throw new Refused("ValidationError", 400, limit);
}

function sessionPolicy(text: string | null): Policy | null {
  if (text === null) return null;
  if (text.length > MAX_POLICY_CHARACTERS) {
    throw invalid(`Value at 'policy' must have length less than or equal to ${MAX_POLICY_CHARACTERS}`);
  }
  try {
    return readPolicy(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof UnknownPolicyElement) && !(error instanceof SyntaxError)) throw error;
    throw new Refused("MalformedPolicyDocument", 400, error.message);
  }
}

function tagsOf(form: URLSearchParams): ReadonlyMap<string, string> {
  const numbers = [...form.keys()].flatMap((name) => TAG.exec(name)?.[1] ?? []);
  const tags = new Map<string, string>();
  for (const number of new Set(numbers)) {
    const key = form.get(`Tags.member.${number}.Key`) ?? "";
    if (key === "" || tags.has(key)) throw invalid("Value at 'tags' failed to satisfy constraint");
    tags.set(key, form.get(`Tags.member.${number}.Value`) ?? "");
  }
  return tags;
}
