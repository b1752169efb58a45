import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { allUnits } from "../src/orgunit/index.ts";
import { forgetSessions } from "../src/db/principal.ts";
import { asSomebody, type Regency, regency, useEngines } from "./world.ts";

/** A line to the sessions' service that counts, shortens the life of what it gives, or refuses. */
let taken = 0;
let shortLived = false;
let refusing = false;

useEngines();

let line: Server;
let kukar: Regency;
let nunukan: Regency;
beforeAll(async () => {
  [kukar, nunukan] = [await regency("kukar"), await regency("nunukan")];
  const service = process.env["AWS_ENDPOINT_URL_STS"] ?? "";
  line = createServer((request, response) => {
    void pass(service, request, response);
  }).listen(0, "127.0.0.1");
  await once(line, "listening");
  const address = line.address();
  process.env["AWS_ENDPOINT_URL_STS"] = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});
afterAll(() => {
  line.closeAllConnections();
  line.close();
});
beforeEach(() => {
  forgetSessions();
  taken = 0;
  shortLived = false;
  refusing = false;
});

const MINUTE_MS = 60_000;
/** Less than the twenty minutes that a session must still live to be used. */
const SHORT_MS = 19 * MINUTE_MS;

async function pass(service: string, ...[request, response]: Parameters<Parameters<typeof createServer>[1] & object>) {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  taken += 1;
  if (refusing) {
    response.writeHead(403, { "content-type": "text/xml" });
    response.end(
      "<ErrorResponse><Error><Code>AccessDenied</Code><Message>Tidak boleh</Message></Error></ErrorResponse>",
    );
    return;
  }
  const { host: _host, connection: _connection, "content-length": _length, ...headers } = request.headers;
  const answer = await fetch(`${service}${request.url}`, {
    method: request.method ?? "POST",
    headers: headers as Record<string, string>,
    body: Buffer.concat(pieces),
  });
  const text = await answer.text();
  const soon = new Date(Date.now() + SHORT_MS).toISOString();
  response.writeHead(answer.status, { "content-type": "text/xml" });
  response.end(shortLived ? text.replace(/<Expiration>[^<]*/, `<Expiration>${soon}`) : text);
}

const read = (of: Regency) => asSomebody(of.id, of.who("pptk"), allUnits);
const many = (of: Regency) => Promise.all(Array.from({ length: 30 }, () => read(of)));

it("takes one session for all requests of a regency, however many come at once, and another for another", async () => {
  await many(kukar);
  await many(kukar);
  expect(taken).toBe(1);
  await many(nunukan);
  expect(taken).toBe(2);
  await many(kukar);
  expect(taken).toBe(2);
});

it("renews a session that would end before an address signed with it, once for all who wait", async () => {
  shortLived = true;
  await read(kukar);
  expect(taken).toBe(1);
  shortLived = false;
  await many(kukar);
  expect(taken).toBe(2);
  await many(kukar);
  expect(taken).toBe(2);
});

it("serves on with a session that cannot be renewed, as long as it lives", async () => {
  shortLived = true;
  await read(kukar);
  refusing = true;
  expect((await read(kukar)).length).toBeGreaterThan(0);
  expect(taken).toBe(2);
});

it("remembers no refusal: the next request asks again", async () => {
  refusing = true;
  await expect(read(kukar)).rejects.toThrow(/Tidak boleh/);
  refusing = false;
  expect((await read(kukar)).length).toBeGreaterThan(0);
});
