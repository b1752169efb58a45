import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "./browser.ts";
import { apiDesk } from "./desk-api.ts";
import { type RunningHouse, startProduct } from "./house.ts";
import { allSaved, type Official, official, openReport } from "./official.ts";

const TEMPLATE = "spm-layanan";
const PERIOD = "2026-TW1";
const REPORT = `${TEMPLATE}.${PERIOD}.dinas-pekerjaan-umum.1`;
const OWN_FORMULAS = [
  ["IP-SPM", 'berlaku_bila(sasaran_setahun > 0, ip_penerima, "tidak ada sasaran")'],
  ["Kategori", 'kelas("spm-layanan", ip_spm)'],
] as const;

let house: RunningHouse;
let browser: Browser;
let admin: Official;
let second: Official;
beforeAll(async () => {
  [house, browser] = await Promise.all([startProduct({ tenants: "kukar" }), launchBrowser()]);
  admin = await official(browser, house.url, "admin.kukar");
  second = await official(browser, house.url, "admin2.kukar");
});
afterAll(async () => {
  await admin?.close();
  await second?.close();
  await browser?.close();
  await house?.stop();
});

describe("a regency adopts SPM Layanan", () => {
  it("copies the starter pack and adds an indicator of its own with formulas of its own", async () => {
    const { page } = admin;
    await page.goto(`${house.url}/pengaturan/templat`);
    await page.getByRole("button", { name: "Templat baru" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: /Standar Pelayanan Minimal Kabupaten/ }).check();
    await dialog.getByRole("button", { name: "Buat konsep" }).click();
    await page.locator(".tp-entry-face").filter({ hasText: "A. Penerima layanan" }).click();
    await page.getByRole("button", { name: "Tambah baris" }).click();
    const row = page.locator(".tp-member.tp-open");
    await row.getByLabel("Nama baris").fill("Akses internet balai desa");
    await row.getByLabel("Kode").fill("L1");
    await row.getByLabel("Kunci").fill("lokal.internet");
    await row.getByLabel("Kelompok").fill("Pekerjaan Umum");
    await row.getByLabel("Bagian kerja").first().fill("pekerjaan-umum");
    await row.getByLabel("Bidang", { exact: true }).fill("Pekerjaan Umum");
    await row.getByLabel("Pembilang").fill("balai desa yang tersambung");
    await row.getByLabel("Satuan").fill("balai desa");
    await row.getByLabel("Sumber definisi").fill("Peraturan Bupati tentang layanan lokal");
    await row.getByText("Yang lain pada baris ini").click();
    // It has no table of quality: its IP-SPM is that of its recipients alone.
    for (const [name, source] of OWN_FORMULAS) {
      await row.getByLabel("Beri rumus sendiri pada baris ini").selectOption(name);
      await row.getByLabel(`Rumus ${name} pada baris ini`).fill(source);
    }
    await expect.poll(() => row.getByText("Rumus dapat dibaca.").count()).toBe(OWN_FORMULAS.length);
    // Another name for a column: every formula that calls it goes along.
    await page.getByRole("button", { name: /^Terlayani bulan ketiga/ }).click();
    await page.locator(".tp-member.tp-open").getByLabel("Nama dalam rumus").fill("bulan_ketiga");
    await page.keyboard.press("Enter");
    await page.getByText("bulan_1 + bulan_2 + bulan_ketiga", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Simpan", exact: true }).click();
    await page.getByText("Konsep tersimpan.").waitFor();
  });

  it("has it released by a second person, who names the units and the calendar", async () => {
    const { page } = second;
    const dialog = page.getByRole("dialog");
    await page.goto(`${house.url}/pengaturan/templat/${TEMPLATE}/konsep?lihat=terbit`);
    await page.getByRole("button", { name: "Terbitkan" }).click();
    await dialog.getByLabel("Berlaku mulai").selectOption(PERIOD);
    await dialog.getByRole("button", { name: "Terbitkan" }).click();
    await page.getByText("Versi 1 terbit.").waitFor();
    await page.getByRole("button", { name: "Tugaskan unit" }).click();
    await dialog.getByLabel("Sejak").selectOption(PERIOD);
    await dialog.getByRole("checkbox", { name: "pekerjaan-umum" }).check();
    await dialog.getByLabel("Cari unit").fill("Pekerjaan Umum");
    await dialog.getByRole("checkbox", { name: /Dinas Pekerjaan Umum/ }).check();
    await dialog.getByRole("button", { name: "Tugaskan 1 unit" }).click();
    await page.getByText("1 unit ditugasi.").waitFor();
    await page.getByRole("link", { name: "Buka kalender" }).click();
    await page.getByRole("button", { name: "Buat jadwal tahun 2026" }).click();
    // Such as a regency writes that begins late: the first quarter is still open in May.
    for (const date of ["Tenggat", "Kunci"])
      await dialog.getByLabel(`${date}: bulan`).selectOption("2 bulan sesudahnya");
    await dialog.getByLabel("Kunci: tanggal").selectOption("31");
    await dialog.getByRole("button", { name: /Buat jadwal/ }).click();
    await page.getByText("Jadwal tahun 2026 tersimpan.").waitFor();
  });
});

describe("the OPD", () => {
  it("finds the report open, fills the new indicator, sees its class, and how the figure came about", async () => {
    // The period is open already: its reports come as soon as the calendar stands.
    const author = await apiDesk(house.url, "pptk.pu.kukar", "kukar");
    await expect.poll(async () => (await author.ask("report.view", { id: REPORT })).status).toBe(200);
    const { page, close } = await official(browser, house.url, "pptk.pu.kukar");
    await openReport(page, "SPM Layanan Triwulan I 2026");
    const line = page
      .getByRole("grid")
      .first()
      .getByRole("row", { name: /Akses internet balai desa/ });
    await line.getByRole("gridcell").first().click();
    for (const typed of ["193", "60", "70", "41"]) {
      await page.keyboard.type(typed);
      await page.keyboard.press("Tab");
    }
    await allSaved(page);
    await line.getByRole("gridcell").first().click();
    await page.getByRole("button", { name: "Rincian" }).first().click();
    const details = page.getByRole("dialog");
    // (60 + 70 + 41) / 193 = 88,6010 %, in the class from 80 to below 90.
    await details.getByRole("listitem").filter({ hasText: "Kategori" }).getByText("Tuntas Madya").waitFor();
    await details.getByRole("button", { name: "Jelaskan angka ini: IP penerima" }).click();
    const explained = page.getByRole("dialog", { name: "IP penerima: Akses internet balai desa" });
    await explained.getByText("88,60 %").first().waitFor();
    await explained.getByText("Rumus", { exact: true }).waitFor();
    await explained.getByText("Dengan angkanya").waitFor();
    for (const figure of ["171", "193"]) await explained.getByText(figure, { exact: false }).first().waitFor();
    await close();
  });
});
