import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "./browser.ts";
import { type ApiDesk, apiDesk } from "./desk-api.ts";
import { type RunningHouse, startProduct } from "./house.ts";
import { heading, type Official, official } from "./official.ts";

const CHAIN = "tiga-tingkat";
const LIST = "/pengaturan/rantai";
const APRIL = "rfk.2026-04.dinas-pekerjaan-umum.1";

let house: RunningHouse;
let browser: Browser;
let admin: Official;
let desk: ApiDesk;
let before: readonly string[];
beforeAll(async () => {
  [house, browser] = await Promise.all([startProduct(), launchBrowser()]);
  desk = await apiDesk(house.url, "admin.kukar", "kukar");
  admin = await official(browser, house.url, "admin.kukar");
  before = await runningOn("1");
});
afterAll(async () => {
  await admin?.close();
  await browser?.close();
  await house?.stop();
});

/** Reports that run on a version of the three tiers. */
async function runningOn(version: string): Promise<readonly string[]> {
  const { reports } = await desk.call("approval.running", { chain: CHAIN, version });
  return reports.map((report) => report.id);
}
const steps = (page: Page): Promise<readonly string[]> => page.locator(".c-label").allInnerTexts();
const tab = (page: Page, name: string) => page.getByRole("tab", { name }).click();

describe("the admin draws the next version of a chain", () => {
  it("starts from the version in force, and changes nothing of it", async () => {
    const { page } = admin;
    await page.goto(`${house.url}${LIST}/${CHAIN}/1`);
    await page.getByRole("button", { name: "Ubah", exact: true }).click();
    await page.getByRole("button", { name: "Simpan konsep" }).waitFor();
    await page.getByText("Versi 2 · Konsep").waitFor();
    expect(await steps(page)).toEqual(["Verifikasi", "Tanda tangan"]);
  });

  it("adds a step beside the first that runs only in December, and sees at once what cannot be read", async () => {
    const { page } = admin;
    await page.getByRole("button", { name: "Tambah langkah di sini (2)" }).click();
    await page.getByLabel("Nama langkah").fill("Telaah Bappeda");
    await page.getByLabel("Jabatan", { exact: true }).selectOption("bappeda");
    await page.getByRole("radio", { name: "Seluruh daerah" }).check();
    await page.getByLabel("Berjalan bersamaan dengan langkah di atasnya").check();
    await page
      .getByRole("group", { name: "Berjalan bersamaan" })
      .getByRole("button", { name: "Telaah Bappeda" })
      .first()
      .waitFor();
    await page.getByText("Kapan langkah ini berlaku").click();
    await page.getByLabel("Syarat", { exact: true }).fill("bulan =");
    await page.locator(".c-problem").first().waitFor();
    expect(await page.getByRole("button", { name: "Terbitkan", exact: true }).isEnabled()).toBe(false);
    await page.getByLabel("Syarat", { exact: true }).fill("bulan == 12");
    await page.getByText("Syarat dapat dibaca.").waitFor();
    expect(await page.locator(".c-problem").count()).toBe(0);
  });

  it("undoes and moves by keyboard", async () => {
    const { page } = admin;
    await page.getByRole("button", { name: "Buka pengaturan langkah Tanda tangan" }).focus();
    await page.keyboard.press("Alt+ArrowUp");
    expect(await steps(page)).toEqual(["Verifikasi", "Tanda tangan", "Telaah Bappeda"]);
    await page.keyboard.press("Control+z");
    expect(await steps(page)).toEqual(["Verifikasi", "Telaah Bappeda", "Tanda tangan"]);
  });

  it("tries it out for a dinas: names, and the step that December alone asks", async () => {
    const { page } = admin;
    await tab(page, "Coba rantai");
    await page.getByLabel("Unit pelapor").selectOption("dinas-pekerjaan-umum");
    await page.getByLabel("bulan", { exact: true }).fill("5");
    await page.getByRole("button", { name: "Coba", exact: true }).click();
    const result = page.getByRole("region", { name: /^Dinas Pekerjaan Umum, tiba / });
    await result.getByText("Utami Tirtakarsa, S.T., M.T.").waitFor();
    await result.getByText("Dr. Ir. Nanang Purunjaya, M.Eng.").waitFor();
    await result.getByText("Dilewati: syarat tidak terpenuhi").waitFor();
    await page.getByLabel("bulan", { exact: true }).fill("12");
    await page.getByRole("button", { name: "Coba", exact: true }).click();
    await result.getByText("Nining Kedangsari, S.Sos.").waitFor();
    await tab(page, "Celah");
    await page.getByRole("button", { name: "Periksa hari ini" }).click();
    await page.getByText(/Semua \d+ unit lengkap/).waitFor();
  });

  it("publishes version 2 after seeing what differs; running reports stay on version 1", async () => {
    const { page } = admin;
    await page.getByRole("button", { name: "Terbitkan", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Perbedaan dengan versi 1").waitFor();
    await dialog.getByText("Telaah Bappeda").first().waitFor();
    await dialog.getByRole("button", { name: "Terbitkan" }).click();
    await page.getByText("Versi 2 · Berlaku").waitFor();
    expect(before.length).toBeGreaterThan(0);
    expect([await runningOn("1"), await runningOn("2")]).toEqual([before, []]);
    await page.goto(`${house.url}${LIST}`);
    await heading(page, "Rantai persetujuan").waitFor();
    await page.getByText("Versi 1 · Berjalan sampai habis").waitFor();
  });

  it("is told which reports keep an old version from being retired, and moves one after seeing what it means", async () => {
    const { page } = admin;
    await page.getByRole("button", { name: "Pensiunkan: Versi 1" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Pensiunkan" }).click();
    await dialog.getByText(`masih dijalani ${before.length} laporan`).waitFor();
    await dialog.getByRole("button", { name: "Batal" }).click();
    await page.goto(`${house.url}${LIST}/${CHAIN}/1`);
    await tab(page, "Laporan");
    await page.getByLabel("RFK April 2026, Dinas Pekerjaan Umum").check();
    await page.getByRole("button", { name: "Lihat akibatnya" }).click();
    await page.getByText(/Berlanjut pada Verifikasi|Mulai lagi dari Verifikasi/).waitFor();
    await page.getByRole("button", { name: "Pindahkan", exact: true }).click();
    await page.getByText("1 laporan dipindahkan.").waitFor();
    expect(await runningOn("2")).toEqual([APRIL]);
  });
});

describe("a chain, read by others", () => {
  it("shows a Kabid the picture and the names, and offers no change", async () => {
    const { page, close } = await official(browser, house.url, "kabid.pu.kukar");
    await page.goto(`${house.url}${LIST}/${CHAIN}/2`);
    await page.getByText("Versi 2 · Berlaku").waitFor();
    expect(await page.getByRole("button", { name: "Ubah", exact: true }).isEnabled()).toBe(false);
    expect(await page.getByRole("button", { name: /^Tambah langkah/ }).count()).toBe(0);
    await page.goto(`${house.url}${LIST}/${CHAIN}/konsep`);
    await page.getByText("Tidak ditemukan").first().waitFor();
    await close();
  });
});
