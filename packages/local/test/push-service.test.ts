import { createECDH, createPrivateKey, sign } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { isProven, opened } from "../src/push/sealed.ts";
import { openVapid } from "../src/push/vapid-file.ts";

const folder = mkdtempSync(join(tmpdir(), "selaras-vapid-"));
afterAll(() => rmSync(folder, { recursive: true }));
const bytes = (text: string): Buffer => Buffer.from(text, "base64url");

describe("a sealed message", () => {
  // The worked example of RFC 8291, section 5 and appendix A.
  const pair = createECDH("prime256v1");
  pair.setPrivateKey(bytes("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"));
  const device = {
    pair,
    publicKey: bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
    auth: bytes("BTBZMqHH6r4Tts7J_aSIgg"),
  };
  const body = bytes(
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
  );

  it("of the standard opens to its text", () => {
    expect(opened(body, device)).toBe("When I grow up, I want to be a watermelon");
  });

  it("does not open for another device, nor when a bit of it changed", () => {
    expect(() => opened(body, { ...device, auth: Buffer.alloc(16) })).toThrow();
    const changed = Buffer.from(body);
    changed[changed.length - 20] = (changed[changed.length - 20] ?? 0) ^ 1;
    expect(() => opened(changed, device)).toThrow();
  });
});

describe("a sender's proof", () => {
  const vapid = openVapid(undefined);
  const point = bytes(vapid.publicKey);
  const jwk = {
    kty: "EC",
    crv: "P-256",
    d: vapid.privateKey,
    x: point.subarray(1, 33).toString("base64url"),
    y: point.subarray(33).toString("base64url"),
  };
  const key = createPrivateKey({ key: jwk, format: "jwk" });
  const NOW = Date.parse("2026-04-06T01:00:00.000Z");
  const about = { origin: "http://127.0.0.1:9", subscribedUnder: vapid.publicKey, now: NOW };
  const hour = NOW / 1000 + 3600;
  const proof = (claims: object, head: object = { alg: "ES256", typ: "JWT" }): string => {
    const text = [head, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
    const made = sign("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" }).toString("base64url");
    return `vapid t=${text}.${made}, k=${vapid.publicKey}`;
  };
  const good = { aud: about.origin, exp: hour, sub: "mailto:a@x.test" };

  it.each([
    ["the right one", proof(good), true],
    ["for another service", proof({ ...good, aud: "https://lain.example" }), false],
    ["that ran out", proof({ ...good, exp: NOW / 1000 - 1 }), false],
    ["for longer than a day", proof({ ...good, exp: NOW / 1000 + 86_401 }), false],
    ["without a contact", proof({ ...good, sub: "" }), false],
    ["of another kind", proof(good, { alg: "none", typ: "JWT" }), false],
    ["with another signature", proof(good).replace(/\.[\w-]+, /, `.${"A".repeat(86)}, `), false],
    ["under another key", proof(good).replace(/k=.*/, `k=${openVapid(undefined).publicKey}`), false],
    ["that is none", "Bearer x", false],
  ])("%s: %#", (_, authorization, expected) => {
    expect(isProven(authorization, about)).toBe(expected);
  });
});

describe("the key of a house", () => {
  it("is the same after a restart, and one that cannot be read is not replaced unawares", () => {
    const file = join(folder, "vapid.json");
    const first = openVapid(file);
    expect([first.publicKey.length, first.privateKey.length]).toEqual([87, 43]);
    expect(openVapid(file)).toEqual(first);
    writeFileSync(file, "{");
    expect(() => openVapid(file)).toThrow(/cannot be read/);
  });
});
