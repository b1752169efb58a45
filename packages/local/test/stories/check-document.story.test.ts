import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "./browser.ts";
import { type ApiDesk, apiDesk } from "./desk-api.ts";
import { type RunningHouse, startProduct } from "./house.ts";
import { heading } from "./official.ts";

/*
 * Somebody holds a report and wants to know whether it is true: on a phone, without an account. Then the report is
 * corrected, and the same person looks again.
 */
const SMALL_PHONE = { width: 360, height: 740 };
const SOCIAL = "/laporan/rfk/2026-03/dinas-sosial";
const WORKS = "/laporan/rfk/2026-03/dinas-pekerjaan-umum";
const REPORT = "rfk.2026-03.dinas-pekerjaan-umum.1";
const WHY = "Angka fisik satu baris keliru disalin dari bulan lalu";

let house: RunningHouse;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  [house, browser] = await Promise.all([startProduct(), launchBrowser()]);
  page = await visitor();
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

async function visitor(options: { readonly javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext({ locale: "id-ID", viewport: SMALL_PHONE, ...options });
  context.setDefaultTimeout(20_000);
  return context.newPage();
}
const at = (path: string, tenant = "kukar"): string => `${house.portal(tenant)}${path}`;
/** Waits until what was done is public, and looks with a browser that has seen nothing yet: pages are kept for a minute. */
async function lookAnew(): Promise<void> {
  await fetch(`${house.url}/__local/settled`);
  await page.context().close();
  page = await visitor();
}

/** Opens a report and, from there, the page of its code; gives the code. */
async function openProof(path: string, on = page): Promise<string> {
  await on.goto(at(path));
  await on.getByRole("link", { name: "Periksa keaslian", exact: true }).click();
  await on.waitForURL("**/v/*");
  return new URL(on.url()).pathname.slice("/v/".length);
}

const printed = async (term: string): Promise<string> =>
  (
    await page
      .locator("dl > div", { has: page.getByText(term, { exact: true }) })
      .locator("dd")
      .innerText()
  ).replace(/\s/g, "");

/** The document as the archive keeps it: the one file whose fingerprint the page shows. */
async function documentShown(): Promise<Buffer> {
  const hash = (await printed("Sidik berkas PDF")).slice(0, 64);
  const archive = join(house.folder, "store/selaras-archive");
  for (const name of readdirSync(archive, { recursive: true, withFileTypes: true })) {
    if (!name.isFile()) continue;
    const bytes = readFileSync(join(name.parentPath, name.name));
    if (createHash("sha256").update(bytes).digest("hex") === hash) return bytes;
  }
  throw new Error(`no file of the archive has the fingerprint ${hash}`);
}

const show = (buffer: Buffer, name = "laporan.pdf"): Promise<void> =>
  page.locator("input[type=file]").setInputFiles({ name, mimeType: "application/pdf", buffer });
const finding = (text: string) => page.getByRole("status").getByText(text, { exact: true });

const TRUE = "Asli, persis sama dengan dokumen yang terbit.";
const CHANGED = "Berkas ini berbeda dari dokumen yang terbit.";

describe("a document in the hands of a citizen", () => {
  it("is proven by its page: who signed it, when, and that it stands", async () => {
    const code = await openProof(SOCIAL);
    await heading(page, "Dokumen ini terbit").waitFor();
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(await page.locator("main").innerText()).toMatch(/Dinas Sosial, Maret 2026, versi 1/);
    expect(await printed("Kode")).toBe(code);
  });

  it("is held against the one that is out without leaving the phone: the true one, and one changed by a single byte", async () => {
    const document = await documentShown();
    const sent: string[] = [];
    page.on("request", (request) => sent.push(request.url()));
    await show(document);
    await finding(TRUE).waitFor();
    const forged = Buffer.from(document);
    forged.writeUInt8(forged.readUInt8(forged.length - 2) ^ 1, forged.length - 2);
    await show(forged);
    await finding(CHANGED).waitFor();
    expect(await finding(TRUE).isVisible()).toBe(false);
    expect(sent).toEqual([]);
    await page.getByRole("link", { name: "Lihat laporan yang terbit" }).click();
    await heading(page, "Dinas Sosial, Maret 2026").waitFor();
  });

  it("leads to the page of its own code when it is shown at another's, or where any may be shown", async () => {
    const code = await openProof(SOCIAL);
    const document = await documentShown();
    await openProof(WORKS);
    await show(document);
    await finding(CHANGED).waitFor();
    await page.getByRole("link", { name: "Periksa berkas ini dengan kodenya sendiri" }).click();
    await page.waitForURL(`**/v/${code}`);
    await finding(TRUE).waitFor();
    // Reloaded, the page remembers nothing of the file.
    await page.reload();
    expect(await finding(TRUE).isVisible()).toBe(false);

    await page.goto(at("/periksa"));
    await show(Buffer.from("%PDF-1.7 tanpa kode"));
    await finding("Di dalam berkas ini tidak ada kode Selaras.").waitFor();
    await show(document);
    await page.waitForURL(`**/v/${code}`);
    await finding(TRUE).waitFor();
  });

  it("can be checked by its typed code without script; a wrong code and another regency's look the same", async () => {
    const code = await openProof(SOCIAL);
    const plain = await visitor({ javaScriptEnabled: false });
    await plain.goto(at("/periksa"));
    await plain.getByLabel("Kode dokumen").fill(code.toLowerCase().replace(/(.{4})/g, "$1 "));
    await plain.getByRole("button", { name: "Periksa", exact: true }).click();
    await heading(plain, "Dokumen ini terbit").waitFor();
    const seen: string[] = [];
    for (const [path, tenant] of [
      [`/v/${code}`, "nunukan"],
      [`/v/${code.slice(0, -1)}`],
      ["/v/x", "bombana"],
    ] as const) {
      await plain.goto(at(path, tenant));
      await heading(plain, "Kode tidak dikenal").waitFor();
      seen.push(await plain.content());
    }
    expect(new Set(seen).size).toBe(1);
    await plain.context().close();
  });
});

describe("a report that is corrected", () => {
  let kepala: ApiDesk;
  let next = "";

  it("says so while the correction is under way, and stands", async () => {
    kepala = await apiDesk(house.url, "kepala.pu.kukar", "kukar");
    const bappeda = await apiDesk(house.url, "bappeda.kukar", "kukar");
    await kepala.call("report.askCorrection", { id: REPORT, reason: WHY });
    const granted = { granted: true, reason: "Dikabulkan, buktinya jelas." };
    next = (await bappeda.call("report.answerCorrection", { id: REPORT, ...granted })).id ?? "";
    await lookAnew();
    await openProof(WORKS);
    await heading(page, "Dokumen ini terbit").waitFor();
    await page.getByText("Koreksi sedang diproses.").waitFor();
  });

  it("comes out as version 2 with what changed and why; the old code says by what it was replaced", async () => {
    const old = await openProof(WORKS);
    const oldDocument = await documentShown();
    const pptk = await apiDesk(house.url, "pptk.pu.kukar", "kukar");
    const kabid = await apiDesk(house.url, "kabid.pu.kukar", "kukar");
    const { rows } = await pptk.call("report.view", { id: next });
    const row = rows.find((each) => each.cells["fisik"]?.s === "value");
    const cell = row?.cells["fisik"];
    if (!row || !cell) throw new Error("no row of March has a physical figure");
    const input = { kind: "value" as const, value: String(Number(cell.v) + 0.25) };
    const change = { id: "k1", rowKey: row.rowKey, field: "fisik", base: cell.n, input, at: new Date().toISOString() };
    await pptk.call("report.save", { id: next, changes: [change] });
    const { stamp } = await pptk.call("report.view", { id: next });
    const { hash } = await pptk.call("report.submit", { id: next, stamp });
    await kabid.call("report.verify", { id: next, hash });
    await kepala.call("report.sign", { id: next, hash });
    await lookAnew();

    await page.goto(at(`/v/${old}`));
    await heading(page, "Dokumen ini digantikan versi 2").waitFor();
    await page.getByText(WHY).waitFor();
    await show(oldDocument);
    await finding(TRUE).waitFor();
    await page.getByRole("link", { name: "Periksa versi 2" }).click();
    await heading(page, "Dokumen ini terbit").waitFor();
    await page.getByText("Versi ini mengoreksi versi 1.").waitFor();

    await page.goto(at(WORKS));
    await page.getByText("Versi 2 mengoreksi versi 1.").waitFor();
    const changes = page.getByRole("region", { name: "Perubahan dari versi 1 ke versi 2" });
    expect(await changes.innerText()).toContain(row.label);
    await page.getByRole("link", { name: "Versi 1", exact: true }).click();
    await page.getByText("Versi 1 sudah digantikan oleh versi 2.").waitFor();
  });
});
