import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "./browser.ts";
import { pdf, png } from "./evidence-bytes.ts";
import { type RunningHouse, startProduct } from "./house.ts";
import {
  allSaved,
  cell,
  heading,
  type Official,
  official,
  openReport,
  paste,
  PHONE,
  sheet,
  shown,
  type,
} from "./official.ts";

/*
 * The main job of the product, done once by the people who do it: enter, check, sign, read. What is worked by hand:
 *
 * May, seven rows of the demonstration: 2.340.130 + 1.138.800 + 2.271.150.000 + 43.909.990 + 11.654.280 + 216.449.520
 *   + 12.509.100 = 2.559.151.820
 * typed here: 2.475.300,25 + 100.000.000; one row is nihil
 * pasted here: 10 + 720 + 3.000 + 4.000 + 1.000 + 2.000 + 50 + 1.500 + 700 + 20 million = 13.000.000.000
 * May: 15.661.627.120,25. January to March: 10.535.095.390. Together 26.196.722.510,25
 * of a pagu of 446.722.289.000 = 5,8642 %.
 * Operasi dan Pemeliharaan Jaringan Irigasi: 371.280.000 + 100.000.000 = 471.280.000 of 2.975.000.000 = 15,8413 %;
 * physical 17,64 + 6 = 23,64 against a plan of 36.
 */
const REPORT = "RFK Mei 2026";
const ADDRESS = "rfk.2026-05.dinas-pekerjaan-umum.1";
const REHABILITATION = "1.03.02.2.02.0014";
const OPERATION = "1.03.02.2.02.0021";
const WATER = "1.03.03.2.01.0028";
const BELOW_WATER = "1.03.03.2.01.0032";
const PASTED = [
  ["10.000.000", "2"],
  ["720.000.000", "2"],
  ["3.000.000.000", "2"],
  ["4.000.000.000", "2"],
  ["1.000.000.000", "2"],
  ["2.000.000.000", "2"],
  ["50.000.000", "6"],
  ["1.500.000.000", "2"],
  ["700.000.000", "6"],
  ["20.000.000", "5"],
].map(([money, physical]) => [money, physical, "1", "Kontrak/Pelaksanaan"].join("\t"));
const NOTHING_PAID = "Uang muka baru dibayarkan pada bulan Juni";
const AHEAD = "Uang muka 30 persen dibayar pada bulan Mei sesuai kontrak";

