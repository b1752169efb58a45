// Installs the pinned packages when they are missing or the lock file changed. Plain JavaScript on purpose:
// it must run on the Node that the machine has (20 or newer) before anything is installed. Everything after it
// runs on the Node that Lambda runs, which comes with the packages.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const PNPM = "pnpm@10.34.9"; // 11 needs Node 22; 12 fails with a frozen lock file
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const stampFile = join(root, "node_modules/.selaras-setup");
const lock = readFileSync(join(root, "pnpm-lock.yaml"));
const stamp = createHash("sha256").update(lock).digest("hex");
const installed = existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp;

if (!installed) {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 20) {
    console.error(`Selaras membutuhkan Node 20 atau lebih baru; yang terpasang ${process.versions.node}.`);
    process.exit(1);
  }
  console.error("Menyiapkan paket (sekali saja, beberapa detik) ...");
  const args = ["--yes", PNPM, "install", "--frozen-lockfile", "--reporter=append-only", "--loglevel=warn"];
  const run = spawnSync("npx", args, { cwd: root, stdio: ["inherit", 2, 2], env: { ...process.env, CI: "true" } });
  if (run.status !== 0) {
    console.error(
      "Pemasangan paket gagal. Periksa sambungan ke registri npm, lalu jalankan perintah yang sama sekali lagi.",
    );
    process.exit(run.status ?? 1);
  }
  // pnpm puts a shell script before every program. Before Node it would swallow signals (Ctrl-C, kill) that are meant
  // for the product, so the name leads to the program itself.
  const program = join(root, `node_modules/node-linux-${process.arch}/bin/node`);
  const name = join(root, "node_modules/.bin/node");
  if (existsSync(program)) {
    rmSync(name, { force: true });
    symlinkSync(program, name);
  }
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}
