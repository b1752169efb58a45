import { createHash, randomBytes } from "node:crypto";
import { Readable } from "node:stream";

import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, type PutObjectCommandInput } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { bytesOf, codeOf, type StoreWorld, storeWorld } from "./store-world.ts";

let world: StoreWorld;
let Bucket: string;
beforeAll(async () => {
  world = await storeWorld();
  Bucket = await world.bucket();
});
afterAll(() => world.end());

// Check values of the nine bytes "123456789": CRC-32 cbf43926 and CRC-32C e3069283 are the published ones of the
// polynomials (RFC 3720 for the latter); digests by coreutils.
const NINE = "123456789";
const SUMS = {
  ChecksumCRC32: Buffer.from("cbf43926", "hex").toString("base64"),
  ChecksumCRC32C: Buffer.from("e3069283", "hex").toString("base64"),
  ChecksumMD5: Buffer.from("25f9e794323b453885f5181f1b624d0b", "hex").toString("base64"),
  ChecksumSHA1: Buffer.from("f7c3bc1d808e04732adf679965ccc34ca7ae3441", "hex").toString("base64"),
  ChecksumSHA256: Buffer.from("15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225", "hex").toString(
    "base64",
  ),
} satisfies Partial<PutObjectCommandInput>;

describe("checksums", () => {
  for (const [name, value] of Object.entries(SUMS)) {
    it(`verifies ${name} and returns it when asked`, async () => {
      await world.client.send(new PutObjectCommand({ Bucket, Key: name, Body: NINE, [name]: value }));
      const head = await world.client.send(new HeadObjectCommand({ Bucket, Key: name, ChecksumMode: "ENABLED" }));
      expect(head).toMatchObject({ [name]: value, ChecksumType: "FULL_OBJECT" });
    });

    it(`refuses bytes that do not match ${name}, and stores nothing`, async () => {
      const Key = `bad-${name}`;
      const put = new PutObjectCommand({ Bucket, Key, Body: "12345678X", [name]: value });
      await expect(world.client.send(put)).rejects.toMatchObject({ name: "BadDigest" });
      await expect(world.client.send(new HeadObjectCommand({ Bucket, Key }))).rejects.toMatchObject({
        name: "NotFound",
      });
    });
  }

  it("verifies Content-MD5", async () => {
    const put = (Body: string, ContentMD5: string) =>
      world.client.send(new PutObjectCommand({ Bucket, Key: "md5", Body, ContentMD5 }));
    await put(NINE, SUMS.ChecksumMD5);
    await expect(put("other", SUMS.ChecksumMD5)).rejects.toMatchObject({ name: "BadDigest" });
    await expect(put(NINE, "short")).rejects.toMatchObject({ name: "InvalidDigest" });
  });

  it("refuses a checksum it cannot verify rather than believing it", async () => {
    const put = new PutObjectCommand({ Bucket, Key: "nvme", Body: NINE, ChecksumCRC64NVME: "rosUhgp5mIg=" });
    await expect(world.client.send(put)).rejects.toMatchObject({ name: "NotImplemented" });
  });

  it("gives every object a checksum by which the reader notices damage", async () => {
    await world.presigner.send(new PutObjectCommand({ Bucket, Key: "default", Body: NINE }));
    const head = await world.client.send(new HeadObjectCommand({ Bucket, Key: "default", ChecksumMode: "ENABLED" }));
    expect(head.ChecksumCRC32).toBe(SUMS.ChecksumCRC32);
  });
});

describe("bodies", () => {
  it("takes a stream in chunks apart without losing or adding a byte", async () => {
    const data = randomBytes(300_000);
    const Body = Readable.from([data.subarray(0, 100_000), data.subarray(100_000)]);
    await world.client.send(new PutObjectCommand({ Bucket, Key: "stream", Body, ContentLength: data.length }));
    const got = await world.client.send(new GetObjectCommand({ Bucket, Key: "stream" }));
    expect((await bytesOf(got)).equals(data)).toBe(true);
    expect(got.ContentEncoding).toBeUndefined();
  });

  it("keeps 50 MB and refuses one byte more, and goes on serving", async () => {
    const limit = 50 * 1024 * 1024;
    await world.presigner.send(new PutObjectCommand({ Bucket, Key: "large", Body: Buffer.alloc(limit) }));
    const head = await world.client.send(new HeadObjectCommand({ Bucket, Key: "large" }));
    expect(head.ContentLength).toBe(limit);
    const larger = new PutObjectCommand({ Bucket, Key: "larger", Body: Buffer.alloc(limit + 1) });
    await expect(world.presigner.send(larger)).rejects.toMatchObject({ name: "EntityTooLarge" });
    const Body = Readable.from([Buffer.alloc(limit), Buffer.alloc(1)]);
    const streamed = new PutObjectCommand({ Bucket, Key: "larger", Body, ContentLength: limit + 1 });
    await expect(world.client.send(streamed)).rejects.toMatchObject({ name: "EntityTooLarge" });
    await expect(world.client.send(new HeadObjectCommand({ Bucket, Key: "larger" }))).rejects.toMatchObject({
      name: "NotFound",
    });
  });

  it("refuses a body other than the one that was signed", async () => {
    const client = world.connect({ requestChecksumCalculation: "WHEN_REQUIRED" });
    client.middlewareStack.add(
      (next) => (step) => {
        const request: unknown = step.request;
        if (typeof request === "object" && request !== null) Object.assign(request, { body: "palsu" });
        return next(step);
      },
      { step: "finalizeRequest", priority: "low" },
    );
    const put = new PutObjectCommand({ Bucket, Key: "swapped", Body: "benar" });
    await expect(client.send(put)).rejects.toMatchObject({ name: "XAmzContentSHA256Mismatch" });
  });

  it("refuses more metadata than S3 keeps", async () => {
    const put = (length: number) =>
      world.client.send(
        new PutObjectCommand({ Bucket, Key: "meta", Body: "x", Metadata: { note: "n".repeat(length) } }),
      );
    await put(2044);
    await expect(put(2045)).rejects.toMatchObject({ name: "MetadataTooLarge" });
  });

  it("says that multipart uploads are not implemented", async () => {
    const answer = await fetch(`${world.endpoint}/${Bucket}/x?uploads`, { method: "POST" });
    expect([answer.status, await codeOf(answer)]).toEqual([403, "AccessDenied"]);
    const { CreateMultipartUploadCommand } = await import("@aws-sdk/client-s3");
    const begin = new CreateMultipartUploadCommand({ Bucket, Key: "x" });
    await expect(world.client.send(begin)).rejects.toMatchObject({ name: "NotImplemented" });
  });
});

it("computes the sums of this file as coreutils does", () => {
  expect(createHash("sha256").update(NINE).digest("base64")).toBe(SUMS.ChecksumSHA256);
});
