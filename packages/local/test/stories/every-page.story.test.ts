import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Front, startFront } from "../../src/gateway/front.ts";
import type { StaticTarget } from "../../src/gateway/static-target.ts";
import { HOUSE_ROOT } from "../../src/sites.ts";
import { launchBrowser } from "./browser.ts";
import { apiDesk } from "./desk-api.ts";
import { type RunningHouse, startProduct } from "./house.ts";
import { heading, official } from "./official.ts";

const RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];
const NARROWEST = { width: 320, height: 640 };
const DESK = { width: 1366, height: 900 };
const MAY = "rfk.2026-05.dinas-pekerjaan-umum.1";
const APRIL = "rfk.2026-04.dinas-pekerjaan-umum.1";
const MARCH = "rfk.2026-03.dinas-pekerjaan-umum.1";

const COMMON = [
  "/",
  "/kotak-masuk",
  "/laporan",
  "/papan",
  "/angka",
  "/angka/rfk/2026-03",
  "/angka/rfk/2026",
  "/keselarasan",
  "/pengaturan/kalender",
  "/unit/dinas-pekerjaan-umum",
];
/** Pages by role: those all see, and those where the role's own act stands. */
const ROLES: Readonly<Record<string, readonly string[]>> = {
  "pptk.pu.kukar": [
    ...COMMON,
    `/laporan/${MAY}`,
    `/laporan/${MARCH}`,
    "/laporan/layanan-bulanan.2026-05.dinas-pekerjaan-umum.1",
    "/tidak-ada",
  ],
  "kabid.pu.kukar": [
    "/",
    "/pemberitahuan",
    "/akun/pemberitahuan",
    "/kotak-masuk",
    `/laporan/${APRIL}`,
    `/laporan/${APRIL}/periksa`,
  ],
  "kepala.pu.kukar": [
    "/",
    "/unduhan",
    "/akun/keamanan",
    `/laporan/${MARCH}`,
    `/laporan/${APRIL}/tanda-tangan`,
    `/laporan/${MARCH}/tanda-tangan`,
  ],
  "bappeda.kukar": ["/", "/papan", "/pengaturan/kalender", "/sakip", "/sakip?tab=target", "/sakip?tab=evaluasi"],
  "admin.kukar": [
    "/organisasi",
    "/organisasi?tab=jabatan&unit=dinas-pekerjaan-umum",
    "/organisasi?tab=pegawai",
    "/organisasi?tab=mandat",
    "/pengaturan",
    "/pengaturan/rantai",
    "/pengaturan/rantai/lppd/1",
    "/pengaturan/rantai/lppd/konsep",
    "/pengaturan/tim",
    "/pengaturan/templat",
    "/pengaturan/templat/rfk",
    "/pengaturan/templat/rfk?lihat=unit",
    "/pengaturan/templat/rfk?lihat=laporan",
    "/pengaturan/templat/rfk/konsep?lihat=cetak",
    "/pengaturan/templat/rfk/1",
    "/pengaturan/templat/rfk/1?lihat=pratinjau",
    "/pengaturan/templat/rfk/1?lihat=pratinjau&ponsel=ya",
    "/pengaturan/templat/rfk/1?lihat=pratinjau&sebagai=masyarakat",
    "/pengaturan/capaian",
    "/pengaturan/capaian?tab=skala",
    "/pengaturan/hari-kerja",
    "/pengaturan/tanda-tangan",
    "/pengaturan/sakip",
    "/pengaturan/pemberitahuan",
  ],
  "inspektorat.kukar": ["/", "/jejak", `/laporan/${MARCH}`],
  "bupati.kukar": ["/", "/papan", "/angka"],
};
const PUBLIC = [
  "/",
  "/tentang",
  "/perangkat-daerah/dinas-sosial?tahun=2026",
  "/laporan/rfk/2026-04/dinas-sosial",
  "/laporan/rfk/2026-03/dinas-sosial",
  "/laporan/rfk/2026-03/dinas-sosial/v/1",
  "/periksa",
  "/v/0123456789ABCDEFGHJKMNPQRS",
  "/tidak-ada",
];

