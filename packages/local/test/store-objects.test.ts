import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import {
  CopyObjectCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { bytesOf, type StoreWorld, storeWorld } from "./store-world.ts";

let world: StoreWorld;
beforeAll(async () => {
  world = await storeWorld();
});
afterAll(() => world.end());

describe("objects", () => {
  it("gives back what was put, with type, metadata and headers, also after a restart", async () => {
    const Bucket = await world.bucket();
    const Key = "laporan/b c+ü(1).txt";
    const Metadata = { tenant: "kukar" };
    const CacheControl = "no-store";
    await world.client.send(
      new PutObjectCommand({ Bucket, Key, Body: "halo", ContentType: "text/plain", Metadata, CacheControl }),
    );
    await world.restart();
    const got = await world.client.send(new GetObjectCommand({ Bucket, Key }));
    expect((await bytesOf(got)).toString()).toBe("halo");
    expect(got).toMatchObject({ ContentType: "text/plain", Metadata, CacheControl, ContentLength: 4 });
    expect(got.ETag).toBe(`"${createHash("md5").update("halo").digest("hex")}"`);
  });

  it("leaves no bytes behind of what was overwritten or deleted", async () => {
    const Bucket = await world.bucket();
    const files = async () => {
      const entries = await readdir(join(world.folder, Bucket, "objects"), { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).length;
    };
    for (const Body of ["1", "2", "3"]) await world.client.send(new PutObjectCommand({ Bucket, Key: "k", Body }));
    expect(await files()).toBe(2);
    await world.client.send(new DeleteObjectCommand({ Bucket, Key: "k" }));
    expect(await files()).toBe(0);
  });

  it("keeps an empty object", async () => {
    const Bucket = await world.bucket();
    await world.client.send(new PutObjectCommand({ Bucket, Key: "kosong", Body: "" }));
    const got = await world.client.send(new GetObjectCommand({ Bucket, Key: "kosong" }));
    expect((await bytesOf(got)).length).toBe(0);
  });

  it("tells a missing key from a missing bucket", async () => {
    const Bucket = await world.bucket();
    const { client } = world;
    await expect(client.send(new GetObjectCommand({ Bucket, Key: "x" }))).rejects.toMatchObject({ name: "NoSuchKey" });
    await expect(client.send(new HeadObjectCommand({ Bucket, Key: "x" }))).rejects.toMatchObject({ name: "NotFound" });
    const nowhere = new GetObjectCommand({ Bucket: "no-such-bucket", Key: "x" });
    await expect(client.send(nowhere)).rejects.toMatchObject({ name: "NoSuchBucket" });
    await expect(client.send(new HeadBucketCommand({ Bucket: "no-such-bucket" }))).rejects.toMatchObject({
      name: "NotFound",
    });
  });

  it("reads ranges: from-to, from, last bytes; refuses one that lies outside", async () => {
    const Bucket = await world.bucket();
    await world.client.send(new PutObjectCommand({ Bucket, Key: "r", Body: "0123456789" }));
    const range = async (Range: string) => {
      const got = await world.client.send(new GetObjectCommand({ Bucket, Key: "r", Range }));
      return [(await bytesOf(got)).toString(), got.ContentRange, got.$metadata.httpStatusCode];
    };
    expect(await range("bytes=2-4")).toEqual(["234", "bytes 2-4/10", 206]);
    expect(await range("bytes=7-")).toEqual(["789", "bytes 7-9/10", 206]);
    expect(await range("bytes=-3")).toEqual(["789", "bytes 7-9/10", 206]);
    expect(await range("bytes=8-99")).toEqual(["89", "bytes 8-9/10", 206]);
    expect(await range("bytes=5-2")).toEqual(["0123456789", undefined, 200]);
    await expect(range("bytes=10-")).rejects.toMatchObject({ name: "InvalidRange" });
  });

  it("answers 304 for an unchanged object and 412 for a changed one", async () => {
    const Bucket = await world.bucket();
    const { ETag } = await world.client.send(new PutObjectCommand({ Bucket, Key: "c", Body: "satu" }));
    const read = (terms: object) => world.client.send(new GetObjectCommand({ Bucket, Key: "c", ...terms }));
    await expect(read({ IfNoneMatch: ETag })).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
    await expect(read({ IfMatch: '"other"' })).rejects.toMatchObject({ name: "PreconditionFailed" });
    expect((await bytesOf(await read({ IfMatch: ETag }))).toString()).toBe("satu");
    const future = new Date(Date.now() + 86_400_000);
    await expect(read({ IfModifiedSince: future })).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
    await expect(read({ IfUnmodifiedSince: new Date(0) })).rejects.toMatchObject({ name: "PreconditionFailed" });
  });

  it("copies with or without new metadata, and refuses a copy that changes nothing", async () => {
    const Bucket = await world.bucket();
    const CopySource = `${Bucket}/${encodeURIComponent("asal ü.txt")}`;
    const Metadata = { tenant: "kukar" };
    await world.client.send(new PutObjectCommand({ Bucket, Key: "asal ü.txt", Body: "isi", Metadata }));
    await world.client.send(new CopyObjectCommand({ Bucket, Key: "same", CopySource }));
    const replaced = { Metadata: { z: "1" }, MetadataDirective: "REPLACE", ChecksumAlgorithm: "SHA256" } as const;
    const copied = await world.client.send(new CopyObjectCommand({ Bucket, Key: "new", CopySource, ...replaced }));
    const sha256 = createHash("sha256").update("isi").digest("base64");
    expect(copied.CopyObjectResult?.ChecksumSHA256).toBe(sha256);
    expect((await world.client.send(new HeadObjectCommand({ Bucket, Key: "same" }))).Metadata).toEqual(Metadata);
    const renewed = await world.client.send(new GetObjectCommand({ Bucket, Key: "new" }));
    expect(renewed.Metadata).toEqual({ z: "1" });
    expect((await bytesOf(renewed)).toString()).toBe("isi");
    const idle = new CopyObjectCommand({ Bucket, Key: "asal ü.txt", CopySource });
    await expect(world.client.send(idle)).rejects.toMatchObject({ name: "InvalidRequest" });
  });

  it("keeps tags apart from the bytes", async () => {
    const Bucket = await world.bucket();
    await world.client.send(new PutObjectCommand({ Bucket, Key: "t", Body: "x", Tagging: "scan=pending" }));
    const tags = async () => (await world.client.send(new GetObjectTaggingCommand({ Bucket, Key: "t" }))).TagSet;
    expect(await tags()).toEqual([{ Key: "scan", Value: "pending" }]);
    const Tagging = { TagSet: [{ Key: "scan", Value: "bersih & <aman>" }] };
    await world.client.send(new PutObjectTaggingCommand({ Bucket, Key: "t", Tagging }));
    expect(await tags()).toEqual(Tagging.TagSet);
    const twice = { TagSet: [...Tagging.TagSet, ...Tagging.TagSet] };
    const put = new PutObjectTaggingCommand({ Bucket, Key: "t", Tagging: twice });
    await expect(world.client.send(put)).rejects.toMatchObject({ name: "InvalidTag" });
  });

  it("deletes one, and many of which some are absent; then the bucket can go", async () => {
    const Bucket = await world.bucket();
    for (const Key of ["a", "b", "c"]) await world.client.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
    await world.client.send(new DeleteObjectCommand({ Bucket, Key: "a" }));
    await expect(world.client.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: "BucketNotEmpty",
    });
    const Objects = [{ Key: "b" }, { Key: "c" }, { Key: "never" }];
    const gone = await world.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(gone.Deleted?.map((each) => each.Key)).toEqual(["b", "c", "never"]);
    await world.client.send(new DeleteBucketCommand({ Bucket }));
    await expect(world.client.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({ name: "NotFound" });
  });
});

describe("conditional writes", () => {
  it("lets exactly one of many first writers win", async () => {
    const Bucket = await world.bucket();
    const writers = Array.from({ length: 8 }, (_, index) =>
      world.client.send(new PutObjectCommand({ Bucket, Key: "once", Body: String(index), IfNoneMatch: "*" })),
    );
    const results = await Promise.allSettled(writers);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    const reasons: unknown[] = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    expect(reasons).toMatchObject(Array.from({ length: 7 }, () => ({ name: "PreconditionFailed" })));
    const winner = results.findIndex((result) => result.status === "fulfilled");
    const got = await world.client.send(new GetObjectCommand({ Bucket, Key: "once" }));
    expect((await bytesOf(got)).toString()).toBe(String(winner));
  });

  it("replaces only the object the writer read (If-Match)", async () => {
    const Bucket = await world.bucket();
    const put = (Body: string, IfMatch?: string) =>
      world.client.send(
        new PutObjectCommand({ Bucket, Key: "m", Body, ...(IfMatch === undefined ? {} : { IfMatch }) }),
      );
    await expect(put("0", '"abc"')).rejects.toMatchObject({ name: "NoSuchKey" });
    const first = await put("1");
    await put("2", first.ETag);
    await expect(put("3", first.ETag)).rejects.toMatchObject({ name: "PreconditionFailed" });
    const got = await world.client.send(new GetObjectCommand({ Bucket, Key: "m" }));
    expect((await bytesOf(got)).toString()).toBe("2");
  });
});
