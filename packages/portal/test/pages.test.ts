import { PublicHome, PublicProof, PublicReport, PublicTenant, PublicUnit } from "@selaras/core/portal/schema.ts";
import { beforeAll, describe, expect, it } from "vitest";
import type { PortalPage, PortalServer } from "../src/contract.ts";
import { loadPortal } from "./bundle.ts";
import {
  cardOf,
  CODE,
  correctedInput,
  home,
  homeInput,
  NEXT_CODE,
  parsed,
  proof,
  proofInput,
  report,
  reportInput,
  supersededInput,
  tenant,
  unit,
  unitInput,
  withdrawnInput,
} from "./sample.ts";

let portal: PortalServer;
beforeAll(async () => {
  portal = await loadPortal();
});

const pages = {
  home: { page: "home", home },
  unit: { page: "unit", unit, home },
  report: { page: "report", report },
  corrected: { page: "report", report: parsed(PublicReport, correctedInput) },
  superseded: { page: "report", report: parsed(PublicReport, supersededInput) },
  withdrawn: { page: "report", report: parsed(PublicReport, withdrawnInput) },
  proof: { page: "proof", proof },
  check: { page: "check", tenant: parsed(PublicTenant, tenant) },
  "unknown-code": { page: "unknown-code" },
  about: { page: "about", tenant: parsed(PublicTenant, tenant) },
  "not-found": { page: "not-found" },
  trouble: { page: "trouble", requestId: "01J0000000000000000000000Z" },
} as const satisfies Record<string, PortalPage>;
const names = Object.keys(pages) as readonly (keyof typeof pages)[];

const html = (page: PortalPage): string => portal.renderPage(page).html;
/** What a reader sees: no markup, single spaces. */
const words = (page: PortalPage): string =>
  html(page)
    .replace(/<head>.*?<\/head>/s, " ")
    .replace(/<!--.*?-->/g, "")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ");

describe("every page", () => {
  it.each(names)(
    "%s has no inline style, script or handler, so that the content policy blocks nothing of it",
    (name) => {
      const page = html(pages[name]);
      expect(page).not.toMatch(/\sstyle=|<style|\son[a-z]+=|javascript:/i);
      expect([...page.matchAll(/<script[^>]*>(.*?)<\/script>/gs)].map(([, body]) => body)).toEqual([""]);
    },
  );

  it.each(names)("%s is a whole Indonesian document with one h1, readable without the script", (name) => {
    const page = html(pages[name]);
    expect(page).toMatch(/^<!doctype html><html lang="id">/);
    expect(page.match(/<h1/g)).toHaveLength(1);
    expect(page).toMatch(/<script src="\/assets\/[\w-]+\.js" defer/);
    expect(page).toMatch(/<main/);
  });

  it.each(names)("%s gives the same bytes when it is drawn again", (name) => {
    expect(html(pages[name])).toBe(html(pages[name]));
  });

  it.each(["home", "unit", "report", "proof", "check", "about"] as const)(
    "%s says above everything that a demonstration is one",
    (name) => {
      expect(words(pages[name])).toMatch(/^ Situs peragaan\. Semua angka/);
      const real = { ...tenant, demo: false };
      const serious: PortalPage = { page: "about", tenant: parsed(PublicTenant, real) };
      expect(words(serious)).not.toMatch(/contoh|peragaan/i);
    },
  );

  it.each(names)("%s never says a bare SPM", (name) => {
    expect(words(pages[name])).not.toMatch(/\bSPM\b(?! (?:Layanan|Bayar))/);
  });
});

