import { browser, session, shot, BASE } from "./.w2-lib.mjs";
const R = "/laporan/rfk.2026-11.dinas-pekerjaan-umum.1"; const F = "/laporan/layanan-bulanan.2026-11.dinas-pekerjaan-umum.1";
const b = await browser();
const page = await session(b, "pptk.pu.kukar", 1280);
const line = async (l) => console.log(l, "|", (await page.locator(".r-save-line").innerText()).replace(/\n/g, " / "));
const step = process.argv[2];
if (step === "grid") {
  await page.goto(BASE + R); await page.waitForSelector(".sg");
  const cell = (r, c) => page.locator(`[data-row="${r}"][data-column="${c}"]`);
  await cell(0, 0).click(); await page.keyboard.type("2.726.761,5"); await page.keyboard.press("Enter"); await line("typed");
  await page.waitForTimeout(1800); await line("after");
  await page.keyboard.type("1,497.5"); await page.keyboard.press("Enter"); await page.waitForTimeout(200); await shot(page, "g-refuse", false);
  await page.keyboard.press("Escape");
  // offline
  await page.context().setOffline(true); await page.waitForTimeout(200);
  await cell(2, 0).click(); await page.keyboard.type("2271150001"); await page.keyboard.press("Enter"); await page.waitForTimeout(1500); await line("offline"); await page.evaluate(() => scrollTo(0, 0)); await shot(page, "g-offline", false);
  await page.waitForTimeout(4000); await line("offline+4");
  await page.context().setOffline(false); await page.waitForTimeout(6000); await line("online");
  // panel
  await cell(0, 0).click(); await page.getByRole("button", { name: "Rincian", exact: true }).click(); await page.waitForTimeout(600); await shot(page, "g-panel", false);
  const area = page.locator("dialog[open] textarea").first(); await area.fill("Material terlambat karena jalan longsor."); await page.waitForTimeout(1600); await shot(page, "g-panel2", false);
  await page.locator("dialog[open]").getByText("Jelaskan angka ini").first().click(); await page.waitForTimeout(500); await shot(page, "g-explain", false);
  await page.keyboard.press("Escape"); await page.waitForTimeout(200); await page.keyboard.press("Escape"); await page.waitForTimeout(200);
  // nihil with menu
  await cell(1, 2).click(); await page.keyboard.press("Shift+F10"); await page.waitForTimeout(200); await shot(page, "g-menu", false);
}
if (step === "conflict") {
  const other = await session(b, "pptk.pu.kukar", 1280);
  await page.goto(BASE + R); await page.waitForSelector(".sg"); await other.goto(BASE + R); await other.waitForSelector(".sg");
  await other.locator(`[data-row="0"][data-column="0"]`).click(); await other.keyboard.type("2.726.900"); await other.keyboard.press("Enter"); await other.waitForTimeout(1800);
  await page.locator(`[data-row="0"][data-column="0"]`).click(); await page.keyboard.type("2.727.000"); await page.keyboard.press("Enter"); await page.waitForTimeout(1800); await line("conflict");
  await page.evaluate(() => scrollTo(0, 0)); await shot(page, "c-1", false);
  await page.getByRole("button", { name: "Pakai punya saya" }).first().click(); await page.waitForTimeout(1500); await line("mine");
}
if (step === "reload") {
  await page.goto(BASE + R); await page.waitForSelector(".sg"); await page.waitForTimeout(500);
  await page.route("**/api/reports/**", (r) => r.request().method() === "POST" ? r.abort() : r.continue());
  await page.locator(`[data-row="3"][data-column="0"]`).click(); await page.keyboard.type("64.954.999"); await page.keyboard.press("Enter"); await page.waitForTimeout(6000); await line("blocked"); await page.evaluate(() => scrollTo(0, 0)); await shot(page, "r-blocked", false);
  page.on("dialog", (d) => d.accept()); await page.reload(); await page.waitForSelector(".sg"); await page.waitForTimeout(1200); await line("reloaded"); await page.evaluate(() => scrollTo(0, 0)); await shot(page, "r-reloaded", false);
  await page.unroute("**/api/reports/**"); await page.waitForTimeout(9000); await line("unblocked");
}
if (step === "form") {
  await page.goto(BASE + F); await page.waitForSelector("h1"); await page.waitForTimeout(500);
  const field = (l) => page.getByLabel(l, { exact: false }).first();
  await field("Hari layanan").fill("40"); await page.keyboard.press("Tab"); await page.waitForTimeout(1000);
  await field("Pemohon dilayani").fill("1.250"); await page.keyboard.press("Tab");
  await field("Pengaduan masuk").fill("12,5"); await page.keyboard.press("Tab"); await page.waitForTimeout(400); await shot(page, "f-1");
  await field("Pengaduan masuk").fill("12"); await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "Nihil: Pengaduan selesai" }).click(); await page.locator("dialog[open] textarea").fill("Belum ada yang selesai."); await page.locator("dialog[open]").getByRole("button", { name: "Nyatakan" }).click();
  await field("Capaian utama bulan ini").fill("Pelayanan berjalan sesuai jadwal di semua loket."); await page.waitForTimeout(1800); await shot(page, "f-2"); await line("form");
  await field("Hari layanan").fill("21"); await page.keyboard.press("Tab");
  await page.waitForTimeout(1500);
  await page.locator("input[type=file]").first().setInputFiles({ name: "laporan layanan.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4 uji coba " + "x".repeat(50000)) }); await page.waitForTimeout(2500); await shot(page, "f-3");
  await page.getByRole("button", { name: "Kirim", exact: true }).click(); await page.waitForTimeout(1500); await shot(page, "f-submit", false);
  if (process.argv[3] === "send") { await page.getByRole("button", { name: "Kirim laporan" }).click(); await page.waitForTimeout(2500); await shot(page, "f-sent"); }
}
console.log(page.errors); await b.close();
