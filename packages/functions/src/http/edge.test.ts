import { afterEach, describe, expect, it } from "vitest";
import { cameByEdge, EDGE_KEYS, viewerHost } from "./edge.ts";

const headers = (given: Record<string, string>) => (name: string) => given[name];
afterEach(() => {
  delete process.env[EDGE_KEYS];
});

const GATEWAY = "abc123.execute-api.ap-southeast-3.amazonaws.com";
const asked = { host: GATEWAY, "selaras-host": "kukar.selaras.go.id" };

describe("behind the CDN", () => {
  it("the host is the one that the CDN names, with either of two keys", () => {
    process.env[EDGE_KEYS] = "new-key,old-key";
    for (const key of ["new-key", "old-key"]) {
      expect(viewerHost(headers({ ...asked, "selaras-edge": key }))).toBe("kukar.selaras.go.id");
    }
  });

  it.each([
    ["no key", {}],
    ["a wrong key", { "selaras-edge": "guess" }],
    ["an empty key", { "selaras-edge": "" }],
    ["both keys as one", { "selaras-edge": "new-key,old-key" }],
  ])("whoever goes around it with %s names no host", (_, given) => {
    process.env[EDGE_KEYS] = "new-key,old-key";
    expect(cameByEdge(headers({ ...asked, ...given }))).toBe(false);
    expect(viewerHost(headers({ ...asked, ...given }))).toBe("");
  });

  it("an empty list of keys opens nothing", () => {
    process.env[EDGE_KEYS] = "";
    expect(cameByEdge(headers({ ...asked, "selaras-edge": "" }))).toBe(false);
  });
});

it("on one machine the host is the request's own, and a named one is ignored", () => {
  const here = headers({ host: "kukar.localhost:3000", "selaras-host": "bombana.localhost:3000" });
  expect([viewerHost(here), cameByEdge(here)]).toEqual(["kukar.localhost:3000", true]);
});