describe("the home of a regency", () => {
  it("states the finding: how many published and how much of their pagu is spent, rounded half up", () => {
    expect(html(pages.home)).toMatch(
      /<h1[^>]*>Sampai September 2026, 6 dari 8 OPD telah menerbitkan laporan; realisasi keuangan 61,42 % dari pagu 6 OPD itu<\/h1>/,
    );
  });

  it("gives completeness 6/8 and timeliness over all that were expected, silent ones included", () => {
    const page = words(pages.home);
    expect(page).toContain("Kelengkapan September 2026 75,00 % 6 dari 8 OPD menerbitkan laporan");
    // Of the six published in the sample's September four came in time: 4/8.
    expect(page).toContain("Ketepatan waktu September 2026 50,00 % 4 dari 8 OPD");
  });

  it("says in the curve's title how far physical progress is behind: 69,10 against 74,50", () => {
    expect(words(pages.home)).toContain("Realisasi fisik 5,40 poin di bawah rencana");
  });

  it("ranks by money, shares a rank between equals, and leaves an incomplete unit without one", () => {
    const table =
      (html(pages.home).split('class="s-table-block s-table-cards p-ranking"')[1] ?? "").split("</table>")[0] ?? "";
    const lines = [...table.matchAll(/<tr role="row"[^>]*>.*?<\/tr>/gs)].slice(1).map(([line]) =>
      line
        .replace(/<[^>]+>/g, " ")
        .replace(/\s+/g, " ")
        .trim(),
    );
    expect(lines.map((line) => /^(\d\.|tanpa peringkat)/.exec(line)?.[1])).toEqual([
      "1.",
      "1.",
      "3.",
      "4.",
      "5.",
      "tanpa peringkat",
    ]);
    expect(lines[0]).toMatch(/^1\. Dinas Pemberdayaan Masyarakat dan Desa 71,20 %/);
    expect(lines[4]).toMatch(/^5\. Dinas Pekerjaan Umum 48,75 %.*Terlambat/);
    expect(lines[5]).toMatch(/Kecamatan Tenggarong – belum lengkap – tidak dapat dihitung \(penyebut nol\)/);
  });

  it("lists who has not reported with the words for it and no figure", () => {
    const absent =
      words(pages.home).split("Belum lapor untuk September 2026: 2 OPD")[1]?.split("Semua perangkat daerah")[0] ?? "";
    expect(absent).toContain("Dinas Komunikasi dan Informatika Belum lapor");
    expect(absent).not.toMatch(/\d,\d\d|%/);
  });

  it("says when, of how many, and where the open figures are", () => {
    expect(words(pages.home)).toContain("Keadaan per 12 Oktober 2026, 14.30 WITA");
    expect(html(pages.home)).toContain('href="/data/rfk-2026.csv"');
    expect(html(pages.home)).toContain('href="/?tahun=2025"');
  });

  it("says what to do while a year has nothing, and draws no zero", () => {
    const empty = parsed(PublicHome, { ...homeInput, periods: [], latest: null });
    const page = words({ page: "home", home: empty });
    expect(page).toContain("Belum ada laporan yang terbit untuk tahun 2026");
    expect(page).not.toMatch(/0,00 %|NaN|undefined|null/);
  });

  it("calls a complete month complete and divides by the whole pagu", () => {
    const last = homeInput.periods.at(-1);
    const full = parsed(PublicHome, { ...homeInput, periods: [{ ...last, published: 8 }] });
    expect(words({ page: "home", home: full })).toContain(
      "Sampai September 2026, seluruh 8 OPD telah menerbitkan laporan; realisasi keuangan 61,42 % dari pagu ",
    );
  });

  it("leaves the money out of the sentence while it is missing somewhere", () => {
    const last = homeInput.periods.at(-1);
    const total = { ...last?.total, persen_keuangan: { kind: "missing", which: ["Belanja"] } };
    const partly = parsed(PublicHome, { ...homeInput, periods: [{ ...last, total }] });
    expect(html({ page: "home", home: partly })).toContain("6 dari 8 OPD telah menerbitkan laporan</h1>");
  });
});

describe("the page of a unit", () => {
  it("shows every month up to the regency's latest; a silent one is grey and says so", () => {
    const page = words(pages.unit);
    expect(page).toContain("8 laporan terbit pada tahun 2026, 1 di antaranya terlambat.");
    expect(page).toMatch(/Mei 2026 Belum lapor/);
    expect(page.indexOf("September 2026 : baca")).toBeLessThan(page.indexOf("Agustus 2026 : baca"));
    expect(page).toMatch(/September 2026 : baca laporan/);
    expect(html(pages.unit)).toContain('href="/laporan/rfk/2026-09/dinkes"');
    expect(html(pages.unit)).not.toContain('href="/laporan/rfk/2026-05/dinkes"');
  });

  it("does not turn a year without reports into zeros", () => {
    const silent = parsed(PublicUnit, { ...unitInput, reports: [] });
    expect(words({ page: "unit", unit: silent, home })).toMatch(
      /Belum ada laporan terbit pada tahun 2026.*tidak berarti nol/,
    );
  });
});

