import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { meterRequests } from "./meter.ts";

/**
 * One client per process. Endpoint, region and credentials come from the environment that the SDK reads itself
 * (`AWS_ENDPOINT_URL_DYNAMODB` points it to another engine), so there is no "local" branch in the product.
 */
const client = new DynamoDBClient({ maxAttempts: 4 });
meterRequests(client);

export const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });

/** The table's name, from `SELARAS_TABLE`. */
export function tableName(): string {
  const name = process.env["SELARAS_TABLE"];
  if (!name) throw new Error("SELARAS_TABLE is not set");
  return name;
}
