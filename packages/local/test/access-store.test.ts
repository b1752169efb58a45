import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LOCAL_REGION } from "../src/access/roles.ts";
import type { AccessKeys } from "../src/access/sessions.ts";
import { type RunningStore, startStore } from "../src/store/store.ts";
import { type AccessHouse, accessHouse, sessionOf } from "./access-house.ts";
import { bytesOf, codeOf } from "./store-world.ts";
import { rejection } from "./table-bench.ts";

const Bucket = "selaras-evidence";
let house: AccessHouse;
let store: RunningStore;
let folder = "";
let kukar: S3Client;
let admin: S3Client;

const on = (credentials: AccessKeys) =>
  new S3Client({
    endpoint: store.endpoint,
    region: LOCAL_REGION,
    forcePathStyle: true,
    credentials,
    maxAttempts: 1,
    requestChecksumCalculation: "WHEN_REQUIRED",
  });

beforeAll(async () => {
  house = await accessHouse();
  folder = await mkdtemp(join(tmpdir(), "selaras-access-store-"));
  const keys = { accessKeyId: "own-keys", secretAccessKey: "own-secret" };
  store = await startStore({ folder, region: LOCAL_REGION, access: house.access, ...keys });
  admin = on(house.access.adminCredentials);
  await admin.send(new CreateBucketCommand({ Bucket }));
  for (const Key of ["kukar/there", "nunukan/there", "kukar-2/there"]) {
    await admin.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
  }
  kukar = on(await sessionOf(house.access, "api", "official", "kukar"));
});
afterAll(async () => {
  await store.stop();
  await house.access.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("a session of a tenant in the store", () => {
  it("writes and reads below its prefix", async () => {
    await kukar.send(new PutObjectCommand({ Bucket, Key: "kukar/new", Body: "isi" }));
    expect((await bytesOf(await kukar.send(new GetObjectCommand({ Bucket, Key: "kukar/new" })))).toString()).toBe(
      "isi",
    );
  });

  it.each(["nunukan/there", "kukar-2/there", "kuka/there", "there", "nunukan/../kukar/there"])(
    "neither reads nor writes %s",
    async (Key) => {
      const read = await rejection(kukar.send(new GetObjectCommand({ Bucket, Key })));
      expect(read.message).toContain(
        `is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::${Bucket}/${Key}`,
      );
      expect((await rejection(kukar.send(new PutObjectCommand({ Bucket, Key, Body: "x" })))).name).toBe("AccessDenied");
      expect(house.access.denials().at(-1)).toMatchObject({ action: "s3:PutObject", leadingKeys: [] });
    },
  );

  it("hears 'denied', not 'absent', of a missing object, since it may not list", async () => {
    const missing = { Bucket, Key: "kukar/missing" };
    const read = await rejection(kukar.send(new GetObjectCommand(missing)));
    expect(read).toMatchObject({ name: "AccessDenied", $metadata: { httpStatusCode: 403 } });
    const head = await rejection(kukar.send(new HeadObjectCommand(missing)));
    expect(head).toMatchObject({ $metadata: { httpStatusCode: 403 } });
    const copy = new CopyObjectCommand({ Bucket, Key: "kukar/copy", CopySource: `${Bucket}/kukar/missing` });
    expect((await rejection(kukar.send(copy))).name).toBe("AccessDenied");
    expect((await rejection(admin.send(new GetObjectCommand(missing)))).name).toBe("NoSuchKey");
  });

  it("neither lists, deletes, looks at buckets nor changes one", async () => {
    const Delete = { Objects: [{ Key: "kukar/there" }] };
    const VersioningConfiguration = { Status: "Enabled" } as const;
    const refused = [
      () => kukar.send(new ListObjectsV2Command({ Bucket, Prefix: "kukar/" })),
      () => kukar.send(new DeleteObjectCommand({ Bucket, Key: "kukar/there" })),
      () => kukar.send(new ListBucketsCommand({})),
      () => kukar.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration })),
    ];
    for (const each of refused) expect((await rejection(each())).name).toBe("AccessDenied");
    const { Errors, Deleted = [] } = await kukar.send(new DeleteObjectsCommand({ Bucket, Delete }));
    expect([Errors?.map(({ Key, Code }) => [Key, Code]), Deleted]).toEqual([[["kukar/there", "AccessDenied"]], []]);
    expect((await admin.send(new HeadObjectCommand({ Bucket, Key: "kukar/there" }))).ContentLength).toBe(11);
  });

  it("copies within its prefix, not from another's", async () => {
    const copy = (from: string) =>
      new CopyObjectCommand({ Bucket, Key: "kukar/copied", CopySource: `${Bucket}/${from}` });
    expect((await kukar.send(copy("kukar/there"))).CopyObjectResult?.ETag).toBeDefined();
    expect((await rejection(kukar.send(copy("nunukan/there")))).name).toBe("AccessDenied");
  });
});

