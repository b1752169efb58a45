import type { Checksums } from "./checksums.ts";
import { Refusal } from "./refusal.ts";

/** The id of the only version an object has while its bucket is not versioned. */
export const NULL_VERSION = "null";

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** What one version holds besides its bytes. */
export interface Content {
  /** Name of the file with the bytes, in the folder of the object. */
  readonly file: string;
  readonly sizeBytes: number;
  /** MD5 in hexadecimal, without quotes. */
  readonly etag: string;
  /** Headers that come back with the object, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly checksums: Checksums;
  readonly tags: readonly Tag[];
}

export interface Version {
  readonly versionId: string;
  /** ISO 8601. */
  readonly writtenAt: string;
  /** Absent on a delete marker. */
  readonly content?: Content;
}

/** A version that is no delete marker. */
export interface FullVersion extends Version {
  readonly content: Content;
}

/** All versions of one key, newest first; a record without versions does not exist on the disk. */
export interface ObjectRecord {
  readonly key: string;
  readonly versions: readonly Version[];
}

/** The record with a version on top. A new `null` version takes the place of the old one. */
export function withVersion(record: ObjectRecord, version: Version): ObjectRecord {
  const kept = record.versions.filter((old) => version.versionId !== NULL_VERSION || old.versionId !== NULL_VERSION);
  return { key: record.key, versions: [version, ...kept] };
}

/** The record without one version. */
export function withoutVersion(record: ObjectRecord, versionId: string): ObjectRecord {
  return { key: record.key, versions: record.versions.filter((version) => version.versionId !== versionId) };
}

/** The newest version, unless it is a delete marker or there is none. */
export function currentOf(record: ObjectRecord): FullVersion | undefined {
  const newest = record.versions[0];
  return newest !== undefined && isFull(newest) ? newest : undefined;
}

export function isFull(version: Version): version is FullVersion {
  return version.content !== undefined;
}

/**
 * The version to read: the named one, or the newest. Raises NoSuchKey or NoSuchVersion, and for a delete marker
 * S3's answer that tells of it.
 */
export function versionToRead(record: ObjectRecord, versionId: string | undefined): FullVersion {
  const wanted =
    versionId === undefined ? record.versions[0] : record.versions.find((version) => version.versionId === versionId);
  if (wanted === undefined) throw new Refusal(versionId === undefined ? "NoSuchKey" : "NoSuchVersion");
  if (isFull(wanted)) return wanted;
  const headers = { "x-amz-delete-marker": "true", "x-amz-version-id": wanted.versionId };
  throw new Refusal(versionId === undefined ? "NoSuchKey" : "MethodNotAllowed", undefined, headers);
}