let house: RunningHouse;
let browser: Browser;
let pptk: Official;
beforeAll(async () => {
  [house, browser] = await Promise.all([startProduct(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

describe("one month of one agency, from the first figure to the public page", () => {
  it("signs the PPTK in by SRP: the password itself never leaves the browser", async () => {
    const sent: string[] = [];
    pptk = await official(browser, house.url, "pptk.pu.kukar", {
      heard: (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`),
    });
    expect(sent.some((text) => text.includes("SRP_A"))).toBe(true);
    expect(sent.filter((text) => text.includes("Selaras-2026!"))).toEqual([]);
  });

  it("refuses a number in English notation, says how to write it, and keeps what was typed in the editor", async () => {
    const { page } = pptk;
    await openReport(page, REPORT);
    await type(page, REHABILITATION, "keuangan", "2,475,300.25");
    const refused = cell(page, REHABILITATION, "keuangan");
    await refused.getByText("Koma adalah tanda desimal dan titik pemisah ribuan; tulis 2.475.300,25.").waitFor();
    expect(await refused.getByRole("textbox").inputValue()).toBe("2,475,300.25");
    await page.keyboard.press("Escape");
    expect(await shown(page, REHABILITATION, "keuangan")).toBe("belum diisi");
  });

  it("takes figures by keyboard alone and shows what follows from them at once", async () => {
    const { page } = pptk;
    // Escape left the keyboard in the cell. Right, right and right lead to physical progress, output and status.
    await typeRow(page, "2.475.300,25", "5");
    await cell(page, OPERATION, "keuangan").click();
    await typeRow(page, "100.000.000", "6");
    expect(await shown(page, REHABILITATION, "keuangan")).toBe("2.475.300,25");
    expect(await shown(page, OPERATION, "keuanganKumulatif")).toBe("471.280.000,00");
    expect(await shown(page, OPERATION, "persen")).toBe("15,84");
    expect(await shown(page, OPERATION, "fisikKumulatif")).toBe("23,64");
    await allSaved(page);
  });

  it("takes Nihil with its reason for one cell and counts it as reported", async () => {
    const { page } = pptk;
    await cell(page, WATER, "keuangan").click();
    await page.keyboard.press("Shift+F10");
    await page.getByRole("menuitem", { name: "Nihil" }).click();
    const asking = page.getByRole("dialog", { name: "Nyatakan nihil" });
    await asking.getByLabel("Alasan").fill(NOTHING_PAID);
    await asking.getByRole("button", { name: "Simpan" }).click();
    await cell(page, WATER, "keuangan").getByText("Nihil", { exact: true }).waitFor();
    await cell(page, WATER, "fisik").click();
    await page.keyboard.type("1");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await chooseAtWork(page);
    await allSaved(page);
    await page.getByText("30 dari 60 isian").first().waitFor();
  });

  it("takes a range from Excel by paste, in Indonesian notation, as one step", async () => {
    const { page } = pptk;
    await cell(page, BELOW_WATER, "keuangan").click();
    await paste(page, `${PASTED.join("\r\n")}\r\n`);
    await allSaved(page);
    expect(await shown(page, "1.03.10.2.01.0033", "keuangan")).toBe("4.000.000.000,00");
    expect(await shown(page, "1.03.12.2.03.0003", "status")).toBe("Kontrak/Pelaksanaan");
    await page.getByText("Semua isian wajib terisi").first().waitFor();
  });

  it("attaches a PDF and a picture as evidence and refuses other kinds by name and by content", async () => {
    const { page } = pptk;
    const evidence = page.getByRole("group", { name: "Bukti dukung" });
    const choose = (files: Parameters<ReturnType<Page["locator"]>["setInputFiles"]>[0]) =>
      evidence.locator('input[type="file"]').setInputFiles(files);
    await choose([pdf("berita-acara.pdf", "Berita acara kemajuan Mei"), png("foto-50.png")]);
    for (const name of ["berita-acara.pdf", "foto-50.png"])
      await evidence.getByRole("listitem").filter({ hasText: name }).getByText("Terunggah").waitFor();
    await choose({ name: "daftar.exe", mimeType: "application/octet-stream", buffer: Buffer.from("MZ daftar") });
    await evidence.getByText("Jenis berkas ini tidak diterima.").waitFor();
    await evidence.getByRole("button", { name: "Hapus berkas daftar.exe" }).click();
    await choose({ name: "palsu.pdf", mimeType: "application/pdf", buffer: Buffer.from("<script>alert(1)</script>") });
    const forged = evidence.getByRole("listitem").filter({ hasText: "palsu.pdf" });
    await forged.getByRole("button", { name: "Coba lagi" }).waitFor();
    expect(await forged.getByText("Terunggah").count()).toBe(0);
    await forged.getByRole("button", { name: /^Hapus/ }).click();
  });

  it("sends only after the warning was explained, and says when it arrived", async () => {
    const { page } = pptk;
    await page.getByRole("button", { name: "Kirim", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Kirim laporan ini?" });
    const send = dialog.getByRole("button", { name: "Kirim laporan" });
    const explanation = dialog.getByRole("textbox", { name: /Keuangan mendahului fisik/ });
    await explanation.fill("Pendek");
    expect(await send.isEnabled()).toBe(false);
    await explanation.fill(AHEAD);
    await send.click();
    await page.getByText(/Laporan terkirim pada/).waitFor();
    await pptk.close();
  });

  it("lets the Kabid see the warning with its explanation and the evidence, and verify", async () => {
    const { page, close } = await official(browser, house.url, "kabid.pu.kukar");
    await page.getByRole("navigation", { name: "Menu utama" }).getByRole("link", { name: "Kotak masuk" }).click();
    await page.getByRole("rowheader", { name: REPORT }).getByRole("link").click();
    await heading(page, `Periksa laporan: ${REPORT}`).waitFor();
    await page.getByText(AHEAD).first().waitFor();
    await page.getByRole("link", { name: "foto-50.png" }).waitFor();
    // Whoever checks can ask of any computed figure how it came about.
    const row = page.getByRole("row", { name: new RegExp(OPERATION) });
    await row.getByRole("button", { name: /^15,84 %\. Jelaskan angka ini/ }).click();
    const explained = page.getByRole("dialog");
    await explained.getByText("471.280.000", { exact: false }).first().waitFor();
    await explained.getByText("2.975.000.000", { exact: false }).first().waitFor();
    await page.keyboard.press("Escape");
    await explained.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Verifikasi", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Verifikasi", exact: true }).click();
    await page.getByText("Laporan terverifikasi dan diteruskan.").waitFor();
    await close();
  });

  it("lets the Kepala sign on a phone in at most four taps, and says that it is out", async () => {
    const { page, close } = await official(browser, house.url, "kepala.pu.kukar", {
      viewport: PHONE,
      isMobile: true,
      hasTouch: true,
    });
    let taps = 0;
    const tap = async (target: ReturnType<Page["getByRole"]>) => {
      await target.tap();
      taps += 1;
    };
    await tap(
      page
        .getByRole("main")
        .getByRole("link", { name: /Periksa|Tanda tangani|RFK Mei 2026/ })
        .first(),
    );
    await page.getByText("Yang Anda tanda tangani").waitFor();
    await page.getByText("5,86 %").first().waitFor();
    await tap(page.getByRole("button", { name: "Tanda tangani", exact: true }));
    await tap(page.getByRole("dialog").getByRole("button", { name: "Tanda tangani", exact: true }));
    await page.getByText("Laporan terbit", { exact: true }).first().waitFor();
    expect(taps).toBeLessThanOrEqual(4);
    await close();
  });

  it("shows every citizen the signed figures, without signing in and without JavaScript", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE });
    const page = await context.newPage();
    const figures = page.getByRole("main");
    // The public pages follow the signature through the projections; each look is a visit of its own.
    await expect
      .poll(
        async () => {
          await page.goto(`${house.portal("kukar")}/laporan/rfk/2026-05/dinas-pekerjaan-umum?sejak=${Date.now()}`);
          return figures.innerText();
        },
        { timeout: 20_000 },
      )
      .toContain("26.196.722.510,25");
    const text = await figures.innerText();
    for (const figure of ["15.661.627.120,25", "446.722.289.000", "5,86 %", "471.280.000", "15,84", "23,64"])
      expect(text, figure).toContain(figure);
    expect(text).toContain("Nanang Purunjaya");
    await page.goto(`${house.portal("kukar")}/`);
    expect(await figures.innerText()).toContain("Dinas Pekerjaan Umum");
    await context.close();
  });

  it("keeps what is published closed to the one who wrote it", async () => {
    const { page, close } = await official(browser, house.url, "pptk.pu.kukar");
    await page.goto(`${house.url}/laporan/${ADDRESS}`);
    await heading(page, REPORT).waitFor();
    await page.getByText("Terbit", { exact: true }).first().waitFor();
    expect(await sheet(page).count()).toBe(0);
    expect(await page.getByRole("button", { name: "Kirim", exact: true }).count()).toBe(0);
    await close();
  });
});

/** Money and physical progress of the row one stands in, then its status, without touching the mouse. */
async function typeRow(page: Page, money: string, physical: string): Promise<void> {
  await page.keyboard.type(money);
  await page.keyboard.press("Tab");
  await page.keyboard.type(physical);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await chooseAtWork(page);
}

/** The first key opens the list, the letter chooses, Enter takes it. */
async function chooseAtWork(page: Page): Promise<void> {
  await page.keyboard.press("F2");
  await page.keyboard.type("Kontrak");
  await page.keyboard.press("Enter");
}
