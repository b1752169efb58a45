import { browser, session, shot, BASE } from "./.w2-lib.mjs";
const b = await browser();
for (const width of [1280, 360]) {
  const page = await session(b, "pptk.pu.kukar", width);
  for (const [name, path] of [["rfk11", "/laporan/rfk.2026-11.dinas-pekerjaan-umum.1"], ["rfk10", "/laporan/rfk.2026-10.dinas-pekerjaan-umum.1"], ["form11", "/laporan/layanan-bulanan.2026-11.dinas-pekerjaan-umum.1"], ["rfk09", "/laporan/rfk.2026-09.dinas-pekerjaan-umum.1"]]) {
    await page.goto(BASE + path); await page.waitForSelector("h1", { timeout: 15000 }).catch(() => console.log("no h1", path)); await page.waitForTimeout(700);
    await shot(page, `${name}-${width}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth); if (wide > width) console.log("WIDE", name, width, wide);
    console.log(name, width, page.errors.splice(0));
  }
}
await b.close();
