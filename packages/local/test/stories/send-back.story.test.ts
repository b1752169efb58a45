import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "./browser.ts";
import { apiDesk } from "./desk-api.ts";
import { type RunningHouse, startProduct } from "./house.ts";
import {
  allSaved,
  cell,
  chooseFirstPassword,
  heading,
  type Official,
  official,
  sheet,
  shown,
  type,
} from "./official.ts";

const REPORT = "RFK April 2026";
const ID = "rfk.2026-04.dinas-pekerjaan-umum.1";
const ADDRESS = `/laporan/${ID}`;
const SMALL_PHONE = { width: 360, height: 740 };
const PLANNING = "1.03.01.2.01.0001";
const LABEL = "Penyusunan Dokumen Perencanaan Perangkat Daerah";
const COORDINATION = "1.03.01.2.01.0006";
const REASON = "Realisasi dokumen perencanaan belum sesuai SP2D bulan April";

let house: RunningHouse;
let browser: Browser;
let pptk: Official;
let former: string;
beforeAll(async () => {
  [house, browser] = await Promise.all([startProduct(), launchBrowser()]);
  await moveToStricterChain();
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

/** From now on a return of this report opens what was marked and nothing else, and a signature waits for an hour. */
async function moveToStricterChain(): Promise<void> {
  const admin = await apiDesk(house.url, "admin.kukar", "kukar");
  const { chain } = await admin.call("approval.chain", { chain: "tiga-tingkat", version: "1" });
  const steps = chain.steps.map((step) => ({ ...step, opens: "flagged" as const }));
  await admin.call("approval.publish", { chain: { ...chain, n: 2, steps, waitingHours: 1 } });
  await admin.call("report.move", { id: ID, to: { id: "tiga-tingkat", n: 2 } });
}

const openEntry = async ({ page }: Official): Promise<void> => {
  await page.goto(`${house.url}${ADDRESS}`);
  await sheet(page).waitFor();
};

describe("a report that is sent back", () => {
  it("refuses to return it without a reason of ten letters", async () => {
    const { page, close } = await official(browser, house.url, "kabid.pu.kukar");
    await page.goto(`${house.url}/kotak-masuk`);
    await page.getByRole("rowheader", { name: REPORT }).getByRole("link").click();
    await page.getByRole("button", { name: "Kembalikan" }).click();
    const dialog = page.getByRole("dialog", { name: "Kembalikan laporan ini kepada penyusun?" });
    const act = dialog.getByRole("button", { name: "Kembalikan" });
    await dialog.getByLabel("Alasan").fill("Perbaiki");
    expect(await act.isEnabled()).toBe(false);
    await dialog.getByLabel("Alasan").fill(REASON);
    await act.click();
    await page.getByText("Laporan sudah dikembalikan.").waitFor();
    await close();
  });

  it("tells the PPTK at once by the bell, which leads to the report, and by a mail without figures", async () => {
    await fetch(`${house.url}/__local/settled`);
    pptk = await official(browser, house.url, "pptk.pu.kukar");
    const { page } = pptk;
    await page.getByRole("link", { name: /^Pemberitahuan, \d+ belum dibaca$/ }).click();
    await heading(page, "Pemberitahuan").waitFor();
    const line = page.getByRole("link", { name: `Dikembalikan: ${REPORT}` });
    expect(await line.getByText("Belum dibaca").count()).toBe(1);
    await line.click();
    // It is said above the report, and once more in its history when that has come.
    await page.getByText(REASON).first().waitFor();
    const { now } = (await (await fetch(`${house.url}/__local/clock`)).json()) as { now: string };
    const later = new Date(Date.parse(now) + 5 * 60_000).toISOString();
    await fetch(`${house.url}/__local/clock`, { method: "POST", body: JSON.stringify({ now: later }) });
    const box = await fetch(`${house.url}/__local/mailbox`, { headers: { accept: "application/json" } });
    const { mails } = (await box.json()) as { mails: { to: string; subject: string; body: string }[] };
    const mine = mails.filter(
      ({ to, subject }) => to.startsWith("pptk.pu.kukar@") && subject.startsWith("Dikembalikan"),
    );
    expect(mine.map(({ subject }) => subject)).toEqual([`Dikembalikan: ${REPORT}`]);
    expect(mine[0]?.body).toContain(`${house.url}${ADDRESS}\n`);
    expect(mine[0]?.body).not.toMatch(/Rp|\d[.,]\d{3}/);
  });

  it("shows the PPTK who returned it and why, and lets one cell be corrected and sent again", async () => {
    const { page } = pptk;
    await openEntry(pptk);
    await page.getByText("Dikembalikan oleh Utami Tirtakarsa, S.T., M.T. pada tahap Verifikasi").waitFor();
    await page.getByText(REASON).first().waitFor();
    former = await shown(page, PLANNING, "keuangan");
    await type(page, PLANNING, "keuangan", "2.300.000,50");
    await allSaved(page);
    await submit(pptk);
  });

  it("shows the Kabid exactly the changed cell, old and new", async () => {
    const { page, close } = await official(browser, house.url, "kabid.pu.kukar");
    await page.goto(`${house.url}${ADDRESS}/periksa`);
    const changes = page.getByRole("table", { name: "Perubahan sejak pengiriman sebelumnya" });
    await changes.waitFor();
    const [, ...rows] = await changes.getByRole("row").all();
    expect(rows).toHaveLength(1);
    const text = await rows[0]?.innerText();
    expect(former).toMatch(/^[\d.]+,\d\d$/);
    for (const part of [LABEL, "Realisasi keuangan bulan ini", former, "2.300.000,50"]) expect(text).toContain(part);
    await close();
  });
});

/** The row of a total in the comparison: what it is called, before, now. */
const total = (page: Page, figure: string): Promise<string> =>
  page
    .getByRole("table", { name: "Angka total, semula dan menjadi" })
    .getByRole("row", { name: figure })
    .innerText()
    .then((text) => text.replace(/\s+/g, " ").trim());

async function submit({ page }: Official): Promise<void> {
  await page.getByRole("button", { name: "Kirim", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Kirim laporan ini?" });
  await dialog.getByText("Isi yang akan dikirim").waitFor();
  await dialog.getByRole("button", { name: "Kirim laporan" }).click();
  await page.getByText(/Laporan terkirim pada/).waitFor();
}

describe("a return that opens one cell", () => {
  it("is made on a phone: the Kabid marks the cell where it stands, and sees the mark in the dialog", async () => {
    const { page, close } = await official(browser, house.url, "kabid.pu.kukar", { viewport: SMALL_PHONE });
    await page.goto(`${house.url}${ADDRESS}/periksa`);
    expect(await total(page, "Realisasi keuangan bulan ini")).toContain("Rp8.013.874.160,00 Rp8.013.880.950,50");
    await page.getByRole("button", { name: `Tandai atau komentari: ${LABEL}` }).click();
    const drawer = page.getByRole("dialog", { name: LABEL });
    await drawer.getByLabel("Realisasi keuangan bulan ini").check();
    await drawer.getByRole("button", { name: "Tutup" }).last().click();
    await page.getByRole("button", { name: "Kembalikan" }).click();
    const dialog = page.getByRole("dialog", { name: "Kembalikan laporan ini kepada penyusun?" });
    await dialog.getByText("1 tanda dipasang").waitFor();
    await dialog.getByLabel("Alasan").fill("Angka ini lebih besar daripada SP2D");
    expect(await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    await dialog.getByRole("button", { name: "Kembalikan" }).click();
    await page.getByText("Laporan sudah dikembalikan.").waitFor();
    await close();
  });

  it("shows the author the marked cell, keeps every other one closed with the reason, and takes the correction", async () => {
    const { page } = pptk;
    await openEntry(pptk);
    await page.getByRole("button", { name: `${LABEL}: Realisasi keuangan bulan ini` }).click();
    const marked = cell(page, PLANNING, "keuangan");
    expect(await marked.innerText()).toContain("Ditandai");
    expect(await marked.getAttribute("aria-readonly")).toBeNull();
    for (const [row, column] of [
      [PLANNING, "fisik"],
      [COORDINATION, "keuangan"],
    ] as const) {
      expect(await cell(page, row, column).getAttribute("aria-readonly")).toBe("true");
      expect(await cell(page, row, column).innerText()).toContain("terkunci");
    }
    await cell(page, PLANNING, "fisik").click();
    await page
      .getByText(/Tidak ditandai pemeriksa, jadi tidak dibuka/)
      .first()
      .waitFor();
    await type(page, PLANNING, "keuangan", "2.293.210,25");
    await allSaved(page);
    await submit(pptk);
  });

  it("shows the Kabid old and new totals and that the cell had been asked for, and compares with any earlier submission", async () => {
    const { page, close } = await official(browser, house.url, "kabid.pu.kukar", { viewport: SMALL_PHONE });
    await page.goto(`${house.url}${ADDRESS}/periksa`);
    expect(await total(page, "Realisasi keuangan bulan ini")).toContain("Rp8.013.880.950,50 Rp8.013.874.160,25");
    const changes = page.getByRole("table", { name: "Perubahan sejak pengiriman sebelumnya" });
    expect(await changes.innerText()).toContain("Ditandai");
    await page.getByRole("paragraph").filter({ hasText: "Angka ini lebih besar daripada SP2D" }).waitFor();
    const bases = page.getByLabel("Bandingkan dengan");
    await bases.selectOption({ index: 1 });
    await page.getByText("Rp8.013.874.160,00").first().waitFor();
    expect(await total(page, "Realisasi keuangan bulan ini")).toContain("Rp8.013.874.160,00 Rp8.013.874.160,25");
    await page.getByRole("button", { name: "Kembalikan" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Alasan").fill("Masih satu angka yang perlu diperiksa");
    await dialog.getByRole("button", { name: "Kembalikan" }).click();
    await page.getByText("Laporan sudah dikembalikan.").waitFor();
    await close();
  });
});

describe("two PPTK in one cell", () => {
  it("shows the later one both values with the colleague's name, and keeps the one that was chosen", async () => {
    const colleague = await chooseFirstPassword(browser, house.url, "baru.kukar", "Mahakam-Hulu-7!");
    await Promise.all([openEntry(pptk), openEntry(colleague)]);
    await type(pptk.page, COORDINATION, "keuangan", "1.111.111");
    await allSaved(pptk.page);
    await type(colleague.page, COORDINATION, "keuangan", "2.222.222");
    const dispute = colleague.page.getByRole("group", { name: "Isian bentrok" });
    await dispute.waitFor();
    const text = await dispute.innerText();
    for (const part of ["Rp2.222.222,00", "Rp1.111.111,00", "Fitri Kedangsari"]) expect(text).toContain(part);
    await dispute.getByRole("button", { name: "Pakai punya saya" }).click();
    await allSaved(colleague.page);
    expect(await shown(colleague.page, COORDINATION, "keuangan")).toBe("2.222.222,00");
    await openEntry(pptk);
    expect(await shown(pptk.page, COORDINATION, "keuangan")).toBe("2.222.222,00");
    await colleague.close();
  });

  it("takes the colleague's value when that one is chosen, and loses none silently", async () => {
    const colleague = await official(browser, house.url, "baru.kukar", { password: "Mahakam-Hulu-7!" });
    await Promise.all([openEntry(pptk), openEntry(colleague)]);
    await type(colleague.page, COORDINATION, "fisik", "7,5");
    await allSaved(colleague.page);
    await type(pptk.page, COORDINATION, "fisik", "7,25");
    const dispute = pptk.page.getByRole("group", { name: "Isian bentrok" });
    expect(await dispute.innerText()).toContain("7,25");
    await dispute.getByRole("button", { name: "Pakai punya rekan" }).click();
    await expect.poll(() => shown(pptk.page, COORDINATION, "fisik")).toBe("7,50");
    await heading(pptk.page, REPORT).waitFor();
    await colleague.close();
  });
});

describe("the hour between signature and publication", () => {
  it("tells everybody until when, and lets the signer take the signature back with a reason", async () => {
    const [author, checker] = await Promise.all([
      apiDesk(house.url, "pptk.pu.kukar", "kukar"),
      apiDesk(house.url, "kabid.pu.kukar", "kukar"),
    ]);
    const { stamp } = await author.call("report.view", { id: ID });
    const { hash } = await author.call("report.submit", { id: ID, stamp });
    await checker.call("report.verify", { id: ID, hash });
    const signer = await official(browser, house.url, "kepala.pu.kukar", { viewport: SMALL_PHONE });
    const { page } = signer;
    await page.goto(`${house.url}${ADDRESS}/tanda-tangan`);
    await page.getByRole("button", { name: "Tanda tangani" }).click();
    const sure = page.getByRole("dialog");
    await sure.getByText(/Selama 1 jam tanda tangan masih dapat dibatalkan/).waitFor();
    await sure.getByRole("button", { name: "Tanda tangani" }).click();
    await page.getByText(/^Masih dapat dibatalkan sampai pukul \d\d\.\d\d WITA$/).waitFor();
    await page.getByText(/^59 menit lagi\./).waitFor();
    const other = await official(browser, house.url, "kabid.pu.kukar");
    await other.page.goto(`${house.url}${ADDRESS}`);
    await other.page.getByText(/masih dapat membatalkan tanda tangan sampai pukul/).waitFor();
    expect(await other.page.getByRole("button", { name: "Batalkan tanda tangan" }).count()).toBe(0);
    await other.close();
    await page.getByRole("button", { name: "Batalkan tanda tangan" }).click();
    const recall = page.getByRole("dialog", { name: "Batalkan tanda tangan Anda?" });
    await recall.getByLabel("Alasan").fill("Satu angka perlu dilihat sekali lagi");
    await recall.getByRole("button", { name: "Batalkan tanda tangan" }).click();
    await page.getByText("Tanda tangan dibatalkan.").waitFor();
    await page.getByRole("button", { name: "Tanda tangani" }).waitFor();
    expect((await checker.call("report.view", { id: ID })).state).toBe("in_review");
    await signer.close();
  });
});
