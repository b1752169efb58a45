import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import * as v from "valibot";
import { type Access, closed, listening } from "../access/access.ts";
import { judge } from "../access/judgement.ts";
import { bodyOf, keysNamed } from "../access/signed-request.ts";
import type { Mailbox } from "./mailbox.ts";

/**
 * The stand-in for the mail service: SendEmail of the SES v2 API with a simple message in plain text. What is sent lies in the
 * house's mailbox. Like the gate before the table it knows its callers by key and token and verifies no signature.
 * Source: Amazon SES API v2 reference.
 */
export interface MailService {
  /** `http://127.0.0.1:<port>`, for `AWS_ENDPOINT_URL_SESV2`. */
  readonly endpoint: string;
  /** As long as a word is set every request is refused with it: the service is down. */
  failWith(code: string | null): void;
  stop(): Promise<void>;
}

const MAX_BODY_BYTES = 256 * 1024;
const Part = v.object({ Data: v.string() });
const Sent = v.object({
  FromEmailAddress: v.string(),
  Destination: v.object({ ToAddresses: v.pipe(v.array(v.string()), v.length(1)) }),
  Content: v.object({ Simple: v.object({ Subject: Part, Body: v.object({ Text: Part }) }) }),
});

/** What the service says no with: an error name of SES and its sentence. */
class Refused extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** The address in `Name <address>`. */
const addressIn = (from: string): string => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from;

/** Refuses unless the policies of whoever asks allow to send from this address; without an access everybody may. */
function requireAllowed(access: Access | null, incoming: IncomingMessage, from: string): void {
  const named = keysNamed(incoming);
  if (named === undefined)
    throw new Refused("MissingAuthenticationTokenException", "Missing Authentication Token", 403);
  if (access === null) return;
  const found = access.principalOf(named.accessKeyId, named.token);
  if (found.kind !== "known") throw new Refused("UnrecognizedClientException", "The security token is invalid.", 403);
  const resource = access.holdings.mail?.identity ?? "*";
  const denial = judge(found.principal, [
    { action: "ses:SendEmail", resource, context: { "ses:fromaddress": addressIn(from) } },
  ]);
  if (denial === null) return;
  access.deny(denial);
  throw new Refused("AccessDeniedException", denial.message, 403);
}

async function sentIn(incoming: IncomingMessage): Promise<v.InferOutput<typeof Sent>> {
  const body = await bodyOf(incoming, MAX_BODY_BYTES);
  try {
    return v.parse(Sent, JSON.parse(body?.toString("utf8") ?? ""));
  } catch {
    throw new Refused("BadRequestException", "This stand-in takes one simple mail in plain text to one address.");
  }
}

/** Starts the service on a free port of 127.0.0.1. */
export async function startMailService(options: {
  readonly mailbox: Pick<Mailbox, "deliver">;
  readonly access: Access | null;
}): Promise<MailService> {
  const { mailbox, access } = options;
  let down: string | null = null;
  const answer = (response: ServerResponse, status: number, body: object, code?: string): void => {
    response.writeHead(status, { "content-type": "application/json", ...(code ? { "x-amzn-errortype": code } : {}) });
    response.end(JSON.stringify(body));
  };
  const take = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      if (incoming.method !== "POST" || incoming.url !== "/v2/email/outbound-emails") {
        throw new Refused("NotFoundException", "This stand-in sends mails only.", 404);
      }
      const { FromEmailAddress, Destination, Content } = await sentIn(incoming);
      requireAllowed(access, incoming, FromEmailAddress);
      if (down !== null) throw new Refused(down, "The service is down.");
      const { Subject, Body } = Content.Simple;
      mailbox.deliver({ to: Destination.ToAddresses[0] ?? "", subject: Subject.Data, body: Body.Text.Data });
      answer(response, 200, { MessageId: randomUUID() });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      answer(response, error.status, { message: error.message }, error.code);
    }
  };
  const server = createServer((incoming, response) => {
    take(incoming, response).catch(() => response.destroy());
  });
  const endpoint = await listening(server);
  return {
    endpoint,
    failWith: (code) => {
      down = code;
    },
    stop: () => closed(server),
  };
}
