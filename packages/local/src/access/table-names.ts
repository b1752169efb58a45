import { type IndexName, INDEXES, tableDefinition } from "@selaras/core/db/table.ts";
import { Unreadable } from "./wire.ts";

/** The key attributes of the table or of one of its indexes. */
export interface KeyNames {
  readonly hash: string;
  readonly range: string;
}

/** How the things of a table request are called in policies. */
export interface TableNames {
  /** The ARN of a table of this account by its name. */
  tableArn(name: unknown): string;
  /** The ARN of what a Query or Scan reads: the table, or an index of it. */
  readArn(name: unknown, index: unknown): string;
  /** The ARN of a stream of this account; the local engine puts another region into it. */
  streamArn(arn: unknown): string;
}

type KeySchema = readonly { readonly AttributeName?: string | undefined; readonly KeyType?: string | undefined }[];

function keyNames(schema: KeySchema | undefined): KeyNames {
  const named = (type: string): string => schema?.find(({ KeyType }) => KeyType === type)?.AttributeName ?? "";
  return { hash: named("HASH"), range: named("RANGE") };
}

const definition = tableDefinition("any");

/** `pk` and `sk`. */
export const TABLE_KEYS = keyNames(definition.KeySchema);

const INDEX_KEYS: ReadonlyMap<string, KeyNames> = new Map(
  (definition.GlobalSecondaryIndexes ?? []).map(({ IndexName = "", KeySchema }) => [IndexName, keyNames(KeySchema)]),
);

/** The partition keys of the indexes, which IAM does not look at in a write: `gsi1pk`, `gsi2pk`. */
export const INDEX_HASHES = INDEXES.map((index: IndexName) => INDEX_KEYS.get(index)?.hash ?? "");

/** The keys by which an index (or without one the table) is read. Raises Unreadable for an unknown index. */
export function keysToRead(index: unknown): KeyNames {
  if (index === undefined) return TABLE_KEYS;
  const keys = typeof index === "string" ? INDEX_KEYS.get(index) : undefined;
  if (keys === undefined) throw new Unreadable("there is no such index");
  return keys;
}

const NAME = /^[A-Za-z0-9_.-]{3,255}$/;
const STREAM = /^arn:aws:dynamodb:[^:]*:[^:]*:table\/([^/:]+)\/stream\/([^/]+)$/;

/** Names of things beside the house's own table, from its ARN. */
export function tableNames(table: string): TableNames {
  const account = table.slice(0, table.lastIndexOf("/") + 1);
  const tableArn = (name: unknown): string => {
    if (typeof name !== "string" || !NAME.test(name)) throw new Unreadable("the table is not named");
    return account + name;
  };
  return {
    tableArn,
    readArn: (name, index) => {
      keysToRead(index);
      return typeof index === "string" ? `${tableArn(name)}/index/${index}` : tableArn(name);
    },
    streamArn: (arn) => {
      const [, name, label] = STREAM.exec(typeof arn === "string" ? arn : "") ?? [];
      if (name === undefined) throw new Unreadable("the stream is not named");
      return `${tableArn(name)}/stream/${label}`;
    },
  };
}