let house: RunningHouse;
let browser: Browser;
beforeAll(async () => {
  [house, browser] = await Promise.all([startProduct(), launchBrowser()]);
  // A file that is ready, on its report's page and in a list that is not empty.
  const desk = await apiDesk(house.url, "kepala.pu.kukar", "kukar");
  await desk.call("export.request", { wanted: { kind: "report", report: MARCH } });
  // A chain that is being drawn, and a team.
  const admin = await apiDesk(house.url, "admin.kukar", "kukar");
  await admin.call("approval.copy", { chain: "lppd", label: null, from: { kind: "version", chain: "lppd", n: 1 } });
  const from = { kind: "version", template: "rfk", n: 1 } as const;
  await admin.call("template.copy", { template: "rfk", name: null, from });
  const seats = [{ seat: "ketua", label: "Ketua", desk: "bappeda@daerah" }];
  await admin.call("approval.saveTeam", { team: "penilai", label: "Tim penilai", seats, rev: 0 });
  await fetch(`${house.url}/__local/settled`);
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

/** What is wrong with the page as it stands: rule, number of places, the first of them. */
async function barriers(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  return violations.map(
    ({ id, nodes }) => `${id} ×${nodes.length}: ${nodes[0]?.html.slice(0, 160)} ${nodes[0]?.any[0]?.message ?? ""}`,
  );
}

/**
 * Colours glide to the other scheme, and each element begins when the one around it has arrived: at rest is a page in which
 * nothing has moved for three frames. In between nothing is readable for a moment. As text, because it runs in the browser.
 */
const COLOURS_AT_REST = `(async () => {
  const end = performance.now() + 5000;
  for (let still = 0; still < 3 && performance.now() < end; ) {
    await new Promise(requestAnimationFrame);
    still = document.getAnimations().some((each) => each.playState === "running") ? 0 : still + 1;
  }
})()`;

/** Light, dark, and as narrow as a phone gets: findings with the address before them. */
async function look(page: Page, url: string, settle = settled): Promise<readonly string[]> {
  await page.setViewportSize(DESK);
  await page.goto(url);
  await settle(page);
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.evaluate<void>(COLOURS_AT_REST);
    found.push(...(await barriers(page)).map((each) => `${colorScheme} ${each}`));
  }
  await page.setViewportSize(NARROWEST);
  await settle(page);
  // The page lays itself out anew for the narrow screen; what does not fit then stays too wide.
  await until(page, `document.documentElement.scrollWidth <= innerWidth`, 2_000);
  const beyond = await page.evaluate<number>(`document.documentElement.scrollWidth - innerWidth`);
  if (beyond > 0) found.push(`scrolls sideways by ${beyond} px at 320 px`);
  return found.map((each) => `${new URL(url).pathname}: ${each}`);
}

/** Looks at every frame until the page says yes, or the time is up. */
async function until(page: Page, condition: string, withinMs: number): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await page.evaluate<boolean>(condition)) && performance.now() < end)
    await page.evaluate(`new Promise(requestAnimationFrame)`);
}

async function settled(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await until(page, `!document.body.innerText.includes("Sedang memuat")`, 20_000);
}

/** Pages that one test looks at: several run side by side, and a slow machine finishes each within its time. */
const PAGES_TOGETHER = 5;
const TOURS = Object.entries(ROLES).flatMap(([name, pages]) =>
  Array.from({ length: Math.ceil(pages.length / PAGES_TOGETHER) }, (_, i): [string, number, readonly string[]] => {
    return [name, i + 1, pages.slice(i * PAGES_TOGETHER, (i + 1) * PAGES_TOGETHER)];
  }),
);

describe("every page of the officials' site", () => {
  it.concurrent.each(TOURS)(
    "puts no barrier before %s (%i), in light and dark, and never scrolls sideways",
    async (name, _, pages) => {
      const { page, close } = await official(browser, house.url, name);
      const found: string[] = [];
      for (const path of pages) found.push(...(await look(page, `${house.url}${path}`)));
      expect(found).toEqual([]);
      await close();
    },
  );

  it("puts no barrier before somebody who signs in or has forgotten the password", async () => {
    const page = await (await browser.newContext()).newPage();
    const found = [...(await look(page, `${house.url}/masuk`))];
    await page.getByRole("button", { name: "Lupa kata sandi?" }).click();
    await heading(page, "Lupa kata sandi").waitFor();
    found.push(...(await barriers(page)));
    expect(found).toEqual([]);
    await page.context().close();
  });
});

