import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateBucketCommand, PutBucketCorsCommand, PutBucketVersioningCommand, S3Client } from "@aws-sdk/client-s3";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { FunctionName, Holdings } from "@selaras/core/cloud/access.ts";
import { asFunction, forgetSessions } from "@selaras/core/db/principal.ts";
import { tableDefinition } from "@selaras/core/db/table.ts";
import { type Access, startAccess } from "./access/access.ts";
import type { Denial } from "./access/judgement.ts";
import { startOpenSts } from "./access/open-sts.ts";
import { LOCAL_HOLDINGS, LOCAL_REGION, TENANT_ROLE } from "./access/roles.ts";
import type { AccessKeys } from "./access/sessions.ts";
import { startTableGate } from "./access/table-gate.ts";
import { openSigningKey, type SigningKey } from "./kms/key-file.ts";
import { startKeyService } from "./kms/server.ts";
import { startStore } from "./store/store.ts";
import { createTable } from "./table/create.ts";
import { startTableEngine } from "./table/engine.ts";

export const REGION = LOCAL_REGION;
export const TABLE = "selaras-local";
export const EVIDENCE = "selaras-evidence";
export const ARCHIVE = "selaras-archive";
const WORK = "selaras-work";
/** What the environment gets when it brings engines of its own and no keys to them. */
const GIVEN_KEYS: AccessKeys = { accessKeyId: "local", secretAccessKey: "local-secret" };

let keysOf: (name: FunctionName) => AccessKeys = () => GIVEN_KEYS;
const held = new Map<FunctionName, AccessKeys>();

/** The keys that this house gave to one of the product's functions, always the same object. */
export function credentialsOf(name: FunctionName): AccessKeys {
  const known = held.get(name) ?? keysOf(name);
  held.set(name, known);
  return known;
}

/** Runs `work` as one of the product's functions, on its own credentials. */
export const actAs = <T>(name: FunctionName, work: () => T): T => asFunction(name, credentialsOf(name), work);

/** Table, store and keys, with the environment variables that lead the product's SDK clients to them. */
export type Engines = {
  readonly tableFile: string | undefined;
  readonly storeEndpoint: string;
  /** Names of the endpoints that came with the environment and were taken as they are. */
  readonly given: readonly string[];
  /** What was refused to whom lately; nothing when the engines are not ours. */
  readonly denials: () => readonly Denial[];
  /** Who is who in this house; null when its engines were given and everybody works on their keys. */
  readonly access: Access | null;
  readonly stop: () => Promise<void>;
};

/** Settings of the product that every process of the local house shares. */
function setEnvironment(): void {
  Object.assign(process.env, {
    AWS_REGION: process.env["AWS_REGION"] ?? REGION,
    AWS_EC2_METADATA_DISABLED: "true",
    SELARAS_TABLE: process.env["SELARAS_TABLE"] ?? TABLE,
    SELARAS_EVIDENCE_BUCKET: process.env["SELARAS_EVIDENCE_BUCKET"] ?? EVIDENCE,
    SELARAS_ARCHIVE_BUCKET: process.env["SELARAS_ARCHIVE_BUCKET"] ?? ARCHIVE,
    SELARAS_WORK_BUCKET: process.env["SELARAS_WORK_BUCKET"] ?? WORK,
    SELARAS_STORE_PATH_STYLE: "1",
    SELARAS_PUBLIC_SITE: process.env["SELARAS_PUBLIC_SITE"] ?? "http://{tenant}.localhost:3000",
    SELARAS_TABLE_ARN: LOCAL_HOLDINGS.table.replace(TABLE, process.env["SELARAS_TABLE"] ?? TABLE),
    // A line per request would drown what one wants to see here; "INFO" and "false" show what the cloud gets.
    POWERTOOLS_LOG_LEVEL: process.env["POWERTOOLS_LOG_LEVEL"] ?? "WARN",
    POWERTOOLS_METRICS_DISABLED: process.env["POWERTOOLS_METRICS_DISABLED"] ?? "true",
    // One process stands for every function here, so the name of the role follows from the scope.
    SELARAS_TENANT_ROLE: TENANT_ROLE,
  });
}

async function ensureBuckets(origins: readonly string[]): Promise<void> {
  const client = new S3Client({ forcePathStyle: true });
  const names = ["SELARAS_EVIDENCE_BUCKET", "SELARAS_ARCHIVE_BUCKET", "SELARAS_WORK_BUCKET"];
  for (const name of names.map((each) => process.env[each])) {
    try {
      await client.send(new CreateBucketCommand({ Bucket: name }));
    } catch (error) {
      if (!(error instanceof Error) || !/AlreadyOwnedByYou|AlreadyExists/.test(error.name)) throw error;
    }
    await client.send(new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration: { Status: "Enabled" } }));
  }
  const site = { AllowedOrigins: [...origins], MaxAgeSeconds: 600 };
  const rules = {
    SELARAS_EVIDENCE_BUCKET: {
      ...site,
      AllowedMethods: ["PUT", "GET"],
      AllowedHeaders: ["content-type", "x-amz-checksum-sha256"],
      ExposeHeaders: ["ETag"],
    },
    // What was made is read by the page that asked for it; nothing is put from a browser.
    SELARAS_WORK_BUCKET: { ...site, AllowedMethods: ["GET"] },
  };
  for (const [name, rule] of Object.entries(rules)) {
    const CORSConfiguration = { CORSRules: [rule] };
    await client.send(new PutBucketCorsCommand({ Bucket: process.env[name], CORSConfiguration }));
  }
  client.destroy();
}

