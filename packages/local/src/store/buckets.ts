import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";

import type { CorsRule } from "./cors.ts";
import { readIfPresent, replaceDurably, syncFolder } from "./disk.ts";
import { Lanes } from "./lanes.ts";
import { Refusal } from "./refusal.ts";

export interface Bucket {
  readonly name: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** Absent until versioning was first switched on. */
  readonly versioning?: "Enabled" | "Suspended";
  readonly corsRules: readonly CorsRule[];
  /** Documents stored as they came, by the name of their subresource (`lifecycle`, `policy`, ...). */
  readonly settings: Readonly<Record<string, string>>;
}

/** The buckets in the store's folder: one folder each with a `bucket.json`. */
export class Buckets {
  readonly #folder: string;
  readonly #lanes = new Lanes();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Creates an empty bucket. Raises InvalidBucketName or BucketAlreadyOwnedByYou. */
  async create(name: string, createdAt: Date): Promise<void> {
    if (!isBucketName(name)) throw new Refusal("InvalidBucketName");
    await this.#lanes.run(name, async () => {
      if ((await this.find(name)) !== undefined) throw new Refusal("BucketAlreadyOwnedByYou");
      // Leftovers of a bucket whose deletion was cut short must not come back as objects of the new one.
      await rm(this.folderOf(name), { recursive: true, force: true });
      await mkdir(this.objectsFolderOf(name), { recursive: true });
      await this.#write({ name, createdAt: createdAt.toISOString(), corsRules: [], settings: {} });
      await syncFolder(this.#folder);
    });
  }

  /** The bucket of that name, or undefined when there is none. */
  async find(name: string): Promise<Bucket | undefined> {
    if (!isBucketName(name)) return undefined;
    const text = await readIfPresent(this.#fileOf(name));
    if (text === undefined) return undefined;
    const bucket: Bucket = JSON.parse(text);
    return bucket;
  }

  /** The bucket of that name. Raises NoSuchBucket. */
  async require(name: string): Promise<Bucket> {
    const bucket = await this.find(name);
    if (bucket === undefined) throw new Refusal("NoSuchBucket");
    return bucket;
  }

  /** Changes what is known of a bucket in one durable step. */
  async change(name: string, next: (bucket: Bucket) => Bucket): Promise<void> {
    await this.#lanes.run(name, async () => this.#write(next(await this.require(name))));
  }

  /** Removes a bucket; the caller made sure that it is empty. */
  async remove(name: string): Promise<void> {
    await this.#lanes.run(name, async () => {
      await rm(this.#fileOf(name), { force: true });
      await rm(this.folderOf(name), { recursive: true, force: true });
      await syncFolder(this.#folder);
    });
  }

  /** All buckets, by name. */
  async list(): Promise<readonly Bucket[]> {
    const names = (await readdir(this.#folder)).sort();
    const found = await Promise.all(names.map((name) => this.find(name)));
    return found.filter((bucket) => bucket !== undefined);
  }

  folderOf(name: string): string {
    return join(this.#folder, name);
  }

  objectsFolderOf(name: string): string {
    return join(this.#folder, name, "objects");
  }

  #fileOf(name: string): string {
    return join(this.folderOf(name), "bucket.json");
  }

  async #write(bucket: Bucket): Promise<void> {
    await replaceDurably(this.#fileOf(bucket.name), JSON.stringify(bucket));
  }
}

/** S3's rule for names; it also keeps every name a plain folder name without `..`. */
function isBucketName(name: string): boolean {
  return /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes("..");
}