/** How far the note that is shown stays away from the left and the right edge. As text, because it runs in the browser. */
const ROOM = `(() => {
  const { left, right } = document.querySelector(".s-note-shown").getBoundingClientRect();
  return Math.min(left, document.documentElement.clientWidth - right);
})()`;

describe("a note beside a control", () => {
  it("stays inside the narrowest window, also when the dialog that gives it the focus is only being put up", async () => {
    const { page, close } = await official(browser, house.url, "admin.kukar");
    await page.setViewportSize(NARROWEST);
    await page.goto(`${house.url}/pengaturan/kalender`);
    await settled(page);
    const openers = page.getByRole("main").getByRole("button", { name: /^Ubah/ });
    await openers.first().waitFor();
    const room: number[] = [];
    for (let i = 0; i < 4; i += 1) {
      await openers.nth(i).click();
      await page.getByRole("dialog").locator(".s-note-shown").waitFor();
      room.push(await page.evaluate<number>(ROOM));
      await page.getByRole("dialog").getByRole("button", { name: "Tutup" }).click();
    }
    expect(room.filter((each) => each < 0)).toEqual([]);
    await close();
  });
});

describe("every page of the public site", () => {
  it("puts no barrier before a citizen, in light and dark, and never scrolls sideways", async () => {
    const page = await (await browser.newContext()).newPage();
    const found: string[] = [];
    for (const path of PUBLIC) found.push(...(await look(page, `${house.portal("kukar")}${path}`)));
    await page.goto(`${house.portal("kukar")}/laporan/rfk/2026-03/dinas-sosial`);
    const proof = await page.getByRole("link", { name: "Periksa keaslian", exact: true }).getAttribute("href");
    found.push(...(await look(page, `${house.portal("kukar")}${proof}`)));
    expect(found).toEqual([]);
    await page.context().close();
  });
});

describe("without a mouse", () => {
  it("skips to the content with the first key and finds pages by Ctrl+K, saying what to try when nothing matches", async () => {
    const { page, close } = await official(browser, house.url, "pptk.pu.kukar");
    await page.reload();
    await heading(page, /Selamat bekerja/).waitFor();
    await page.keyboard.press("Tab");
    expect(await page.evaluate<string>("document.activeElement.textContent.trim()")).toBe("Langsung ke isi halaman");
    await page.keyboard.press("Enter");
    expect(await page.evaluate<string>("document.activeElement.tagName")).toBe("MAIN");
    await page.keyboard.press("Control+K");
    const search = page.getByRole("combobox", { name: "Cari halaman, OPD, atau perintah" });
    await search.waitFor();
    await page.keyboard.type("zzzz");
    await page
      .getByText(/Tidak ada yang cocok dengan "zzzz"\. Coba awal kata nama OPD/)
      .first()
      .waitFor();
    expect(await barriers(page)).toEqual([]);
    await search.fill("Kecamatan Tenggarong");
    await page
      .getByRole("option", { name: /^Kecamatan Tenggarong/ })
      .first()
      .waitFor();
    await search.fill("siapa belum");
    await page.getByRole("option", { name: "Siapa belum lapor" }).waitFor();
    await page.keyboard.press("Enter");
    await heading(page, "Siapa belum lapor").waitFor();
    await close();
  });
});

describe("the specimen page of the components", () => {
  let folder: string;
  let front: Front;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "selaras-specimen-"));
    const ui = join(HOUSE_ROOT, "packages/ui");
    await promisify(execFile)(
      join(ui, "node_modules/.bin/vite"),
      ["build", "--logLevel", "error", "--outDir", folder],
      {
        cwd: ui,
        env: { ...process.env, NODE_ENV: "production" },
      },
    );
    const target: StaticTarget = { kind: "static", folder, fallback: "index.html", headers: {} };
    front = await startFront({ port: 0, routes: [{ name: "specimen", matches: () => true, target }] });
  });
  afterAll(async () => {
    await front?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("shows every component without a barrier, in light and dark, and never scrolls sideways", async () => {
    const page = await (await browser.newContext()).newPage();
    // Its loading states load for ever.
    const shown = (page: Page) => page.getByRole("heading", { level: 1 }).first().waitFor();
    expect(await look(page, `http://localhost:${front.port}/`, shown)).toEqual([]);
    await page.context().close();
  });
});
