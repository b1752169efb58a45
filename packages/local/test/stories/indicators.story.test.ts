import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "./browser.ts";
import { apiDesk } from "./desk-api.ts";
import { type RunningHouse, startProduct } from "./house.ts";
import { type Official, official } from "./official.ts";

const SCALE = "Peringkat kinerja Permendagri 86/2017";

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

const versionsOf = async (id: string): Promise<readonly number[]> => {
  const desk = await apiDesk(house.url, "pptk.pu.kukar", "kukar");
  const { scales } = await desk.call("indicator.catalogue", {});
  return scales.filter((each) => each.scale.id === id).map((each) => each.scale.n);
};

describe("the admin keeps the scales of the regency", () => {
  it("sees a gap while typing, cannot save it, and saves the next version once every value has a class", async () => {
    const { page } = admin;
    await page.goto(`${house.url}/pengaturan/capaian?tab=skala`);
    await page.getByRole("button", { name: `Buat versi baru: ${SCALE}`, exact: true }).click();
    const dialog = page.getByRole("dialog");
    const save = dialog.getByRole("button", { name: "Simpan versi 2" });
    await dialog.getByText("Setiap nilai masuk tepat satu kelas.").waitFor();
    await dialog.getByLabel("Nilai bawah").first().fill("92,5");
    await dialog
      .getByText('Celah: nilai mulai 91 dan kurang dari 92,5 tidak masuk kelas mana pun (antara "Tinggi" dan')
      .waitFor();
    expect(await dialog.locator(".i-piece-gap").count()).toBe(1);
    expect(await save.isEnabled()).toBe(false);
    // A number as it is typed elsewhere is refused with what to write instead.
    await dialog.getByLabel("Nilai atas").first().fill("92.5");
    await dialog.getByText("tulis 92,5").first().waitFor();
    await dialog.getByLabel("Nilai atas").first().fill("92,5");
    await dialog.getByText("Setiap nilai masuk tepat satu kelas.").waitFor();
    await save.click();
    await page.getByText(`${SCALE} versi 2 tersimpan.`).waitFor();
    expect(await versionsOf("peringkat-kinerja")).toEqual([1, 2]);
  });

  it("learns that somebody else was first", async () => {
    const { page } = admin;
    await page.getByRole("button", { name: "Buat versi baru: Zona deviasi", exact: true }).click();
    const desk = await apiDesk(house.url, "admin.kukar", "kukar");
    const { scales } = await desk.call("indicator.catalogue", {});
    const zone = scales.find((each) => each.scale.id === "zona-deviasi");
    if (!zone) throw new Error("no scale zona-deviasi");
    await desk.call("indicator.saveScale", { scale: { ...zone.scale, n: 2 } });
    await page.getByRole("dialog").getByRole("button", { name: "Simpan versi 2" }).click();
    await page.getByText(/Versi terbaru sekarang adalah versi 2, disimpan/).waitFor();
  });
});
