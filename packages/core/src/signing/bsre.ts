import * as v from "valibot";
import { archive } from "../db/files.ts";
import { context, tenantId } from "../kernel/context.ts";
import { sha256 } from "../kernel/digest.ts";
import type { Sha256 } from "../kernel/id.ts";
import { LIMITS } from "../kernel/limits.ts";
import { sealedText } from "./message.ts";
import type { SealOutcome } from "./schema.ts";
import { sealedPdf } from "./sealed-pdf.ts";
import { sealSheet } from "./sheet.ts";

/*
 * Segel elektronik of an organisation by the e-sign client service of BSrE, which a region runs on a host of its own.
 * A person's signature takes the person's passphrase, which is nobody else's; what is sealed here was signed in the product.
 *
 * Known from what regions published of "Petunjuk Teknis API Esign Client Service" 2.2.1 (January 2024). To be confirmed
 * with BSrE before a regency is switched over:
 * 1. names of fields and addresses of both calls below, and that Basic authentication is all that they ask;
 * 2. how long the TOTP of a seal's activation lives, and whether asking for the next one ends it (then the newest must be
 *    kept between two calls, and the secret is no longer fixed);
 * 3. that the sealed PDF is an increment of the one that was sent, hashes with SHA-256 and carries the certificate;
 * 4. whether the number of seals is limited by contract.
 * Decision 0030 says what follows from each.
 */

const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?(\/|$)/;

/** What the secret says of one regency. */
const Service = v.strictObject({
  /** Without a slash at the end; https except on this very machine. */
  endpoint: v.pipe(
    v.string(),
    v.url(),
    v.check((url) => url.startsWith("https://") || LOOPBACK.test(url), "https"),
    v.check((url) => !url.endsWith("/"), "no slash"),
  ),
  user: v.pipe(v.string(), v.nonEmpty()),
  password: v.pipe(v.string(), v.nonEmpty()),
  /** Id of the regency's seal at BSrE. */
  subscriber: v.pipe(v.string(), v.nonEmpty()),
  /** The code of the seal's activation. */
  totp: v.pipe(v.string(), v.nonEmpty()),
  /** How long its host may take for one answer; absent = `LIMITS.bsreAnswerMilliseconds`. */
  patienceMilliseconds: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60_000))),
});
type Service = v.InferOutput<typeof Service>;
const Services = v.record(v.string(), Service);

/** The service of the acting tenant, from the secret in `SELARAS_BSRE`; never from the table. Throws for a broken secret. */
function serviceHere(): Service | null {
  const secret = process.env["SELARAS_BSRE"];
  if (!secret) return null;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Services), secret);
  // Its text must not reach a log, so the reasons stay away.
  if (!parsed.success) throw new Error("SELARAS_BSRE is no list of services by regency");
  return parsed.output[tenantId()] ?? null;
}

/** A reason to wait, with the sentence for those who do. */
class Waiting extends Error {}

const AGAIN = "Segel dicoba lagi dengan sendirinya; isi laporan tidak berubah.";
const UNREACHED = `Layanan BSrE sedang tidak menjawab. ${AGAIN}`;
const UNREADABLE = `Jawaban layanan BSrE tidak dapat dibaca. Pengelola layanan perlu memeriksanya. ${AGAIN}`;
const NOT_CONNECTED = "Layanan BSrE daerah ini belum disambungkan. Pengelola layanan perlu mengisi rahasianya.";
const refusedWith = (status: number, reason: string): string =>
  `Layanan BSrE menolak permintaan segel (${status}${reason ? `: ${reason}` : ""}). Pengelola layanan perlu memeriksanya. ${AGAIN}`;

const SERVER_FAULT = 500;
const REASON_CHARACTERS = 160;
const Complaint = v.object({ message: v.optional(v.string()), error: v.optional(v.string()) });

