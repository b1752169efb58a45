import type { Demand } from "./demand.ts";
import { assignmentsOf, partitionOf } from "./expression.ts";
import { statementDemands } from "./statement.ts";
import { INDEX_HASHES, keysToRead, TABLE_KEYS, type TableNames } from "./table-names.ts";
import { type Fields, fieldsOf, listOf, textOf, Unreadable } from "./wire.ts";

/**
 * What a request to the table asks for, in the words of policies: actions, resources and leading keys.
 * Source: service authorization reference for DynamoDB; developer guide, "Fine-grained access control".
 */

export const LEADING_KEYS = "dynamodb:leadingkeys";
const OWNER = "tenant";

type Reading = (body: Fields, names: TableNames) => readonly Demand[];

function demand(action: string, resource: string, leadingKeys: readonly string[] = []): Demand {
  const context = leadingKeys.length === 0 ? {} : { [LEADING_KEYS]: leadingKeys };
  return { action: `dynamodb:${action}`, resource, context };
}

const hashOf = (key: unknown): string => textOf(fieldsOf(key, "Key")[TABLE_KEYS.hash], TABLE_KEYS.hash);

/** What is written into the attributes that the gate watches: index keys and the owner's name. */
type Written = ReadonlyMap<string, string>;
const WATCHED = [...INDEX_HASHES, OWNER];

function writtenBy(item: unknown): Written {
  const fields = fieldsOf(item, "Item");
  const found = WATCHED.flatMap((name) => (name in fields ? [[name, textOf(fields[name], name)] as const] : []));
  return new Map(found);
}

/** A row says whose it is in its key and in its attribute; consumers of the stream rely on both being the same. */
const fitsOwner = (hash: string, owner: string): boolean =>
  owner !== "public" && (hash.startsWith(`${owner}#`) || hash.startsWith(`public#${owner}#`));

const ASKED_HERE = "(asked by the local gate; IAM does not look at it)";

/** IAM looks at the table's own key only; an index key would put a row into somebody else's list. */
function watched(action: string, table: string, hash: string, written: Written): readonly Demand[] {
  const owner = written.get(OWNER);
  const keys = INDEX_HASHES.flatMap((name): readonly Demand[] => {
    const key = written.get(name);
    if (key === undefined) return [];
    return [{ ...demand(action, table, [key]), beyond: `for the index key ${name} "${key}" ${ASKED_HERE}` }];
  });
  if (owner === undefined || fitsOwner(hash, owner)) return keys;
  const beyond = `because its attribute tenant "${owner}" does not fit its key "${hash}" ${ASKED_HERE}`;
  return [...keys, { ...demand(action, table, [hash]), beyond, never: true }];
}

const put: Reading = ({ TableName, Item }, names) => {
  const [table, hash] = [names.tableArn(TableName), hashOf(Item)];
  return [demand("PutItem", table, [hash]), ...watched("PutItem", table, hash, writtenBy(Item))];
};

const update: Reading = (body, names) => {
  if ("AttributeUpdates" in body) throw new Unreadable("AttributeUpdates is the old way to update");
  const [table, hash] = [names.tableArn(body["TableName"]), hashOf(body["Key"])];
  const written = assignmentsOf(body, WATCHED);
  return [demand("UpdateItem", table, [hash]), ...watched("UpdateItem", table, hash, written)];
};

const byKey =
  (action: string): Reading =>
  ({ TableName, Key }, names) => [demand(action, names.tableArn(TableName), [hashOf(Key)])];

const query: Reading = (body, names) => {
  if ("KeyConditions" in body) throw new Unreadable("KeyConditions is the old way to query");
  const resource = names.readArn(body["TableName"], body["IndexName"]);
  // Without a condition nothing is asked that a policy for leading keys could allow.
  const asked = "KeyConditionExpression" in body ? [partitionOf(body, keysToRead(body["IndexName"]))] : [];
  return [demand("Query", resource, asked)];
};

const scan: Reading = ({ TableName, IndexName }, names) => [demand("Scan", names.readArn(TableName, IndexName))];

const batchGet: Reading = ({ RequestItems }, names) =>
  Object.entries(fieldsOf(RequestItems, "RequestItems")).map(([table, wanted]) => {
    const keys = listOf(fieldsOf(wanted, "RequestItems")["Keys"], "Keys");
    return demand("BatchGetItem", names.tableArn(table), keys.map(hashOf));
  });

const batchWrite: Reading = ({ RequestItems }, names) =>
  Object.entries(fieldsOf(RequestItems, "RequestItems")).flatMap(([name, requests]) => {
    const table = names.tableArn(name);
    const parts = listOf(requests, "RequestItems").map((request) => batchPart(table, request));
    const keys = parts.map(({ hash }) => hash);
    return [demand("BatchWriteItem", table, keys), ...parts.flatMap(({ demands }) => demands)];
  });

