import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Front, startFront } from "../src/gateway/front.ts";
import { rawRequest } from "./raw-request.ts";
import { ownFolder } from "./table-bench.ts";

const SCRIPT = "export const word = 'selaras';\n".repeat(100);

let front: Front;
let base = "";
let folder = "";
let remove = () => {};

beforeAll(async () => {
  ({ folder, remove } = ownFolder());
  const site = path.join(folder, "site");
  mkdirSync(path.join(site, "assets"), { recursive: true });
  mkdirSync(path.join(site, ".vite"));
  writeFileSync(path.join(site, "index.html"), "<!doctype html><title>Selaras</title>");
  writeFileSync(path.join(site, "assets", "app-1a2b.js"), SCRIPT);
  writeFileSync(path.join(site, "assets", "shipped.css"), "a{}".repeat(1000));
  writeFileSync(path.join(site, "assets", "shipped.css.br"), "made by the build");
  writeFileSync(path.join(site, "a name.txt"), "spasi");
  writeFileSync(path.join(site, ".vite", "manifest.json"), "{}");
  writeFileSync(path.join(folder, "secret.txt"), "rahasia");
  mkdirSync(path.join(folder, "site-private"));
  writeFileSync(path.join(folder, "site-private", "secret.txt"), "rahasia");
  symlinkSync(path.join(folder, "secret.txt"), path.join(site, "link.txt"));
  const headers = { "content-security-policy": "default-src 'self'" };
  front = await startFront({
    port: 0,
    routes: [
      {
        name: "site",
        matches: () => true,
        target: { kind: "static", folder: site, fallback: "index.html", headers },
      },
    ],
  });
  base = `http://127.0.0.1:${front.port}`;
});
afterAll(async () => {
  await front.close();
  remove();
});

const raw = (url: string, headers?: Record<string, string>) => rawRequest(front.port, url, headers);

describe("static files", () => {
  it("carry type, policy and tag; those under /assets/ never change, the others are asked for again", async () => {
    const page = await fetch(`${base}/`);
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(page.headers.get("cache-control")).toBe("no-cache");
    expect(page.headers.get("content-security-policy")).toBe("default-src 'self'");
    const script = await fetch(`${base}/assets/app-1a2b.js`);
    expect(script.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(script.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(await (await fetch(`${base}/a%20name.txt`)).text()).toBe("spasi");
  });

  it("are not sent again to a browser that has them, and are when they changed", async () => {
    const file = path.join(folder, "site", "berubah.txt");
    writeFileSync(file, "satu");
    const first = await raw("/berubah.txt");
    const tag = String(first.headers.etag);
    const again = await raw("/berubah.txt", { "if-none-match": tag });
    expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, tag]);
    expect(again.headers["content-security-policy"]).toBe("default-src 'self'");
    writeFileSync(file, "dua kali");
    const changed = await raw("/berubah.txt", { "if-none-match": tag });
    expect([changed.status, changed.body.toString()]).toEqual([200, "dua kali"]);
  });

  it("are compressed as the browser accepts, each form with a tag of its own", async () => {
    const forms = { br: brotliDecompressSync, gzip: gunzipSync, identity: (body: Buffer) => body };
    const tags = new Set<unknown>();
    for (const [accepted, unpack] of Object.entries(forms)) {
      const { body, headers } = await raw("/assets/app-1a2b.js", { "accept-encoding": accepted });
      expect(headers["content-encoding"] ?? "identity").toBe(accepted);
      expect(headers.vary).toBe("accept-encoding");
      expect(unpack(body).toString()).toBe(SCRIPT);
      tags.add(headers.etag);
    }
    expect(tags.size).toBe(3);
    const refused = await raw("/assets/app-1a2b.js", { "accept-encoding": "br;q=0, gzip;q=0.5" });
    expect(refused.headers["content-encoding"]).toBe("gzip");
    const built = await raw("/assets/shipped.css", { "accept-encoding": "gzip, br" });
    expect(built.body.toString()).toBe("made by the build");
  });

  it("answer HEAD without a body and refuse to be written", async () => {
    const head = await fetch(`${base}/assets/app-1a2b.js`, {
      method: "HEAD",
      headers: { "accept-encoding": "identity" },
    });
    expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([
      200,
      String(SCRIPT.length),
      "",
    ]);
    const post = await fetch(`${base}/`, { method: "POST" });
    expect([post.status, post.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  it("give the page for a path of the application, but never for a missing file", async () => {
    for (const url of ["/laporan/rfk.2026-03.1-03-01.1", "/masuk"]) {
      expect((await raw(url)).body.toString()).toContain("<title>Selaras</title>");
    }
    for (const url of ["/assets/gone.js", "/assets/gone", "/gone.png"])
      expect([url, (await raw(url)).status]).toEqual([url, 404]);
  });

  it("never come from outside the folder, however the path is written", async () => {
    const attempts = [
      "/../secret.txt",
      "/../site-private/secret.txt",
      "/assets/../../secret.txt",
      "/%2e%2e/secret.txt",
      "/..%2fsecret.txt",
      "/%2e%2e%2fsecret.txt",
      "/%252e%252e%252fsecret.txt",
      "/..%5csecret.txt",
      "/..\\secret.txt",
      "/index.html%00.txt",
      `//${folder}/secret.txt`,
      "/link.txt",
      "/.vite/manifest.json",
      "/....//secret.txt",
    ];
    for (const url of attempts) {
      const { status, body } = await raw(url);
      expect([url, status, body.toString()]).toEqual([url, 404, '{"message":"Not Found"}']);
    }
  });
});
