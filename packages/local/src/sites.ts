import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export const HOUSE_ROOT = join(import.meta.dirname, "../../..");

/** What each site is built from; a change in any of these files builds it anew. */
const SITES = {
  web: {
    inputs: ["web", "ui", "core", "functions"],
    command: ["vite", "build", "--logLevel", "warn"],
    made: "dist/index.html",
  },
  portal: { inputs: ["portal", "ui", "core"], command: ["node", "build.ts"], made: "dist/server/portal.js" },
} as const;
export type Site = keyof typeof SITES;
export const siteNames = Object.keys(SITES) as readonly Site[];

function stampOf(site: Site): string {
  const hash = createHash("sha256");
  for (const input of SITES[site].inputs) {
    const folder = join(HOUSE_ROOT, "packages", input);
    const files = globSync("{src,public}/**/*.{ts,tsx,css,svg,json,png,woff2,webmanifest}", { cwd: folder }).concat(
      globSync("{package.json,vite.config.ts,build.ts,index.html}", { cwd: folder }),
    );
    for (const file of files.filter((name) => !name.includes(".test.")).sort()) {
      hash.update(file).update(readFileSync(join(folder, file)));
    }
  }
  return hash.digest("hex");
}

function run(command: readonly string[], cwd: string): Promise<void> {
  const [program, ...args] = command;
  const bin = join(HOUSE_ROOT, "node_modules/.bin");
  // Whoever starts us may run under another NODE_ENV (a test does); what is served is always the finished site.
  const env = {
    ...process.env,
    NODE_ENV: "production",
    PATH: `${join(cwd, "node_modules/.bin")}:${bin}:${process.env["PATH"] ?? ""}`,
  };
  return new Promise((resolve, reject) => {
    const child = spawn(program ?? "", args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const said: Buffer[] = [];
    child.stdout.on("data", (piece: Buffer) => said.push(piece));
    child.stderr.on("data", (piece: Buffer) => said.push(piece));
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`Gagal membangun ${cwd}:\n${Buffer.concat(said).toString()}`)),
    );
  });
}

/** Builds a site unless what stands was built from the same files. Says whether it was built. */
export async function buildSite(site: Site): Promise<boolean> {
  const folder = join(HOUSE_ROOT, "packages", site);
  const stampFile = join(folder, "dist/.stamp");
  const stamp = stampOf(site);
  if (existsSync(join(folder, SITES[site].made)) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp)
    return false;
  await run(SITES[site].command, folder);
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
  return true;
}
