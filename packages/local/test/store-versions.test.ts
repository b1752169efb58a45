import { createHash } from "node:crypto";
import {
  CopyObjectCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { ARCHIVE, bytesOf, type StoreWorld, storeWorld } from "./store-world.ts";

let world: StoreWorld;
beforeAll(async () => {
  world = await storeWorld();
});
afterAll(() => world.end());

const put = (Bucket: string, Key: string, Body: string) =>
  world.client.send(new PutObjectCommand({ Bucket, Key, Body }));
const read = async (Bucket: string, Key: string, VersionId?: string) => {
  const version = VersionId === undefined ? {} : { VersionId };
  return (await bytesOf(await world.client.send(new GetObjectCommand({ Bucket, Key, ...version })))).toString();
};

describe("versions", () => {
  it("keeps every version readable, newest first", async () => {
    const Bucket = await world.bucket("versioned");
    const first = await put(Bucket, "v", "1");
    const second = await put(Bucket, "v", "2");
    expect(first.VersionId).not.toBe(second.VersionId);
    expect(await read(Bucket, "v")).toBe("2");
    expect(await read(Bucket, "v", first.VersionId)).toBe("1");
    const listed = await world.client.send(new ListObjectVersionsCommand({ Bucket, Prefix: "v" }));
    expect(listed.Versions?.map((version) => [version.VersionId, version.IsLatest])).toEqual([
      [second.VersionId, true],
      [first.VersionId, false],
    ]);
    await expect(read(Bucket, "v", "0".repeat(32))).rejects.toMatchObject({ name: "NoSuchVersion" });
  });

  it("hides a deleted object behind a marker, and removing the marker brings it back", async () => {
    const Bucket = await world.bucket("versioned");
    const { VersionId } = await put(Bucket, "v", "1");
    const gone = await world.client.send(new DeleteObjectCommand({ Bucket, Key: "v" }));
    expect(gone.DeleteMarker).toBe(true);
    await expect(read(Bucket, "v")).rejects.toMatchObject({ name: "NoSuchKey" });
    expect(await read(Bucket, "v", VersionId)).toBe("1");
    const marker = { Bucket, Key: "v", VersionId: gone.VersionId };
    await expect(world.client.send(new HeadObjectCommand(marker))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 405 },
    });
    await world.client.send(new DeleteObjectCommand(marker));
    expect(await read(Bucket, "v")).toBe("1");
  });

  it("removes one version for good, and the bucket goes only when none is left", async () => {
    const Bucket = await world.bucket("versioned");
    const first = await put(Bucket, "v", "1");
    const second = await put(Bucket, "v", "2");
    await world.client.send(new DeleteObjectCommand({ Bucket, Key: "v", VersionId: second.VersionId }));
    expect(await read(Bucket, "v")).toBe("1");
    await expect(world.client.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: "BucketNotEmpty",
    });
    await world.client.send(new DeleteObjectCommand({ Bucket, Key: "v", VersionId: first.VersionId }));
    await world.client.send(new DeleteBucketCommand({ Bucket }));
  });

  it("keeps the object from before versioning, and overwrites only it while versioning is suspended", async () => {
    const Bucket = await world.bucket();
    const versioning = (Status: "Enabled" | "Suspended") =>
      world.client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
    await put(Bucket, "v", "before");
    await versioning("Enabled");
    const { VersionId } = await put(Bucket, "v", "during");
    expect(await read(Bucket, "v", "null")).toBe("before");
    await versioning("Suspended");
    await put(Bucket, "v", "after");
    expect(await read(Bucket, "v", "null")).toBe("after");
    expect(await read(Bucket, "v", VersionId)).toBe("during");
    const listed = await world.client.send(new ListObjectVersionsCommand({ Bucket }));
    expect(listed.Versions).toHaveLength(2);
  });

  it("restores an old version by copying it", async () => {
    const Bucket = await world.bucket("versioned");
    const first = await put(Bucket, "v", "1");
    await put(Bucket, "v", "2");
    const CopySource = `${Bucket}/v?versionId=${first.VersionId}`;
    const copied = await world.client.send(new CopyObjectCommand({ Bucket, Key: "v", CopySource }));
    expect(copied.CopySourceVersionId).toBe(first.VersionId);
    expect(await read(Bucket, "v")).toBe("1");
  });

  it("deletes many with markers and tells their ids", async () => {
    const Bucket = await world.bucket("versioned");
    await put(Bucket, "a", "1");
    const Objects = [{ Key: "a" }];
    const gone = await world.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(gone.Deleted?.[0]).toMatchObject({ Key: "a", DeleteMarker: true });
    const listed = await world.client.send(new ListObjectVersionsCommand({ Bucket }));
    expect(listed.DeleteMarkers?.[0]?.VersionId).toBe(gone.Deleted?.[0]?.DeleteMarkerVersionId);
  });
});

