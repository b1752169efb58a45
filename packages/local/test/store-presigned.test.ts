import { createHash } from "node:crypto";

import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, PutObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { ACCESS_KEY, bytesOf, codeOf, REGION, SECRET_KEY, type StoreWorld, storeWorld } from "./store-world.ts";

let world: StoreWorld;
let Bucket: string;
beforeAll(async () => {
  world = await storeWorld();
  Bucket = await world.bucket();
  await world.client.send(new PutObjectCommand({ Bucket, Key: "sk ü.txt", Body: "halo", ContentType: "text/plain" }));
  await world.client.send(new PutObjectCommand({ Bucket, Key: "other", Body: "rahasia" }));
});
afterAll(() => world.end());

const refusalOf = async (response: Response) => [response.status, await codeOf(response)];

describe("signed requests", () => {
  const list = (settings: object) => world.connect(settings).send(new ListObjectsV2Command({ Bucket }));

  it("refuses a wrong secret, a wrong key and a wrong region", async () => {
    const wrongSecret = { credentials: { accessKeyId: ACCESS_KEY, secretAccessKey: "wrong" } };
    await expect(list(wrongSecret)).rejects.toMatchObject({ name: "SignatureDoesNotMatch" });
    const wrongKey = { credentials: { accessKeyId: "wrong", secretAccessKey: SECRET_KEY } };
    await expect(list(wrongKey)).rejects.toMatchObject({ name: "InvalidAccessKeyId" });
    await expect(list({ region: "us-east-1" })).rejects.toMatchObject({ name: "AuthorizationHeaderMalformed" });
  });

  it("refuses a request signed more than a quarter of an hour away", async () => {
    await expect(list({ systemClockOffset: -14 * 60_000 })).resolves.toMatchObject({ KeyCount: 2 });
    await expect(list({ systemClockOffset: -16 * 60_000 })).rejects.toMatchObject({ name: "RequestTimeTooSkewed" });
    await expect(list({ systemClockOffset: 16 * 60_000 })).rejects.toMatchObject({ name: "RequestTimeTooSkewed" });
  });

  it("refuses a request without a signature, for an object, a bucket and the store", async () => {
    for (const path of [`/${Bucket}/other`, `/${Bucket}`, `/${Bucket}?list-type=2`, "/"]) {
      expect(await refusalOf(await fetch(world.endpoint + path))).toEqual([403, "AccessDenied"]);
    }
    for (const method of ["PUT", "POST", "DELETE"]) {
      const answer = await fetch(`${world.endpoint}/${Bucket}/other`, { method });
      expect(await refusalOf(answer)).toEqual([403, "AccessDenied"]);
    }
  });
});

describe("presigned reading", () => {
  const address = (Key: string, terms: object = {}, expiresIn = 60) =>
    getSignedUrl(world.client, new GetObjectCommand({ Bucket, Key, ...terms }), { expiresIn });

  it("gives the object, with the headers the signer asked for", async () => {
    const ResponseContentDisposition = 'attachment; filename="sk.txt"';
    const answer = await fetch(await address("sk ü.txt", { ResponseContentDisposition }));
    expect(await answer.text()).toBe("halo");
    expect(answer.headers.get("content-disposition")).toBe(ResponseContentDisposition);
    expect(answer.headers.get("content-type")).toBe("text/plain");
  });

  it("refuses an address changed in signature, key, expiry, header override or method", async () => {
    const good = await address("other");
    expect((await fetch(good)).status).toBe(200);
    const changed = [
      good.replace(/X-Amz-Signature=../, "X-Amz-Signature=zz"),
      good.replace("/other?", "/sk%20%C3%BC.txt?"),
      good.replace("X-Amz-Expires=60", "X-Amz-Expires=600"),
      `${good}&response-content-type=text%2Fhtml`,
    ];
    for (const address of changed) {
      expect(await refusalOf(await fetch(address))).toEqual([403, "SignatureDoesNotMatch"]);
    }
    expect((await fetch(good, { method: "DELETE" })).status).toBe(403);
    expect((await fetch(good, { method: "HEAD" })).status).toBe(403);
  });

  it("refuses an address without one of its parts, or with one twice", async () => {
    const good = await address("other");
    for (const part of ["Algorithm", "Credential", "Date", "Expires", "SignedHeaders"]) {
      const without = good.replace(new RegExp(`X-Amz-${part}=[^&]*&?`), "");
      expect([part, (await fetch(without)).status]).toEqual([part, 400]);
    }
    expect((await fetch(`${good}&X-Amz-Expires=60`)).status).toBe(400);
    expect((await fetch(good.replace("X-Amz-Expires=60", "X-Amz-Expires=604801"))).status).toBe(400);
  });

  it("refuses an address after its time, and one from the future", async () => {
    const fresh = await address("other", {}, 60);
    expect((await fetch(fresh)).status).toBe(200);
    world.advance(61_000);
    const expired = await fetch(fresh);
    world.advance(-61_000);
    expect(await refusalOf(expired)).toEqual([403, "AccessDenied"]);
    world.advance(-16 * 60_000);
    const early = await fetch(fresh);
    world.advance(16 * 60_000);
    expect(await refusalOf(early)).toEqual([403, "AccessDenied"]);
    expect((await fetch(fresh)).status).toBe(200);
  });
});