describe("the page of a report", () => {
  it("names signer, post, times with zone, version, budget and the snapshot it shows", () => {
    const page = words(pages.report);
    expect(page).toContain("dr. Kusnandar, M.Kes. Plt. Kepala Dinas Kesehatan");
    expect(page).toContain("6 April 2026, 10.14 WITA");
    expect(page).toContain("Laporan versi 1, memakai RFK versi 2");
    expect(page).toContain("DPA Pergeseran I");
    expect(page).toContain("9f2c4e7ab0135d68 (SHA-256, 16 huruf pertama)");
    expect(page).toContain("Januari 2026, Februari 2026, Maret 2026 (3 bulan)");
    expect(page).toContain("Halaman ini memuat cuplikan yang ditandatangani");
  });

  it("groups rows by programme and kegiatan, each heading once", () => {
    const page = words(pages.report);
    expect(page.match(/1\.02\.02 Program Pemenuhan/g)).toHaveLength(1);
    expect(page.match(/1\.02\.02\.2\.02 Penyediaan Layanan/g)).toHaveLength(1);
    expect(page.match(/1\.02\.02\.2\.01 Penyediaan Fasilitas/g)).toHaveLength(1);
  });

  it("tells zero, nihil, missing, not applicable and undefined apart", () => {
    const page = words(pages.report);
    expect(page).toContain("125.000.000,50 8,50 % 120 orang Berjalan 31 Maret 2026");
    expect(page).toContain("– Nihil (Belum ada tagihan dari penyedia) 0,00 % – belum diisi Tender – belum diisi");
    // What a formula gives as a word of its row stands under the row's name.
    expect(page).toContain("Batas kontrak: 30 Juni 2026");
    expect(page).toContain(
      "(1.250.000,00) – tidak dapat dihitung (penyebut nol) – Tidak berlaku (Dipindahkan ke Dinas Pekerjaan Umum)",
    );
  });

  it("writes narratives as text under the question, not under a key", () => {
    expect(words(pages.report)).toMatch(/Permasalahan dan tindak lanjut Curah hujan tinggi/);
    expect(words(pages.report)).not.toContain("narasi/masalah");
  });
});

describe("versions of a report", () => {
  it("a corrected one says what it corrects, why, and the two things that changed, old and new", () => {
    const page = words(pages.corrected);
    expect(page).toContain("Versi 2 mengoreksi versi 1. Alasan: Salah ketik realisasi sub kegiatan ibu bersalin");
    expect(page).toContain("2 angka dan isian publik berubah");
    expect(page).toMatch(/Realisasi keuangan angka seluruh laporan 64,54 % 65,10 %/);
    expect(page).toMatch(/Ibu Bersalin – Nihil \(Belum ada tagihan\) 7\.000\.000,00/);
    expect(html(pages.corrected)).toContain('href="/laporan/rfk/2026-03/dinkes/v/1"');
    expect(html(pages.corrected)).toContain(`href="/v/${NEXT_CODE}"`);
  });

  it("a replaced one says by what, why, and leads there", () => {
    const page = words(pages.superseded);
    expect(page).toContain("Versi 1 sudah digantikan oleh versi 2.");
    expect(page).toContain("Digantikan versi 2");
    expect(html(pages.superseded)).toContain('<a href="/laporan/rfk/2026-03/dinkes">Buka versi 2');
  });

  it("a withdrawn one says why and shows no figure, not even a zero", () => {
    const page = words(pages.withdrawn);
    expect(page).toContain("Laporan ini ditarik.");
    expect(page).toContain("Alasan: Terbit untuk unit yang keliru");
    expect(page).not.toMatch(/\d,\d\d|%/);
  });

  it("one that is being corrected says so and stands until then", () => {
    const correcting = parsed(PublicReport, { ...reportInput, correcting: true });
    expect(words({ page: "report", report: correcting })).toContain(
      "Koreksi sedang diproses. Sampai versi baru ditandatangani dan terbit, versi 1 inilah yang berlaku.",
    );
    expect(words(pages.report)).not.toContain("Koreksi sedang diproses");
  });

  it("one that counted a month before its correction keeps its figures and carries a flag", () => {
    const frozen = parsed(PublicReport, { ...reportInput, outdated: ["2026-02"] });
    expect(words({ page: "report", report: frozen })).toMatch(
      /Memakai angka sebelum koreksi\. Laporan Februari 2026 dikoreksi atau ditarik setelah laporan ini ditandatangani/,
    );
  });

  it("withdrawn months are grey on the page of their unit and in the open figures, and named on the home", () => {
    const reports = unitInput.reports.map((card) =>
      card.period === "2026-09" ? { ...card, status: "ditarik", figures: {} } : card,
    );
    const page = words({ page: "unit", unit: parsed(PublicUnit, { ...unitInput, reports }), home });
    expect(page).toContain("7 laporan terbit pada tahun 2026");
    expect(page).toMatch(/September 2026 : baca laporan Ditarik – ditarik/);
    const absent = homeInput.latest.absent.map((each) => ({ ...each, withdrawn: each.unit === "dp3a" }));
    const shown = parsed(PublicHome, { ...homeInput, latest: { ...homeInput.latest, absent } });
    expect(words({ page: "home", home: shown })).toMatch(/Perlindungan Anak Ditarik/);
  });
});

