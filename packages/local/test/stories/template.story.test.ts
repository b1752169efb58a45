import { fieldIn, largest, rowIn } from "../../../core/test/largest.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "./browser.ts";
import { type ApiDesk, apiDesk } from "./desk-api.ts";
import { type RunningHouse, startProduct } from "./house.ts";
import { type Official, official } from "./official.ts";

const LIST = "/pengaturan/templat";
const TEMPLATE = "layanan-bulanan";
const MAY = `${TEMPLATE}.2026-05.dinas-pekerjaan-umum.1`;

let house: RunningHouse;
let browser: Browser;
let admin: Official;
let second: Official;
let desk: ApiDesk;
beforeAll(async () => {
  [house, browser] = await Promise.all([startProduct({ tenants: "kukar" }), launchBrowser()]);
  desk = await apiDesk(house.url, "admin.kukar", "kukar");
  admin = await official(browser, house.url, "admin.kukar");
  second = await official(browser, house.url, "admin2.kukar");
});
afterAll(async () => {
  await admin?.close();
  await second?.close();
  await browser?.close();
  await house?.stop();
});

const part = (page: Page, name: string) => page.locator(".tp-entry-face").filter({ hasText: name }).click();
const tab = (page: Page, name: string) => page.getByRole("tab", { name }).click();

describe("an admin begins from a starter pack", () => {
  it("has a draft of its own that looks like the real page, and stores nothing of what is typed there", async () => {
    const { page } = admin;
    await page.goto(`${house.url}${LIST}`);
    await page.getByRole("button", { name: "Templat baru" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: /Catatan Layanan/ }).check();
    await dialog.getByLabel("Kode templat").fill("layanan-coba");
    await dialog.getByRole("button", { name: "Buat konsep" }).click();
    await page.getByRole("navigation", { name: "Isi templat" }).waitFor();
    await tab(page, "Pratinjau");
    await page.getByLabel("Pengaduan masuk").first().fill("8");
    await page.getByLabel("Pengaduan selesai").first().fill("6");
    await page.keyboard.press("Tab");
    await page.getByText("75,00 %").first().waitFor();
    await tab(page, "Ringkasan");
    await page.getByText(/Laporan ini diisi.*setiap bulan/).waitFor();
    const { drafts } = await desk.call("template.drafts", {});
    expect(drafts.map((draft) => [draft.template, draft.rev])).toEqual([["layanan-coba", 1]]);
  });
});

describe("an admin asks for a date", () => {
  it("types it as people write it or picks it, and sees at once what is no day", async () => {
    const { page } = admin;
    await page.goto(`${house.url}${LIST}/layanan-coba/konsep`);
    await part(page, "Layanan dan pengaduan");
    await page.getByRole("button", { name: "Tambah isian" }).click();
    const open = page.locator(".tp-member.tp-open");
    await open.getByLabel("Label").fill("Tanggal inspeksi");
    await open.getByLabel("Jenis", { exact: true }).selectOption("date");
    expect(await open.getByLabel("Antarunit").count()).toBe(0);
    await page.getByRole("button", { name: "Tambah hitungan" }).click();
    await open.last().getByLabel("Label").fill("Hari sejak inspeksi");
    await open.last().getByLabel("Hasilnya").selectOption("number");
    await open.last().getByLabel("Rumus", { exact: true }).fill("hari_antara(tanggal_inspeksi, akhir_periode())");
    await open.last().getByText("Rumus dapat dibaca.").waitFor();
    await tab(page, "Pratinjau");
    const date = page.getByRole("textbox", { name: "Tanggal inspeksi", exact: true });
    const shown = () => date.inputValue();
    await date.fill("31/02/2026");
    await page.keyboard.press("Tab");
    await page.getByText("Tanggal 31 Februari 2026 tidak ada.").waitFor();
    await date.fill("28-1-2026");
    await page.keyboard.press("Tab");
    await expect.poll(shown).toBe("28 Januari 2026");
    // The example is of January: three days are left.
    await page.getByText("3,00").first().waitFor();
    const calendar = page.getByLabel("Pilih dari kalender: Tanggal inspeksi");
    expect(await calendar.inputValue()).toBe("2026-01-28");
    await calendar.fill("2026-01-30");
    await expect.poll(shown).toBe("30 Januari 2026");
  });
});

