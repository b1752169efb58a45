import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { choose, list, settings, subscribe } from "@selaras/core/notification/index.ts";
import { noticeId, tell } from "@selaras/core/notification/tell.ts";
import type { Rule } from "@selaras/core/notification/schema.ts";
import { setActive } from "@selaras/core/account/people.ts";
import { actAs } from "@selaras/local/environment.ts";
import { openMailbox } from "@selaras/local/mailbox/mailbox.ts";
import { type MailService, startMailService } from "@selaras/local/mailbox/ses.ts";
import { type PushService, startPushService } from "@selaras/local/push/service.ts";
import { openVapid } from "@selaras/local/push/vapid-file.ts";
import {
  asProgram,
  everything,
  failing,
  itemsOf,
  type Regency,
  regency,
  type Somebody,
  travel,
  useEngines,
} from "../../core/test/world.ts";
import { handler } from "../src/jobs.ts";
import { logged } from "./http-world.ts";

/* The product's own adapters against the house's mail and push services: what arrives is what the person would get. */

useEngines();

const NOW = Date.parse("2026-04-06T01:00:00.000Z");
const minutes = (n: number): string => new Date(NOW + n * 60_000).toISOString();
const mailbox = openMailbox();
const vapid = openVapid(undefined);
let mails: MailService;
let pushes: PushService;
let made = 0;
let kukar: Regency;
let kabid: Somebody;

beforeAll(async () => {
  mails = await startMailService({ mailbox, access: null });
  pushes = await startPushService();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SESV2: mails.endpoint,
    SELARAS_APP_SITE: "http://localhost:3000",
    SELARAS_MAIL_FROM: "Selaras <kabar@selaras.test>",
    SELARAS_LOCAL_PUSH: pushes.origin,
    SELARAS_VAPID: JSON.stringify(vapid),
    SELARAS_VAPID_PUBLIC: vapid.publicKey,
  });
});
afterAll(async () => {
  await mails.stop();
  await pushes.stop();
});
beforeEach(async () => {
  mails.failWith(null);
  pushes.failWith(null);
  travel(minutes(0));
  made += 1;
  kukar = await regency(`kirim-${String.fromCharCode(96 + made)}`, { lines: 1, pptk: 1 });
  kabid = kukar.who("kabid");
});

const WORDS = {
  title: "Verifikasi menunggu Anda: RFK Maret 2026",
  body: "Dinas PU. Langkah: Verifikasi. Tenggat 8 April 2026, 16.00 WITA.",
  path: "/laporan/rfk.2026-03.dinas-pu.1/periksa",
};
const REPORT = "rfk.2026-03.dinas-pu.1";
const notice = (rule: Rule = "tiba") =>
  asProgram("jobs", kukar.id, () =>
    tell(kabid.person, noticeId("2026-04-06", REPORT, "verifikasi-0001", rule), rule, WORDS),
  );

/** Runs the job; gives the regencies in which it failed. */
async function run(at: string): Promise<readonly string[]> {
  travel(at);
  let failed: readonly string[] = [];
  await logged(async () => {
    ({ failed } = await actAs("jobs", () => handler({ job: "deliver-notices" })));
  });
  return failed;
}
const own = () => mailbox.list().filter((mail) => mail.body.includes(`, ${kukar.id} (data contoh)`));
const states = async () =>
  (await kukar.as(kabid, () => list({}))).notices.map((each) => [
    each.rule,
    each.deliveries.map(({ channel, state }) => `${channel} ${state}`).toSorted(),
  ]);
const attempts = async () =>
  itemsOf(await everything(), kukar.id)
    .filter((item) => item["__edb_e__"] === "delivery")
    .map((item) => [item["channel"], item["attempts"], item["trouble"], item["wake"] ?? null]);
const device = async (who = kabid) => {
  const made = pushes.subscribe(vapid.publicKey);
  await kukar.as(who, () => subscribe({ ...made, name: "Chrome di Android" }));
  return made;
};
const got = (endpoint: string) =>
  pushes
    .messages()
    .filter((each) => each.endpoint === endpoint)
    .map((each): unknown => JSON.parse(each.text));

