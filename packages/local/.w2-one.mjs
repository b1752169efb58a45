import { browser, session, shot, BASE } from "./.w2-lib.mjs";
const b = await browser();
const page = await session(b, "pptk.pu.kukar", 1280);
await page.waitForTimeout(1500); await shot(page, "home");
await page.goto(BASE + "/laporan"); await page.waitForTimeout(1500);
console.log(await page.$$eval("a[href*='/laporan/']", (as) => as.map((a) => a.getAttribute("href") + " " + a.textContent.slice(0, 60))));
console.log(page.errors); await shot(page, "list"); await b.close();
