import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type BuildOptions, type Metafile } from "esbuild";
import { BANNER, type Built, type Bundled, buildFunction, ENTRIES, leaveOut } from "@selaras/functions/build.ts";
import { ROOT } from "../run.ts";
import { type Measurement, measured, median } from "./measurement.ts";

const FUNCTIONS = Object.keys(ENTRIES) as Bundled[];
const RUNS = 5;
const API_GOAL = 1000;
const IMPORT_GOAL = 1.5;
const HEAVIEST = 8;
const KB = 1000;

const BASIS =
  "Seperti yang dikirim (packages/functions/build.ts): esbuild, ESM, diperkecil, node24, AWS SDK ikut; 1 KB = 1.000 byte, yang dimuat sebelum permintaan pertama.";
const ALL_BASIS =
  "Bersama bagian yang dimuat bila diperlukan: operasi yang jarang, penulis format, klien penyimpanan berkas, pelacak (hanya permintaan yang dilacak), portal.";
const IMPORT_BASIS = `Median ${RUNS} proses Node baru, bergiliran, waktu import bundel.`;
const RATIO_BASIS = `${IMPORT_BASIS} Dibagi bundel "halo" Hono dengan klien SDK yang sama (DynamoDB, S3, penandatangan alamat).`;

const LATER_BASIS =
  "Satu proses Node baru per bagian: fungsi dimuat dahulu, lalu diukur import bagian yang dimuat oleh permintaan pertama yang memerlukannya; yang terlama. Pekerjaan harian (buka, simpan, kirim, verifikasi, tanda tangan) ada sejak awal.";

const LEAN_BASIS = `${IMPORT_BASIS} "Halo" yang sama, dibangun seperti fungsi kita: tanpa pembaca kredensial yang tidak pernah dipakai Lambda.`;

const HELLO = `
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { Hono } from "hono";
import { handle } from "hono/aws-lambda";
const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const files = new S3Client({});
const app = new Hono();
app.get("/", (c) => c.text("halo"));
app.get("/item", async (c) => c.json(await documents.send(new GetCommand({ TableName: "t", Key: { pk: "a" } }))));
app.get("/file", async (c) => c.text(await getSignedUrl(files, new GetObjectCommand({ Bucket: "b", Key: "k" }))));
export const handler = handle(app);
`;

const options = (outfile: string): BuildOptions => ({
  outfile,
  bundle: true,
  minify: true,
  keepNames: true,
  metafile: true,
  platform: "node",
  format: "esm",
  target: "node24",
  mainFields: ["module", "main"],
  banner: { js: BANNER },
  logLevel: "silent",
});

const packageOf = (file: string): string =>
  /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? /packages\/(\w+)\//.exec(file)?.[1] ?? "lain";

/** The packages that weigh most in a bundle, as "name KB". */
export function heaviest(outputs: Metafile["outputs"], most: number): string {
  const weights = new Map<string, number>();
  for (const { inputs } of Object.values(outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      const name = packageOf(file);
      weights.set(name, (weights.get(name) ?? 0) + bytesInOutput);
    }
  }
  const sorted = [...weights].sort((a, b) => b[1] - a[1]).slice(0, most);
  return sorted.map(([name, bytes]) => `${name} ${(bytes / KB).toFixed(0)}`).join(", ");
}

/** Milliseconds that a fresh process needs to import a file, after what stands before it. */
function importTime(file: string, after?: string): number {
  const before = after === undefined ? "" : `await import(${JSON.stringify(after)});`;
  const script = `${before}const began = performance.now(); await import(${JSON.stringify(file)}); process.stdout.write(String(performance.now() - began)); process.exit(0);`;
  const env = { ...process.env, AWS_REGION: "ap-southeast-3" };
  const child = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8", env });
  const time = Number(child.stdout);
  if (child.status !== 0 || !(time > 0)) throw new Error(`${file} could not be imported: ${child.stderr}`);
  return time;
}

