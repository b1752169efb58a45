import { createHash, createHmac } from "node:crypto";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";

import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { assert, asyncProperty, string, uint8Array } from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { readBody } from "../src/store/request.ts";
import { ACCESS_KEY, bytesOf, codeOf, REGION, SECRET_KEY, type StoreWorld, storeWorld } from "./store-world.ts";

let world: StoreWorld;
let Bucket: string;
beforeAll(async () => {
  world = await storeWorld();
  Bucket = await world.bucket();
});
afterAll(() => world.end());

/** Sends raw bytes and gives all that comes back until the store closes or the answer is whole. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(world.endpoint).port), "127.0.0.1");
    let answer = "";
    socket.on("data", (chunk) => (answer += chunk.toString("latin1")));
    socket.on("close", () => resolve(answer));
    socket.on("error", reject);
    socket.end(bytes);
  });
}

/** A request signed by hand, so that bodies no SDK would send carry a good signature. */
async function signed(method: string, path: string, body: string, extra: Record<string, string> = {}) {
  const { host } = new URL(world.endpoint);
  const date = new Date().toISOString().replace(/[-:]|\.\d{3}/g, "");
  const payload = extra["x-amz-content-sha256"] ?? createHash("sha256").update(body).digest("hex");
  const headers: Record<string, string> = { ...extra, host, "x-amz-content-sha256": payload, "x-amz-date": date };
  const names = Object.keys(headers).sort();
  const [address = "", query = ""] = path.split("?");
  const sorted =
    query === ""
      ? ""
      : query
          .split("&")
          .map((part) => (part.includes("=") ? part : `${part}=`))
          .sort();
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join("");
  const canonical = [method, address, sorted === "" ? "" : sorted.join("&"), lines, names.join(";"), payload].join(
    "\n",
  );
  const scope = `${date.slice(0, 8)}/${REGION}/s3/aws4_request`;
  const hash = createHash("sha256").update(canonical).digest("hex");
  const text = ["AWS4-HMAC-SHA256", date, scope, hash].join("\n");
  let key: Buffer = Buffer.from(`AWS4${SECRET_KEY}`);
  for (const step of [...scope.split("/"), text]) key = createHmac("sha256", key).update(step).digest();
  const credential = `AWS4-HMAC-SHA256 Credential=${ACCESS_KEY}/${scope}`;
  const authorization = `${credential}, SignedHeaders=${names.join(";")}, Signature=${key.toString("hex")}`;
  const { host: _host, ...sent } = headers;
  const withBody = method === "GET" ? {} : { body };
  return fetch(world.endpoint + path, { method, headers: { ...sent, authorization }, ...withBody });
}

const stillServes = async () => {
  await world.client.send(new PutObjectCommand({ Bucket, Key: "alive", Body: "ya" }));
  const got = await world.client.send(new GetObjectCommand({ Bucket, Key: "alive" }));
  return (await bytesOf(got)).toString() === "ya";
};

