import { chromium } from "playwright-core"; import sp, { inflate, setupLambdaEnvironment } from "@sparticuz/chromium";
import { execFileSync } from "node:child_process"; import path from "node:path"; import { createRequire } from "node:module"; import fs from "node:fs";
process.env.TMPDIR = "/tmp/w2/chromium"; fs.mkdirSync(process.env.TMPDIR, { recursive: true });
const require = createRequire(import.meta.url);
export const BASE = "http://localhost:3471";
export async function browser() {
  const exe = await sp.executablePath();
  const missing = execFileSync("sh", ["-c", `ldd ${exe} | grep -c 'not found' || true`]).toString().trim();
  if (+missing > 0) { const bin = path.join(path.dirname(require.resolve("@sparticuz/chromium")), "../../bin"); const found = [bin, path.join(path.dirname(require.resolve("@sparticuz/chromium")), "../bin"), path.join(path.dirname(require.resolve("@sparticuz/chromium")), "../../../bin")].find((b) => fs.existsSync(path.join(b, "al2023.tar.br"))); await inflate(path.join(found, "al2023.tar.br")); setupLambdaEnvironment(path.join(process.env.TMPDIR, "al2023/lib")); process.env.LD_LIBRARY_PATH = path.join(process.env.TMPDIR, "al2023/lib"); }
  return chromium.launch({ executablePath: exe, args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"] });
}
export async function session(b, user, width) {
  const ctx = await b.newContext({ viewport: { width, height: width < 500 ? 740 : 800 }, locale: "id-ID", timezoneId: "Asia/Makassar", acceptDownloads: true, serviceWorkers: "block" });
  const page = await ctx.newPage(); page.errors = [];
  page.on("pageerror", (e) => { page.errors.push(e.message + (e.stack ?? "").slice(0, 600)); });
  page.on("console", (m) => m.type() === "error" && page.errors.push(m.text()));
  await page.goto(BASE + "/masuk"); await page.waitForSelector("input");
  const inputs = page.locator("input"); await inputs.nth(0).fill(user); await page.locator("input[type=password]").fill("Selaras-2026!"); await page.keyboard.press("Enter");
  await page.waitForURL((u) => !u.pathname.startsWith("/masuk"), { timeout: 20000 });
  return page;
}
export const shot = (page, name, fullPage = true) => page.screenshot({ path: `/tmp/w2/shots/${name}.png`, fullPage });
fs.mkdirSync("/tmp/w2/shots", { recursive: true });
