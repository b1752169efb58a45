import { createHash } from "node:crypto";

import { GetObjectCommand, HeadObjectCommand } from "@aws-sdk/client-s3";
import { createPresignedPost, type PresignedPostOptions } from "@aws-sdk/s3-presigned-post";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { bytesOf, codeOf, type StoreWorld, storeWorld } from "./store-world.ts";

let world: StoreWorld;
let Bucket: string;
beforeAll(async () => {
  world = await storeWorld();
  Bucket = await world.bucket();
});
afterAll(() => world.end());

const sign = (terms: Partial<PresignedPostOptions> = {}) =>
  createPresignedPost(world.client, {
    Bucket,
    Key: "bukti/${filename}",
    Conditions: [
      ["content-length-range", 1, 1000],
      ["starts-with", "$Content-Type", "image/"],
    ],
    Fields: { "Content-Type": "image/png", "x-amz-meta-tenant": "kukar" },
    Expires: 60,
    ...terms,
  });

type Signed = Awaited<ReturnType<typeof sign>>;

async function send(signed: Signed, body: string, changes: Record<string, string> = {}, name = "foto.png") {
  const form = new FormData();
  for (const [field, value] of Object.entries({ ...signed.fields, ...changes })) form.append(field, value);
  form.append("file", new Blob([body], { type: "image/png" }), name);
  const answer = await fetch(signed.url, { method: "POST", body: form });
  return { status: answer.status, code: await codeOf(answer) };
}

describe("form uploads", () => {
  it("stores the file with type and metadata under the signed key", async () => {
    expect(await send(await sign(), "x".repeat(1000))).toMatchObject({ status: 204 });
    const got = await world.client.send(new GetObjectCommand({ Bucket, Key: "bukti/foto.png" }));
    expect(got).toMatchObject({ ContentLength: 1000, ContentType: "image/png", Metadata: { tenant: "kukar" } });
    expect((await bytesOf(got)).toString()).toBe("x".repeat(1000));
  });

  it("answers 201 with the address when the signer asked for it", async () => {
    const Fields = { "Content-Type": "image/png", success_action_status: "201" };
    expect(await send(await sign({ Fields }), "x")).toMatchObject({ status: 201 });
  });

  it("refuses a file larger or smaller than allowed", async () => {
    expect(await send(await sign(), "x".repeat(1001))).toEqual({ status: 400, code: "EntityTooLarge" });
    expect(await send(await sign(), "")).toEqual({ status: 400, code: "EntityTooSmall" });
  });

  it("refuses another type, key, bucket, metadata or field than was signed", async () => {
    const signed = await sign();
    const denied = { status: 403, code: "AccessDenied" };
    expect(await send(signed, "x", { "Content-Type": "text/html" })).toEqual(denied);
    expect(await send(signed, "x", { key: "lain/foto.png" })).toEqual(denied);
    expect(await send(signed, "x", { "x-amz-meta-tenant": "bombana" })).toEqual(denied);
    expect(await send(signed, "x", { "x-amz-meta-extra": "1" })).toEqual(denied);
    const elsewhere = await world.bucket();
    expect(await send({ ...signed, url: signed.url.replace(Bucket, elsewhere) }, "x")).toEqual(denied);
  });

  it("refuses a changed policy or signature, and a form without them", async () => {
    const signed = await sign();
    const mismatch = { status: 403, code: "SignatureDoesNotMatch" };
    expect(await send(signed, "x", { "X-Amz-Signature": "0".repeat(64) })).toEqual(mismatch);
    const wider = Buffer.from(JSON.stringify({ expiration: "2999-01-01T00:00:00Z", conditions: [] })).toString(
      "base64",
    );
    expect(await send(signed, "x", { Policy: wider })).toEqual(mismatch);
    const bare = { url: signed.url, fields: { key: "bukti/x" } };
    expect(await send(bare, "x")).toEqual({ status: 403, code: "AccessDenied" });
  });

  it("refuses a form after its time", async () => {
    const signed = await sign();
    world.advance(61_000);
    const late = await send(signed, "x");
    world.advance(-61_000);
    expect(late).toEqual({ status: 403, code: "AccessDenied" });
  });

  it("verifies a signed checksum of the file", async () => {
    const sum = createHash("sha256").update("bukti").digest("base64");
    const signed = await sign({ Fields: { "Content-Type": "image/png", "x-amz-checksum-sha256": sum } });
    expect(await send(signed, "palsu")).toEqual({ status: 400, code: "BadDigest" });
    expect(await send(signed, "bukti", {}, "sum.png")).toMatchObject({ status: 204 });
    const head = await world.client.send(
      new HeadObjectCommand({ Bucket, Key: "bukti/sum.png", ChecksumMode: "ENABLED" }),
    );
    expect(head.ChecksumSHA256).toBe(sum);
  });

  it("takes a file name literally, whatever signs it contains", async () => {
    expect(await send(await sign(), "x", {}, "$& ..$1 ü.png")).toMatchObject({ status: 204 });
    const head = await world.client.send(new HeadObjectCommand({ Bucket, Key: "bukti/$& ..$1 ü.png" }));
    expect(head.ContentLength).toBe(1);
  });

  it("refuses a body that is no form", async () => {
    const headers = { "content-type": "multipart/form-data; boundary=x" };
    for (const body of ["", "--x", "--x\r\n\r\n", "garbage"]) {
      const answer = await fetch(`${world.endpoint}/${Bucket}`, { method: "POST", headers, body });
      expect([body, answer.status]).toEqual([body, 400]);
    }
    const answer = await fetch(`${world.endpoint}/${Bucket}`, {
      method: "POST",
      headers: { "content-type": "multipart/form-data" },
      body: "x",
    });
    expect(await codeOf(answer)).toBe("MalformedPOSTRequest");
  });
});
