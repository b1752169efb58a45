import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { ownPrincipal, type Principal } from "../db/principal.ts";
import { LIMITS } from "../kernel/limits.ts";
import type { Mail } from "./deliver.ts";

const clients = new WeakMap<Principal, SESv2Client>();

/** On the function's own role and not on a session: no official's request can send a mail. */
function client(): SESv2Client {
  const principal = ownPrincipal();
  const known = clients.get(principal);
  if (known) return known;
  const made = new SESv2Client({
    maxAttempts: 2,
    requestHandler: {
      connectionTimeout: LIMITS.mailAnswerMilliseconds,
      requestTimeout: LIMITS.mailAnswerMilliseconds,
      throwOnRequestTimeout: true,
    },
    ...(principal.credentials ? { credentials: principal.credentials } : {}),
  });
  clients.set(principal, made);
  return made;
}

/**
 * The mail channel: SES v2, on the function's own role. On one machine the same client is led to the house's mailbox by
 * `AWS_ENDPOINT_URL_SESV2`.
 */
export async function sendMail({ to, subject, text }: Mail): Promise<void> {
  const from = process.env["SELARAS_MAIL_FROM"];
  if (!from) throw new Error("SELARAS_MAIL_FROM is not set");
  const part = (Data: string) => ({ Data, Charset: "UTF-8" });
  await client().send(
    new SendEmailCommand({
      FromEmailAddress: from,
      Destination: { ToAddresses: [to] },
      Content: { Simple: { Subject: part(subject), Body: { Text: part(text) } } },
    }),
  );
}
