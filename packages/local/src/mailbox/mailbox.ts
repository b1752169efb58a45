import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { dirname } from "node:path";
import type { KeptMail, Mail } from "./mail.ts";
import { mailboxPage } from "./page.ts";

export type { KeptMail, Mail } from "./mail.ts";
export { signInMail } from "./mail.ts";

const MOST_MAILS = 500;

export interface MailboxOptions {
  /** One mail per line of JSON; without it the mails live in memory. */
  file?: string;
  now?: () => Date;
}

/** Takes every mail that would otherwise leave this machine, and shows it. */
export interface Mailbox {
  /** Keeps a mail; it stands in the file when this returns. */
  deliver: (mail: Mail) => KeptMail;
  /** The mails kept, newest first, at most 500. */
  list: () => KeptMail[];
  /** Answers GET: a page in Indonesian, or `{ mails }` with `Accept: application/json`. */
  page: (request: IncomingMessage, response: ServerResponse) => void;
}

export function openMailbox(options: MailboxOptions = {}): Mailbox {
  const { file } = options;
  const now = options.now ?? (() => new Date());
  const mails = file === undefined ? [] : readMails(file);
  const list = (): KeptMail[] => mails.toReversed();
  return {
    deliver({ to, subject, body }) {
      const mail: KeptMail = { id: (mails.at(-1)?.id ?? 0) + 1, sentAt: now().toISOString(), to, subject, body };
      if (file !== undefined) appendFileSync(file, `${JSON.stringify(mail)}\n`, { mode: 0o600 });
      mails.push(mail);
      if (mails.length > MOST_MAILS) mails.shift();
      return mail;
    },
    list,
    page(request, response) {
      if (request.method !== "GET" && request.method !== "HEAD") {
        response.writeHead(405, { allow: "GET, HEAD" }).end();
        return;
      }
      const asJson = request.headers.accept?.includes("application/json") ?? false;
      response.writeHead(200, {
        "content-type": asJson ? "application/json; charset=utf-8" : "text/html; charset=utf-8",
        "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
        vary: "accept",
      });
      response.end(asJson ? JSON.stringify({ mails: list() }) : mailboxPage(list()));
    },
  };
}

/** Reads the newest mails and rewrites the file with them, so that it neither grows for ever nor keeps a torn line. */
function readMails(file: string): KeptMail[] {
  mkdirSync(dirname(file), { recursive: true });
  if (!existsSync(file)) return [];
  const mails = readFileSync(file, "utf8").split("\n").flatMap(parseMail).slice(-MOST_MAILS);
  const temporary = `${file}.tmp`;
  writeFileSync(temporary, mails.map((mail) => `${JSON.stringify(mail)}\n`).join(""), { mode: 0o600 });
  renameSync(temporary, file);
  return mails;
}

// The last line may be torn when the machine went down while it was written; nothing else is lost by it.
function parseMail(line: string): KeptMail[] {
  try {
    const value: unknown = JSON.parse(line);
    return isKeptMail(value) ? [value] : [];
  } catch {
    return [];
  }
}

function isKeptMail(value: unknown): value is KeptMail {
  if (typeof value !== "object" || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  const texts = ["sentAt", "to", "subject", "body"];
  return typeof fields.get("id") === "number" && texts.every((name) => typeof fields.get(name) === "string");
}
