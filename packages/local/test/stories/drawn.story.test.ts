import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "./browser.ts";
import { type ApiDesk, apiDesk } from "./desk-api.ts";
import { type RunningHouse, startProduct } from "./house.ts";
import { heading, type Official, official } from "./official.ts";

/* The keeper of the LPPD of Nunukan: its SPM chapter is drawn from the offices' reports, one of which is corrected. */

const REASON = "Bulan terakhir tertulis ganda pada laporan sumber.";
const YEAR = "2025";
const LPPD = `lppd.${YEAR}.setda`;
const SPM = `spm-layanan.${YEAR}-TW4.dinas-kesehatan`;
const ROW = "Pelayanan kesehatan ibu hamil";

let house: RunningHouse;
let browser: Browser;
let keeper: Official;
const desk = (name: string): Promise<ApiDesk> => apiDesk(house.url, `${name}.nunukan`, "nunukan");

/** A correction is asked for by the head and granted by Bappeda: the next version is a draft. */
async function correct(head: string, report: string): Promise<void> {
  const [asking, granting] = await Promise.all([desk(head), desk("bappeda")]);
  await asking.call("report.askCorrection", { id: `${report}.1`, reason: REASON });
  await granting.call("report.answerCorrection", { id: `${report}.1`, granted: true, reason: REASON });
}

/** The health office brings its corrected quarter out: ten served in the last month. */
async function republish(): Promise<void> {
  const id = `${SPM}.2`;
  const author = await desk("pptk.kesehatan");
  const before = await author.call("report.view", { id });
  const cell = before.rows.find(({ rowKey }) => rowKey === "capaian/spm.04")?.cells["bulan_3"];
  const input = { kind: "value", value: "10" } as const;
  const at = new Date().toISOString();
  const change = { id: "c1", rowKey: "capaian/spm.04", field: "bulan_3", base: cell?.n ?? 0, input, at };
  await author.call("report.save", { id, changes: [change] });
  const { stamp } = await author.call("report.view", { id });
  // What was said to the warnings of the version before still holds.
  const { explanations } = await author.call("report.view", { id: `${SPM}.1` });
  const { hash } = await author.call("report.submit", { id, stamp, explanations });
  await (await desk("kabid.kesehatan")).call("report.verify", { id, hash });
  await (await desk("kepala.kesehatan")).call("report.sign", { id, hash });
  await expect
    .poll(async () => (await author.call("report.view", { id })).state, { timeout: 60_000 })
    .toBe("published");
}

beforeAll(async () => {
  [house, browser] = await Promise.all([startProduct({ tenants: "nunukan" }), launchBrowser()]);
  await correct("sekda", LPPD);
  await correct("kepala.kesehatan", SPM);
  keeper = await official(browser, house.url, "pptk.setda.nunukan");
});
afterAll(async () => {
  await keeper?.close();
  await browser?.close();
  await house?.stop();
});

describe("the SPM chapter of the LPPD", () => {
  it("says how many of how many offices it was drawn from, and whose report a missing row waits for", async () => {
    const { page } = keeper;
    await page.goto(`${house.url}/laporan/${LPPD}.1`);
    await page.getByText(/Diambil dari laporan SPM Layanan yang sudah terbit. 2 dari 6 perangkat daerah/).waitFor();
    await page
      .getByText(/Belum ada: Dinas Sosial.* belum menerbitkan SPM Layanan Triwulan IV 2025/)
      .first()
      .waitFor();
  });

  it("tells of a correction at the source, and changes nothing until its author asks", async () => {
    await republish();
    const { page } = keeper;
    await page.goto(`${house.url}/laporan/${LPPD}.2`);
    await page.getByText(/Dinas Kesehatan.* mengoreksi Triwulan IV 2025/).waitFor();
    const served = page.getByRole("grid").last().getByRole("row", { name: ROW }).getByRole("gridcell").nth(1);
    const before = await served.innerText();
    await page.getByRole("button", { name: "Ambil ulang dari laporan SPM Layanan" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("row", { name: ROW }).first().waitFor();
    await dialog.getByRole("button", { name: "Ambil ulang", exact: true }).click();
    await page.getByText("Sumber sudah berubah sejak diambil").waitFor({ state: "detached" });
    await expect.poll(() => served.innerText()).not.toBe(before);
  });

  it("leads from a drawn figure to the report that says how it came about", async () => {
    const { page } = keeper;
    await page.goto(`${house.url}/laporan/${LPPD}.1`);
    await page.getByRole("button", { name: new RegExp(`Jelaskan angka ini: IP-SPM, ${ROW}`) }).click();
    await page
      .getByRole("dialog")
      .getByRole("link", { name: /SPM Layanan Triwulan IV 2025.*versi 1/ })
      .click();
    await page.waitForURL(`**/laporan/${SPM}.1`);
    await heading(page, /SPM Layanan|Standar Pelayanan Minimal/).waitFor();
  });
});
