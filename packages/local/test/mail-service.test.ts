import { SendEmailCommand, SESv2Client } from "@aws-sdk/client-sesv2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Access, startAccess } from "../src/access/access.ts";
import { LOCAL_HOLDINGS, LOCAL_REGION } from "../src/access/roles.ts";
import { openMailbox } from "../src/mailbox/mailbox.ts";
import { type MailService, startMailService } from "../src/mailbox/ses.ts";

/* The stand-in for the mail service, asked by the real client. */

const mailbox = openMailbox();
let access: Access;
let service: MailService;
beforeAll(async () => {
  access = await startAccess({ say: () => {} });
  service = await startMailService({ mailbox, access });
});
afterAll(async () => {
  await service.stop();
  await access.stop();
});

const FROM = LOCAL_HOLDINGS.mail?.from ?? "";
const mail = (from: string, to: readonly string[] = ["a@x.test"]) =>
  new SendEmailCommand({
    FromEmailAddress: from,
    Destination: { ToAddresses: [...to] },
    Content: { Simple: { Subject: { Data: "Tugas" }, Body: { Text: { Data: "Isi\nsurat" } } } },
  });
const send = (name: Parameters<Access["credentialsOf"]>[0], command: SendEmailCommand): Promise<string> => {
  const credentials = access.credentialsOf(name);
  const client = new SESv2Client({ region: LOCAL_REGION, endpoint: service.endpoint, credentials, maxAttempts: 1 });
  return client.send(command).then(
    ({ MessageId }) => (MessageId === undefined ? "no id" : "passed"),
    (error: unknown) => (error instanceof Error ? error.name : "?"),
  );
};

describe("the local mail service", () => {
  it("lays what was sent into the mailbox", async () => {
    expect(await send("jobs", mail(`Selaras <${FROM}>`))).toBe("passed");
    expect(mailbox.list()[0]).toMatchObject({ to: "a@x.test", subject: "Tugas", body: "Isi\nsurat" });
  });

  it("obeys the policies: only the jobs send, and from their one address", async () => {
    const names = ["api", "public", "province", "projector", "worker", "operator"] as const;
    const outcomes = await Promise.all(names.map((name) => send(name, mail(FROM))));
    expect(new Set(outcomes)).toEqual(new Set(["AccessDeniedException"]));
    expect(await send("jobs", mail("Bupati <bupati@selaras.test>"))).toBe("AccessDeniedException");
    expect(mailbox.list()).toHaveLength(1);
  });

  it("refuses what it does not understand, and everything while it is down", async () => {
    expect(await send("jobs", mail(FROM, ["a@x.test", "b@x.test"]))).toBe("BadRequestException");
    service.failWith("TooManyRequestsException");
    expect(await send("jobs", mail(FROM))).toBe("TooManyRequestsException");
    service.failWith(null);
    expect(mailbox.list()).toHaveLength(1);
  });
});