describe("the archive", () => {
  it("takes nothing whose sender did not say what it should be, as under an object lock", async () => {
    const Bucket = await world.bucket("versioned");
    const client = world.presigner;
    const bare = new PutObjectCommand({ Bucket, Key: `${ARCHIVE}a`, Body: "isi" });
    await expect(client.send(bare)).rejects.toMatchObject({ name: "InvalidRequest" });
    const sum = createHash("sha256").update("isi").digest("base64");
    await client.send(new PutObjectCommand({ Bucket, Key: `${ARCHIVE}a`, Body: "isi", ChecksumSHA256: sum }));
    await client.send(new PutObjectCommand({ Bucket, Key: "draf", Body: "isi" }));
  });

  for (const kind of ["plain", "versioned"] as const) {
    it(`refuses every overwrite and delete in a ${kind} bucket, and the object stays`, async () => {
      const Bucket = await world.bucket(kind);
      const Key = `${ARCHIVE}2026/snap-1`;
      const { VersionId } = await put(Bucket, Key, "asli");
      await put(Bucket, "draft", "palsu");
      const denied = { name: "AccessDenied" };
      await expect(put(Bucket, Key, "palsu")).rejects.toMatchObject(denied);
      await expect(put(Bucket, Key, "asli")).rejects.toMatchObject(denied);
      const copy = new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/draft` });
      await expect(world.client.send(copy)).rejects.toMatchObject(denied);
      await expect(world.client.send(new DeleteObjectCommand({ Bucket, Key }))).rejects.toMatchObject(denied);
      const version = { Bucket, Key, VersionId: VersionId ?? "null" };
      await expect(world.client.send(new DeleteObjectCommand(version))).rejects.toMatchObject(denied);
      const Objects = [{ Key }, { Key: "draft" }];
      const batch = await world.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
      expect(batch.Errors).toMatchObject([{ Key, Code: "AccessDenied" }]);
      expect(batch.Deleted).toMatchObject([{ Key: "draft" }]);
      expect(await read(Bucket, Key)).toBe("asli");
      await expect(world.client.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({
        name: "BucketNotEmpty",
      });
    });
  }

  it("tells a repeated first write by PreconditionFailed, so that repeating it is harmless", async () => {
    const Bucket = await world.bucket("versioned");
    const write = () =>
      world.client.send(new PutObjectCommand({ Bucket, Key: `${ARCHIVE}h`, Body: "asli", IfNoneMatch: "*" }));
    await write();
    await expect(write()).rejects.toMatchObject({ name: "PreconditionFailed" });
  });

  it("allows new tags, as Object Lock does", async () => {
    const Bucket = await world.bucket();
    const Key = `${ARCHIVE}tagged`;
    await put(Bucket, Key, "asli");
    const Tagging = { TagSet: [{ Key: "scan", Value: "clean" }] };
    await world.client.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging }));
    const got = await world.client.send(new GetObjectTaggingCommand({ Bucket, Key }));
    expect(got.TagSet).toEqual(Tagging.TagSet);
  });

  it("guards only keys that begin with its prefix", async () => {
    const Bucket = await world.bucket();
    const Key = `not-${ARCHIVE}x`;
    await put(Bucket, Key, "1");
    await put(Bucket, Key, "2");
    await world.client.send(new DeleteObjectCommand({ Bucket, Key }));
    await expect(read(Bucket, Key)).rejects.toMatchObject({ name: "NoSuchKey" });
  });
});
