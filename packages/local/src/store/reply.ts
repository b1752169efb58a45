import { validateHeaderName, validateHeaderValue } from "node:http";

import { Refusal } from "./refusal.ts";
import { xmlDocument } from "./xml.ts";

/** What a route answers; the server adds request id and CORS headers and writes it. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

/** A reply without a body. */
export function emptyReply(status: number, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers };
}

/** A reply with an XML document around the given root element. */
export function xmlReply(status: number, root: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers: { "content-type": "application/xml", ...headers }, body: xmlDocument(root) };
}

/** Raises InvalidArgument for a header that could not be sent back later (line breaks, characters beyond Latin-1). */
export function requireSendable(name: string, value: string): void {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch {
    throw new Refusal("InvalidArgument", `Header value cannot be represented using ISO-8859-1: ${name}`);
  }
}
