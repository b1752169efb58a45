import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { gunzipSync } from "node:zlib";
import { actAs } from "@selaras/local/environment.ts";
import { lambdaContext } from "@selaras/local/gateway/lambda-context.ts";
import { type PlainAnswer, requestTarget, toLambdaEvent, toPlainAnswer } from "@selaras/local/gateway/lambda-event.ts";
import { handler } from "../src/api.ts";

/** One HTTP request as it stands on the wire. */
export type Wire = {
  readonly method: string;
  /** Path and query, %-escaped or not. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** What came back, with the body read. `json` is undefined when the body is empty or no JSON. */
export type Got = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly json: unknown;
};

function messageOf({ method, url, headers = {} }: Wire): IncomingMessage {
  const named = Object.entries(headers).map(([name, value]): [string, string] => [name.toLowerCase(), value]);
  return Object.assign(new IncomingMessage(new Socket()), {
    method,
    url,
    headers: Object.fromEntries(named),
    headersDistinct: Object.fromEntries(named.map(([name, value]) => [name, [value]])),
    httpVersion: "1.1",
  });
}

/**
 * Calls the officials' API exactly as API Gateway does: event of payload format 2.0 over the wire as JSON, answer read
 * back. Null = API Gateway refuses the request itself and no function is called.
 */
export async function call(wire: Wire): Promise<Got | null> {
  const message = messageOf({ ...wire, headers: { host: "localhost:3000", ...wire.headers } });
  const target = requestTarget(message);
  if (!target) return null;
  const event = JSON.parse(JSON.stringify(toLambdaEvent(message, target, Buffer.from(wire.body ?? "", "utf8"))));
  return read(toPlainAnswer(await actAs("api", () => handler(event, lambdaContext("api", 29_000)))));
}

function read({ status, headers, body }: PlainAnswer): Got {
  const flat = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  const packed = flat.some(([name, value]) => name.toLowerCase() === "content-encoding" && value === "gzip");
  const text = (packed ? gunzipSync(body) : body).toString("utf8");
  return { status, headers: Object.fromEntries(flat), text, json: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
