import type { Bucket } from "./buckets.ts";
import { checksumHeaders } from "./checksums.ts";
import { readCondition } from "./conditions.ts";
import type { StoreContext } from "./context.ts";
import { versionHeaders, versionIdHeader, tagsToXml } from "./description.ts";
import { requestedRange } from "./range.ts";
import { Refusal } from "./refusal.ts";
import { emptyReply, requireSendable, type Reply, xmlReply } from "./reply.ts";
import type { StoreRequest } from "./request.ts";

/** GET and HEAD of an object: conditions, ranges, checksums on request and `response-*` overrides. */
export async function readObject(context: StoreContext, bucket: Bucket, request: StoreRequest): Promise<Reply> {
  const versionId = requestedVersion(request);
  const { version, bytes } = await context.objects.read(bucket, request.key, versionId);
  const range = request.headers.get("range");
  const wantsChecksum = request.headers.get("x-amz-checksum-mode") === "ENABLED" && range === undefined;
  const headers = {
    ...versionHeaders(version),
    ...(wantsChecksum ? checksumHeaders(version.content.checksums) : {}),
    ...overrides(request),
  };
  if (readCondition(request.headers, version.content, version.writtenAt) === "unchanged") {
    return emptyReply(304, headers);
  }
  const part = requestedRange(range, bytes.length);
  if (part === undefined) return { status: 200, headers, body: bytes };
  const contentRange = `bytes ${part.first}-${part.last}/${bytes.length}`;
  const body = bytes.subarray(part.first, part.last + 1);
  return { status: 206, headers: { ...headers, "content-range": contentRange }, body };
}

/** GET of the tags of an object. */
export async function readTags(context: StoreContext, bucket: Bucket, request: StoreRequest): Promise<Reply> {
  const version = await context.objects.find(bucket, request.key, requestedVersion(request));
  return xmlReply(200, tagsToXml(version.content.tags), versionIdHeader(version.versionId));
}

/** The version named in the address. Raises InvalidArgument when it is named and empty. */
export function requestedVersion(request: StoreRequest): string | undefined {
  const versionId = request.query.get("versionId") ?? undefined;
  if (versionId === "") throw new Refusal("InvalidArgument", "Version id cannot be the empty string");
  return versionId;
}

const OVERRIDABLE = [
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "content-type",
  "expires",
];

function overrides(request: StoreRequest): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of OVERRIDABLE) {
    const value = request.query.get(`response-${name}`);
    if (value === null) continue;
    requireSendable(name, value);
    headers[name] = value;
  }
  return headers;
}