describe("keys", () => {
  it("keeps any key apart from every other and inside its bucket", async () => {
    const keys = [
      "..",
      "../../etc/passwd",
      "a/../../b",
      "/leading",
      "trailing/",
      "a//b",
      "a%2Fb",
      "%00",
      "NUL\u0000in",
      "index.json",
      "Sama",
      "sama",
      "kunci ü 中 😀",
      "k".repeat(1024),
      `__proto__`,
    ];
    for (const Key of keys) await world.client.send(new PutObjectCommand({ Bucket, Key, Body: `isi ${Key}` }));
    for (const Key of keys) {
      const got = await world.client.send(new GetObjectCommand({ Bucket, Key }));
      expect((await bytesOf(got)).toString()).toBe(`isi ${Key}`);
    }
    expect(await readdir(join(world.folder, Bucket))).toEqual(["bucket.json", "objects"]);
    const names = await readdir(join(world.folder, Bucket, "objects"), { recursive: true });
    expect(names.every((name) => /^[\w/.-]+$/.test(name) && !name.includes(".."))).toBe(true);
  });

  it("gives back any key and body (property)", async () => {
    const anyKey = string({ unit: "grapheme", minLength: 1, maxLength: 60 });
    await assert(
      asyncProperty(anyKey, uint8Array({ maxLength: 300 }), async (Key, Body) => {
        await world.client.send(new PutObjectCommand({ Bucket, Key, Body }));
        const got = await bytesOf(await world.client.send(new GetObjectCommand({ Bucket, Key })));
        expect(got.equals(Buffer.from(Body))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("refuses a key above 1,024 bytes", async () => {
    const put = new PutObjectCommand({ Bucket, Key: "ü".repeat(513), Body: "x" });
    await expect(world.client.send(put)).rejects.toMatchObject({ name: "KeyTooLongError" });
  });

  it("treats no bucket name as a path", async () => {
    for (const name of ["..", "%2e%2e", ".", "%2Fetc", "a%00b"]) {
      const answer = await raw(`GET /${name}/bucket.json HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    }
    for (const name of ["%2Fetc", "a%00b", "..%2F..", "Besar"]) {
      const answer = await signed("GET", `/${name}/bucket.json`, "");
      expect([name, answer.status, await codeOf(answer)]).toEqual([name, 404, "NoSuchBucket"]);
    }
  });
});

describe("malformed requests", () => {
  it("answers what is not HTTP, and addresses that are none, with 400", async () => {
    expect(await raw("\u0000\u0001garbage\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 [^]*<Code>BadRequest/);
    const request = (target: string) => `GET ${target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`;
    for (const target of ["/%", "/a/%zz", "/a/%ff", "*", "http://x/y"]) {
      expect(`${target} ${await raw(request(target))}`).toMatch(/ HTTP\/1\.1 400 [^]*<Code>InvalidURI/);
    }
    expect(await stillServes()).toBe(true);
  });

  it("answers a nonsense signature with a refusal, not with a fault", async () => {
    const authorizations = ["", "x", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 Credential=,SignedHeaders=,Signature="];
    for (const authorization of authorizations) {
      const answer = await fetch(`${world.endpoint}/${Bucket}/x`, { headers: { authorization } });
      expect([400, 403]).toContain(answer.status);
    }
    for (const query of ["X-Amz-Signature", "X-Amz-Algorithm=AWS4-HMAC-SHA256", "X-Amz-Signature=%ff&X-Amz-Date=x"]) {
      const { status } = await fetch(`${world.endpoint}/${Bucket}/x?${query}`);
      expect([query, status]).toEqual([query, 400]);
    }
    expect(await stillServes()).toBe(true);
  });

  it("refuses XML that is not well formed or not what was asked", async () => {
    const documents = [
      "",
      "<",
      "<Delete>",
      "<Delete></Object>",
      "<Delete><Object><Key>alive</Object></Key></Delete>",
      "<Delete><Object><Key>alive</Key></Object></Delete>text",
      "<Other/>",
      "<Delete/>",
      "<Delete><Object/></Delete>",
      "<!DOCTYPE x [<!ENTITY a 'b'>]><Delete/>",
      "<a>".repeat(100_000),
      "<Delete><Object><Key>a</Key></Object></Delete><More/>",
    ];
    for (const document of documents) {
      const answer = await signed("POST", `/${Bucket}?delete`, document);
      const start = document.slice(0, 60);
      expect([start, answer.status, await codeOf(answer)]).toEqual([start, 400, "MalformedXML"]);
    }
    const versioning = "<VersioningConfiguration><Status>Off</Status></VersioningConfiguration>";
    expect(await codeOf(await signed("PUT", `/${Bucket}?versioning`, versioning))).toBe("MalformedXML");
    const many = `<Delete>${"<Object><Key>k</Key></Object>".repeat(1001)}</Delete>`;
    expect(await codeOf(await signed("POST", `/${Bucket}?delete`, many))).toBe("MalformedXML");
    const huge = `<Delete>${" ".repeat(1024 * 1024)}</Delete>`;
    expect(await codeOf(await signed("POST", `/${Bucket}?delete`, huge))).toBe("EntityTooLarge");
  });

  it("refuses chunks that are cut short, lie about their size or lack their trailer", async () => {
    const send = (body: string, decoded: string, trailer = "") =>
      signed("PUT", `/${Bucket}/chunks`, body, {
        "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        "x-amz-decoded-content-length": decoded,
        ...(trailer === "" ? {} : { "x-amz-trailer": trailer }),
      });
    expect((await send("3\r\nabc\r\n0\r\n\r\n", "3")).status).toBe(200);
    for (const body of ["", "3", "3\r\nab", "3\r\nabc\r\n", "5\r\nabc\r\n0\r\n\r\n", "ffffffff\r\nabc\r\n0\r\n\r\n"]) {
      expect([body, await codeOf(await send(body, "3"))]).toEqual([body, "IncompleteBody"]);
    }
    expect(await codeOf(await send("zz\r\nabc\r\n0\r\n\r\n", "3"))).toBe("InvalidRequest");
    expect(await codeOf(await send("3\r\nabc\r\n0\r\n\r\n", "4"))).toBe("IncompleteBody");
    expect(await codeOf(await send("3\r\nabc\r\n0\r\n\r\n", "3", "x-amz-checksum-crc32"))).toBe("IncompleteBody");
    const wrong = "3\r\nabc\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n";
    expect(await codeOf(await send(wrong, "3", "x-amz-checksum-crc32"))).toBe("BadDigest");
    const right = "3\r\nabc\r\n0\r\nx-amz-checksum-crc32:NSRBwg==\r\n\r\n";
    expect((await send(right, "3", "x-amz-checksum-crc32")).status).toBe(200);
  });

  it("refuses signed chunks rather than believing them unverified", async () => {
    const headers = {
      "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
      "x-amz-decoded-content-length": "3",
    };
    const answer = await signed("PUT", `/${Bucket}/chunks`, "3;chunk-signature=0\r\nabc\r\n0\r\n\r\n", headers);
    expect([answer.status, await codeOf(answer)]).toEqual([501, "NotImplemented"]);
  });

  it("refuses a header override that would break the answer apart", async () => {
    for (const ResponseContentDisposition of ["a\r\nset-cookie: x=1", "berkas-中.pdf"]) {
      const get = new GetObjectCommand({ Bucket, Key: "alive", ResponseContentDisposition });
      expect(await stillServes()).toBe(true);
      const answer = await fetch(await getSignedUrl(world.client, get, { expiresIn: 60 }));
      expect([answer.status, await codeOf(answer)]).toEqual([400, "InvalidArgument"]);
      expect(answer.headers.get("set-cookie")).toBeNull();
    }
  });

  it("forgets an upload whose sender went away", async () => {
    const put = new PutObjectCommand({ Bucket, Key: "half" });
    const { pathname, search, host } = new URL(await getSignedUrl(world.presigner, put, { expiresIn: 60 }));
    await raw(`PUT ${pathname}${search} HTTP/1.1\r\nhost: ${host}\r\ncontent-length: 1000\r\n\r\nonly this`);
    await expect(world.client.send(new GetObjectCommand({ Bucket, Key: "half" }))).rejects.toMatchObject({
      name: "NoSuchKey",
    });
    expect(await stillServes()).toBe(true);
  });

  it("never takes a body for whole that was cut short while it was read", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const socket = connect(typeof address === "object" && address !== null ? address.port : 0, "127.0.0.1");
    socket.write("PUT / HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nonly this");
    const [incoming]: IncomingMessage[] = await once(server, "request");
    if (incoming === undefined) throw new Error("No request came.");
    const body = readBody(incoming, 1000);
    socket.destroy();
    await expect(body).rejects.toMatchObject({ code: "IncompleteBody" });
    await expect(readBody(incoming, 1000)).rejects.toMatchObject({ code: "IncompleteBody" });
    server.close();
  });

  it("refuses methods and parts of S3 it does not know", async () => {
    expect(await codeOf(await signed("PATCH", `/${Bucket}/x`, ""))).toBe("MethodNotAllowed");
    expect(await codeOf(await signed("POST", `/${Bucket}/x`, ""))).toBe("MethodNotAllowed");
    for (const part of ["acl", "uploads", "retention", "torrent"]) {
      const code = await codeOf(await signed("GET", `/${Bucket}/alive?${part}`, ""));
      expect([part, code]).toEqual([part, "NotImplemented"]);
    }
  });
});
