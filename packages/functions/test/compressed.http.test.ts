import { beforeAll, expect, it } from "vitest";
import { MARCH_OPEN, regency, type Regency, travel, useEngines } from "../../core/test/world.ts";
import { ask, freshCommand, useTokens } from "./http-world.ts";

useEngines();
useTokens();

let kukar: Regency;
beforeAll(async () => {
  travel(MARCH_OPEN);
  kukar = await regency("kukar", { lines: 40 });
  await kukar.openReport();
});

const seen = (headers: Record<string, string>) =>
  ask("report.view", {
    as: kukar.who("pptk"),
    tenant: "kukar",
    input: { id: "rfk.2026-03.dinas-pu.1" },
    command: freshCommand(),
    headers,
  });

it("packs a long answer for whoever takes it packed, says the same and stays private", async () => {
  const plain = await seen({});
  const packed = await seen({ "accept-encoding": "gzip, deflate, br" });
  expect([plain.headers["content-encoding"], packed.headers["content-encoding"]]).toEqual([undefined, "gzip"]);
  expect(packed.json).toEqual(plain.json);
  expect(packed.headers["cache-control"]).toBe("private, no-cache");
  expect(packed.headers["vary"]).toMatch(/accept-encoding/i);
  expect(packed.headers["vary"]).toMatch(/authorization/i);
});

it("answers 304 to whoever has it already, packed or not", async () => {
  const first = await seen({ "accept-encoding": "gzip" });
  const again = await seen({ "accept-encoding": "gzip", "if-none-match": first.headers["etag"] ?? "" });
  expect([again.status, again.text]).toEqual([304, ""]);
});

it("sends a short answer as it is", async () => {
  const got = await ask("account.session", {
    as: kukar.who("pptk"),
    tenant: null,
    headers: { "accept-encoding": "gzip" },
  });
  expect([got.status, got.headers["content-encoding"]]).toEqual([200, undefined]);
});
