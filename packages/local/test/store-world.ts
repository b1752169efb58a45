import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { CreateBucketCommand, PutBucketVersioningCommand, S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";

import { type RunningStore, startStore } from "../src/store/store.ts";

export const REGION = "ap-southeast-3";
export const ACCESS_KEY = "store-tests";
export const SECRET_KEY = "only-for-tests";
export const ARCHIVE = "archive/";

export interface StoreWorld {
  readonly endpoint: string;
  readonly folder: string;
  readonly client: S3Client;
  /** A client that adds no checksum of its own, for presigning. */
  readonly presigner: S3Client;
  /** Another client, with settings of its own. */
  connect(settings?: S3ClientConfig): S3Client;
  /** A new bucket's name. */
  bucket(kind?: "plain" | "versioned"): Promise<string>;
  /** Moves the store's clock. */
  advance(milliseconds: number): void;
  /** Stops the store and starts it again on the same folder. */
  restart(): Promise<void>;
  end(): Promise<void>;
}

/** A running store in a folder of its own, with clients signed for it. */
export async function storeWorld(): Promise<StoreWorld> {
  const folder = await mkdtemp(join(tmpdir(), "selaras-store-"));
  let aheadMs = 0;
  const start = (port: number): Promise<RunningStore> =>
    startStore({
      folder,
      port,
      accessKeyId: ACCESS_KEY,
      secretAccessKey: SECRET_KEY,
      region: REGION,
      now: () => new Date(Date.now() + aheadMs),
      isArchived: (_bucket, key) => key.startsWith(ARCHIVE),
    });
  let store = await start(0);
  const { endpoint, port } = store;
  const clients: S3Client[] = [];
  const connect = (settings: S3ClientConfig = {}): S3Client => {
    const client = clientFor(endpoint, settings);
    clients.push(client);
    return client;
  };
  const client = connect();
  return {
    endpoint,
    folder,
    client,
    connect,
    presigner: connect({ requestChecksumCalculation: "WHEN_REQUIRED" }),
    async bucket(kind = "plain") {
      const name = `b-${randomUUID()}`;
      await client.send(new CreateBucketCommand({ Bucket: name }));
      const VersioningConfiguration = { Status: "Enabled" } as const;
      if (kind === "versioned") {
        await client.send(new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration }));
      }
      return name;
    },
    advance(milliseconds) {
      aheadMs += milliseconds;
    },
    async restart() {
      await store.stop();
      store = await start(port);
    },
    async end() {
      for (const each of clients) each.destroy();
      await store.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An SDK client for a store. */
export function clientFor(endpoint: string, settings: S3ClientConfig = {}): S3Client {
  return new S3Client({
    endpoint,
    region: REGION,
    forcePathStyle: true,
    credentials: { accessKeyId: ACCESS_KEY, secretAccessKey: SECRET_KEY },
    maxAttempts: 1,
    ...settings,
  });
}

/** The bytes of an answered object. */
export async function bytesOf(answer: { Body?: { transformToByteArray(): Promise<Uint8Array> } }): Promise<Buffer> {
  if (answer.Body === undefined) throw new Error("The answer has no body.");
  return Buffer.from(await answer.Body.transformToByteArray());
}

/** The S3 code of an XML error. */
export async function codeOf(response: Response): Promise<string | undefined> {
  return /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1];
}
