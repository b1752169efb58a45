import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";

/**
 * The one table: names and shapes that the stacks create, the local engine creates and the entities use.
 * Two indexes, each with one meaning: gsi1 answers "who" (desk, person), gsi2 answers "when" (day, due).
 * Both are sparse and carry `card`, the few words that a list shows; the rest is read from the table.
 */
export const INDEXES = ["gsi1", "gsi2"] as const;
export type IndexName = (typeof INDEXES)[number];

const KEY_NAMES = ["pk", "sk", ...INDEXES.flatMap((name) => [`${name}pk`, `${name}sk`])];
/** electrodb marks every item with its entity; without these two in the index it takes the entries for strangers. */
const PROJECTED = ["card", "__edb_e__", "__edb_v__"];

/** The table as `CreateTable` wants it. */
export const tableDefinition = (name: string): CreateTableCommandInput => ({
  TableName: name,
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: KEY_NAMES.map((key) => ({ AttributeName: key, AttributeType: "S" })),
  KeySchema: [
    { AttributeName: "pk", KeyType: "HASH" },
    { AttributeName: "sk", KeyType: "RANGE" },
  ],
  GlobalSecondaryIndexes: INDEXES.map((index) => ({
    IndexName: index,
    KeySchema: [
      { AttributeName: `${index}pk`, KeyType: "HASH" },
      { AttributeName: `${index}sk`, KeyType: "RANGE" },
    ],
    Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: PROJECTED },
  })),
  StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
});

/** Seconds since 1970 after which an item may be deleted. Deletion comes late: every read compares as well. */
export const EXPIRY_ATTRIBUTE = "expires";