/** The part of a function that takes longest of all that are loaded when a request needs them. */
function slowestLater(name: Bundled, { handler }: Built): Measurement {
  const folder = dirname(handler);
  // What several parts share comes with the first of them and is no part of its own.
  const parts = globSync("*.mjs", { cwd: folder }).filter((file) => !/^(index|chunk-)/.test(file));
  const times = parts.map((file) => ({ file, time: importTime(join(folder, file), handler) }));
  const worst = times.reduce((most, each) => (each.time > most.time ? each : most), { file: "-", time: 0 });
  const basis = `${LATER_BASIS} ${parts.length} bagian; terlama di ${name}: ${worst.file.replace(/-\w+\.mjs$/, "")}.`;
  return measured({ name: `import.${name}.susulan`, value: worst.time, unit: "ms", basis });
}

/** The comparison is bundled as anybody would; `lean` leaves out what our own build leaves out. */
async function buildHello(outfile: string, lean: boolean): Promise<void> {
  const stdin = { contents: HELLO, resolveDir: join(ROOT, "packages/functions"), loader: "ts" as const };
  const nodePaths = [join(ROOT, "packages/core/node_modules")];
  await build({ ...options(outfile), stdin, nodePaths, ...(lean ? { plugins: [leaveOut], keepNames: false } : {}) });
}

const packed = (built: Built): number =>
  globSync("*.mjs", { cwd: dirname(built.handler) })
    .map((name) => gzipSync(readFileSync(join(dirname(built.handler), name))).length)
    .reduce((sum, bytes) => sum + bytes, 0) / KB;

function rowsOf(name: Bundled, built: Built, time: number | null, hello: number | null): readonly Measurement[] {
  const top = heaviest(built.metafile.outputs, HEAVIEST);
  const basis = `${BASIS} Terberat di ${name} (KB): ${top}.`;
  const goal = name === "api" ? { goal: API_GOAL } : {};
  const ratio = time === null || hello === null ? null : time / hello;
  return [
    measured({ name: `bundel.${name}`, value: built.first / KB, unit: "KB", basis, ...goal }),
    measured({ name: `bundel.${name}.semua`, value: built.all / KB, unit: "KB", basis: ALL_BASIS }),
    measured({ name: `bundel.${name}.gzip`, value: packed(built), unit: "KB gzip", basis: BASIS }),
    measured({ name: `import.${name}`, value: time, unit: "ms", basis: IMPORT_BASIS }),
    measured({ name: `import.${name}.banding`, value: ratio, unit: "x halo", goal: IMPORT_GOAL, basis: RATIO_BASIS }),
  ];
}

/** Size and import time of every function. */
export async function measureBundles(): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), "selaras-bench-"));
  try {
    const halo = join(folder, "halo.mjs");
    await buildHello(halo, false);
    const leanHalo = join(folder, "halo-ramping.mjs");
    await buildHello(leanHalo, true);
    const built = new Map<Bundled, Built>();
    for (const name of FUNCTIONS) built.set(name, await buildFunction(name, folder));
    const files = new Map<string, string>([...built].map(([name, { handler }]) => [name, handler]));
    files.set("halo", halo);
    files.set("halo-ramping", leanHalo);
    const times = new Map<string, number[]>([...files.keys()].map((name) => [name, []]));
    for (let run = 0; run < RUNS; run += 1) {
      for (const [name, list] of times) list.push(importTime(files.get(name) ?? ""));
    }
    const hello = median(times.get("halo") ?? []);
    const lean = median(times.get("halo-ramping") ?? []);
    const api = median(times.get("api") ?? []);
    return [
      ...[...built].flatMap(([name, each]) => rowsOf(name, each, median(times.get(name) ?? []), hello)),
      ...(["api", "worker"] as const).flatMap((name) => {
        const each = built.get(name);
        return each ? [slowestLater(name, each)] : [];
      }),
      measured({ name: "bundel.halo", value: statSync(halo).size / KB, unit: "KB", basis: BASIS }),
      measured({ name: "import.halo", value: hello, unit: "ms", basis: IMPORT_BASIS }),
      measured({ name: "import.halo-ramping", value: lean, unit: "ms", basis: LEAN_BASIS }),
      measured({
        name: "import.api.banding-ramping",
        value: api === null || lean === null ? null : api / lean,
        unit: "x halo ramping",
        basis: LEAN_BASIS,
      }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