describe("a mail", () => {
  it("goes once to the person's address, with a link that asks for a login, however often the job runs", async () => {
    await notice();
    await notice();
    expect(await Promise.all([run(minutes(0)), run(minutes(0))])).toEqual([[], []]);
    await run(minutes(5));
    expect(own()).toMatchObject([{ to: `${kabid.person}@contoh.id`, subject: WORDS.title }]);
    expect(own()[0]?.body.split("\n")).toEqual([
      WORDS.body,
      "",
      "Buka di Selaras (Anda akan diminta masuk): http://localhost:3000/laporan/rfk.2026-03.dinas-pu.1/periksa",
      "",
      `Selaras, ${kukar.id} (data contoh). Surat ini dikirim otomatis; jangan dibalas.`,
      "Atur pemberitahuan: http://localhost:3000/akun/pemberitahuan",
    ]);
    expect(await states()).toEqual([["tiba", ["email sent"]]]);
  });

  it("waits while the service is down, says so, is tried again later and later, and arrives", async () => {
    await notice();
    mails.failWith("TooManyRequestsException");
    expect(await run(minutes(0))).toContain(kukar.id);
    expect(await states()).toEqual([["tiba", ["email waiting"]]]);
    expect(await attempts()).toEqual([["email", 1, "TooManyRequestsException", minutes(5)]]);
    // Nothing is due before: the service is left alone.
    expect(await run(minutes(4))).toEqual([]);
    expect(await run(minutes(5))).toContain(kukar.id);
    expect(await attempts()).toEqual([["email", 2, "TooManyRequestsException", minutes(20)]]);
    mails.failWith(null);
    expect(await run(minutes(20))).toEqual([]);
    expect(own()).toHaveLength(1);
    expect(await states()).toEqual([["tiba", ["email sent"]]]);
  });

  it("is given up after seven tries and two days, and the notice stands", async () => {
    await notice();
    mails.failWith("AccountSuspendedException");
    let at = 0;
    for (const pause of [0, 5, 15, 60, 240, 720, 1440]) {
      at += pause;
      expect(await run(minutes(at))).toContain(kukar.id);
    }
    expect(await states()).toEqual([["tiba", ["email failed"]]]);
    mails.failWith(null);
    expect(await run(minutes(at + 3000))).toEqual([]);
    expect(own()).toEqual([]);
  });

  it("is not sent to whoever does not want it, nor to an account that was closed meanwhile", async () => {
    await kukar.as(kabid, () => choose({ email: false, push: true, digest: false, rev: 0 }));
    await notice();
    expect(await states()).toEqual([["tiba", []]]);
    await kukar.as(kabid, () => choose({ email: true, push: true, digest: false, rev: 1 }));
    await notice("lewat");
    const admin = kukar.who("admin", "bappeda");
    await kukar.as(admin, () => setActive({ personId: kabid.person, active: false, rev: 1 }));
    expect(await run(minutes(0))).toEqual([]);
    expect(own()).toEqual([]);
    expect(await states()).toEqual(
      [
        ["tiba", []],
        ["lewat", ["email dropped"]],
      ].toSorted((a, b) => String(b[0]).localeCompare(String(a[0]))),
    );
  });
});

describe("a push message", () => {
  it("arrives sealed for the device and signed by this house, on every device of the person and on nobody else's", async () => {
    const [phone, office] = [await device(), await device()];
    const other = await device(kukar.who("kepala"));
    await notice();
    expect(await run(minutes(0))).toEqual([]);
    const message = { title: WORDS.title, body: WORDS.body, path: WORDS.path };
    expect([got(phone.endpoint), got(office.endpoint), got(other.endpoint)]).toEqual([[message], [message], []]);
    expect(pushes.messages().find((each) => each.endpoint === phone.endpoint)?.ttl).toBe("86400");
    expect(await states()).toEqual([["tiba", ["email sent", "push sent"]]]);
    await run(minutes(5));
    expect(got(phone.endpoint)).toHaveLength(1);
  });

  it("is refused by the service when another key than the one subscribed under signs it", async () => {
    const phone = await device();
    await notice();
    process.env["SELARAS_VAPID"] = JSON.stringify(openVapid(undefined));
    try {
      expect(await run(minutes(0))).toContain(kukar.id);
    } finally {
      process.env["SELARAS_VAPID"] = JSON.stringify(vapid);
    }
    expect(pushes.refusals().at(-1)).toBe("not proven");
    expect(got(phone.endpoint)).toEqual([]);
    expect(await states()).toEqual([["tiba", ["email sent", "push waiting"]]]);
    await run(minutes(5));
    expect(got(phone.endpoint)).toHaveLength(1);
  });

  it("forgets a device that gave its subscription up, and goes on with the others", async () => {
    const [gone, here] = [await device(), await device()];
    pushes.expire(gone.endpoint);
    await notice();
    expect(await run(minutes(0))).toEqual([]);
    expect(got(here.endpoint)).toHaveLength(1);
    expect((await kukar.as(kabid, () => settings({}))).devices).toHaveLength(1);
    pushes.expire(here.endpoint);
    await notice("lewat");
    expect(await run(minutes(5))).toEqual([]);
    expect((await kukar.as(kabid, () => settings({}))).devices).toEqual([]);
    expect((await states()).find(([rule]) => rule === "lewat")?.[1]).toEqual(["email sent", "push dropped"]);
  });

  it("waits while the service is down, and the mail goes out all the same", async () => {
    const phone = await device();
    pushes.failWith(503);
    await notice();
    expect(await run(minutes(0))).toContain(kukar.id);
    expect(own()).toHaveLength(1);
    expect(await states()).toEqual([["tiba", ["email sent", "push waiting"]]]);
    pushes.failWith(null);
    expect(await run(minutes(5))).toEqual([]);
    expect(got(phone.endpoint)).toHaveLength(1);
    expect(own()).toHaveLength(1);
  });

  it("is only ever sent where browsers' services are: other addresses cannot subscribe", async () => {
    const keys = pushes.subscribe(vapid.publicKey).keys;
    for (const endpoint of [
      "https://169.254.169.254/latest",
      "http://127.0.0.1:1/push",
      "https://fcm.googleapis.com.jahat.example/x",
    ]) {
      expect(await failing(kukar.as(kabid, () => subscribe({ endpoint, keys, name: "Chrome" })))).toBe(
        "notification.push_service",
      );
    }
    for (let n = 0; n < 10; n += 1) await device();
    const eleventh = pushes.subscribe(vapid.publicKey);
    expect(await failing(kukar.as(kabid, () => subscribe({ ...eleventh, name: "Chrome" })))).toBe(
      "notification.devices",
    );
  });
});
