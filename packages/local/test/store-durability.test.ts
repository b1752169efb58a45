import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, it } from "vitest";

import { bytesOf, clientFor } from "./store-world.ts";

const Bucket = "durable";
const ROUNDS = 3;
const KILL_AFTER = 60;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "selaras-store-kill-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function startChild(): Promise<{ child: ChildProcess; client: S3Client }> {
  const program = join(import.meta.dirname, "store-child.ts");
  const child = spawn(process.execPath, [program, folder], { stdio: ["ignore", "pipe", "inherit"] });
  if (child.stdout === null) throw new Error("The child has no output.");
  const [line] = await once(child.stdout, "data");
  return { child, client: clientFor(String(line).trim()) };
}

const etagOf = (bytes: Buffer) => `"${createHash("md5").update(bytes).digest("hex")}"`;

/** Writes with several writers, kills the store in the midst of them and gives all that was confirmed. */
async function writeUntilKilled(round: number, confirmed: Map<string, Buffer>): Promise<void> {
  const { child, client } = await startChild();
  if (round === 0) {
    await client.send(new CreateBucketCommand({ Bucket }));
    const VersioningConfiguration = { Status: "Enabled" } as const;
    await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  }
  const exited = once(child, "exit");
  let acknowledged = 0;
  const writer = async (writerNumber: number) => {
    for (let turn = 0; ; turn += 1) {
      // Every fourth write adds a version to a key the same writer wrote before.
      const Key = `${round}/${writerNumber}/${turn - (turn % 4 === 3 ? 1 : 0)}`;
      const Body = randomBytes(20_000);
      await client.send(new PutObjectCommand({ Bucket, Key, Body }));
      confirmed.set(Key, Body);
      acknowledged += 1;
      if (acknowledged === KILL_AFTER) child.kill("SIGKILL");
    }
  };
  await Promise.allSettled([0, 1, 2, 3, 4, 5].map(writer));
  // Already dead, unless the writers failed for another reason.
  child.kill("SIGKILL");
  await exited;
  client.destroy();
}

it("loses nothing it confirmed and shows nothing half-written when killed again and again", async () => {
  const confirmed = new Map<string, Buffer>();
  for (let round = 0; round < ROUNDS; round += 1) await writeUntilKilled(round, confirmed);
  expect(confirmed.size).toBeGreaterThan(ROUNDS * KILL_AFTER * 0.6);

  const { child, client } = await startChild();
  try {
    for (const [Key, bytes] of confirmed) {
      const versions = await client.send(new ListObjectVersionsCommand({ Bucket, Prefix: Key }));
      const etags = versions.Versions?.filter((version) => version.Key === Key).map((version) => version.ETag);
      // A newer, unconfirmed version may lie on top; the confirmed one is there all the same.
      expect(etags).toContain(etagOf(bytes));
    }
    const listed = await client.send(new ListObjectsV2Command({ Bucket }));
    expect(listed.KeyCount).toBeGreaterThanOrEqual(confirmed.size);
    for (const { Key, ETag } of listed.Contents ?? []) {
      const bytes = await bytesOf(await client.send(new GetObjectCommand({ Bucket, Key })));
      expect(etagOf(bytes)).toBe(ETag);
    }
  } finally {
    client.destroy();
    const exited = once(child, "exit");
    child.kill("SIGTERM");
    await exited;
  }
});