/** ARNs of the things of this house, under whatever names the environment gave them. */
function holdingsHere(): Holdings {
  const arn = (bucket: string): string => `arn:aws:s3:::${process.env[bucket]}`;
  const table = process.env["SELARAS_TABLE_ARN"] ?? "";
  return {
    ...LOCAL_HOLDINGS,
    table,
    stream: `${table}/stream/*`,
    evidence: arn("SELARAS_EVIDENCE_BUCKET"),
    archive: arn("SELARAS_ARCHIVE_BUCKET"),
    work: arn("SELARAS_WORK_BUCKET"),
    signingKey: process.env["SELARAS_SIGNING_KEY"] ?? "",
  };
}

const useKeys = ({ accessKeyId, secretAccessKey }: AccessKeys): void => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey });
  delete process.env["AWS_SESSION_TOKEN"];
};

type Stops = (() => Promise<void>)[];

/** Engines of our own stand behind gates: every request is held against the policies of whoever makes it. */
async function guard(stops: Stops, say: ((line: string) => void) | undefined): Promise<Access> {
  const access = await startAccess({ holdings: holdingsHere(), ...(say ? { say } : {}) });
  stops.push(() => access.stop());
  process.env["AWS_ENDPOINT_URL_STS"] = access.stsEndpoint;
  useKeys(access.adminCredentials);
  keysOf = (name) => access.credentialsOf(name);
  return access;
}

/** Engines that the environment brought know its keys and nothing of our roles: everybody works on them. */
async function stayOpen(stops: Stops): Promise<void> {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env;
  const keys = accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : GIVEN_KEYS;
  const sts = await startOpenSts(keys);
  stops.push(sts.stop);
  process.env["AWS_ENDPOINT_URL_STS"] = sts.endpoint;
  useKeys(keys);
  keysOf = () => keys;
}

async function ownTable(file: string | undefined, access: Access | null, stops: Stops): Promise<void> {
  const engine = await startTableEngine(file === undefined ? {} : { file });
  stops.push(() => engine.stop());
  let { endpoint } = engine;
  if (access) {
    const gate = await startTableGate({ upstream: endpoint, access });
    stops.push(() => gate.stop());
    ({ endpoint } = gate);
  }
  process.env["AWS_ENDPOINT_URL_DYNAMODB"] = endpoint;
  process.env["AWS_ENDPOINT_URL_DYNAMODB_STREAMS"] = endpoint;
}

async function ownStore(kept: string | undefined, access: Access | null, stops: Stops): Promise<void> {
  const folder = kept === undefined ? mkdtempSync(join(tmpdir(), "selaras-store-")) : join(kept, "store");
  const callers = access ? { access } : credentialsOf("operator");
  const store = await startStore({ folder, ...callers, region: REGION, isArchived: (bucket) => bucket === ARCHIVE });
  process.env["AWS_ENDPOINT_URL_S3"] = store.endpoint;
  stops.push(async () => {
    await store.stop();
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  });
}

/** The endpoint of the last key service of ours, so that a second start does not take it for one that was given. */
let ownKeyService: string | undefined;

/** The key of the folder, named to the product before the policies that speak of it are written; null when one is given. */
function ownKey(folder: string | undefined): SigningKey | null {
  const given = process.env["AWS_ENDPOINT_URL_KMS"];
  if (given && given !== ownKeyService) return null;
  const key = openSigningKey(folder === undefined ? undefined : join(folder, "signing-key.json"));
  process.env["SELARAS_SIGNING_KEY"] = key.arn;
  return key;
}

async function ownKeys(key: SigningKey, access: Access | null, stops: Stops): Promise<void> {
  const service = await startKeyService({ key, access });
  ownKeyService = service.endpoint;
  process.env["AWS_ENDPOINT_URL_KMS"] = service.endpoint;
  stops.push(() => service.stop());
}

/**
 * Starts table, store and the service of the signing key, in a folder or (without one) in memory and a temporary folder, and points the SDK to them.
 * Endpoints that the environment names already are used instead of our own engines.
 */
export async function startEngines(
  options: { folder?: string; origins?: readonly string[]; onDenial?: (line: string) => void } = {},
): Promise<Engines> {
  setEnvironment();
  held.clear();
  forgetSessions();
  const stops: Stops = [];
  const given = ["AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_S3"].filter((name) => process.env[name]);
  const key = ownKey(options.folder);
  const access = given.length === 0 ? await guard(stops, options.onDenial) : null;
  if (!access) await stayOpen(stops);
  const tableFile = options.folder === undefined ? undefined : join(options.folder, "table.sqlite");
  if (!given.includes("AWS_ENDPOINT_URL_DYNAMODB")) await ownTable(tableFile, access, stops);
  if (!given.includes("AWS_ENDPOINT_URL_S3")) await ownStore(options.folder, access, stops);
  if (key) await ownKeys(key, access, stops);
  const client = new DynamoDBClient({});
  await createTable(
    client,
    tableDefinition(process.env["SELARAS_TABLE"] ?? TABLE),
    tableFile === undefined ? {} : { file: tableFile },
  );
  client.destroy();
  await ensureBuckets(options.origins ?? ["http://localhost:3000"]);
  return {
    tableFile,
    storeEndpoint: process.env["AWS_ENDPOINT_URL_S3"] ?? "",
    given,
    denials: () => access?.denials() ?? [],
    access,
    stop: async () => {
      for (const stop of stops.reverse()) await stop();
    },
  };
}
