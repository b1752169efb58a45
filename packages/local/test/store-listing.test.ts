import {
  DeleteObjectCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type StoreWorld, storeWorld } from "./store-world.ts";

let world: StoreWorld;
beforeAll(async () => {
  world = await storeWorld();
});
afterAll(() => world.end());

async function bucketWith(keys: readonly string[]): Promise<string> {
  const Bucket = await world.bucket();
  for (const Key of keys) await world.client.send(new PutObjectCommand({ Bucket, Key, Body: "x" }));
  return Bucket;
}

/** Keys and groups of all pages, and the number of pages. */
async function allPages(input: ListObjectsV2CommandInput) {
  const keys: (string | undefined)[] = [];
  const groups: (string | undefined)[] = [];
  let ContinuationToken: string | undefined;
  let pages = 0;
  do {
    const token = ContinuationToken === undefined ? {} : { ContinuationToken };
    const page = await world.client.send(new ListObjectsV2Command({ ...input, ...token }));
    keys.push(...(page.Contents ?? []).map((entry) => entry.Key));
    groups.push(...(page.CommonPrefixes ?? []).map((group) => group.Prefix));
    ContinuationToken = page.NextContinuationToken;
    pages += 1;
  } while (ContinuationToken !== undefined);
  return { keys, groups, pages };
}

const TWELVE = Array.from({ length: 12 }, (_, index) => `l/${index % 3}/${String(index).padStart(2, "0")}`);

describe("listing", () => {
  it("gives every key under a prefix once, in order, over all pages", async () => {
    const Bucket = await bucketWith([...TWELVE, "other"]);
    const all = await allPages({ Bucket, Prefix: "l/", MaxKeys: 5 });
    expect(all).toEqual({ keys: TWELVE.toSorted(), groups: [], pages: 3 });
  });

  it("groups by a delimiter, and a group never appears on two pages", async () => {
    const Bucket = await bucketWith([...TWELVE, "l/top"]);
    const all = await allPages({ Bucket, Prefix: "l/", Delimiter: "/", MaxKeys: 1 });
    expect(all).toEqual({ keys: ["l/top"], groups: ["l/0/", "l/1/", "l/2/"], pages: 4 });
  });

  it("begins after a key, within a group as well", async () => {
    const Bucket = await bucketWith(TWELVE);
    const keys = await allPages({ Bucket, StartAfter: "l/2/05" });
    expect(keys.keys).toEqual(["l/2/08", "l/2/11"]);
    const groups = await allPages({ Bucket, Prefix: "l/", Delimiter: "/", StartAfter: "l/1/10" });
    expect(groups.groups).toEqual(["l/2/"]);
  });

  it("sorts by the bytes of UTF-8 and survives strange keys", async () => {
    const strange = ["a", "a&<b>\"'", "a/../b", "a%2Fb", "aé", "a\u{ff5e}", "a\u{1f600}"];
    const Bucket = await bucketWith(strange);
    const sorted = strange.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect((await allPages({ Bucket, MaxKeys: 2 })).keys).toEqual(sorted);
    const encoded = await world.client.send(new ListObjectsV2Command({ Bucket, EncodingType: "url" }));
    expect(encoded.Contents?.map((entry) => decodeURIComponent(entry.Key ?? ""))).toEqual(sorted);
  });

  it("shows an empty page for MaxKeys 0 and does not go on for ever", async () => {
    const Bucket = await bucketWith(["a"]);
    const page = await world.client.send(new ListObjectsV2Command({ Bucket, MaxKeys: 0 }));
    expect([page.KeyCount, page.IsTruncated]).toEqual([0, false]);
  });

  it("refuses a made-up token and the first version of the request", async () => {
    const Bucket = await bucketWith(["a"]);
    const list = new ListObjectsV2Command({ Bucket, ContinuationToken: "made-up" });
    await expect(world.client.send(list)).rejects.toMatchObject({ name: "InvalidArgument" });
    await expect(world.client.send(new ListObjectsCommand({ Bucket }))).rejects.toMatchObject({
      name: "NotImplemented",
    });
  });

  it("lists versions page by page and leaves deleted objects out of the plain list", async () => {
    const Bucket = await world.bucket("versioned");
    for (const Key of ["a", "a", "b"]) await world.client.send(new PutObjectCommand({ Bucket, Key, Body: "x" }));
    await world.client.send(new DeleteObjectCommand({ Bucket, Key: "b" }));
    expect((await allPages({ Bucket })).keys).toEqual(["a"]);
    const seen: string[] = [];
    let marker: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
    while (marker !== undefined) {
      const page: Awaited<ReturnType<typeof listOne>> = await listOne(Bucket, marker);
      for (const row of page.Versions ?? []) seen.push(`${row.Key} version ${row.IsLatest}`);
      for (const row of page.DeleteMarkers ?? []) seen.push(`${row.Key} marker ${row.IsLatest}`);
      const { NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
      marker = KeyMarker === undefined || VersionIdMarker === undefined ? undefined : { KeyMarker, VersionIdMarker };
    }
    expect(seen).toEqual(["a version true", "a version false", "b marker true", "b version false"]);
  });
});

const listOne = (Bucket: string, marker: { KeyMarker?: string; VersionIdMarker?: string }) =>
  world.client.send(new ListObjectVersionsCommand({ Bucket, MaxKeys: 1, ...marker }));
