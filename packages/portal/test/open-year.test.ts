import { PublicHome, PublicUnit } from "@selaras/core/portal/schema.ts";
import { beforeAll, describe, expect, it } from "vitest";
import type { PortalServer } from "../src/contract.ts";
import { loadPortal } from "./bundle.ts";
import { cardOf, home, homeInput, parsed, tenant, unitInput } from "./sample.ts";

let portal: PortalServer;
beforeAll(async () => {
  portal = await loadPortal();
});

/** Reads a CSV of this house back: semicolons, doubled quotes. */
function cellsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
  );
}

const yearOf = (cards: readonly unknown[]) => ({
  home,
  reports: parsed(PublicUnit, { ...unitInput, reports: cards }).reports,
});
const linesOf = (csv: string) => csv.replace("\uFEFF", "").trimEnd().split("\r\n");

describe("open figures as CSV", () => {
  it("opens in an Indonesian spreadsheet: byte order mark, semicolons, decimal comma, no thousands dots", () => {
    const csv = portal.openCsv(yearOf([cardOf("2026-09", "dinkes", "Dinas Kesehatan", 48.75)]));
    expect(
      csv.startsWith("\uFEFFperiode;kode_opd;perangkat_daerah;keadaan;versi;tepat_waktu;terbit_pada;Pagu (Rp);"),
    ).toBe(true);
    const line = linesOf(csv).find((each) => each.includes("dinkes"));
    expect(cellsOf(line ?? "").slice(0, 12)).toEqual([
      "2026-09",
      "dinkes",
      "Dinas Kesehatan",
      "terbit",
      "1",
      "ya",
      "2026-09-28T03:10:00.000Z",
      "125000000000",
      "60937500000",
      "48,75",
      "54,75",
      "74,5",
    ]);
  });

  it("leaves a missing figure empty with its reason, and lists who is silent in the latest month", () => {
    const csv = portal.openCsv(yearOf([cardOf("2026-09", "kec-tenggarong", "Kecamatan Tenggarong", null)]));
    const cells = linesOf(csv).map(cellsOf);
    const partly = cells.find(([, unit]) => unit === "kec-tenggarong");
    expect(partly?.slice(8, 11)).toEqual(["", "", ""]);
    expect(partly?.[12]).toContain("Realisasi fisik: tidak dapat dihitung (penyebut nol)");
    const silent = cells.find(([, unit]) => unit === "diskominfo");
    expect(silent?.slice(3, 12)).toEqual(["belum lapor", "", "", "", "", "", "", "", ""]);
  });

  it("has the same number of cells in every line, whatever a name holds", () => {
    const csv = portal.openCsv(
      yearOf([cardOf("2026-09", "dinkes", 'Dinas "A"; B\nC', 1), cardOf("2026-08", "dpu", "Dinas D", 2)]),
    );
    const body = csv.replace("\uFEFF", "").trimEnd().split("\r\n");
    expect(new Set(body.map((line) => cellsOf(line).length))).toEqual(new Set([14]));
    expect(body.map(cellsOf).some((cells) => cells[2] === 'Dinas "A"; B\nC')).toBe(true);
  });

  it("cuts a quotient of forty digits at six decimals, rounded half up", () => {
    const card = cardOf("2026-09", "dinkes", "Dinas Kesehatan", 1);
    const third = { kind: "value", amount: "4.3642295886205618804354424472150124805979" };
    const csv = portal.openCsv(yearOf([{ ...card, figures: { ...card.figures, persen_keuangan: third } }]));
    expect(csv).toContain(";4,36423;");
  });

  it("never lets a name become a formula", () => {
    const csv = portal.openCsv(yearOf([cardOf("2026-09", "dinkes", "=HYPERLINK(1)", 1)]));
    expect(csv).not.toMatch(/(^|;)=/m);
    expect(csv).toContain(";'=HYPERLINK(1);");
  });

  it("says in every line that figures of a demonstration are examples", () => {
    const cards = [cardOf("2026-09", "dinkes", "Dinas Kesehatan", 1)];
    expect(
      linesOf(portal.openCsv(yearOf(cards)))
        .slice(1)
        .every((line) => line.endsWith("(angka contoh)")),
    ).toBe(true);
    const real = parsed(PublicHome, { ...homeInput, tenant: { ...tenant, demo: false } });
    expect(portal.openCsv({ ...yearOf(cards), home: real })).not.toContain("contoh");
  });
});

describe("open figures as JSON", () => {
  it("keeps exact amounts as text and the state of what has none", () => {
    const json = JSON.parse(
      JSON.stringify(portal.openJson(yearOf([cardOf("2026-09", "kec-tenggarong", "Kecamatan Tenggarong", null)]))),
    );
    const line = json.baris.find((each: { opd: { id: string } }) => each.opd.id === "kec-tenggarong");
    expect(line.angka.pagu).toEqual({ kind: "value", amount: "125000000000", unit: "Rp" });
    expect(line.angka.persen_fisik).toEqual({ kind: "undefined", why: "penyebut nol" });
    expect(json.daerah.contoh).toBe(true);
  });
});
