import { createHash, randomBytes, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

import type { Bucket, Buckets } from "./buckets.ts";
import type { Checksums } from "./checksums.ts";
import { requireWritable, type WriteConditions } from "./conditions.ts";
import { readIfPresent, replaceDurably, syncFolder, writeDurably } from "./disk.ts";
import { Lanes } from "./lanes.ts";
import { Refusal } from "./refusal.ts";
import {
  currentOf,
  type FullVersion,
  isFull,
  NULL_VERSION,
  type ObjectRecord,
  type Tag,
  type Version,
  versionToRead,
  withoutVersion,
  withVersion,
} from "./versions.ts";

/** A verified upload, ready to be written. */
export interface NewObject {
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly checksums: Checksums;
  readonly tags: readonly Tag[];
}

export interface Removal {
  /** The version that was removed or the delete marker that was added. */
  readonly versionId?: string;
  readonly deleteMarker: boolean;
}

export interface ObjectsOptions {
  readonly buckets: Buckets;
  readonly now: () => Date;
  /** Keys that begin so are written once: no overwrite, no delete, of no version. */
  readonly isArchived: (bucket: string, key: string) => boolean;
}

const INDEX = "index.json";
const READ_AT_ONCE = 64;

/**
 * The objects on the disk. A key's folder is named by the hash of the key, so that no key can leave its bucket,
 * collide on a disk that ignores case, or be too long; `index.json` in it lists the versions and names their files.
 * Writing the index is the moment a change happens: bytes come before it and are removed only after it.
 */
export class Objects {
  readonly #buckets: Buckets;
  readonly #now: () => Date;
  readonly #archived: (bucket: string, key: string) => boolean;
  readonly #lanes = new Lanes();

  constructor(options: ObjectsOptions) {
    this.#buckets = options.buckets;
    this.#now = options.now;
    this.#archived = options.isArchived;
  }

  /** Whether an object of that name may be written only once, as under an object lock. */
  isLocked(bucket: Bucket, key: string): boolean {
    return this.#archived(bucket.name, key);
  }

  /** Writes an object durably. Raises PreconditionFailed, or AccessDenied for an overwrite in the archive. */
  put(bucket: Bucket, key: string, object: NewObject, conditions: WriteConditions): Promise<FullVersion> {
    return this.#alone(bucket, key, async (record) => {
      requireWritable(currentOf(record), conditions);
      if (this.#archived(bucket.name, key) && record.versions.some(isFull)) {
        throw new Refusal("AccessDenied", "The object is in the archive and cannot be overwritten.");
      }
      const folder = await this.#openFolder(bucket.name, key);
      const file = randomUUID();
      const etag = createHash("md5").update(object.bytes).digest("hex");
      const { bytes, ...described } = object;
      await writeDurably(join(folder, file), bytes);
      const content = { file, sizeBytes: bytes.length, etag, ...described };
      const version: FullVersion = { versionId: newVersionId(bucket), writtenAt: this.#now().toISOString(), content };
      await this.#replace(bucket, record, withVersion(record, version));
      return version;
    });
  }

  /** The version asked for, without its bytes. Raises NoSuchKey, NoSuchVersion or MethodNotAllowed (delete marker). */
  async find(bucket: Bucket, key: string, versionId?: string): Promise<FullVersion> {
    return versionToRead(await this.#record(bucket.name, key), versionId);
  }

  /** The version asked for with its bytes. Raises as `find`. */
  read(bucket: Bucket, key: string, versionId?: string): Promise<{ version: FullVersion; bytes: Buffer }> {
    return this.#alone(bucket, key, async (record) => {
      const version = versionToRead(record, versionId);
      return { version, bytes: await readFile(join(this.#folderOf(bucket.name, key), version.content.file)) };
    });
  }

  /**
   * Removes one version, or the object: in a versioned bucket by a delete marker. Removing what is not there is no
   * error. Raises AccessDenied for every key in the archive.
   */
  remove(bucket: Bucket, key: string, versionId: string | undefined, conditions: WriteConditions): Promise<Removal> {
    return this.#alone(bucket, key, async (record) => {
      requireWritable(currentOf(record), conditions);
      if (this.#archived(bucket.name, key)) {
        throw new Refusal("AccessDenied", "The object is in the archive and cannot be deleted.");
      }
      if (versionId !== undefined) {
        const removed = record.versions.find((version) => version.versionId === versionId);
        await this.#replace(bucket, record, withoutVersion(record, versionId));
        return { versionId, deleteMarker: removed !== undefined && !isFull(removed) };
      }
      if (bucket.versioning === undefined) {
        await this.#replace(bucket, record, { key, versions: [] });
        return { deleteMarker: false };
      }
      const marker: Version = { versionId: newVersionId(bucket), writtenAt: this.#now().toISOString() };
      await this.#openFolder(bucket.name, key);
      await this.#replace(bucket, record, withVersion(record, marker));
      return { versionId: marker.versionId, deleteMarker: true };
    });
  }

  /** Replaces the tags of one version; the archive allows it, as Object Lock does. */
  setTags(bucket: Bucket, key: string, versionId: string | undefined, tags: readonly Tag[]): Promise<FullVersion> {
    return this.#alone(bucket, key, async (record) => {
      const tagged = versionToRead(record, versionId);
      const next: FullVersion = { ...tagged, content: { ...tagged.content, tags } };
      const versions = record.versions.map((version) => (version === tagged ? next : version));
      await this.#replace(bucket, record, { key, versions });
      return next;
    });
  }

  /** Every record of a bucket, in no particular order. */
  async records(bucketName: string): Promise<readonly ObjectRecord[]> {
    const root = this.#buckets.objectsFolderOf(bucketName);
    const folders: string[] = [];
    for (const shelf of await readdir(root)) {
      for (const name of await readdir(join(root, shelf))) folders.push(join(root, shelf, name));
    }
    const records: ObjectRecord[] = [];
    for (let start = 0; start < folders.length; start += READ_AT_ONCE) {
      const some = folders.slice(start, start + READ_AT_ONCE);
      const texts = await Promise.all(some.map((folder) => readIfPresent(join(folder, INDEX))));
      for (const text of texts) if (text !== undefined) records.push(readRecord(text));
    }
    return records;
  }

  /** Runs work on one key after all earlier work on it. */
  #alone<Result>(bucket: Bucket, key: string, work: (record: ObjectRecord) => Promise<Result>): Promise<Result> {
    return this.#lanes.run(`${bucket.name}/${key}`, async () => work(await this.#record(bucket.name, key)));
  }

  #folderOf(bucketName: string, key: string): string {
    const hash = createHash("sha256").update(key).digest("hex");
    return join(this.#buckets.objectsFolderOf(bucketName), hash.slice(0, 2), hash);
  }

  async #openFolder(bucketName: string, key: string): Promise<string> {
    const folder = this.#folderOf(bucketName, key);
    const firstCreated = await mkdir(folder, { recursive: true });
    if (firstCreated !== undefined) {
      await syncFolder(dirname(folder));
      await syncFolder(dirname(dirname(folder)));
    }
    return folder;
  }

  async #record(bucketName: string, key: string): Promise<ObjectRecord> {
    const text = await readIfPresent(join(this.#folderOf(bucketName, key), INDEX));
    return text === undefined ? { key, versions: [] } : readRecord(text);
  }

  async #replace(bucket: Bucket, before: ObjectRecord, after: ObjectRecord): Promise<void> {
    const folder = this.#folderOf(bucket.name, before.key);
    if (after.versions.length > 0) await replaceDurably(join(folder, INDEX), JSON.stringify(after));
    else if (before.versions.length > 0) {
      await rm(join(folder, INDEX), { force: true });
      await syncFolder(folder);
      await rm(folder, { recursive: true, force: true });
    }
    const kept = new Set(after.versions.map((version) => version.content?.file));
    for (const { content } of before.versions) {
      if (content !== undefined && !kept.has(content.file)) await rm(join(folder, content.file), { force: true });
    }
  }
}

function readRecord(text: string): ObjectRecord {
  const record: ObjectRecord = JSON.parse(text);
  return record;
}

function newVersionId(bucket: Bucket): string {
  return bucket.versioning === "Enabled" ? randomBytes(16).toString("hex") : NULL_VERSION;
}
