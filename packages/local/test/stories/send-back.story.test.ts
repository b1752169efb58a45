import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "./browser.ts";
import { type RunningHouse, startProduct } from "./house.ts";
import { allSaved, chooseFirstPassword, heading, type Official, official, sheet, shown, type } from "./official.ts";

const REPORT = "RFK April 2026";
const ADDRESS = "/laporan/rfk.2026-04.dinas-pekerjaan-umum.1";
const PLANNING = "1.03.01.2.01.0001";
const LABEL = "Penyusunan Dokumen Perencanaan Perangkat Daerah";
const COORDINATION = "1.03.01.2.01.0006";
const REASON = "Realisasi dokumen perencanaan belum sesuai SP2D bulan April";

let house: RunningHouse;
let browser: Browser;
let pptk: Official;
let former: string;
beforeAll(async () => {
  [house, browser] = await Promise.all([startProduct(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

const openEntry = async ({ page }: Official): Promise<void> => {
  await page.goto(`${house.url}${ADDRESS}`);
  await sheet(page).waitFor();
};

describe("a report that is sent back", () => {
  it("refuses to return it without a reason of ten letters", async () => {
    const { page, close } = await official(browser, house.url, "kabid.pu.kukar");
    await page.goto(`${house.url}/kotak-masuk`);
    await page.getByRole("rowheader", { name: REPORT }).getByRole("link").click();
    await page.getByRole("button", { name: "Kembalikan" }).click();
    const dialog = page.getByRole("dialog", { name: "Kembalikan laporan ini kepada penyusun?" });
    const act = dialog.getByRole("button", { name: "Kembalikan" });
    await dialog.getByLabel("Alasan").fill("Perbaiki");
    expect(await act.isEnabled()).toBe(false);
    await dialog.getByLabel("Alasan").fill(REASON);
    await act.click();
    await page.getByText("Laporan sudah dikembalikan.").waitFor();
    await close();
  });

  it("shows the PPTK who returned it and why, and lets one cell be corrected and sent again", async () => {
    pptk = await official(browser, house.url, "pptk.pu.kukar");
    const { page } = pptk;
    await openEntry(pptk);
    await page.getByText("Dikembalikan oleh Utami Tirtakarsa, S.T., M.T. pada tahap Verifikasi").waitFor();
    await page.getByText(REASON).waitFor();
    former = await shown(page, PLANNING, "keuangan");
    await type(page, PLANNING, "keuangan", "2.300.000,50");
    await allSaved(page);
    await page.getByRole("button", { name: "Kirim", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Kirim laporan ini?" });
    await dialog.getByText("Isi yang akan dikirim").waitFor();
    await dialog.getByRole("button", { name: "Kirim laporan" }).click();
    await page.getByText(/Laporan terkirim pada/).waitFor();
  });

  it("shows the Kabid exactly the changed cell, old and new", async () => {
    const { page, close } = await official(browser, house.url, "kabid.pu.kukar");
    await page.goto(`${house.url}${ADDRESS}/periksa`);
    const changes = page.getByRole("table", { name: "Perubahan sejak pengiriman sebelumnya" });
    await changes.waitFor();
    const [, ...rows] = await changes.getByRole("row").all();
    expect(rows).toHaveLength(1);
    const text = await rows[0]?.innerText();
    expect(former).toMatch(/^[\d.]+,\d\d$/);
    for (const part of [LABEL, "Realisasi keuangan bulan ini", former, "2.300.000,50"]) expect(text).toContain(part);
    await page.getByRole("button", { name: "Kembalikan" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Alasan").fill("Masih satu angka yang perlu diperiksa");
    await dialog.getByRole("button", { name: "Kembalikan" }).click();
    await page.getByText("Laporan sudah dikembalikan.").waitFor();
    await close();
  });
});

describe("two PPTK in one cell", () => {
  it("shows the later one both values with the colleague's name, and keeps the one that was chosen", async () => {
    const colleague = await chooseFirstPassword(browser, house.url, "baru.kukar", "Mahakam-Hulu-7!");
    await Promise.all([openEntry(pptk), openEntry(colleague)]);
    await type(pptk.page, COORDINATION, "keuangan", "1.111.111");
    await allSaved(pptk.page);
    await type(colleague.page, COORDINATION, "keuangan", "2.222.222");
    const dispute = colleague.page.getByRole("group", { name: "Isian bentrok" });
    await dispute.waitFor();
    const text = await dispute.innerText();
    for (const part of ["Rp2.222.222,00", "Rp1.111.111,00", "Fitri Kedangsari"]) expect(text).toContain(part);
    await dispute.getByRole("button", { name: "Pakai punya saya" }).click();
    await allSaved(colleague.page);
    expect(await shown(colleague.page, COORDINATION, "keuangan")).toBe("2.222.222,00");
    await openEntry(pptk);
    expect(await shown(pptk.page, COORDINATION, "keuangan")).toBe("2.222.222,00");
    await colleague.close();
  });

  it("takes the colleague's value when that one is chosen, and loses none silently", async () => {
    const colleague = await official(browser, house.url, "baru.kukar", { password: "Mahakam-Hulu-7!" });
    await Promise.all([openEntry(pptk), openEntry(colleague)]);
    await type(colleague.page, COORDINATION, "fisik", "7,5");
    await allSaved(colleague.page);
    await type(pptk.page, COORDINATION, "fisik", "7,25");
    const dispute = pptk.page.getByRole("group", { name: "Isian bentrok" });
    expect(await dispute.innerText()).toContain("7,25");
    await dispute.getByRole("button", { name: "Pakai punya rekan" }).click();
    await expect.poll(() => shown(pptk.page, COORDINATION, "fisik")).toBe("7,50");
    await heading(pptk.page, REPORT).waitFor();
    await colleague.close();
  });
});
