import { MAX_PAGE_KEYS } from "./limits.ts";
import { Refusal } from "./refusal.ts";
import { uriEncode } from "./signing.ts";
import { currentOf, isFull, type ObjectRecord, type Version } from "./versions.ts";
import { branch, leaf } from "./xml.ts";

/** The `ListBucketResult` element for a ListObjectsV2 request. Raises InvalidArgument. */
export function listObjects(bucketName: string, records: readonly ObjectRecord[], query: URLSearchParams): string {
  const prefix = query.get("prefix") ?? "";
  const delimiter = query.get("delimiter") ?? "";
  const limit = pageLimit(query);
  const start = pageStart(query);
  const write = keyWriter(query);
  const entries: string[] = [];
  const groups: string[] = [];
  let last: PageStart | undefined;
  let truncated = false;
  for (const record of inKeyOrder(records, prefix)) {
    const version = currentOf(record);
    const group = groupOf(record.key, prefix, delimiter);
    if (version === undefined || isBefore(record.key, start) || (group !== undefined && group === groups.at(-1)))
      continue;
    if (entries.length + groups.length >= limit) {
      truncated = limit > 0;
      break;
    }
    if (group !== undefined) groups.push(group);
    else entries.push(branch("Contents", write("Key", record.key), ...versionFacts(version)));
    last = group === undefined ? { after: record.key, wholeGroup: false } : { after: group, wholeGroup: true };
  }
  return branch(
    "ListBucketResult",
    leaf("Name", bucketName),
    write("Prefix", prefix),
    ...(delimiter === "" ? [] : [write("Delimiter", delimiter)]),
    ...encodingNote(query),
    leaf("KeyCount", entries.length + groups.length),
    leaf("MaxKeys", limit),
    leaf("IsTruncated", truncated),
    ...(truncated && last !== undefined ? [leaf("NextContinuationToken", writeToken(last))] : []),
    ...entries,
    ...groups.map((group) => branch("CommonPrefixes", write("Prefix", group))),
  );
}

/** The `ListVersionsResult` element for a ListObjectVersions request. Raises NotImplemented for a delimiter. */
export function listVersions(bucketName: string, records: readonly ObjectRecord[], query: URLSearchParams): string {
  if (query.get("delimiter")) throw new Refusal("NotImplemented");
  const prefix = query.get("prefix") ?? "";
  const limit = pageLimit(query);
  const write = keyWriter(query);
  const rows = inKeyOrder(records, prefix).flatMap((record) =>
    record.versions.map((version, index) => ({ key: record.key, version, isLatest: index === 0 })),
  );
  const rest = rows.slice(firstRow(rows, query.get("key-marker"), query.get("version-id-marker")));
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const truncated = last !== undefined && rest.length > page.length;
  return branch(
    "ListVersionsResult",
    leaf("Name", bucketName),
    write("Prefix", prefix),
    ...encodingNote(query),
    leaf("MaxKeys", limit),
    leaf("IsTruncated", truncated),
    ...(truncated ? [write("NextKeyMarker", last.key), leaf("NextVersionIdMarker", last.version.versionId)] : []),
    ...page.map(({ key, version, isLatest }) =>
      branch(
        isFull(version) ? "Version" : "DeleteMarker",
        write("Key", key),
        leaf("VersionId", version.versionId),
        leaf("IsLatest", isLatest),
        ...versionFacts(version),
      ),
    ),
  );
}

interface VersionRow {
  readonly key: string;
  readonly version: Version;
  readonly isLatest: boolean;
}

function firstRow(rows: readonly VersionRow[], keyMarker: string | null, versionMarker: string | null): number {
  if (keyMarker === null || keyMarker === "") return 0;
  if (versionMarker) {
    const shown = rows.findIndex((row) => row.key === keyMarker && row.version.versionId === versionMarker);
    if (shown >= 0) return shown + 1;
  }
  const next = rows.findIndex((row) => compareKeys(row.key, keyMarker) > 0);
  return next < 0 ? rows.length : next;
}

function versionFacts(version: Version): readonly string[] {
  const written = leaf("LastModified", version.writtenAt);
  if (!isFull(version)) return [written];
  const { etag, sizeBytes, headers } = version.content;
  const storageClass = headers["x-amz-storage-class"] ?? "STANDARD";
  return [written, leaf("ETag", `"${etag}"`), leaf("Size", sizeBytes), leaf("StorageClass", storageClass)];
}

/** Where a page begins: after a key, or after every key of a group that was shown as one prefix. */
interface PageStart {
  readonly after: string;
  readonly wholeGroup: boolean;
}

function isBefore(key: string, start: PageStart | undefined): boolean {
  if (start === undefined) return false;
  return compareKeys(key, start.after) <= 0 || (start.wholeGroup && key.startsWith(start.after));
}

function pageStart(query: URLSearchParams): PageStart | undefined {
  const token = query.get("continuation-token");
  if (token !== null) return readToken(token);
  const after = query.get("start-after");
  return after === null || after === "" ? undefined : { after, wholeGroup: false };
}

function writeToken(start: PageStart): string {
  return Buffer.from(`${start.wholeGroup ? "group" : "key"}:${start.after}`).toString("base64url");
}

function readToken(token: string): PageStart {
  const [, kind, after] = /^(key|group):([^]+)$/.exec(Buffer.from(token, "base64url").toString()) ?? [];
  if (after === undefined) throw new Refusal("InvalidArgument", "The continuation token provided is incorrect");
  return { after, wholeGroup: kind === "group" };
}

function groupOf(key: string, prefix: string, delimiter: string): string | undefined {
  const end = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
  return end < 0 ? undefined : key.slice(0, end + delimiter.length);
}

function inKeyOrder(records: readonly ObjectRecord[], prefix: string): readonly ObjectRecord[] {
  return records.filter((record) => record.key.startsWith(prefix)).sort((a, b) => compareKeys(a.key, b.key));
}

/** S3 sorts by the bytes of UTF-8, JavaScript by UTF-16. */
function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function pageLimit(query: URLSearchParams): number {
  const text = query.get("max-keys") ?? String(MAX_PAGE_KEYS);
  if (!/^\d{1,9}$/.test(text)) throw new Refusal("InvalidArgument", "Provided max-keys not an integer or within range");
  return Math.min(Number(text), MAX_PAGE_KEYS);
}

function keyWriter(query: URLSearchParams): (name: string, key: string) => string {
  if (query.get("encoding-type") !== "url") return leaf;
  return (name, key) => leaf(name, key.split("/").map(uriEncode).join("/"));
}

function encodingNote(query: URLSearchParams): readonly string[] {
  return query.get("encoding-type") === "url" ? [leaf("EncodingType", "url")] : [];
}
