import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { lambdaContext } from "@selaras/local/gateway/lambda-context.ts";
import { requestTarget, toLambdaEvent, toPlainAnswer } from "@selaras/local/gateway/lambda-event.ts";
import { actAs } from "@selaras/local/environment.ts";
import { describe, expect, it } from "vitest";
import { useEngines } from "../../core/test/world.ts";
import { handler } from "../src/province.ts";

useEngines();

const ULID = "01JQZ8K3W5X7Y9ABCDEFGHJKMN";

async function got(method: string, url: string) {
  const headers = { host: "localhost:3000", "x-request-id": ULID };
  const message = Object.assign(new IncomingMessage(new Socket()), {
    method,
    url,
    headers,
    headersDistinct: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    httpVersion: "1.1",
  });
  const target = requestTarget(message);
  if (!target) throw new Error(`${url} is refused by the gateway`);
  const event = JSON.parse(JSON.stringify(toLambdaEvent(message, target, Buffer.alloc(0))));
  const answer = await actAs("province", () => handler(event, lambdaContext("province", 29_000)));
  const { status, headers: head, body } = toPlainAnswer(answer);
  return { status, headers: head, text: body.toString("utf8") };
}

describe("the function of the provinces", () => {
  it("says that it stands", async () => {
    const { status, text, headers } = await got("GET", "/api/province/health");
    expect([status, JSON.parse(text)]).toEqual([200, { ok: true, version: "0.1.0" }]);
    expect(headers["cache-control"]).toBe("no-store");
  });

  it.each([
    ["GET", "/api/province"],
    ["GET", "/api/province/compare"],
    ["POST", "/api/province/health"],
    ["GET", "/api/reports/rfk.2026-03.dinas-pu.1"],
    ["GET", "/"],
  ])("answers %s %s like everything that does not exist", async (method, url) => {
    const { status, text } = await got(method, url);
    expect([status, JSON.parse(text)]).toEqual([
      404,
      {
        error: {
          code: "kernel.not_found",
          message: "Tidak ditemukan. Mungkin alamatnya keliru atau bukan bagian dari tugas Anda.",
          requestId: ULID,
        },
      },
    ]);
  });
});
