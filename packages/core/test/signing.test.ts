import { createPublicKey } from "node:crypto";
import { createServer } from "node:http";
import { once } from "node:events";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import * as v from "valibot";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { actAs } from "@selaras/local/environment.ts";
import { forgetSessions } from "../src/db/principal.ts";
import { sha256 } from "../src/kernel/digest.ts";
import { type Sha256, TenantId } from "../src/kernel/id.ts";
import { LIMITS } from "../src/kernel/limits.ts";
import { publicKey, seal, verifySeal } from "../src/signing/index.ts";
import type { Seal } from "../src/signing/schema.ts";
import { establish } from "../src/tenant/index.ts";
import { DEFAULT_SETTINGS, type TenantSettings } from "../src/tenant/schema.ts";
import { type Asked, behaving, bsreService, sealedCopy } from "./bsre-service.ts";
import { asProduct, asProgram, MARCH_OPEN, travel, useEngines } from "./world.ts";

/* What is sealed, by whom it can be proven, and what happens when the signer is not there. */

useEngines({ forbidden: true });
const HASH = sha256("a snapshot");
const SIGNER = { name: "Ir. Contoh (Bupati)", nip: "197801012005012001" };
const [KUKAR, NUNUKAN, BERAU] = (["kukar", "nunukan", "berau"] as const).map((id) => v.parse(TenantId, id)) as [
  TenantId,
  TenantId,
  TenantId,
];

async function regencyWith(id: TenantId, settings: Partial<TenantSettings>): Promise<void> {
  const tenant = {
    id,
    name: `Pemerintah Kabupaten ${id}`,
    short: id,
    area: "kabupaten" as const,
    zone: "Asia/Makassar" as const,
    brand: "#0b6e4f",
    province: "kaltim",
    capital: "Contoh",
    contact: "contoh",
    status: "active" as const,
    demo: true,
    settings: { ...DEFAULT_SETTINGS, ...settings },
    unitsRev: 1,
    rev: 1,
  };
  await asProduct(id, () => establish({ tenant }));
}

beforeAll(async () => {
  travel(MARCH_OPEN);
  await regencyWith(KUKAR, {});
  await regencyWith(NUNUKAN, { signer: "internal" });
  await regencyWith(BERAU, { signer: "bsre" });
});

const sealing = (id: TenantId, hash: Sha256 = HASH) => asProgram("worker", id, () => seal(hash, SIGNER));
async function sealedFor(id: TenantId): Promise<Seal> {
  const outcome = await sealing(id);
  if (outcome.kind !== "sealed") throw new Error(outcome.because);
  return outcome.seal;
}
const thePublicKey = () => actAs("operator", () => publicKey());

describe("a seal by the key of the house", () => {
  it("is proven by the public key alone", async () => {
    const made = await sealedFor(KUKAR);
    const { keyId, algorithm, pem } = await thePublicKey();
    expect([made.by, made.algorithm, made.keyId, made.at]).toEqual(["internal", algorithm, keyId, MARCH_OPEN]);
    expect(keyId).toMatch(/^[0-9a-f-]{36}$/);
    expect(verifySeal(HASH, made, pem, KUKAR)).toBe(true);
  });

  it("is proven by a browser as well, and fits into a QR code", async () => {
    const made = await sealedFor(KUKAR);
    const { pem } = await thePublicKey();
    const spki = createPublicKey(pem).export({ type: "spki", format: "der" });
    const curve = { name: "ECDSA", namedCurve: "P-256" };
    const key = await crypto.subtle.importKey("spki", spki, curve, false, ["verify"]);
    // Written out by hand: what a stranger must know to check a seal.
    const text = new TextEncoder().encode(`selaras snapshot seal v1\nkukar\n${HASH}\n${MARCH_OPEN}\n`);
    const signature = Buffer.from(made.signature, "base64url");
    expect(signature).toHaveLength(64);
    expect(await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, text)).toBe(true);
  });

  it("holds for no other hash, regency, instant or key, and not when a letter of it changed", async () => {
    const made = await sealedFor(KUKAR);
    const { pem } = await thePublicKey();
    const other = { ...made, signature: Buffer.from(made.signature, "base64url").reverse().toString("base64url") };
    expect(verifySeal(sha256("another"), made, pem, KUKAR)).toBe(false);
    expect(verifySeal(HASH, made, pem, NUNUKAN)).toBe(false);
    expect(verifySeal(HASH, { ...made, at: "2026-04-05T02:00:01.000Z" }, pem, KUKAR)).toBe(false);
    expect(verifySeal(HASH, other, pem, KUKAR)).toBe(false);
    expect(verifySeal(HASH, { ...made, signature: "" }, pem, KUKAR)).toBe(false);
    expect(verifySeal(HASH, { ...made, by: "bsre" }, pem, KUKAR)).toBe(false);
  });

  it("stays 64 bytes however its numbers happen to be written", async () => {
    const { pem } = await thePublicKey();
    // A number that begins with a zero byte comes once in about 128 signatures.
    for (let n = 0; n < 400; n += 1) {
      const hash = sha256(String(n));
      const outcome = await sealing(NUNUKAN, hash);
      if (outcome.kind !== "sealed") throw new Error(outcome.because);
      expect(Buffer.from(outcome.seal.signature, "base64url")).toHaveLength(64);
      expect(verifySeal(hash, outcome.seal, pem, NUNUKAN), `seal ${n}`).toBe(true);
    }
  });

  it("is made by the worker and by nobody else, and nobody but an operator reads the key", async () => {
    for (const program of ["api", "jobs", "projector", "operator"] as const) {
      const outcome = await asProgram(program, KUKAR, () => seal(HASH, SIGNER));
      expect([program, outcome.kind], program).toEqual([program, "queued"]);
      expect(outcome.kind === "queued" && outcome.because, program).toMatch(/^Kunci segel tidak dapat dipakai/);
    }
    for (const program of ["api", "public", "province", "worker", "jobs"] as const)
      await expect(
        actAs(program, () => publicKey()),
        program,
      ).rejects.toThrow(/not authorized to perform: kms:/);
  });
});

