import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { closed, listening } from "@selaras/local/access/access.ts";
import type { AccessKeys } from "@selaras/local/access/sessions.ts";

/** What a cloud has beyond the local engines: parameters, and a role that a person at a shell may take. */
export type CloudStandIn = {
  /** For AWS_ENDPOINT_URL_SSM and AWS_ENDPOINT_URL_STS. */
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
};
type Cloud = {
  readonly parameters: ReadonlyMap<string, string>;
  /** The role that the shell may take, and whose keys it gets. */
  readonly role: string;
  readonly keys: AccessKeys;
  /** Where sessions of tenants come from. */
  readonly sts: string;
};

const EXPIRATION = "2099-01-01T00:00:00Z";

const roleTaken = ({ accessKeyId, secretAccessKey }: AccessKeys): string =>
  `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
  <AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>${secretAccessKey}</SecretAccessKey>
  <Expiration>${EXPIRATION}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;

const getParameters = (body: string, parameters: Cloud["parameters"]): string => {
  // The shape is the SDK's own.
  const { Names } = JSON.parse(body) as { readonly Names: readonly string[] };
  const found = Names.flatMap((Name) => (parameters.has(Name) ? [{ Name, Value: parameters.get(Name) }] : []));
  return JSON.stringify({ Parameters: found, InvalidParameters: Names.filter((name) => !parameters.has(name)) });
};

/** Sessions of tenants are given by the local house's own service, with all of its fences. */
async function passedOn(incoming: IncomingMessage, body: string, sts: string): Promise<Response> {
  const { authorization = "", "x-amz-security-token": token } = incoming.headers;
  const headers = { authorization, "content-type": "application/x-www-form-urlencoded" };
  return fetch(sts, {
    method: "POST",
    body,
    headers: { ...headers, ...(token === undefined ? {} : { "x-amz-security-token": String(token) }) },
  });
}

/** Starts it on a free port of 127.0.0.1. */
export async function startCloudStandIn(cloud: Cloud): Promise<CloudStandIn> {
  const server = createServer((incoming, outgoing) => {
    const answer = async (): Promise<void> => {
      const body = await text(incoming);
      if (incoming.headers["x-amz-target"] === "AmazonSSM.GetParameters") {
        outgoing.writeHead(200, { "content-type": "application/x-amz-json-1.1" });
        outgoing.end(getParameters(body, cloud.parameters));
      } else if (new URLSearchParams(body).get("RoleArn") === cloud.role) {
        outgoing.writeHead(200, { "content-type": "text/xml" }).end(roleTaken(cloud.keys));
      } else {
        const given = await passedOn(incoming, body, cloud.sts);
        outgoing.writeHead(given.status, { "content-type": "text/xml" }).end(await given.text());
      }
    };
    answer().catch((error: unknown) => outgoing.writeHead(500).end(String(error)));
  });
  return { endpoint: await listening(server), stop: () => closed(server) };
}