describe("presigned writing", () => {
  it("takes exactly the type and length that were signed", async () => {
    const put = new PutObjectCommand({ Bucket, Key: "sk.pdf", ContentType: "application/pdf", ContentLength: 5 });
    const signableHeaders = new Set(["content-type", "content-length"]);
    const address = await getSignedUrl(world.presigner, put, { expiresIn: 60, signableHeaders });
    const send = (body: string, type: string) =>
      fetch(address, { method: "PUT", body, headers: { "content-type": type } });
    expect((await send("12345", "text/html")).status).toBe(403);
    expect((await send("123456", "application/pdf")).status).toBe(403);
    expect((await send("1234", "application/pdf")).status).toBe(403);
    expect((await send("12345", "application/pdf")).status).toBe(200);
    const head = await world.client.send(new HeadObjectCommand({ Bucket, Key: "sk.pdf" }));
    expect(head).toMatchObject({ ContentLength: 5, ContentType: "application/pdf" });
  });

  it("takes exactly the bytes whose hash was signed, whether sent as a header or in the address", async () => {
    const body = "bukti";
    const sum = createHash("sha256").update(body).digest("base64");
    const put = new PutObjectCommand({ Bucket, Key: "bukti", ChecksumSHA256: sum });
    const hash = new Set(["x-amz-checksum-sha256"]);
    const asHeader = await getSignedUrl(world.presigner, put, { expiresIn: 60, unhoistableHeaders: hash });
    const headers = { "x-amz-checksum-sha256": sum };
    expect((await fetch(asHeader, { method: "PUT", body })).status).toBe(403);
    expect(await refusalOf(await fetch(asHeader, { method: "PUT", body: "palsu", headers }))).toEqual([
      400,
      "BadDigest",
    ]);
    expect((await fetch(asHeader, { method: "PUT", body, headers })).status).toBe(200);

    const inAddress = await getSignedUrl(world.presigner, put, { expiresIn: 60 });
    expect(await refusalOf(await fetch(inAddress, { method: "PUT", body: "palsu" }))).toEqual([400, "BadDigest"]);
    const otherSum = createHash("sha256").update("palsu").digest("base64");
    const contradicting = { method: "PUT", body: "palsu", headers: { "x-amz-checksum-sha256": otherSum } };
    expect((await fetch(inAddress, contradicting)).status).toBe(403);
    expect((await fetch(inAddress, { method: "PUT", body })).status).toBe(200);
    const got = await world.client.send(new GetObjectCommand({ Bucket, Key: "bukti", ChecksumMode: "ENABLED" }));
    expect(got.ChecksumSHA256).toBe(sum);
    expect((await bytesOf(got)).toString()).toBe(body);
  });

  it("takes the metadata in the address and refuses metadata added afterwards", async () => {
    const put = new PutObjectCommand({ Bucket, Key: "meta", Metadata: { tenant: "kukar" } });
    const address = await getSignedUrl(world.presigner, put, { expiresIn: 60 });
    const added = await fetch(address, { method: "PUT", body: "x", headers: { "x-amz-meta-tenant": "bombana" } });
    expect(await refusalOf(added)).toEqual([403, "AccessDenied"]);
    expect((await fetch(address, { method: "PUT", body: "x" })).status).toBe(200);
    const head = await world.client.send(new HeadObjectCommand({ Bucket, Key: "meta" }));
    expect(head.Metadata).toEqual({ tenant: "kukar" });
  });

  it("shows the trap of presigning with the SDK's defaults: the signed checksum is that of nothing", async () => {
    const put = new PutObjectCommand({ Bucket, Key: "trap" });
    const trap = await getSignedUrl(world.client, put, { expiresIn: 60 });
    expect(await refusalOf(await fetch(trap, { method: "PUT", body: "isi" }))).toEqual([400, "BadDigest"]);
    const sound = await getSignedUrl(world.presigner, put, { expiresIn: 60 });
    expect((await fetch(sound, { method: "PUT", body: "isi" })).status).toBe(200);
  });

  it("accepts nothing signed for another region", async () => {
    const far = world.connect({ region: "us-east-1" });
    const address = await getSignedUrl(far, new GetObjectCommand({ Bucket, Key: "other" }), { expiresIn: 60 });
    expect(address).not.toContain(REGION);
    expect((await fetch(address)).status).toBe(400);
  });
});