describe("the page of a code", () => {
  const proved = (change: object): string =>
    words({ page: "proof", proof: parsed(PublicProof, { ...proofInput, ...change }) });

  it("says what is out, whose it is, who signed it when, and every fingerprint in full", () => {
    const page = proved({});
    expect(page).toContain(
      "Dokumen ini terbit Laporan Realisasi Fisik dan Keuangan, Dinas Kesehatan, Maret 2026, versi 1.",
    );
    expect(page).toContain("dr. Kusnandar, M.Kes. Plt. Kepala Dinas Kesehatan");
    expect(page).toContain("6 April 2026, 10.14 WITA");
    expect(page).toContain("0123 4567 89AB CDEF GHJK MNPQ RS");
    expect(page).toContain("1.234.567 bita");
    for (const hash of [proofInput.contentHash, proofInput.snapshot, proofInput.document.hash])
      expect(page.replaceAll(" ", "")).toContain(hash);
    // The figures on paper can be held against these.
    expect(page).toContain("64,54 %");
  });

  it("never claims a certificate that there is not, and shows no NIP", () => {
    expect(proved({})).toContain("Segel internal layanan ini, bukan sertifikat elektronik BSrE");
    expect(proved({})).not.toMatch(/\bNIP\b|\d{18}/);
  });

  it("of a replaced version leads to the page of the new one and says why", () => {
    const current = { version: 2, status: "terbit", publishedAt: proofInput.publishedAt, code: NEXT_CODE };
    const change = { status: "digantikan", superseded: { by: 2, reason: "Salah ketik angka" }, current };
    expect(proved(change)).toContain("Dokumen ini digantikan versi 2");
    expect(proved(change)).toContain("Alasan koreksi: Salah ketik angka");
    expect(html({ page: "proof", proof: parsed(PublicProof, { ...proofInput, ...change }) })).toContain(
      `href="/v/${NEXT_CODE}"`,
    );
  });

  it("of a withdrawn version says why and shows no figure", () => {
    const page = proved({ status: "ditarik", withdrawn: "Salah unit", figures: {}, labels: [] });
    expect(page).toContain("Dokumen ini ditarik");
    expect(page).toContain("Alasan: Salah unit");
    expect(page).not.toMatch(/\d,\d\d|%/);
  });

  it("says under correction that the version still stands", () => {
    expect(proved({ correcting: true })).toContain("Koreksi sedang diproses. Sampai versi baru terbit, versi inilah");
  });

  it("carries the fingerprint of the document for the script, and every finding hidden until then", () => {
    const page = html(pages.proof);
    expect(page).toContain(`data-check="${CODE}" data-hash="${proofInput.document.hash}" hidden`);
    expect(page.match(/data-verdict="[a-z-]+" hidden/g)).toHaveLength(4);
    expect(page).toContain("sha256sum nama.pdf");
  });
});

