import { MAX_METADATA_BYTES, MAX_OBJECT_TAGS } from "./limits.ts";
import { Refusal } from "./refusal.ts";
import { requireSendable } from "./reply.ts";
import type { FullVersion, Tag } from "./versions.ts";
import { branch, childrenOf, leaf, readXml, textOf } from "./xml.ts";

const KEPT = new Set([
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "content-type",
  "expires",
  "x-amz-object-lock-legal-hold",
  "x-amz-object-lock-mode",
  "x-amz-object-lock-retain-until-date",
  "x-amz-server-side-encryption",
  "x-amz-server-side-encryption-aws-kms-key-id",
  "x-amz-storage-class",
]);
const METADATA = "x-amz-meta-";

/**
 * The headers that are kept with an object, from the terms of an upload. Raises MetadataTooLarge, or InvalidArgument
 * for a value that could not be sent back.
 */
export function keptHeaders(terms: ReadonlyMap<string, string>): Record<string, string> {
  const kept: Record<string, string> = { "content-type": "application/octet-stream" };
  let metadataBytes = 0;
  for (const [name, value] of terms) {
    if (!KEPT.has(name) && !name.startsWith(METADATA)) continue;
    requireSendable(name, value);
    if (name.startsWith(METADATA))
      metadataBytes += Buffer.byteLength(name) - METADATA.length + Buffer.byteLength(value);
    const lasting = name === "content-encoding" ? withoutChunking(value) : value;
    if (lasting !== "") kept[name] = lasting;
  }
  if (metadataBytes > MAX_METADATA_BYTES) throw new Refusal("MetadataTooLarge");
  return kept;
}

/** `aws-chunked` describes the journey, not the object. */
function withoutChunking(encoding: string): string {
  const lasting = encoding.split(",").map((name) => name.trim());
  return lasting.filter((name) => name !== "aws-chunked").join(",");
}

/** The headers that describe a version to its reader. */
export function versionHeaders(version: FullVersion): Record<string, string> {
  const { content } = version;
  return {
    "x-amz-server-side-encryption": "AES256",
    ...content.headers,
    etag: `"${content.etag}"`,
    "last-modified": new Date(version.writtenAt).toUTCString(),
    "accept-ranges": "bytes",
    ...versionIdHeader(version.versionId),
    ...(content.tags.length > 0 ? { "x-amz-tagging-count": String(content.tags.length) } : {}),
  };
}

/** The version id as a header; an unversioned object has none. */
export function versionIdHeader(versionId: string | undefined): Record<string, string> {
  return versionId === undefined || versionId === "null" ? {} : { "x-amz-version-id": versionId };
}

/** Tags written as a query (`scan=clean&kind=sk`), as the `x-amz-tagging` header carries them. */
export function tagsFromHeader(text: string | undefined): readonly Tag[] {
  return requireTags([...new URLSearchParams(text ?? "")].map(([key, value]) => ({ key, value })));
}

/** Tags from a `Tagging` document. Raises MalformedXML or InvalidTag. */
export function tagsFromXml(document: string): readonly Tag[] {
  const [set] = childrenOf(readXml(document, "Tagging"), "TagSet");
  if (set === undefined) throw new Refusal("MalformedXML");
  return requireTags(
    childrenOf(set, "Tag").map((tag) => ({ key: textOf(tag, "Key") ?? "", value: textOf(tag, "Value") ?? "" })),
  );
}

/** A `Tagging` element. */
export function tagsToXml(tags: readonly Tag[]): string {
  const items = tags.map((tag) => branch("Tag", leaf("Key", tag.key), leaf("Value", tag.value)));
  return branch("Tagging", branch("TagSet", ...items));
}

function requireTags(tags: readonly Tag[]): readonly Tag[] {
  const names = new Set(tags.map((tag) => tag.key));
  const sound = tags.every((tag) => tag.key !== "" && tag.key.length <= 128 && tag.value.length <= 256);
  if (!sound || names.size !== tags.length || tags.length > MAX_OBJECT_TAGS) throw new Refusal("InvalidTag");
  return tags;
}
