import { EXPIRY_ATTRIBUTE, tableDefinition } from "@selaras/core/db/table.ts";
import { CfnTable } from "aws-cdk-lib/aws-dynamodb";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import { keep } from "../keep.ts";

/** Days back to which the table can be restored, to the second. The most that DynamoDB gives. */
const RECOVERY_DAYS = 35;

const present = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new Error(`tableDefinition says nothing of ${what}`);
  return value;
};

type Definition = ReturnType<typeof tableDefinition>;
type KeySchema = Definition["KeySchema"];

const keysOf = (schema: KeySchema): CfnTable.KeySchemaProperty[] =>
  present(schema, "keys").map(({ AttributeName, KeyType }) => ({
    attributeName: present(AttributeName, "an attribute of a key"),
    keyType: present(KeyType, "the part an attribute plays"),
  }));

const indexesOf = ({ GlobalSecondaryIndexes }: Definition): CfnTable.GlobalSecondaryIndexProperty[] =>
  present(GlobalSecondaryIndexes, "indexes").map(({ IndexName, KeySchema, Projection }) => ({
    indexName: present(IndexName, "the name of an index"),
    keySchema: keysOf(KeySchema),
    projection: {
      projectionType: present(Projection?.ProjectionType, "a projection"),
      nonKeyAttributes: [...present(Projection?.NonKeyAttributes, "projected attributes")],
    },
  }));

/**
 * The one table, from the very definition that the local engine and the entities use: names of keys and indexes stand
 * there and nowhere else.
 */
export function singleTable(scope: Construct, name: string, key: IKey): CfnTable {
  const definition = tableDefinition(name);
  const table = new CfnTable(scope, "Table", {
    tableName: present(definition.TableName, "a name"),
    billingMode: present(definition.BillingMode, "billing"),
    attributeDefinitions: present(definition.AttributeDefinitions, "attributes").map(
      ({ AttributeName, AttributeType }) => ({
        attributeName: present(AttributeName, "the name of an attribute"),
        attributeType: present(AttributeType, "the type of an attribute"),
      }),
    ),
    keySchema: keysOf(definition.KeySchema),
    globalSecondaryIndexes: indexesOf(definition),
    streamSpecification: { streamViewType: present(definition.StreamSpecification?.StreamViewType, "the stream") },
    timeToLiveSpecification: { attributeName: EXPIRY_ATTRIBUTE, enabled: true },
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: RECOVERY_DAYS },
    sseSpecification: { sseEnabled: true, sseType: "KMS", kmsMasterKeyId: key.keyArn },
    deletionProtectionEnabled: true,
  });
  keep(table, "Table");
  return table;
}
