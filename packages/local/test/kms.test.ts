import { createPublicKey, verify } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DescribeKeyCommand, GetPublicKeyCommand, KMSClient, SignCommand } from "@aws-sdk/client-kms";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Access, startAccess } from "../src/access/access.ts";
import { LOCAL_HOLDINGS, LOCAL_REGION } from "../src/access/roles.ts";
import type { AccessKeys } from "../src/access/sessions.ts";
import { openSigningKey, type SigningKey } from "../src/kms/key-file.ts";
import { type KeyService, startKeyService } from "../src/kms/server.ts";
import { sessionOf } from "./access-house.ts";

/* The stand-in for the key service, asked by the real client. */

let key: SigningKey;
let access: Access;
let service: KeyService;
beforeAll(async () => {
  key = openSigningKey(undefined);
  access = await startAccess({ holdings: { ...LOCAL_HOLDINGS, signingKey: key.arn }, say: () => {} });
  service = await startKeyService({ key, access });
});
afterAll(async () => {
  await service.stop();
  await access.stop();
});

const clientOf = (credentials: AccessKeys): KMSClient =>
  new KMSClient({ region: LOCAL_REGION, endpoint: service.endpoint, credentials, maxAttempts: 1 });
const as = (name: Parameters<Access["credentialsOf"]>[0]) => clientOf(access.credentialsOf(name));
const MESSAGE = Buffer.from("a message");
const signing = (change: Partial<ConstructorParameters<typeof SignCommand>[0]> = {}) =>
  new SignCommand({
    KeyId: key.arn,
    Message: MESSAGE,
    MessageType: "RAW",
    SigningAlgorithm: "ECDSA_SHA_256",
    ...change,
  });
const nameOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "passed",
    (error: unknown) => (error instanceof Error ? error.name : "?"),
  );

describe("the local key service", () => {
  it("signs so that its public key proves it", async () => {
    const { Signature, KeyId } = await as("worker").send(signing());
    expect(KeyId).toBe(key.arn);
    const { PublicKey, KeySpec } = await as("operator").send(new GetPublicKeyCommand({ KeyId: key.arn }));
    expect(KeySpec).toBe("ECC_NIST_P256");
    const pem = createPublicKey({ key: Buffer.from(PublicKey ?? []), format: "der", type: "spki" });
    expect(verify("sha256", MESSAGE, pem, Signature ?? new Uint8Array())).toBe(true);
    expect(verify("sha256", Buffer.from("another"), pem, Signature ?? new Uint8Array())).toBe(false);
  });

  it("obeys the policies of whoever asks", async () => {
    const outcomes = await Promise.all(
      (["api", "public", "province", "projector", "jobs", "worker", "operator"] as const).map(async (name) => [
        name,
        await nameOf(as(name).send(signing())),
        await nameOf(as(name).send(new GetPublicKeyCommand({ KeyId: key.arn }))),
      ]),
    );
    const no = "AccessDeniedException";
    expect(outcomes).toEqual([
      ["api", no, no],
      ["public", no, no],
      ["province", no, no],
      ["projector", no, no],
      ["jobs", no, no],
      ["worker", "passed", no],
      ["operator", no, "passed"],
    ]);
    expect(access.denials().at(-1)?.action).toMatch(/^kms:/);
  });

  it("lets no session of a regency sign, not even the worker's", async () => {
    const session = await sessionOf(access, "worker", "official", "kukar");
    expect(await nameOf(clientOf(session).send(signing()))).toBe("AccessDeniedException");
  });

  it("knows nobody whose keys were not given", async () => {
    const strangers = { accessKeyId: "AKIASTRANGER", secretAccessKey: "x" };
    expect(await nameOf(clientOf(strangers).send(signing()))).toBe("UnrecognizedClientException");
    const unsigned = await fetch(service.endpoint, {
      method: "POST",
      headers: { "x-amz-target": "TrentService.Sign" },
      body: "{}",
    });
    expect([unsigned.status, await unsigned.json()]).toEqual([
      400,
      { __type: "MissingAuthenticationTokenException", message: "Request is missing Authentication Token" },
    ]);
  });

  it("refuses what it cannot do, and does not tell strangers which keys there are", async () => {
    const admin = clientOf(access.adminCredentials);
    const other = key.arn.replace(key.keyId, "00000000-0000-4000-8000-000000000001");
    expect(await nameOf(admin.send(signing({ KeyId: other })))).toBe("NotFoundException");
    expect(await nameOf(as("api").send(signing({ KeyId: other })))).toBe("AccessDeniedException");
    expect(await nameOf(admin.send(signing({ SigningAlgorithm: "RSASSA_PSS_SHA_256" })))).toBe(
      "InvalidKeyUsageException",
    );
    expect(await nameOf(admin.send(signing({ MessageType: "DIGEST" })))).toBe("UnsupportedOperationException");
    expect(await nameOf(admin.send(signing({ Message: Buffer.alloc(4097) })))).toBe("ValidationException");
    const { KeyMetadata } = await admin.send(new DescribeKeyCommand({ KeyId: key.keyId }));
    expect([KeyMetadata?.Arn, KeyMetadata?.KeyUsage]).toEqual([key.arn, "SIGN_VERIFY"]);
  });
});

describe("the key of a house", () => {
  const folder = mkdtempSync(join(tmpdir(), "selaras-key-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is the same after a restart, and readable for its owner only", () => {
    const file = join(folder, "signing-key.json");
    const made = openSigningKey(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const again = openSigningKey(file);
    expect([again.keyId, again.publicKey.equals(made.publicKey)]).toEqual([made.keyId, true]);
    expect(openSigningKey(undefined).publicKey.equals(made.publicKey)).toBe(false);
  });

  it("is never replaced in silence", () => {
    const file = join(folder, "broken.json");
    writeFileSync(file, "{}");
    expect(() => openSigningKey(file)).toThrow(/cannot be read/);
    expect(readFileSync(file, "utf8")).toBe("{}");
  });
});
