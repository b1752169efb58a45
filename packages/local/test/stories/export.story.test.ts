import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Browser, Download, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { printed } from "../../../documents/test/printed.ts";
import { type Opened, opened } from "../../../documents/test/opened.ts";
import { launchBrowser } from "./browser.ts";
import { apiDesk } from "./desk-api.ts";
import { type RunningHouse, startProduct } from "./house.ts";
import { heading, type Official, official } from "./official.ts";

const MARCH = "rfk.2026-03.dinas-pekerjaan-umum.1";
const APRIL = "rfk.2026-04.dinas-pekerjaan-umum.1";
const SHEET = "Rincian sub kegiatan";
const MADE_UP = "01JQZ8K3W5X7Y9ABCDEFGHJKMN";

let house: RunningHouse;
let browser: Browser;
let pptk: Official;
beforeAll(async () => {
  [house, browser] = await Promise.all([startProduct(), launchBrowser()]);
  pptk = await official(browser, house.url, "pptk.pu.kukar");
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

const ready = (page: Page) => page.getByRole("status").getByText(/Berkas Excel siap: dibuat/);

/** Presses what downloads and waits for the file. */
async function downloaded(page: Page, press: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return download;
}
const read = async (download: Download): Promise<Opened> => opened(new Uint8Array(readFileSync(await download.path())));

type Shown = { readonly code: string; readonly cells: readonly (readonly [column: string, text: string])[] };

/** The table of a section as it stands on the screen: code of each row, and what each column says. */
const TABLE = `(() => {
  const table = [...document.querySelectorAll("table")].find((each) => each.caption?.textContent === ${JSON.stringify(SHEET)});
  const columns = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  return [...table.tBodies[0].rows].map((row) => ({
    code: row.cells[0].querySelector("span span").textContent.trim(),
    cells: [...row.cells].slice(1).map((cell, at) => [columns[at + 1], cell.textContent.trim()]),
  }));
})()`;

/** "Rp4.134.243.370,00", "-1,36 %", "12 km" as the number that a spreadsheet holds; other texts as they are. */
function fromScreen(text: string): string | number {
  const [, sign = "", digits = ""] = /^(-?)(?:Rp)?([\d.]+(?:,\d+)?)(?: .+)?$/.exec(text) ?? [];
  return digits === "" ? text : Number(`${sign}${digits.replaceAll(".", "").replace(",", ".")}`);
}

describe("a report as an Excel file", () => {
  it("is asked for, waited for in place and downloaded by keyboard alone, and the keyboard stays where it was", async () => {
    const { page } = pptk;
    await page.goto(`${house.url}/laporan/${MARCH}`);
    await heading(page, "RFK Maret 2026").waitFor();
    await page.getByRole("button", { name: "Unduh Excel" }).focus();
    await page.keyboard.press("Enter");
    await ready(page).waitFor();
    expect(await page.evaluate<string>("document.activeElement.getAttribute('aria-label')")).toBe(
      "Unduh berkas Excel yang siap",
    );
    const download = await downloaded(page, () => page.keyboard.press("Enter"));
    expect(download.suggestedFilename()).toBe("RFK Maret 2026, Dinas Pekerjaan Umum.xlsx");
  });

  it("says of every cell what the screen says", async () => {
    const { page } = pptk;
    const shown = await page.evaluate<readonly Shown[]>(TABLE);
    const book = await read(
      await downloaded(page, () => page.getByRole("button", { name: "Unduh berkas Excel yang siap" }).click()),
    );
    const headings = book.sheet(SHEET).rows.find((row) => row[0] === "Kode") ?? [];
    const headingOf = (column: string): string =>
      String(
        headings.find(
          (each) =>
            each === column ||
            (/^ \((Rp|%)\)$/.test(String(each).slice(column.length)) && String(each).startsWith(column)),
        ),
      );
    let compared = 0;
    for (const { code, cells } of shown) {
      for (const [column, text] of cells) {
        expect([code, column, book.value(SHEET, code, headingOf(column))]).toEqual([code, column, fromScreen(text)]);
        compared += 1;
      }
    }
    // Twenty rows of twelve columns: five that were entered and seven that follow.
    expect([shown.length, compared]).toEqual([20, 240]);
    expect(
      shown.flatMap((row) => row.cells).filter(([, text]) => typeof fromScreen(text) === "number").length,
    ).toBeGreaterThan(150);
    const notes = book.texts("Keterangan").join("\n");
    const hash = await page.locator("code.r-hash").innerText();
    expect(notes).toContain(`Sidik cuplikan (SHA-256) | ${hash}`);
    expect(book.texts(SHEET).join("\n")).not.toContain("DRAF");
    expect(book.texts(SHEET)).toContain("PERAGAAN: nama, angka, dan laporan dalam berkas ini rekaan.");
  });

  it("is still there after a reload and on the page of one's downloads", async () => {
    const { page } = pptk;
    await page.reload();
    await ready(page).waitFor();
    await page.getByRole("button", { name: /^Akun:/ }).click();
    await page.getByRole("menuitem", { name: "Unduhan saya" }).click();
    await heading(page, "Unduhan saya").waitFor();
    const row = page.getByRole("row", { name: /RFK Maret 2026, Dinas Pekerjaan Umum/ });
    await row.getByText("Siap").waitFor();
    const download = await downloaded(page, () =>
      row.getByRole("button", { name: "Unduh RFK Maret 2026, Dinas Pekerjaan Umum" }).click(),
    );
    expect((await read(download)).names).toEqual([SHEET, "Keterangan", "Angka laporan"]);
  });

  it("of a draft says that it is one and holds the last saved figures", async () => {
    const { page } = pptk;
    await page.goto(`${house.url}/laporan/rfk.2026-05.dinas-pekerjaan-umum.1`);
    await page.getByRole("button", { name: "Unduh Excel" }).click();
    await ready(page).waitFor();
    const book = await read(
      await downloaded(page, () => page.getByRole("button", { name: "Unduh berkas Excel yang siap" }).click()),
    );
    expect(book.texts(SHEET)).toContain(
      "DRAF: laporan ini belum terbit; isinya masih dapat berubah dan tidak untuk dikutip.",
    );
    expect(book.value("Angka laporan", "Realisasi keuangan bulan ini (Rp)", "Nilai")).toBe("Belum lengkap");
  });

  it("is not asked for without a network, says so, and is asked for once there is one", async () => {
    const { page } = pptk;
    await page.goto(`${house.url}/laporan/rfk.2026-02.dinas-pekerjaan-umum.1`);
    const button = page.getByRole("button", { name: "Unduh Excel" });
    await button.waitFor();
    await page.context().setOffline(true);
    await button.click();
    await page
      .getByRole("region", { name: "Pemberitahuan" })
      .getByText(/tidak tersambung ke internet/)
      .waitFor();
    expect(await button.isVisible()).toBe(true);
    await page.context().setOffline(false);
    await button.click();
    await ready(page).waitFor();
  });
});

describe("the address of a file", () => {
  it("is the same 404 for a colleague who sees the report, for another regency and for a number that nobody has", async () => {
    const owner = await apiDesk(house.url, "pptk.pu.kukar", "kukar");
    const { exports } = await owner.call("export.list", {});
    const id = exports[0]?.id ?? "";
    expect((await owner.ask("export.open", { id })).status).toBe(200);
    const strangers = await Promise.all([
      apiDesk(house.url, "kabid.pu.kukar", "kukar"),
      apiDesk(house.url, "admin.kukar", "kukar"),
      apiDesk(house.url, "pptk.pu.nunukan", "nunukan"),
      apiDesk(house.url, "admin.nunukan", "nunukan"),
    ]);
    const asked = [...strangers.map((desk) => ({ desk, number: id })), { desk: owner, number: MADE_UP }];
    const told = await Promise.all(
      asked.map(async ({ desk, number }) => {
        const answer = await desk.ask("export.open", { id: number });
        return [answer.status, answer.ok ? "" : answer.text.replace(/"requestId":"[^"]*"/, "")];
      }),
    );
    expect(new Set(told.map(String)).size).toBe(1);
    expect(told[0]?.[0]).toBe(404);
    for (const desk of strangers) expect((await desk.call("export.list", {})).exports).toEqual([]);
  });
});

describe("the figures of all OPD as an Excel file", () => {
  it("are asked for on the board, and say what the page of figures says", async () => {
    const { page, close } = await official(browser, house.url, "bupati.kukar");
    await page.goto(`${house.url}/papan?periode=2026-04`);
    await page.getByRole("button", { name: "Unduh Excel" }).click();
    await ready(page).waitFor();
    const book = await read(
      await downloaded(page, () => page.getByRole("button", { name: "Unduh berkas Excel yang siap" }).click()),
    );
    const desk = await apiDesk(house.url, "bupati.kukar", "kukar");
    const { units, labels, counted, expected } = await desk.call("rollup.figures", {
      template: "rfk",
      period: "2026-04",
    });
    expect(book.texts("RFK April 2026")).toContain(`April 2026, angka terbit ${counted} dari ${expected} OPD`);
    const money = labels.filter((label) => label.type === "money");
    expect(units.length * money.length).toBeGreaterThan(10);
    for (const unit of units) {
      for (const { id, label } of money) {
        const figure = unit.figures[id];
        const said = book.value("RFK April 2026", unit.name, `${label} (Rp)`);
        expect([unit.name, label, said]).toEqual([
          unit.name,
          label,
          figure?.kind === "value" ? Number(figure.amount) : "Nihil",
        ]);
      }
    }
    expect(book.value("RFK April 2026", "Dinas Kesehatan", "Pagu (Rp)")).toBe("Belum terbit");
    await close();
  });
});

describe("a report as a printed document", () => {
  const printedAs = async (page: Page, ask: string, get: string) => {
    await page.getByRole("button", { name: ask }).click();
    const download = await downloaded(page, () => page.getByRole("button", { name: get }).click());
    const bytes = new Uint8Array(readFileSync(await download.path()));
    return { name: download.suggestedFilename(), bytes, pages: await printed(bytes) };
  };

  it("is, once published, the very file whose fingerprint the public page of its code shows", async () => {
    const { page } = pptk;
    await page.goto(`${house.url}/laporan/${MARCH}`);
    const { name, bytes, pages } = await printedAs(page, "Unduh PDF", "Unduh dokumen PDF yang siap");
    expect(name).toBe("RFK Maret 2026, Dinas Pekerjaan Umum.pdf");
    const text = pages.map((each) => each.text).join(" ");
    expect(text).toContain("LAPORAN REALISASI FISIK DAN KEUANGAN");
    expect(text).not.toContain("KONSEP");
    const code = /selaras:([0-9A-Z]{26})/.exec(Buffer.from(bytes).toString("latin1"))?.[1] ?? "";
    expect(text).toContain(`/v/${code}`);
    const proof = await pptk.page.context().newPage();
    // The demonstration was laid down by a house on another port.
    await proof.goto(`${house.portal("kukar")}/v/${code}`);
    await proof.getByText(createHash("sha256").update(bytes).digest("hex")).first().waitFor();
    await proof.close();
  });

  it("is, before, a draft that says so on every page", async () => {
    const { page } = pptk;
    await page.goto(`${house.url}/laporan/${APRIL}`);
    const { name, pages } = await printedAs(page, "Cetak konsep", "Unduh konsep PDF yang siap");
    expect(name).toMatch(/, konsep\.pdf$/);
    for (const each of pages) expect(each.text).toContain("KONSEP");
    expect(pages.map((each) => each.text).join(" ")).toContain("(belum ditandatangani)");
  });
});
