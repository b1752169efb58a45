import type { Browser, BrowserContextOptions, Locator, Page, Request } from "playwright-core";
import { PASSWORD } from "./desk-api.ts";

export const DESK = { width: 1366, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** A person with a browser of their own. */
export type Official = { readonly page: Page; readonly close: () => Promise<void> };

/** Opens a browser of its own, types name and password, and waits until the own home page stands. */
export async function official(
  browser: Browser,
  url: string,
  username: string,
  options: BrowserContextOptions & { password?: string; heard?: (request: Request) => void } = {},
): Promise<Official> {
  const { password, heard, ...context } = options;
  const own = await browser.newContext({ locale: "id-ID", timezoneId: "Asia/Makassar", viewport: DESK, ...context });
  own.setDefaultTimeout(20_000);
  if (heard) own.on("request", heard);
  const page = await own.newPage();
  await page.goto(url);
  await typeCredentials(page, username, password ?? PASSWORD);
  await heading(page, /Selamat bekerja|Pilih daerah/).waitFor();
  return { page, close: () => own.close() };
}

/** Fills the sign-in form and presses "Masuk". */
export async function typeCredentials(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel("Nama pengguna atau surel").fill(username);
  await page.getByLabel("Kata sandi", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Masuk", exact: true }).click();
}

/** The page's only first heading. */
export const heading = (page: Page, name: string | RegExp): Locator => page.getByRole("heading", { level: 1, name });

/** The spreadsheet of a report. */
export const sheet = (page: Page): Locator => page.getByRole("grid");

const COLUMNS = [
  "keuangan",
  "fisik",
  "keluaran",
  "status",
  "kategori",
  "keuanganKumulatif",
  "persen",
  "sisa",
  "fisikKumulatif",
] as const;
export type Column = (typeof COLUMNS)[number];

/** A cell by the code or label of its row and its column. */
export const cell = (page: Page, row: string, column: Column): Locator =>
  sheet(page).getByRole("row", { name: row }).getByRole("gridcell").nth(COLUMNS.indexOf(column));

/** Stands in a cell and types over it, as in a spreadsheet; Enter takes it and goes down. */
export async function type(page: Page, row: string, column: Column, text: string): Promise<void> {
  await cell(page, row, column).click();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

/** What stands in a cell, without the word for how far it has travelled. */
export async function shown(page: Page, row: string, column: Column): Promise<string> {
  const text = await cell(page, row, column).innerText();
  return text.replace(/\s*\b(tersimpan|mengirim|belum terkirim|ditolak|bentrok|terkunci|Ditandai)\b\s*/g, "").trim();
}

/** What a spreadsheet program's paste does in the page; as text, because it runs in the browser. */
const PASTE = `(plain) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", plain);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}`;

/** Pastes text as a spreadsheet program puts it on the clipboard: cells by tab, lines by newline. */
export async function paste(page: Page, text: string): Promise<void> {
  // The keyboard follows the pointer a moment later.
  await page.locator('[role="gridcell"]:focus').waitFor();
  await page.evaluate<void>(`(${PASTE})(${JSON.stringify(text)})`);
}

/** Waits until the server has confirmed every entry of the report. */
export const allSaved = (page: Page): Promise<void> =>
  page
    .getByRole("status")
    .getByText(/Semua isian tersimpan/)
    .waitFor();

/** Opens a report by its entry in "Laporan". */
export async function openReport(page: Page, name: string): Promise<void> {
  await page
    .getByRole("navigation", { name: "Menu utama" })
    .getByRole("link", { name: "Laporan", exact: true })
    .click();
  await page.getByRole("rowheader", { name }).getByRole("link").click();
  await heading(page, name).waitFor();
}

/** Signs in with a temporary password and chooses an own one, as at the very first visit. */
export async function chooseFirstPassword(
  browser: Browser,
  url: string,
  username: string,
  chosen: string,
): Promise<Official> {
  const own = await browser.newContext({ locale: "id-ID", timezoneId: "Asia/Makassar", viewport: DESK });
  own.setDefaultTimeout(20_000);
  const page = await own.newPage();
  await page.goto(url);
  await typeCredentials(page, username, "Sementara-2026!");
  await heading(page, "Buat kata sandi Anda").waitFor();
  await page.getByLabel("Kata sandi baru", { exact: true }).fill(chosen);
  await page.getByLabel("Ulangi kata sandi baru").fill(chosen);
  await page.getByRole("button", { name: "Simpan dan masuk" }).click();
  await heading(page, /Selamat bekerja/).waitFor();
  return { page, close: () => own.close() };
}
