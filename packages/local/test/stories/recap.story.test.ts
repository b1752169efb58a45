import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "./browser.ts";
import { apiDesk } from "./desk-api.ts";
import { type RunningHouse, startProduct } from "./house.ts";
import { heading, type Official, official } from "./official.ts";

/* January to March are published, April is in review: the months of the first quarter add up to what March says. */
let house: RunningHouse;
let browser: Browser;
let admin: Official;
beforeAll(async () => {
  [house, browser] = await Promise.all([startProduct({ tenants: "kukar" }), launchBrowser()]);
  admin = await official(browser, house.url, "admin.kukar");
});
afterAll(async () => {
  await admin?.close();
  await browser?.close();
  await house?.stop();
});

describe("figures put together", () => {
  it("are shown for a quarter and a year, with the periods that are not there", async () => {
    const { page } = admin;
    await page.goto(`${house.url}/angka/rfk/2026-03`);
    await heading(page, "Angka terbit Maret 2026").waitFor();
    await page.getByLabel("Rangkuman").selectOption("triwulan");
    await heading(page, "Angka terbit Triwulan I 2026").waitFor();
    await page.getByText("7 dari 8 OPD, 3 dari 3 periode.").waitFor();
    await page.getByLabel("Rangkuman").selectOption("tahun");
    await heading(page, "Angka terbit Tahun 2026").waitFor();
    await page.getByText("Belum ada: Mei–Desember").first().waitFor();
    // A year with gaps has no green.
    expect(await page.getByText("Hijau").count()).toBe(0);
  });
});

describe("figures that should agree", () => {
  it("are linked by the admin and stand side by side", async () => {
    const { page } = admin;
    await page.goto(`${house.url}/keselarasan?tahun=2026`);
    await page.getByRole("button", { name: "Tambah tautan" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Nama tautan").fill("Belanja April dan pagu");
    const side = (n: number) => dialog.getByRole("group", { name: `Angka ${n}` });
    for (const [n, figure, period] of [
      [1, "Realisasi keuangan s.d. bulan ini", "April"],
      [2, "Pagu", "Maret"],
    ] as const) {
      await side(n).getByLabel("Laporan").selectOption({ label: "RFK" });
      await side(n).getByLabel("Angka").selectOption({ label: figure });
      await side(n).getByLabel("Periode").selectOption({ label: period });
    }
    await dialog.getByRole("button", { name: "Simpan tautan" }).click();
    await page.getByText("Tautan angka tersimpan.").waitFor();
    await page.getByRole("heading", { name: "Belanja April dan pagu" }).waitFor();
    expect(await page.getByText("Beda", { exact: true }).count()).toBeGreaterThan(0);
  });

  it("are told to whoever reviews a report of which one differs", async () => {
    const desk = await apiDesk(house.url, "admin.kukar", "kukar");
    const { units } = await desk.call("rollup.board", { template: "rfk", year: "2026" });
    const inReview = units.flatMap(({ months }) => months["2026-04"] ?? []).find(({ state }) => state === "in_review");
    if (!inReview) throw new Error("no report of April is in review");
    const { page } = admin;
    await page.goto(`${house.url}/laporan/${inReview.report}/periksa`);
    await page.getByText("Angka ini berbeda dengan laporan lain").waitFor();
    await page.getByText(/Belanja April dan pagu: di sini .* RFK, Maret 2026/).waitFor();
  });
});
