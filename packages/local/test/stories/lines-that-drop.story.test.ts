import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "./browser.ts";
import { type ApiDesk, apiDesk } from "./desk-api.ts";
import { type RunningHouse, startProduct } from "./house.ts";
import { allSaved, heading, type Official, official, sheet, shown, type } from "./official.ts";

const ADDRESS = "/laporan/rfk.2026-05.dinas-pekerjaan-umum.1";
const ROW = "1.03.02.2.02.0014";
const NEXT = "1.03.02.2.02.0021";
/** 64 kbit/s with a second until the first byte: a village of Krayan on a good day. */
const THIN = { offline: false, latency: 1_000, downloadThroughput: 8_000, uploadThroughput: 8_000 };

let house: RunningHouse;
let browser: Browser;
let pptk: Official;
let context: BrowserContext;
let desk: ApiDesk;
beforeAll(async () => {
  [house, browser] = await Promise.all([startProduct(), launchBrowser()]);
  [pptk, desk] = await Promise.all([
    official(browser, house.url, "pptk.pu.kukar"),
    apiDesk(house.url, "pptk.pu.kukar", "kukar"),
  ]);
  context = pptk.page.context();
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

/** A cell as the server has it: its value and how often it was written. */
async function stored(code: string, field: string): Promise<{ v: string | null; n: number }> {
  const { slots } = await desk.call("report.mine", { year: "2026" });
  const mine = slots.find((each) => each.template === "rfk" && each.period === "2026-05")?.report;
  if (!mine) throw new Error("no report for May");
  const { rows } = await desk.call("report.view", { id: mine.id });
  const cell = rows.find((row) => row.context["code"] === code)?.cells[field];
  return { v: cell?.v ?? null, n: cell?.n ?? 0 };
}

describe("a line that drops", () => {
  it("loses nothing that is typed while offline, says so, and saves it exactly once afterwards", async () => {
    const { page } = pptk;
    await page.goto(`${house.url}${ADDRESS}`);
    await sheet(page).waitFor();
    await keptOnDevice(page);
    await context.setOffline(true);
    await type(page, ROW, "keuangan", "1.500.000");
    await type(page, ROW, "fisik", "3");
    await type(page, NEXT, "keuangan", "2.500.000");
    await page.getByText("Perangkat sedang luring").waitFor();
    await page.getByRole("status").getByText("3 isian belum terkirim").waitFor();
    expect(await page.getByText(/Semua isian tersimpan,/).count()).toBe(0);
    expect(await stored(ROW, "keuangan")).toEqual({ v: null, n: 0 });
    await context.setOffline(false);
    await allSaved(page);
    expect(await stored(ROW, "keuangan")).toEqual({ v: "1500000", n: 1 });
    expect(await stored(ROW, "fisik")).toEqual({ v: "3", n: 1 });
    expect(await stored(NEXT, "keuangan")).toEqual({ v: "2500000", n: 1 });
  });

  it("saves once although the answer to the first attempt was lost on the way", async () => {
    const { page } = pptk;
    let lost = 0;
    await page.route("**/cells", async (route) => {
      // The server does the work; its answer never arrives.
      await route.fetch();
      lost += 1;
      await route.abort("connectionreset");
      await page.unroute("**/cells");
    });
    await type(page, NEXT, "fisik", "4");
    await expect.poll(() => lost).toBe(1);
    await allSaved(page);
    await expect.poll(() => stored(NEXT, "fisik")).toEqual({ v: "4", n: 1 });
  });

  it("shows a page of its own after a reload without network, and the unsent entries again when back", async () => {
    const { page } = pptk;
    await context.setOffline(true);
    await type(page, ROW, "keluaran", "2");
    await page.getByRole("status").getByText("1 isian belum terkirim").waitFor();
    await page.reload();
    await page
      .getByText(/sedang luring/)
      .first()
      .waitFor();
    await context.setOffline(false);
    await sheet(page).waitFor();
    await allSaved(page);
    expect(await shown(page, ROW, "keluaran")).toBe("2,00");
    expect(await stored(ROW, "keluaran")).toEqual({ v: "2", n: 1 });
  });

  it("keeps entries that the server never answered for over a reload, with a word about it", async () => {
    const { page } = pptk;
    await page.route("**/cells", (route) => route.abort("connectionrefused"));
    await type(page, NEXT, "keluaran", "9");
    await page.getByText("Isian belum terkirim").first().waitFor();
    const before = await slowToGo(context);
    await page.reload();
    await sheet(page).waitFor();
    await page.getByText("Isian Anda ditemukan kembali").waitFor();
    expect(await shown(page, NEXT, "keluaran")).toBe("9,00");
    await before.close();
    await page.unroute("**/cells");
    // Sent by itself after a pause; "Kirim isian sekarang" would only shorten it.
    await allSaved(page);
    expect(await stored(NEXT, "keluaran")).toEqual({ v: "9", n: 1 });
  });
});

describe("a thin line of 64 kbit/s and one second", () => {
  it("still brings up the home page of a returning official and saves", async () => {
    const { page } = pptk;
    const line: CDPSession = await context.newCDPSession(page);
    await line.send("Network.enable");
    await line.send("Network.emulateNetworkConditions", THIN);
    await page.goto(house.url, { timeout: 60_000 });
    await heading(page, /Selamat bekerja/).waitFor({ timeout: 60_000 });
    await page.goto(`${house.url}${ADDRESS}`, { timeout: 60_000 });
    await sheet(page).waitFor({ timeout: 60_000 });
    await type(page, ROW, "keuangan", "1.600.000");
    await page
      .getByRole("status")
      .getByText(/Semua isian tersimpan/)
      .waitFor({ timeout: 30_000 });
    await line.send("Network.emulateNetworkConditions", {
      ...THIN,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
    expect(await stored(ROW, "keuangan")).toEqual({ v: "1600000", n: 2 });
  });

  it("brings a first visitor to the sign-in page with an empty cache", async () => {
    const own = await browser.newContext({ locale: "id-ID" });
    const page = await own.newPage();
    const line = await own.newCDPSession(page);
    await line.send("Network.enable");
    await line.send("Network.emulateNetworkConditions", THIN);
    await page.goto(house.url, { timeout: 90_000, waitUntil: "commit" });
    await page.getByLabel("Nama pengguna atau surel").waitFor({ timeout: 60_000 });
    await own.close();
  });
});

/** Stands for a page that is being left and gives its lock back only a second after the page was loaded anew. */
async function slowToGo(within: BrowserContext): Promise<Page> {
  const page = await within.newPage();
  await page.goto(house.url);
  await heading(page, /Selamat bekerja/).waitFor();
  const locks = await page.evaluate(async () => {
    const { held } = await navigator.locks.query();
    const names = (held ?? []).map(({ name }) => name ?? "").filter((name) => name.startsWith("selaras-isian/"));
    for (const name of names) void navigator.locks.request(name, () => new Promise((go) => setTimeout(go, 1_000)));
    return names.length;
  });
  expect(locks).toBe(1);
  return page;
}

/** Waits until the browser keeps the application for visits without network; it does so soon after the first page. */
const keptOnDevice = (page: Page) =>
  expect
    .poll(() => page.evaluate<boolean>(`caches.match("/").then((kept) => kept !== undefined)`), { timeout: 20_000 })
    .toBe(true);
