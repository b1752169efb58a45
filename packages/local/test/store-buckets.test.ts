import {
  CreateBucketCommand,
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  PutBucketCorsCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { REGION, type StoreWorld, storeWorld } from "./store-world.ts";

let world: StoreWorld;
beforeAll(async () => {
  world = await storeWorld();
});
afterAll(() => world.end());

const APP = "http://localhost:5173";

describe("buckets", () => {
  it("are created once, under a sound name, and listed", async () => {
    const create = (Bucket: string) =>
      world.client.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: REGION } }));
    await create("selaras-bukti");
    await expect(create("selaras-bukti")).rejects.toMatchObject({ name: "BucketAlreadyOwnedByYou" });
    for (const name of ["ab", "Besar", "a..b", "-a-b"]) {
      await expect(create(name)).rejects.toMatchObject({ name: "InvalidBucketName" });
    }
    const listed = await world.client.send(new ListBucketsCommand({}));
    expect(listed.Buckets?.map((bucket) => bucket.Name)).toContain("selaras-bukti");
  });

  it("return the settings they were given, and S3's own answers before", async () => {
    const Bucket = await world.bucket();
    const { client } = world;
    await expect(client.send(new GetBucketPolicyCommand({ Bucket }))).rejects.toMatchObject({
      name: "NoSuchBucketPolicy",
    });
    await expect(client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).rejects.toMatchObject({
      name: "NoSuchLifecycleConfiguration",
    });
    expect((await client.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBeUndefined();

    const Rules = [{ ID: "x", Status: "Enabled", Filter: { Prefix: "tmp/" }, Expiration: { Days: 1 } } as const];
    await client.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
    const encryption = { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } as const }] };
    await client.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: encryption }));
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [] });
    await client.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    const block = { BlockPublicAcls: true, BlockPublicPolicy: true };
    await client.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: block }));

    expect((await client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules).toMatchObject(Rules);
    const kept = await client.send(new GetBucketEncryptionCommand({ Bucket }));
    expect(kept.ServerSideEncryptionConfiguration).toMatchObject(encryption);
    expect((await client.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(Policy);
    const access = await client.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(access.PublicAccessBlockConfiguration).toMatchObject(block);
  });

  it("refuse a policy that is no JSON", async () => {
    const Bucket = await world.bucket();
    const put = new PutBucketPolicyCommand({ Bucket, Policy: "{" });
    await expect(world.client.send(put)).rejects.toMatchObject({ name: "MalformedPolicy" });
  });
});

describe("cross-origin requests", () => {
  let Bucket: string;
  beforeAll(async () => {
    Bucket = await world.bucket();
    const rule = {
      AllowedMethods: ["PUT", "POST", "GET"],
      AllowedOrigins: [APP, "https://*.selaras.example"],
      AllowedHeaders: ["content-type", "x-amz-*"],
      ExposeHeaders: ["ETag"],
      MaxAgeSeconds: 300,
    };
    await world.client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [rule] } }));
  });

  const preflight = (origin: string, method: string, headers = "content-type") =>
    fetch(`${world.endpoint}/${Bucket}/x`, {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": method, "access-control-request-headers": headers },
    });

  it("returns the rules", async () => {
    const got = await world.client.send(new GetBucketCorsCommand({ Bucket }));
    expect(got.CORSRules?.[0]).toMatchObject({
      AllowedOrigins: [APP, "https://*.selaras.example"],
      MaxAgeSeconds: 300,
    });
  });

  it("allows what a rule allows", async () => {
    const allowed = await preflight(APP, "PUT", "Content-Type, x-amz-checksum-sha256");
    expect(allowed.status).toBe(200);
    expect(allowed.headers.get("access-control-allow-origin")).toBe(APP);
    expect(allowed.headers.get("access-control-allow-headers")).toBe("content-type, x-amz-checksum-sha256");
    expect(allowed.headers.get("access-control-max-age")).toBe("300");
    expect((await preflight("https://kukar.selaras.example", "GET")).status).toBe(200);
  });

  it("refuses another origin, method or header", async () => {
    expect((await preflight("http://evil.test", "PUT")).status).toBe(403);
    expect((await preflight("https://kukar.selaras.example.evil.test", "PUT")).status).toBe(403);
    expect((await preflight(APP, "DELETE")).status).toBe(403);
    expect((await preflight(APP, "PUT", "authorization")).status).toBe(403);
    const elsewhere = await world.bucket();
    const none = await fetch(`${world.endpoint}/${elsewhere}/x`, {
      method: "OPTIONS",
      headers: { origin: APP, "access-control-request-method": "GET" },
    });
    expect(none.status).toBe(403);
  });

  it("lets the page read answers and refusals, and no other page", async () => {
    const address = await getSignedUrl(world.presigner, new PutObjectCommand({ Bucket, Key: "x" }), { expiresIn: 60 });
    const put = await fetch(address, { method: "PUT", body: "x", headers: { origin: APP } });
    expect(put.headers.get("access-control-allow-origin")).toBe(APP);
    expect(put.headers.get("access-control-expose-headers")).toBe("ETag");
    const refused = await fetch(`${world.endpoint}/${Bucket}/x`, { headers: { origin: APP } });
    expect([refused.status, refused.headers.get("access-control-allow-origin")]).toEqual([403, APP]);
    const other = await fetch(`${world.endpoint}/${Bucket}/x`, { headers: { origin: "http://evil.test" } });
    expect(other.headers.get("access-control-allow-origin")).toBeNull();
  });
});
