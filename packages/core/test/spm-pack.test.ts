import { describe, expect, it } from "vitest";
import { coverageOf } from "../src/report/coverage.ts";
import type { CarryView } from "../src/report/schema.ts";
import { spmLayanan } from "../src/template/packs/spm-layanan.ts";
import { type Added, cellOf, computedOf, filled, NOTHING_EARLIER, told, type Typed } from "./filled.ts";

const B1 = "B.1 Barang/jasa";
const B2 = "B.2 SDM";
const IBU_HAMIL = "Pelayanan kesehatan ibu hamil";
const IBU_BERSALIN = "Pelayanan kesehatan ibu bersalin";
const HAMIL = "capaian/spm.04";

const item = (jenis: string, tabel: string, kebutuhan: string, tersedia: string): Added => ({
  section: "mutu",
  label: "butir",
  typed: { jenis, tabel, kebutuhan, tersedia },
});
const served = (sasaran: string, ...months: readonly string[]): Readonly<Record<string, string>> => ({
  sasaran,
  bulan_1: months[0] ?? "0",
  bulan_2: months[1] ?? "0",
  bulan_3: months[2] ?? "0",
});
const report = (typed: Typed, added: readonly Added[], carry?: CarryView) =>
  computedOf(spmLayanan, filled(spmLayanan, "2026-TW1", typed, added), carry);

/** Seven items of the worked example: a hundred wanted of each, so many of them there. */
const SEVEN: readonly Added[] = [
  item(IBU_HAMIL, B1, "100", "100"),
  item(IBU_HAMIL, B1, "100", "90"),
  item(IBU_HAMIL, B1, "100", "80"),
  item(IBU_HAMIL, B1, "100", "100"),
  item(IBU_HAMIL, B2, "100", "90"),
  item(IBU_HAMIL, B2, "100", "90"),
  item(IBU_HAMIL, B2, "100", "88"),
];

describe("IP-SPM of a kind of service", () => {
  it("A6: 95 of the recipients and 90 of the quality are 94,00, Tuntas Utama", () => {
    const done = report({ [HAMIL]: served("100", "95") }, [item(IBU_HAMIL, B1, "100", "90")]);
    expect(told(cellOf(done, HAMIL, "ip_spm"))).toBe("94.0000");
    expect(told(cellOf(done, HAMIL, "kategori"))).toBe("Tuntas Utama");
  });

  it("A7: ibu hamil 11.827 / 12.450 with seven items is 94,2254; by the means of the two tables 94,1801", () => {
    const done = report({ [HAMIL]: served("12450", "4000", "4000", "3827") }, SEVEN);
    const at = (field: string) => told(cellOf(done, HAMIL, field));
    // 11.827 / 12.450 = 94,9960; (100 + 90 + 80 + 100 + 90 + 90 + 88) / 7 = 91,1429; B.1 92,5; B.2 89,3333.
    expect([at("ip_penerima"), at("mutu_butir"), at("mutu_barang"), at("mutu_sdm")]).toEqual([
      "94.9960",
      "91.1429",
      "92.5000",
      "89.3333",
    ]);
    expect([at("ip_spm"), at("ip_spm_tabel")]).toEqual(["94.2254", "94.1801"]);
    expect([at("terlayani"), at("belum_terlayani"), at("kategori")]).toEqual([
      "11827.0000",
      "623.0000",
      "Tuntas Utama",
    ]);
  });

  it("keeps 99,996 at Tuntas Utama although it prints as 100,00", () => {
    // 0,8 x 100 + 0,2 x 99,98
    const done = report({ [HAMIL]: served("50", "50") }, [item(IBU_HAMIL, B1, "10000", "9998")]);
    const [ip] = [cellOf(done, HAMIL, "ip_spm")];
    expect([told(ip, 3), told(ip, 2), told(cellOf(done, HAMIL, "kategori"))]).toEqual([
      "99.996",
      "100.00",
      "Tuntas Utama",
    ]);
    const whole = report({ [HAMIL]: served("50", "50") }, [item(IBU_HAMIL, B1, "10000", "10000")]);
    expect(told(cellOf(whole, HAMIL, "kategori"))).toBe("Tuntas Paripurna");
  });

  it("counts the target of the year once over four quarters", () => {
    const earlier = (sum: string) => ({ sum, last: null });
    const carry: CarryView = {
      months: ["2026-TW1", "2026-TW2", "2026-TW3"].map((each) => each as CarryView["months"][number]),
      absent: [],
      values: {
        [HAMIL]: {
          sasaran: { sum: "1000", last: null, periods: { "2026-TW1": "1000" } },
          bulan_1: earlier("300"),
          bulan_2: earlier("250"),
          bulan_3: earlier("200"),
        },
      },
    };
    const rows = filled(spmLayanan, "2026-TW4", { [HAMIL]: { bulan_1: "80", bulan_2: "80", bulan_3: "90" } });
    const done = computedOf(spmLayanan, rows, carry);
    // 300 + 250 + 200 + 80 + 80 + 90 = 1.000 of 1.000; counted per quarter it would be 25 %.
    expect([told(cellOf(done, HAMIL, "sasaran_setahun"), 0), told(cellOf(done, HAMIL, "ip_penerima"), 2)]).toEqual([
      "1000",
      "100.00",
    ]);
  });

  it("caps at 100 and asks why more were served than there were", () => {
    const done = report({ [HAMIL]: served("100", "120") }, [item(IBU_HAMIL, B1, "10", "30")]);
    expect(told(cellOf(done, HAMIL, "ip_spm"), 2)).toBe("100.00");
    expect(done.findings.find((each) => each.rowKey === HAMIL && each.rule === "melebihi_sasaran")?.severity).toBe(
      "warn",
    );
  });

  it("says missing, and not zero, where no item of quality was entered", () => {
    const done = report({ [HAMIL]: served("100", "95") }, [item(IBU_BERSALIN, B1, "100", "90")]);
    expect(told(cellOf(done, HAMIL, "ip_spm"))).toBe("missing");
    expect(done.findings.some((each) => each.rowKey === HAMIL && each.rule === "mutu_kosong")).toBe(true);
  });
});

