import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "./browser.ts";
import { apiDesk } from "./desk-api.ts";
import { pdf } from "./evidence-bytes.ts";
import { type RunningHouse, startProduct } from "./house.ts";
import { chooseFirstPassword, DESK, heading, type Official, official, typeCredentials } from "./official.ts";

const KUKAR = "Pemerintah Kabupaten Kutai Kartanegara";
const NUNUKAN = "Pemerintah Kabupaten Nunukan";
const REPORT = "/laporan/rfk.2026-05.kec-tenggarong.1";
const MADE_UP = "/laporan/rfk.2026-05.kec-rekaan-sekali.1";

let house: RunningHouse;
let browser: Browser;
let stranger: Official;
beforeAll(async () => {
  [house, browser] = await Promise.all([startProduct(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

/** What the page says, without the number of the request, which differs every time. */
async function said(page: Page, path: string): Promise<string> {
  await page.goto(`${house.url}${path}`);
  await page.getByText("Tidak ditemukan").first().waitFor();
  return (await page.getByRole("main").innerText()).replace(/Nomor permintaan: \S+/, "");
}

describe("what is another regency's", () => {
  it("answers an official of Nunukan about Kukar's reports, files and units exactly as about made-up ones", async () => {
    const writer = await apiDesk(house.url, "pptk.pu.kukar", "kukar");
    const file = pdf("rahasia.pdf", "Milik Kukar");
    const report = "/laporan/rfk.2026-05.dinas-pekerjaan-umum.1";
    const evidence = await attach(writer, file);
    stranger = await official(browser, house.url, "pptk.pu.nunukan");
    const { page } = stranger;
    const absent = await said(page, MADE_UP);
    expect(await said(page, REPORT)).toBe(absent);
    for (const act of ["/periksa", "/tanda-tangan"])
      expect(await said(page, `${REPORT}${act}`)).toBe(await said(page, `${MADE_UP}${act}`));
    const noFile = await said(page, `${MADE_UP}/bukti/${"0".repeat(64)}`);
    // The same agency exists in both regencies; its file of the other one does not.
    expect(await said(page, `${report}/bukti/${evidence}`)).toContain("Tidak ditemukan");
    expect(await said(page, `/laporan/rfk.2026-05.kec-tenggarong.1/bukti/${evidence}`)).toBe(noFile);
  });

  it("says the same of Kukar's unit as of one that was made up", async () => {
    const { page } = stranger;
    const about = async (unit: string) => {
      await page.goto(`${house.url}/unit/${unit}`);
      await page
        .getByText(/tidak ditemukan/i)
        .first()
        .waitFor();
      return (await page.getByRole("main").innerText()).replaceAll(unit, "").replace(/Nomor permintaan: \S+/, "");
    };
    expect(await about("kec-tenggarong")).toBe(await about("kec-rekaan-sekali"));
  });

  it("finds nothing of Kukar by search, and says what to try instead", async () => {
    const { page } = stranger;
    await page.goto(house.url);
    await heading(page, /Selamat bekerja/).waitFor();
    await page.keyboard.press("Control+K");
    await page.getByRole("combobox", { name: "Cari halaman, OPD, atau perintah" }).fill("Tenggarong");
    await page
      .getByText(/Tidak ada yang cocok dengan "Tenggarong"/)
      .first()
      .waitFor();
    expect(await page.getByRole("option", { name: /Kecamatan Tenggarong/ }).count()).toBe(0);
    await stranger.close();
  });
});

describe("a person who serves two regencies", () => {
  it("works in one tab for Kukar and in another for Nunukan at the same time, each with its own brand", async () => {
    const both = await official(browser, house.url, "pendamping.kukar");
    const first = both.page;
    await heading(first, "Pilih daerah").waitFor();
    const second = await first.context().newPage();
    await second.goto(house.url);
    // A tab that opens later begins with what was chosen last: both must be asking before one of them chooses.
    await heading(second, "Pilih daerah").waitFor();
    await choose(first, KUKAR);
    await choose(second, NUNUKAN);
    await Promise.all([first.reload(), second.reload()]);
    await Promise.all([first, second].map((page) => heading(page, /Selamat bekerja/).waitFor()));
    expect([await sideOf(first), await sideOf(second)]).toEqual([
      expect.stringContaining(KUKAR),
      expect.stringContaining(NUNUKAN),
    ]);
    expect(await brandOf(first)).toMatch(/^\s*#/);
    expect(await brandOf(first)).not.toBe(await brandOf(second));
    // Nothing of the one is reachable in the tab of the other.
    await second.goto(`${house.url}/unit/kec-tenggarong`);
    await second
      .getByText(/tidak ditemukan/i)
      .first()
      .waitFor();
    await first.goto(`${house.url}/unit/kec-tenggarong`);
    await heading(first, "Kecamatan Tenggarong").waitFor();
    await both.close();
  });
});

describe("passwords", () => {
  it("lets a newcomer in only after an own password that keeps the rules was chosen", async () => {
    const context = await browser.newContext({ viewport: DESK });
    const page = await context.newPage();
    await page.goto(house.url);
    await typeCredentials(page, "baru.kukar", "Sementara-2026!");
    await heading(page, "Buat kata sandi Anda").waitFor();
    await page.getByLabel("Kata sandi baru", { exact: true }).fill("pendek");
    await page.getByRole("button", { name: "Simpan dan masuk" }).click();
    await page.getByText("Kata sandi belum memenuhi semua syarat di bawah.").waitFor();
    await context.close();
    const newcomer = await chooseFirstPassword(browser, house.url, "baru.kukar", "Mahakam-Hulu-7!");
    await newcomer.close();
  });

  it("sets a forgotten password by the code in the mail, and refuses the old one from then on", async () => {
    const context = await browser.newContext({ viewport: DESK });
    const page = await context.newPage();
    await page.goto(house.url);
    await page.getByRole("button", { name: "Lupa kata sandi?" }).click();
    await page.getByLabel("Nama pengguna atau surel").fill("pptk.pu.nunukan");
    await page.getByRole("button", { name: "Kirim kode" }).click();
    await heading(page, "Buat kata sandi baru").waitFor();
    const mailbox = await context.newPage();
    await mailbox.goto(`${house.url}/__local/mailbox`);
    const code = /\b\d{6}\b/.exec(await mailbox.getByRole("article").first().innerText())?.[0] ?? "";
    await page.getByLabel("Kode dari surel").fill(code);
    await page.getByLabel("Kata sandi baru", { exact: true }).fill("Sebatik-Timur-9?");
    await page.getByLabel("Ulangi kata sandi baru").fill("Sebatik-Timur-9?");
    await page.getByRole("button", { name: "Simpan kata sandi" }).click();
    await page.getByText("Kata sandi baru tersimpan. Silakan masuk.").waitFor();
    await typeCredentials(page, "pptk.pu.nunukan", "Selaras-2026!");
    await page.getByText("Nama pengguna atau kata sandi keliru.").waitFor();
    await typeCredentials(page, "pptk.pu.nunukan", "Sebatik-Timur-9?");
    await heading(page, /Selamat bekerja/).waitFor();
    await context.close();
  });
});

async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name }).click();
  await heading(page, /Selamat bekerja/).waitFor();
}

const sideOf = (page: Page): Promise<string> => page.getByRole("complementary").innerText();

/** The colour from which everything of a tenant is derived, as the page wears it now. */
const brandOf = (page: Page): Promise<string> =>
  page.evaluate<string>(`getComputedStyle(document.documentElement).getPropertyValue("--brand-600")`);

type Desk = Awaited<ReturnType<typeof apiDesk>>;

/** Uploads a file as the screen does and gives its id. */
async function attach(desk: Desk, file: ReturnType<typeof pdf>): Promise<string> {
  const sha256 = Buffer.from(await crypto.subtle.digest("SHA-256", new Uint8Array(file.buffer))).toString("hex");
  const { slots } = await desk.call("report.mine", { year: "2026" });
  const report = slots.find((each) => each.template === "rfk" && each.period === "2026-05")?.report;
  if (!report) throw new Error("no report for May");
  const input = {
    id: report.id,
    name: file.name,
    type: "application/pdf" as const,
    bytes: file.buffer.length,
    sha256,
    rowKey: null,
  };
  const { url, headers } = await desk.call("evidence.announce", input);
  const put = await fetch(url, { method: "PUT", headers, body: new Uint8Array(file.buffer) });
  if (!put.ok) throw new Error(`upload: ${put.status}`);
  return (await desk.call("evidence.confirm", input)).evidenceId;
}