describe("a presigned address", () => {
  const sign = (Key: string) => getSignedUrl(kukar, new GetObjectCommand({ Bucket, Key }), { expiresIn: 60 });

  it("carries the session's token and shows what the session may see", async () => {
    const url = await sign("kukar/there");
    expect(new URL(url).searchParams.has("X-Amz-Security-Token")).toBe(true);
    expect(await (await fetch(url)).text()).toBe("kukar/there");
  });

  it("shows nothing that the session may not see, however well it is signed", async () => {
    const answer = await fetch(await sign("nunukan/there"));
    expect([answer.status, await codeOf(answer)]).toEqual([403, "AccessDenied"]);
  });

  it("is worth nothing without its token, or with another session's", async () => {
    const other = await sessionOf(house.access, "api", "official", "nunukan");
    const url = new URL(await sign("kukar/there"));
    url.searchParams.set("X-Amz-Security-Token", other.sessionToken);
    expect(await codeOf(await fetch(url))).toBe("InvalidToken");
    url.searchParams.delete("X-Amz-Security-Token");
    expect(await codeOf(await fetch(url))).toBe("InvalidToken");
  });

  it("ends with its session, though it was signed for longer", async () => {
    const own = await accessHouse();
    const place = await mkdtemp(join(tmpdir(), "selaras-access-ends-"));
    const ending = await startStore({ folder: place, region: LOCAL_REGION, access: own.access });
    const credentials = await sessionOf(own.access, "api", "official", "kukar");
    const client = new S3Client({ endpoint: ending.endpoint, region: LOCAL_REGION, forcePathStyle: true, credentials });
    const url = await getSignedUrl(client, new GetObjectCommand({ Bucket, Key: "kukar/x" }), { expiresIn: 3600 });
    expect(await codeOf(await fetch(url))).toBe("NoSuchBucket");
    own.advance(900_000);
    const answer = await fetch(url);
    expect([answer.status, await codeOf(answer)]).toEqual([400, "ExpiredToken"]);
    await ending.stop();
    await own.access.stop();
    await rm(place, { recursive: true, force: true });
  });

  it("of a form is bound to the prefix as well", async () => {
    const send = async (Key: string): Promise<Response> => {
      const { url, fields } = await createPresignedPost(kukar, { Bucket, Key, Expires: 60 });
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      form.append("file", new Blob(["isi"]), "x.txt");
      return fetch(url, { method: "POST", body: form });
    };
    expect((await send("kukar/form")).status).toBe(204);
    const refused = await send("nunukan/form");
    expect([refused.status, await codeOf(refused)]).toEqual([403, "AccessDenied"]);
  });
});

describe("the callers of the store", () => {
  it("are told from strangers by key, token and secret", async () => {
    const session = await sessionOf(house.access, "api", "official", "kukar");
    const codeFor = async (keys: AccessKeys): Promise<string> =>
      (await rejection(on(keys).send(new GetObjectCommand({ Bucket, Key: "kukar/there" })))).name;
    const { sessionToken: _, ...tokenless } = session;
    expect(await codeFor({ accessKeyId: "AKIAUNKNOWN", secretAccessKey: "x" })).toBe("InvalidAccessKeyId");
    expect(await codeFor({ ...session, sessionToken: "made-up" })).toBe("InvalidToken");
    expect(await codeFor(tokenless)).toBe("InvalidToken");
    expect(await codeFor({ ...session, secretAccessKey: "made-up" })).toBe("SignatureDoesNotMatch");
    expect(await codeFor({ ...house.access.credentialsOf("api"), secretAccessKey: "x" })).toBe("SignatureDoesNotMatch");
  });

  it("are functions too, which without a session reach no file", async () => {
    const api = on(house.access.credentialsOf("api"));
    expect((await rejection(api.send(new GetObjectCommand({ Bucket, Key: "kukar/there" })))).name).toBe("AccessDenied");
  });

  it("are, beside the house's, whoever holds the store's own pair", async () => {
    const own = on({ accessKeyId: "own-keys", secretAccessKey: "own-secret" });
    expect((await own.send(new HeadObjectCommand({ Bucket, Key: "nunukan/there" }))).ContentLength).toBe(13);
  });

  it("must exist: a store with neither pair nor access does not start", async () => {
    await expect(startStore({ folder, region: LOCAL_REGION })).rejects.toThrow("key pair");
  });
});
