import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "./browser.ts";
import { apiDesk } from "./desk-api.ts";
import { type RunningHouse, startProduct } from "./house.ts";
import { type Official, official, PHONE } from "./official.ts";

const SCHOOLS = "dinas-pendidikan-dan-kebudayaan";
const INDICATOR = "Angka partisipasi sekolah 7-12 tahun";

let house: RunningHouse;
let browser: Browser;
let planner: Official;
beforeAll(async () => {
  [house, browser] = await Promise.all([startProduct({ tenants: "nunukan" }), launchBrowser()]);
  planner = await official(browser, house.url, "bappeda.nunukan");
});
afterAll(async () => {
  await planner?.close();
  await browser?.close();
  await house?.stop();
});

const recorded = async () => {
  const desk = await apiDesk(house.url, "bappeda.nunukan", "nunukan");
  const { plans } = await desk.call("cascade.plans", {});
  const [plan] = plans;
  if (!plan) throw new Error("no plan in the demonstration");
  const year = String(new Date().getFullYear());
  return desk.call("cascade.targets", { plan: plan.plan, year, part: SCHOOLS });
};

describe("the planner sets the targets of an OPD", () => {
  it("types them like a sheet, is told when quarters do not make the year, and records them with their document", async () => {
    const { page } = planner;
    await page.goto(`${house.url}/sakip?tab=target&bagian=${SCHOOLS}&tahap=pergeseran`);
    await page.getByRole("heading", { name: "Belum ada target pergeseran" }).waitFor();
    const cells = page.getByRole("grid").getByRole("row", { name: INDICATOR }).getByRole("gridcell");
    await cells.nth(1).click();
    for (const typed of ["99", "99,1", "99,2"]) {
      await page.keyboard.type(typed);
      await page.keyboard.press("Tab");
    }
    await page.keyboard.type("98");
    await page.keyboard.press("Enter");
    await page.getByText("triwulan menghasilkan 98, target tahun 99,2 (nilai akhir)").first().waitFor();
    const record = page.getByRole("button", { name: "Catat target pergeseran" });
    expect(await record.isEnabled()).toBe(false);
    await cells.nth(4).click();
    await page.keyboard.type("99,2");
    await page.keyboard.press("Enter");
    await record.click();
    const dialog = page.getByRole("dialog");
    const send = dialog.getByRole("button", { name: "Catat target pergeseran" });
    await dialog.getByLabel("Berlaku mulai").selectOption({ index: 6 });
    await dialog.getByLabel("Dokumen sumber").fill("Renja Pergeseran");
    expect(await send.isEnabled()).toBe(false);
    await dialog.getByLabel("Nomor").fill("7/2026");
    await send.click();
    await page.getByRole("heading", { name: "Target pergeseran", exact: true }).waitFor();
    const { versions, sheets } = await recorded();
    expect(versions.map(({ label }) => label)).toEqual(["Target murni", "Target pergeseran"]);
    expect(versions.at(-1)?.source).toEqual({ document: "Renja Pergeseran", number: "7/2026", date: null });
    expect(sheets.at(-1)?.lines[0]?.quarters).toEqual(["99", "99.1", "99.2", "99.2"]);
  });

  it("finds the stage before locked with the reason, and the same on a phone", async () => {
    const { page } = planner;
    await page.setViewportSize(PHONE);
    await page.getByRole("tab", { name: "Murni" }).click();
    await page.getByRole("heading", { name: "Target murni", exact: true }).waitFor();
    expect(await page.getByRole("button", { name: "Catat perbaikan" }).isEnabled()).toBe(false);
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  });
});
