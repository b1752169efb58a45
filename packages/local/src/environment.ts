import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateBucketCommand, PutBucketCorsCommand, PutBucketVersioningCommand, S3Client } from "@aws-sdk/client-s3";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { FunctionName } from "@selaras/core/cloud/access.ts";
import { asFunction, forgetSessions } from "@selaras/core/db/principal.ts";
import { tableDefinition } from "@selaras/core/db/table.ts";
import { startStub } from "./access-stub.ts";
import { startStore } from "./store/store.ts";
import { createTable } from "./table/create.ts";
import { startTableEngine } from "./table/engine.ts";

export const REGION = "ap-southeast-3";
export const TABLE = "selaras-local";
export const EVIDENCE = "selaras-evidence";
export const ARCHIVE = "selaras-archive";
const WORK = "selaras-work";
const ACCOUNT = "000000000000";
const KEYS = { accessKeyId: "local", secretAccessKey: "local-secret" };

/** Runs `work` as one of the product's functions, on the credentials that this house gave it. */
export const actAs = <T>(name: FunctionName, work: () => T): T => asFunction(name, KEYS, work);

/** Table and store, with the environment variables that lead the product's SDK clients to them. */
export type Engines = {
  readonly tableFile: string | undefined;
  readonly storeEndpoint: string;
  /** Names of the endpoints that came with the environment and were taken as they are. */
  readonly given: readonly string[];
  readonly stop: () => Promise<void>;
};

/** Settings of the product that every process of the local house shares. */
function setEnvironment(): void {
  Object.assign(process.env, {
    AWS_REGION: process.env["AWS_REGION"] ?? REGION,
    AWS_ACCESS_KEY_ID: process.env["AWS_ACCESS_KEY_ID"] ?? KEYS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: process.env["AWS_SECRET_ACCESS_KEY"] ?? KEYS.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: "true",
    SELARAS_TABLE: process.env["SELARAS_TABLE"] ?? TABLE,
    SELARAS_EVIDENCE_BUCKET: process.env["SELARAS_EVIDENCE_BUCKET"] ?? EVIDENCE,
    SELARAS_ARCHIVE_BUCKET: process.env["SELARAS_ARCHIVE_BUCKET"] ?? ARCHIVE,
    SELARAS_WORK_BUCKET: process.env["SELARAS_WORK_BUCKET"] ?? WORK,
    SELARAS_STORE_PATH_STYLE: "1",
    SELARAS_TABLE_ARN: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${process.env["SELARAS_TABLE"] ?? TABLE}`,
    // One process stands for every function here, so the name of the role follows from the scope.
    SELARAS_TENANT_ROLE: `arn:aws:iam::${ACCOUNT}:role/selaras-local-tenant-{scope}`,
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
  const rule = {
    AllowedMethods: ["PUT", "GET"],
    AllowedOrigins: [...origins],
    AllowedHeaders: ["content-type", "x-amz-checksum-sha256"],
    ExposeHeaders: ["ETag"],
    MaxAgeSeconds: 600,
  };
  await client.send(
    new PutBucketCorsCommand({
      Bucket: process.env["SELARAS_EVIDENCE_BUCKET"],
      CORSConfiguration: { CORSRules: [rule] },
    }),
  );
  client.destroy();
}

/**
 * Starts table and store, in a folder or (without one) in memory and a temporary folder, and points the SDK to them.
 * Endpoints that the environment names already are used instead of our own engines.
 */
export async function startEngines(
  options: { folder?: string; origins?: readonly string[]; now?: () => Date } = {},
): Promise<Engines> {
  setEnvironment();
  const stops: (() => Promise<void>)[] = [];
  const stub = await startStub();
  process.env["AWS_ENDPOINT_URL_STS"] = stub.endpoint;
  stops.push(stub.stop);
  forgetSessions();
  const given = ["AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_S3"].filter((name) => process.env[name]);
  const tableFile = options.folder === undefined ? undefined : join(options.folder, "table.sqlite");
  if (!given.includes("AWS_ENDPOINT_URL_DYNAMODB")) {
    const engine = await startTableEngine(tableFile === undefined ? {} : { file: tableFile });
    process.env["AWS_ENDPOINT_URL_DYNAMODB"] = engine.endpoint;
    process.env["AWS_ENDPOINT_URL_DYNAMODB_STREAMS"] = engine.endpoint;
    stops.push(() => engine.stop());
  }
  if (!given.includes("AWS_ENDPOINT_URL_S3")) {
    const folder =
      options.folder === undefined ? mkdtempSync(join(tmpdir(), "selaras-store-")) : join(options.folder, "store");
    const store = await startStore({ folder, ...KEYS, region: REGION, isArchived: (bucket) => bucket === ARCHIVE });
    process.env["AWS_ENDPOINT_URL_S3"] = store.endpoint;
    stops.push(async () => {
      await store.stop();
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    });
  }
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
    stop: async () => {
      for (const stop of stops.reverse()) await stop();
    },
  };
}
