import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

import type { StoreContext } from "./context.ts";
import { corsHeaders } from "./cors.ts";
import { Refusal } from "./refusal.ts";
import { type Reply, xmlReply } from "./reply.ts";
import { parseRequest } from "./request.ts";
import { route } from "./routes.ts";
import { branch, leaf } from "./xml.ts";

/** The HTTP server of the store: every request, however malformed, gets one answer in S3's form. */
export function createStoreServer(context: StoreContext): Server {
  const server = createServer((incoming, outgoing) => {
    answer(context, incoming)
      .then((reply) => write(incoming, outgoing, reply))
      .catch((error: unknown) => {
        console.error("store:", error);
        incoming.destroy();
      });
  });
  server.on("clientError", (_error, socket) => refuseUnreadable(socket));
  return server;
}

/** Answers a request; never raises. */
async function answer(context: StoreContext, incoming: IncomingMessage): Promise<Reply> {
  const requestId = randomBytes(8).toString("hex").toUpperCase();
  const always: Record<string, string> = { "x-amz-request-id": requestId, server: "SelarasStore" };
  try {
    const request = parseRequest(incoming);
    const bucket = await context.buckets.find(request.bucket);
    Object.assign(always, corsHeaders(bucket?.corsRules ?? [], request.method, request.headers));
    const reply = await route(context, bucket, request);
    return { ...reply, headers: { ...always, ...reply.headers } };
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal("InternalError");
    // A refusal is an answer; anything else is a fault of the store that its developer must see.
    if (refusal !== error) console.error("store:", error);
    const facts = [leaf("Resource", (incoming.url ?? "").split("?", 1)[0] ?? ""), leaf("RequestId", requestId)];
    const root = branch("Error", leaf("Code", refusal.code), leaf("Message", refusal.message), ...facts);
    return xmlReply(refusal.status, root, { ...always, ...refusal.headers });
  }
}

function write(incoming: IncomingMessage, outgoing: ServerResponse, reply: Reply): void {
  const body = reply.body ?? "";
  const headers: Record<string, string> = { ...reply.headers };
  if (reply.status !== 204 && reply.status !== 304) headers["content-length"] = String(Buffer.byteLength(body));
  outgoing.writeHead(reply.status, headers);
  if (incoming.method === "HEAD" || body.length === 0) outgoing.end();
  else outgoing.end(body);
  // What was not read of an upload is taken off the line, or the sender would never come to read the answer.
  incoming.resume();
}

/** Answers what is not HTTP at all. */
function refuseUnreadable(socket: Duplex): void {
  if (!socket.writable) return;
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n${branch("Error", leaf("Code", "BadRequest"))}`;
  const head = `HTTP/1.1 400 Bad Request\r\ncontent-type: application/xml\r\ncontent-length: ${body.length}`;
  socket.end(`${head}\r\nconnection: close\r\n\r\n${body}`);
}
