import { browser, session, BASE } from "./.w2-lib.mjs";
const [user, path, width, name, ...ys] = process.argv.slice(2);
const b = await browser(); const w = Number(width);
const page = await session(b, user, w);
await page.goto(BASE + path); await page.waitForSelector("h1"); await page.waitForTimeout(900);
for (const y of ys) { await page.evaluate((y) => scrollTo(0, y), Number(y)); await page.waitForTimeout(300); await page.screenshot({ path: `/tmp/w2/shots/${name}-${y}.png` }); }
console.log(await page.evaluate(() => document.documentElement.scrollHeight), page.errors); await b.close();
