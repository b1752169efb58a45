import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "./browser.ts";
import { type ApiDesk, apiDesk } from "./desk-api.ts";
import { type RunningHouse, startProduct } from "./house.ts";
import { allSaved, chooseFirstPassword, heading, type Official, official, sheet, shown, type } from "./official.ts";

/*
 * A script that somebody runs under the own account asks until the service refuses. What the person does on the page
 * meanwhile is refused as well, kept, and done by itself a few seconds later; a colleague notices nothing. The service's
 * own limits: 300 requests at once, 240 a minute, so an emptied account waits 4 seconds.
 */
const ADDRESS = "/laporan/rfk.2026-05.dinas-pekerjaan-umum.1";
const REVIEW = "/laporan/rfk.2026-04.dinas-pekerjaan-umum.1/periksa";
const ROW = "1.03.02.2.02.0014";
const NEXT = "1.03.02.2.02.0021";
const SMALL_PHONE = { width: 360, height: 740 };

let house: RunningHouse;
let browser: Browser;
let pptk: Official;
let colleague: Official;
let script: ApiDesk;
beforeAll(async () => {
  [house, browser] = await Promise.all([startProduct(), launchBrowser()]);
  [pptk, colleague, script] = await Promise.all([
    official(browser, house.url, "pptk.pu.kukar"),
    chooseFirstPassword(browser, house.url, "baru.kukar", "Mahakam-Ulu-8!"),
    apiDesk(house.url, "pptk.pu.kukar", "kukar"),
  ]);
  for (const { page } of [pptk, colleague]) {
    await page.goto(`${house.url}${ADDRESS}`);
    await sheet(page).waitFor();
  }
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

const TOGETHER = 30;

/** Asks under the account of a desk until nothing is left for the longest time there is; gives the codes of the refusals. */
async function flood(desk: ApiDesk): Promise<ReadonlySet<string>> {
  for (;;) {
    const came = await Promise.all(Array.from({ length: TOGETHER }, () => desk.ask("template.list", {})));
    const refused = came.flatMap((answer) => (answer.ok ? [] : [answer]));
    if (refused.some(({ text }) => text.includes("Tunggu 4 detik"))) return new Set(refused.map(({ code }) => code));
  }
}

type Rush = {
  /** How often a request to the address was made. */
  readonly sent: () => number;
  /** Lets out what is made after the refused one; until then it is held, however long a test looks around. */
  readonly letThrough: () => void;
};

/** Lets the next request to an address out while the account has nothing left, and keeps it empty until it was refused. */
async function sendIntoRush(page: Page, address: string, desk: ApiDesk, first?: () => Promise<void>): Promise<Rush> {
  let sent = 0;
  let letThrough = () => {};
  const later = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route(address, async (route) => {
    sent += 1;
    if (sent > 1) {
      await later;
      return route.continue();
    }
    await first?.();
    await flood(desk);
    const going = { on: true };
    const flooding = (async () => {
      while (going.on) await flood(desk);
    })();
    await route.continue();
    await route.request().response();
    going.on = false;
    await flooding;
  });
  return { sent: () => sent, letThrough };
}

const line = (page: Page) => page.getByText(/^Terlalu banyak permintaan\. Menunggu \d+ detik, lalu/);
const told = (page: Page) => page.getByText(/Terlalu banyak permintaan/);

/** A cell as the server has it: its value and how often it was written. */
async function stored(code: string, field: string): Promise<{ v: string | null; n: number }> {
  const desk = await apiDesk(house.url, "kepala.pu.kukar", "kukar");
  const { rows } = await desk.call("report.view", { id: "rfk.2026-05.dinas-pekerjaan-umum.1" });
  const cell = rows.find((row) => row.context["code"] === code)?.cells[field];
  return { v: cell?.v ?? null, n: cell?.n ?? 0 };
}

describe("a person whose script has used up the account", () => {
  it("reads a calm line, and what was typed is saved once, by itself; a colleague saves meanwhile", async () => {
    const { page } = pptk;
    const { sent, letThrough } = await sendIntoRush(page, "**/cells", script, async () => {
      expect(await flood(script)).toEqual(new Set(["limit.person"]));
      await type(colleague.page, NEXT, "fisik", "4");
      await allSaved(colleague.page);
      expect(await told(colleague.page).count()).toBe(0);
    });
    await type(page, ROW, "keuangan", "1.500.000");
    await line(page).waitFor();
    await page.getByText("lalu dikirim lagi otomatis. Isian Anda aman.").first().waitFor();
    expect(await page.getByText(/Semua isian tersimpan,/).count()).toBe(0);
    expect(await stored(ROW, "keuangan")).toEqual({ v: null, n: 0 });
    letThrough();
    await allSaved(page);
    await line(page).waitFor({ state: "detached" });
    expect(sent()).toBe(2);
    expect(await stored(ROW, "keuangan")).toEqual({ v: "1500000", n: 1 });
    expect(await stored(NEXT, "fisik")).toEqual({ v: "4", n: 1 });
    await page.unroute("**/cells");
  });

  it("loses nothing by a reload in the middle of the wait: the page waits too, finds the entry and saves it once", async () => {
    const { page } = pptk;
    const entries = await sendIntoRush(page, "**/cells", script);
    const reload = await sendIntoRush(page, "**/api/me", script);
    await type(page, ROW, "keluaran", "2");
    await line(page).waitFor();
    await page.reload();
    await page.getByText("lalu dimuat lagi otomatis.").first().waitFor();
    reload.letThrough();
    await sheet(page).waitFor();
    entries.letThrough();
    await page.getByText("Isian Anda ditemukan kembali").waitFor();
    await allSaved(page);
    expect(await shown(page, ROW, "keluaran")).toBe("2,00");
    expect(await stored(ROW, "keluaran")).toEqual({ v: "2", n: 1 });
    await page.unrouteAll();
  });
});

describe("an act that waits", () => {
  it("may be given up on a small phone, says that nothing was done, and is done when it is wanted again", async () => {
    const kabid = await official(browser, house.url, "kabid.pu.kukar", { viewport: SMALL_PHONE });
    const rush = await apiDesk(house.url, "kabid.pu.kukar", "kukar");
    const { page } = kabid;
    await page.goto(`${house.url}${REVIEW}`);
    await heading(page, "RFK April 2026").waitFor();
    const { sent, letThrough } = await sendIntoRush(page, "**/verify", rush);
    const verify = async () => {
      await page.getByRole("button", { name: "Verifikasi", exact: true }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Verifikasi", exact: true }).click();
    };
    await verify();
    await line(page).waitFor();
    await page.getByRole("button", { name: "Batalkan pengiriman" }).click();
    await page.getByText("Dibatalkan sebelum dikerjakan. Tidak ada yang berubah.").waitFor();
    expect(await told(page).count()).toBe(0);
    expect(sent()).toBe(1);
    letThrough();
    await verify();
    await page.getByText("Laporan terverifikasi dan diteruskan").first().waitFor();
    await kabid.close();
  });
});
