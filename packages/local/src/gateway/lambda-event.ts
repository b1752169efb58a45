import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { APIGatewayProxyEventV2 } from "aws-lambda";

/** Where a request wants to go. */
export interface RequestTarget {
  /** Host name in lower case, without port. */
  host: string;
  /** The path with %-escapes decoded, except those of `/`, `?`, `#` and other separators. */
  path: string;
  /** The path as it was sent. */
  escapedPath: string;
  /** What stands behind `?`, undecoded. */
  query: string;
  method: string;
}

/** An answer as bytes, ready for HTTP. */
export interface PlainAnswer {
  status: number;
  headers: Record<string, string | string[]>;
  body: Buffer;
}

/**
 * Takes the request line apart; nothing when the path is malformed (`%zz`, not beginning with `/`), which API Gateway
 * answers with 400.
 */
export function requestTarget(request: IncomingMessage): RequestTarget | undefined {
  const [escaped = "", ...query] = (request.url ?? "").split("?");
  if (!escaped.startsWith("/")) return undefined;
  try {
    const host = (request.headers.host ?? "localhost").replace(/:\d+$/, "").toLowerCase();
    const path = decodeURI(escaped);
    return { host, path, escapedPath: escaped, query: query.join("?"), method: request.method ?? "GET" };
  } catch {
    return undefined;
  }
}

/**
 * An HTTP request -> the event of an HTTP API with payload format 2.0: header names in lower case, repeated headers
 * and query parameters joined by commas, cookies apart, a body in base64 unless its type is one of the few that API
 * Gateway passes as text (`text/*` and application/json, xml, javascript; forms and bodies without a type are not).
 *
 * Source: Amazon API Gateway Developer Guide, "Create AWS Lambda proxy integrations for HTTP APIs".
 */
export function toLambdaEvent(request: IncomingMessage, target: RequestTarget, body: Buffer): APIGatewayProxyEventV2 {
  const { headers, cookies } = splitHeaders(request.headersDistinct);
  const parameters = joinedParameters(target.query);
  const now = new Date();
  const asText = passesAsText(headers["content-type"]);
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: target.path,
    rawQueryString: target.query,
    ...(cookies.length === 0 ? {} : { cookies }),
    headers,
    ...(target.query === "" ? {} : { queryStringParameters: parameters }),
    requestContext: {
      accountId: "000000000000",
      apiId: "local",
      domainName: target.host,
      domainPrefix: target.host.split(".")[0] ?? target.host,
      http: {
        method: target.method,
        path: target.path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? "127.0.0.1",
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: randomUUID(),
      routeKey: "$default",
      stage: "$default",
      time: logTime(now),
      timeEpoch: now.getTime(),
    },
    ...(body.length === 0 ? {} : { body: body.toString(asText ? "utf8" : "base64") }),
    isBase64Encoded: body.length > 0 && !asText,
  };
}

/**
 * What the function returned -> the HTTP answer. A result without `statusCode` is itself the JSON body of a 200, as
 * payload format 2.0 allows.
 */
export function toPlainAnswer(result: unknown): PlainAnswer {
  if (!isStructured(result)) {
    const text = typeof result === "string" ? result : JSON.stringify(result ?? null);
    return { status: 200, headers: { "content-type": "application/json" }, body: Buffer.from(text) };
  }
  const headers: PlainAnswer["headers"] = {};
  for (const [name, value] of Object.entries(result.headers ?? {})) {
    const lower = name.toLowerCase();
    // These belong to the connection; the server writes its own.
    if (["connection", "content-length", "keep-alive", "transfer-encoding"].includes(lower)) continue;
    headers[lower] = String(value);
  }
  if (result.cookies !== undefined && result.cookies.length > 0) headers["set-cookie"] = result.cookies.map(String);
  const body = Buffer.from(result.body ?? "", result.isBase64Encoded === true ? "base64" : "utf8");
  return { status: result.statusCode, headers, body };
}

interface StructuredResult {
  statusCode: number;
  headers?: Record<string, string | number | boolean>;
  cookies?: string[];
  body?: string;
  isBase64Encoded?: boolean;
}

function isStructured(result: unknown): result is StructuredResult {
  return typeof result === "object" && result !== null && "statusCode" in result && Number.isInteger(result.statusCode);
}

function splitHeaders(distinct: NodeJS.Dict<string[]>) {
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  for (const [name, values = []] of Object.entries(distinct)) {
    if (name === "cookie") cookies.push(...values.flatMap((value) => value.split(/;\s*/)).filter((one) => one !== ""));
    else headers[name] = values.join(",");
  }
  return { headers, cookies };
}

function joinedParameters(query: string): Record<string, string> {
  const joined = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(joined);
}

function passesAsText(type: IncomingHttpHeaders["content-type"]): boolean {
  return /^\s*(text\/|application\/(json|xml|javascript)\s*(;|$))/i.test(type ?? "");
}

/** 12/Mar/2026:19:03:58 +0000 */
function logTime(instant: Date): string {
  const [, day, month, year, time] = instant.toUTCString().split(" ");
  return `${day}/${month}/${year}:${time} +0000`;
}
