import http from "node:http";
import { connect } from "node:net";
import type { APIGatewayProxyEventV2, Context } from "aws-lambda";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Front, type FrontRoute, startFront } from "../src/gateway/front.ts";
import { PREPARING } from "../src/gateway/preparing.ts";
import { rawRequest } from "./raw-request.ts";

const MEGABYTE = 1024 * 1024;

let front: Front;
let base = "";
let answer: (event: APIGatewayProxyEventV2, context: Context) => Promise<unknown> = async () => ({ statusCode: 200 });

beforeAll(async () => {
  front = await startFront({
    port: 0,
    routes: [
      {
        name: "api",
        matches: ({ path }) => path.startsWith("/api/"),
        target: {
          kind: "lambda",
          handler: (event: APIGatewayProxyEventV2, context: Context) => answer(event, context),
          timeoutMs: 29_000,
        },
      },
      {
        name: "slow",
        matches: ({ path }) => path === "/slow",
        target: { kind: "lambda", handler: () => new Promise(() => {}), timeoutMs: 20 },
      },
      {
        name: "other-host",
        matches: ({ host }) => host === "kukar.localhost",
        target: { kind: "http", answer: (_, response) => void response.end("Kukar") },
      },
      {
        name: "broken",
        matches: ({ path }) => path === "/broken",
        target: {
          kind: "http",
          answer: async () => {
            throw new Error("broken");
          },
        },
      },
    ],
  });
  base = `http://127.0.0.1:${front.port}`;
});
afterAll(() => front.close());

const raw = (url: string, headers?: Record<string, string>) => rawRequest(front.port, url, headers);

async function eventOf(url: string, init: RequestInit = {}): Promise<APIGatewayProxyEventV2> {
  let seen: APIGatewayProxyEventV2 | undefined;
  answer = async (event) => {
    seen = event;
    return { statusCode: 204 };
  };
  expect((await fetch(base + url, init)).status).toBe(204);
  if (seen === undefined) throw new Error("The function was not called.");
  return seen;
}