describe("an admin changes a template that is in force", () => {
  it("adds a formula with completion, sees the fault where it stands, and cannot release it alone", async () => {
    const { page } = admin;
    await page.goto(`${house.url}${LIST}`);
    await page.getByRole("button", { name: "Buat dari versi 1: Catatan Layanan" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Buat konsep" }).click();
    await part(page, "Layanan dan pengaduan");
    await page.getByRole("button", { name: "Tambah hitungan" }).click();
    const open = page.locator(".tp-member.tp-open");
    await open.getByLabel("Label").fill("Pengaduan tersisa");
    await open.getByLabel("Hasilnya").selectOption("number");
    const formula = open.getByLabel("Rumus", { exact: true });
    await formula.click();
    await page.keyboard.type("pengaduan_m");
    await open.getByRole("option").first().waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type(" - pengaduan_sls");
    await open.getByText('Isian "pengaduan_sls" tidak dikenal.').waitFor();
    expect(await open.locator(".tp-fault").innerText()).toBe("pengaduan_sls");
    await formula.fill("pengaduan_masuk - pengaduan_selesai");
    await open.getByText("Rumus dapat dibaca.").waitFor();
    await page.getByRole("button", { name: "Simpan", exact: true }).click();
    await page.getByText("Konsep tersimpan.").waitFor();
    await tab(page, "Uji coba dan terbit");
    await page
      .getByText(/Versi templat diterbitkan oleh orang kedua/)
      .filter({ visible: true })
      .first()
      .waitFor();
    expect(await page.getByRole("button", { name: "Terbitkan" }).isEnabled()).toBe(false);
  });

  it("is told who else saved the same part, keeps both contents in sight, and chooses", async () => {
    const { page } = admin;
    await tab(page, "Susun");
    await part(page, "Layanan dan pengaduan");
    const { definition, parts } = await desk.call("template.draft", { template: TEMPLATE });
    const other = await apiDesk(house.url, "admin2.kukar", "kukar");
    const section = definition.sections.find((each) => each["id"] === "layanan");
    const rev = parts["layanan"]?.rev ?? 0;
    const sections = [{ id: "layanan", rev, content: { ...section, label: "Layanan mereka" } }];
    await other.call("template.saveDraft", { template: TEMPLATE, sections });
    await page.getByLabel("Judul bagian").fill("Layanan saya");
    await page.getByRole("button", { name: "Simpan", exact: true }).click();
    await page.getByText("Bagian ini diubah dua orang").waitFor();
    await page.getByText("Layanan mereka").first().waitFor();
    await page.getByRole("button", { name: "Pakai isi saya" }).click();
    await page.getByRole("button", { name: "Simpan", exact: true }).click();
    const label = async () =>
      (await desk.call("template.draft", { template: TEMPLATE })).definition.sections[0]?.["label"];
    await expect.poll(label).toBe("Layanan saya");
  });
});

describe("an admin lays the version out for paper", () => {
  it("by keyboard, is told what is not right yet, and sees the PDF that comes of it", async () => {
    const { page } = admin;
    await tab(page, "Cetak");
    await page.getByLabel("Baris judul").fill("Catatan layanan\nTahun anggaran 2026");
    await page.keyboard.press("Tab");
    await page.getByRole("checkbox", { name: /Kop surat/ }).press("Space");
    await page.getByRole("button", { name: "Tambah blok" }).press("Enter");
    const block = page.getByRole("group", { name: "Blok 2" });
    await block.getByLabel("Siapa").selectOption("by-hand");
    const make = page.getByRole("button", { name: "Simpan dan buat pratinjau" });
    await page.getByText("Blok tanda tangan basah memerlukan nama jabatan.").first().waitFor();
    expect(await make.isEnabled()).toBe(false);
    await block.getByLabel(/^Jabatan/).fill("Bupati Kutai Kartanegara");
    await page.getByRole("radio", { name: "A4" }).press("Space");
    await make.press("Enter");
    await page.getByTitle("Pratinjau PDF tata cetak").waitFor();
    const { exports: files } = await desk.call("export.list", {});
    const [made] = files;
    expect(made).toMatchObject({ state: "ready", wanted: { kind: "specimen", template: TEMPLATE, paper: "A4" } });
    const { url } = await desk.call("export.open", { id: made?.id ?? "" });
    expect((await (await fetch(url)).text()).startsWith("%PDF-")).toBe(true);
    const { definition } = await desk.call("template.draft", { template: TEMPLATE });
    expect(definition["print"]).toEqual({
      orientation: "portrait",
      title: ["Catatan layanan", "Tahun anggaran 2026"],
      letterhead: false,
      signers: [
        { side: "right", who: "signer" },
        { side: "left", who: "by-hand", above: "Mengetahui,", post: "Bupati Kutai Kartanegara" },
      ],
    });
    await tab(page, "Uji coba dan terbit");
    await page.getByText("blok tanda tangan").first().waitFor();
  });
});

describe("a second person", () => {
  it("looks through the changes and releases the version from a period on", async () => {
    const { page } = second;
    await page.goto(`${house.url}${LIST}/${TEMPLATE}/konsep?lihat=terbit`);
    await page.getByText("Pengaduan tersisa").first().waitFor();
    await page.getByRole("button", { name: "Terbitkan" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Berlaku mulai").selectOption("2026-05");
    await dialog.getByRole("button", { name: "Terbitkan" }).click();
    await page.getByText("Versi 2 terbit.").waitFor();
    await page.getByRole("tab", { name: "Laporan berjalan", selected: true }).waitFor();
    await page.getByText("versi 1, dapat pindah ke versi 2").first().waitFor();
  });

  it("leaves the draft of an author to its author, who sees what the move means and the new figure after it", async () => {
    const { page, close } = await official(browser, house.url, "pptk.pu.kukar");
    await page.goto(`${house.url}/laporan/${MAY}`);
    await page.getByText("Versi 2 templat ini sudah berlaku").waitFor();
    expect(await page.getByText("Pengaduan tersisa").count()).toBe(0);
    await page.getByRole("button", { name: "Lihat akibatnya" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Versi 1 ke versi 2.").waitFor();
    await dialog.getByRole("button", { name: "Pindahkan" }).click();
    await page.getByText("Pengaduan tersisa").first().waitFor();
    await page.getByLabel("Pengaduan masuk").first().fill("8");
    await page.getByLabel("Pengaduan selesai").first().fill("6");
    await page.keyboard.press("Tab");
    const computed = page.getByRole("listitem").filter({ hasText: "Pengaduan tersisa" });
    await computed.getByText(/^2,00$/).waitFor();
    await close();
  });
});

describe("the largest template that the bounds allow", () => {
  const template = "raksasa";
  const unit = "dinas-pekerjaan-umum";

  it("is worked on and looked at in the designer, with 5,000 fields behind it", async () => {
    const { frame, sections } = largest(template);
    await desk.call("template.copy", { template, name: "Raksasa", from: { kind: "blank" } });
    const content = sections.map((each) => ({ id: each.id, rev: 0, content: each }));
    await desk.call("template.saveDraft", { template, frame: { rev: 1, content: frame }, sections: content });
    const { page } = admin;
    await page.goto(`${house.url}${LIST}/${template}/konsep`);
    await part(page, "Bagian 17");
    await page.getByLabel("Judul bagian").fill("Bagian tujuh belas");
    await page.getByRole("button", { name: "Simpan", exact: true }).click();
    await page.getByText("Konsep tersimpan.").waitFor();
    await tab(page, "Pratinjau");
    await page.getByRole("grid").first().waitFor();
    const { definition } = await desk.call("template.draft", { template });
    expect(definition.sections[17]).toEqual({ ...sections[17], label: "Bagian tujuh belas" });
  });

  it("is filled by an OPD: its report opens, a cell far below is saved, and what lacks is counted", async () => {
    const other = await apiDesk(house.url, "admin2.kukar", "kukar");
    const { rev } = await other.call("template.preview", { template });
    const chain = { id: "tiga-tingkat", n: 1 };
    const offer = { authors: true, decline: true };
    await other.call("template.release", { template, rev, effectiveFrom: "2026-05", chain, offer });
    const window = { template, period: "2026-05", opensOn: "2026-05-01", dueOn: "2026-06-10", lockOn: "2026-06-20" };
    const bappeda = await apiDesk(house.url, "bappeda.kukar", "kukar");
    await bappeda.call("calendar.plan", { template, year: "2026", windows: [{ ...window, rev: 1 }] });
    const assignments = [{ template, unit, from: "2026-05", until: null }];
    await desk.call("template.assign", { template, assignments });
    // The period is open: the report comes by itself as soon as calendar and units stand.
    const id = `${template}.2026-05.${unit}.1`;
    await fetch(`${house.url}/__local/settled`);
    expect((await bappeda.ask("report.view", { id })).status).toBe(200);
    const { page, close } = await official(browser, house.url, "pptk.pu.kukar");
    await page.goto(`${house.url}/laporan/${id}`);
    const bar = page.locator("[data-lower-edge]");
    await bar.getByText("0 dari 2000 isian wajib").waitFor();
    // By place, not by role: names of roles are worked out for every one of ten thousand cells.
    const last = page.locator("section.r-section").last();
    await last.scrollIntoViewIfNeeded();
    await last.locator('[data-row="0"][data-column="0"]').click();
    await page.keyboard.type("12");
    await page.keyboard.press("Enter");
    await bar.getByText(/Semua isian tersimpan/).waitFor();
    await bar.getByText("1 dari 2000 isian wajib").waitFor();
    const { rows } = await bappeda.call("report.view", { id });
    expect(rows.find((row) => row.rowKey === rowIn(59, 0))?.cells[fieldIn(59)]?.v).toBe("12");
    await close();
  });
});
