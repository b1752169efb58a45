import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { totpCode } from "../../src/sign-in/totp.ts";
import { launchBrowser } from "./browser.ts";
import { PASSWORD } from "./desk-api.ts";
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
