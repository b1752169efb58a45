import { once } from "node:events";
import { mkdir } from "node:fs/promises";

import { type StoreAccess, storeCallers } from "../access/store-gate.ts";
import { Buckets } from "./buckets.ts";
import { type Callers, keyHolder } from "./callers.ts";
import { Objects } from "./objects.ts";
import { createStoreServer } from "./server.ts";

export interface StoreOptions {
  /** Where the buckets are kept; created when absent. One store at a time may work in it. */
  readonly folder: string;
  /** A key pair that may do everything. Without `access` the only one. */
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  /** Functions, sessions and their policies; absent: no policy is asked. */
  readonly access?: StoreAccess;
  readonly region: string;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** The clock of signatures, policies and write times; absent: the machine's. */
  readonly now?: () => Date;
  /** Objects for which it is true are written once: no overwrite, no delete, of no version. */
  readonly isArchived?: (bucket: string, key: string) => boolean;
}

export interface RunningStore {
  /** `http://127.0.0.1:<port>`, for path-style clients. */
  readonly endpoint: string;
  readonly port: number;
  /** Answers what is under way, then closes. */
  stop(): Promise<void>;
}

/** How long `stop` waits for requests under way, in milliseconds. */
const STOP_PATIENCE_MS = 3000;

/**
 * Starts the stand-in for S3 on 127.0.0.1. Everything it confirmed is on the disk and survives `kill -9`.
 * Left out: multipart uploads, ACLs, the first version of ListObjects (NotImplemented); bucket policy, encryption and
 * lifecycle are stored and returned but have no effect. Raises when the port is taken.
 */
export async function startStore(options: StoreOptions): Promise<RunningStore> {
  const { folder, region, isArchived = () => false, now = () => new Date() } = options;
  await mkdir(folder, { recursive: true });
  const buckets = new Buckets(folder);
  const objects = new Objects({ buckets, now, isArchived });
  const server = createStoreServer({ buckets, objects, callers: callersOf(options), region, now });
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The store listens on no port.");
  const { port } = address;
  const stop = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    server.closeIdleConnections();
    const patience = setTimeout(() => server.closeAllConnections(), STOP_PATIENCE_MS);
    await closed;
    clearTimeout(patience);
  };
  return { endpoint: `http://127.0.0.1:${port}`, port, stop };
}

function callersOf({ accessKeyId, secretAccessKey, access }: StoreOptions): Callers {
  const own = accessKeyId !== undefined && secretAccessKey !== undefined ? { accessKeyId, secretAccessKey } : undefined;
  if (access !== undefined) return storeCallers(access, own);
  if (own === undefined) throw new Error("The store needs a key pair or the house's access.");
  return keyHolder(own.accessKeyId, own.secretAccessKey);
}