describe("IP-SPM of a field and of the region", () => {
  const both = [item(IBU_HAMIL, B1, "100", "90"), item(IBU_BERSALIN, B1, "100", "80")];
  const few = (typed: Typed, added: readonly Added[]) => {
    const rows = filled(spmLayanan, "2026-TW1", typed, added);
    return computedOf(
      spmLayanan,
      rows.filter((row) => row.rowKey in typed || row.rowKey.startsWith("mutu/")),
    );
  };

  it("is the mean of the fields' means, each of its kinds", () => {
    const done = few(
      { [HAMIL]: served("100", "90"), "capaian/spm.05": served("100", "80"), "capaian/spm.01": served("100", "95") },
      [...both, item("Pendidikan anak usia dini (5-6 th)", B2, "100", "95")],
    );
    // Kesehatan (90 + 80) / 2 = 85; Pendidikan 95; (85 + 95) / 2 = 90. Over the three kinds it would be 88,33.
    const figure = (id: string) => told(done.figures[id], 2);
    expect([figure("ip_kesehatan"), figure("ip_pendidikan"), figure("ip_daerah")]).toEqual(["85.00", "95.00", "90.00"]);
    expect(figure("kategori_daerah")).toBe("Tuntas Utama");
    expect(figure("ip_sosial")).toBe("not-applicable: semua baris tidak berlaku");
  });

  it("leaves a kind without a target out of every mean and says so", () => {
    const done = few({ [HAMIL]: served("100", "90"), "capaian/spm.05": served("0") }, both);
    expect(told(cellOf(done, "capaian/spm.05", "ip_spm"))).toBe("not-applicable: tidak ada sasaran");
    expect(told(done.figures["ip_kesehatan"], 2)).toBe("90.00");
    expect(told(done.figures["tanpa_sasaran"], 0)).toBe("1");
  });

  it("waits for the kinds of its field that have a target, and for no others", () => {
    const PAUD = "Pendidikan anak usia dini (5-6 th)";
    const rows = filled(
      spmLayanan,
      "2026-TW1",
      { [HAMIL]: served("100", "90"), "capaian/spm.05": served("0"), "capaian/spm.06": served("50", "10") },
      [...both, item(PAUD, B2, "100", "95")],
    ).filter((row) => /^capaian\/spm\.0[1456]$|^mutu\//.test(row.rowKey));
    const done = computedOf(spmLayanan, rows);
    const covered = (figure: string) => coverageOf(spmLayanan, figure, rows, done, NOTHING_EARLIER);
    // Kesehatan: 04 is there, 05 has no target, 06 lacks its items of quality. Pendidikan: 01 was not filled.
    expect(covered("ip_kesehatan")).toEqual({ complete: 1, of: 2 });
    expect(covered("ip_pendidikan")).toEqual({ complete: 0, of: 1 });
    expect(covered("ip_sosial")).toEqual({ complete: 0, of: 0 });
    expect(covered("kategori_daerah")).toBeNull();
  });

  it("asks for the target of the year, 0 included, before anything is sent", () => {
    const done = few({ [HAMIL]: { bulan_1: "1", bulan_2: "1", bulan_3: "1" } }, both);
    expect(done.findings.find((each) => each.rule === "sasaran_kosong")?.severity).toBe("block");
  });
});
