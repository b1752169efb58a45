import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openMailbox, signInMail, type Mailbox } from "../src/mailbox/mailbox.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "selaras-mailbox-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const mail = (n: number) => ({ to: `a${n}@x.test`, subject: `Surat ${n}`, body: `Isi ${n}` });

/** What the mailbox answers to a request. */
async function asked(mailbox: Mailbox, init: RequestInit = {}) {
  const server = createServer(mailbox.page);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/__local/mailbox`, init);
    return { status: response.status, headers: response.headers, text: await response.text() };
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

describe("the mailbox", () => {
  it("lists mails newest first and still has them after a restart", () => {
    const file = join(folder, "sub", "mails.jsonl");
    const first = openMailbox({ file, now: () => new Date("2026-11-21T03:00:00Z") });
    first.deliver(mail(1));
    first.deliver(mail(2));
    const second = openMailbox({ file });
    expect(second.list()).toEqual(first.list());
    expect(second.list().map(({ id, subject }) => [id, subject])).toEqual([
      [2, "Surat 2"],
      [1, "Surat 1"],
    ]);
    expect(second.deliver(mail(3)).id).toBe(3);
  });

  it("loses no other mail to a torn line", async () => {
    const file = join(folder, "torn.jsonl");
    openMailbox({ file }).deliver(mail(1));
    await appendFile(file, '{"id":2,"to":"b@x');
    const after = openMailbox({ file });
    after.deliver(mail(2));
    expect(
      openMailbox({ file })
        .list()
        .map(({ subject }) => subject),
    ).toEqual(["Surat 2", "Surat 1"]);
  });

  it("keeps the newest five hundred, in memory and in the file it opens", async () => {
    const file = join(folder, "full.jsonl");
    const mailbox = openMailbox({ file });
    for (let n = 1; n <= 503; n += 1) mailbox.deliver(mail(n));
    expect(mailbox.list()).toHaveLength(500);
    expect(mailbox.list().at(-1)?.subject).toBe("Surat 4");
    openMailbox({ file });
    expect((await readFile(file, "utf8")).trim().split("\n")).toHaveLength(500);
  });
});

describe("the mailbox page", () => {
  it("shows recipient, subject, time and body, and runs nothing that a mail contains", async () => {
    const mailbox = openMailbox({ now: () => new Date("2026-11-21T03:00:00Z") });
    expect((await asked(mailbox)).text).toContain("Belum ada surat.");
    mailbox.deliver({ to: "<b>@x.test", subject: "<script>alert(1)</script>", body: `"&' </pre><img src=x>` });
    const { headers, text } = await asked(mailbox);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(text).toContain('<html lang="id">');
    expect(text).toContain("<h1>Kotak surat pengembangan</h1>");
    expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(text).toContain("&lt;b&gt;@x.test");
    expect(text).toContain("&quot;&amp;&#39; &lt;/pre&gt;&lt;img src=x&gt;");
    expect(text).not.toContain("<script");
    expect(text).not.toContain("<img");
    expect(text).toContain("21 November 2026 pukul 10.00.00 WIB");
  });

  it("answers JSON to those who ask for it and refuses to be written to", async () => {
    const mailbox = openMailbox();
    const kept = mailbox.deliver(mail(1));
    const { headers, text } = await asked(mailbox, { headers: { accept: "application/json" } });
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(JSON.parse(text)).toEqual({ mails: [kept] });
    expect((await asked(mailbox, { method: "POST" })).status).toBe(405);
  });
});

describe("sign-in mails", () => {
  it("say in Indonesian what the code is for, and carry it", () => {
    const site = "http://localhost:4000";
    const write = (kind: "invite" | "reset" | "verify") =>
      signInMail({ to: "siti@x.test", kind, username: "siti", code: "K0de-Rahasia" }, site);
    expect(write("invite").subject).toBe("Undangan masuk ke Selaras");
    expect(write("reset").subject).toBe("Kode atur ulang kata sandi Selaras");
    expect(write("verify").subject).toBe("Kode verifikasi alamat surel Selaras");
    for (const kind of ["invite", "reset", "verify"] as const) {
      expect(write(kind)).toMatchObject({ to: "siti@x.test" });
      expect(write(kind).body).toContain("siti");
      expect(write(kind).body).toContain("K0de-Rahasia");
    }
    expect(write("invite").body).toContain(site);
  });
});
