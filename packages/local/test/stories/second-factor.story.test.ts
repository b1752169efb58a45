import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { totpCode } from "../../src/sign-in/totp.ts";
import { launchBrowser } from "./browser.ts";
import { apiDesk, PASSWORD } from "./desk-api.ts";
import { type RunningHouse, startProduct } from "./house.ts";
import { heading, official, PHONE, typeCredentials } from "./official.ts";

/* An official sets up an authenticator on a phone, signs in with it, and gives it once more before removing it. */

const WHO = "kepala.pu.kukar";
const STEP_MS = 30_000;
let house: RunningHouse;
let browser: Browser;
beforeAll(async () => {
  [house, browser] = await Promise.all([startProduct(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

/** Keeps a picture where somebody asked for them. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env["SELARAS_PICTURES"];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** A code is good once, and those of the steps before and after the present one are accepted: three without waiting. */
const codes = (secret: string): readonly string[] =>
  [-STEP_MS, 0, STEP_MS].map((shift) => totpCode(secret, new Date(Date.now() + shift)));

describe("an authenticator", () => {
  it("is set up, asked for at the next sign-in, and asked for again before it is removed", async () => {
    const { page, close } = await official(browser, house.url, WHO, { viewport: PHONE });
    await page.goto(`${house.url}/akun/keamanan`);
    await page.getByText("Belum dipasang").waitFor();
    await picture(page, "1-off");
    await page.getByRole("button", { name: "Pasang autentikator" }).click();
    await page.getByRole("img", { name: "Kode QR untuk aplikasi autentikator" }).waitFor();
    const secret = ((await page.locator(".k-key").textContent()) ?? "").replace(/\s/g, "");
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    await picture(page, "2-enrol");
    const [first = "", second = "", third = ""] = codes(secret);
    await page.getByLabel("Kode enam angka").fill("000000");
    await page.getByRole("button", { name: "Aktifkan" }).click();
    await page.getByText("Kode tidak cocok").waitFor();
    await page.getByLabel("Kode enam angka").fill(first);
    await page.getByRole("button", { name: "Aktifkan" }).click();
    await page.getByText("Aktif", { exact: true }).waitFor();
    await picture(page, "3-on");

    await page.evaluate<void>("localStorage.clear()");
    await page.goto(`${house.url}/akun/keamanan`);
    await typeCredentials(page, WHO, PASSWORD);
    await page.getByRole("heading", { name: "Kode verifikasi" }).waitFor();
    await picture(page, "4-sign-in");
    await page.getByLabel("Kode").fill(second);
    await page.getByRole("button", { name: "Masuk", exact: true }).click();
    await heading(page, "Keamanan akun").waitFor();

    await page.getByRole("button", { name: "Lepas autentikator" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Lepas autentikator" }).click();
    const dialog = page.getByRole("dialog", { name: "Pastikan ini Anda" });
    await dialog.getByLabel("Kata sandi", { exact: true }).fill(PASSWORD);
    await picture(page, "5-password");
    await page.keyboard.press("Enter");
    await dialog.getByLabel("Kode enam angka").fill(second);
    await dialog.getByRole("button", { name: "Pastikan" }).click();
    // A code that was used is good no more.
    await dialog.getByText("Kode keliru").waitFor();
    await picture(page, "6-code");
    await dialog.getByLabel("Kode enam angka").fill(third);
    await dialog.getByRole("button", { name: "Pastikan" }).click();
    await page.getByText("Belum dipasang").waitFor();
    await close();
  });
});

describe("a regency that asks for it at every signature", () => {
  const REPORT = "rfk.2026-04.dinas-pekerjaan-umum.1";

  it("is set by its admin; a head without an authenticator is led to it, comes back and signs", async () => {
    const admin = await official(browser, house.url, "admin.kukar");
    // On a slow line the button is there before the settings are: who presses it then is not left without an answer.
    await admin.page.route("**/settings/signing", async (route) => {
      if (route.request().method() === "GET")
        await admin.page.getByRole("button", { name: "Ubah", exact: true }).click();
      await route.continue();
    });
    await admin.page.goto(`${house.url}/pengaturan/tanda-tangan`);
    await admin.page.getByLabel("Diminta setiap kali menandatangani").check();
    await admin.page.getByRole("button", { name: "Simpan pengaturan" }).click();
    await admin.page.getByText("Pengaturan tersimpan.").waitFor();
    await admin.page.getByText("Diminta setiap kali menandatangani").waitFor();
    await admin.close();
    const checker = await apiDesk(house.url, "kabid.pu.kukar", "kukar");
    const { tasks } = await checker.call("approval.inbox", {});
    const task = tasks.find((each) => each.reportId === REPORT);
    await checker.call("report.verify", { id: REPORT, hash: task?.hash ?? "", task: task?.taskId });

    const { page, close } = await official(browser, house.url, WHO, {
      viewport: PHONE,
      isMobile: true,
      hasTouch: true,
    });
    const press = async () => {
      await page.goto(`${house.url}/laporan/${REPORT}/tanda-tangan`);
      await page.getByRole("button", { name: "Tanda tangani", exact: true }).tap();
      await page.getByRole("dialog").getByRole("button", { name: "Tanda tangani", exact: true }).tap();
    };
    await press();
    const dialog = page.getByRole("dialog", { name: "Pastikan ini Anda" });
    await dialog.getByLabel("Kata sandi", { exact: true }).fill(PASSWORD);
    await dialog.getByRole("button", { name: "Lanjutkan" }).tap();
    await dialog.getByText("Akun Anda belum memiliki autentikator").waitFor();
    await picture(page, "7-sign-none");
    expect((await checker.call("report.view", { id: REPORT })).state).toBe("in_review");
    await dialog.getByRole("link", { name: "Buka Keamanan akun" }).tap();
    await page.getByRole("button", { name: "Pasang autentikator" }).tap();
    const secret = ((await page.locator(".k-key").textContent()) ?? "").replace(/\s/g, "");
    const [first = ""] = codes(secret);
    await page.getByLabel("Kode enam angka").fill(first);
    await page.getByRole("button", { name: "Aktifkan" }).tap();
    await page.getByText("Aktif", { exact: true }).waitFor();
    await press();
    await page.getByText("Laporan terbit", { exact: true }).first().waitFor();
    await close();
  });
});