describe("a key service that is not there", () => {
  const endpoint = () => process.env["AWS_ENDPOINT_URL_KMS"] ?? "";
  let before = "";
  beforeAll(() => {
    before = endpoint();
  });
  afterEach(() => {
    process.env["AWS_ENDPOINT_URL_KMS"] = before;
    forgetSessions();
  });
  const at = (other: string) => {
    process.env["AWS_ENDPOINT_URL_KMS"] = other;
    forgetSessions();
  };

  it("makes the seal wait, and the next try makes it", async () => {
    at("http://127.0.0.1:1");
    expect(await sealing(KUKAR)).toEqual({ kind: "queued", because: expect.stringMatching(/tidak menjawab/) });
    at(before);
    expect((await sealing(KUKAR)).kind).toBe("sealed");
  });

  it("makes the seal wait when it answers nonsense", async () => {
    const server = createServer((_, outgoing) => outgoing.writeHead(200).end("<html>")).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    at(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`);
    expect((await sealing(KUKAR)).kind).toBe("queued");
    server.closeAllConnections();
    server.close();
  });

  it("is a fault of the installation when no key is named", async () => {
    const name = process.env["SELARAS_SIGNING_KEY"];
    delete process.env["SELARAS_SIGNING_KEY"];
    await expect(sealing(KUKAR)).rejects.toThrow("SELARAS_SIGNING_KEY is not set");
    process.env["SELARAS_SIGNING_KEY"] = name;
  });
});

describe("a seal by BSrE", () => {
  let service: Awaited<ReturnType<typeof bsreService>>;
  beforeAll(async () => {
    service = await bsreService();
    connect(service.endpoint);
  });
  afterAll(async () => {
    delete process.env["SELARAS_BSRE"];
    await service.stop();
  });
  const connect = (endpoint: string, patience: { patienceMilliseconds?: number } = {}) => {
    const berau = { endpoint, user: "selaras", password: "sandi-layanan", subscriber: "berau-1", totp: "111111" };
    process.env["SELARAS_BSRE"] = JSON.stringify({ berau: { ...berau, ...patience } });
  };
  const because = async (): Promise<string> => {
    const outcome = await sealing(BERAU);
    return outcome.kind === "queued" ? outcome.because : "sealed";
  };

  it("is asked for with the regency's own account, and the sealed sheet lies in the archive", async () => {
    service.behave(behaving);
    const made = await sealedFor(BERAU);
    expect([made.by, made.algorithm, made.keyId, made.at]).toEqual(["bsre", "CMS", "1234ABCD", MARCH_OPEN]);
    const sheetHash = Buffer.from(made.signature, "base64url").toString("hex");
    const store = new S3Client({ forcePathStyle: true });
    const Key = `berau/seal/${sheetHash}.pdf`;
    const { Body } = await store.send(new GetObjectCommand({ Bucket: process.env["SELARAS_ARCHIVE_BUCKET"], Key }));
    const sheet = await Body?.transformToString("latin1");
    store.destroy();
    for (const part of ["%PDF-1.4", HASH, "berau", "Ir. Contoh \\(Bupati\\)", "NIP 197801012005012001"])
      expect(sheet).toContain(part);
    const [code, sealed] = service.asked;
    const basic = `Basic ${Buffer.from("selaras:sandi-layanan").toString("base64")}`;
    expect(service.asked.map(({ path, authorization }) => [path, authorization])).toEqual([
      ["/api/v2/seal/get/totp", basic],
      ["/api/v2/seal/pdf", basic],
    ]);
    expect(code?.body).toEqual({ idSubscriber: "berau-1", totp: "111111", data: 1 });
    expect([sealed?.body["totp"], sealed?.body["idSubscriber"]]).toEqual(["222222", "berau-1"]);
  });

  it("is never taken over by the house's key, whatever the service does", async () => {
    const answers: readonly (readonly [string, Parameters<typeof service.behave>[0], RegExp])[] = [
      ["down for a while", () => ({ status: 503, text: "" }), /sedang tidak menjawab/],
      ["refuses", () => ({ status: 401, text: '{"error":"Kata\\nsandi   salah"}' }), /\(401: Kata sandi salah\)/],
      ["refuses without words", () => ({ status: 400, text: "<html>" }), /\(400\)/],
      ["sends elsewhere", () => ({ status: 307, text: "" }), /\(307\)/],
      ["speaks nonsense", () => ({ status: 200, text: "<html>" }), /tidak dapat dibaca/],
      ["gives no code", () => ({ status: 200, text: '{"totp":"1","result":false}' }), /menolak/],
      ["gives back what it got", withFile(({ body }) => fileIn(body)), /tidak dapat dibaca/],
      ["seals something else", withFile(() => sealedCopy(Buffer.from("%PDF-1.4\n"))), /tidak dapat dibaca/],
      ["seals without covering", withFile(({ body }) => sealedCopy(fileIn(body), true)), /tidak dapat dibaca/],
      ["gives too much", () => ({ status: 200, text: "x".repeat(LIMITS.bsreAnswerBytes + 1) }), /tidak dapat dibaca/],
    ];
    for (const [name, manner, expected] of answers) {
      service.behave(manner);
      expect(await because(), name).toMatch(expected);
    }
    service.behave(behaving);
    expect(await because()).toBe("sealed");
  });

  const fileIn = (body: Record<string, unknown>): Buffer =>
    Buffer.from((body["file"] as readonly string[])[0] ?? "", "base64");
  const withFile =
    (make: (asked: Asked) => Buffer): typeof behaving =>
    (asked) =>
      asked.path.endsWith("totp")
        ? behaving(asked)
        : { status: 200, text: JSON.stringify({ file: [make(asked).toString("base64")] }) };

  it("waits when nobody listens", async () => {
    connect("http://127.0.0.1:1");
    expect(await because()).toMatch(/sedang tidak menjawab/);
    connect(service.endpoint);
  });

  it("waits when the service is silent, at the first call or in the middle", async () => {
    connect(service.endpoint, { patienceMilliseconds: 150 });
    service.behave(() => "silence");
    expect(await because()).toMatch(/sedang tidak menjawab/);
    service.behave((asked) => (asked.path.endsWith("totp") ? behaving(asked) : "silence"));
    expect(await because()).toMatch(/sedang tidak menjawab/);
    expect(service.asked.map(({ path }) => path)).toEqual(["/api/v2/seal/get/totp", "/api/v2/seal/pdf"]);
    connect(service.endpoint);
  });

  it("waits when its account is not there yet, and a broken secret is said without its words", async () => {
    const secret = process.env["SELARAS_BSRE"];
    process.env["SELARAS_BSRE"] =
      '{"kukar":{"endpoint":"https://bsre.contoh.id","user":"a","password":"b","subscriber":"c","totp":"d"}}';
    expect(await because()).toMatch(/belum disambungkan/);
    for (const broken of ["{", '{"berau":{"endpoint":"http://bsre.contoh.id","password":"rahasia"}}']) {
      process.env["SELARAS_BSRE"] = broken;
      await expect(sealing(BERAU)).rejects.toThrow(/^SELARAS_BSRE is no list of services by regency$/);
    }
    process.env["SELARAS_BSRE"] = secret;
  });
});
