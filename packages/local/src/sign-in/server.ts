import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { CognitoFailure } from "./failure.ts";
import { operationNamed } from "./operations.ts";
import type { Realm } from "./realm.ts";
import { ApiRequest } from "./request.ts";
import type { Storage } from "./storage.ts";

const LARGEST_BODY_BYTES = 128 * 1024;
const LONGEST_READ_BYTES = 4 * 1024 * 1024;
const JSON_TYPE = "application/x-amz-json-1.1";
const SIGNATURE = /^AWS4-HMAC-SHA256 Credential=/;
const KEY_SET_PATH = /^\/([\w-]+)\/\.well-known\/jwks\.json$/;

/** Answers the user-pool API and its key sets as the service does, for browsers of any origin. */
export function createListener(realm: Realm, storage: Storage): RequestListener {
  return (request, response) => {
    answer(realm, storage, request, response).catch((error: unknown) => sendFailure(request, response, error));
  };
}

async function answer(realm: Realm, storage: Storage, request: IncomingMessage, response: ServerResponse) {
  const path = (request.url ?? "/").split("?")[0] ?? "/";
  if (request.method === "OPTIONS") return sendPreflight(request, response);
  if (request.method === "GET") return sendKeySet(realm, path, response);
  if (request.method !== "POST") throw new CognitoFailure("UnknownOperationException", "Method not allowed", 405);

  const body = await readBody(request);
  const operation = operationNamed(targetOf(request));
  if (operation.signed && !SIGNATURE.test(request.headers.authorization ?? "")) {
    throw new CognitoFailure("MissingAuthenticationTokenException", "Missing Authentication Token");
  }
  const result = operation.run(realm, ApiRequest.parse(body));
  if (operation.durable) await storage.save();
  return send(response, 200, JSON_TYPE, result);
}

function targetOf(request: IncomingMessage): string {
  const target = request.headers["x-amz-target"];
  return typeof target === "string" ? (target.split(".")[1] ?? "") : "";
}

function sendKeySet(realm: Realm, path: string, response: ServerResponse): void {
  const poolId = KEY_SET_PATH.exec(path)?.[1];
  if (poolId === undefined || !realm.pools.has(poolId)) {
    throw new CognitoFailure("ResourceNotFoundException", "Not found.", 404);
  }
  send(response, 200, "application/json", realm.signer.jwks);
}

// A body too large is read to its end without being kept, so that the caller gets to read the answer; up to a point.
async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > LONGEST_READ_BYTES) request.destroy();
    if (size <= LARGEST_BODY_BYTES) chunks.push(bytes);
  }
  if (size > LARGEST_BODY_BYTES) {
    throw new CognitoFailure("RequestEntityTooLargeException", "Request body is too large.", 413);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function sendPreflight(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, {
    ...crossOrigin(),
    "access-control-allow-methods": "POST, GET",
    "access-control-allow-headers": request.headers["access-control-request-headers"] ?? "*",
    "access-control-max-age": "172800",
  });
  response.end();
}

function send(response: ServerResponse, status: number, type: string, body: object): void {
  response.writeHead(status, { "content-type": type, "x-amzn-requestid": randomUUID(), ...crossOrigin() });
  response.end(JSON.stringify(body));
}

// Whatever goes wrong becomes an answer the SDKs understand; our own defects are printed and answered as 500.
function sendFailure(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  // A caller that went away gets no answer, and its broken connection is no defect of ours.
  if (response.headersSent || response.destroyed || request.socket.destroyed) {
    response.destroy();
    return;
  }
  const failure =
    error instanceof CognitoFailure
      ? error
      : new CognitoFailure("InternalErrorException", "An internal error has occurred.", 500);
  if (failure !== error) console.error("The sign-in stand-in failed:", error);
  response.setHeader("x-amzn-errortype", `${failure.code}:`);
  send(response, failure.status, JSON_TYPE, { __type: failure.code, message: failure.message });
}

function crossOrigin(): Record<string, string> {
  return {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date",
  };
}
