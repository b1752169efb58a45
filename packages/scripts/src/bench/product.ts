import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { startEngines } from "@selaras/local/environment.ts";
import { measureActions } from "./actions.ts";
import { prepareTokens, publicPage } from "./calls.ts";
import { measureHistory } from "./history.ts";
import { measureLargest } from "./largest.ts";
import { type Measurement, measured } from "./measurement.ts";
import { measureEntry, measureRoute } from "./routes.ts";
import { APRIL, regency, somebody, travel } from "./world.ts";

const HOME_BASIS =
  "Halaman muka publik yang dirender fungsi publik untuk daerah dengan 60 perangkat daerah dan 11 bulan terbit; 1 KB = 1.000 byte, gzip bawaan.";

/** Everything that is measured on a table in memory: units of writing and reading, times of the functions. */
export const measureProduct = (): Promise<readonly Measurement[]> => onEngines(everyday);

/** The largest template and a report on it, on a table in memory. */
export const measureLargestTemplate = (): Promise<readonly Measurement[]> =>
  onEngines(async () => {
    await regency("besar", { units: ["dinas-pu"], lines: 1, years: [2026] });
    return measureLargest("besar", "dinas-pu");
  });

async function onEngines(measure: () => Promise<readonly Measurement[]>): Promise<readonly Measurement[]> {
  for (const name of ["AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_S3"]) delete process.env[name];
  const folder = mkdtempSync(join(tmpdir(), "selaras-bench-"));
  try {
    return await withEngines(folder, measure);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function withEngines(
  folder: string,
  measure: () => Promise<readonly Measurement[]>,
): Promise<readonly Measurement[]> {
  const usual = process.env["TMPDIR"];
  // The store without a folder of its own takes one below the temporary folder: that must be ours, to be removed.
  process.env["TMPDIR"] = folder;
  const engines = await startEngines();
  if (usual === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = usual;
  try {
    await prepareTokens();
    travel(APRIL);
    return await measure();
  } finally {
    await engines.stop();
  }
}

async function everyday(): Promise<readonly Measurement[]> {
  const tenant = "ukur";
  await regency(tenant, { units: ["dinas-pu", "dinas-kes"], lines: 300, years: [2026] });
  const actions = await measureActions(tenant, "dinas-pu");
  const entry = await measureEntry(tenant, "dinas-kes");
  const history = await measureHistory();
  const kabid = { tenant: history.tenant, who: somebody(history.tenant, "kabid", history.unit) };
  const bappeda = { tenant: history.tenant, who: somebody(history.tenant, "bappeda", "bappeda") };
  const get = (path: string) => () => ({ method: "GET" as const, path });
  const reads = [
    ...(await measureRoute("kotak-masuk", kabid, get("/api/inbox"))),
    ...(await measureRoute("papan", bappeda, get("/api/boards/rfk/2026"))),
    ...(await measureRoute("saya", kabid, get("/api/me"))),
  ];
  const home = gzipSync(await publicPage(history.tenant, "/")).length / 1000;
  const page = measured({ name: "bobot.publik.muka-html", value: home, unit: "KB gzip", basis: HOME_BASIS });
  return [...actions, ...entry, ...reads, ...history.measurements, page];
}
