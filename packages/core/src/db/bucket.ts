import {
  GetObjectCommand,
  GetBucketLocationCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { tenantId } from "../kernel/context.ts";
import { sha256 } from "../kernel/digest.ts";
import { LIMITS } from "../kernel/limits.ts";
import { recordStored } from "./meter.ts";
import { actingPrincipal, ownPrincipal, type Principal } from "./principal.ts";

/*
 * Files of the acting tenant. Every key begins with the tenant, as every key of the table does, and every request is
 * made on the tenant's session. Endpoint and region come from the environment that the SDK reads itself.
 */
const clients = new WeakMap<Principal, S3Client>();
/** One pool of connections for the clients of all sessions. */
let connections: S3Client["config"]["requestHandler"] | undefined;

function clientOf(principal: Principal): S3Client {
  const known = clients.get(principal);
  if (known) return known;
  const made = new S3Client({
    maxAttempts: 4,
    // Presigned uploads carry the checksum that the client computed; the SDK must not add one of nothing.
    requestChecksumCalculation: "WHEN_REQUIRED",
    forcePathStyle: process.env["SELARAS_STORE_PATH_STYLE"] === "1",
    ...(principal.credentials ? { credentials: principal.credentials } : {}),
    ...(connections ? { requestHandler: connections } : {}),
  });
  connections ??= made.config.requestHandler;
  clients.set(principal, made);
  return made;
}

const store = async (): Promise<S3Client> => clientOf(await actingPrincipal());

const statusOf = (error: unknown): number =>
  error instanceof Error && "$metadata" in error
    ? ((error.$metadata as { httpStatusCode?: number }).httpStatusCode ?? 0)
    : 0;

/** Who may not list a bucket is told "forbidden" for what is not there: no function of ours may list. */
const isAbsent = (error: unknown): boolean => [403, 404, 416].includes(statusOf(error));

function bucket(name: "SELARAS_EVIDENCE_BUCKET" | "SELARAS_ARCHIVE_BUCKET" | "SELARAS_WORK_BUCKET"): string {
  const found = process.env[name];
  if (!found) throw new Error(`${name} is not set`);
  return found;
}
const EVIDENCE = "SELARAS_EVIDENCE_BUCKET";
const ARCHIVE = "SELARAS_ARCHIVE_BUCKET";
const WORK = "SELARAS_WORK_BUCKET";

const base64 = (hex: string): string => Buffer.from(hex, "hex").toString("base64");

const PUT_TRIES = 5;

/** Puts an object unless one of that name stands; says which. Two that meet are told to try again, and one finds the other. */
async function putOnce(object: Omit<PutObjectCommandInput, "IfNoneMatch">): Promise<"put" | "stands"> {
  for (let tries = 1; ; tries += 1) {
    try {
      await (await store()).send(new PutObjectCommand({ ...object, IfNoneMatch: "*" }));
      return "put";
    } catch (error) {
      const name = error instanceof Error ? error.name : "";
      if (name === "PreconditionFailed") return "stands";
      if (name !== "ConditionalRequestConflict" || tries === PUT_TRIES) throw error;
    }
  }
}

const ARCHIVED = {
  snapshot: { extension: "json", type: "application/json" },
  submission: { extension: "json", type: "application/json" },
  document: { extension: "pdf", type: "application/pdf" },
  // The sheet that BSrE sealed; a seal of the house's own key needs none.
  seal: { extension: "pdf", type: "application/pdf" },
} as const;
type Archived = keyof typeof ARCHIVED;
const archiveKey = (kind: Archived, hash: string): string =>
  `${tenantId()}/${kind}/${hash}.${ARCHIVED[kind].extension}`;

/** Writes content under its own hash into the archive. Repeating it is harmless; nothing there is ever overwritten. */
export async function archive(kind: Archived, hash: string, body: string | Uint8Array): Promise<void> {
  const done = await putOnce({
    Bucket: bucket(ARCHIVE),
    Key: archiveKey(kind, hash),
    Body: body,
    ContentType: ARCHIVED[kind].type,
    // A bucket under object lock takes nothing without a checksum; ours is the name, so a wrong name is refused too.
    ChecksumSHA256: base64(hash),
  });
  if (done === "put") recordStored("archive", Buffer.byteLength(body));
}

/** An address that downloads a published document under its own name for at most a minute. */
export async function documentAddress(file: { readonly hash: string; readonly name: string }): Promise<string> {
  const command = new GetObjectCommand({
    Bucket: bucket(ARCHIVE),
    Key: archiveKey("document", file.hash),
    ResponseContentType: ARCHIVED.document.type,
    ResponseContentDisposition: `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  });
  return getSignedUrl(await store(), command, { expiresIn: LIMITS.downloadSeconds });
}

/** Reads archived content; null when it is not there. What lies under a hash and is not its content is a fault. */
export async function archived(kind: "snapshot" | "submission", hash: string): Promise<string | null> {
  try {
    const found = await (await store()).send(
      new GetObjectCommand({ Bucket: bucket(ARCHIVE), Key: archiveKey(kind, hash) }),
    );
    const text = (await found.Body?.transformToString("utf8")) ?? null;
    if (text !== null && sha256(text) !== hash) throw new Error(`The archive holds something else under ${hash}`);
    return text;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** The bytes of an evidence file; null when it is not there. What lies under a hash and is not its content is a fault. */
export async function evidenceBytes(file: {
  readonly report: string;
  readonly sha256: string;
}): Promise<Uint8Array | null> {
  try {
    const found = await (await store()).send(
      new GetObjectCommand({ Bucket: bucket(EVIDENCE), Key: evidenceKey(file.report, file.sha256) }),
    );
    const bytes = (await found.Body?.transformToByteArray()) ?? null;
    if (bytes !== null && sha256(bytes) !== file.sha256)
      throw new Error(`Evidence ${file.sha256} holds something else`);
    return bytes;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** The bytes of a document in the archive; null when it is not there. What lies under a hash and is not its content is a fault. */
export async function archivedDocument(hash: string): Promise<Uint8Array | null> {
  try {
    const found = await (await store()).send(
      new GetObjectCommand({ Bucket: bucket(ARCHIVE), Key: archiveKey("document", hash) }),
    );
    const bytes = (await found.Body?.transformToByteArray()) ?? null;
    if (bytes !== null && sha256(bytes) !== hash) throw new Error(`The archive holds something else under ${hash}`);
    return bytes;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

const evidenceKey = (report: string, sha256: string): string => `${tenantId()}/evidence/${report}/${sha256}`;

/** An address to which the browser uploads exactly this file: type, length and SHA-256 are signed. */
export async function uploadAddress(file: {
  report: string;
  sha256: string;
  type: string;
  bytes: number;
}): Promise<{ url: string; headers: Record<string, string> }> {
  const headers = { "content-type": file.type, "x-amz-checksum-sha256": base64(file.sha256) };
  const command = new PutObjectCommand({
    Bucket: bucket(EVIDENCE),
    Key: evidenceKey(file.report, file.sha256),
    ContentType: file.type,
    ContentLength: file.bytes,
    ChecksumSHA256: base64(file.sha256),
  });
  const url = await getSignedUrl(await store(), command, {
    expiresIn: LIMITS.uploadSeconds,
    signableHeaders: new Set(["content-type", "content-length"]),
    unhoistableHeaders: new Set(["x-amz-checksum-sha256"]),
  });
  return { url, headers };
}

/** What the store holds under an address: size, checksum as hex and the first bytes; null when nothing is there. */
export async function stored(
  report: string,
  sha256: string,
): Promise<{ bytes: number; sha256: string | null; first: Uint8Array } | null> {
  const target = { Bucket: bucket(EVIDENCE), Key: evidenceKey(report, sha256) };
  try {
    const head = await (await store()).send(new HeadObjectCommand({ ...target, ChecksumMode: "ENABLED" }));
    const start = await (await store()).send(new GetObjectCommand({ ...target, Range: "bytes=0-511" }));
    const first = (await start.Body?.transformToByteArray()) ?? new Uint8Array();
    const sum = head.ChecksumSHA256 ? Buffer.from(head.ChecksumSHA256, "base64").toString("hex") : null;
    return { bytes: head.ContentLength ?? 0, sha256: sum, first };
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** An address that shows a file for at most a minute, under its own name, never rendered as a page. */
export async function downloadAddress(file: {
  report: string;
  sha256: string;
  name: string;
  type: string;
  inline: boolean;
}): Promise<string> {
  const disposition = file.inline ? "inline" : "attachment";
  const command = new GetObjectCommand({
    Bucket: bucket(EVIDENCE),
    Key: evidenceKey(file.report, file.sha256),
    ResponseContentType: file.type,
    ResponseContentDisposition: `${disposition}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  });
  return getSignedUrl(await store(), command, { expiresIn: LIMITS.downloadSeconds });
}

/** A file that was made for somebody, by the number of its request; the store removes it after some days. */
type WorkFile = { readonly id: string; readonly extension: string; readonly type: string };
const workTarget = ({ id, extension }: WorkFile) => ({
  Bucket: bucket(WORK),
  Key: `${tenantId()}/export/${id}.${extension}`,
});
/** Name under which the store keeps when a file was made. */
const MADE_AT = "made-at";

/**
 * Puts a made file once. When an earlier try has put it already, that one stays; gives size and instant (ISO 8601) of
 * what stands.
 */
export async function putWork(
  file: WorkFile & { readonly body: Uint8Array; readonly madeAt: string },
): Promise<{ readonly bytes: number; readonly madeAt: string }> {
  const { body, madeAt, type } = file;
  const target = workTarget(file);
  const content = { Body: body, ContentType: type, Metadata: { [MADE_AT]: madeAt } };
  if ((await putOnce({ ...target, ...content })) === "put") return { bytes: body.byteLength, madeAt };
  const stands = await (await store()).send(new HeadObjectCommand(target));
  return { bytes: stands.ContentLength ?? 0, madeAt: stands.Metadata?.[MADE_AT] ?? madeAt };
}

/** An address that downloads a made file under its own name for at most a minute. */
export async function workAddress(file: WorkFile & { readonly name: string }): Promise<string> {
  const command = new GetObjectCommand({
    ...workTarget(file),
    ResponseContentType: file.type,
    ResponseContentDisposition: `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  });
  return getSignedUrl(await store(), command, { expiresIn: LIMITS.downloadSeconds });
}

/** Whether the store answers. Asked by a function before its tenant: it may know where the archive is, and nothing of it. */
export async function canReach(): Promise<boolean> {
  try {
    await clientOf(ownPrincipal()).send(new GetBucketLocationCommand({ Bucket: bucket(ARCHIVE) }));
    return true;
  } catch {
    return false;
  }
}
