import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { actingPrincipal, ownPrincipal } from "./principal.ts";

/**
 * The table, asked on the credentials of whoever acts. Endpoint and region come from the environment that the SDK reads
 * itself (`AWS_ENDPOINT_URL_DYNAMODB` points it to another engine), so there is no "local" branch in the product.
 */
type Documents = Pick<DynamoDBDocumentClient, "send">;

const sending = (who: () => Promise<DynamoDBDocumentClient>): Documents => {
  const send = async (...given: Parameters<DynamoDBDocumentClient["send"]>) => (await who()).send(...given);
  // The client's `send` is overloaded per command; passing everything on keeps each of its promises.
  return { send: send as DynamoDBDocumentClient["send"] };
};

/** On the session of the acting tenant; before there is one, on the function's own role. */
export const documents = sending(async () => (await actingPrincipal()).documents);

/** On the function's own role, also inside a tenant: what lies outside of all tenants. */
export const houseDocuments = sending(async () => ownPrincipal().documents);

/** The table's name, from `SELARAS_TABLE`. */
export function tableName(): string {
  const name = process.env["SELARAS_TABLE"];
  if (!name) throw new Error("SELARAS_TABLE is not set");
  return name;
}