function batchPart(table: string, request: unknown): { hash: string; demands: readonly Demand[] } {
  const { PutRequest, DeleteRequest, ...rest } = fieldsOf(request, "a request of the batch");
  if (Object.keys(rest).length > 0 || (PutRequest === undefined) === (DeleteRequest === undefined)) {
    throw new Unreadable("a request of the batch is neither put nor delete");
  }
  if (DeleteRequest === undefined) {
    const item = fieldsOf(PutRequest, "PutRequest")["Item"];
    const hash = hashOf(item);
    return { hash, demands: watched("BatchWriteItem", table, hash, writtenBy(item)) };
  }
  const hash = hashOf(fieldsOf(DeleteRequest, "DeleteRequest")["Key"]);
  const beyond = "inside a batch (asked by the local gate; IAM is content with BatchWriteItem)";
  return { hash, demands: [{ ...demand("DeleteItem", table, [hash]), beyond }] };
}

const PARTS: Readonly<Record<string, Reading>> = {
  Put: put,
  Update: update,
  Delete: byKey("DeleteItem"),
  ConditionCheck: byKey("ConditionCheckItem"),
  Get: byKey("GetItem"),
};

const transaction =
  (kinds: readonly string[]): Reading =>
  ({ TransactItems }, names) =>
    listOf(TransactItems, "TransactItems").flatMap((part) => {
      const [[kind, body] = ["", undefined], ...more] = Object.entries(fieldsOf(part, "a part of the transaction"));
      const reading = kinds.includes(kind) ? PARTS[kind] : undefined;
      if (reading === undefined || more.length > 0) throw new Unreadable("a part of the transaction is not known");
      return reading(fieldsOf(body, kind), names);
    });

const READINGS: Readonly<Record<string, Reading>> = {
  PutItem: put,
  UpdateItem: update,
  DeleteItem: byKey("DeleteItem"),
  GetItem: byKey("GetItem"),
  Query: query,
  Scan: scan,
  BatchGetItem: batchGet,
  BatchWriteItem: batchWrite,
  TransactWriteItems: transaction(["Put", "Update", "Delete", "ConditionCheck"]),
  TransactGetItems: transaction(["Get"]),
  ExecuteStatement: (body, names) => statementDemands([body], names),
  BatchExecuteStatement: ({ Statements }, names) => statementDemands(listOf(Statements, "Statements"), names),
  ExecuteTransaction: ({ TransactStatements }, names) =>
    statementDemands(listOf(TransactStatements, "TransactStatements"), names),
};

/** Operations on a table as a whole; everything else is not known and therefore denied. */
const WHOLE_TABLE = [
  "CreateTable",
  "DeleteTable",
  "DescribeContinuousBackups",
  "DescribeTable",
  "DescribeTimeToLive",
  "UpdateContinuousBackups",
  "UpdateTable",
  "UpdateTimeToLive",
];
const NO_TABLE = ["DescribeEndpoints", "DescribeLimits", "ListTables"];

const ofStream =
  (action: string): Reading =>
  ({ StreamArn }, names) => [demand(action, names.streamArn(StreamArn))];

const STREAM_READINGS: Readonly<Record<string, Reading>> = {
  ListStreams: () => [demand("ListStreams", "*")],
  DescribeStream: ofStream("DescribeStream"),
  GetShardIterator: ofStream("GetShardIterator"),
  GetRecords: ({ ShardIterator }, names) => [demand("GetRecords", iteratorArn(ShardIterator, names))],
};

/** The engine's iterators are base64 of JSON that names the table; which stream of it they do not say. */
function iteratorArn(iterator: unknown, names: TableNames): string {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(String(iterator), "base64").toString("utf8"));
    return `${names.tableArn(fieldsOf(parsed, "ShardIterator")["table_name"])}/stream/iterator`;
  } catch {
    throw new Unreadable("the shard iterator names no table");
  }
}

/**
 * What a request asks for. `target` is its `X-Amz-Target`, `body` its parsed JSON.
 *
 * @throws Unreadable for what cannot be understood, a request that asks for nothing among it.
 */
export function tableDemands(target: string, body: unknown, names: TableNames): readonly Demand[] {
  const [service = "", operation = ""] = target.split(".");
  const demands = readingOf(service, operation)(fieldsOf(body, "the body"), names);
  if (demands.length === 0) throw new Unreadable("the request asks for nothing");
  return demands;
}

function readingOf(service: string, operation: string): Reading {
  const onTable = service === "DynamoDB_20120810";
  const readings = onTable ? READINGS : service === "DynamoDBStreams_20120810" ? STREAM_READINGS : {};
  const reading = Object.hasOwn(readings, operation) ? readings[operation] : undefined;
  if (reading !== undefined) return reading;
  if (onTable && WHOLE_TABLE.includes(operation))
    return (body, names) => [demand(operation, names.tableArn(body["TableName"]))];
  if (onTable && NO_TABLE.includes(operation)) return () => [demand(operation, "*")];
  throw new Unreadable(`the operation ${operation || "of no name"} is not known`);
}
