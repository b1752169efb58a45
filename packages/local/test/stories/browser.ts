import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";

/**
 * A real browser from a package: Chromium as built for Lambda, unpacked once per version into a folder of its own.
 * On a bare machine without its shared libraries it brings them along.
 */
export async function launchBrowser(): Promise<Browser> {
  const require = createRequire(import.meta.url);
  const entry = require.resolve("@sparticuz/chromium");
  const own = join(entry.slice(0, entry.lastIndexOf("chromium/")), "chromium");
  const { version } = JSON.parse(readFileSync(join(own, "package.json"), "utf8")) as { version: string };
  const folder = join(tmpdir(), `selaras-chromium-${version}`);
  mkdirSync(folder, { recursive: true });
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder; // the package unpacks to the temporary folder, whatever version lies there
  try {
    const { default: packed, inflate, setupLambdaEnvironment } = await import("@sparticuz/chromium");
    const executablePath = await packed.executablePath();
    if (lacksLibraries(executablePath)) {
      const bin = join(own, "bin/al2023.tar.br");
      if (existsSync(bin)) await inflate(bin);
      setupLambdaEnvironment(join(folder, "al2023", "lib"));
    }
    // Its default switches turn off CORS and break parallel contexts; these are all a headless run needs.
    return await chromium.launch({
      executablePath,
      args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"],
    });
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
}

function lacksLibraries(program: string): boolean {
  try {
    return execFileSync("ldd", [program], { encoding: "utf8" }).includes("not found");
  } catch {
    return true;
  }
}
