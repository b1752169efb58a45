import { randomBytes } from "node:crypto";
import { Agent, createServer, type IncomingMessage, request as sendRequest, type ServerResponse } from "node:http";
import { type Access, closed, listening } from "./access.ts";
import { judgeTableRequest } from "./judgement.ts";
import { bodyOf, keysNamed } from "./signed-request.ts";
import { type TableNames, tableNames } from "./table-names.ts";

/** A gate before the table engine. */
export interface TableGate {
  /** `http://127.0.0.1:<port>`, for the clients of table and streams. */
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Beyond DynamoDB's own limit of 16 MB for a batch, in bytes. */
const MAX_BODY_BYTES = 17 * 1024 * 1024;
const SERVICE = "com.amazon.coral.service#";
const TABLE = "com.amazonaws.dynamodb.v20120810#";

/** What the gate says instead of the engine. */
interface Answer {
  readonly status: number;
  readonly type: string;
  readonly message: string;
}

const refused = (type: string, message: string): Answer => ({ status: 400, type: SERVICE + type, message });
const UNSIGNED = refused("MissingAuthenticationTokenException", "Request is missing Authentication Token");
const UNRECOGNISED = refused("UnrecognizedClientException", "The security token included in the request is invalid.");
const EXPIRED = refused("ExpiredTokenException", "The security token included in the request is expired");
const TOO_LARGE = refused("RequestEntityTooLargeException", "The request is too large.");
/** Status 500: the SDK tries again, as it should while the engine restarts. */
const UNREACHED = { status: 500, type: `${TABLE}InternalServerError`, message: "The table engine does not answer." };

/**
 * Starts a proxy on a free port of 127.0.0.1 that lets a request through to the engine at `upstream` only when the
 * policies of its caller allow it. It knows the caller by access key and session token; signatures are not verified.
 * Requests and answers pass byte for byte.
 */
export async function startTableGate(options: {
  readonly upstream: string;
  readonly access: Access;
  /** 0 or absent: any free port. */
  readonly port?: number;
}): Promise<TableGate> {
  const { upstream, access } = options;
  const target = new URL(upstream);
  const agent = new Agent({ keepAlive: true });
  const names = tableNames(access.holdings.table);
  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const result = await answer(incoming, access, names);
    if ("body" in result) forward({ target, agent }, incoming, result.body, outgoing);
    else write(outgoing, result);
  };
  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch((error: unknown) => {
      // A fault of the gate itself: nothing passes, and its developer must see it.
      console.error("table gate:", error);
      write(outgoing, { ...UNREACHED, message: "The gate before the table failed." });
    });
  });
  // A connection that the client believes open must not end just when it is used again.
  server.keepAliveTimeout = 0;
  const endpoint = await listening(server, options.port);
  const stop = async (): Promise<void> => {
    await closed(server);
    agent.destroy();
  };
  return { endpoint, stop };
}

/** The body of a request that may pass, or what is said instead. */
async function answer(
  incoming: IncomingMessage,
  access: Access,
  names: TableNames,
): Promise<{ readonly body: Buffer } | Answer> {
  const body = await bodyOf(incoming, MAX_BODY_BYTES);
  if (body === undefined) return TOO_LARGE;
  const named = keysNamed(incoming);
  if (named === undefined) return UNSIGNED;
  const found = access.principalOf(named.accessKeyId, named.token);
  if (found.kind === "expired") return EXPIRED;
  if (found.kind !== "known") return UNRECOGNISED;
  const target = String(incoming.headers["x-amz-target"] ?? "");
  const denial = judgeTableRequest(found.principal, { target, body: parsed(body) }, names);
  if (denial === null) return { body };
  access.deny(denial);
  return refused("AccessDeniedException", denial.message);
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

function write(outgoing: ServerResponse, { status, type, message }: Answer): void {
  if (outgoing.headersSent || outgoing.destroyed) return;
  const text = JSON.stringify({ __type: type, Message: message });
  const requestId = randomBytes(26).toString("hex").toUpperCase();
  outgoing.writeHead(status, { "content-type": "application/x-amz-json-1.0", "x-amzn-requestid": requestId });
  outgoing.end(text);
}

function forward(
  { target, agent }: { readonly target: URL; readonly agent: Agent },
  incoming: IncomingMessage,
  body: Buffer,
  outgoing: ServerResponse,
): void {
  // The connections on both sides live their own lives, and the body goes on in one piece.
  const { connection: _connection, "transfer-encoding": _framing, ...headers } = incoming.headers;
  const onward = sendRequest(
    {
      agent,
      host: target.hostname,
      port: target.port,
      method: incoming.method,
      path: incoming.url,
      headers: { ...headers, "content-length": body.length },
    },
    (reply) => {
      const { connection: _own, "keep-alive": _alive, ...replyHeaders } = reply.headers;
      outgoing.writeHead(reply.statusCode ?? 500, replyHeaders);
      reply.pipe(outgoing);
      // Half an answer is none: the client sees the line end and tries again.
      reply.on("error", () => outgoing.destroy());
    },
  );
  onward.on("error", () => write(outgoing, UNREACHED));
  outgoing.on("close", () => {
    if (!outgoing.writableFinished) onward.destroy();
  });
  onward.end(body);
}