describe("what people typed", () => {
  const hostile = `<script>alert(1)</script>"'&<img src=x onerror=alert(1)>`;

  it("stays text wherever it stands, in titles, attributes and cells", () => {
    const bad = { ...tenant, name: hostile, contact: hostile, capital: hostile };
    const evil: readonly PortalPage[] = [
      {
        page: "home",
        home: parsed(PublicHome, {
          ...homeInput,
          tenant: bad,
          template: { id: "rfk", name: hostile, short: hostile },
          labels: homeInput.labels.map((label) => ({ ...label, label: hostile })),
          latest: {
            period: "2026-09",
            reports: [cardOf("2026-09", "dinkes", hostile, 3)],
            absent: [{ unit: "x", name: hostile, withdrawn: false }],
          },
        }),
      },
      {
        page: "unit",
        unit: parsed(PublicUnit, {
          ...unitInput,
          tenant: bad,
          unit: { ...unitInput.unit, name: hostile, short: hostile },
        }),
        home,
      },
      {
        page: "report",
        report: parsed(PublicReport, {
          ...reportInput,
          tenant: bad,
          nil: hostile,
          budget: hostile,
          signer: { name: hostile, hat: hostile, at: reportInput.signer.at },
          rows: reportInput.rows.map((row) => ({
            ...row,
            label: hostile,
            group: [hostile],
            cells: {
              pagu: { kind: "not-applicable", reason: hostile },
              uang: { kind: "nil", reason: hostile },
              fisik: { kind: "undefined", why: hostile },
              status: { kind: "text", text: hostile },
              masalah: { kind: "text", text: hostile },
            },
          })),
        }),
      },
      {
        page: "report",
        report: parsed(PublicReport, {
          ...correctedInput,
          correction: {
            of: 1,
            reason: hostile,
            changes: [
              {
                row: { code: hostile, label: hostile, section: hostile },
                label: { ...correctedInput.correction.changes[0]?.label, label: hostile },
                before: { kind: "text", text: hostile },
                after: { kind: "nil", reason: hostile },
              },
            ],
          },
          withdrawn: hostile,
          status: "ditarik",
        }),
      },
      {
        page: "proof",
        proof: parsed(PublicProof, {
          ...proofInput,
          tenant: bad,
          status: "ditarik",
          withdrawn: hostile,
          seal: { by: hostile, at: proofInput.seal.at },
          signer: { name: hostile, hat: hostile, at: reportInput.signer.at },
          unit: { id: "dinkes", name: hostile },
        }),
      },
      { page: "trouble", requestId: hostile },
    ];
    for (const page of evil) {
      // A quote that got out of an attribute would leave its tail behind here.
      expect(html(page).replace(/="[^"]*"/g, "")).not.toMatch(/<script>|<img|onerror=alert\(1\)>?"/);
      expect(html(page)).toContain("&lt;script>alert(1)");
    }
    expect(portal.markFile({ name: `${hostile} <b`, brand: `"/><script>` })).not.toMatch(/<script|<b/);
    expect(portal.brandSheet(`red}</style><script>`)).not.toMatch(/script|red/);
  });

  it("wraps a name of 180 letters: no width is written anywhere", () => {
    const long = "Dinas ".concat("Pengendalian".repeat(15)).slice(0, 180);
    const page = html({
      page: "unit",
      unit: parsed(PublicUnit, { ...unitInput, unit: { ...unitInput.unit, name: long } }),
      home,
    });
    expect(page).toContain(long);
  });
});

describe("the page for an unknown code", () => {
  it("carries no name, colour or mark of any region", () => {
    const { status, html: page } = portal.renderPage({ page: "unknown-code" });
    expect(status).toBe(404);
    expect(page).not.toMatch(/brand\.css|lambang|Kabupaten|Kota/);
  });
});

describe("the page for nothing", () => {
  it("carries no name, colour or mark of any region", () => {
    const { status, html: page } = portal.renderPage({ page: "not-found" });
    expect(status).toBe(404);
    expect(page).not.toMatch(/brand\.css|lambang|Kabupaten|Kota/);
  });
});
