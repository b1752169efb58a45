import { AsyncLocalStorage } from "node:async_hooks";
import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { FUNCTIONS, type FunctionName, type Holdings, SCOPE_OF, TENANT_TAG, tenantPolicy } from "../cloud/access.ts";
import { machineTime } from "../kernel/clock.ts";
import { actingTenant } from "../kernel/context.ts";
import type { TenantId } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { meterRequests } from "./meter.ts";

/**
 * On whose credentials the table and the store are asked. A function starts on its own role, which reaches nothing of any
 * tenant; as soon as a request has a tenant it works on a session that was taken for this tenant alone, so that wrong code
 * is stopped by the cloud and not only by this house.
 */

export type Credentials = NonNullable<DynamoDBClientConfig["credentials"]>;
export type Principal = {
  readonly documents: DynamoDBDocumentClient;
  /** Absent: what the environment gives to this function. */
  readonly credentials: Credentials | undefined;
};

type Hosted = { readonly name: FunctionName; readonly credentials: Credentials | undefined };

const hosted = new AsyncLocalStorage<Hosted>();
let standing: Hosted | null = null;

/**
 * Runs `work` as the function named, on its credentials. In the cloud every function is a process of its own and its
 * environment says who it is; on one machine several share a process and are told apart here.
 */
export const asFunction = <T>(name: FunctionName, credentials: Credentials, work: () => T): T =>
  hosted.run({ name, credentials }, work);

/** Who this process is when nobody said otherwise: for an operator's command, a seed, a test. */
export function standAs(name: FunctionName | null, credentials?: Credentials): void {
  standing = name === null ? null : { name, credentials };
}

function setting(name: string): string {
  const found = process.env[name];
  if (!found) throw new Error(`${name} is not set`);
  return found;
}

function here(): Hosted {
  const found = hosted.getStore() ?? standing;
  if (found) return found;
  const named = FUNCTIONS.find((each) => each === setting("SELARAS_FUNCTION"));
  if (!named) throw new Error("SELARAS_FUNCTION names no function of this product");
  return { name: named, credentials: undefined };
}

const bucketArn = (name: string): string => `arn:aws:s3:::${setting(name)}`;

function holdings(): Holdings {
  return {
    table: setting("SELARAS_TABLE_ARN"),
    stream: "",
    evidence: bucketArn("SELARAS_EVIDENCE_BUCKET"),
    archive: bucketArn("SELARAS_ARCHIVE_BUCKET"),
    work: bucketArn("SELARAS_WORK_BUCKET"),
    dataKey: process.env["SELARAS_DATA_KEY"] ?? null,
    // No session of a tenant reaches it.
    signingKey: "",
    mail: null,
    region: setting("AWS_REGION"),
  };
}

const MAX_ATTEMPTS = 4;

type Watcher = (documents: DynamoDBDocumentClient) => void;
const watchers: Watcher[] = [];

/** Shows every client of the table that is made from now on to somebody who measures. */
export function watchClients(watcher: Watcher): void {
  watchers.push(watcher);
  forgetSessions();
}

/** One pool of connections for the clients of all sessions. */
let connections: DynamoDBClient["config"]["requestHandler"] | undefined;

function principal(credentials: Credentials | undefined): Principal {
  const client = new DynamoDBClient({
    maxAttempts: MAX_ATTEMPTS,
    ...(credentials ? { credentials } : {}),
    ...(connections ? { requestHandler: connections } : {}),
  });
  connections ??= client.config.requestHandler;
  meterRequests(client);
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  for (const watch of watchers) watch(documents);
  return { documents, credentials };
}

type Session = Principal & { readonly until: number };
const owns = new Map<FunctionName, { readonly credentials: Credentials | undefined; readonly principal: Principal }>();
const sessions = new Map<string, Promise<Session>>();

/** The function itself, before or without a tenant. */
export function ownPrincipal(): Principal {
  const { name, credentials } = here();
  const known = owns.get(name);
  if (known && known.credentials === credentials) return known.principal;
  const made = principal(credentials);
  owns.set(name, { credentials, principal: made });
  return made;
}

/** Takes a session of the tenant: the role is fenced by the tag, and the policy sent along repeats the fence in words. */
async function takeSession({ name, credentials }: Hosted, tenant: TenantId): Promise<Session> {
  const scope = SCOPE_OF[name];
  if (scope === null) throw new Error(`The function ${name} takes no session of a tenant`);
  const sts = new STSClient({ maxAttempts: MAX_ATTEMPTS, ...(credentials ? { credentials } : {}) });
  const taken = await sts.send(
    new AssumeRoleCommand({
      RoleArn: setting("SELARAS_TENANT_ROLE").replace("{scope}", scope),
      RoleSessionName: `${name}-${tenant}`,
      DurationSeconds: LIMITS.sessionSeconds,
      Policy: JSON.stringify(tenantPolicy(scope, tenant, holdings())),
      Tags: [{ Key: TENANT_TAG, Value: tenant }],
    }),
  );
  sts.destroy();
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = taken.Credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !Expiration) throw new Error("STS gave no credentials");
  const given = {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    expiration: Expiration,
    ...(SessionToken ? { sessionToken: SessionToken } : {}),
  };
  return { ...principal(given), until: Expiration.getTime() };
}

/**
 * The session of a tenant, kept in the warm function. It is renewed while it still lives long enough for an address that
 * is signed with it now to be used until its own end. Where it cannot be renewed it serves on until it ends: a service
 * that hands out sessions and pauses for some minutes stops nobody who has one.
 */
async function session(tenant: TenantId): Promise<Session> {
  const who = here();
  const key = `${who.name} ${tenant}`;
  const known = sessions.get(key);
  const still = await known?.catch(() => null);
  if (still && still.until - machineTime() > LIMITS.sessionRenewSeconds * 1000) return still;
  // Several requests find the same old session at once: the first renews it, the others wait for the same one.
  const latest = sessions.get(key);
  if (latest && latest !== known) return latest;
  const next = takeSession(who, tenant).catch((error: unknown) => {
    if (still && still.until - machineTime() > LIMITS.downloadSeconds * 1000) return still;
    throw error;
  });
  if (sessions.size >= LIMITS.sessionsKept) sessions.clear();
  sessions.set(key, next);
  next.catch(() => sessions.get(key) === next && sessions.delete(key));
  return next;
}

/** Who asks now: the session of the tenant on whose records the request works, or the function itself. */
export async function actingPrincipal(): Promise<Principal> {
  const tenant = actingTenant();
  return tenant === null ? ownPrincipal() : session(tenant);
}

/** Forgets every session and client, for whoever puts other engines or watchers in place. */
export function forgetSessions(): void {
  sessions.clear();
  owns.clear();
}
