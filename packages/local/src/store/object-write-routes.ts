import type { Authenticated } from "./authentication.ts";
import type { Bucket } from "./buckets.ts";
import { checksumAlgorithm, checksumHeaders, checksumOf, type Checksums } from "./checksums.ts";
import { requireCopySource, writeConditions } from "./conditions.ts";
import type { StoreContext } from "./context.ts";
import { keptHeaders, tagsFromHeader, tagsFromXml, versionIdHeader } from "./description.ts";
import { requestedVersion } from "./object-read-routes.ts";
import { Refusal } from "./refusal.ts";
import { emptyReply, type Reply, xmlReply } from "./reply.ts";
import { decode, requestTerms, type StoreRequest } from "./request.ts";
import { readDocument, readUpload } from "./upload-body.ts";
import { branch, leaf } from "./xml.ts";

/** PUT of an object. */
export async function putObject(
  context: StoreContext,
  bucket: Bucket,
  request: StoreRequest,
  caller: Authenticated,
): Promise<Reply> {
  const terms = requestTerms(request);
  const conditions = writeConditions(request.headers);
  const headers = keptHeaders(terms);
  const tags = tagsFromHeader(terms.get("x-amz-tagging"));
  if (context.objects.isLocked(bucket, request.key)) requireChecksum(terms);
  const upload = await readUpload(request, caller);
  const version = await context.objects.put(bucket, request.key, { ...upload, headers, tags }, conditions);
  return emptyReply(200, {
    etag: `"${version.content.etag}"`,
    "x-amz-server-side-encryption": headers["x-amz-server-side-encryption"] ?? "AES256",
    ...checksumHeaders(version.content.checksums),
    ...versionIdHeader(version.versionId),
  });
}

const CHECKSUM = /^(content-md5|x-amz-checksum-(?!algorithm|mode|type)\w+|x-amz-trailer)$/;

/** Under an object lock S3 takes nothing whose sender did not say what it should be. */
function requireChecksum(terms: ReadonlyMap<string, string>): void {
  if ([...terms.keys()].some((name) => CHECKSUM.test(name))) return;
  const wanted =
    "Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters";
  throw new Refusal("InvalidRequest", wanted);
}

/** PUT with `x-amz-copy-source`: another object, or an older version, under this key. */
export async function copyObject(
  context: StoreContext,
  bucket: Bucket,
  request: StoreRequest,
  source: CopySource,
): Promise<Reply> {
  const terms = requestTerms(request);
  const replaces = terms.get("x-amz-metadata-directive") === "REPLACE";
  if (source.bucket === bucket.name && source.key === request.key && source.versionId === undefined && !replaces) {
    throw new Refusal("InvalidRequest", "This copy request is illegal because it changes nothing of the object.");
  }
  const from = await context.buckets.require(source.bucket);
  const { version: original, bytes } = await context.objects.read(from, source.key, source.versionId);
  requireCopySource(terms, original.content);
  const newTags = terms.get("x-amz-tagging-directive") === "REPLACE";
  const object = {
    bytes,
    headers: replaces ? keptHeaders(terms) : original.content.headers,
    checksums: copyChecksums(bytes, original.content.checksums, terms.get("x-amz-checksum-algorithm")),
    tags: newTags ? tagsFromHeader(terms.get("x-amz-tagging")) : original.content.tags,
  };
  const version = await context.objects.put(bucket, request.key, object, writeConditions(request.headers));
  const sums = Object.entries(version.content.checksums).map(([name, sum]) =>
    leaf(`Checksum${name.toUpperCase()}`, sum),
  );
  const result = [leaf("ETag", `"${version.content.etag}"`), leaf("LastModified", version.writtenAt), ...sums];
  const sourceVersion = original.versionId === "null" ? {} : { "x-amz-copy-source-version-id": original.versionId };
  return xmlReply(200, branch("CopyObjectResult", ...result), {
    ...versionIdHeader(version.versionId),
    ...sourceVersion,
  });
}

function copyChecksums(bytes: Buffer, original: Checksums, wanted: string | undefined): Checksums {
  if (wanted === undefined) return original;
  const algorithm = checksumAlgorithm(wanted);
  return { [algorithm]: checksumOf(algorithm, bytes) };
}

/** The object, or an older version of it, that a copy is made from. */
export interface CopySource {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | undefined;
}

/** What a request is to copy; undefined when it copies nothing. Raises InvalidArgument. */
export function copySourceOf(request: StoreRequest): CopySource | undefined {
  const copySource = requestTerms(request).get("x-amz-copy-source");
  if (copySource === undefined || request.method !== "PUT") return undefined;
  const [, address, versionId] = /^\/?([^?]*)(?:\?versionId=(.+))?$/.exec(copySource) ?? [];
  const path = decode(address ?? "");
  const slash = path.indexOf("/");
  if (slash < 1 || slash === path.length - 1) {
    throw new Refusal("InvalidArgument", "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
  }
  return { bucket: path.slice(0, slash), key: path.slice(slash + 1), versionId };
}

/** DELETE of an object or of one version. */
export async function deleteObject(context: StoreContext, bucket: Bucket, request: StoreRequest): Promise<Reply> {
  const conditions = writeConditions(request.headers);
  const removal = await context.objects.remove(bucket, request.key, requestedVersion(request), conditions);
  const marker = removal.deleteMarker ? { "x-amz-delete-marker": "true" } : {};
  return emptyReply(204, { ...versionIdHeader(removal.versionId), ...marker });
}

/** PUT of the tags of an object. */
export async function putTags(
  context: StoreContext,
  bucket: Bucket,
  request: StoreRequest,
  caller: Authenticated,
): Promise<Reply> {
  const tags = tagsFromXml(await readDocument(request, caller));
  const version = await context.objects.setTags(bucket, request.key, requestedVersion(request), tags);
  return emptyReply(200, versionIdHeader(version.versionId));
}

/** DELETE of the tags of an object. */
export async function deleteTags(context: StoreContext, bucket: Bucket, request: StoreRequest): Promise<Reply> {
  const version = await context.objects.setTags(bucket, request.key, requestedVersion(request), []);
  return emptyReply(204, versionIdHeader(version.versionId));
}
