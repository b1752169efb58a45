import { execFile } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOUSE_ROOT } from "../../src/sites.ts";
import { launchBrowser } from "./browser.ts";
import { answersInPage } from "./vectors/answers.ts";

let browser: Browser;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "selaras-vektor-"));
  const program = join(HOUSE_ROOT, "node_modules/.bin/vite");
  const args = ["build", "--outDir", folder, "--emptyOutDir", "--logLevel", "warn", "--config", "vite.config.ts"];
  const env = { ...process.env, NODE_ENV: "production" };
  const built = promisify(execFile)(program, args, { cwd: join(import.meta.dirname, "vectors"), env });
  [browser] = await Promise.all([launchBrowser(), built]);
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("the golden vectors", () => {
  it("give in a browser, built as the site is, the same answers as in Node to the last digit", async () => {
    const [script = ""] = globSync("assets/*.js", { cwd: folder });
    const page = await browser.newPage();
    await page.setContent("<!doctype html><body></body>");
    await page.addScriptTag({ content: readFileSync(join(folder, script), "utf8"), type: "module" });
    await page.waitForFunction("globalThis.answers !== undefined");
    const inPage: unknown = JSON.parse(await page.evaluate<string>("globalThis.answers"));
    const here = answersInPage();
    expect(here.length).toBeGreaterThanOrEqual(220);
    expect(inPage).toEqual(here);
    expect(here.filter(([, , differs]) => differs !== null)).toEqual([]);
  });
});
