import { randomUUID } from "node:crypto";
import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { type FunctionName, type Scope, tenantPolicy } from "@selaras/core/cloud/access.ts";
import { type Access, startAccess } from "../src/access/access.ts";
import { LOCAL_HOLDINGS, LOCAL_REGION, TENANT_ROLE } from "../src/access/roles.ts";
import type { AccessKeys } from "../src/access/sessions.ts";

/** The access of a house whose clock a test can move. */
export interface AccessHouse {
  readonly access: Access;
  advance(milliseconds: number): void;
}

export async function accessHouse(): Promise<AccessHouse> {
  let ahead = 0;
  const access = await startAccess({ now: () => Date.now() + ahead, say: () => {} });
  return {
    access,
    advance(milliseconds) {
      ahead += milliseconds;
    },
  };
}

/** The header of a request that names keys. The services know callers by key and token; they verify no signature. */
export function named(
  { accessKeyId, sessionToken }: Pick<AccessKeys, "accessKeyId" | "sessionToken">,
  service = "dynamodb",
) {
  const credential = `${accessKeyId}/20260325/${LOCAL_REGION}/${service}/aws4_request`;
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host;x-amz-date, Signature=00`,
    "x-amz-date": "20260325T010203Z",
    ...(sessionToken === undefined ? {} : { "x-amz-security-token": sessionToken }),
  };
}

/** Asks the sessions' service. */
export async function askSts(access: Access, keys: AccessKeys, form: Record<string, string>) {
  const answer = await fetch(access.stsEndpoint, {
    method: "POST",
    headers: { ...named(keys, "sts"), "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ Version: "2011-06-15", ...form }),
  });
  const text = await answer.text();
  const fieldOf = (name: string): string | undefined => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1];
  return { status: answer.status, text, fieldOf };
}

/** What a function sends to take a session of a tenant. */
export const sessionForm = (scope: Scope, tenant: string): Record<string, string> => ({
  Action: "AssumeRole",
  RoleArn: TENANT_ROLE.replace("{scope}", scope),
  RoleSessionName: `test-${randomUUID().slice(0, 8)}`,
  DurationSeconds: "900",
  Policy: JSON.stringify(tenantPolicy(scope, tenant, LOCAL_HOLDINGS)),
  "Tags.member.1.Key": "tenant",
  "Tags.member.1.Value": tenant,
});

/** Keys of a session of 15 minutes. */
export async function sessionOf(
  access: Access,
  name: FunctionName,
  scope: Scope,
  tenant: string,
): Promise<Required<AccessKeys>> {
  const { fieldOf, text } = await askSts(access, access.credentialsOf(name), sessionForm(scope, tenant));
  const [accessKeyId, secretAccessKey] = [fieldOf("AccessKeyId"), fieldOf("SecretAccessKey")];
  const sessionToken = fieldOf("SessionToken");
  if (!accessKeyId || !secretAccessKey || !sessionToken) throw new Error(text);
  return { accessKeyId, secretAccessKey, sessionToken };
}

/** A client of the table on somebody's keys. */
export const tableClient = (endpoint: string, credentials: AccessKeys, settings: DynamoDBClientConfig = {}) =>
  new DynamoDBClient({ endpoint, region: LOCAL_REGION, credentials, maxAttempts: 1, ...settings });

/** A request to the table as it goes over the line, for what the SDK hides. */
export const rawTable = (endpoint: string, operation: string, body: string, headers: Record<string, string>) =>
  fetch(endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `DynamoDB_20120810.${operation}`,
      ...headers,
    },
    body,
  });