/** What the service says of its refusal, short and in one line. */
function reasonIn(text: string): string {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Complaint), text);
  const said = parsed.success ? (parsed.output.message ?? parsed.output.error ?? "") : "";
  return said.replace(/[\p{Cc}\s]+/gu, " ").slice(0, REASON_CHARACTERS);
}

/** Reads an answer up to its limit, whatever its head says of its length. */
async function textOf(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.byteLength;
    if (bytes > LIMITS.bsreAnswerBytes) throw new Waiting(UNREADABLE);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

async function post<T>(service: Service, path: string, body: object, schema: v.GenericSchema<unknown, T>): Promise<T> {
  const basic = Buffer.from(`${service.user}:${service.password}`).toString("base64");
  let status: number;
  let text: string;
  try {
    const response = await fetch(service.endpoint + path, {
      method: "POST",
      headers: { authorization: `Basic ${basic}`, "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(body),
      // Credentials go to the host that the secret names and nowhere else.
      redirect: "manual",
      signal: AbortSignal.timeout(service.patienceMilliseconds ?? LIMITS.bsreAnswerMilliseconds),
    });
    ({ status } = response);
    text = await textOf(response);
  } catch (error) {
    if (error instanceof Waiting) throw error;
    throw new Waiting(UNREACHED);
  }
  if (status >= SERVER_FAULT) throw new Waiting(UNREACHED);
  if (status !== 200) throw new Waiting(refusedWith(status, reasonIn(text)));
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  if (!parsed.success) throw new Waiting(UNREADABLE);
  return parsed.output;
}

const Code = v.object({ totp: v.pipe(v.string(), v.nonEmpty()), result: v.optional(v.boolean()) });
const Files = v.object({ file: v.tuple([v.pipe(v.string(), v.base64())]) });

/** Has one PDF sealed: a code for one seal, then the seal. */
async function sealedBy(service: Service, pdf: Buffer): Promise<Buffer> {
  const { subscriber } = service;
  const asked = { idSubscriber: subscriber, totp: service.totp, data: 1 };
  const { totp, result } = await post(service, "/api/v2/seal/get/totp", asked, Code);
  if (result === false) throw new Waiting(refusedWith(200, ""));
  const wanted = {
    idSubscriber: subscriber,
    totp,
    signatureProperties: [{ tampilan: "INVISIBLE", location: "null", reason: "null", contactInfo: "null" }],
    file: [pdf.toString("base64")],
  };
  const { file } = await post(service, "/api/v2/seal/pdf", wanted, Files);
  return Buffer.from(file[0], "base64");
}

/** Who stands on the sheet. */
export type OnSheet = {
  readonly tenant: string;
  readonly signer: { readonly name: string; readonly nip: string | null };
};

/**
 * Has BSrE seal a sheet with the hash of a snapshot, and keeps the sealed sheet in the archive. What does not look like a
 * seal over this very sheet is none: no document may claim one.
 */
export async function sealByBsre(hash: Sha256, { tenant, signer }: OnSheet): Promise<SealOutcome> {
  const service = serviceHere();
  if (service === null) return { kind: "queued", because: NOT_CONNECTED };
  const at = context().now.toISOString();
  const nip = signer.nip === null ? "" : ` (NIP ${signer.nip})`;
  const sheet = sealSheet([...sealedText(tenantId(), hash, at).split("\n"), tenant, `${signer.name}${nip}`]);
  try {
    const pdf = await sealedBy(service, sheet);
    const sealed = sealedPdf(pdf);
    if (!sealed?.coversItsBytes || !sealed.covered.includes(hash)) throw new Waiting(UNREADABLE);
    const name = sha256(pdf);
    await archive("seal", name, pdf);
    const signature = Buffer.from(name, "hex").toString("base64url");
    return { kind: "sealed", seal: { by: "bsre", algorithm: "CMS", keyId: sealed.serial, signature, at } };
  } catch (error) {
    if (error instanceof Waiting) return { kind: "queued", because: error.message };
    throw error;
  }
}
