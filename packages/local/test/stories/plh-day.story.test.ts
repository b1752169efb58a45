import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "./browser.ts";
import { type ApiDesk, apiDesk } from "./desk-api.ts";
import { type RunningHouse, startProduct } from "./house.ts";
import { heading, official, PHONE } from "./official.ts";

/*
 * A day on which the head of an agency is away: appointed the day before, in force from 00.00 WITA, over at 24.00, and
 * nobody has to do anything for it. The house stands at 20 May 2026; April of Dinas Pekerjaan Umum waits for the Kabid.
 */
const REPORT = "rfk.2026-04.dinas-pekerjaan-umum.1";
const STAND_IN = "Nining Kedangsari";
const HAT = "Plh. Kepala Dinas Pekerjaan Umum";
const DECREE = "800/99/BKPSDM/2026";
let house: RunningHouse;
let browser: Browser;
let standIn: ApiDesk;
let head: ApiDesk;
beforeAll(async () => {
  [house, browser] = await Promise.all([startProduct({ tenants: "kukar,nunukan" }), launchBrowser()]);
  const desk = (username: string) => apiDesk(house.url, username, "kukar");
  [standIn, head] = await Promise.all([desk("bappeda.kukar"), desk("kepala.pu.kukar")]);
  const checker = await desk("kabid.pu.kukar");
  const { tasks } = await checker.call("approval.inbox", {});
  const task = tasks.find((each) => each.reportId === REPORT);
  if (!task?.hash) throw new Error("April does not wait for the Kabid");
  await checker.call("report.verify", { id: REPORT, hash: task.hash, task: task.taskId });
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

/** Moves the clock of the house forward; jobs that came due have run when it answers. */
async function moveTo(now: string): Promise<void> {
  const answer = await fetch(`${house.url}/__local/clock`, { method: "POST", body: JSON.stringify({ now }) });
  expect(answer.status).toBe(200);
}
const waiting = async (who: ApiDesk): Promise<boolean> =>
  (await who.call("approval.inbox", {})).tasks.some((task) => task.reportId === REPORT);
const hats = async (who: ApiDesk): Promise<readonly string[]> =>
  (await who.call("account.me", {})).posts.map((post) => post.title);

describe("a day with a Plh", () => {
  it("is arranged the day before, on a screen that says what will happen", async () => {
    const { page, close } = await official(browser, house.url, "admin.kukar");
    await page.goto(`${house.url}/organisasi?tab=jabatan&unit=dinas-pekerjaan-umum`);
    await page.getByRole("button", { name: "Tunjuk pejabat: Kepala Dinas Pekerjaan Umum" }).click();
    const dialog = page.getByRole("dialog", { name: "Tunjuk Kepala Dinas Pekerjaan Umum" });
    await dialog.getByLabel("Cari nama atau NIP").fill(STAND_IN);
    const found = dialog.getByLabel("Yang ditunjuk");
    await found.getByRole("option", { name: new RegExp(STAND_IN) }).waitFor({ state: "attached" });
    await found.selectOption({ index: 1 });
    await dialog.getByLabel("Mulai").fill("2026-05-21");
    await dialog.getByLabel("Hari terakhir").fill("2026-05-21");
    await dialog.getByLabel("Nomor SK").fill(DECREE);
    await dialog.getByText("Mulai 21 Mei 2026 pukul 00.00 WITA").waitFor();
    await dialog.getByText("Berakhir sendiri 21 Mei 2026 pukul 24.00 WITA").waitFor();
    await dialog.getByRole("button", { name: "Simpan penunjukan" }).click();
    await page.getByText(`ditunjuk sebagai ${HAT}.`).waitFor();
    await close();
  });

  it("begins at midnight WITA by itself: the evening before, the task is the head's and not the stand-in's", async () => {
    // The clock of the house runs on while its jobs do: the second itself is held by `core/test/mandates.test.ts`.
    await moveTo("2026-05-20T22:00:00+08:00");
    expect([await waiting(standIn), await waiting(head)]).toEqual([false, true]);
    await moveTo("2026-05-21T00:00:00+08:00");
    expect([await waiting(standIn), await waiting(head)]).toEqual([true, false]);
  });

  it("lets the Plh sign on a phone, with hat and SK in the signature block", async () => {
    const options = { viewport: PHONE, isMobile: true, hasTouch: true };
    const { page, close } = await official(browser, house.url, "bappeda.kukar", options);
    await page.goto(`${house.url}/kotak-masuk`);
    await page
      .getByRole("link", { name: /RFK April 2026/ })
      .first()
      .tap();
    await heading(page, /RFK April 2026/).waitFor();
    const block = page.locator(".r-signature");
    await block.getByText(`${HAT},`).waitFor();
    await block.getByText(STAND_IN).waitFor();
    await block.getByText(`SK ${DECREE}`).waitFor();
    await page.getByRole("button", { name: "Tanda tangani", exact: true }).tap();
    await page.getByRole("dialog").getByRole("button", { name: "Tanda tangani", exact: true }).tap();
    await page.getByText("Laporan terbit", { exact: true }).first().waitFor();
    await close();
    const { signed } = await head.call("report.view", { id: REPORT });
    expect(signed).toMatchObject({ hat: HAT, decree: DECREE });
  });

  it("ends by itself at 24.00: the hat is gone, the head decides again, what was signed stands", async () => {
    await moveTo("2026-05-21T22:00:00+08:00");
    expect(await hats(standIn)).toContain(HAT);
    expect((await head.call("account.me", {})).away).toHaveLength(1);
    await moveTo("2026-05-22T00:00:00+08:00");
    expect(await hats(standIn)).not.toContain(HAT);
    expect(await hats(head)).toContain("Kepala Dinas Pekerjaan Umum");
    expect((await head.call("account.me", {})).away).toEqual([]);
    expect((await head.call("report.view", { id: REPORT })).state).toBe("published");
  });
});
