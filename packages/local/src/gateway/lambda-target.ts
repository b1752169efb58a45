import type { IncomingMessage, ServerResponse } from "node:http";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { lambdaContext } from "./lambda-context.ts";
import { type PlainAnswer, type RequestTarget, toLambdaEvent, toPlainAnswer } from "./lambda-event.ts";

const LONGEST_REQUEST_BYTES = 10 * 1024 * 1024;
const LONGEST_PAYLOAD_BYTES = 6 * 1024 * 1024;
const LONGEST_WAIT_MS = 29_000;

/** A Lambda function behind the front, called with events of payload format 2.0. */
export interface LambdaTarget {
  kind: "lambda";
  /**
   * Receives an `APIGatewayProxyEventV2` and a `Context`. Written as a method of unknowns, because every framework has
   * its own, slightly different type of the same event and none should need a cast here.
   */
  handler(event: unknown, context: unknown): Promise<unknown>;
  /** The function's time limit in milliseconds; 29 s is API Gateway's and cannot be exceeded. */
  timeoutMs: number;
}

/**
 * Calls the function and sends its answer, within the real limits: 10 MB of request and 6 MB of event (413), 29 s
 * (503), 6 MB of answer and any exception (500); the bodies are API Gateway's own.
 */
export async function answerByLambda(
  name: string,
  lambda: LambdaTarget,
  target: RequestTarget,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await wholeBody(request);
  if (body === undefined) return send(response, refusal(413, "Request Entity Too Large"));
  const event = toLambdaEvent(request, target, body);
  const wire = JSON.stringify(event);
  if (Buffer.byteLength(wire) > LONGEST_PAYLOAD_BYTES) return send(response, refusal(413, "Request Entity Too Large"));
  send(response, await invoke(name, lambda, JSON.parse(wire)));
}

/** A refusal in the form API Gateway gives its own: `{ "message": ... }`. */
export function refusal(status: number, message: string): PlainAnswer {
  const headers = { "content-type": "application/json" };
  return { status, headers, body: Buffer.from(JSON.stringify({ message })) };
}

/** Writes a whole answer; silent when the browser has gone away. */
export function send(response: ServerResponse, { status, headers, body }: PlainAnswer): void {
  if (response.destroyed || response.headersSent) return;
  const bodiless = status === 204 || status === 304;
  response.writeHead(status, bodiless ? headers : { ...headers, "content-length": body.length });
  response.end(bodiless ? undefined : body);
}

async function invoke(name: string, lambda: LambdaTarget, event: APIGatewayProxyEventV2): Promise<PlainAnswer> {
  const timeoutMs = Math.min(lambda.timeoutMs, LONGEST_WAIT_MS);
  const context = lambdaContext(name, timeoutMs, event.requestContext.requestId);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<PlainAnswer>((resolve) => {
    timer = setTimeout(() => resolve(refusal(503, "Service Unavailable")), timeoutMs);
  });
  const answered = lambda.handler(event, context).then((result) => {
    const wire = JSON.stringify(result) ?? "null";
    if (Buffer.byteLength(wire) > LONGEST_PAYLOAD_BYTES) throw new Error("The answer is larger than 6 MB.");
    return toPlainAnswer(JSON.parse(wire));
  });
  try {
    return await Promise.race([answered, late]);
  } catch (cause) {
    console.error(`Fungsi ${name} gagal menjawab ${event.requestContext.http.method} ${event.rawPath}:`, cause);
    return refusal(500, "Internal Server Error");
  } finally {
    clearTimeout(timer);
  }
}

/** The body, or nothing when it is longer than 10 MB; it is read to its end, so that the refusal reaches the sender. */
async function wholeBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes <= LONGEST_REQUEST_BYTES) parts.push(part);
    else parts.length = 0;
  }
  return bytes <= LONGEST_REQUEST_BYTES ? Buffer.concat(parts) : undefined;
}