describe("the event a function receives", () => {
  it("has payload format 2.0: decoded path, joined parameters, cookies apart, headers in lower case", async () => {
    const event = await eventOf("/api/berkas%20satu/a%2Fb?id=1&id=2&nama=B%26A&kosong=", {
      headers: { Cookie: "a=1; b=two=2", "X-Tab": "kukar", "User-Agent": "peramban" },
    });
    expect(event).toMatchObject({
      version: "2.0",
      routeKey: "$default",
      rawPath: "/api/berkas satu/a%2Fb",
      rawQueryString: "id=1&id=2&nama=B%26A&kosong=",
      queryStringParameters: { id: "1,2", nama: "B&A", kosong: "" },
      cookies: ["a=1", "b=two=2"],
      headers: { "x-tab": "kukar" },
      isBase64Encoded: false,
      requestContext: {
        stage: "$default",
        domainName: "127.0.0.1",
        http: { method: "GET", path: "/api/berkas satu/a%2Fb", sourceIp: "127.0.0.1", userAgent: "peramban" },
      },
    });
    expect(event.requestContext.time).toMatch(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
    expect(event.headers).not.toHaveProperty("cookie");
    expect(event).not.toHaveProperty("body");
  });

  it("joins repeated headers with a comma and leaves out what was not sent", async () => {
    const event = await eventOf("/api/x", {
      headers: [
        ["X-Many", "1"],
        ["X-Many", "2"],
      ],
    });
    expect(event.headers["x-many"]?.replace(" ", "")).toBe("1,2");
    expect(event).not.toHaveProperty("cookies");
    expect(event).not.toHaveProperty("queryStringParameters");
  });

  it("carries text as text, and forms and bytes in base64", async () => {
    const sent = async (type: string, body: string | Uint8Array<ArrayBuffer>) => {
      const event = await eventOf("/api/x", { method: "POST", headers: { "content-type": type }, body });
      return [event.body, event.isBase64Encoded];
    };
    expect(await sent("application/json; charset=utf-8", '{"a":"é"}')).toEqual(['{"a":"é"}', false]);
    expect(await sent("text/csv", "a;b")).toEqual(["a;b", false]);
    expect(await sent("application/x-www-form-urlencoded", "a=1")).toEqual(["YT0x", true]);
    expect(await sent("image/png", new Uint8Array([0, 255, 1]))).toEqual(["AP8B", true]);
  });

  it("comes with a context that counts down", async () => {
    let left = 0;
    answer = async (_, context) => {
      left = context.getRemainingTimeInMillis();
      return context.functionName;
    };
    const response = await fetch(`${base}/api/x`);
    expect(await response.text()).toBe("api");
    expect(left).toBeGreaterThan(28_000);
    expect(left).toBeLessThanOrEqual(29_000);
  });
});

describe("the answer of a function", () => {
  it("keeps status, headers, several cookies and binary bodies", async () => {
    answer = async () => ({
      statusCode: 201,
      headers: { "Content-Type": "image/png", "content-length": "999", "x-count": 7 },
      cookies: ["a=1; HttpOnly", "b=2"],
      body: "AP8B",
      isBase64Encoded: true,
    });
    const response = await fetch(`${base}/api/x`);
    expect(response.status).toBe(201);
    expect(response.headers.getSetCookie()).toEqual(["a=1; HttpOnly", "b=2"]);
    expect(response.headers.get("x-count")).toBe("7");
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([0, 255, 1]));
  });

  it("is JSON with status 200 when it has no status of its own", async () => {
    answer = async () => ({ hello: "dunia" });
    const response = await fetch(`${base}/api/x`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.json()).toEqual({ hello: "dunia" });
  });

  it("is 500 without a word about the cause when the function throws or answers more than 6 MB", async () => {
    const shown = vi.spyOn(console, "error").mockImplementation(() => {});
    const tooLong = { statusCode: 200, body: "x".repeat(6 * MEGABYTE) };
    for (const failing of [async () => Promise.reject(new Error("rahasia")), async () => tooLong]) {
      answer = failing;
      const response = await fetch(`${base}/api/x`);
      expect([response.status, await response.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
    }
    expect(shown).toHaveBeenCalledTimes(2);
    shown.mockRestore();
  });

  it("is 503 when the function takes longer than it may", async () => {
    const response = await fetch(`${base}/slow`);
    expect([response.status, await response.text()]).toEqual([503, '{"message":"Service Unavailable"}']);
  });
});

describe("the limits of a request", () => {
  it("are 10 MB of body, and 6 MB of event", async () => {
    let called = 0;
    answer = async () => {
      called += 1;
      return { statusCode: 204 };
    };
    const post = async (type: string, bytes: number) =>
      (await fetch(`${base}/api/x`, { method: "POST", headers: { "content-type": type }, body: "x".repeat(bytes) }))
        .status;
    expect(await post("text/plain", 10 * MEGABYTE + 1)).toBe(413);
    expect(await post("text/plain", 6 * MEGABYTE)).toBe(413);
    // 4.6 MB of bytes become 6.13 MB of base64.
    expect(await post("image/png", 4.6 * MEGABYTE)).toBe(413);
    expect(called).toBe(0);
    expect(await post("text/plain", 5.9 * MEGABYTE)).toBe(204);
    const response = await fetch(`${base}/api/x`, { method: "POST", body: new Uint8Array(11 * MEGABYTE) });
    expect(await response.text()).toBe('{"message":"Request Entity Too Large"}');
  });

  it("answers a malformed path with 400 and lives on", async () => {
    for (const url of ["/api/%zz", "/%", "/assets/%E0%A4%A", "*", "http://elsewhere.example/api/x"]) {
      expect([url, (await raw(url)).status]).toEqual([url, 400]);
    }
    answer = async () => ({ statusCode: 204 });
    expect((await fetch(`${base}/api/x?q=%zz`)).status).toBe(204);
  });

  it("survives a browser that goes away in the middle of its request", async () => {
    const shown = vi.spyOn(console, "error").mockImplementation(() => {});
    const socket = connect(front.port, "127.0.0.1");
    socket.write("POST /api/x HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf", () => socket.destroy());
    await new Promise((resolve) => socket.once("close", resolve));
    answer = async () => ({ statusCode: 204 });
    expect((await fetch(`${base}/api/x`)).status).toBe(204);
    expect(shown).not.toHaveBeenCalled();
    shown.mockRestore();
  });
});

describe("routes", () => {
  it("are tried in order, by host, path and method; what none wants is not found", async () => {
    expect((await raw("/", { host: "KUKAR.localhost:3000" })).body.toString()).toBe("Kukar");
    expect((await raw("/nowhere")).status).toBe(404);
    expect((await raw("/", { host: "nunukan.localhost" })).status).toBe(404);
  });

  it("turn an exception of a local page into 500", async () => {
    const shown = vi.spyOn(console, "error").mockImplementation(() => {});
    expect((await fetch(`${base}/broken`)).status).toBe(500);
    shown.mockRestore();
  });
});

describe("a front", () => {
  it("holds its port from the start and says that Selaras is being prepared until it serves", async () => {
    const early = await startFront({ port: 0, routes: [PREPARING] });
    const page = await fetch(`http://127.0.0.1:${early.port}/laporan`);
    expect([page.status, page.headers.get("retry-after")]).toEqual([503, "3"]);
    expect(await page.text()).toContain("Selaras sedang disiapkan");
    const ready = { kind: "http", answer: (_, response) => void response.end("siap") } satisfies FrontRoute["target"];
    early.serve([{ name: "ready", matches: () => true, target: ready }]);
    expect(await (await fetch(`http://127.0.0.1:${early.port}/laporan`)).text()).toBe("siap");
    await early.close();
  });

  it("says which port is taken and how to choose another", async () => {
    const refused = startFront({ port: front.port, routes: [] });
    await expect(refused).rejects.toThrow(`Porta ${front.port} sedang dipakai program lain.`);
    await expect(startFront({ port: front.port, routes: [] })).rejects.toThrow(/PORT=\d+ npm start/);
  });

  it("ends kept-alive connections when it closes, and lets a running request finish", async () => {
    let release = () => {};
    let entered = () => {};
    const inside = new Promise<void>((resolve) => (entered = resolve));
    const other = await startFront({
      port: 0,
      routes: [
        {
          name: "waits",
          matches: ({ path }) => path === "/wait",
          target: {
            kind: "http",
            answer: (_, response) => {
              release = () => void response.end("selesai");
              entered();
            },
          },
        },
      ],
    });
    const agent = new http.Agent({ keepAlive: true });
    const get = (url: string) =>
      new Promise<number>((resolve, reject) => {
        const request = http.get({ port: other.port, host: "127.0.0.1", path: url, agent }, (response) =>
          response.resume().once("end", () => resolve(response.statusCode ?? 0)),
        );
        request.on("error", reject);
      });
    expect(await get("/idle")).toBe(404);
    const running = get("/wait");
    await inside;
    const asked = performance.now();
    const closed = other.close();
    release();
    expect(await running).toBe(200);
    await closed;
    // Without the closing of idle connections only the two seconds' patience would end it.
    expect(performance.now() - asked).toBeLessThan(1500);
    agent.destroy();
    await expect(fetch(`http://127.0.0.1:${other.port}/idle`)).rejects.toThrow();
  });
});
